//! The planned sleep of a week.

use serde::{Deserialize, Serialize};

use crate::time::{ClockTime, Night, Weekday};

/// The planned sleep of one weekday's evening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ScheduleDay {
    /// The evening's weekday.
    pub day: Weekday,
    /// Planned lights-out.
    pub bed: ClockTime,
    /// Planned rise, on the morning after.
    pub rise: ClockTime,
}

/// The planned sleep of a week, one entry a weekday, Monday first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct Schedule(pub Vec<ScheduleDay>);

impl Default for Schedule {
    /// 23:00 to 07:00 every day.
    fn default() -> Self {
        let day = |day| ScheduleDay {
            day,
            bed: ClockTime::from_minutes(23 * 60),
            rise: ClockTime::from_minutes(7 * 60),
        };
        Self(Weekday::ALL.into_iter().map(day).collect())
    }
}

impl Schedule {
    /// The plan for `night`.
    #[must_use]
    pub fn of(&self, night: Night) -> Option<ScheduleDay> {
        let weekday = Weekday::of(night);
        self.0.iter().copied().find(|plan| plan.day == weekday)
    }
}
