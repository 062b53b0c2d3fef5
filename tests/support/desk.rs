//! The desk: everything a desktop has, for one journey alone. Its own display, window manager, session bus, notification
//! daemon and home; nothing of the person's own is seen or touched, and nothing is left behind.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use serde_json::Value;
use tempfile::TempDir;

use crate::full_screen::FullScreen;
use crate::notifications::{self, Notifications};
use crate::programs::{program, tool};
use crate::wait::{SOON, until};

/// Every process of a desk carries this variable, its value being the desk's home: how they are found again.
const MARK: &str = "VESPER_TEST_DESK";

/// The hour that it is at a desk.
const HOUR: i32 = 14;

/// The system bus of a desk: there is none.
pub(crate) const SYSTEM_BUS: &str = "unix:path=/nonexistent/system-bus";

/// A desktop for one journey; dropping it ends everything that runs on it.
pub struct Desk {
    home: TempDir,
    hours_ahead: i32,
    display: String,
    env: Vec<(OsString, OsString)>,
    children: Vec<Child>,
}

impl Desk {
    /// Sets a desk up: a display, a session bus, a window manager, a notification daemon.
    ///
    /// # Panics
    /// Where one of them does not start; `cargo xtask test` installs what is missing.
    #[must_use]
    pub fn new() -> Self {
        let home = tempfile::Builder::new()
            .prefix("vesper-desk-")
            .tempdir()
            .expect("a home for the journey");
        let hours_ahead = hours_to_the_afternoon();
        let mut desk = Self {
            env: surroundings(home.path(), &zone(hours_ahead)),
            hours_ahead,
            display: String::new(),
            home,
            children: Vec::new(),
        };
        for folder in ["run", "data", "logs"] {
            let folder = desk.path(folder);
            fs::create_dir(&folder).expect("a folder at home");
            fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
                .expect("a folder of one's own");
        }
        desk.start_display();
        desk.start_bus();
        desk.start("openbox", &[]);
        desk.start_notifications();
        desk
    }

    /// The date at this desk.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        (now() + TimeDelta::hours(self.hours_ahead.into())).date_naive()
    }

    /// The clock at this desk so many minutes from now, as `14:05`.
    #[must_use]
    pub fn clock(&self, minutes: i64) -> String {
        let there = now() + TimeDelta::hours(self.hours_ahead.into()) + TimeDelta::minutes(minutes);
        there.format("%H:%M").to_string()
    }

    /// Has everything that starts from now on speak the language of `locale`.
    pub fn speak(&mut self, locale: &str) {
        self.set("LANG", locale);
    }

    /// A file or folder of the desk's home.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// The folder the diary lies in.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// A program as it is started at this desk, and nowhere else.
    #[must_use]
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .envs(self.env.iter().cloned())
            .current_dir(self.home.path())
            .stdin(Stdio::null());
        command
    }

    /// Starts `program` in the background; what it says goes to a log.
    ///
    /// # Panics
    /// Where it cannot be started.
    pub fn start(&mut self, program: impl AsRef<Path>, args: &[&str]) -> u32 {
        let program = program.as_ref();
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let mut command = self.command(tool(program));
        command
            .args(args)
            .stdout(self.log(&name))
            .stderr(self.log(&name));
        self.keep(&name, &mut command)
    }

    /// Asks `vesper-cli` on this desk's diary; answers with the value it prints.
    ///
    /// # Panics
    /// Where it fails or prints no JSON.
    #[must_use]
    pub fn cli(&self, args: &[&str]) -> Value {
        let output = self
            .command(program("vesper-cli"))
            .arg("--json")
            .args(args)
            .output()
            .expect("vesper-cli starts");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(
            output.status.success(),
            "vesper-cli {args:?} refuses: {said}"
        );
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|e| panic!("vesper-cli {args:?} prints one JSON value: {e}"))
    }

    /// The notifications that have been shown.
    #[must_use]
    pub fn notifications(&self) -> Notifications<'_> {
        Notifications::at(self)
    }

    /// The processes of this desk whose program is `name`.
    #[must_use]
    pub fn processes(&self, name: &str) -> Vec<u32> {
        self.everything_running()
            .into_iter()
            .filter(|pid| {
                fs::read_link(format!("/proc/{pid}/exe"))
                    .is_ok_and(|exe| exe.file_name() == Some(OsStr::new(name)))
            })
            .collect()
    }

    /// Chooses `path` in the desktop's own file dialog of that title, by typing it.
    ///
    /// # Panics
    /// Where no such dialog opens, or it does not close.
    pub fn choose_file(&self, title: &str, path: &Path) {
        let dialog = until(&format!("the dialog {title:?}"), SOON, || {
            self.window_named(title)
        });
        self.xdotool(&["windowactivate", "--sync", &dialog]);
        // A dialog for writing proposes a name, of which it selects all but the ending.
        self.xdotool(&["key", "ctrl+a"]);
        // The first slash opens the dialog's field for a path, and what is typed before that has opened is lost: more slashes, of
        // which a path may have any number.
        let typed = format!("/////{}", path.display());
        self.xdotool(&["type", "--delay", "20", &typed]);
        self.xdotool(&["key", "Return"]);
        until(&format!("the dialog {title:?} closes"), SOON, || {
            self.window_named(title).is_none().then_some(())
        });
    }

    /// The visible window whose title is `title`.
    #[must_use]
    pub fn window_named(&self, title: &str) -> Option<String> {
        let whole = format!("^{title}$");
        let found = self
            .command("xdotool")
            .args(["search", "--onlyvisible", "--name", &whole])
            .output()
            .ok()?;
        String::from_utf8(found.stdout)
            .ok()?
            .lines()
            .next()
            .map(str::to_owned)
    }

    /// How wide and how high a window is.
    ///
    /// # Panics
    /// Where it is gone.
    #[must_use]
    pub fn window_size(&self, window: &str) -> (u32, u32) {
        let asked = self
            .command("xdotool")
            .args(["getwindowgeometry", "--shell", window])
            .output()
            .expect("xdotool starts");
        let told = String::from_utf8_lossy(&asked.stdout).into_owned();
        let number = |name: &str| {
            told.lines()
                .find_map(|line| line.strip_prefix(name)?.parse().ok())
                .unwrap_or_else(|| panic!("{name} of window {window}: {told}"))
        };
        (number("WIDTH="), number("HEIGHT="))
    }

    /// Opens a window that fills the screen and has the focus, until it is dropped.
    ///
    /// # Panics
    /// Where the display refuses.
    #[must_use]
    pub fn fill_the_screen(&self) -> FullScreen {
        FullScreen::on(&self.display)
    }

    /// Ends the desk's program `name` by force, as a crash does.
    ///
    /// # Panics
    /// Where it does not run.
    pub fn end(&mut self, name: &str) {
        let running = self.processes(name);
        assert!(!running.is_empty(), "{name} runs");
        let killed = Command::new("kill")
            .arg("-KILL")
            .args(running.iter().map(u32::to_string))
            .status();
        assert!(killed.is_ok_and(|status| status.success()), "kill {name}");
        until(&format!("{name} is gone"), SOON, || {
            for child in &mut self.children {
                let _ = child.try_wait();
            }
            self.processes(name).is_empty().then_some(())
        });
    }

    /// Holds the desk's program `name`, as a suspended computer holds all, or lets it go on.
    ///
    /// # Panics
    /// Where it does not run.
    pub fn suspend(&self, name: &str, held: bool) {
        let running = self.processes(name);
        assert!(!running.is_empty(), "{name} runs");
        let done = Command::new("kill")
            .arg(if held { "-STOP" } else { "-CONT" })
            .args(running.iter().map(u32::to_string))
            .status();
        assert!(done.is_ok_and(|status| status.success()), "kill {name}");
    }

    /// Ends the session bus and starts another at its address; what was on it is gone.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn restart_bus(&mut self) {
        self.end("dbus-daemon");
        let _ = fs::remove_file(self.path("run/bus"));
        let config = format!("--config-file={}", self.path("session.conf").display());
        self.start_and_hear("dbus-daemon", &[&config, "--nofork", "--print-address=1"]);
    }

    /// Uses the display's mouse, keys and windows.
    ///
    /// # Panics
    /// Where xdotool refuses.
    pub fn xdotool(&self, args: &[&str]) {
        let done = self.command("xdotool").args(args).status();
        assert!(
            done.is_ok_and(|status| status.success()),
            "xdotool {args:?}"
        );
    }

    /// Where `name` writes what it says.
    #[must_use]
    pub fn log_path(&self, name: &str) -> PathBuf {
        self.path("logs").join(name)
    }

    fn log(&self, name: &str) -> File {
        File::options()
            .append(true)
            .create(true)
            .open(self.log_path(name))
            .expect("a log")
    }

    fn keep(&mut self, name: &str, command: &mut Command) -> u32 {
        let child = command.spawn().unwrap_or_else(|e| {
            panic!("{name} does not start ({e}); `cargo xtask test` installs it")
        });
        let pid = child.id();
        self.children.push(child);
        pid
    }

    /// Starts `program`, which prints one line once it is ready, and answers with that line.
    fn start_and_hear(&mut self, program: &str, args: &[&str]) -> String {
        let mut command = self.command(program);
        command
            .args(args)
            .stdout(Stdio::piped())
            .stderr(self.log(program));
        self.keep(program, &mut command);
        let mut line = String::new();
        let said = self
            .children
            .last_mut()
            .and_then(|child| child.stdout.take());
        BufReader::new(said.expect("its output"))
            .read_line(&mut line)
            .expect("its first line");
        assert!(!line.is_empty(), "{program} ended before it was ready");
        line.trim_end().to_owned()
    }

    fn start_display(&mut self) {
        // It chooses a number that is free and says which.
        let number = self.start_and_hear(
            "Xvfb",
            &[
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1400x900x24",
                "-nolisten",
                "tcp",
            ],
        );
        self.display = format!(":{number}");
        self.set("DISPLAY", self.display.clone());
    }

    fn start_bus(&mut self) {
        let config = self.path("session.conf");
        let socket = self.path("run/bus");
        fs::write(
            &config,
            SESSION_BUS.replace("SOCKET", &socket.display().to_string()),
        )
        .expect("the bus's configuration");
        let config = format!("--config-file={}", config.display());
        let address =
            self.start_and_hear("dbus-daemon", &[&config, "--nofork", "--print-address=1"]);
        // Without the bus's own number, as a session's address is: another bus may come at the same place.
        let (address, _) = address.split_once(',').unwrap_or((&address, ""));
        self.set("DBUS_SESSION_BUS_ADDRESS", address);
    }

    /// Starts the notification daemon.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn start_notifications(&mut self) {
        let config = notifications::configure(self);
        let mut command = self.command("dunst");
        command
            .arg("-print")
            .arg("-conf")
            .arg(config)
            .stdout(self.log(notifications::LOG))
            .stderr(self.log("dunst.err"));
        self.keep("dunst", &mut command);
        until("the notification daemon answers", SOON, || {
            let asked = self.command("dunstctl").arg("count").output();
            asked
                .is_ok_and(|answer| answer.status.success())
                .then_some(())
        });
    }

    /// Gives the programs that are started from now on this variable.
    pub(crate) fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.env.push((name.into(), value.into()));
    }

    fn everything_running(&self) -> Vec<u32> {
        let mark = format!("{MARK}={}", self.home.path().display());
        let carries_mark = |pid: &u32| {
            fs::read(format!("/proc/{pid}/environ")).is_ok_and(|env| {
                env.split(|byte| *byte == 0)
                    .any(|entry| entry == mark.as_bytes())
            })
        };
        fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(carries_mark)
            .collect()
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Desk {
    /// Ends everything that carries the desk's mark, also what outlived its parent, as the agent does by design.
    fn drop(&mut self) {
        while let running = self.everything_running()
            && !running.is_empty()
        {
            let _ = Command::new("kill")
                .arg("-KILL")
                .args(running.iter().map(u32::to_string))
                .stderr(Stdio::null())
                .status();
            for child in &mut self.children {
                let _ = child.try_wait();
            }
        }
        for child in &mut self.children {
            let _ = child.wait();
        }
        if std::thread::panicking() {
            self.show_logs();
        }
    }
}

impl Desk {
    /// A journey that failed shows what its programs said: its home is about to go.
    fn show_logs(&self) {
        for name in ["vesper", "tauri-driver"] {
            if let Ok(said) = fs::read_to_string(self.log_path(name)) {
                eprintln!("--- {name} said:\n{said}");
            }
        }
    }
}

/// How far ahead of UTC a desk stands where it is the afternoon now: there reminders are shown, last night can be logged and the light
/// is the day's, whenever the journey is made.
fn hours_to_the_afternoon() -> i32 {
    let hour = i32::try_from(now().hour()).unwrap_or_default();
    // From fourteen hours ahead to nine behind: the world's zones reach that far.
    HOUR - hour
}

/// The zone so many hours ahead of UTC. POSIX counts the other way: `Etc/GMT-5` is five hours ahead.
fn zone(hours_ahead: i32) -> String {
    match hours_ahead {
        0 => "Etc/UTC".to_owned(),
        ahead => format!("Etc/GMT{:+}", -ahead),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the ban keeps Vesper's own time to one clock; this chooses where a desk stands and what its clock says"
)]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The whole environment of a desk's programs. Software drawing, because a virtual display has nothing else.
fn surroundings(home: &Path, zone: &str) -> Vec<(OsString, OsString)> {
    let at_home = |name: &str| home.join(name).into_os_string();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut env: Vec<(OsString, OsString)> = vec![
        ("PATH".into(), path),
        (MARK.into(), home.into()),
        ("HOME".into(), home.into()),
        ("TZ".into(), zone.into()),
        ("XDG_RUNTIME_DIR".into(), at_home("run")),
        ("XDG_DATA_HOME".into(), at_home("share")),
        ("XDG_CONFIG_HOME".into(), at_home("config")),
        ("XDG_CACHE_HOME".into(), at_home("cache")),
        ("VESPER_DATA_DIR".into(), at_home("data")),
        // The machine's own system bus is none of a journey's business.
        ("DBUS_SYSTEM_BUS_ADDRESS".into(), SYSTEM_BUS.into()),
    ];
    let fixed = [
        ("LANG", "C.UTF-8"),
        ("GDK_BACKEND", "x11"),
        ("XDG_SESSION_TYPE", "x11"),
        ("NO_AT_BRIDGE", "1"),
        ("GIO_USE_VFS", "local"),
        ("GSETTINGS_BACKEND", "memory"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ("RUST_BACKTRACE", "0"),
    ];
    env.extend(fixed.map(|(name, value)| (name.into(), value.into())));
    env
}

/// A session bus that starts nothing by itself: what is on it was put there.
const SESSION_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=SOCKET</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;
