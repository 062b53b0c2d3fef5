//! The band a night is drawn as.

use proptest::prelude::*;

use super::{any_entry, at, entry, record};
use crate::diary::SegmentKind::{Asleep, Awake, InBed, LightsOut};
use crate::diary::{Ribbon, SegmentKind, SleepRecord};
use crate::time::{ClockTime, Minutes};

fn drawn(record: &SleepRecord) -> Vec<(SegmentKind, i32, i32)> {
    Ribbon::of(record)
        .segments
        .iter()
        .map(|segment| (segment.kind, segment.start.0, segment.end.0))
        .collect()
}

#[test]
fn a_night_is_drawn_in_minutes_after_noon() {
    // 23:00, 23:10, 23:35; two awakenings of 10 min in the 425 until 06:40; up at 07:00.
    assert_eq!(
        drawn(&record()),
        [
            (InBed, 660, 670),
            (LightsOut, 670, 695),
            (Asleep, 695, 830),
            (Awake, 830, 840),
            (Asleep, 840, 975),
            (Awake, 975, 985),
            (Asleep, 985, 1120),
            (InBed, 1120, 1140),
        ]
    );
    let ribbon = Ribbon::of(&record());
    assert_eq!(ribbon.in_bed, Some(Minutes(660)));
    assert_eq!(ribbon.out_of_bed, Some(Minutes(1140)));
}

#[test]
fn seven_in_the_morning_stands_in_one_place_whatever_the_clocks_did() {
    for night in ["2026-03-28", "2026-10-24", "2026-11-22"] {
        let record = entry(night, "Europe/Berlin")
            .to_record(ClockTime::NOON)
            .unwrap();
        let ribbon = Ribbon::of(&record);
        assert_eq!(ribbon.in_bed, Some(Minutes(660)), "23:00 of {night}");
        assert_eq!(
            ribbon.out_of_bed,
            Some(Minutes(1140)),
            "07:00 after {night}"
        );
    }
}

#[test]
fn trying_to_sleep_on_is_drawn_as_lights_out() {
    let mut record = record();
    record.tasafa = Some(Minutes(15));
    record.waso = Some(Minutes(0));
    assert_eq!(
        drawn(&record),
        [
            (InBed, 660, 670),
            (LightsOut, 670, 695),
            (Asleep, 695, 1120),
            (LightsOut, 1120, 1135),
            (InBed, 1135, 1140),
        ]
    );
}

#[test]
fn time_awake_is_drawn_in_as_many_stretches_as_awakenings_four_at_most() {
    for (awakenings, waso, stretches) in [
        (None, 20, 1),
        (Some(0), 20, 1),
        (Some(3), 20, 3),
        (Some(9), 20, 4),
        (Some(4), 2, 2),
        (Some(3), 0, 0),
    ] {
        let mut record = record();
        record.awakenings = awakenings;
        record.waso = Some(Minutes(waso));
        let awake: Vec<i32> = drawn(&record)
            .into_iter()
            .filter(|(kind, ..)| *kind == Awake)
            .map(|(_, start, end)| end - start)
            .collect();
        assert_eq!(
            awake.len(),
            stretches,
            "{awakenings:?} awakenings, {waso} min"
        );
        assert_eq!(awake.iter().sum::<i32>(), waso, "all the minutes are drawn");
    }
}

#[test]
fn what_is_not_known_is_not_drawn() {
    let mut bare = record();
    (bare.in_bed, bare.lights_out, bare.out_of_bed) = (None, None, None);
    (bare.waso, bare.awakenings) = (None, None);
    assert_eq!(drawn(&bare), [(Asleep, 695, 1120)], "onset and awakening");
    let mut no_wake = record();
    no_wake.final_wake = None;
    assert_eq!(
        drawn(&no_wake),
        [(InBed, 660, 670), (LightsOut, 670, 695)],
        "when the sleep ended is not guessed"
    );
    let mut in_bed = record();
    (in_bed.lights_out, in_bed.sleep_onset, in_bed.final_wake) = (None, None, None);
    assert_eq!(drawn(&in_bed), [(InBed, 660, 1140)]);
}

#[test]
fn each_end_stands_on_its_own_clock_and_never_runs_back() {
    let mut flight = record();
    flight.zone_end = "America/New_York".parse().unwrap();
    let ribbon = Ribbon::of(&flight);
    assert_eq!(
        ribbon.final_wake,
        Some(Minutes(760)),
        "06:40 in Berlin is 00:40 in New York, the clock the person woke under"
    );
    let mut folded = entry("2026-10-24", "Europe/Berlin")
        .to_record(ClockTime::NOON)
        .unwrap();
    folded.final_wake = Some(at("2026-10-25T00:50:00Z")); // the first 02:50
    folded.out_of_bed = Some(at("2026-10-25T01:10:00Z")); // the second 02:10
    let ribbon = Ribbon::of(&folded);
    assert_eq!(ribbon.final_wake, Some(Minutes(890)));
    assert_eq!(ribbon.out_of_bed, Some(Minutes(890)), "not left of 02:50");
}

proptest! {
    #[test]
    fn stretches_touch_and_reach_from_bed_to_rising(entry in any_entry()) {
        let record = entry.to_record(ClockTime::NOON).unwrap();
        let ribbon = Ribbon::of(&record);
        let segments = &ribbon.segments;
        for pair in segments.windows(2) {
            prop_assert_eq!(pair[0].end, pair[1].start, "no gap, no overlap");
        }
        prop_assert!(segments.iter().all(|segment| segment.start < segment.end));
        if let (Some(first), Some(last)) = (segments.first(), segments.last()) {
            prop_assert_eq!(Some(first.start), ribbon.in_bed);
            prop_assert_eq!(Some(last.end), ribbon.out_of_bed);
        }
    }
}
