//! Clock times, weekdays and zones, and their meeting with instants.

use std::fmt;
use std::str::FromStr;

use chrono::{
    Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike,
};
use chrono_tz::GapInfo;
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
    /// Noon, where the ribbon begins and, unless a person chose otherwise, one night ends and the next begins.
    pub const NOON: Self = Self(match NaiveTime::from_hms_opt(12, 0, 0) {
        Some(noon) => noon,
        None => NaiveTime::MIN,
    });

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

    /// The day after.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Mon => Self::Tue,
            Self::Tue => Self::Wed,
            Self::Wed => Self::Thu,
            Self::Thu => Self::Fri,
            Self::Fri => Self::Sat,
            Self::Sat => Self::Sun,
            Self::Sun => Self::Mon,
        }
    }

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
///
/// ```
/// use chrono::NaiveDate;
/// use vesper_core::time::{local, resolve};
///
/// let berlin = "Europe/Berlin".parse()?;
/// let skipped = NaiveDate::from_ymd_opt(2026, 3, 29).and_then(|day| day.and_hms_opt(2, 30, 0));
/// let at = skipped.map(|civil| local(resolve(civil, berlin), berlin).to_rfc3339());
/// assert_eq!(at.as_deref(), Some("2026-03-29T03:00:00+02:00"));
/// # Ok::<(), vesper_core::error::Invalid>(())
/// ```
#[must_use]
pub fn resolve(civil: NaiveDateTime, zone: Zone) -> Instant {
    readings(civil, zone).0
}

/// The instant that calendars read a local time as (RFC 5545, 3.3.5): one that the clocks skip by the offset before the gap, one that
/// they show twice at the first.
#[must_use]
pub(crate) fn as_calendars_read(civil: NaiveDateTime, zone: Zone) -> Instant {
    match zone.0.from_local_datetime(&civil.clamp(FIRST, LAST)) {
        LocalResult::None => {
            let before = resolve(civil, zone) - Duration::minutes(1);
            let offset = before.with_timezone(&zone.0).offset().fix();
            (civil - Duration::seconds(i64::from(offset.local_minus_utc()))).and_utc()
        }
        _ => resolve(civil, zone),
    }
}

/// Both instants at which a wall clock in `zone` shows `civil`, earlier first; the same one twice outside a fold.
///
/// A time in a gap is the first instant after it. Years beyond 1 to 9999 are held at their ends.
fn readings(civil: NaiveDateTime, zone: Zone) -> (Instant, Instant) {
    let civil = civil.clamp(FIRST, LAST);
    match zone.0.from_local_datetime(&civil) {
        LocalResult::Single(at) => (at.to_utc(), at.to_utc()),
        LocalResult::Ambiguous(first, second) => (first.to_utc(), second.to_utc()),
        LocalResult::None => {
            // The gap opens at one instant, which the old offset still names; that instant is also the first one after it.
            let opening = GapInfo::new(&civil, &zone.0).and_then(|gap| gap.begin);
            let (wall, offset) = opening.map_or((civil, 0), |(wall, offset)| {
                (wall, offset.fix().local_minus_utc())
            });
            let at = wall.and_utc() - Duration::seconds(i64::from(offset));
            (at, at)
        }
    }
}

/// The first civil time that is resolved as such, far from where chrono's range ends in a panic.
const FIRST: NaiveDateTime = year_start(1);
/// The last.
const LAST: NaiveDateTime = year_start(9999);

const fn year_start(year: i32) -> NaiveDateTime {
    match NaiveDate::from_ymd_opt(year, 1, 1) {
        Some(date) => date.and_time(NaiveTime::MIN),
        None => NaiveDateTime::MIN,
    }
}

/// Every instant around `instant` at which a wall clock in `zone` shows `clock`.
fn shows_around(instant: Instant, clock: ClockTime, zone: Zone) -> impl Iterator<Item = Instant> {
    let today = instant.with_timezone(&zone.0).date_naive();
    // A change of clocks can carry a date a day either way, and once, in 2011, Samoa left one out.
    (-2..=3)
        .filter_map(move |days| today.checked_add_signed(Duration::days(days)))
        .map(move |date| readings(date.and_time(clock.time()), zone))
        .flat_map(|(first, second)| [first, second])
}

/// The first instant at or after `after` at which a wall clock in `zone` shows `clock`.
///
/// In a fold both showings count; a time in a gap is the first instant after it.
///
/// ```
/// use vesper_core::time::{first_at_or_after, local};
///
/// let berlin = "Europe/Berlin".parse()?;
/// let evening = "2026-11-22T22:00:00Z".parse()?;
/// let wake = first_at_or_after(evening, "06:40".parse()?, berlin);
/// assert_eq!(local(wake, berlin).to_rfc3339(), "2026-11-23T06:40:00+01:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn first_at_or_after(after: Instant, clock: ClockTime, zone: Zone) -> Instant {
    shows_around(after, clock, zone)
        .filter(|at| *at >= after)
        .min()
        .unwrap_or(after)
}

/// The instant nearest to `instant` at which a wall clock in `zone` shows `clock`; of two as near, the earlier.
#[must_use]
pub fn nearest_to(instant: Instant, clock: ClockTime, zone: Zone) -> Instant {
    shows_around(instant, clock, zone)
        .min_by_key(|at| ((*at - instant).abs(), *at))
        .unwrap_or(instant)
}

/// Whether a date lies where a diary's dates can lie: in the years 1900 to 2200.
///
/// A date beyond is a slip of the keyboard or a broken file, and arithmetic on it would end outside the calendar.
#[must_use]
pub fn plausible(date: NaiveDate) -> bool {
    (1900..=2200).contains(&date.year())
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
