//! The keys for players on a keyboard or a headset, as the desktop hands them on (MPRIS).

use std::collections::HashMap;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy, fdo::DBusProxy};
use zbus::zvariant::OwnedValue;

use crate::desk::Desk;

const NAME: &str = "org.mpris.MediaPlayer2.vesper";

/// What a desktop's panel does when such a key is pressed.
pub struct MediaKeys(Connection);

impl MediaKeys {
    /// The keys of `desk`.
    ///
    /// # Panics
    /// Where the bus refuses.
    #[must_use]
    pub fn at(desk: &Desk) -> Self {
        let address = format!("unix:path={}", desk.path("run/bus").display());
        let bus = Builder::address(address.as_str()).and_then(Builder::build);
        Self(bus.expect("the session's bus"))
    }

    /// Whether Vesper takes the keys.
    ///
    /// # Panics
    /// Where the bus is gone.
    #[must_use]
    pub fn are_taken(&self) -> bool {
        let bus = DBusProxy::new(&self.0).expect("the bus itself");
        let name = NAME.try_into().expect("a name");
        bus.name_has_owner(name).expect("the bus answers")
    }

    /// Presses one: `Play`, `Pause`, `PlayPause`, `Previous`, `Next`, `Stop`.
    ///
    /// # Panics
    /// Where Vesper does not take it.
    pub fn press(&self, key: &str) {
        self.player()
            .call::<_, _, ()>(key, &())
            .expect("the key is taken");
    }

    /// What the panel shows beside the keys: the step, and `Playing` or `Paused`. Nothing where Vesper does not take the keys.
    #[must_use]
    pub fn shown(&self) -> Option<(String, String)> {
        let player = self.player();
        let what: HashMap<String, OwnedValue> = player.get_property("Metadata").ok()?;
        let step = what.get("xesam:title")?.downcast_ref::<String>().ok()?;
        Some((step, player.get_property("PlaybackStatus").ok()?))
    }

    fn player(&self) -> Proxy<'_> {
        zbus::blocking::proxy::Builder::new(&self.0)
            .destination(NAME)
            .and_then(|proxy| proxy.path("/org/mpris/MediaPlayer2"))
            .and_then(|proxy| proxy.interface("org.mpris.MediaPlayer2.Player"))
            .map(|proxy| proxy.cache_properties(zbus::proxy::CacheProperties::No))
            .and_then(zbus::blocking::proxy::Builder::build)
            .expect("a proxy")
    }
}
