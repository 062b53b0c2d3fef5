//! The planned night: when its lights go out, when it ends, and which part of the day that makes now.

use chrono::{Days, Duration};
use serde::Serialize;

use super::{ClockTime, Instant, Night, Zone, first_at_or_after, night_of, resolve};

/// How long before planned lights-out the evening begins and the light turns.
const EVENING: Duration = Duration::hours(2);

/// Which part of the day it is, measured against the planned sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum PartOfDay {
    /// From the planned rise until noon (the rollover), or until last night is logged.
    Morning,
    /// Until the light turns.
    Day,
    /// From two hours before planned lights-out.
    Evening,
    /// From planned lights-out until planned rise.
    Night,
}

/// Planned lights-out of `night`: the first showing of `bed` at or after the night's rollover.
///
/// A bedtime after midnight belongs to the evening before: 00:30 of Saturday's night is on Sunday.
///
/// ```
/// use vesper_core::time::{ClockTime, lights_out_of, local};
///
/// let berlin = "Europe/Berlin".parse()?;
/// let lights_out = lights_out_of("2026-11-21".parse()?, "00:30".parse()?, ClockTime::NOON, berlin);
/// assert_eq!(local(lights_out, berlin).to_rfc3339(), "2026-11-22T00:30:00+01:00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn lights_out_of(night: Night, bed: ClockTime, rollover: ClockTime, zone: Zone) -> Instant {
    let date = if bed < rollover {
        night.checked_add_days(Days::new(1)).unwrap_or(night)
    } else {
        night
    };
    resolve(date.and_time(bed.time()), zone)
}

/// Planned rise: the first showing of `rise` after `lights_out`.
#[must_use]
pub fn rise_of(lights_out: Instant, rise: ClockTime, zone: Zone) -> Instant {
    // A plan whose two times are the same is a whole day, not none.
    first_at_or_after(lights_out + Duration::minutes(1), rise, zone)
}

/// The planned sleep of one night, in instants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedNight {
    /// The civil date of the evening.
    pub night: Night,
    /// Planned lights-out.
    pub lights_out: Instant,
    /// Planned rise after it.
    pub rise: Instant,
}

impl PlannedNight {
    /// The plan of `night`: lights out at `bed`, up at `rise`.
    #[must_use]
    pub fn of(
        night: Night,
        (bed, rise): (ClockTime, ClockTime),
        rollover: ClockTime,
        zone: Zone,
    ) -> Self {
        let lights_out = lights_out_of(night, bed, rollover, zone);
        Self {
            night,
            lights_out,
            rise: rise_of(lights_out, rise, zone),
        }
    }

    /// The night that is, or the next that comes: the first whose planned rise is still ahead of `now`.
    ///
    /// `plan` gives a night's planned bed and rise.
    #[must_use]
    pub fn at(
        now: Instant,
        zone: Zone,
        rollover: ClockTime,
        plan: impl Fn(Night) -> (ClockTime, ClockTime),
    ) -> Self {
        let today = night_of(now, zone, rollover);
        let of = |night: Night| Self::of(night, plan(night), rollover, zone);
        let yesterday = today.checked_sub_days(Days::new(1)).map(of);
        let tomorrow = today.checked_add_days(Days::new(1)).map(of);
        yesterday
            .into_iter()
            .chain([of(today)])
            .find(|planned| now < planned.rise)
            .or(tomorrow)
            .unwrap_or_else(|| of(today))
    }

    /// Which part of the day `now` is, where `self` is the night that is or comes and `last_rise` the planned rise of the
    /// night before it.
    #[must_use]
    pub fn part_of_day(
        &self,
        now: Instant,
        last_rise: Instant,
        last_night_logged: bool,
        rollover: ClockTime,
        zone: Zone,
    ) -> PartOfDay {
        let noon = resolve(self.night.and_time(rollover.time()), zone);
        if now >= self.lights_out && now < self.rise {
            PartOfDay::Night
        } else if now >= self.lights_out - EVENING && now < self.lights_out {
            PartOfDay::Evening
        } else if !last_night_logged && now >= last_rise && now < noon {
            PartOfDay::Morning
        } else {
            PartOfDay::Day
        }
    }
}
