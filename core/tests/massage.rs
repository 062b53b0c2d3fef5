//! Massage on a real database: the screen, the player across a restart, the sessions, what is undone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::Arc;

use chrono::{DateTime, Duration};
use vesper_core::massage::{RoutineCard, SessionDraft};
use vesper_core::reminders::{
    Action, NoticeAction, Presence, ReminderDraft, ReminderKind, Rule, Sound, State, When,
};
use vesper_core::time::{Clock, FixedClock, Instant, Minutes};
use vesper_core::vesper::{PlayerMove, Topic};
use vesper_core::{Error, Vesper};

/// A person in Berlin on the evening of 22 November 2026.
struct Person {
    dir: tempfile::TempDir,
    clock: Arc<FixedClock>,
    vesper: Vesper,
}

impl Person {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let zone = "Europe/Berlin".parse().unwrap();
        let clock = Arc::new(FixedClock::new(at("2026-11-22T21:00:00+01:00"), zone));
        let vesper = Vesper::open(dir.path(), clock.clone()).unwrap();
        Self { dir, clock, vesper }
    }

    /// One who answered the whole screen, and this evening's questions, with the safe answer.
    fn screened() -> Self {
        let mut person = Self::new();
        let items = person.vesper.safety().unwrap().items;
        let safe = |confirms: bool| if confirms { "yes" } else { "no" };
        let answers: Vec<_> = items
            .into_iter()
            .map(|item| (item.key, safe(item.confirms).to_owned()))
            .collect();
        person.vesper.answer_safety(&answers).unwrap();
        person
    }

    fn answer(&mut self, key: &str, answer: &str) {
        let answers = [(key.to_owned(), answer.to_owned())];
        self.vesper.answer_safety(&answers).unwrap();
    }

    fn wait(&self, time: Duration) {
        self.clock.set(self.clock.now() + time);
    }

    /// The program ends, however it does, and begins again.
    fn restart(&mut self) {
        self.vesper = Vesper::open(self.dir.path(), self.clock.clone()).unwrap();
    }

    fn card(&self, id: &str) -> RoutineCard {
        self.vesper.routine(id).unwrap()
    }
}

fn at(time: &str) -> Instant {
    DateTime::parse_from_rfc3339(time).unwrap().to_utc()
}

fn draft(time: &str) -> SessionDraft {
    SessionDraft {
        routine: None,
        professional: Some("Shiatsu".to_owned()),
        kind: None,
        regions: Vec::new(),
        cost: None,
        at: at(time),
        minutes: Minutes(60),
        completed: true,
        tension_before: Some(7),
        tension_after: Some(3),
        pain_before: None,
        pain_after: None,
        note: None,
    }
}

#[test]
fn nothing_may_begin_before_the_screen_is_answered() {
    let mut person = Person::new();
    assert!(!person.vesper.safety().unwrap().complete);
    for card in person.vesper.routines().unwrap() {
        assert!(!card.allowed, "{} waits for the answers", card.id);
        assert_eq!(
            card.blocked,
            ["A few questions about your health come first."],
            "{}",
            card.id
        );
        assert!(!card.open.is_empty(), "{} names the questions", card.id);
    }
    let refused = person.vesper.start_player("scalp", None, None);
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    assert_eq!(
        person.vesper.player().unwrap(),
        None,
        "a refusal begins nothing"
    );
}

#[test]
fn someone_who_answered_is_offered_every_routine_with_what_is_known_of_it() {
    let person = Person::screened();
    assert!(person.vesper.safety().unwrap().complete);
    for card in person.vesper.routines().unwrap() {
        assert!(card.allowed, "{}: {:?}", card.id, card.blocked);
        assert!(
            card.ask_tonight.is_empty(),
            "{} was confirmed this evening",
            card.id
        );
        let sum: u32 = card.steps.iter().map(|step| step.seconds).sum();
        assert_eq!(card.seconds, sum, "{}", card.id);
    }
    let cited = person.card("acupressure").references;
    assert_eq!(
        cited[0].short, "Yeung 2022",
        "what is known says where it comes from"
    );
}

#[test]
fn a_blood_thinner_blocks_the_balls_and_the_reason_is_given() {
    let mut person = Person::screened();
    person.answer("anticoagulant", "yes");
    let cards = person.vesper.routines().unwrap();
    let first_closed = cards.iter().position(|card| !card.allowed).unwrap();
    assert!(
        cards[first_closed..].iter().all(|card| !card.allowed),
        "the allowed ones stand first"
    );
    let card = person.card("feet-with-a-ball");
    assert!(!card.allowed);
    let reason = card.blocked.join(" ");
    assert!(
        reason.contains("blood") && !reason.contains("come first"),
        "the reason is the medicine, not the screen: {reason}"
    );
    let Err(Error::Invalid(refused)) = person.vesper.start_player("feet-with-a-ball", None, None)
    else {
        panic!("it may not begin");
    };
    assert_eq!(
        refused.message, reason,
        "the player says what the card says"
    );
}

#[test]
fn a_known_reason_is_given_even_before_the_screen_is_whole() {
    let mut person = Person::new();
    person.answer("fever", "yes");
    let reason = person.card("neck-and-shoulders").blocked.join(" ");
    assert!(reason.contains("fever"), "{reason}");
}

#[test]
fn the_screen_grows_stale_after_its_days_and_closes_what_hangs_on_it() {
    let mut person = Person::screened();
    person.wait(Duration::days(4));
    let screen = person.vesper.safety().unwrap();
    assert!(
        !screen.complete,
        "a fever is asked about again after three days"
    );
    let stale = |key: &str| {
        screen
            .items
            .iter()
            .find(|item| item.key == key)
            .unwrap()
            .stale
    };
    assert!(stale("fever") && !stale("anticoagulant"));
    let card = person.card("neck-and-shoulders");
    assert!(!card.allowed);
    assert!(card.open.contains(&"fever".to_owned()), "{:?}", card.open);
    for key in &card.open {
        person.answer(key, "no");
    }
    assert!(
        person.card("neck-and-shoulders").allowed,
        "answered afresh, it opens again"
    );
}

#[test]
fn what_is_asked_tonight_must_be_answered_tonight() {
    let mut person = Person::screened();
    person.wait(Duration::days(1));
    let card = person.card("calves");
    assert!(card.allowed, "it is offered");
    assert_eq!(
        card.ask_tonight,
        ["dvt-suspected"],
        "and asks about a clot each evening"
    );
    let Err(Error::Invalid(refused)) = person.vesper.start_player("calves", None, None) else {
        panic!("yesterday's answer does not do");
    };
    assert!(
        refused.message.contains("dvt-suspected"),
        "{}",
        refused.message
    );
    person.answer("dvt-suspected", "no");
    assert!(person.card("calves").ask_tonight.is_empty());
    person.vesper.start_player("calves", None, None).unwrap();
}

#[test]
fn an_answer_that_cannot_be_keeps_none_of_those_given_with_it() {
    let mut person = Person::new();
    let answers = [("fever", "no"), ("anticoagulant", "perhaps")];
    let answers = answers.map(|(key, answer)| (key.to_owned(), answer.to_owned()));
    assert!(person.vesper.answer_safety(&answers).is_err());
    let items = person.vesper.safety().unwrap().items;
    assert!(
        items.iter().all(|item| item.answer.is_none()),
        "nothing was kept"
    );
}

#[test]
fn an_answer_names_places_survives_a_restart_and_can_be_taken_back() {
    let mut person = Person::screened();
    let answers = [("varicose-veins".to_owned(), "yes@left-calf".to_owned())];
    let changed = person.vesper.answer_safety(&answers).unwrap();
    assert_eq!(changed.topics, [Topic::Safety, Topic::Massage]);
    let spots = |person: &Person| {
        let items = person.vesper.safety().unwrap().items;
        let item = items.into_iter().find(|item| item.key == "varicose-veins");
        item.unwrap().spots
    };
    let adjusted = person.card("calves");
    assert!(
        !adjusted.adjustments.is_empty(),
        "the left calf is left out: {:?}",
        adjusted.blocked
    );
    assert_eq!(spots(&person), ["left-calf"]);
    let undone = person.vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(undone.topics, [Topic::Safety, Topic::Massage]);
    assert!(spots(&person).is_empty(), "the earlier no stands again");
    person.vesper.undo(undone.undo.unwrap()).unwrap();
    person.restart();
    assert_eq!(spots(&person), ["left-calf"], "taking back the taking back");
}

#[test]
fn a_session_by_the_player_is_logged_with_before_and_after() {
    let mut person = Person::screened();
    let begun = person
        .vesper
        .start_player("scalp", Some(6), Some(2))
        .unwrap();
    assert_eq!((begun.step, begun.finished), (0, false));
    person.wait(Duration::milliseconds((begun.total_left_s * 1000.0) as i64));
    assert!(person.vesper.player().unwrap().unwrap().finished);
    let changed = person.vesper.end_player(Some(3), Some(1), true).unwrap();
    assert_eq!(person.vesper.player().unwrap(), None, "the player is over");
    let sessions = person.vesper.sessions().unwrap();
    assert_eq!(sessions.len(), 1);
    let session = &sessions[0];
    assert_eq!(session.routine.as_deref(), Some("scalp"));
    assert_eq!(session.night.to_string(), "2026-11-22");
    assert_eq!(session.at.to_rfc3339(), "2026-11-22T21:00:00+01:00");
    assert!(session.completed);
    assert_eq!(
        (session.tension_before, session.tension_after),
        (Some(6), Some(3))
    );
    assert_eq!(
        (session.pain_before, session.pain_after),
        (Some(2), Some(1))
    );
    person.vesper.undo(changed.undo.unwrap()).unwrap();
    assert!(person.vesper.sessions().unwrap().is_empty());
    assert!(
        person.vesper.player().unwrap().is_some(),
        "the player stands where it ended"
    );
}

#[test]
fn a_restart_in_the_middle_goes_on_and_pauses_take_no_time() {
    let mut person = Person::screened();
    let begun = person
        .vesper
        .start_player("neck-and-shoulders", None, None)
        .unwrap();
    let total = begun.total_left_s;
    person.wait(Duration::seconds(40));
    person.restart();
    let player = person.vesper.player().unwrap().unwrap();
    assert_eq!(player.total_left_s, total - 40.0, "the time went on");
    person.vesper.move_player(PlayerMove::Pause).unwrap();
    person.wait(Duration::hours(1));
    person.restart();
    let player = person.vesper.player().unwrap().unwrap();
    assert!(player.paused);
    assert_eq!(player.total_left_s, total - 40.0, "a pause takes no time");
    person.vesper.move_player(PlayerMove::Resume).unwrap();
    person.wait(Duration::seconds(20));
    let next = person.vesper.move_player(PlayerMove::Next).unwrap();
    assert_eq!(next.elapsed_s, 0.0, "at the beginning of the next step");
    person.vesper.end_player(None, None, true).unwrap();
    let session = &person.vesper.sessions().unwrap()[0];
    assert!(!session.completed, "it was ended early");
    assert_eq!(session.minutes, Minutes(1), "sixty seconds were played");
}

#[test]
fn a_program_that_ended_while_it_played_finds_the_routine_paused_where_it_was_last_kept() {
    let mut person = Person::screened();
    let total = person
        .vesper
        .start_player("neck-and-shoulders", Some(6), None)
        .unwrap()
        .total_left_s;
    for _ in 0..35 {
        person.wait(Duration::seconds(1));
        person.vesper.play_on().unwrap();
    }
    // It is killed; an hour later somebody opens it again.
    person.wait(Duration::hours(1));
    person.restart();
    person.vesper.find_player().unwrap();
    let found = person.vesper.player().unwrap().unwrap();
    assert!(
        found.paused && !found.finished,
        "nobody was massaged for an hour"
    );
    let played = total - found.total_left_s;
    assert!(
        (25.0..=35.0).contains(&played),
        "at most ten seconds are lost: {played}"
    );
    assert_eq!(
        found.tension_before,
        Some(6),
        "what was said before it stays"
    );
    person.vesper.move_player(PlayerMove::Resume).unwrap();
    person.wait(Duration::minutes(10));
    assert!(person.vesper.player().unwrap().unwrap().finished);
    person.vesper.end_player(Some(3), None, true).unwrap();
    let session = &person.vesper.sessions().unwrap()[0];
    assert!(session.completed);
    assert_eq!(session.minutes, Minutes(5), "the hour does not count");
}

#[test]
fn a_routine_left_open_is_logged_as_unfinished_when_another_begins() {
    let mut person = Person::screened();
    person
        .vesper
        .start_player("neck-and-shoulders", Some(6), Some(2))
        .unwrap();
    person.wait(Duration::seconds(60));
    let refused = person.vesper.start_player("scalp", Some(11), None);
    assert!(refused.is_err(), "nobody is that tense");
    assert!(
        person.vesper.sessions().unwrap().is_empty(),
        "a refusal ends nothing"
    );
    person.vesper.start_player("scalp", None, None).unwrap();
    let player = person.vesper.player().unwrap().unwrap();
    assert_eq!(player.routine, "scalp", "the new one is played");
    let sessions = person.vesper.sessions().unwrap();
    assert_eq!(sessions.len(), 1, "the old one is not lost");
    let left = &sessions[0];
    assert_eq!(left.routine.as_deref(), Some("neck-and-shoulders"));
    assert!(!left.completed, "it was not carried through");
    assert_eq!(left.minutes, Minutes(1), "what was played counts");
    assert_eq!((left.tension_before, left.pain_before), (Some(6), Some(2)));
    assert_eq!((left.tension_after, left.pain_after), (None, None));
}

#[test]
fn a_rating_beyond_ten_is_refused_and_the_player_stays() {
    let mut person = Person::screened();
    assert!(person.vesper.start_player("scalp", Some(11), None).is_err());
    person.vesper.start_player("scalp", Some(10), None).unwrap();
    assert!(person.vesper.end_player(Some(11), None, true).is_err());
    assert!(person.vesper.player().unwrap().is_some(), "nothing is lost");
    person.vesper.end_player(None, None, false).unwrap();
    assert!(
        person.vesper.sessions().unwrap().is_empty(),
        "thrown away, as asked"
    );
    let gone = person.vesper.end_player(None, None, true);
    assert!(matches!(gone, Err(Error::NotFound(_))), "{gone:?}");
    assert!(matches!(
        person.vesper.move_player(PlayerMove::Next),
        Err(Error::NotFound(_))
    ));
}

#[test]
fn a_session_past_midnight_belongs_to_the_evening_before() {
    let mut person = Person::new();
    person.clock.set(at("2026-11-23T02:00:00+01:00"));
    let (id, _) = person
        .vesper
        .log_session(&draft("2026-11-23T00:40:00+01:00"))
        .unwrap();
    let page = person
        .vesper
        .night_page("2026-11-22".parse().unwrap())
        .unwrap();
    assert_eq!(page.massages.len(), 1, "it stands on that night's page");
    assert_eq!(
        (page.massages[0].id, page.massages[0].title.as_str()),
        (id, "Shiatsu")
    );
}

#[test]
fn a_deleted_session_comes_back_whole_under_its_id() {
    let mut person = Person::new();
    person
        .vesper
        .log_session(&draft("2026-11-22T18:00:00+01:00"))
        .unwrap();
    let before = person.vesper.sessions().unwrap();
    let changed = person.vesper.delete_session(before[0].id).unwrap();
    assert_eq!(changed.topics, [Topic::Massage]);
    let (other, _) = person
        .vesper
        .log_session(&draft("2026-11-22T19:00:00+01:00"))
        .unwrap();
    assert_ne!(other, before[0].id, "an id is never given twice");
    person.vesper.undo(changed.undo.unwrap()).unwrap();
    let after = person.vesper.sessions().unwrap();
    assert_eq!(after.len(), 2);
    assert_eq!(
        after[1], before[0],
        "latest first, and nothing of it changed"
    );
    assert!(matches!(
        person.vesper.delete_session(99),
        Err(Error::NotFound(_))
    ));
}

#[test]
fn what_cannot_be_is_not_logged() {
    let mut person = Person::new();
    let neither = SessionDraft {
        professional: None,
        ..draft("2026-11-22T18:00:00+01:00")
    };
    let refused = person.vesper.log_session(&neither);
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    let ahead = person
        .vesper
        .log_session(&draft("2026-11-23T18:00:00+01:00"));
    let Err(Error::Invalid(refused)) = ahead else {
        panic!("it has not happened yet");
    };
    assert_eq!(refused.field, "at");
    assert!(person.vesper.sessions().unwrap().is_empty());
}

#[test]
fn the_reminder_that_was_answered_by_the_session_is_done() {
    let mut person = Person::screened();
    person.vesper.claim_due(|| Presence::Free).unwrap();
    let reminder = ReminderDraft {
        kind: ReminderKind::SelfMassage,
        title: "Scalp".to_owned(),
        body: None,
        routine: Some("scalp".to_owned()),
        rule: Rule {
            when: When::At("21:30".parse().unwrap()),
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: "2026-11-20".parse().unwrap(),
            until: None,
            count: None,
        },
        grace_min: Minutes(45),
        sound: Sound::None,
        actions: NoticeAction::ALL.to_vec(),
        appointment: None,
        enabled: true,
    };
    let (id, _) = person.vesper.add_reminder(&reminder).unwrap();
    person.clock.set(at("2026-11-22T21:30:00+01:00"));
    let shown = person.vesper.claim_due(|| Presence::Free).unwrap();
    assert_eq!(shown.len(), 1, "it is due");
    let due = at("2026-11-22T21:30:00+01:00");
    person
        .vesper
        .act_on_occurrence(id, due, Action::Start)
        .unwrap();
    person.vesper.start_player("scalp", None, None).unwrap();
    person.wait(Duration::minutes(3));
    let changed = person.vesper.end_player(None, None, true).unwrap();
    assert!(
        changed.topics.contains(&Topic::Reminders),
        "{:?}",
        changed.topics
    );
    let state = |person: &Person| person.vesper.reminder_history(None, None).unwrap()[0].state;
    assert_eq!(state(&person), State::Done);
    person.vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(
        state(&person),
        State::Started,
        "taking the session back takes this back too"
    );
}
