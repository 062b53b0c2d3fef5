use chrono::Days;

use super::person::{guide, tonight, with};
use crate::massage::{
    BodyAdvice, BodyEvening, Mark, Region, Side, advise, checked, history, judge,
};
use crate::time::Night;

fn mark(region: Region, side: Side, level: u8) -> Mark {
    Mark {
        region,
        side,
        level,
    }
}

fn advice(marks: &[Mark], answers: &[(&str, &str)]) -> BodyAdvice {
    let answers = with(answers);
    let offers: Vec<_> = guide()
        .routines
        .iter()
        .map(|routine| (routine, judge(routine, guide(), &answers, tonight())))
        .collect();
    advise(marks, &offers, &guide().safety)
}

fn day(n: u64) -> Night {
    let monday = Night::from_ymd_opt(2026, 11, 2).unwrap();
    monday.checked_add_days(Days::new(n)).unwrap()
}

#[test]
fn marked_shoulders_suggest_neck_and_shoulders_first_and_say_why_and_how_sure() {
    let advice = advice(&[mark(Region::Shoulder, Side::Both, 6)], &[]);
    let first = &advice.suggestions[0];
    assert_eq!(first.routine, "neck-and-shoulders");
    assert!(first.allowed);
    assert!(
        first.reason.contains("shoulder") && first.reason.contains('6'),
        "{}",
        first.reason
    );
    assert!(first.reason.contains("2 of its 5"), "{}", first.reason);
    assert!(!first.known.is_empty(), "what is known stands beside it");
    assert_eq!(advice.remarks, [""; 0], "there is a routine for it");
}

#[test]
fn two_sides_that_are_as_bad_are_named_both_and_else_the_worse_one() {
    let reason = |left, right| {
        let marks = [(Side::Left, left), (Side::Right, right)];
        let marks = marks.map(|(side, level)| mark(Region::Shoulder, side, level));
        advice(&marks, &[]).suggestions[0].reason.clone()
    };
    assert!(reason(6, 6).contains("left and right shoulder with 6"));
    assert!(reason(7, 6).contains("marked left shoulder with 7"));
}

#[test]
fn what_is_not_offered_comes_last_with_its_reason() {
    let advice = advice(
        &[mark(Region::Shoulder, Side::Left, 6)],
        &[("neck-risk", "yes")],
    );
    let neck = advice
        .suggestions
        .iter()
        .position(|one| one.routine == "neck-and-shoulders")
        .unwrap();
    assert_eq!(
        neck,
        advice.suggestions.len() - 1,
        "it fits, but not this person"
    );
    assert!(!advice.suggestions[neck].why_not.is_empty());
}

#[test]
fn what_no_routine_reaches_or_nobody_may_touch_is_said() {
    let advice = advice(
        &[
            mark(Region::NeckFront, Side::Both, 3),
            mark(Region::Knee, Side::Left, 3),
        ],
        &[],
    );
    assert!(
        advice
            .remarks
            .iter()
            .any(|it| it.contains("Never the front"))
    );
    assert!(
        advice.remarks.iter().any(|it| it.contains("knee")),
        "{:?}",
        advice.remarks
    );
}

#[test]
fn marks_that_may_be_more_than_tightness_raise_their_question_first() {
    let raised = |region, side, level| advice(&[mark(region, side, level)], &[]).ask;
    assert_eq!(raised(Region::Calf, Side::Left, 3), ["dvt-suspected"]);
    assert_eq!(
        raised(Region::Calf, Side::Both, 3),
        [""; 0],
        "both are tired"
    );
    assert_eq!(raised(Region::NeckBack, Side::Both, 8), ["neck-red-flag"]);
    assert_eq!(raised(Region::NeckBack, Side::Both, 4), [""; 0]);
    assert_eq!(raised(Region::Chest, Side::Both, 1), ["seen-first"]);
    assert_eq!(raised(Region::LowerBack, Side::Both, 9), ["back-red-flag"]);
    assert_eq!(raised(Region::Abdomen, Side::Both, 7), ["abdomen-acute"]);
    assert_eq!(raised(Region::Temple, Side::Left, 5), ["giant-cell"]);
}

#[test]
fn a_region_is_followed_over_the_weeks_and_an_evening_without_it_counts_as_nothing() {
    let evening = |n, marks: &[Mark]| BodyEvening {
        night: day(n),
        marks: marks.to_vec(),
    };
    let evenings = [
        evening(
            0,
            &[
                mark(Region::Shoulder, Side::Left, 6),
                mark(Region::Shoulder, Side::Right, 8),
            ],
        ),
        evening(2, &[mark(Region::Shoulder, Side::Both, 6)]),
        evening(15, &[mark(Region::Calf, Side::Both, 4)]),
        evening(16, &[mark(Region::Shoulder, Side::Both, 2)]),
    ];
    let all = history(&evenings);
    let of = |region| all.iter().find(|one| one.region == region).unwrap();
    let shoulder = of(Region::Shoulder);
    let levels: Vec<Option<f64>> = shoulder.weeks.iter().map(|week| week.level).collect();
    assert_eq!(
        levels,
        [Some(7.0), None, Some(1.0)],
        "the worse side counts"
    );
    let counts = shoulder
        .weeks
        .iter()
        .map(|week| (week.marked, week.evenings));
    assert_eq!(counts.collect::<Vec<_>>(), [(2, 2), (0, 0), (1, 2)]);
    assert!(
        shoulder.reading.contains("down to 1.0"),
        "{}",
        shoulder.reading
    );
    assert_eq!(all[0].region, Region::Calf, "what is worst now comes first");
    assert!(history(&[]).is_empty());
}

#[test]
fn marks_are_kept_once_a_place_and_what_cannot_be_is_refused() {
    let twice = [
        mark(Region::Calf, Side::Left, 3),
        mark(Region::Calf, Side::Left, 5),
        mark(Region::Hand, Side::Both, 0),
    ];
    let kept = checked(day(0), &twice).unwrap();
    assert_eq!(kept, [mark(Region::Calf, Side::Left, 5)], "0 is no mark");
    let level = checked(day(0), &[mark(Region::Calf, Side::Left, 11)]);
    assert_eq!(level.unwrap_err().field, "level");
    let side = checked(day(0), &[mark(Region::Calf, Side::Taught, 1)]);
    assert_eq!(side.unwrap_err().field, "side");
}
