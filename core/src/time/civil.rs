//! Clock times, weekdays and zones, and their meeting with instants.

use std::fmt;
use std::str::FromStr;

use chrono::{
    Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike,
};
use serde::{Deserialize, Serialize};

use super::{Instant, LocalTime, Night};
use crate::error::Invalid;

/// An IANA time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(pub chrono_tz::Tz);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(chrono_tz::UTC);

    /// The zone's IANA name, for example `Europe/Berlin`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for Zone {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        name.parse()
            .map(Self)
            .map_err(|_| Invalid::new("zone", "error_zone_unknown", &[("zone", name)]))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse()
            .map_err(|invalid: Invalid| serde::de::Error::custom(invalid.message))
    }
}

/// A time on a wall clock, to the minute: `HH:MM`, 24-hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(NaiveTime);

impl ClockTime {
    /// The clock time `hour:minute`; `None` beyond 23:59.
    #[must_use]
    pub fn new(hour: u32, minute: u32) -> Option<Self> {
        NaiveTime::from_hms_opt(hour, minute, 0).map(Self)
    }

    /// The clock time `minutes` after midnight, wrapped into one day.
    #[must_use]
    pub fn from_minutes(minutes: i32) -> Self {
        Self(NaiveTime::MIN + Duration::minutes(i64::from(minutes.rem_euclid(24 * 60))))
    }

    /// Minutes since midnight, 0 to 1,439.
    #[must_use]
    pub fn minutes(self) -> i32 {
        (self.0.hour() * 60 + self.0.minute()).cast_signed()
    }

    /// The same as a chrono time.
    #[must_use]
    pub fn time(self) -> NaiveTime {
        self.0
    }
}

impl FromStr for ClockTime {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        NaiveTime::parse_from_str(text, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
            .ok()
            .and_then(|time| Self::new(time.hour(), time.minute()))
            .ok_or_else(|| Invalid::new("time", "error_clock_time", &[("text", text)]))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl Serialize for ClockTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|invalid: Invalid| serde::de::Error::custom(invalid.message))
    }
}

#[cfg(feature = "specta")]
mod wire {
    //! Both types are strings on the wire.
    use specta::{Type, Types, datatype::DataType};

    impl Type for super::Zone {
        fn definition(types: &mut Types) -> DataType {
            String::definition(types)
        }
    }

    impl Type for super::ClockTime {
        fn definition(types: &mut Types) -> DataType {
            String::definition(types)
        }
    }
}

/// A day of the week; the wire says `mon` to `sun`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// Monday
    Mon,
    /// Tuesday
    Tue,
    /// Wednesday
    Wed,
    /// Thursday
    Thu,
    /// Friday
    Fri,
    /// Saturday
    Sat,
    /// Sunday
    Sun,
}

impl Weekday {
    /// The week from Monday on.
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    /// The weekday of `date`.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        match date.weekday() {
            chrono::Weekday::Mon => Self::Mon,
            chrono::Weekday::Tue => Self::Tue,
            chrono::Weekday::Wed => Self::Wed,
            chrono::Weekday::Thu => Self::Thu,
            chrono::Weekday::Fri => Self::Fri,
            chrono::Weekday::Sat => Self::Sat,
            chrono::Weekday::Sun => Self::Sun,
        }
    }
}

/// Shows `instant` as a wall clock in `zone` shows it.
#[must_use]
pub fn local(instant: Instant, zone: Zone) -> LocalTime {
    let there = instant.with_timezone(&zone.0);
    there.with_timezone(&there.offset().fix())
}

/// The instant at which a wall clock in `zone` shows `civil`.
///
/// A time that the clocks skip (a DST gap) is the first instant after the gap; one that they show twice (a fold) is the first.
#[must_use]
pub fn resolve(civil: NaiveDateTime, zone: Zone) -> Instant {
    match zone.0.from_local_datetime(&civil) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => end_of_gap(civil, zone),
    }
}

/// The first instant after the gap that swallows `civil`, to the second.
fn end_of_gap(civil: NaiveDateTime, zone: Zone) -> Instant {
    // Within a day either side of a gap the local clock is well defined; halve the span until the jump is pinned down.
    let at = |naive: NaiveDateTime| naive.and_utc();
    let (mut before, mut after) = (at(civil - Duration::days(2)), at(civil + Duration::days(2)));
    while (after - before).num_seconds() > 1 {
        let middle = before + (after - before) / 2;
        if middle.with_timezone(&zone.0).naive_local() < civil {
            before = middle
        } else {
            after = middle
        }
    }
    after
}

/// The night that `instant` belongs to: the civil date, in `zone`, of the evening before `rollover` came round.
///
/// `rollover` is 12:00 unless the person sleeps by day: an instant before it belongs to the previous date's night.
#[must_use]
pub fn night_of(instant: Instant, zone: Zone, rollover: ClockTime) -> Night {
    let civil = instant.with_timezone(&zone.0).naive_local();
    if civil.time() < rollover.time() {
        civil.date().pred_opt().unwrap_or(civil.date())
    } else {
        civil.date()
    }
}
