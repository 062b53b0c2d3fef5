//! What the journeys share: a desk of their own to work at (display, session bus, notifications, home), and hands and eyes
//! for the real window. Nothing here knows what a journey is about.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a journey that cannot go on says why and ends"
)]

/// What axe-core finds on the page.
pub mod accessibility;
/// The desk: everything a desktop has, for one journey alone.
pub mod desk;
/// A diary that has been lived with for a month.
pub mod lived_in;
/// The notifications that were shown, and their actions.
pub mod notifications;
/// Where the programs under test are, and where pictures go.
pub mod programs;
/// Every socket that Vesper's window opens.
pub mod sockets;
/// Waiting for something to become true, never longer than said.
pub mod wait;
/// The few verbs of the W3C's WebDriver that journeys need.
pub mod webdriver;
/// The real window.
pub mod window;

pub use desk::Desk;
pub use window::Window;
