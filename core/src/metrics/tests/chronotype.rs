//! Chronotype and social jetlag.

use proptest::prelude::*;

use super::{USUAL, clock, entry, nights, window};
use crate::diary::Entry;
use crate::metrics::chronotype::{circular_mean, shorter_interval};
use crate::metrics::{Habits, WindowMetrics};
use crate::time::Minutes;

const HOUR: f64 = 3_600.0;

/// Asleep 23:00 to 06:00 before workdays, 00:00 to 09:00 before Saturday and Sunday.
fn late_weekends(entry: &mut Entry) {
    let free = matches!(entry.night.format("%a").to_string().as_str(), "Fri" | "Sat");
    let (bed, up) = if free {
        ("00:00", "09:00")
    } else {
        ("23:00", "06:00")
    };
    (entry.in_bed, entry.lights_out) = (clock(bed), clock(bed));
    (entry.final_wake, entry.out_of_bed) = (clock(up), clock(up));
    (entry.sol, entry.waso, entry.tasafa) = (Minutes(0), Minutes(0), None);
}

#[test]
fn mid_sleep_on_free_days_is_corrected_for_sleep_made_up_for() {
    let fortnight = nights("2026-11-09", 14, |_, entry| late_weekends(entry));
    let metrics = window(&fortnight);
    // MSF 04:30, SDf 9 h, SDw 7 h, SDweek (5*7 + 2*9)/7 h: MSFsc = 04:30 - (9 - 53/7)/2 h = 03:47:09.
    assert_eq!(metrics.msf_sc.as_deref(), Some("03:47:09"));
    assert_eq!(
        metrics.social_jetlag_min,
        Some(120.0),
        "mid-sleep 02:30 on workdays, 04:30 on free days"
    );
}

#[test]
fn an_alarm_on_free_days_leaves_no_chronotype_but_social_jetlag() {
    let fortnight = nights("2026-11-09", 14, |_, entry| late_weekends(entry));
    let habits = Habits {
        alarm_on_free_days: true,
        ..USUAL
    };
    let metrics = WindowMetrics::of(&fortnight, &[], &habits);
    assert_eq!(metrics.msf_sc, None);
    assert_eq!(metrics.social_jetlag_min, Some(120.0));
}

#[test]
fn without_both_kinds_of_days_there_is_neither() {
    let workdays = nights("2026-11-15", 5, |_, entry| late_weekends(entry));
    let metrics = window(&workdays);
    assert_eq!((metrics.msf_sc, metrics.social_jetlag_min), (None, None));
}

#[test]
fn a_night_is_free_by_the_weekday_of_its_morning() {
    // Friday's night alone ends on a Saturday.
    let friday = entry("2026-11-20");
    assert_eq!(friday.night.format("%a").to_string(), "Fri");
    let two = nights("2026-11-19", 2, |_, entry| late_weekends(entry));
    assert_eq!(window(&two).social_jetlag_min, Some(120.0));
}

#[test]
fn clock_times_are_averaged_on_the_circle() {
    let mean = |hours: &[f64]| circular_mean(hours.iter().map(|hour| hour * HOUR));
    let midnight = mean(&[23.0, 1.0]).unwrap();
    assert!(
        shorter_interval(midnight, 0.0).abs() < 1e-6,
        "midnight, not noon: {midnight}"
    );
    assert!((mean(&[3.0, 4.0, 5.0]).unwrap() - 4.0 * HOUR).abs() < 1e-6);
    assert_eq!(mean(&[]), None);
    assert_eq!(mean(&[22.0, 10.0]), None, "opposite times have no middle");
}

proptest! {
    #[test]
    fn the_shorter_way_leads_there_and_is_at_most_half_a_day(from in 0.0..86_400.0, to in 0.0..86_400.0) {
        let way = shorter_interval(from, to);
        prop_assert!(way.abs() <= 43_200.0);
        let missed = (from + way - to).rem_euclid(86_400.0);
        prop_assert!(missed.min(86_400.0 - missed) < 1e-6);
    }

    #[test]
    fn turning_the_clock_turns_the_mean(clocks in proptest::collection::vec(0.0..30_000.0, 1..20), turn in 0.0..86_400.0) {
        let mean = circular_mean(clocks.iter().copied()).unwrap();
        let turned = circular_mean(clocks.iter().map(|clock| (clock + turn) % 86_400.0)).unwrap();
        prop_assert!(shorter_interval(mean + turn, turned).abs() < 1e-3);
    }
}
