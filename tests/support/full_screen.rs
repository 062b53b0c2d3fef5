//! A window that fills the screen, as a film or a presentation does.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, CreateWindowAux, PropMode, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// The window; it goes with its connection.
pub struct FullScreen(
    #[allow(dead_code, reason = "the window lives as long as it")] RustConnection,
);

impl FullScreen {
    /// Opens it on `display`.
    ///
    /// # Panics
    /// Where the display refuses.
    #[must_use]
    pub fn on(display: &str) -> Self {
        let (server, screen) = RustConnection::connect(Some(display)).expect("a display");
        let root = server.setup().roots[screen].root;
        let window = server.generate_id().expect("an id");
        server
            .create_window(
                x11rb::COPY_DEPTH_FROM_PARENT,
                window,
                root,
                0,
                0,
                400,
                300,
                0,
                WindowClass::INPUT_OUTPUT,
                x11rb::COPY_FROM_PARENT,
                &CreateWindowAux::new(),
            )
            .expect("a window");
        let atom = |name: &str| {
            let asked = server.intern_atom(false, name.as_bytes()).expect("asked");
            asked.reply().expect("an atom").atom
        };
        let (state, full) = (atom("_NET_WM_STATE"), atom("_NET_WM_STATE_FULLSCREEN"));
        server
            .change_property32(PropMode::REPLACE, window, state, AtomEnum::ATOM, &[full])
            .expect("its state");
        server.map_window(window).expect("it opens");
        server.flush().expect("it is sent");
        Self(server)
    }
}
