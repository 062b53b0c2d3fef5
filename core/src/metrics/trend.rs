//! One measure over time, and how it reads.

use std::collections::BTreeMap;

use serde::Serialize;

use super::NightMetrics;
use crate::diary::{RecordKind, SleepRecord};
use crate::text::{date_without_year, duration, text};
use crate::time::{Minutes, Night};

/// One point of a trend.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrendPoint {
    /// The night.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// That night's value.
    pub value: Option<f64>,
    /// The mean of the seven nights up to it, where at least four are known; for sleep efficiency mean TST / mean TIB.
    pub smoothed: Option<f64>,
}

/// One measure over time, with its reading in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Trend {
    /// `sol_min`, `waso_min`, `tst_min` or `se_pct`.
    pub measure: String,
    /// One plain sentence that reads the chart.
    pub reading: String,
    /// The nights from first to last, those without a record too.
    pub points: Vec<TrendPoint>,
}
/// A smoothed value stands for so many nights,
const WEEK: usize = 7;
/// of which so many at least are known.
const KNOWN: usize = 4;
/// The reading looks so many nights back.
const TWO_WEEKS: usize = 14;

/// A night's value as a part of a whole: minutes of one, or minutes asleep of those in bed.
type Share = (f64, f64);

/// What a trend is of.
struct Measure {
    name: &'static str,
    /// What the share is multiplied by.
    unit: f64,
    value: fn(&SleepRecord, &NightMetrics) -> Option<Share>,
    words: fn(f64) -> String,
}

const MEASURES: [Measure; 4] = [
    Measure {
        name: "sol_min",
        unit: 1.0,
        value: |record, _| record.sol().map(minutes),
        words: duration,
    },
    Measure {
        name: "waso_min",
        unit: 1.0,
        value: |record, _| record.waso.map(minutes),
        words: duration,
    },
    Measure {
        name: "tst_min",
        unit: 1.0,
        value: |_, night| night.tst_min.map(minutes),
        words: duration,
    },
    Measure {
        name: "se_pct",
        unit: 100.0,
        value: |_, night| {
            let (asleep, in_bed) = night.tst_min.zip(night.tib_min)?;
            (in_bed.0 > 0).then(|| (f64::from(asleep.0), f64::from(in_bed.0)))
        },
        words: |percent| format!("{percent:.0}"),
    },
];

/// The trends of SOL, WASO, TST and SE over `nights`, the primary records of a window in any order, each with its reading.
#[must_use]
pub fn trends(nights: &[SleepRecord]) -> Vec<Trend> {
    let nights: BTreeMap<Night, (&SleepRecord, NightMetrics)> = nights
        .iter()
        .filter(|record| record.kind == RecordKind::Night)
        .map(|record| (record.night, (record, NightMetrics::of(record))))
        .collect();
    let first = nights.keys().next().copied();
    let last = nights.keys().next_back().copied();
    let dates: Vec<Night> = first
        .zip(last)
        .into_iter()
        .flat_map(|(first, last)| first.iter_days().take_while(move |date| *date <= last))
        .collect();
    MEASURES
        .iter()
        .map(|measure| {
            let shares: Vec<Option<Share>> = dates
                .iter()
                .map(|date| {
                    let (record, night) = nights.get(date)?;
                    (measure.value)(record, night)
                })
                .collect();
            measure.trend(&dates, &shares)
        })
        .collect()
}

impl Measure {
    fn trend(&self, dates: &[Night], shares: &[Option<Share>]) -> Trend {
        let points: Vec<TrendPoint> = dates
            .iter()
            .enumerate()
            .map(|(n, night)| {
                let week = shares.get((n + 1).saturating_sub(WEEK)..=n);
                let week: Vec<Share> = week.into_iter().flatten().flatten().copied().collect();
                TrendPoint {
                    night: *night,
                    value: shares
                        .get(n)
                        .copied()
                        .flatten()
                        .map(|(part, whole)| self.unit * part / whole),
                    smoothed: (week.len() >= KNOWN).then(|| {
                        let (part, whole) = week
                            .iter()
                            .fold((0.0, 0.0), |(parts, wholes), (part, whole)| {
                                (parts + part, wholes + whole)
                            });
                        self.unit * part / whole
                    }),
                }
            })
            .collect();
        Trend {
            measure: self.name.to_owned(),
            reading: self.reading(&points),
            points,
        }
    }

    /// The latest week that can be told, in words; with its end where later nights are on record.
    fn reading(&self, points: &[TrendPoint]) -> String {
        let latest = points
            .iter()
            .enumerate()
            .rev()
            .find_map(|(n, point)| Some((n, point.smoothed?)));
        let Some((n, now)) = latest else {
            return text("reading_too_few", &[]);
        };
        let then = n
            .checked_sub(TWO_WEEKS)
            .and_then(|n| points.get(n)?.smoothed);
        let said = self.week(now, then);
        let later = points.iter().skip(n + 1).any(|point| point.value.is_some());
        match points.get(n).filter(|_| later) {
            None => said,
            Some(last) => {
                let date = date_without_year(last.night);
                text("reading_until", &[("date", &date), ("reading", &said)])
            }
        }
    }

    /// One week's value in words, beside that of two weeks before.
    fn week(&self, now: f64, then: Option<f64>) -> String {
        let name = self.name;
        let now = (self.words)(now);
        match then.map(self.words) {
            Some(then) if then == now => text(&format!("reading_{name}_same"), &[("now", &now)]),
            Some(then) => text(
                &format!("reading_{name}_then"),
                &[("now", &now), ("then", &then)],
            ),
            None => text(&format!("reading_{name}"), &[("now", &now)]),
        }
    }
}

fn minutes(minutes: Minutes) -> Share {
    (f64::from(minutes.0), 1.0)
}
