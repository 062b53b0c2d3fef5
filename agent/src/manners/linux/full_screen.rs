//! A full-screen window that has the focus.

use super::super::Source;
use super::screen;

/// The X server's window manager.
pub struct Screen;

impl Source for Screen {
    fn is_busy(&self) -> Option<bool> {
        screen::Screen::connect()?.is_full()
    }
}
