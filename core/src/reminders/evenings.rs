//! The evenings that reminders are measured against.

use chrono::{Days, Duration, NaiveDate};

use super::Schedule;
use crate::time::{
    ClockTime, Instant, Night, PlannedNight, Weekday, Zone, lights_out_of, night_of,
};

/// No planned sleep is longer: a day at most by the clock, and what a change of clocks adds.
pub(super) const LONGEST_SLEEP: Duration = Duration::hours(36);

/// The planned sleep, as it lies on the instants of one zone.
///
/// `schedule` names only the weekdays the person has planned. A weekday without a plan has a usual lights-out
/// ([`Schedule::default`]), so that "45 min before lights out" means something, and no sleep window: what nobody planned holds
/// nothing back.
#[derive(Debug, Clone)]
pub struct Evenings {
    /// The weekdays the person has planned.
    pub schedule: Schedule,
    /// When one night ends and the next begins.
    pub rollover: ClockTime,
    /// The zone that clock times are read in.
    pub zone: Zone,
    /// The weekdays that are free of work.
    pub free_days: Vec<Weekday>,
}

impl Evenings {
    /// Lights-out of `night`, planned or usual.
    #[must_use]
    pub fn lights_out(&self, night: Night) -> Instant {
        let (bed, _) = self.schedule.bed_and_rise(night);
        lights_out_of(night, bed, self.rollover, self.zone)
    }

    /// The evening that `instant` belongs to.
    #[must_use]
    pub fn night_of(&self, instant: Instant) -> Night {
        night_of(instant, self.zone, self.rollover)
    }

    /// The planned sleep that `instant` lies in: from lights-out up to, and not including, rise.
    #[must_use]
    pub fn asleep(&self, instant: Instant) -> Option<PlannedNight> {
        self.nights_around(instant)
            .skip_while(|(_, lights_out)| instant - *lights_out >= LONGEST_SLEEP)
            .take_while(|(_, lights_out)| *lights_out <= instant)
            .filter_map(|(night, _)| self.planned(night))
            .find(|night| instant < night.rise)
    }

    /// The first planned lights-out after `instant`, within a week and a day.
    #[must_use]
    pub fn lights_out_after(&self, instant: Instant) -> Option<Instant> {
        self.nights_around(instant)
            .map(|(_, lights_out)| lights_out)
            .find(|lights_out| *lights_out > instant)
    }

    /// The planned nights from two days before `instant` to eight after, each with its lights-out: earliest first, for each
    /// lies between two rollovers.
    fn nights_around(&self, instant: Instant) -> impl Iterator<Item = (Night, Instant)> {
        let first = self
            .night_of(instant)
            .checked_sub_days(Days::new(2))
            .unwrap_or(NaiveDate::MIN);
        first
            .iter_days()
            .take(11)
            .filter(|night| self.plan(*night).is_some())
            .map(|night| (night, self.lights_out(night)))
    }

    /// Bed and rise of a night on which sleep is planned.
    fn plan(&self, night: Night) -> Option<(ClockTime, ClockTime)> {
        let plan = self.schedule.of(night)?;
        // Rising at the minute of going to bed plans no sleep.
        (plan.bed != plan.rise).then_some((plan.bed, plan.rise))
    }

    fn planned(&self, night: Night) -> Option<PlannedNight> {
        let plan = self.plan(night)?;
        Some(PlannedNight::of(night, plan, self.rollover, self.zone))
    }
}
