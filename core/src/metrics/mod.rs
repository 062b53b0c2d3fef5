//! Numbers over nights. Pure functions; nothing here is stored.
//!
//! What a record does not say stays unknown: no number is made up for it. The names are those of sleep medicine, in the
//! units their fields say.

mod chronotype;
mod insomnia;
mod night;
mod regularity;
#[cfg(test)]
mod tests;
mod trend;
mod window;

pub use insomnia::{InsomniaLevel, InsomniaSignal};
pub use night::NightMetrics;
pub use regularity::sri_of_epochs;
pub use trend::{Trend, TrendPoint, trends};
pub use window::{Habits, WindowMetrics};
