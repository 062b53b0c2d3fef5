//! What the journeys share: a desk of their own to work at (display, session bus, notifications, home), and hands and eyes
//! for the real window. Nothing here knows what a journey is about.
//!
//! Journeys are made on Linux, which has a display and a session bus for each; elsewhere only the walls are looked at.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a journey that cannot go on says why and ends"
)]

/// What axe-core finds on the page.
#[cfg(target_os = "linux")]
pub mod accessibility;
/// The desk: everything a desktop has, for one journey alone.
#[cfg(target_os = "linux")]
pub mod desk;
/// A wall clock that a journey sets.
#[cfg(target_os = "linux")]
pub mod faked_clock;
/// A window that fills the screen.
#[cfg(target_os = "linux")]
pub mod full_screen;
/// A diary that has been lived with for a month.
#[cfg(target_os = "linux")]
pub mod lived_in;
/// The keys for players on a keyboard or a headset.
#[cfg(target_os = "linux")]
pub mod media_keys;
/// The notifications that were shown, and their actions.
#[cfg(target_os = "linux")]
pub mod notifications;
/// Where the programs under test are, and where pictures go.
pub mod programs;
/// Reminders set, and what became of them.
#[cfg(target_os = "linux")]
pub mod reminders;
/// Every socket that Vesper's window opens.
#[cfg(target_os = "linux")]
pub mod sockets;
/// A computer that is taken to another zone.
#[cfg(target_os = "linux")]
pub mod travel;
/// A tray of the test's own.
#[cfg(target_os = "linux")]
pub mod tray;
/// Waiting for something to become true, never longer than said.
#[cfg(target_os = "linux")]
pub mod wait;
/// The few verbs of the W3C's WebDriver that journeys need.
#[cfg(target_os = "linux")]
pub mod webdriver;
/// The real window.
#[cfg(target_os = "linux")]
pub mod window;

#[cfg(target_os = "linux")]
pub use desk::Desk;
#[cfg(target_os = "linux")]
pub use window::Window;
