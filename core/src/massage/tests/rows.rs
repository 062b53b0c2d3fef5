//! The review's safety tables (EVIDENCE C1 and C2), row by row.

use super::person::{BALLS, NO_TOUCH, assert_all, guide, left_out, offer, status, with};
use crate::massage::{Care, Means, Offer, Region};

/// Routines that touch neither limb nor head.
const TRUNK: [&str; 2] = ["abdomen", "lower-back-with-a-ball"];
const LIMBS: [&str; 7] = [
    "hands-and-forearms",
    "feet-with-a-ball",
    "calves",
    "acupressure",
    "warm-foot-bath",
    "muscle-relaxation",
    "lymph-self-drainage",
];
const HANDS_ON: [&str; 7] = [
    "neck-and-shoulders",
    "jaw-and-temples",
    "scalp",
    "hands-and-forearms",
    "calves",
    "abdomen",
    "face",
];

fn care(key: &str) -> Care {
    let condition = guide().safety.condition(key);
    condition
        .unwrap_or_else(|| panic!("no question {key}"))
        .care
}

fn yes(key: &str) -> crate::massage::Answers {
    with(&[(key, "yes")])
}

#[test]
fn c1_a_suspected_clot_blocks_every_limb_and_sends_to_a_doctor_today() {
    assert_all(&yes("dvt-suspected"), &LIMBS, "blocked", "limbs");
    assert_all(
        &yes("dvt-suspected"),
        &["scalp", "face"],
        "allowed",
        "not a limb",
    );
    assert_eq!(care("dvt-suspected"), Care::SameDay);
    let advice = &guide().safety.condition("dvt-suspected").unwrap().advice;
    assert!(
        advice.contains("breath") && advice.contains("emergency number"),
        "breathless or in pain means now: {advice}"
    );
}

#[test]
fn c1_a_high_risk_of_clots_blocks_the_calves_and_asks_a_clinician() {
    for key in ["clot-risk", "postpartum", "cancer"] {
        assert_all(&yes(key), &["calves"], "blocked", key);
        let elsewhere = if key == "cancer" {
            "yes@left-hand"
        } else {
            "yes"
        };
        let answers = with(&[(key, elsewhere)]);
        assert_all(&answers, &["neck-and-shoulders", "face"], "ask", key);
        assert_eq!(care(key), Care::Clinician, "{key}");
    }
}

#[test]
fn c1_blood_that_clots_slowly_asks_first_stays_light_and_takes_no_ball() {
    assert_all(&yes("anticoagulant"), &BALLS, "blocked", "no ball");
    assert_all(
        &yes("anticoagulant"),
        &HANDS_ON,
        "ask",
        "a clinician's OK first",
    );
    let agreed = with(&[("anticoagulant", "cleared")]);
    assert_all(&agreed, &BALLS, "blocked", "no ball even then");
    for id in HANDS_ON {
        let offered = offer(id, &agreed);
        let adjusted = offered.adjustments().unwrap();
        let routine = guide().routine(id).unwrap();
        for (index, step) in (0..).zip(&routine.steps) {
            assert!(
                step.pressure <= 2 || adjusted.lightens(index),
                "{id}: {} stays light",
                step.title
            );
        }
    }
}

#[test]
fn c1_a_fever_or_an_infected_skin_blocks_all_touch() {
    for key in ["fever", "skin-infection"] {
        assert_all(&yes(key), &HANDS_ON, "blocked", key);
        assert_all(&yes(key), &BALLS, "blocked", key);
    }
}

#[test]
fn c1_a_wound_an_inflamed_or_a_mending_part_is_left_out_and_the_rest_stays() {
    for (key, answer) in [
        ("open-wound", "yes@left-hand"),
        ("acute-inflammation", "yes@left-hand"),
        ("fracture-or-surgery", "cleared@left-hand"),
    ] {
        let out = left_out("hands-and-forearms", &with(&[(key, answer)]));
        assert!(
            out.iter().any(|title| title.contains("left palm"))
                && !out.iter().any(|title| title.contains("right palm")),
            "{key}: {out:?}"
        );
    }
    let unasked = with(&[("fracture-or-surgery", "yes@left-hand")]);
    assert_all(
        &unasked,
        &["neck-and-shoulders"],
        "ask",
        "and a clinician's OK",
    );
}

#[test]
fn c1_brittle_bones_block_the_balls_and_ask() {
    assert_all(&yes("osteoporosis"), &BALLS, "blocked", "no deep pressure");
    assert_all(
        &yes("osteoporosis"),
        &HANDS_ON,
        "ask",
        "a clinician's OK first",
    );
}

#[test]
fn c1_cancer_asks_and_leaves_out_the_places_that_are_named() {
    let agreed = with(&[("cancer", "cleared@left-shoulder")]);
    let out = left_out("neck-and-shoulders", &agreed);
    assert!(
        out.iter().any(|title| title.contains("left shoulder")),
        "{out:?}"
    );
    let why = &guide().safety.condition("cancer").unwrap().why;
    assert!(why.contains("does not spread cancer"), "no fear: {why}");
}

#[test]
fn c1_a_limb_with_lymphoedema_takes_only_what_was_taught() {
    let arm = with(&[("lymphoedema", "yes@left-hand")]);
    let out = left_out("hands-and-forearms", &arm);
    assert!(out.iter().any(|title| title.contains("left")), "{out:?}");
    assert_eq!(
        status(&offer("lymph-self-drainage", &arm)),
        "allowed",
        "it was confirmed"
    );
    let untaught = with(&[("lymphoedema", "yes@left-hand"), ("lymph-taught", "no")]);
    assert_eq!(status(&offer("lymph-self-drainage", &untaught)), "locked");
    for key in ["skin-infection", "dvt-suspected", "heart-or-kidney-failure"] {
        assert_all(&yes(key), &["lymph-self-drainage"], "blocked", key);
    }
}

#[test]
fn c1_a_failing_heart_or_kidney_blocks_the_drainage_and_asks() {
    let key = "heart-or-kidney-failure";
    assert_all(&yes(key), &["lymph-self-drainage"], "blocked", key);
    assert_all(&yes(key), &HANDS_ON, "ask", key);
}

#[test]
fn c1_pregnancy_spares_calf_belly_lower_back_and_the_points_and_asks_where_the_risk_is_high() {
    let pregnant = yes("pregnancy");
    let blocked = [
        "calves",
        "abdomen",
        "lower-back-with-a-ball",
        "warm-foot-bath",
    ];
    assert_all(&pregnant, &blocked, "blocked", "pregnancy");
    let out = left_out("acupressure", &pregnant);
    assert!(
        out.iter().all(|title| title.contains("ankle")),
        "SP6: {out:?}"
    );
    assert_eq!(out.len(), 2, "on both sides");
    assert_all(&yes("pregnancy-high-risk"), &HANDS_ON, "ask", "high risk");
}

#[test]
fn c1_varicose_veins_are_never_pressed() {
    let veins = with(&[("varicose-veins", "yes@left-calf")]);
    let out = left_out("calves", &veins);
    assert!(out.iter().any(|title| title.contains("left")), "{out:?}");
    assert_all(
        &yes("varicose-veins"),
        &["calves"],
        "blocked",
        "no place was named",
    );
    assert_all(&veins, &["scalp"], "allowed", "elsewhere");
}

#[test]
fn c1_the_front_and_the_side_of_the_neck_are_nobody_s_to_touch() {
    let rule = guide()
        .safety
        .never
        .iter()
        .find(|rule| rule.key == "front-of-neck");
    let rule = rule.unwrap();
    assert!(rule.regions.contains(&Region::NeckFront));
    assert!(rule.text.contains("side of the neck") && rule.text.contains("jaw"));
    let touched = guide().routines.iter().flat_map(|routine| &routine.steps);
    let throat = touched.filter(|step| step.regions.contains(&Region::NeckFront));
    assert_eq!(throat.count(), 0, "no step is there, whatever its means");
}

#[test]
fn c1_a_neck_at_risk_closes_the_neck() {
    for key in ["neck-risk", "faint-or-dizzy", "neck-red-flag"] {
        assert_all(&yes(key), &["neck-and-shoulders"], "blocked", key);
    }
    assert_eq!(care("neck-red-flag"), Care::SameDay, "red flags are urgent");
    let question = &guide().safety.condition("neck-risk").unwrap().question;
    for word in [
        "stroke",
        "TIA",
        "neck injury",
        "rheumatoid",
        "Down syndrome",
    ] {
        assert!(question.contains(word), "{word}: {question}");
    }
}

#[test]
fn c1_an_unreviewed_pressure_or_angina_closes_all_touch() {
    assert_all(
        &yes("hypertension-severe"),
        &HANDS_ON,
        "blocked",
        "reviewed first",
    );
    assert_all(
        &yes("hypertension-severe"),
        &BALLS,
        "blocked",
        "reviewed first",
    );
}

#[test]
fn c1_numb_or_poorly_supplied_feet_take_neither_ball_nor_hot_water() {
    for key in ["neuropathy", "poor-leg-circulation", "foot-injury"] {
        let closed = ["feet-with-a-ball", "warm-foot-bath"];
        assert_all(&yes(key), &closed, "blocked", key);
    }
    let numb = offer("calves", &yes("neuropathy"));
    assert!(
        numb.adjustments().is_some(),
        "light strokes of the hand stay"
    );
}

#[test]
fn c1_fragile_skin_is_touched_lightly_and_with_oil() {
    let fragile = offer("neck-and-shoulders", &yes("fragile-skin"));
    assert!(!fragile.adjustments().unwrap().light.is_empty());
    let advice = &guide().safety.condition("fragile-skin").unwrap().advice;
    assert!(advice.contains("oil"), "{advice}");
}

#[test]
fn c1_eyes_that_heal_or_are_ill_are_left_alone() {
    assert_all(&yes("eye-recent"), &["eyes"], "blocked", "they heal");
    assert_all(
        &yes("eye-condition"),
        &["eyes"],
        "blocked",
        "no mask without an OK",
    );
}

#[test]
fn c1_no_routine_uses_a_massage_gun() {
    let rule = guide()
        .safety
        .never
        .iter()
        .find(|rule| rule.key == "massage-gun");
    let text = &rule.unwrap().text;
    for place in ["neck", "belly", "eyes"] {
        assert!(text.contains(place), "{place}: {text}");
    }
}

#[test]
fn c1_whom_touch_troubles_is_offered_rest_without_it() {
    assert_all(&yes("touch-trauma"), &HANDS_ON, "blocked", "no touch");
    assert_all(
        &yes("touch-trauma"),
        &NO_TOUCH,
        "allowed",
        "there is another way",
    );
}

#[test]
fn c1_every_symptom_that_ends_a_session_is_named_with_what_to_do() {
    let stops = &guide().safety.stops;
    let all: String = stops.iter().map(|stop| stop.text.to_lowercase()).collect();
    for symptom in [
        "sharp",
        "shoots",
        "numbness",
        "weakness",
        "dizziness",
        "sight",
        "speech",
        "faint",
        "chest pain",
        "swelling",
    ] {
        assert!(all.contains(symptom), "{symptom} ends a session");
    }
    for stop in stops {
        assert!(stop.care > Care::None, "{}: somebody is asked", stop.key);
        assert!(
            stop.advice.starts_with("Stop"),
            "{}: {}",
            stop.key,
            stop.advice
        );
    }
    let care_of = |key: &str| stops.iter().find(|stop| stop.key == key).unwrap().care;
    assert_eq!(care_of("chest-pain"), Care::Emergency);
    assert_eq!(care_of("sight-or-speech"), Care::Emergency);
    assert_eq!(care_of("new-swelling"), Care::SameDay);
}

#[test]
fn c2_a_new_severe_headache_chest_pain_weight_loss_or_night_sweats_end_all_coaching() {
    for key in ["neck-red-flag", "seen-first"] {
        let answers = yes(key);
        for routine in &guide().routines {
            let offer = offer(&routine.id, &answers);
            assert!(
                matches!(offer, Offer::Blocked { .. }),
                "{}: {key} comes first ({})",
                routine.id,
                status(&offer)
            );
        }
        assert_eq!(care(key), Care::SameDay, "{key}");
    }
    let question = &guide().safety.condition("seen-first").unwrap().question;
    for sign in ["chest pain", "weight loss", "night sweats"] {
        assert!(question.contains(sign), "{sign}: {question}");
    }
}

#[test]
fn c2_the_other_signs_of_the_first_tier_end_all_coaching_and_lead_to_care() {
    for (key, words) in [
        ("thoughts-of-suicide", "emergency number"),
        ("mania", "doctor"),
        ("drowsy-driving", "Do not drive"),
        ("seizures", "doctor"),
        ("dependence", "Never stop all at once"),
        ("psychosis-or-crisis", "emergency number"),
        ("under-18", "adults"),
    ] {
        let answers = yes(key);
        for routine in &guide().routines {
            let status = status(&offer(&routine.id, &answers));
            assert_eq!(status, "blocked", "{}: {key}", routine.id);
        }
        let advice = &guide().safety.condition(key).unwrap().advice;
        assert!(advice.contains(words), "{key}: {advice}");
    }
    assert_eq!(care("thoughts-of-suicide"), Care::Emergency);
    assert_eq!(care("psychosis-or-crisis"), Care::Emergency);
    assert_eq!(care("mania"), Care::SameDay, "urgent review");
}

#[test]
fn c2_the_signs_of_the_second_tier_refer_and_leave_the_routines_open() {
    for (key, words) in [
        ("apnoea", "cannot treat apnoea"),
        ("restless-legs", "iron"),
        ("parasomnia", "sleeping pill"),
    ] {
        for routine in &guide().routines {
            let status = status(&offer(&routine.id, &yes(key)));
            assert_eq!(status, "allowed", "{}: {key}", routine.id);
        }
        assert_eq!(care(key), Care::Clinician, "{key} refers");
        let advice = &guide().safety.condition(key).unwrap().advice;
        assert!(advice.contains(words), "{key}: {advice}");
    }
}

#[test]
fn c2_a_back_that_presses_on_nerves_ends_everything_but_rest() {
    let answers = yes("back-red-flag");
    assert_all(&answers, &TRUNK, "blocked", "an emergency");
    assert_eq!(care("back-red-flag"), Care::Emergency);
    let moving = |routine: &&crate::massage::Routine| {
        routine.steps.iter().any(|step| step.means != Means::Rest)
    };
    for routine in guide().routines.iter().filter(moving) {
        assert_eq!(
            status(&offer(&routine.id, &answers)),
            "blocked",
            "{}",
            routine.id
        );
    }
}

#[test]
fn an_answer_grows_old_in_days_where_it_may_change_in_days_and_in_a_year_where_it_hardly_does() {
    for condition in &guide().safety.conditions {
        let days = condition.stale_days;
        let most = match condition.group.as_str() {
            "tonight" => 1,
            "now" => 30,
            _ => 365,
        };
        assert!((1..=most).contains(&days), "{}: {days} days", condition.key);
        if condition.care == Care::SameDay && condition.group == "now" {
            let slow = ["giant-cell"].contains(&condition.key.as_str());
            assert!(days <= 14 || slow, "{}: {days} days", condition.key);
        }
    }
    for confirmation in &guide().safety.confirmations {
        assert!(confirmation.stale_days <= 90, "{}", confirmation.key);
    }
}
