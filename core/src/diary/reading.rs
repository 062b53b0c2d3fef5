//! A night in one or two plain sentences.

use super::SleepRecord;
use crate::metrics::NightMetrics;
use crate::text::{duration, text};
use crate::time::{Minutes, local};

/// Awake in the night for less than this is not worth a sentence.
const WORTH_SAYING: i32 = 5;

/// Tells of `record` as a person would: what is known of it, rounded as memory is. `None` where it says too little.
#[must_use]
pub fn reading(record: &SleepRecord) -> Option<String> {
    let metrics = NightMetrics::of(record);
    let slept = match (metrics.tst_min, record.sol()) {
        (Some(tst), Some(sol)) => text(
            "reading_night_slept_after",
            &[("slept", &about(tst)), ("sol", &span(sol))],
        ),
        (Some(tst), None) => text("reading_night_slept", &[("slept", &about(tst))]),
        (None, _) => {
            let clock = |at, zone| local(at, zone).format("%H:%M").to_string();
            let onset = clock(record.sleep_onset?, record.zone);
            let wake = clock(record.final_wake?, record.zone_end);
            text(
                "reading_night_from_to",
                &[("onset", &onset), ("wake", &wake)],
            )
        }
    };
    Some(match record.waso {
        Some(waso) if waso.0 >= WORTH_SAYING => {
            let awake = text("reading_night_awake", &[("awake", &span(waso))]);
            format!("{slept} {awake}")
        }
        _ => slept,
    })
}

/// A long time to the nearest ten minutes, a short one to the nearest five.
fn about(Minutes(minutes): Minutes) -> String {
    let step = if minutes < 60 { 5 } else { 10 };
    let steps = (f64::from(minutes) / f64::from(step)).round();
    duration(steps * f64::from(step))
}

/// A stretch of lying awake, as one would say it.
fn span(minutes: Minutes) -> String {
    match minutes.0 {
        ..5 => text("span_few_minutes", &[]),
        13..=17 => text("span_quarter_hour", &[]),
        25..=35 => text("span_half_hour", &[]),
        55..=65 => text("span_hour", &[]),
        _ => text("span_about", &[("minutes", &about(minutes))]),
    }
}
