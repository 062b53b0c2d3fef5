//! A session bus and a notification server of the test's own, which writes down what it is asked to show.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::sleep;
use zbus::fdo::DBusProxy;
use zbus::zvariant::OwnedValue;

/// A session bus that starts nothing by itself; it ends with this.
pub struct Bus {
    daemon: Child,
    _folder: TempDir,
    /// Where it is.
    pub address: String,
}

impl Bus {
    /// Starts one, with its socket in a folder of `within`; `None` where there is no daemon.
    pub fn start(within: &Path) -> Option<Self> {
        let folder = TempDir::with_prefix_in("bus-", within).unwrap();
        let config = folder.path().join("session.conf");
        // A socket without a path: one's length is limited.
        std::fs::write(
            &config,
            r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        )
        .unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut address = String::new();
        let mut told = BufReader::new(daemon.stdout.take()?);
        told.read_line(&mut address).ok()?;
        Some(Self {
            daemon,
            _folder: folder,
            address: address.trim().to_owned(),
        })
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// When something came, and its words.
type Shown = Arc<Mutex<Vec<(Instant, String)>>>;

/// The notification server, as the test sees it.
pub struct Server {
    shown: Shown,
    asked: UnboundedSender<Sender<()>>,
}

impl Server {
    /// Starts one on the bus at `address`; it ends with the test.
    pub fn start(address: &str) -> Self {
        let shown = Shown::default();
        let (serving, served) = channel();
        let (asked, mut asks) = unbounded_channel::<Sender<()>>();
        let (address, written) = (address.to_owned(), shown.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async move {
                let server = zbus::connection::Builder::address(address.as_str())
                    .unwrap()
                    .serve_at("/org/freedesktop/Notifications", Notifications(written))
                    .unwrap()
                    .name("org.freedesktop.Notifications")
                    .unwrap()
                    .build()
                    .await
                    .unwrap();
                let bus = DBusProxy::new(&server).await.unwrap();
                serving.send(()).unwrap();
                while let Some(answer) = asks.recv().await {
                    let alone = async || {
                        let names = bus.list_names().await.unwrap();
                        names.iter().filter(|name| name.starts_with(':')).count() == 1
                    };
                    while !alone().await {
                        sleep(Duration::from_millis(2)).await;
                    }
                    answer.send(()).unwrap();
                }
            });
        });
        served.recv().unwrap();
        Self { shown, asked }
    }

    /// Waits until nobody else is on the bus: whoever was has nothing on its way any more.
    pub fn alone(&self) {
        let (answer, answered) = channel();
        self.asked.send(answer).unwrap();
        answered.recv().unwrap();
    }

    /// How often something came that says `mark`.
    pub fn times(&self, mark: &str) -> usize {
        let shown = self.shown.lock().unwrap();
        shown
            .iter()
            .filter(|(_, words)| words.contains(mark))
            .count()
    }

    /// When it last came.
    pub fn last(&self, mark: &str) -> Option<Instant> {
        let shown = self.shown.lock().unwrap();
        let mut latest = shown.iter().rev();
        latest
            .find(|(_, words)| words.contains(mark))
            .map(|(at, _)| *at)
    }
}

struct Notifications(Shown);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".to_owned(), "body".to_owned()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let word = |word: &str| word.to_owned();
        (word("a test"), word("Vesper"), word("1"), word("1.2"))
    }

    fn close_notification(&self, _id: u32) {}

    #[allow(clippy::too_many_arguments, reason = "the specification has so many")]
    fn notify(
        &self,
        _program: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        _actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        let mut shown = self.0.lock().unwrap();
        shown.push((super::now(), format!("{summary} {body}")));
        u32::try_from(shown.len()).unwrap()
    }
}
