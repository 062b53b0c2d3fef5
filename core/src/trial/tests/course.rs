//! Which evening is which.

use std::collections::BTreeMap;

use chrono::Days;
use proptest::prelude::*;

use crate::time::tests::any_night;
use crate::trial::{Arm, Course, Slot, SplitMix64};

fn any_course() -> impl Strategy<Value = Course> {
    (any_night(), 2..=40_u32, 1..=14_u32, 0..=7_u32, any::<u32>()).prop_map(
        |(start, pairs, block_nights, washout_nights, seed)| Course {
            start,
            pairs,
            block_nights,
            washout_nights,
            seed,
        },
    )
}

fn course(seed: u32) -> Course {
    Course {
        start: "2026-03-27".parse().unwrap(),
        pairs: 8,
        block_nights: 2,
        washout_nights: 1,
        seed,
    }
}

#[test]
fn the_generator_draws_what_its_authors_draws() {
    let drawn: Vec<u64> = SplitMix64::new(1_234_567).take(5).collect();
    assert_eq!(
        drawn,
        [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ],
        "the numbers of the public reference implementation"
    );
}

#[test]
fn the_order_of_a_seed_never_changes() {
    let order = |seed| {
        let course = course(seed);
        let firsts = (1..=8).map(|pair| match course.first_arm(pair) {
            Arm::A => 'a',
            Arm::B => 'b',
        });
        firsts.collect::<String>()
    };
    assert_eq!(
        [order(1), order(2), order(42)],
        ["bbbaabbb", "bbbbaabb", "baaaabab"],
        "a trial that was begun goes on as it was drawn"
    );
}

#[test]
fn blocks_and_washout_follow_each_other_over_the_change_of_clocks() {
    let course = course(1);
    let nights: Vec<String> = course
        .until("2026-04-01".parse().unwrap())
        .map(|(night, slot)| match slot {
            Slot::Counts { arm, pair, block } => format!("{night} {arm:?} {pair}.{block}"),
            Slot::Washout => format!("{night} washout"),
        })
        .collect();
    assert_eq!(
        nights,
        [
            "2026-03-27 B 1.1",
            "2026-03-28 B 1.1",
            "2026-03-29 washout",
            "2026-03-30 A 1.2",
            "2026-03-31 A 1.2",
            "2026-04-01 washout",
        ],
        "nights go by the date of their evening, however long the day was"
    );
    assert_eq!(course.nights(), 8 * 2 * 2 + 15, "no washout after the last");
    assert_eq!(course.slot(course.last()).map(|_| ()), Some(()));
    assert_eq!(course.slot(course.last() + Days::new(1)), None, "it ends");
    assert_eq!(course.slot(course.start - Days::new(1)), None, "and begins");
}

proptest! {
    #[test]
    fn every_pair_has_a_block_of_either_kind(course in any_course()) {
        let mut blocks: BTreeMap<(u32, u32), Vec<Arm>> = BTreeMap::new();
        for (_, slot) in course.until(course.last()) {
            if let Slot::Counts { arm, pair, block } = slot {
                blocks.entry((pair, block)).or_default().push(arm);
            }
        }
        prop_assert_eq!(blocks.len() as u32, 2 * course.pairs);
        for ((pair, block), arms) in &blocks {
            prop_assert_eq!(arms.len() as u32, course.block_nights);
            prop_assert!(arms.iter().all(|arm| arm == &arms[0]), "a block is of one kind");
            if *block == 1 {
                prop_assert_eq!(blocks[&(*pair, 2)][0], arms[0].other());
            }
        }
    }

    #[test]
    fn either_order_is_as_likely(seed in any::<u32>()) {
        let course = Course { pairs: 400, ..course(seed) };
        let a_first = (1..=400).filter(|pair| course.first_arm(*pair) == Arm::A).count();
        // Six standard deviations of 400 fair coins.
        prop_assert!((140..=260).contains(&a_first), "{} of 400", a_first);
    }
}
