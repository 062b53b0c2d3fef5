//! Numbers over a window.

use proptest::prelude::*;

use super::{USUAL, about, clock, nights, window};
use crate::diary::tests::any_entry;
use crate::metrics::{InsomniaLevel, WindowMetrics};
use crate::time::{ClockTime, Minutes};

#[test]
fn a_window_without_nights_says_nothing() {
    let none = window(&[]);
    assert_eq!(none.nights, 0);
    assert_eq!((none.tst_min, none.se_pct, none.sri), (None, None, None));
    assert_eq!((none.msf_sc, none.social_jetlag_min), (None, None));
    assert_eq!(none.insomnia.nights_per_week, None);
    assert_eq!(none.insomnia.level, InsomniaLevel::None);
}

#[test]
fn window_sleep_efficiency_is_mean_tst_over_mean_tib() {
    // 415 of 500 min, and 115 of 300: the mean of 83 % and 38.33 % would be 60.67 %.
    let two = nights("2026-11-16", 2, |n, entry| {
        if n == 1 {
            entry.lights_out = clock("00:40");
            entry.sol = Minutes(120);
            entry.waso = Minutes(5);
            entry.final_wake = clock("04:40");
            entry.out_of_bed = clock("05:00");
            entry.in_bed = clock("00:00");
        }
    });
    let metrics = window(&two);
    assert_eq!(metrics.nights, 2);
    assert!(about(metrics.tst_min, 265.0), "{:?}", metrics.tst_min);
    assert!(about(metrics.tib_min, 400.0), "{:?}", metrics.tib_min);
    assert!(about(metrics.sol_min, 72.5), "{:?}", metrics.sol_min);
    assert!(about(metrics.waso_min, 12.5), "{:?}", metrics.waso_min);
    assert!(about(metrics.se_pct, 66.25), "{:?}", metrics.se_pct);
    assert!(
        about(metrics.dse_pct, 100.0 * 530.0 / 720.0),
        "530 min of (470 + 250): {:?}",
        metrics.dse_pct
    );
}

#[test]
fn a_ratio_is_over_the_nights_that_know_both_its_parts() {
    let mut three = nights("2026-11-16", 3, |_, _| ());
    three[1].waso = None;
    three[2].in_bed = None;
    let metrics = window(&three);
    assert_eq!(metrics.nights, 3, "a partial night is a night");
    assert!(about(metrics.tib_min, 500.0), "two know it");
    assert!(about(metrics.tst_min, 415.0), "two others know it");
    assert!(about(metrics.se_pct, 83.0), "one knows both");
}

#[test]
fn naps_are_no_nights() {
    let week = nights("2026-11-16", 7, |_, _| ());
    let mut nap = week[0].clone();
    nap.kind = crate::diary::RecordKind::Nap;
    let metrics = WindowMetrics::of(&[nap.clone(), week[0].clone()], &[nap], &USUAL);
    assert_eq!(metrics.nights, 1);
}

proptest! {
    #[test]
    fn the_order_of_the_nights_makes_no_difference(
        entries in proptest::collection::btree_map(0..400u64, any_entry(), 0..20),
        seed in any::<u64>(),
    ) {
        let mut records: Vec<_> = entries
            .into_iter()
            .filter_map(|(day, mut entry)| {
                entry.night = "2026-01-01".parse::<crate::time::Night>().unwrap() + chrono::Days::new(day);
                entry.to_record(ClockTime::NOON).ok()
            })
            .collect();
        let sorted = window(&records);
        records.sort_by_key(|record| record.start().map(|at| at.timestamp().cast_unsigned().wrapping_mul(seed | 1)));
        prop_assert_eq!(&window(&records), &sorted);
        if let Some(se) = sorted.se_pct {
            prop_assert!(0.0 < se && se <= 100.0);
        }
        if let Some(sri) = sorted.sri {
            prop_assert!((-100.0..=100.0).contains(&sri));
        }
        if let Some(jetlag) = sorted.social_jetlag_min {
            prop_assert!((0.0..=720.0).contains(&jetlag), "the shorter way round");
        }
    }
}
