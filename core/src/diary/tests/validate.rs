//! The one gate for records.

use chrono::Duration;

use super::{at, record};
use crate::diary::{SleepRecord, Source, validate};
use crate::text::has;
use crate::time::Minutes;

/// What a record says of only some of its stops.
fn partial(change: impl Fn(&mut SleepRecord)) -> Result<(), String> {
    let mut record = record();
    change(&mut record);
    validate(&record).map_err(|invalid| invalid.field)
}

#[test]
fn what_a_record_does_not_know_is_not_held_against_it() {
    assert_eq!(partial(|_| ()), Ok(()));
    assert_eq!(partial(|r| r.lights_out = None), Ok(()));
    assert_eq!(
        partial(|r| {
            (r.in_bed, r.out_of_bed, r.waso, r.awakenings) = (None, None, None, None);
        }),
        Ok(())
    );
    assert_eq!(
        partial(|r| (r.lights_out, r.sleep_onset, r.final_wake) = (None, None, None)),
        Ok(()),
        "in bed and up, and nothing else"
    );
}

#[test]
fn a_record_without_any_time_is_refused() {
    assert_eq!(
        partial(|r| {
            (r.in_bed, r.lights_out, r.sleep_onset) = (None, None, None);
            (r.final_wake, r.out_of_bed) = (None, None);
        }),
        Err("in_bed".to_owned())
    );
}

#[test]
fn every_pair_of_stops_out_of_order_has_its_sentence() {
    let stops = [
        "in_bed",
        "lights_out",
        "sleep_onset",
        "final_wake",
        "out_of_bed",
    ];
    let put = |record: &mut SleepRecord, stop: &str, at| match stop {
        "in_bed" => record.in_bed = at,
        "lights_out" => record.lights_out = at,
        "sleep_onset" => record.sleep_onset = at,
        "final_wake" => record.final_wake = at,
        _ => record.out_of_bed = at,
    };
    for (n, later) in stops.iter().enumerate() {
        for earlier in &stops[..n] {
            let mut record = record();
            for stop in stops {
                put(&mut record, stop, None);
            }
            put(&mut record, earlier, Some(at("2026-11-22T23:00:00Z")));
            put(&mut record, later, Some(at("2026-11-22T22:59:00Z")));
            let refused = validate(&record).unwrap_err();
            assert_eq!(refused.field, *later, "the later stop is named");
            assert!(
                refused.message.contains("23:59") && refused.message.contains("00:00"),
                "both clock times are said: {}",
                refused.message
            );
            assert!(has(&format!("error_order_{later}_{earlier}")));
        }
    }
}

#[test]
fn a_record_in_two_zones_is_ordered_by_instants() {
    // Asleep at 23:35 in Berlin, awake at 21:40 in New York: no disorder.
    assert_eq!(
        partial(|r| {
            r.zone_end = "America/New_York".parse().unwrap();
            r.final_wake = Some(at("2026-11-23T02:40:00Z"));
            r.out_of_bed = Some(at("2026-11-23T02:50:00Z"));
        }),
        Ok(())
    );
}

#[test]
fn time_awake_leaves_some_sleep() {
    for (field, sol, waso) in [("sol", 450, 0), ("waso", 25, 425), ("waso", 449, 1)] {
        assert_eq!(
            partial(|r| {
                r.sleep_onset = r.lights_out.map(|at| at + Duration::minutes(sol));
                r.waso = Some(Minutes(waso));
            }),
            Err(field.to_owned()),
            "SOL {sol} and WASO {waso} of 450 min"
        );
    }
    assert_eq!(
        partial(|r| {
            r.lights_out = None;
            r.waso = Some(Minutes(425));
        }),
        Err("waso".to_owned()),
        "without lights out, WASO alone must leave some sleep"
    );
    assert_eq!(
        partial(|r| r.waso = Some(Minutes(-1))),
        Err("waso".to_owned())
    );
    assert_eq!(
        partial(|r| r.tasafa = Some(Minutes(-1))),
        Err("tasafa".to_owned())
    );
    assert_eq!(
        partial(|r| r.tasafa = Some(Minutes(21))),
        Err("tasafa".to_owned())
    );
    assert_eq!(partial(|r| r.quality = Some(0)), Err("quality".to_owned()));
    assert_eq!(partial(|r| r.rested = Some(6)), Err("rested".to_owned()));
}

#[test]
fn a_date_no_diary_reaches_is_refused() {
    assert_eq!(
        partial(|r| r.out_of_bed = Some(chrono::DateTime::<chrono::Utc>::MAX_UTC)),
        Err("out_of_bed".to_owned()),
        "a broken file must not end in a broken calendar"
    );
    assert_eq!(
        partial(|r| r.wanted_wake = Some(chrono::DateTime::<chrono::Utc>::MIN_UTC)),
        Err("wanted_wake".to_owned())
    );
}

#[test]
fn a_record_without_a_source_is_refused() {
    for nothing in ["", "  "] {
        assert_eq!(
            partial(|r| r.source = Source(nothing.to_owned())),
            Err("source".to_owned()),
            "one such row would fail the whole import at the schema"
        );
    }
}

#[test]
fn a_night_far_from_its_times_is_refused() {
    let of_night = |night: &str| partial(|r| r.night = night.parse().unwrap());
    for near in ["2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24"] {
        assert_eq!(
            of_night(near),
            Ok(()),
            "{near}: rollovers and devices differ by a day or so"
        );
    }
    for far in ["2026-11-19", "2026-11-25", "2025-11-22"] {
        assert_eq!(
            of_night(far),
            Err("night".to_owned()),
            "{far}: it would show under a night that nobody slept"
        );
    }
}
