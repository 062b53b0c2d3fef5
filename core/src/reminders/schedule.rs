//! The planned sleep of a week.

use serde::{Deserialize, Serialize};

use crate::error::Invalid;
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

/// The planned sleep of a week: at most one entry a weekday, Monday first. A weekday without one is not planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct Schedule(pub Vec<ScheduleDay>);

impl Default for Schedule {
    /// 23:00 to 07:00 every day.
    fn default() -> Self {
        Self(Weekday::ALL.into_iter().map(ScheduleDay::usual).collect())
    }
}

impl ScheduleDay {
    /// What stands for a weekday that nobody planned: 23:00 to 07:00.
    #[must_use]
    pub fn usual(day: Weekday) -> Self {
        Self {
            day,
            bed: ClockTime::from_minutes(23 * 60),
            rise: ClockTime::from_minutes(7 * 60),
        }
    }
}

impl Schedule {
    /// Refuses a night that ends when it begins.
    ///
    /// # Errors
    /// Names `rise`.
    pub fn check(&self) -> Result<(), Invalid> {
        if self.0.iter().any(|plan| plan.bed == plan.rise) {
            return Err(Invalid::new("rise", "error_schedule_no_length", &[]));
        }
        Ok(())
    }

    /// This plan, with what `other` plans in place of its own.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let of = |plan: &Self, weekday| plan.0.iter().copied().find(|plan| plan.day == weekday);
        Self(
            Weekday::ALL
                .into_iter()
                .filter_map(|weekday| of(other, weekday).or_else(|| of(self, weekday)))
                .collect(),
        )
    }

    /// The plan for `night`.
    #[must_use]
    pub fn of(&self, night: Night) -> Option<ScheduleDay> {
        let weekday = Weekday::of(night);
        self.0.iter().copied().find(|plan| plan.day == weekday)
    }

    /// Bed and rise of `night`, planned or usual.
    #[must_use]
    pub fn bed_and_rise(&self, night: Night) -> (ClockTime, ClockTime) {
        let usual = || ScheduleDay::usual(Weekday::of(night));
        let plan = self.of(night).unwrap_or_else(usual);
        (plan.bed, plan.rise)
    }
}
