//! The X server. A session on Wayland tells programs neither whose window has the focus nor when somebody last touched a key.

use std::env;

use x11rb::connection::Connection;
use x11rb::protocol::screensaver::ConnectionExt as _;
use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, Window};
use x11rb::rust_connection::RustConnection;

/// A connection to the X server of a session on X.
pub struct Screen {
    server: RustConnection,
    root: Window,
}

impl Screen {
    /// Connects, where the session is one on X.
    pub fn connect() -> Option<Self> {
        let told = |name| env::var_os(name).unwrap_or_default();
        if is_wayland(
            &told("WAYLAND_DISPLAY").to_string_lossy(),
            &told("XDG_SESSION_TYPE").to_string_lossy(),
        ) {
            return None;
        }
        let (server, screen) = RustConnection::connect(None).ok()?;
        let root = server.setup().roots.get(screen)?.root;
        Some(Self { server, root })
    }

    /// Whether the window that has the focus fills the screen; `None` where the window manager does not say.
    pub fn is_full(&self) -> Option<bool> {
        let window = AtomEnum::WINDOW.into();
        // A window manager that speaks of windows at all says so here.
        self.numbers(self.root, "_NET_SUPPORTING_WM_CHECK", window)?;
        let active = self.numbers(self.root, "_NET_ACTIVE_WINDOW", window);
        let Some(active) = active.and_then(|active| active.first().copied()) else {
            return Some(false);
        };
        let full = self.atom("_NET_WM_STATE_FULLSCREEN")?;
        // Where no window has the focus its number is none's, which has no state.
        let states = self.numbers(active, "_NET_WM_STATE", AtomEnum::ATOM.into());
        Some(states.unwrap_or_default().contains(&full))
    }

    /// How long nobody has touched a key or the mouse, milliseconds.
    pub fn untouched(&self) -> Option<u64> {
        let info = self.server.screensaver_query_info(self.root).ok()?;
        Some(info.reply().ok()?.ms_since_user_input.into())
    }

    fn atom(&self, name: &str) -> Option<u32> {
        let asked = self.server.intern_atom(false, name.as_bytes()).ok()?;
        Some(asked.reply().ok()?.atom)
    }

    /// The numbers of a window's property (Extended Window Manager Hints 1.5), where it has it.
    fn numbers(&self, window: Window, name: &str, kind: u32) -> Option<Vec<u32>> {
        let property = self.atom(name)?;
        let asked = self
            .server
            .get_property(false, window, property, kind, 0, 64);
        let reply = asked.ok()?.reply().ok()?;
        Some(reply.value32()?.collect())
    }
}

/// Whether the session is one on Wayland, where an X server knows of its own windows alone.
fn is_wayland(display: &str, session: &str) -> bool {
    !display.is_empty() || session == "wayland"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_on_wayland_is_not_asked_by_way_of_x() {
        assert!(is_wayland("wayland-0", ""));
        assert!(is_wayland("", "wayland"));
        assert!(!is_wayland("", "x11"));
        assert!(!is_wayland("", ""));
    }
}
