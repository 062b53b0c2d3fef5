//! How answers are read, how long they count, and what silence means.

use chrono::Duration;

use super::person::*;
use crate::massage::{Answers, Offer, Plan, Tonight, judge};

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
fn a_clearance_that_has_lapsed_asks_again() {
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
