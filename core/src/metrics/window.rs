//! Numbers over a window of nights.

use std::collections::BTreeMap;

use chrono::{Days, Timelike};
use serde::Serialize;

use super::chronotype::{circular_mean, msf_sc, sd_week, social_jetlag};
use super::{InsomniaSignal, NightMetrics, regularity};
use crate::diary::{RecordKind, SleepRecord};
use crate::time::{ClockTime, Minutes, Night, Weekday};

/// What a person's settings say that the numbers over a window depend on.
#[derive(Debug, Clone, Copy)]
pub struct Habits<'a> {
    /// When one night ends and the next begins.
    pub rollover: ClockTime,
    /// Weekdays that are free of work: a night is a free one by the weekday of its morning.
    pub free_days: &'a [Weekday],
    /// Whether an alarm is used on free days (then there is no MSFsc).
    pub alarm_on_free_days: bool,
}

/// Numbers over a window of nights. Means are over the nights that know the value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WindowMetrics {
    /// Nights with a record.
    pub nights: u32,
    /// Mean TST, minutes.
    pub tst_min: Option<f64>,
    /// Mean TIB, minutes.
    pub tib_min: Option<f64>,
    /// Mean SOL, minutes.
    pub sol_min: Option<f64>,
    /// Mean WASO, minutes.
    pub waso_min: Option<f64>,
    /// Mean TST / mean TIB, percent: not the mean of nightly SE.
    pub se_pct: Option<f64>,
    /// The same for diary sleep efficiency: mean TST / mean (SOL + TST + WASO + TASAFA), percent.
    pub dse_pct: Option<f64>,
    /// Sleep Regularity Index, -100 to 100 (Phillips et al. 2017, doi:10.1038/s41598-017-03171-4); from five pairs of days in a
    /// row on.
    pub sri: Option<f64>,
    /// Chronotype MSFsc as a clock time, `HH:MM:SS` (Roenneberg et al. 2004, doi:10.1016/j.cub.2004.11.039).
    pub msf_sc: Option<String>,
    /// Social jetlag: the shorter interval between mid-sleep on workdays and on free days, minutes (Wittmann et al. 2006, doi:10.1080/07420520500545979).
    pub social_jetlag_min: Option<f64>,
    /// The insomnia signal.
    pub insomnia: InsomniaSignal,
}

impl WindowMetrics {
    /// Derives the numbers of a window.
    ///
    /// `nights` are its primary records, at most one a night, in any order; `naps` count as sleep for regularity and for nothing
    /// else. A mean is over the nights that know its value; a ratio is over those that know both its parts.
    #[must_use]
    pub fn of(nights: &[SleepRecord], naps: &[SleepRecord], habits: &Habits<'_>) -> Self {
        let nights: BTreeMap<Night, &SleepRecord> = nights
            .iter()
            .filter(|record| record.kind == RecordKind::Night)
            .map(|record| (record.night, record))
            .collect();
        let each: Vec<(&SleepRecord, NightMetrics)> = nights
            .values()
            .map(|record| (*record, NightMetrics::of(record)))
            .collect();
        let mean_of = |value: fn(&SleepRecord, &NightMetrics) -> Option<Minutes>| {
            mean(
                each.iter()
                    .filter_map(|(record, night)| value(record, night)),
            )
        };
        let chronotype = Chronotype::of(&each, habits);
        Self {
            nights: u32::try_from(nights.len()).unwrap_or(u32::MAX),
            tst_min: mean_of(|_, night| night.tst_min),
            tib_min: mean_of(|_, night| night.tib_min),
            sol_min: mean_of(|record, _| record.sol()),
            waso_min: mean_of(|record, _| record.waso),
            se_pct: share(
                each.iter()
                    .map(|(_, night)| night.tst_min.zip(night.tib_min)),
            ),
            dse_pct: share(
                each.iter()
                    .map(|(record, night)| night.tst_min.zip(night.attempted_min(record))),
            ),
            sri: regularity::sri(&nights, naps, habits.rollover),
            msf_sc: chronotype.msf_sc.and_then(clock),
            social_jetlag_min: chronotype.social_jetlag_min,
            insomnia: InsomniaSignal::of(&nights),
        }
    }
}

/// The mean of what is known.
fn mean(values: impl Iterator<Item = Minutes>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| {
        (sum + f64::from(value.0), n + 1.0)
    });
    (n > 0.0).then(|| sum / n)
}

/// 100 * the mean of the parts / the mean of the wholes, over the nights that know both.
fn share(nights: impl Iterator<Item = Option<(Minutes, Minutes)>>) -> Option<f64> {
    let (part, whole) = nights
        .flatten()
        .fold((0.0, 0.0), |(parts, wholes), (part, whole)| {
            (parts + f64::from(part.0), wholes + f64::from(whole.0))
        });
    (whole > 0.0).then(|| 100.0 * part / whole)
}

/// A clock time of so many seconds after midnight, `HH:MM:SS`, to the nearest second.
fn clock(seconds: f64) -> Option<String> {
    let seconds = (seconds.round() as u32) % (24 * 60 * 60);
    chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
        .map(|time| time.format("%H:%M:%S").to_string())
}

/// Chronotype and social jetlag over the nights whose sleep is known.
struct Chronotype {
    msf_sc: Option<f64>,
    social_jetlag_min: Option<f64>,
}

impl Chronotype {
    fn of(each: &[(&SleepRecord, NightMetrics)], habits: &Habits<'_>) -> Self {
        let is_free = |night: Night| {
            let morning = night.checked_add_days(Days::new(1)).unwrap_or(night);
            habits.free_days.contains(&Weekday::of(morning))
        };
        // Sleep duration is onset to final wake, as the questionnaire asks it.
        let of_kind = |free: bool| {
            let sleeps: Vec<(f64, Minutes)> = each
                .iter()
                .filter(|(record, _)| is_free(record.night) == free)
                .filter_map(|(_, night)| {
                    let middle = night.midsleep?.time().num_seconds_from_midnight();
                    Some((f64::from(middle), night.spt_min?))
                })
                .collect();
            let middle = circular_mean(sleeps.iter().map(|(middle, _)| *middle));
            let lasts = mean(sleeps.iter().map(|(_, lasts)| *lasts)).map(|minutes| minutes * 60.0);
            middle.zip(lasts)
        };
        let Some(((msw, sd_work), (msf, sd_free))) = of_kind(false).zip(of_kind(true)) else {
            return Self {
                msf_sc: None,
                social_jetlag_min: None,
            };
        };
        let workdays = Weekday::ALL
            .into_iter()
            .filter(|day| !habits.free_days.contains(day))
            .count();
        let sd_week = sd_week(sd_work, sd_free, u32::try_from(workdays).unwrap_or(7));
        Self {
            msf_sc: (!habits.alarm_on_free_days).then(|| msf_sc(msf, sd_work, sd_free, sd_week)),
            social_jetlag_min: Some(social_jetlag(msw, msf) / 60.0),
        }
    }
}
