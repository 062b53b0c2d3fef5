use std::collections::BTreeSet;

use crate::guide::Certainty;
use crate::massage::{Care, Content, Means, Place, Region, Side, content};

const SAFETY: &str = include_str!("../../../../guide/en/safety.toml");
const NECK: &str = include_str!("../../../../guide/en/routines/neck-and-shoulders.toml");

fn guide() -> &'static Content {
    content().unwrap_or_else(|fault| panic!("{fault}"))
}

fn fault_of(toml: &str) -> String {
    match Content::read([("neck-and-shoulders.toml".to_owned(), toml)], SAFETY) {
        Ok(_) => panic!("it was accepted"),
        Err(fault) => fault.to_string(),
    }
}

/// Every sentence of the content that a person reads.
fn sentences() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for routine in &guide().routines {
        for text in [&routine.title, &routine.summary, &routine.known]
            .into_iter()
            .chain(&routine.breath_cue)
        {
            all.push((routine.id.clone(), text.clone()));
        }
        for step in &routine.steps {
            all.push((routine.id.clone(), step.title.clone()));
            all.push((routine.id.clone(), step.text.clone()));
        }
    }
    let safety = &guide().safety;
    for condition in &safety.conditions {
        let reasons = condition
            .effects
            .iter()
            .filter_map(|effect| effect.reason.as_ref());
        for text in [&condition.question, &condition.why, &condition.advice]
            .into_iter()
            .chain(reasons)
        {
            all.push((condition.key.clone(), text.clone()));
        }
    }
    for confirmation in &safety.confirmations {
        for text in [
            &confirmation.question,
            &confirmation.why,
            &confirmation.advice,
        ] {
            all.push((confirmation.key.clone(), text.clone()));
        }
    }
    all.extend(
        safety
            .stops
            .iter()
            .map(|stop| (stop.key.clone(), format!("{}. {}", stop.text, stop.advice))),
    );
    all.extend(
        safety
            .never
            .iter()
            .map(|rule| (rule.key.clone(), rule.text.clone())),
    );
    for line in [
        &safety.comfort,
        &safety.pressure,
        &safety.breath,
        &safety.timing,
    ] {
        all.push(("safety".to_owned(), line.clone()));
    }
    all
}

#[test]
fn all_sixteen_routines_of_the_review_are_there_in_its_order() {
    let rows: Vec<&str> = guide()
        .routines
        .iter()
        .map(|routine| routine.evidence.as_str())
        .collect();
    let review: Vec<String> = (1..=16).map(|row| format!("R{row:02}")).collect();
    assert_eq!(rows, review, "one routine a row, none twice");
}

#[test]
fn the_steps_add_up_and_stay_within_the_limit_of_the_review() {
    // Seconds as EVIDENCE section D gives them.
    let review = [
        300, 210, 240, 360, 270, 240, 240, 300, 600, 180, 620, 1200, 720, 900, 1200, 900,
    ];
    for (routine, seconds) in guide().routines.iter().zip(review) {
        let sum: u32 = routine.steps.iter().map(|step| step.seconds).sum();
        assert_eq!(
            sum, routine.total_seconds,
            "{}: the steps are the whole",
            routine.id
        );
        assert_eq!(sum, seconds, "{}: as long as reviewed", routine.id);
        let limit = if ["lymph-self-drainage", "warm-foot-bath"].contains(&routine.id.as_str()) {
            1200
        } else {
            900
        };
        assert!(sum <= limit, "{}: an evening is short", routine.id);
    }
}

#[test]
fn no_step_presses_harder_than_firm_and_pleasant_or_touches_what_is_never_touched() {
    let never: BTreeSet<Region> = guide()
        .safety
        .never
        .iter()
        .flat_map(|rule| rule.regions.clone())
        .collect();
    for region in [
        Region::NeckFront,
        Region::Spine,
        Region::Eye,
        Region::BackOfKnee,
        Region::Groin,
        Region::Armpit,
    ] {
        assert!(never.contains(&region), "{region} is on the review's list");
    }
    for routine in &guide().routines {
        for step in &routine.steps {
            assert!(
                step.pressure <= 3,
                "{}: the review goes no further than 3",
                routine.id
            );
            if step.means.is_touch() {
                assert!(
                    step.regions.iter().all(|region| !never.contains(region)),
                    "{}: {}",
                    routine.id,
                    step.title
                );
            }
        }
    }
}

#[test]
fn both_sides_get_the_same_time_and_the_other_hand_does_the_work() {
    for routine in &guide().routines {
        let time = |side: Side| -> u32 {
            routine
                .steps
                .iter()
                .filter(|step| step.side == side)
                .map(|step| step.seconds)
                .sum()
        };
        assert_eq!(
            time(Side::Left),
            time(Side::Right),
            "{}: neither side is favoured",
            routine.id
        );
        for step in routine
            .steps
            .iter()
            .filter(|step| step.means == Means::Hands)
        {
            let arm = [
                Region::Shoulder,
                Region::Hand,
                Region::Wrist,
                Region::Forearm,
            ];
            if !step.regions.iter().any(|region| arm.contains(region)) {
                continue;
            }
            let wrong = match step.side {
                Side::Left => ["Left hand", "Left thumb"],
                Side::Right => ["Right hand", "Right thumb"],
                _ => continue,
            };
            assert!(
                wrong.iter().all(|hand| !step.title.starts_with(hand)),
                "{}: a hand cannot massage its own arm: {}",
                routine.id,
                step.title
            );
        }
    }
}

#[test]
fn every_routine_says_what_it_works_on_unless_it_only_rests() {
    for routine in &guide().routines {
        let rests = routine.steps.iter().all(|step| step.means == Means::Rest);
        let taught = routine.steps.iter().any(|step| step.side == Side::Taught);
        assert_eq!(
            routine.regions.is_empty(),
            rests || taught,
            "{}",
            routine.id
        );
        let places = routine
            .steps
            .iter()
            .filter(|step| step.means != Means::Rest)
            .flat_map(|step| &step.regions);
        assert!(
            places
                .into_iter()
                .all(|region| routine.regions.contains(region)),
            "{}: no step is missing",
            routine.id
        );
    }
}

#[test]
fn no_routine_claims_more_than_low_certainty_for_sleep() {
    for routine in &guide().routines {
        let low = [
            "acupressure",
            "muscle-relaxation",
            "slow-breathing",
            "warm-foot-bath",
        ];
        let expected = if low.contains(&routine.id.as_str()) {
            Certainty::Low
        } else {
            Certainty::VeryLow
        };
        assert_eq!(
            routine.certainty, expected,
            "{}: as the review grades it",
            routine.id
        );
    }
}

#[test]
fn the_words_promise_nothing_and_use_no_story_the_review_rejects() {
    let forbidden = [
        "cure",
        "cures",
        "heal you",
        "will sleep",
        "sleep better tonight",
        "guarantee",
        "guaranteed",
        "proven",
        "detox",
        "toxin",
        "toxins",
        "serotonin",
        "cortisol",
        "oxytocin",
        "ischaemia",
        "lactic",
        "circulation",
        "score",
        "streak",
        "hugely",
        "miracle",
        "melt",
    ];
    for (whose, text) in sentences() {
        let plain: String = text
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let words = format!(
            " {} ",
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        );
        for word in forbidden {
            assert!(
                !words.contains(&format!(" {word} ")),
                "{whose} says \"{word}\": {text}"
            );
        }
    }
}

#[test]
fn every_sentence_ends_and_no_title_is_too_long_to_be_read_from_a_metre_away() {
    for (whose, text) in sentences() {
        assert_eq!(text.trim(), text, "{whose}: no stray spaces");
        assert!(!text.is_empty(), "{whose}: nothing is left blank");
    }
    for routine in &guide().routines {
        for step in &routine.steps {
            assert!(
                step.title.chars().count() <= 48,
                "{}: {}",
                routine.id,
                step.title
            );
            assert!(
                step.text.ends_with(['.', '?']),
                "{}: {}",
                routine.id,
                step.text
            );
        }
    }
    for condition in &guide().safety.conditions {
        assert!(
            condition.question.ends_with('?'),
            "{}: a question",
            condition.key
        );
        assert!(
            condition.why.ends_with('.') && condition.advice.ends_with('.'),
            "{}: sentences",
            condition.key
        );
    }
}

#[test]
fn what_is_to_be_seen_the_same_day_says_so_and_nothing_later() {
    let safety = &guide().safety;
    let stops = safety.stops.iter();
    let stops = stops.map(|stop| (&stop.key, stop.care, &stop.advice));
    let conditions = safety.conditions.iter();
    let conditions = conditions.map(|it| (&it.key, it.care, &it.advice));
    for (key, _, advice) in stops
        .chain(conditions)
        .filter(|(_, care, _)| *care == Care::SameDay)
    {
        assert!(
            advice.contains("today") || advice.contains("same day"),
            "{key} is marked for the same day: {advice}"
        );
        for later in ["see a doctor soon", "tomorrow"] {
            let advice = advice.to_lowercase();
            assert!(!advice.contains(later), "{key} says two things: {advice}");
        }
    }
}

#[test]
fn emergencies_name_the_emergency_number() {
    let stops = guide()
        .safety
        .stops
        .iter()
        .map(|stop| (&stop.key, stop.care, &stop.advice));
    let conditions = guide()
        .safety
        .conditions
        .iter()
        .map(|it| (&it.key, it.care, &it.advice));
    for (key, care, advice) in stops
        .chain(conditions)
        .filter(|(_, care, _)| *care == Care::Emergency)
    {
        assert!(
            advice.contains("emergency number"),
            "{key} ({care:?}) says whom to call: {advice}"
        );
    }
}

#[test]
fn what_is_done_in_bed_is_only_what_the_review_marks_so() {
    let bed: Vec<&str> = guide()
        .routines
        .iter()
        .filter(|r| r.places.contains(&Place::Bed))
        .map(|r| &*r.id)
        .collect();
    assert!(
        !bed.contains(&"lower-back-with-a-ball"),
        "a ball in bed presses the spine"
    );
    assert!(!bed.contains(&"warm-foot-bath"), "water and bed do not mix");
    assert_eq!(
        bed.len(),
        10,
        "scalp, hands, calves, belly, eyes, acupressure, lymph, muscles, breath, body scan"
    );
}

#[test]
fn the_foot_bath_ends_an_hour_or_two_before_bed_and_the_rest_half_an_hour_or_more() {
    for routine in &guide().routines {
        let window = (routine.finish_before.latest, routine.finish_before.earliest);
        let expected = if routine.id == "warm-foot-bath" {
            (60, 120)
        } else {
            (30, 90)
        };
        assert_eq!(window, expected, "{}", routine.id);
    }
}

#[test]
fn a_fault_names_its_file_and_field() {
    let longer = NECK.replacen("\nseconds = 30", "\nseconds = 31", 1);
    assert_eq!(
        fault_of(&longer),
        "guide/en/routines/neck-and-shoulders.toml, total_seconds: the steps take 301 seconds"
    );
    let harder = NECK.replacen("pressure = 3", "pressure = 5", 1);
    assert!(
        fault_of(&harder).contains("step[1].pressure"),
        "{}",
        fault_of(&harder)
    );
    let throat = NECK.replacen("[\"neck-back\"]", "[\"neck-front\"]", 1);
    assert!(
        fault_of(&throat).contains("Never touched: front of the neck"),
        "{}",
        fault_of(&throat)
    );
    let elsewhere = NECK.replacen("[\"neck-back\"]", "[\"elbow\"]", 1);
    assert!(
        fault_of(&elsewhere).contains("elbow"),
        "an unknown region is named: {}",
        fault_of(&elsewhere)
    );
    let unknown = format!("colour = \"red\"\n{NECK}");
    assert!(
        fault_of(&unknown).contains("colour"),
        "an unknown field is named: {}",
        fault_of(&unknown)
    );
}

#[test]
fn an_effect_on_a_routine_that_does_not_exist_is_a_fault() {
    let fault = Content::read([("neck-and-shoulders.toml".to_owned(), NECK)], SAFETY)
        .err()
        .map(|it| it.to_string());
    let fault = fault.expect("the screen speaks of fifteen routines that are not there");
    assert!(
        fault.contains("safety.toml") && fault.contains("there is no routine"),
        "{fault}"
    );
}

#[test]
fn every_region_reads_back_from_its_name() {
    for region in Region::ALL {
        assert_eq!(
            region.name().parse(),
            Ok(*region),
            "the wire and the guide use one name"
        );
        let json = serde_json::to_string(region).expect("a name");
        assert_eq!(json, format!("\"{}\"", region.name()), "and so does serde");
    }
}
