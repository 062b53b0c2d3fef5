//! What each condition of the review changes, condition by condition.

use super::person::*;
use crate::massage::{Answers, Care, Content, Offer, Plan, Region, judge};

#[test]
fn a_blood_thinner_blocks_balls_and_leaves_the_rest_light_once_the_clinician_agreed() {
    let yes = with(&[("anticoagulant", "yes")]);
    assert_all(&yes, &BALLS, "blocked", "a ball presses too hard");
    for routine in guide()
        .routines
        .iter()
        .filter(|it| it.is_touch() && !BALLS.contains(&it.id.as_str()))
    {
        assert_eq!(
            status(&offer(&routine.id, &yes)),
            "ask",
            "{}: the clinician first",
            routine.id
        );
    }
    assert_all(&yes, &NO_TOUCH, "allowed", "nothing is pressed");

    let cleared = with(&[("anticoagulant", "cleared")]);
    assert_all(
        &cleared,
        &BALLS,
        "blocked",
        "no agreement makes a ball light",
    );
    for routine in guide()
        .routines
        .iter()
        .filter(|it| it.is_touch() && !BALLS.contains(&it.id.as_str()))
    {
        let offer = offer(&routine.id, &cleared);
        let plan = Plan::new(
            routine,
            offer
                .adjustments()
                .unwrap_or_else(|| panic!("{}", routine.id)),
        );
        assert!(
            plan.steps.iter().all(|step| step.pressure <= 2),
            "{}: light",
            routine.id
        );
        assert_eq!(
            plan.seconds(),
            routine.total_seconds,
            "{}: lightness takes no time",
            routine.id
        );
    }
}

#[test]
fn a_suspected_clot_blocks_the_limbs_and_sends_to_a_doctor_today() {
    let yes = with(&[("dvt-suspected", "yes")]);
    let limbs = [
        "hands-and-forearms",
        "feet-with-a-ball",
        "calves",
        "acupressure",
        "muscle-relaxation",
        "warm-foot-bath",
        "lymph-self-drainage",
    ];
    assert_all(
        &yes,
        &limbs,
        "blocked",
        "a limb is touched, tensed or warmed",
    );
    for id in limbs {
        let Offer::Blocked { reasons } = offer(id, &yes) else {
            panic!("{id}")
        };
        let reason = reasons
            .iter()
            .find(|reason| reason.key == "dvt-suspected")
            .expect("the reason");
        assert_eq!(reason.care, Care::SameDay, "{id}");
        assert!(
            reason.sentence().contains("doctor today"),
            "{id} says what to do: {}",
            reason.sentence()
        );
    }
    assert_all(
        &yes,
        &["slow-breathing", "body-scan", "face"],
        "allowed",
        "no limb is touched",
    );
}

#[test]
fn pregnancy_leaves_out_the_points_and_blocks_what_presses_calf_belly_and_back() {
    let yes = with(&[("pregnancy", "yes")]);
    let out = left_out("acupressure", &yes);
    assert_eq!(
        out,
        [
            "Thumb above the left inner ankle",
            "Thumb above the right inner ankle"
        ],
        "SP6, both sides"
    );
    assert_all(
        &yes,
        &[
            "calves",
            "abdomen",
            "lower-back-with-a-ball",
            "warm-foot-bath",
        ],
        "blocked",
        "C1",
    );
    let shoulders = left_out("neck-and-shoulders", &yes);
    assert_eq!(
        shoulders,
        [
            "Right hand on the left shoulder",
            "Left hand on the right shoulder"
        ],
        "GB21"
    );
    assert_all(
        &yes,
        &["slow-breathing", "hands-and-forearms"],
        "allowed",
        "nothing speaks against them",
    );
    assert_eq!(
        status(&offer(
            "hands-and-forearms",
            &with(&[("pregnancy-high-risk", "yes")])
        )),
        "ask"
    );
}

#[test]
fn a_neck_at_risk_closes_the_neck_routine_and_the_point_behind_the_ear() {
    let yes = with(&[("neck-risk", "yes")]);
    assert_eq!(status(&offer("neck-and-shoulders", &yes)), "blocked");
    assert_eq!(
        left_out("acupressure", &yes),
        ["Fingertips behind both ears"],
        "Anmian"
    );
    assert_eq!(status(&offer("scalp", &yes)), "allowed", "it stays on bone");
}

#[test]
fn lymph_drainage_stays_locked_until_it_was_taught() {
    let locked = with(&[("lymph-taught", "no")]);
    let Offer::Locked { keys } = offer("lymph-self-drainage", &locked) else {
        panic!("a no does not open it")
    };
    assert_eq!(keys, ["lymph-taught"]);
    let unasked: Answers = {
        let conditions = guide().safety.conditions.iter();
        conditions
            .map(|it| guide().safety.answer(&it.key, "no", now()).unwrap())
            .collect()
    };
    assert_eq!(
        status(&offer("lymph-self-drainage", &unasked)),
        "locked",
        "silence does not open it"
    );
    assert_eq!(
        status(&offer("lymph-self-drainage", &with(&[]))),
        "allowed",
        "taught"
    );
    for key in [
        "heart-or-kidney-failure",
        "fever",
        "skin-infection",
        "dvt-suspected",
    ] {
        assert_eq!(
            status(&offer("lymph-self-drainage", &with(&[(key, "yes")]))),
            "blocked",
            "{key}"
        );
    }
}

#[test]
fn a_limb_with_lymphoedema_is_left_out_whole_but_its_own_drainage_stays() {
    let arm = with(&[("lymphoedema", "yes@left-forearm")]);
    let out = left_out("hands-and-forearms", &arm);
    assert!(
        out.contains(&"Right thumb in the left palm".to_owned()),
        "the hand belongs to the limb: {out:?}"
    );
    assert!(
        !out.iter().any(|title| title.contains("right palm")),
        "the other arm stays: {out:?}"
    );
    assert_eq!(status(&offer("lymph-self-drainage", &arm)), "allowed");
    assert_eq!(
        status(&offer("calves", &arm)),
        "allowed",
        "an arm is not a leg"
    );
}

#[test]
fn a_routine_of_which_nothing_is_left_is_blocked() {
    let both = with(&[("open-wound", "yes@calf")]);
    assert_eq!(
        status(&offer("calves", &both)),
        "blocked",
        "pumps and stretches alone are not this routine"
    );
    let Offer::Blocked { reasons } = offer("calves", &both) else {
        unreachable!()
    };
    assert!(
        reasons.iter().all(|reason| reason.key == "open-wound"),
        "{reasons:?}"
    );
}

#[test]
fn every_avoid_of_the_review_changes_the_routine_it_stands_under() {
    // EVIDENCE section D, `avoid`, row by row.
    let avoid: &[(&str, &[&str])] = &[
        (
            "neck-and-shoulders",
            &[
                "neck-risk",
                "neck-red-flag",
                "faint-or-dizzy",
                "anticoagulant",
            ],
        ),
        ("jaw-and-temples", &["giant-cell", "jaw-condition"]),
        (
            "scalp",
            &[
                "open-wound",
                "skin-infection",
                "head-condition",
                "neck-red-flag",
            ],
        ),
        (
            "hands-and-forearms",
            &[
                "lymphoedema",
                "arm-access",
                "acute-inflammation",
                "hand-numbness",
                "fracture-or-surgery",
            ],
        ),
        (
            "feet-with-a-ball",
            &[
                "neuropathy",
                "open-wound",
                "poor-leg-circulation",
                "foot-injury",
                "fracture-or-surgery",
                "dvt-suspected",
                "clot-risk",
            ],
        ),
        (
            "lower-back-with-a-ball",
            &[
                "osteoporosis",
                "fracture-or-surgery",
                "back-condition",
                "back-red-flag",
                "kidney-disease",
                "pregnancy",
                "anticoagulant",
                "cancer",
            ],
        ),
        (
            "calves",
            &[
                "dvt-suspected",
                "clot-risk",
                "pregnancy",
                "postpartum",
                "varicose-veins",
                "leg-swelling",
                "skin-infection",
                "poor-leg-circulation",
                "fracture-or-surgery",
            ],
        ),
        (
            "abdomen",
            &[
                "pregnancy",
                "abdomen-condition",
                "abdomen-acute",
                "full-meal",
            ],
        ),
        ("eyes", &["eye-recent", "eye-condition", "cannot-feel-heat"]),
        ("face", &["face-condition", "fever"]),
        (
            "acupressure",
            &[
                "pregnancy",
                "neck-risk",
                "lymphoedema",
                "anticoagulant",
                "open-wound",
                "hand-numbness",
            ],
        ),
        (
            "lymph-self-drainage",
            &[
                "skin-infection",
                "fever",
                "dvt-suspected",
                "heart-or-kidney-failure",
            ],
        ),
        (
            "muscle-relaxation",
            &[
                "acute-inflammation",
                "fracture-or-surgery",
                "hypertension-severe",
                "muscle-cramps",
                "body-focus-panic",
            ],
        ),
        (
            "slow-breathing",
            &["breathing-condition", "faint-or-dizzy", "breath-panic"],
        ),
        (
            "warm-foot-bath",
            &[
                "neuropathy",
                "poor-leg-circulation",
                "open-wound",
                "dvt-suspected",
                "heart-or-kidney-failure",
                "faint-or-dizzy",
                "alcohol-tonight",
                "pregnancy",
                "falls-risk",
            ],
        ),
        ("body-scan", &["body-focus-panic", "dissociation"]),
    ];
    assert_eq!(
        avoid.len(),
        guide().routines.len(),
        "every routine is looked at"
    );
    for (id, keys) in avoid {
        for key in *keys {
            let answers = with(&[(key, "yes")]);
            let changed = match offer(id, &answers) {
                Offer::Blocked { .. } | Offer::Ask { .. } => true,
                Offer::Allowed { adjustments } => {
                    !adjustments.skip.is_empty() || !adjustments.light.is_empty()
                }
                _ => false,
            };
            assert!(changed, "{id} takes no notice of {key}");
        }
    }
}

#[test]
fn every_question_changes_some_routine_and_says_so_in_words() {
    let conditions = guide().safety.conditions.iter();
    for condition in conditions.filter(|condition| !condition.effects.is_empty()) {
        let answers = with(&[(&condition.key, "yes")]);
        let said = guide().routines.iter().filter(|routine| {
            let offer = offer(&routine.id, &answers);
            let changes = offer
                .adjustments()
                .map(|it| it.sentences(routine))
                .unwrap_or_default();
            offer
                .sentences()
                .iter()
                .chain(&changes)
                .any(|sentence| !sentence.is_empty())
        });
        assert!(said.count() > 0, "{} is asked for nothing", condition.key);
    }
}

#[test]
fn no_yes_ever_makes_a_routine_firmer_or_longer() {
    for condition in &guide().safety.conditions {
        for reply in ["yes", "cleared"]
            .into_iter()
            .take(if condition.can_clear() { 2 } else { 1 })
        {
            let answers = with(&[(&condition.key, reply)]);
            for routine in &guide().routines {
                let offer = offer(&routine.id, &answers);
                let Some(adjustments) = offer.adjustments() else {
                    continue;
                };
                let plan = Plan::new(routine, adjustments);
                assert!(
                    plan.seconds() <= routine.total_seconds,
                    "{}: {}",
                    condition.key,
                    routine.id
                );
                let firmest =
                    |steps: &[crate::massage::Step]| steps.iter().map(|step| step.pressure).max();
                assert!(
                    firmest(&plan.steps) <= firmest(&routine.steps),
                    "{}: {}",
                    condition.key,
                    routine.id
                );
            }
        }
    }
}

#[test]
fn emergencies_and_same_day_signs_close_what_they_concern() {
    let all = [
        "neck-and-shoulders",
        "calves",
        "abdomen",
        "muscle-relaxation",
        "warm-foot-bath",
    ];
    assert_all(
        &with(&[("back-red-flag", "yes")]),
        &all,
        "blocked",
        "someone is on the way to hospital",
    );
    assert_all(
        &with(&[("hypertension-severe", "yes")]),
        &["face", "muscle-relaxation"],
        "blocked",
        "reviewed first",
    );
    assert_all(
        &with(&[("giant-cell", "yes")]),
        &["jaw-and-temples", "scalp", "face"],
        "blocked",
        "the artery",
    );
    assert_all(
        &with(&[("touch-trauma", "yes")]),
        &["slow-breathing"],
        "allowed",
        "no touch is offered instead",
    );
}

#[test]
fn no_effect_is_idle() {
    let regions = Region::ALL.iter();
    let named = regions.map(|region| format!("yes@left-{region}"));
    let replies: Vec<String> = named.chain(["yes".into(), "cleared".into()]).collect();
    let mut idle = Vec::new();
    for (at, condition) in guide().safety.conditions.iter().enumerate() {
        for (index, effect) in condition.effects.iter().enumerate() {
            let mut without = guide().clone();
            without.safety.conditions[at].effects.remove(index);
            let possible = |reply: &&String| *reply != "cleared" || condition.can_clear();
            let matters = replies.iter().filter(possible).any(|reply| {
                let answers = with(&[(&condition.key, reply)]);
                let judged = |content: &Content| {
                    let offers = guide().routines.iter();
                    let offers = offers.map(|routine| judge(routine, content, &answers, tonight()));
                    offers.collect::<Vec<_>>()
                };
                judged(guide()) != judged(&without)
            });
            if !matters {
                idle.push((&condition.key, effect));
            }
        }
    }
    assert!(idle.is_empty(), "nothing changes without these: {idle:#?}");
}

#[test]
fn no_single_yes_makes_a_routine_say_the_same_twice() {
    for condition in &guide().safety.conditions {
        let yes = with(&[(&condition.key, "yes")]);
        for routine in &guide().routines {
            let offer = offer(&routine.id, &yes);
            let changes = offer.adjustments().map(|it| it.sentences(routine));
            for said in [offer.sentences(), changes.unwrap_or_default()] {
                let once: std::collections::BTreeSet<_> = said.iter().collect();
                assert_eq!(
                    once.len(),
                    said.len(),
                    "{} under {} repeats itself: {said:?}",
                    condition.key,
                    routine.id
                );
            }
        }
    }
}
