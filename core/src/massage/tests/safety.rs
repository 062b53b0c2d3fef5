use chrono::{Duration, TimeZone, Utc};

use crate::massage::{Answers, Care, Content, Offer, Plan, Routine, Tonight, content, judge};
use crate::time::Instant;

const BALLS: [&str; 2] = ["feet-with-a-ball", "lower-back-with-a-ball"];
const NO_TOUCH: [&str; 4] = [
    "muscle-relaxation",
    "slow-breathing",
    "body-scan",
    "warm-foot-bath",
];

fn guide() -> &'static Content {
    content().unwrap_or_else(|fault| panic!("{fault}"))
}

fn routine(id: &str) -> &'static Routine {
    guide()
        .routine(id)
        .unwrap_or_else(|| panic!("no routine {id}"))
}

fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 22, 21, 0, 0).unwrap()
}

fn tonight() -> Tonight {
    Tonight {
        now: now(),
        since: now() - Duration::hours(9),
    }
}

/// Everything answered with "no", every confirmation with "yes", `ago` before now.
fn healthy(ago: Duration) -> Answers {
    let safety = &guide().safety;
    let no = safety
        .conditions
        .iter()
        .map(|condition| (&condition.key, "no"));
    let yes = safety
        .confirmations
        .iter()
        .map(|confirmation| (&confirmation.key, "yes"));
    no.chain(yes)
        .map(|(key, text)| safety.answer(key, text, now() - ago).unwrap())
        .collect()
}

fn with(answers: &[(&str, &str)]) -> Answers {
    let mut all = healthy(Duration::hours(1));
    for (key, text) in answers {
        all.put(
            guide()
                .safety
                .answer(key, text, now())
                .unwrap_or_else(|it| panic!("{}", it.message)),
        );
    }
    all
}

fn offer(id: &str, answers: &Answers) -> Offer {
    judge(routine(id), guide(), answers, tonight())
}

fn status(offer: &Offer) -> &'static str {
    match offer {
        Offer::Allowed { .. } => "allowed",
        Offer::Confirm { .. } => "confirm",
        Offer::Locked { .. } => "locked",
        Offer::Ask { .. } => "ask",
        Offer::Unscreened { .. } => "unscreened",
        Offer::Blocked { .. } => "blocked",
    }
}

/// The titles of the steps that are left out.
fn left_out(id: &str, answers: &Answers) -> Vec<String> {
    let offer = offer(id, answers);
    let adjustments = offer
        .adjustments()
        .unwrap_or_else(|| panic!("{id} is {}", status(&offer)));
    let skip = adjustments.skip.iter();
    skip.map(|adjusted| {
        routine(id).steps[usize::try_from(adjusted.step).unwrap()]
            .title
            .clone()
    })
    .collect()
}

fn assert_all(answers: &Answers, ids: &[&str], expected: &str, why: &str) {
    for id in ids {
        assert_eq!(status(&offer(id, answers)), expected, "{id}: {why}");
    }
}

#[test]
fn nothing_is_offered_before_the_screen_is_done() {
    for routine in &guide().routines {
        let offer = judge(routine, guide(), &Answers::default(), tonight());
        assert_eq!(
            status(&offer),
            "unscreened",
            "{}: silence is not a no",
            routine.id
        );
        assert!(!offer.may_start(), "{}", routine.id);
        assert_eq!(offer.sentences().len(), 1, "{}: it says so", routine.id);
    }
    assert!(!guide().safety.is_complete(&Answers::default(), now()));
}

#[test]
fn someone_healthy_who_confirmed_is_offered_everything_unchanged() {
    let answers = healthy(Duration::hours(1));
    assert!(guide().safety.is_complete(&answers, now()));
    for routine in &guide().routines {
        let offer = judge(routine, guide(), &answers, tonight());
        assert!(offer.may_start(), "{} is {}", routine.id, status(&offer));
        let plan = Plan::new(routine, offer.adjustments().unwrap());
        assert_eq!(
            plan.steps, routine.steps,
            "{}: nothing is left out",
            routine.id
        );
    }
}

#[test]
fn one_open_question_closes_only_the_routines_it_bears_on() {
    let answers: Answers = {
        let safety = &guide().safety;
        let asked = safety
            .conditions
            .iter()
            .filter(|condition| condition.key != "giant-cell");
        asked
            .map(|condition| safety.answer(&condition.key, "no", now()).unwrap())
            .collect()
    };
    assert_all(
        &answers,
        &["jaw-and-temples", "scalp", "face"],
        "unscreened",
        "it could be the temples",
    );
    assert_all(
        &answers,
        &["hands-and-forearms", "slow-breathing"],
        "allowed",
        "the temples do not matter here",
    );
}

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
fn a_clearance_that_has_lapsed_asks_again() {
    let mut answers = healthy(Duration::hours(1));
    answers.put(
        guide()
            .safety
            .answer("anticoagulant", "no", now() - Duration::days(100))
            .unwrap(),
    );
    let mut old = Answers::default();
    for condition in guide()
        .safety
        .conditions
        .iter()
        .filter(|it| it.key != "anticoagulant")
    {
        old.put(guide().safety.answer(&condition.key, "no", now()).unwrap());
    }
    old.put(
        guide()
            .safety
            .answer("anticoagulant", "cleared", now() - Duration::days(91))
            .unwrap(),
    );
    assert_eq!(
        status(&offer("hands-and-forearms", &old)),
        "unscreened",
        "ninety days are over"
    );
    assert_eq!(
        status(&offer("feet-with-a-ball", &old)),
        "blocked",
        "a yes does not lapse"
    );
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
fn the_clot_question_is_asked_again_each_evening_before_the_calves() {
    let yesterday = healthy(Duration::hours(20));
    let Offer::Confirm { keys, .. } = offer("calves", &yesterday) else {
        panic!("yesterday's no does not do")
    };
    assert_eq!(keys, ["dvt-suspected"]);
    assert_eq!(
        status(&offer("feet-with-a-ball", &yesterday)),
        "allowed",
        "a no holds some days elsewhere"
    );

    let mut answered = yesterday;
    answered.put(guide().safety.answer("dvt-suspected", "no", now()).unwrap());
    assert_eq!(
        status(&offer("calves", &answered)),
        "allowed",
        "answered tonight"
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
fn a_place_that_is_not_named_blocks_and_says_that_naming_it_helps() {
    let unnamed = with(&[("open-wound", "yes")]);
    let Offer::Blocked { reasons } = offer("hands-and-forearms", &unnamed) else {
        panic!("it could be anywhere")
    };
    assert!(
        reasons.iter().all(|reason| reason.needs_place),
        "{reasons:?}"
    );
    assert!(
        reasons[0].sentence().contains("Name the place"),
        "{}",
        reasons[0].sentence()
    );
    let named = with(&[("open-wound", "yes@right-sole")]);
    assert_eq!(
        status(&offer("hands-and-forearms", &named)),
        "allowed",
        "a sole is not a hand"
    );
    let left = left_out("feet-with-a-ball", &named);
    assert_eq!(left.len(), 3, "the three steps of the right foot: {left:?}");
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
fn what_is_asked_of_this_evening_says_nothing_of_the_next() {
    let mut answers = healthy(Duration::hours(1));
    answers.put(
        guide()
            .safety
            .answer("alcohol-tonight", "yes", now())
            .unwrap(),
    );
    assert_eq!(
        status(&offer("warm-foot-bath", &answers)),
        "blocked",
        "tonight"
    );
    let tomorrow = Tonight {
        now: now() + Duration::days(1),
        since: now() + Duration::hours(15),
    };
    let offer = judge(routine("warm-foot-bath"), guide(), &answers, tomorrow);
    assert_eq!(
        offer.ask_tonight(),
        ["alcohol-tonight", "bath-thermometer"],
        "both are asked anew"
    );
}

#[test]
fn a_yes_holds_until_it_is_changed_and_is_marked_as_old() {
    let mut answers = healthy(Duration::hours(1));
    answers.put(guide().safety.answer("fever", "yes", now()).unwrap());
    let later = Tonight {
        now: now() + Duration::days(4),
        since: now() + Duration::days(3),
    };
    let Offer::Blocked { reasons } = judge(routine("face"), guide(), &answers, later) else {
        panic!("still a yes")
    };
    assert!(reasons[0].stale, "perhaps it has passed: ask again");
}

#[test]
fn a_no_lapses_after_its_days() {
    let old = healthy(Duration::days(4));
    let Offer::Unscreened { missing } = offer("face", &old) else {
        panic!("fever is asked every few days")
    };
    assert!(missing.contains(&"fever".to_owned()), "{missing:?}");
    assert!(
        !missing.contains(&"fragile-skin".to_owned()),
        "that does not change in days: {missing:?}"
    );
    assert!(!guide().safety.is_complete(&old, now()));
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
    for condition in &guide().safety.conditions {
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
fn an_answer_reads_back_from_its_text() {
    let safety = &guide().safety;
    for (key, text) in [
        ("fever", "no"),
        ("anticoagulant", "cleared"),
        ("open-wound", "yes@left-calf,right-hand,lower-back"),
        ("lymph-taught", "yes"),
    ] {
        assert_eq!(
            safety.answer(key, text, now()).unwrap().text(),
            text,
            "the store keeps this text"
        );
    }
}

#[test]
fn an_answer_that_cannot_be_is_refused_by_name() {
    let safety = &guide().safety;
    for (key, text) in [
        ("no-such-question", "yes"),
        ("fever", "perhaps"),
        ("fever", "cleared"),
        ("open-wound", "yes@elbow"),
        ("open-wound", "no@left-calf"),
        ("lymph-taught", "cleared"),
    ] {
        let refused = safety.answer(key, text, now()).expect_err(text);
        assert_eq!(refused.field, key);
        assert!(
            refused.message.ends_with('.'),
            "the catalogue has a sentence for it: {}",
            refused.message
        );
    }
}

#[test]
fn the_latest_answer_counts_whatever_the_order() {
    let safety = &guide().safety;
    let early = safety
        .answer("fever", "yes", now() - Duration::days(1))
        .unwrap();
    let late = safety.answer("fever", "no", now()).unwrap();
    for order in [[early.clone(), late.clone()], [late.clone(), early]] {
        let answers: Answers = order.into_iter().collect();
        assert_eq!(answers.get("fever"), Some(&late));
    }
}
