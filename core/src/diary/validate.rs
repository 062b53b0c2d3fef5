//! What a sleep record may say: the one gate for entries and imports alike.

use chrono::Duration;

use super::SleepRecord;
use crate::error::Invalid;
use crate::time::{Instant, Minutes, Zone, local, plausible};

/// How far a record may begin from its night: a rollover and a journey move it by a day, a wrong year by more.
const FROM_ITS_NIGHT: Duration = Duration::days(2);

/// Refuses a record that cannot be.
///
/// It must name its source and lie near its night. What it knows must be in order (in bed <= lights out <= onset <= final wake <= out of bed), SOL + WASO must
/// leave some sleep, time awake is never negative, and ratings go from 1 to 5. What it does not know is not held against it.
///
/// # Errors
/// Names the first field that cannot be.
pub fn validate(record: &SleepRecord) -> Result<(), Invalid> {
    if record.source.0.trim().is_empty() {
        return Err(Invalid::new("source", "error_record_without_source", &[]));
    }
    calendar(record)?;
    order(record)?;
    minutes(record)?;
    rating("quality", record.quality)?;
    rating("rested", record.rested)
}

/// The stops of a night in order, each with its field's name and the zone its clock time stood in.
pub(super) fn stops(record: &SleepRecord) -> [(&'static str, Option<Instant>, Zone); 5] {
    [
        ("in_bed", record.in_bed, record.zone),
        ("lights_out", record.lights_out, record.zone),
        ("sleep_onset", record.sleep_onset, record.zone),
        ("final_wake", record.final_wake, record.zone_end),
        ("out_of_bed", record.out_of_bed, record.zone_end),
    ]
}

fn calendar(record: &SleepRecord) -> Result<(), Invalid> {
    if !plausible(record.night) {
        return Err(beyond_calendar("night"));
    }
    let wanted = [("wanted_wake", record.wanted_wake, record.zone_end)];
    for (field, at, _) in stops(record).into_iter().chain(wanted) {
        if at.is_some_and(|at| !plausible(at.date_naive())) {
            return Err(beyond_calendar(field));
        }
    }
    let Some(start) = record.start() else {
        return Err(Invalid::new("in_bed", "error_record_without_times", &[]));
    };
    let begun = local(start, record.zone).date_naive();
    if (begun - record.night).abs() > FROM_ITS_NIGHT {
        return Err(Invalid::new(
            "night",
            "error_night_far_off",
            &[
                ("night", &record.night.to_string()),
                ("begun", &begun.to_string()),
            ],
        ));
    }
    Ok(())
}

/// The refusal of a date that no diary reaches.
pub(super) fn beyond_calendar(field: &str) -> Invalid {
    Invalid::new(field, "error_date_beyond_calendar", &[])
}

fn order(record: &SleepRecord) -> Result<(), Invalid> {
    let mut known = stops(record)
        .into_iter()
        .filter_map(|(field, at, zone)| Some((field, at?, zone)));
    let Some(mut last) = known.next() else {
        return Ok(());
    };
    for stop in known {
        if stop.1 < last.1 {
            return Err(out_of_order(stop, last));
        }
        last = stop;
    }
    Ok(())
}

/// The refusal of `stop`, which stands before the stop that should come first.
pub(super) fn out_of_order(
    (field, at, zone): (&str, Instant, Zone),
    (before, before_at, before_zone): (&str, Instant, Zone),
) -> Invalid {
    let clock = |at: Instant, zone| local(at, zone).format("%H:%M").to_string();
    Invalid::new(
        field,
        &format!("error_order_{field}_{before}"),
        &[
            ("time", &clock(at, zone)),
            ("before", &clock(before_at, before_zone)),
        ],
    )
}

fn minutes(record: &SleepRecord) -> Result<(), Invalid> {
    not_negative("waso", record.waso)?;
    not_negative("tasafa", record.tasafa)?;
    let waso = elapsed(record.waso.unwrap_or_default());
    if let (Some(onset), Some(wake)) = (record.sleep_onset, record.final_wake)
        && onset + waso >= wake
    {
        let sol = record
            .lights_out
            .map_or(Duration::zero(), |out| onset - out);
        return Err(no_sleep_left(sol, wake - onset + sol));
    }
    if let (Some(wake), Some(up), Some(tasafa)) =
        (record.final_wake, record.out_of_bed, record.tasafa)
        && wake + elapsed(tasafa) > up
    {
        return Err(Invalid::new(
            "tasafa",
            "error_tasafa_too_long",
            &[("minutes", &(up - wake).num_minutes().to_string())],
        ));
    }
    Ok(())
}

/// The refusal of a night whose minutes awake fill it: names `sol` where it alone does, else `waso`; a night of no length
/// is the final awakening's fault.
pub(super) fn no_sleep_left(sol: Duration, night: Duration) -> Invalid {
    let length = night.num_minutes().to_string();
    if night <= Duration::zero() {
        Invalid::new("final_wake", "error_night_of_no_length", &[])
    } else if sol >= night {
        Invalid::new("sol", "error_sol_fills_night", &[("minutes", &length)])
    } else {
        Invalid::new("waso", "error_waso_fills_night", &[("minutes", &length)])
    }
}

/// Refuses a negative number of minutes.
pub(super) fn not_negative(field: &str, minutes: Option<Minutes>) -> Result<(), Invalid> {
    if minutes.is_some_and(|minutes| minutes.0 < 0) {
        return Err(Invalid::new(field, "error_minutes_negative", &[]));
    }
    Ok(())
}

fn rating(field: &str, rating: Option<u8>) -> Result<(), Invalid> {
    if rating.is_some_and(|rating| !(1..=5).contains(&rating)) {
        return Err(Invalid::new(field, "error_rating", &[]));
    }
    Ok(())
}

/// Minutes as a span of elapsed time.
pub(super) fn elapsed(minutes: Minutes) -> Duration {
    Duration::minutes(i64::from(minutes.0))
}
