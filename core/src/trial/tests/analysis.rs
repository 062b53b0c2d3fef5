//! The comparison, against itself done slowly.

use chrono::NaiveDate;
use proptest::prelude::*;

use crate::text::text;
use crate::trial::flips::Flips;
use crate::trial::{
    Adherence, Analysis, Arm, ArmPlan, Course, Observed, Outcome, Slot, Trial, TrialVerdict,
    amount, analyse, answer, outlook,
};

/// The two-sided p of `differences` less `delta`, by going through every order one by one.
fn slow_p(differences: &[f64], delta: f64) -> f64 {
    let shifted: Vec<f64> = differences.iter().map(|one| one - delta).collect();
    let lived: f64 = shifted.iter().sum::<f64>().abs();
    let orders = 1_u32 << shifted.len();
    let extreme = (0..orders)
        .filter(|order| {
            let flipped = (0..).zip(&shifted);
            let sum: f64 = flipped
                .map(|(pair, one)| if order >> pair & 1 == 1 { -one } else { *one })
                .sum();
            sum.abs() >= lived - 1e-9
        })
        .count();
    extreme as f64 / f64::from(orders)
}

/// Nights of pairs of two-night blocks; `value` tells a night's by its pair, its arm and its place in the block.
fn nights(pairs: u32, value: impl Fn(u32, Arm, u64) -> Option<f64>) -> Vec<Observed> {
    let course = Course {
        start: "2026-03-27".parse().unwrap(),
        pairs,
        block_nights: 2,
        washout_nights: 0,
        seed: 7,
    };
    let of = |(night, slot): (NaiveDate, Slot)| match slot {
        Slot::Counts { arm, pair, .. } => Some(Observed {
            night,
            pair,
            arm,
            adherence: Adherence::Unknown,
            value: value(pair, arm, (night - course.start).num_days() as u64 % 2),
        }),
        Slot::Washout => None,
    };
    course.until(course.last()).filter_map(of).collect()
}

/// A trial in which `a` makes for 5 to 12 min less.
fn clear(pairs: u32) -> Vec<Observed> {
    nights(pairs, |pair, arm, place| {
        let less = if arm == Arm::A {
            f64::from(5 + pair % 8)
        } else {
            0.0
        };
        Some(40.0 + f64::from(pair * 7 % 11) + place as f64 - less)
    })
}

fn sol(nights: &[Observed]) -> Analysis {
    analyse(Outcome::Sol, nights, true, 7)
}

fn trial(outcome: Outcome) -> Trial {
    let plan = |words: &str| ArmPlan {
        words: words.to_owned(),
        massage: None,
    };
    Trial {
        title: "Foot bath".to_owned(),
        outcome,
        a: plan("a warm foot bath"),
        b: plan("an ordinary evening"),
        course: Course {
            start: "2026-03-27".parse().unwrap(),
            pairs: 8,
            block_nights: 2,
            washout_nights: 0,
            seed: 7,
        },
        ended: None,
        reminder: None,
    }
}

/// Pair differences as block means of whole minutes make them.
fn any_differences(pairs: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec(
        (-80..=80_i32).prop_map(|halves| f64::from(halves) / 2.0),
        pairs,
    )
}

proptest! {
    #[test]
    fn p_is_what_going_through_every_order_finds(differences in any_differences(1..=10)) {
        let p = Flips::of(&differences, 0).p().unwrap();
        prop_assert!((p - slow_p(&differences, 0.0)).abs() < 1e-12);
    }

    #[test]
    fn the_interval_is_what_the_test_does_not_refuse(differences in any_differences(6..=10)) {
        let flips = Flips::of(&differences, 0);
        let [low, high] = flips.interval().unwrap();
        let mean = flips.mean().unwrap();
        prop_assert!(low <= mean && mean <= high, "the estimate lies in its interval");
        for end in [low, high] {
            prop_assert!(slow_p(&differences, end) > 0.05, "an end belongs to it");
        }
        prop_assert!(slow_p(&differences, low - 1e-6) <= 0.05, "below it the test refuses");
        prop_assert!(slow_p(&differences, high + 1e-6) <= 0.05, "and above it");
    }

    #[test]
    fn the_order_of_the_nights_changes_nothing(
        (lived, shuffled) in proptest::collection::vec(proptest::option::weighted(0.85, 5..90_i32), 32)
            .prop_map(|minutes| {
                let mut minutes = minutes.into_iter();
                let mut lived = nights(8, |_, _, _| Some(0.0));
                for night in &mut lived {
                    night.value = minutes.next().flatten().map(|minutes| f64::from(minutes) / 3.0);
                }
                lived
            })
            .prop_flat_map(|lived| (Just(lived.clone()), Just(lived).prop_shuffle()))
    ) {
        prop_assert_eq!(sol(&lived), sol(&shuffled), "to the last bit");
    }

    #[test]
    fn with_the_arms_changed_over_the_answer_turns_round(differences in any_differences(6..=9)) {
        let pairs = u32::try_from(differences.len()).unwrap();
        let value = |pair: u32, arm| {
            if arm == Arm::A { differences[pair as usize - 1] } else { 0.0 }
        };
        let one = sol(&nights(pairs, |pair, arm, _| Some(value(pair, arm))));
        let other = sol(&nights(pairs, |pair, arm, _| Some(value(pair, arm.other()))));
        prop_assert_eq!(one.drawn.p, other.drawn.p);
        let [low, high] = one.drawn.interval.unwrap();
        let [other_low, other_high] = other.drawn.interval.unwrap();
        prop_assert!((low + other_high).abs() < 1e-9 && (high + other_low).abs() < 1e-9);
    }
}

#[test]
fn at_eight_pairs_the_level_is_12_orders_of_256() {
    let all_one_way = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0];
    let p = |flipped: f64| {
        let differences = all_one_way.map(|one| if one <= flipped { -one } else { one });
        Flips::of(&differences, 0).p().unwrap()
    };
    assert_eq!(p(0.0), 2.0 / 256.0, "the two most extreme orders");
    let levels: Vec<f64> = (0..20)
        .map(|n| f64::from(2 * n) / 256.0)
        .filter(|level| *level <= 0.05)
        .collect();
    assert_eq!(
        levels.last(),
        Some(&0.046_875),
        "the nearest that 8 pairs have"
    );
}

#[test]
fn beyond_twenty_pairs_orders_are_drawn_and_agree_with_all_of_them() {
    let twenty: Vec<f64> = (0..20).map(|n| f64::from(n * 37 % 23) - 8.0).collect();
    let exact = Flips::of(&twenty, 3);
    // A pair without any difference changes no order's mean but the number of pairs it is over.
    let drawn = Flips::of(&[&twenty[..], &[0.0]].concat(), 3);
    let (exact_p, drawn_p) = (exact.p().unwrap(), drawn.p().unwrap());
    assert!((exact_p - drawn_p).abs() < 0.004, "{exact_p} and {drawn_p}");
    let again = Flips::of(&[&twenty[..], &[0.0]].concat(), 3);
    assert_eq!(drawn.p(), again.p(), "the same seed draws the same orders");
    assert_eq!(drawn.interval(), again.interval());
    let many: Vec<f64> = (0..40).map(|n| f64::from(n * 37 % 23) - 8.0).collect();
    let many = Flips::of(&many, 3);
    let [low, high] = many.interval().unwrap();
    assert!(low < many.mean().unwrap() && many.mean().unwrap() < high);
}

#[test]
fn fewer_minutes_help_and_a_lower_efficiency_hurts() {
    let verdict = |outcome| analyse(outcome, &clear(8), true, 7).verdict;
    for (outcome, expected) in [
        (Outcome::Sol, TrialVerdict::Helps),
        (Outcome::Waso, TrialVerdict::Helps),
        (Outcome::Tension, TrialVerdict::Helps),
        (Outcome::Pain, TrialVerdict::Helps),
        (Outcome::Se, TrialVerdict::Hurts),
        (Outcome::Quality, TrialVerdict::Hurts),
    ] {
        assert_eq!(verdict(outcome), expected, "{outcome:?} is less with a");
    }
}

#[test]
fn five_pairs_are_too_few_however_clear_they_are() {
    let five = sol(&clear(5));
    assert_eq!(five.verdict, TrialVerdict::TooEarly);
    assert_eq!(
        five.drawn.p,
        Some(2.0 / 32.0),
        "the least that five pairs can have"
    );
    assert_eq!(five.drawn.interval, None, "no difference can be refused");
    assert_eq!(sol(&clear(6)).verdict, TrialVerdict::Helps, "six can");
}

#[test]
fn as_long_as_nights_are_to_come_it_is_too_early() {
    let analysis = analyse(Outcome::Sol, &clear(8), false, 7);
    assert_eq!(analysis.verdict, TrialVerdict::TooEarly);
    let said = answer(&trial(Outcome::Sol), &analysis, false);
    assert_eq!(
        said,
        text("reading_trial_running", &[]),
        "and nothing is let out"
    );
}

#[test]
fn a_pair_without_a_night_of_either_kind_is_left_out_and_counted() {
    let analysis = sol(&nights(8, |pair, arm, place| match (pair, arm, place) {
        (3, Arm::B, _) | (5, Arm::A, 0) => None,
        (_, Arm::A, _) => Some(30.0),
        (_, Arm::B, _) => Some(30.0 + f64::from(pair)),
    }));
    let drawn = &analysis.drawn;
    assert_eq!(
        (drawn.n_pairs, drawn.dropped_pairs, drawn.missing),
        (7, 1, 3)
    );
    let fifth = analysis.pairs.iter().find(|pair| pair.pair == 5).unwrap();
    assert_eq!(
        (fifth.a_nights, fifth.b_nights),
        (1, 2),
        "half a block will do"
    );
    let expected = -(1.0 + 2.0 + 4.0 + 5.0 + 6.0 + 7.0 + 8.0) / 7.0;
    assert!(
        (drawn.estimate.unwrap() - expected).abs() < 1e-12,
        "each pair counts the same"
    );
}

#[test]
fn per_protocol_leaves_out_what_did_not_go_as_planned_and_nothing_else() {
    let mut lived = clear(8);
    assert_eq!(
        sol(&lived).per_protocol,
        sol(&lived).drawn,
        "nobody said otherwise"
    );
    for night in lived
        .iter_mut()
        .filter(|night| night.arm == Arm::A && night.pair <= 2)
    {
        night.adherence = Adherence::Not;
    }
    let analysis = sol(&lived);
    assert_eq!(analysis.drawn, sol(&clear(8)).drawn, "as drawn, all count");
    assert_eq!(analysis.per_protocol.n_pairs, 6);
    assert_eq!(analysis.per_protocol.missing, 4);
}

#[test]
fn nothing_on_record_is_no_answer() {
    for lived in [Vec::new(), nights(8, |_, _, _| None)] {
        let analysis = sol(&lived);
        assert_eq!(analysis.verdict, TrialVerdict::TooEarly);
        assert_eq!((analysis.drawn.estimate, analysis.drawn.p), (None, None));
    }
    let same = sol(&nights(8, |_, _, _| Some(30.0)));
    assert_eq!(same.verdict, TrialVerdict::NoClearDifference);
    assert_eq!(
        same.drawn.interval,
        Some([0.0, 0.0]),
        "no night differs from another"
    );
    assert_eq!(same.t, None, "a t-test of no spread is none");
}

#[test]
fn the_t_test_of_known_numbers() {
    // Student's own: hours of sleep gained by ten patients (1908, doi:10.1093/biomet/6.1.1), t = 4.0621, p = 0.00283.
    let gained = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
    let analysis = sol(&nights(10, |pair, arm, _| {
        Some(if arm == Arm::A {
            gained[pair as usize - 1]
        } else {
            0.0
        })
    }));
    let t = analysis.t.unwrap();
    assert!((t.p - 0.002_832_9).abs() < 1e-6, "{}", t.p);
    assert!((t.interval[0] - 0.700_114).abs() < 1e-5, "{:?}", t.interval);
    assert!((t.interval[1] - 2.459_886).abs() < 1e-5, "{:?}", t.interval);
}

#[test]
fn the_answer_says_how_much_how_surely_and_that_it_was_not_blinded() {
    let said = answer(&trial(Outcome::Sol), &sol(&clear(8)), true);
    assert!(said.starts_with("With a warm foot bath you fell asleep about 8 min sooner; anything from 6 min sooner to 11 min sooner fits your nights."), "{said}");
    assert!(said.contains("about once in 100 such trials"), "{said}");
    assert!(
        said.ends_with("part of any difference may be what you expected."),
        "{said}"
    );
}

#[test]
fn what_is_not_settled_says_how_many_pairs_would_do_it() {
    let lived = nights(8, |pair, arm, _| {
        let less = if arm == Arm::A {
            f64::from(pair * 5 % 8) * 6.0 - 13.0
        } else {
            0.0
        };
        Some(40.0 - less)
    });
    let analysis = sol(&lived);
    assert_eq!(analysis.verdict, TrialVerdict::NoClearDifference);
    let said = answer(&trial(Outcome::Sol), &analysis, true);
    let more = analysis.pairs_needed().unwrap() - 8;
    assert!(
        said.contains(&format!("about {more} more pairs would do it")),
        "{said}"
    );
    assert!(
        said.contains("min later to "),
        "from the worse end to the better: {said}"
    );
}

#[test]
fn every_outcome_has_all_its_words() {
    for outcome in Outcome::ALL {
        for difference in [-7.0, 0.0, 7.0] {
            let lived = nights(8, |pair, arm, _| {
                let with = if arm == Arm::A { difference } else { 0.0 };
                Some(20.0 + with + f64::from(pair % 3))
            });
            let analysis = analyse(outcome, &lived, true, 7);
            let said = answer(&trial(outcome), &analysis, true);
            let words = [said, amount(outcome, difference), outlook(outcome, 8, None)];
            for words in words {
                assert!(
                    !words.contains("reading_") && !words.contains('{'),
                    "{words}"
                );
            }
        }
    }
}
