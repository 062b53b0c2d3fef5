//! Linux: what the session bus, the X server, logind and `/proc` tell.

mod away;
mod bus;
mod camera;
mod do_not_disturb;
mod full_screen;
mod microphone;
mod screen;

use std::sync::Arc;

use vesper_core::reminders::Sign;

use super::Source;

/// Each sign and where it is read.
pub fn sources() -> Vec<(Sign, Arc<dyn Source>)> {
    vec![
        (Sign::DoNotDisturb, Arc::new(do_not_disturb::Servers)),
        (Sign::FullScreen, Arc::new(full_screen::Screen)),
        (
            Sign::Microphone,
            Arc::new(microphone::Capture::of_this_computer()),
        ),
        (Sign::Camera, Arc::new(camera::Devices::of_this_computer())),
        (Sign::Away, Arc::new(away::Session)),
    ]
}
