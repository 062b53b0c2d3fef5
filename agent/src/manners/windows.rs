//! Windows: what the shell tells of the moment, and when somebody last touched a key.
#![expect(
    unsafe_code,
    reason = "the shell's state and the last input have no safe interface; three calls without pointers kept are all there is"
)]

use std::sync::Arc;

use vesper_core::reminders::Sign;
use windows_sys::Win32::System::SystemInformation::GetTickCount;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::{GetLastInputInfo, LASTINPUTINFO};
use windows_sys::Win32::UI::Shell::{
    QUNS_BUSY, QUNS_NOT_PRESENT, QUNS_PRESENTATION_MODE, QUNS_QUIET_TIME,
    QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};

use super::Source;

/// How long nobody touches a machine that somebody sits at, milliseconds.
const AWAY: u32 = 5 * 60 * 1000;

/// Each sign and where it is read. Which programs hold the microphone or the camera, Windows tells none.
pub fn sources() -> Vec<(Sign, Arc<dyn Source>)> {
    vec![
        (Sign::DoNotDisturb, Arc::new(Quiet)),
        (Sign::FullScreen, Arc::new(FullScreen)),
        (Sign::Away, Arc::new(Away)),
    ]
}

/// A presentation, or the first hour of a new account.
struct Quiet;
/// A window or a game that fills the screen.
struct FullScreen;
/// A locked screen, or nobody's hand.
struct Away;

impl Source for Quiet {
    fn is_busy(&self) -> Option<bool> {
        Some([QUNS_PRESENTATION_MODE, QUNS_QUIET_TIME].contains(&state()?))
    }
}

impl Source for FullScreen {
    fn is_busy(&self) -> Option<bool> {
        Some([QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN].contains(&state()?))
    }
}

impl Source for Away {
    fn is_busy(&self) -> Option<bool> {
        Some(state()? == QUNS_NOT_PRESENT || untouched()? >= AWAY)
    }
}

fn state() -> Option<i32> {
    let mut state = 0;
    // SAFETY: `state` lives through the call and is written by the system alone.
    let failed = unsafe { SHQueryUserNotificationState(&mut state) };
    (failed == 0).then_some(state)
}

/// How long nobody has touched a key or the mouse, milliseconds.
fn untouched() -> Option<u32> {
    let mut last = LASTINPUTINFO {
        cbSize: u32::try_from(size_of::<LASTINPUTINFO>()).ok()?,
        dwTime: 0,
    };
    // SAFETY: `last` lives through the call and says its own size.
    let told = unsafe { GetLastInputInfo(&mut last) } != 0;
    // SAFETY: no arguments.
    let now = unsafe { GetTickCount() };
    // The counter begins anew every 49 days.
    told.then(|| now.wrapping_sub(last.dwTime))
}
