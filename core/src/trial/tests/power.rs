//! What is foretold.

use std::collections::BTreeMap;

use chrono::Days;

use crate::time::Night;
use crate::trial::{Outcome, Power, detectable, outlook, spread};

fn past(nights: u64, value: impl Fn(u64) -> Option<f64>) -> BTreeMap<Night, f64> {
    let first: Night = "2026-10-01".parse().unwrap();
    (0..nights)
        .filter_map(|night| Some((first + Days::new(night), value(night)?)))
        .collect()
}

#[test]
fn nights_that_alternate_within_a_block_spread_no_pairs() {
    let nights = past(40, |night| {
        Some(f64::from(u32::from(night % 2 == 0)) * 20.0)
    });
    assert_eq!(
        spread(&nights, 2, 0),
        Some(0.0),
        "every block has one of either"
    );
    assert_eq!(
        spread(&nights, 1, 0),
        Some(20.0),
        "blocks of one night have not"
    );
    assert_eq!(
        spread(&nights, 1, 1),
        Some(0.0),
        "with a night between, they are alike again"
    );
}

#[test]
fn good_weeks_and_bad_weeks_are_in_the_spread() {
    let weekly = past(56, |night| {
        Some(if night / 7 % 2 == 0 { 20.0 } else { 40.0 })
    });
    let nightly = past(56, |night| Some(if night % 2 == 0 { 20.0 } else { 40.0 }));
    assert!(
        spread(&weekly, 7, 0) > spread(&nightly, 7, 0),
        "the same nights, but neighbours alike"
    );
}

#[test]
fn two_weeks_on_record_give_a_first_figure_and_fewer_do_not() {
    let nights = |n| past(n, |night| Some((night * 7 % 11) as f64));
    assert_eq!(spread(&nights(13), 2, 0), None);
    assert!(spread(&nights(14), 2, 0).is_some());
    let gappy = past(60, |night| (night % 6 == 0).then_some(30.0));
    assert_eq!(
        spread(&gappy, 1, 0),
        None,
        "ten nights, none beside another"
    );
}

#[test]
fn more_pairs_show_smaller_differences_and_five_show_none() {
    assert_eq!(detectable(10.0, 5), None);
    let least: Vec<f64> = [6, 8, 12, 16, 40]
        .map(|pairs| detectable(10.0, pairs).unwrap())
        .to_vec();
    assert!(least.is_sorted_by(|more, less| more > less), "{least:?}");
    // t(0.975, 7) + t(0.8, 7) = 2.3646 + 0.8960
    assert!(
        (least[1] - 3.2606 * 10.0 / 8_f64.sqrt()).abs() < 1e-3,
        "{least:?}"
    );
}

#[test]
fn with_six_pairs_all_six_must_lean_one_way() {
    // One order in 2^6 and its mirror are 3 %, two and theirs 6 %. A normal difference that exceeds 0 with a chance of
    // 0.8^(1/6) = 0.9635 has its mean 1.793 standard deviations above.
    let six = detectable(10.0, 6).unwrap();
    assert!((six - 17.93).abs() < 0.01, "{six}");
}

#[test]
fn the_outlook_is_a_plain_sentence() {
    let power = Power {
        pairs: 8,
        nights: 32,
        detectable: 11.7,
    };
    assert_eq!(
        outlook(Outcome::Sol, 8, Some(power)),
        "With 8 pairs, 32 evenings in all, a true difference of 12 min would show 8 times in 10. A smaller one may stay hidden."
    );
    assert!(outlook(Outcome::Sol, 5, None).contains("Fewer than 6 pairs"));
}
