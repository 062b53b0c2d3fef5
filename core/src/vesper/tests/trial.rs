//! A trial, lived in a diary.

use chrono::{Days, Duration};

use super::{Home, clock, entry, home, instant, night, refused_field};
use crate::diary::{DayFactors, Entry};
use crate::error::Error;
use crate::massage::SessionDraft;
use crate::reminders::{Presence, Schedule, ScheduleDay, State, When};
use crate::text::text;
use crate::time::{Minutes, Night, Weekday};
use crate::trial::{
    ANY_MASSAGE, Adherence, Arm, ArmPlan, Outcome, TrialDraft, TrialNight, TrialProgress,
    TrialState, TrialVerdict,
};
use crate::vesper::Vesper;

fn plan(words: &str, massage: Option<&str>) -> ArmPlan {
    ArmPlan {
        words: words.to_owned(),
        massage: massage.map(str::to_owned),
    }
}

/// Eight pairs of two nights from `start` on; by seed 1 the first pair begins with b, and the second too.
fn draft(start: &str) -> TrialDraft {
    TrialDraft {
        title: "Evening massage".to_owned(),
        outcome: Outcome::Sol,
        a: plan("a massage in the evening", Some(ANY_MASSAGE)),
        b: plan("an ordinary evening", None),
        pairs: 8,
        block_nights: 2,
        washout_nights: 0,
        start: night(start),
        seed: Some(1),
        remind: None,
    }
}

/// Logs a night with so many minutes to fall asleep.
fn sol(vesper: &mut Vesper, date: Night, minutes: i32) {
    let entry = Entry {
        night: date,
        sol: Minutes(minutes),
        ..entry("2026-01-01")
    };
    vesper.log_night(&entry).unwrap();
}

fn massage(vesper: &mut Vesper, at: &str) {
    let had = SessionDraft {
        routine: Some("neck-and-shoulders".to_owned()),
        professional: None,
        at: instant(at),
        minutes: Minutes(10),
        completed: true,
        tension_before: None,
        tension_after: None,
        pain_before: None,
        pain_after: None,
        kind: None,
        regions: Vec::new(),
        cost: None,
        note: None,
    };
    vesper.log_session(&had).unwrap();
}

/// A trial that has been lived: on its `a` nights sleep came `sooner` minutes sooner.
fn lived(sooner: i32) -> (Home, u32) {
    let mut home = home("2026-11-20T10:00:00Z");
    let (id, _) = home.vesper.start_trial(&draft("2026-10-01")).unwrap();
    let nights = home.vesper.trial(id).unwrap().nights;
    for (n, one) in (0..).zip(&nights) {
        let less = if one.arm == Some(Arm::A) { sooner } else { 0 };
        sol(&mut home.vesper, one.night, 40 + n * 7 % 9 - less);
    }
    (home, id)
}

#[test]
fn only_evenings_that_have_come_are_told() {
    let mut home = home("2026-11-22T20:00:00Z");
    let (id, _) = home.vesper.start_trial(&draft("2026-11-21")).unwrap();
    let tonight = home.vesper.trial_tonight(None, None).unwrap();
    assert_eq!((tonight.id, tonight.night), (id, night("2026-11-22")));
    assert_eq!(tonight.arm, Some(Arm::B));
    assert_eq!(tonight.words, "an ordinary evening");
    let past = home
        .vesper
        .trial_tonight(Some(id), Some(night("2026-11-21")));
    assert_eq!(past.unwrap().arm, Some(Arm::B), "the past may be looked at");
    let later = home
        .vesper
        .trial_tonight(Some(id), Some(night("2026-11-23")));
    assert_eq!(refused_field(later), "on");
    let view = home.vesper.trial(id).unwrap();
    assert_eq!(view.nights.len(), 2, "and nothing of tomorrow is shown");
    assert_eq!(view.seed, None, "nor what it is drawn by");
    home.clock.set(instant("2026-11-23T10:59:00Z"));
    let still = home.vesper.trial_tonight(None, None).unwrap();
    assert_eq!(
        still.night,
        night("2026-11-22"),
        "up to noon it is last night"
    );
    home.clock.set(instant("2026-11-23T11:00:00Z"));
    let next = home.vesper.trial_tonight(None, None).unwrap();
    assert_eq!((next.night, next.arm), (night("2026-11-23"), Some(Arm::A)));
}

#[test]
fn the_kept_words_of_its_reminder_name_no_arm_and_the_notice_names_tonights() {
    let mut home = home("2026-11-20T20:00:00Z");
    let draft = TrialDraft {
        remind: Some(When::At(clock("20:30"))),
        ..draft("2026-11-21")
    };
    home.vesper.start_trial(&draft).unwrap();
    let listed = serde_json::to_string(&home.vesper.reminders().unwrap()).unwrap();
    assert!(!listed.contains("ordinary"), "{listed}");
    assert!(
        !listed.to_lowercase().contains("massage"),
        "over an ordinary evening the trial's title would say the contrary: {listed}"
    );
    let body = |home: &mut Home, at: &str| {
        home.clock.set(instant(at));
        let notices = home.vesper.claim_due(|| Presence::Free).unwrap();
        let [notice] = notices.as_slice() else {
            panic!("one notice at {at}: {notices:?}");
        };
        home.vesper.notice_shown(notice).unwrap();
        assert_eq!(notice.title, "Your trial");
        let waiting = home.vesper.waiting().unwrap();
        assert_eq!(
            waiting[0].body, notice.body,
            "what waits says the same as the message"
        );
        notice.body.clone().unwrap()
    };
    home.vesper.claim_due(|| Presence::Free).unwrap();
    assert_eq!(
        body(&mut home, "2026-11-21T19:30:00Z"),
        "Tonight: an ordinary evening."
    );
    home.vesper.claim_due(|| Presence::Free).unwrap();
    assert_eq!(
        body(&mut home, "2026-11-22T19:30:30Z"),
        "Tonight: an ordinary evening."
    );
    assert_eq!(
        body(&mut home, "2026-11-23T19:30:30Z"),
        "Tonight: a massage in the evening."
    );
    let upcoming = home
        .vesper
        .upcoming(
            instant("2026-11-23T20:00:00Z"),
            instant("2026-11-27T20:00:00Z"),
            home.vesper.zone(),
        )
        .unwrap();
    assert!(
        upcoming
            .iter()
            .all(|one| one.title == "Your trial" && one.routine.is_none())
    );
    let history = home.vesper.reminder_history(None, None).unwrap();
    assert!(
        history.iter().all(|one| one.state == State::Shown),
        "{history:?}"
    );
}

#[test]
fn the_stop_on_tonights_line_tells_the_arm_of_an_evening_that_has_come() {
    let mut home = home("2026-11-22T16:00:00Z");
    let draft = TrialDraft {
        a: plan("neck and shoulders", Some("neck-and-shoulders")),
        remind: Some(When::At(clock("20:30"))),
        ..draft("2026-11-21")
    };
    home.vesper.start_trial(&draft).unwrap();
    let stop = |home: &Home| {
        let stops = home.vesper.tonight().unwrap().stops;
        let [stop] = stops.as_slice() else {
            panic!("one stop: {stops:?}");
        };
        (
            stop.detail.clone().unwrap(),
            stop.occurrence.routine.clone(),
        )
    };
    assert_eq!(
        stop(&home),
        ("Tonight: an ordinary evening.".to_owned(), None)
    );
    home.clock.set(instant("2026-11-23T07:30:00Z"));
    assert_eq!(
        stop(&home),
        (text("trial_reminder_body", &[]), None),
        "in the morning this evening is still concealed"
    );
    home.clock.set(instant("2026-11-23T16:00:00Z"));
    let routine = Some("neck-and-shoulders".to_owned());
    assert_eq!(
        stop(&home),
        ("Tonight: neck and shoulders.".to_owned(), routine),
        "and it can be begun from there"
    );
}

#[test]
fn a_trial_tells_how_far_along_it_is() {
    let mut home = home("2026-11-24T20:00:00Z");
    let (id, _) = home.vesper.start_trial(&draft("2026-11-21")).unwrap();
    sol(&mut home.vesper, night("2026-11-21"), 20);
    for (date, adherence) in [
        ("2026-11-21", Adherence::Done),
        ("2026-11-22", Adherence::Not),
        ("2026-11-24", Adherence::Done),
    ] {
        home.vesper
            .log_trial_night(id, night(date), adherence)
            .unwrap();
    }
    let progress = home.vesper.trial(id).unwrap().progress;
    let whole = TrialProgress {
        evenings: 32,
        come: 4,
        counted: 3,
        on_record: 1,
        as_planned: 1,
        otherwise: 1,
    };
    assert_eq!(progress, whole, "tonight is not over, so it is not counted");
}

#[test]
fn a_reminder_past_midnight_tells_the_evening_it_belongs_to() {
    let mut home = home("2026-11-20T20:00:00Z");
    let late = ScheduleDay {
        day: Weekday::Sat,
        bed: clock("02:00"),
        rise: clock("09:00"),
    };
    let days = Weekday::ALL.map(|day| ScheduleDay { day, ..late });
    home.vesper.set_schedule(&Schedule(days.to_vec())).unwrap();
    let draft = TrialDraft {
        remind: Some(When::At(clock("00:30"))),
        block_nights: 1,
        ..draft("2026-11-21")
    };
    let (id, _) = home.vesper.start_trial(&draft).unwrap();
    home.clock.set(instant("2026-11-20T23:30:10Z"));
    assert_eq!(
        home.vesper.claim_due(|| Presence::Free).unwrap(),
        [],
        "it is the evening of the 20th"
    );
    home.clock.set(instant("2026-11-21T23:30:10Z"));
    let notices = home.vesper.claim_due(|| Presence::Free).unwrap();
    let first = home
        .vesper
        .trial_tonight(Some(id), Some(night("2026-11-21")))
        .unwrap();
    let said = text("trial_reminder_tonight", &[("words", &first.words)]);
    assert_eq!(notices[0].body.as_ref(), Some(&said));
}

#[test]
fn a_night_keeps_its_arm_over_the_change_of_clocks() {
    let mut home = home("2026-03-29T20:00:00Z");
    let (id, _) = home.vesper.start_trial(&draft("2026-03-26")).unwrap();
    let before = home.vesper.trial(id).unwrap().nights;
    let evening_after = home.vesper.trial_tonight(Some(id), None).unwrap();
    assert_eq!(
        evening_after.night,
        night("2026-03-29"),
        "a day of 23 hours"
    );
    home.clock.set(instant("2026-04-10T20:00:00Z"));
    home.clock.travel("America/New_York".parse().unwrap());
    let after = home.vesper.trial(id).unwrap().nights;
    assert_eq!(
        after[..before.len()],
        before[..],
        "nor does a journey change them"
    );
}

#[test]
fn a_lived_trial_answers_the_same_each_time_and_gives_its_seed_away_at_last() {
    let (home, id) = lived(9);
    let result = home.vesper.analyse_trial(id).unwrap();
    assert_eq!(result.analysis.verdict, TrialVerdict::Helps);
    assert_eq!(result.analysis.drawn.n_pairs, 8);
    let check = result.check_sentence.clone().unwrap();
    assert!(check.contains("min sooner fits"), "{check}");
    assert!(
        result.sentence.contains("you fell asleep about"),
        "{}",
        result.sentence
    );
    assert_eq!(home.vesper.analyse_trial(id).unwrap(), result);
    let view = home.vesper.trial(id).unwrap();
    assert_eq!((view.state, view.seed), (TrialState::Over, Some(1)));
    let (other, same) = lived(9);
    assert_eq!(
        other.vesper.analyse_trial(same).unwrap().analysis,
        result.analysis,
        "the same nights and seed in another diary"
    );
}

#[test]
fn while_evenings_are_to_come_it_is_too_early() {
    let (home, id) = lived(9);
    home.clock.set(instant("2026-10-28T20:00:00Z"));
    let result = home.vesper.analyse_trial(id).unwrap();
    assert_eq!(result.analysis.verdict, TrialVerdict::TooEarly);
    assert_eq!(result.sentence, text("reading_trial_running", &[]));
    let drawn = &result.analysis.drawn;
    assert_eq!(
        (drawn.estimate, drawn.interval, drawn.p),
        (None, None, None),
        "nobody peeks"
    );
    assert_eq!(result.analysis.per_protocol.estimate, None);
    assert!(result.analysis.t.is_none() && result.analysis.pairs.is_empty());
    assert_eq!(drawn.n_pairs, 7, "how far along it is may be known");
    let ending = result.if_ended.unwrap();
    assert!(ending.contains("7 of 8"), "{ending}");
    home.clock.set(instant("2026-11-02T08:00:00Z"));
    assert_eq!(
        home.vesper.trial(id).unwrap().state,
        TrialState::Over,
        "with the last night logged, it is over that morning"
    );
}

#[test]
fn ended_early_it_keeps_its_nights_and_answers_from_them() {
    let (mut home, id) = lived(9);
    home.clock.set(instant("2026-10-26T20:00:00Z"));
    let changed = home.vesper.end_trial(id).unwrap();
    let view = home.vesper.trial(id).unwrap();
    assert_eq!(view.state, TrialState::Ended);
    assert_eq!(view.last, night("2026-10-26"), "tonight's is known already");
    let result = home.vesper.analyse_trial(id).unwrap();
    assert_eq!(
        result.analysis.drawn.n_pairs, 6,
        "six pairs and half of the seventh"
    );
    assert_eq!(result.analysis.verdict, TrialVerdict::Helps);
    home.vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(home.vesper.trial(id).unwrap().state, TrialState::Running);
    home.clock.set(instant("2026-11-20T20:00:00Z"));
    assert_eq!(
        refused_field(home.vesper.end_trial(id)),
        "id",
        "it is over by itself"
    );
}

#[test]
fn missing_nights_are_counted() {
    let (mut home, id) = lived(9);
    let gone = home
        .vesper
        .nights(Some(night("2026-10-09")), Some(night("2026-10-11")))
        .unwrap();
    for one in &gone {
        home.vesper.delete_record(one.id).unwrap();
    }
    let drawn = home.vesper.analyse_trial(id).unwrap().analysis.drawn;
    assert_eq!(
        (drawn.n_pairs, drawn.missing, drawn.dropped_pairs),
        (7, 3, 1)
    );
}

fn said(home: &Home, id: u32, date: &str) -> (Adherence, bool) {
    let nights = home.vesper.trial(id).unwrap().nights;
    let one: &TrialNight = nights.iter().find(|one| one.night == night(date)).unwrap();
    (one.adherence, one.by_session)
}

#[test]
fn a_logged_massage_speaks_for_the_evening_until_the_person_does() {
    let mut home = home("2026-11-26T08:00:00Z");
    let (id, _) = home.vesper.start_trial(&draft("2026-11-21")).unwrap();
    massage(&mut home.vesper, "2026-11-22T20:00:00Z");
    massage(&mut home.vesper, "2026-11-23T20:00:00Z");
    assert_eq!(said(&home, id, "2026-11-21"), (Adherence::Unknown, false));
    assert_eq!(
        said(&home, id, "2026-11-22"),
        (Adherence::Not, true),
        "it was to be an ordinary one"
    );
    assert_eq!(said(&home, id, "2026-11-23"), (Adherence::Done, true));
    let not = home
        .vesper
        .log_trial_night(id, night("2026-11-23"), Adherence::Not)
        .unwrap();
    assert_eq!(said(&home, id, "2026-11-23"), (Adherence::Not, false));
    home.vesper.undo(not.undo.unwrap()).unwrap();
    assert_eq!(said(&home, id, "2026-11-23"), (Adherence::Done, true));
    let ahead = home
        .vesper
        .log_trial_night(id, night("2026-11-26"), Adherence::Done);
    assert_eq!(
        refused_field(ahead),
        "night",
        "what has not come has not gone"
    );
    let outside = home
        .vesper
        .log_trial_night(id, night("2026-11-20"), Adherence::Done);
    assert_eq!(refused_field(outside), "night");
}

#[test]
fn a_removed_trial_comes_back_whole_with_its_reminder() {
    let mut home = home("2026-11-23T20:00:00Z");
    let draft = TrialDraft {
        remind: Some(When::BeforeLightsOut(Minutes(90))),
        ..draft("2026-11-21")
    };
    let (id, set) = home.vesper.start_trial(&draft).unwrap();
    home.vesper
        .log_trial_night(id, night("2026-11-21"), Adherence::Done)
        .unwrap();
    let before = home.vesper.trial(id).unwrap();
    let removed = home.vesper.remove_trial(id).unwrap();
    assert!(matches!(home.vesper.trial(id), Err(Error::NotFound(_))));
    assert_eq!(home.vesper.reminders().unwrap(), []);
    home.vesper.undo(removed.undo.unwrap()).unwrap();
    assert_eq!(home.vesper.trial(id).unwrap(), before);
    assert_eq!(home.vesper.reminders().unwrap().len(), 1);
    assert!(
        home.vesper.undo(set.undo.unwrap()).is_err(),
        "it was lived since"
    );
}

#[test]
fn a_trial_whose_evenings_are_past_leaves_no_reminder_behind() {
    let mut home = home("2027-03-01T20:00:00Z");
    let draft = TrialDraft {
        remind: Some(When::BeforeLightsOut(Minutes(90))),
        ..draft("2026-10-01")
    };
    home.vesper.start_trial(&draft).unwrap();
    assert_eq!(home.vesper.reminders().unwrap(), []);
}

#[test]
fn tension_and_pain_come_from_the_day_and_not_from_the_record() {
    let mut home = home("2026-11-23T20:00:00Z");
    let draft = TrialDraft {
        outcome: Outcome::Tension,
        ..draft("2026-11-21")
    };
    let (id, _) = home.vesper.start_trial(&draft).unwrap();
    let tense = DayFactors {
        tension: Some(7),
        ..DayFactors::default()
    };
    home.vesper
        .set_factors(night("2026-11-22"), &tense)
        .unwrap();
    let values: Vec<Option<f64>> = home
        .vesper
        .trial(id)
        .unwrap()
        .nights
        .iter()
        .map(|one| one.value)
        .collect();
    assert_eq!(values, [None, Some(7.0), None]);
}

#[test]
fn the_outlook_grows_sharper_with_the_pairs() {
    let mut home = home("2026-11-23T20:00:00Z");
    let draft = draft("2026-11-23");
    let blank = home.vesper.trial_outlook(&draft).unwrap();
    assert_eq!((blank.nights, blank.powers.len()), (0, 0));
    assert_eq!(blank.reading, text("reading_trial_no_outlook", &[]));
    for n in 0..30 {
        let date = night("2026-10-20") + Days::new(n);
        sol(&mut home.vesper, date, 30 + (n * 7 % 11) as i32);
    }
    let outlook = home.vesper.trial_outlook(&draft).unwrap();
    assert_eq!(outlook.nights, 30);
    assert!(
        outlook.reading.contains("8 pairs, 32 evenings"),
        "{}",
        outlook.reading
    );
    assert!(
        outlook
            .powers
            .is_sorted_by(|fewer, more| fewer.detectable > more.detectable)
    );
    assert_eq!(outlook.last, night("2026-12-24"));
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let mut home = home("2026-11-23T20:00:00Z");
    let good = draft("2026-11-23");
    let bad = [
        (
            "title",
            TrialDraft {
                title: "  ".to_owned(),
                ..good.clone()
            },
        ),
        (
            "without",
            TrialDraft {
                b: plan("A massage in the evening", None),
                ..good.clone()
            },
        ),
        (
            "pairs",
            TrialDraft {
                pairs: 1,
                ..good.clone()
            },
        ),
        (
            "pairs",
            TrialDraft {
                pairs: 41,
                ..good.clone()
            },
        ),
        (
            "block_nights",
            TrialDraft {
                block_nights: 0,
                ..good.clone()
            },
        ),
        (
            "washout_nights",
            TrialDraft {
                washout_nights: 8,
                ..good.clone()
            },
        ),
        (
            "routine",
            TrialDraft {
                a: plan("x", Some("no-such")),
                ..good.clone()
            },
        ),
        (
            "remind",
            TrialDraft {
                remind: Some(When::Once(home.vesper.now() + Duration::days(1))),
                ..good.clone()
            },
        ),
        (
            "before_lights_out",
            TrialDraft {
                remind: Some(When::BeforeLightsOut(Minutes(-1))),
                ..good.clone()
            },
        ),
    ];
    for (field, draft) in bad {
        assert_eq!(refused_field(home.vesper.start_trial(&draft)), field);
    }
    assert_eq!(home.vesper.trials().unwrap(), [], "and nothing is kept");
}

#[test]
fn a_seed_nobody_chose_is_drawn_by_lot() {
    let mut home = home("2026-11-23T20:00:00Z");
    let draft = |start| TrialDraft {
        seed: None,
        ..draft(start)
    };
    assert_eq!(
        refused_field(home.vesper.start_trial(&draft("2026-11-22"))),
        "start",
        "nobody went by it yesterday"
    );
    let ids: Vec<u32> = (0..4)
        .map(|_| home.vesper.start_trial(&draft("2026-11-23")).unwrap().0)
        .collect();
    home.clock.set(instant("2027-03-01T20:00:00Z"));
    let seeds: Vec<Option<u32>> = ids
        .iter()
        .map(|id| home.vesper.trial(*id).unwrap().seed)
        .collect();
    assert!(seeds.iter().all(Option::is_some), "told once they are over");
    assert!(seeds.windows(2).any(|two| two[0] != two[1]), "{seeds:?}");
}
