//! Instants, zones, clock times, and which night an instant belongs to.
//!
//! May not read the wall clock anywhere but in `SystemClock`. An instant is kept in UTC beside the zone it was lived in;
//! durations are elapsed time; a night is named by the civil date of its evening.

mod civil;
mod clock;
mod dial;
mod evening;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use civil::as_calendars_read;
pub use civil::{
    ClockTime, Weekday, Zone, first_at_or_after, local, nearest_to, night_of, plausible, resolve,
};
pub use clock::{Clock, FixedClock, SystemClock};
pub use dial::{Dial, Hours};
pub use evening::{PartOfDay, PlannedNight, lights_out_of, rise_of};

use serde::{Deserialize, Serialize};

/// A number of whole minutes; negative only where a difference may be.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct Minutes(pub i32);

/// An instant as it stood on a wall clock: serialised as RFC 3339 with the offset of its zone at that instant.
pub type LocalTime = chrono::DateTime<chrono::FixedOffset>;
/// An instant, without a zone.
pub type Instant = chrono::DateTime<chrono::Utc>;
/// A night's name: the civil date of its evening.
pub type Night = chrono::NaiveDate;
