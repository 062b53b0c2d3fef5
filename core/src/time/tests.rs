//! What holds of time, with reasons.

mod dial;
mod evening;
mod zones;

use proptest::prelude::*;

use super::{ClockTime, Instant, Zone};

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn at(rfc3339: &str) -> Instant {
    rfc3339.parse().unwrap()
}

/// Any zone of the database.
pub(crate) fn any_zone() -> impl Strategy<Value = Zone> {
    proptest::sample::select(&chrono_tz::TZ_VARIANTS[..]).prop_map(Zone)
}

/// Any clock time.
pub(crate) fn any_clock() -> impl Strategy<Value = ClockTime> {
    (0..24 * 60).prop_map(ClockTime::from_minutes)
}

/// Any night of the years 2000 to 2037.
pub(crate) fn any_night() -> impl Strategy<Value = super::Night> {
    (0..38 * 365u64)
        .prop_map(|days| "2000-01-01".parse::<super::Night>().unwrap() + chrono::Days::new(days))
}
