//! The Sleep Regularity Index over nights.

use proptest::prelude::*;

use super::{USUAL, about, clock, nights, window};
use crate::diary::{NapEntry, SleepRecord};
use crate::metrics::{Habits, WindowMetrics, sri_of_epochs};
use crate::time::{ClockTime, Minutes};

#[test]
fn a_steady_sleeper_is_wholly_regular_over_a_change_of_clocks_too() {
    for first in ["2026-11-16", "2026-03-25", "2026-10-21"] {
        let week = nights(first, 7, |_, _| ());
        let sri = window(&week).sri;
        assert!(
            about(sri, 100.0),
            "the same clock times every night from {first}: {sri:?}"
        );
    }
}

#[test]
fn fewer_than_five_pairs_of_days_give_no_index() {
    let regular = |count| window(&nights("2026-11-16", count, |_, _| ())).sri;
    assert_eq!(regular(5), None, "five nights are four pairs");
    assert!(about(regular(6), 100.0), "six nights are five pairs");
    let mut gap = nights("2026-11-16", 9, |_, _| ());
    gap.remove(4);
    assert!(about(window(&gap).sri, 100.0), "3 + 3 pairs around a gap");
    gap.remove(5);
    assert_eq!(
        window(&gap).sri,
        None,
        "nights 1 to 4, 6, 8 and 9 are four pairs: a missing day drops both its own"
    );
}

#[test]
fn an_hour_later_every_other_night_costs_two_hours_of_agreement_a_day() {
    let zigzag = nights("2026-11-16", 9, |n, entry| {
        if n % 2 == 1 {
            entry.sol = Minutes(0);
            entry.in_bed = clock("00:25");
            entry.lights_out = clock("00:25");
            entry.final_wake = clock("07:40");
            entry.out_of_bed = clock("08:00");
        }
    });
    let sri = window(&zigzag).sri;
    assert!(
        about(sri, -100.0 + 200.0 * (1440.0 - 120.0) / 1440.0),
        "asleep 23:25 to 06:40 and 00:25 to 07:40 in turn: {sri:?}"
    );
}

fn nap(date: &str) -> SleepRecord {
    NapEntry {
        date: date.parse().unwrap(),
        zone: "Europe/Berlin".parse().unwrap(),
        start: clock("14:00"),
        end: clock("14:30"),
        note: None,
    }
    .to_record()
    .unwrap()
}

#[test]
fn a_nap_counts_as_sleep() {
    let week = nights("2026-11-16", 6, |_, _| ());
    let sri = WindowMetrics::of(&week, &[nap("2026-11-18")], &USUAL).sri;
    assert!(
        about(sri, -100.0 + 200.0 * (7200.0 - 60.0) / 7200.0),
        "half an hour unlike the day before and the day after: {sri:?}"
    );
}

#[test]
fn someone_who_sleeps_by_day_is_as_regular() {
    let rollover = clock("20:00");
    let by_day: Vec<SleepRecord> = nights("2026-11-16", 8, |_, _| ())
        .into_iter()
        .map(|night| {
            let mut entry = super::entry(&night.night.to_string());
            entry.in_bed = clock("08:00");
            entry.lights_out = clock("08:00");
            entry.final_wake = clock("15:30");
            entry.out_of_bed = clock("16:00");
            entry.to_record(rollover).unwrap()
        })
        .filter(|night| night.night.to_string() != "2026-11-17")
        .collect();
    let habits = Habits { rollover, ..USUAL };
    let sri = WindowMetrics::of(&by_day, &[], &habits).sri;
    assert!(
        about(sri, 100.0),
        "days go from rollover to rollover, so a missing one takes no part of its neighbours' sleep: {sri:?}"
    );
}

#[test]
fn a_night_whose_sleep_is_not_known_is_missing_not_awake() {
    let mut week = nights("2026-11-16", 12, |_, _| ());
    week[6].sleep_onset = None;
    let sri = window(&week).sri;
    assert!(about(sri, 100.0), "{sri:?}");
}

#[test]
fn epochs_without_a_pair_have_no_index() {
    assert_eq!(sri_of_epochs(&[], 1440), None);
    assert_eq!(
        sri_of_epochs(&[Some(true)], 0),
        None,
        "no day has no epochs"
    );
    assert_eq!(
        sri_of_epochs(&[Some(true); 1440], 1440),
        None,
        "one day alone"
    );
}

proptest! {
    #[test]
    fn the_index_over_nights_is_that_of_their_minutes(
        shifts in proptest::collection::vec(0..300i32, 6..12),
    ) {
        let start = 11 * 60; // 23:00, in minutes after noon
        let week = nights("2026-11-16", shifts.len() as u64, |n, entry| {
            let at = |minutes| ClockTime::from_minutes(12 * 60 + minutes);
            let shift = shifts[n as usize];
            entry.in_bed = at(start + shift);
            entry.lights_out = entry.in_bed;
            entry.sol = Minutes(0);
            entry.waso = Minutes(0);
            entry.final_wake = at(start + shift + 420);
            entry.out_of_bed = entry.final_wake;
            entry.tasafa = None;
        });
        let epochs: Vec<Option<bool>> = shifts
            .iter()
            .flat_map(|shift| (0..1440).map(move |minute| {
                Some((start + shift..start + shift + 420).contains(&minute))
            }))
            .collect();
        prop_assert_eq!(window(&week).sri, sri_of_epochs(&epochs, 1440));
    }
}
