//! A tray of the test's own: what a desktop's panel is to a program that shows an icon there.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::{OwnedValue, Value};

use crate::desk::Desk;
use crate::wait::until;

/// A line of a menu: its number, its properties, the lines under it.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
/// An icon: pixels across, pixels down, and their bytes.
type Pixmap = (i32, i32, Vec<u8>);

/// The host of the tray's items (StatusNotifierItem, com.canonical.dbusmenu).
pub struct Tray {
    bus: Connection,
    registered: Receiver<String>,
    item: String,
}

/// What items register with.
struct Watcher(Sender<String>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        let _ = self.0.send(service);
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Tray {
    /// Sets a tray up on `desk`'s bus.
    ///
    /// # Panics
    /// Where the bus refuses.
    #[must_use]
    pub fn at(desk: &Desk) -> Self {
        let (register, registered) = channel();
        let address = format!("unix:path={}", desk.path("run/bus").display());
        let bus = Builder::address(address.as_str())
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Watcher(register)))
            .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"))
            .and_then(Builder::build)
            .expect("a tray on the bus");
        Self {
            bus,
            registered,
            item: String::new(),
        }
    }

    /// Waits for the next item that registers; it is the one that is looked at from then on.
    ///
    /// # Panics
    /// Where none does in that time.
    pub fn wait_for_item(&mut self, within: Duration) {
        self.item = self
            .registered
            .recv_timeout(within)
            .expect("an item registers");
    }

    /// `Active`, or `NeedsAttention`.
    #[must_use]
    pub fn status(&self) -> String {
        self.ask("Status")
    }

    /// The icon's pixels in every size.
    #[must_use]
    pub fn icon(&self) -> Vec<Pixmap> {
        self.ask("IconPixmap")
    }

    /// The words of the menu's lines, from top to bottom.
    #[must_use]
    pub fn menu(&self) -> Vec<String> {
        self.lines().into_iter().map(|(_, words)| words).collect()
    }

    /// Waits until a line of the menu is `words`, then chooses it.
    ///
    /// # Panics
    /// Where there is no such line.
    pub fn choose(&self, words: &str) {
        let line = until(
            &format!("a line {words:?} in the tray's menu"),
            SLOWLY,
            || {
                let lines = self.lines().into_iter();
                lines
                    .filter(|(_, line)| line == words)
                    .map(|(id, _)| id)
                    .next()
            },
        );
        let clicked = (line, "clicked", Value::from(0_i32), 0_u32);
        self.proxy("/MenuBar", "com.canonical.dbusmenu")
            .call::<_, _, ()>("Event", &clicked)
            .expect("the menu takes a click");
    }

    fn lines(&self) -> Vec<(i32, String)> {
        let menu = self.proxy("/MenuBar", "com.canonical.dbusmenu");
        let asked = (0_i32, -1_i32, Vec::<String>::new());
        let (_, (_, _, lines)): (u32, Layout) = menu.call("GetLayout", &asked).expect("a menu");
        lines
            .into_iter()
            .filter_map(|line| {
                let (id, properties, _) = Layout::try_from(line).expect("a line");
                let words = properties.get("label")?.downcast_ref::<String>();
                Some((id, words.expect("words").replace("__", "_")))
            })
            .collect()
    }

    fn ask<T>(&self, property: &str) -> T
    where
        T: TryFrom<OwnedValue>,
        T::Error: Into<zbus::Error>,
    {
        self.proxy("/StatusNotifierItem", "org.kde.StatusNotifierItem")
            .get_property(property)
            .expect("the item tells")
    }

    fn proxy(&self, path: &'static str, interface: &'static str) -> Proxy<'_> {
        zbus::blocking::proxy::Builder::new(&self.bus)
            .destination(self.item.as_str())
            .and_then(|proxy| proxy.path(path))
            .and_then(|proxy| proxy.interface(interface))
            .map(|proxy| proxy.cache_properties(zbus::proxy::CacheProperties::No))
            .and_then(zbus::blocking::proxy::Builder::build)
            .expect("the item is there")
    }
}

/// The agent looks once a minute; what it is told to do it does at once.
const SLOWLY: Duration = Duration::from_secs(70);
