//! Own routines, the body map and the courses on a real database.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::Arc;

use chrono::{Duration, NaiveDate};
use vesper_core::diary::{DayFactors, Entry};
use vesper_core::massage::{
    CourseState, Mark, Measure, ProgrammeDraft, ProgrammeKind, Region, SessionDraft, Side,
};
use vesper_core::reminders::When;
use vesper_core::time::{Clock, FixedClock, Instant, Minutes, Weekday};
use vesper_core::{Error, Vesper};

struct Person {
    dir: tempfile::TempDir,
    clock: Arc<FixedClock>,
    vesper: Vesper,
}

impl Person {
    /// In Berlin, on the evening of Wednesday, 25 November 2026, with every safety question answered.
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let zone = "Europe/Berlin".parse().unwrap();
        let clock = Arc::new(FixedClock::new(at("2026-11-25T18:00:00+01:00"), zone));
        let mut vesper = Vesper::open(dir.path(), clock.clone()).unwrap();
        let answers: Vec<_> = vesper
            .safety()
            .unwrap()
            .items
            .into_iter()
            .map(|item| {
                (
                    item.key,
                    if item.confirms { "yes" } else { "no" }.to_owned(),
                )
            })
            .collect();
        vesper.answer_safety(&answers).unwrap();
        Self { dir, clock, vesper }
    }

    fn go_to(&self, time: &str) {
        self.clock.set(at(time));
    }

    fn massage(&mut self, time: &str, before: u8, after: u8) {
        let draft = SessionDraft {
            routine: None,
            professional: Some("Ms Adler".to_owned()),
            kind: Some("Swedish".to_owned()),
            regions: vec!["shoulder".to_owned(), "left-calf".to_owned()],
            cost: Some("45 €".to_owned()),
            at: at(time),
            minutes: Minutes(45),
            completed: true,
            tension_before: Some(before),
            tension_after: Some(after),
            pain_before: None,
            pain_after: None,
            note: None,
        };
        self.vesper.log_session(&draft).unwrap();
    }

    fn night(&mut self, date: NaiveDate, sol: i32, tension: u8) {
        let clock = |text: &str| text.parse().unwrap();
        let entry = Entry {
            night: date,
            zone: "Europe/Berlin".parse().unwrap(),
            in_bed: clock("22:40"),
            lights_out: clock("23:00"),
            sol: Minutes(sol),
            awakenings: None,
            waso: Minutes(10),
            final_wake: clock("06:40"),
            out_of_bed: clock("07:00"),
            tasafa: None,
            wanted_wake: None,
            quality: Some(3),
            rested: None,
            note: None,
        };
        self.vesper.log_night(&entry).unwrap();
        let factors = DayFactors {
            tension: Some(tension),
            ..DayFactors::default()
        };
        self.vesper.set_factors(date, &factors).unwrap();
    }
}

fn at(time: &str) -> Instant {
    chrono::DateTime::parse_from_rfc3339(time).unwrap().to_utc()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn twice_weekly() -> ProgrammeDraft {
    ProgrammeDraft {
        kind: ProgrammeKind::TwiceWeekly,
        title: None,
        routine: None,
        start: date("2026-11-26"),
        days: vec![Weekday::Mon, Weekday::Thu],
        count: None,
        when: When::At("18:30".parse().unwrap()),
    }
}

fn upcoming(person: &Person) -> Vec<String> {
    let (from, zone) = (person.vesper.now(), person.vesper.zone());
    let all = person
        .vesper
        .upcoming(from, from + Duration::days(60), zone);
    let due = |one: &vesper_core::reminders::Occurrence| one.due.format("%m-%d %H:%M").to_string();
    all.unwrap().iter().map(due).collect()
}

#[test]
fn two_a_week_for_five_weeks_stand_in_the_reminders_and_one_can_be_moved() {
    let mut person = Person::new();
    let (id, started) = person.vesper.start_programme(&twice_weekly()).unwrap();
    let due = upcoming(&person);
    assert_eq!(due.len(), 10, "{due:?}");
    assert_eq!(
        (due[0].as_str(), due[9].as_str()),
        ("11-26 18:30", "12-28 18:30")
    );
    let titles = person.vesper.reminders().unwrap();
    assert!(
        titles[2].draft.title.ends_with("3 of 10"),
        "{}",
        titles[2].draft.title
    );

    let moved = person
        .vesper
        .move_programme_date(id, 2, date("2026-12-01"))
        .unwrap();
    let due = upcoming(&person);
    assert_eq!(due.len(), 10, "none more, none fewer: {due:?}");
    assert!(due.contains(&"12-01 18:30".to_owned()) && !due.contains(&"11-30 18:30".to_owned()));
    assert_eq!(
        due.iter().filter(|it| it.ends_with("18:30")).count(),
        10,
        "the others stay"
    );
    let course = person.vesper.programme(id).unwrap();
    assert_eq!(course.dates[1].day, date("2026-12-01"));
    assert_eq!(
        course.dates[1].due.unwrap().format("%H:%M").to_string(),
        "18:30"
    );
    person.vesper.undo(moved.undo.unwrap()).unwrap();
    assert!(
        upcoming(&person).contains(&"11-30 18:30".to_owned()),
        "taken back whole"
    );

    for (position, to, field) in [
        (2, "2026-12-03", "day"),
        (2, "2026-11-24", "day"),
        (11, "2026-12-02", "position"),
    ] {
        match person.vesper.move_programme_date(id, position, date(to)) {
            Err(Error::Invalid(invalid)) => assert_eq!(invalid.field, field, "{to}"),
            other => panic!("{position} to {to}: {other:?}"),
        }
    }
    let second = person.vesper.start_programme(&twice_weekly());
    assert!(second.is_err(), "one at a time");
    person.vesper.undo(started.undo.unwrap()).unwrap();
    assert!(person.vesper.programmes().unwrap().is_empty());
    assert_eq!(upcoming(&person).len(), 0, "and its reminders with it");
}

#[test]
fn the_other_courses_have_the_dates_they_say() {
    let mut person = Person::new();
    let nightly = ProgrammeDraft {
        kind: ProgrammeKind::Nightly,
        routine: Some("neck-and-shoulders".to_owned()),
        start: date("2026-11-25"),
        days: Vec::new(),
        when: When::BeforeLightsOut(Minutes(60)),
        ..twice_weekly()
    };
    let (id, _) = person.vesper.start_programme(&nightly).unwrap();
    let due = upcoming(&person);
    assert_eq!(due.len(), 14, "two weeks of evenings: {due:?}");
    assert!(due.iter().all(|it| it.ends_with("22:00")), "{due:?}");
    person.vesper.remove_programme(id).unwrap();
    let own = |count, days: &[Weekday]| ProgrammeDraft {
        kind: ProgrammeKind::Own,
        title: Some("Sundays".to_owned()),
        count,
        days: days.to_vec(),
        ..twice_weekly()
    };
    assert!(
        person.vesper.start_programme(&own(None, &[])).is_err(),
        "how many?"
    );
    assert!(person.vesper.start_programme(&own(Some(61), &[])).is_err());
    let sundays = own(Some(3), &[Weekday::Sun]);
    person.vesper.start_programme(&sundays).unwrap();
    assert_eq!(
        upcoming(&person),
        ["11-29 18:30", "12-06 18:30", "12-13 18:30"]
    );
    let three = ProgrammeDraft {
        days: vec![Weekday::Mon, Weekday::Tue, Weekday::Wed],
        ..twice_weekly()
    };
    assert!(
        three.dates(date("2026-11-25")).is_err(),
        "two weekdays, not three"
    );
    let plain = ProgrammeDraft {
        days: Vec::new(),
        ..twice_weekly()
    };
    let days = plain.dates(date("2026-11-25")).unwrap();
    assert_eq!(days[1], date("2026-11-29"), "three days after the first");
    assert!(
        twice_weekly().dates(date("2026-11-27")).is_err(),
        "not in the past"
    );
}

#[test]
fn a_course_is_read_before_and_after_with_its_uncertainty_and_ends_early_without_harm() {
    let mut person = Person::new();
    let (id, _) = person.vesper.start_programme(&twice_weekly()).unwrap();
    let first = date("2026-11-26");
    let on = |n: i64| first + Duration::days(n);
    person.go_to("2026-12-20T20:00:00+01:00");
    for n in -14_i64..0 {
        let wave = i32::try_from(n.rem_euclid(3)).unwrap();
        person.night(on(n), 40 + 2 * wave, 6);
    }
    for n in 5_i64..24 {
        let wave = i32::try_from(n.rem_euclid(3)).unwrap();
        person.night(on(n), 30 + 2 * wave, 4);
    }
    for day in ["11-26", "11-30", "12-03", "12-07", "12-10", "12-14"] {
        person.massage(&format!("2026-{day}T18:30:00+01:00"), 7, 4);
    }
    let course = person.vesper.programme(id).unwrap();
    assert_eq!(course.done, 6);
    assert_eq!(
        course.dates[6].state,
        CourseState::Passed,
        "the 17th went by"
    );
    assert!(course.running, "more are to come");
    let sol = course
        .nights
        .iter()
        .find(|one| one.measure == Measure::Sol)
        .unwrap();
    assert_eq!((sol.before_n, sol.after_n), (14, 14), "two weeks each");
    let by = sol.difference.unwrap();
    assert!(
        (by.mean + 10.0).abs() < 0.5 && by.low < -9.0 && by.high < 0.0,
        "{by:?}"
    );
    assert!(sol.reading.contains("10 min less"), "{}", sol.reading);
    let tension = &course.felt[0];
    assert_eq!((tension.before, tension.after), (Some(7.0), Some(4.0)));
    assert_eq!(course.after, Some((on(10), on(23))), "its last two weeks");
    assert!(course.caveat.contains("need not come from the massage"));
    assert!(
        course.known.contains("did not look at sleep"),
        "{}",
        course.known
    );
    assert_eq!(course.references.len(), 2, "as the review has it");

    let ended = person.vesper.end_programme(id).unwrap();
    let course = person.vesper.programme(id).unwrap();
    assert!(!course.running && course.ended_on.is_some());
    assert_eq!(course.dates[9].state, CourseState::Dropped);
    assert_eq!(upcoming(&person).len(), 0, "nothing reminds of it any more");
    assert_eq!(course.done, 6, "what was done stays");
    person.vesper.undo(ended.undo.unwrap()).unwrap();
    assert_eq!(upcoming(&person).len(), 3, "21, 24 and 28 December");
}

#[test]
fn a_massage_by_a_therapist_keeps_kind_regions_and_cost_and_is_tied_to_its_night() {
    let mut person = Person::new();
    person.massage("2026-11-24T18:30:00+01:00", 7, 4);
    person.night(date("2026-11-24"), 25, 3);
    let session = person.vesper.sessions().unwrap().remove(0);
    assert_eq!(session.kind.as_deref(), Some("Swedish"));
    assert_eq!(session.regions, ["shoulder", "left-calf"]);
    assert_eq!(session.cost.as_deref(), Some("45 €"), "as typed");
    let slept = session.slept.unwrap();
    assert_eq!((slept.sol_min, slept.quality), (Some(Minutes(25)), Some(3)));
    assert!(slept.in_words.contains("25 min"), "{}", slept.in_words);

    let mut draft = SessionDraft {
        routine: None,
        professional: Some("Ms Adler".to_owned()),
        kind: None,
        regions: Vec::new(),
        cost: Some("50 CHF".to_owned()),
        at: at("2026-11-23T18:30:00+01:00"),
        minutes: Minutes(60),
        completed: true,
        tension_before: None,
        tension_after: None,
        pain_before: None,
        pain_after: None,
        note: None,
    };
    let edited = person.vesper.edit_session(session.id, &draft).unwrap();
    let now = person.vesper.sessions().unwrap().remove(0);
    assert_eq!(
        (now.night, now.cost.as_deref()),
        (date("2026-11-23"), Some("50 CHF"))
    );
    person.vesper.undo(edited.undo.unwrap()).unwrap();
    assert_eq!(
        person.vesper.sessions().unwrap()[0].cost.as_deref(),
        Some("45 €")
    );
    draft.regions = vec!["elbow".to_owned()];
    assert!(
        person.vesper.edit_session(session.id, &draft).is_err(),
        "no such region"
    );
    draft.regions = Vec::new();
    draft.routine = Some("scalp".to_owned());
    draft.professional = None;
    assert!(
        person.vesper.edit_session(session.id, &draft).is_err(),
        "one's own hands cost nothing"
    );
}

#[test]
fn an_own_routine_is_kept_changed_played_passed_on_and_removed_and_its_sessions_keep_its_name() {
    let mut person = Person::new();
    let mut routine = person.vesper.routine_draft("neck-and-shoulders").unwrap();
    routine.title = "Shoulders, my way".to_owned();
    let (id, _) = person.vesper.save_routine(None, &routine).unwrap();
    assert!(
        id.starts_with("own-"),
        "{id}: none of the guide's is called so"
    );
    let card = person.vesper.routine(&id).unwrap();
    assert!(card.own && card.allowed, "{:?}", card.blocked);
    assert_eq!(card.seconds, 300);
    assert!(card.known.contains("Neck and shoulders"), "{}", card.known);

    routine.steps.truncate(2);
    person.vesper.save_routine(Some(&id), &routine).unwrap();
    assert_eq!(person.vesper.routine(&id).unwrap().seconds, 90);
    person.vesper.start_player(&id, Some(5), None).unwrap();
    person
        .clock
        .set(person.clock.now() + Duration::seconds(100));
    person.vesper.end_player(Some(2), None, true).unwrap();

    let file = person.dir.path().join("shoulders.toml");
    person.vesper.export_routine(&id, &file).unwrap();
    let removed = person.vesper.remove_routine(&id).unwrap();
    assert!(
        person.vesper.routine(&id).is_err(),
        "it is gone from the list"
    );
    assert_eq!(
        person.vesper.sessions().unwrap()[0].title,
        "Shoulders, my way"
    );
    assert!(person.vesper.start_player(&id, None, None).is_err());
    person.vesper.undo(removed.undo.unwrap()).unwrap();
    assert!(person.vesper.routine(&id).is_ok(), "and back");

    let (other, _) = person.vesper.import_routine(&file).unwrap();
    assert_ne!(other, id, "what is brought in is a routine of its own");
    assert_eq!(
        person.vesper.routine(&other).unwrap().title,
        "Shoulders, my way"
    );
    let written = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, written.replace("pressure = 3", "pressure = 6")).unwrap();
    let count = person.vesper.routines().unwrap().len();
    match person.vesper.import_routine(&file) {
        Err(Error::Invalid(invalid)) => assert_eq!(invalid.field, "step[1].pressure"),
        other => panic!("{other:?}"),
    }
    assert_eq!(
        person.vesper.routines().unwrap().len(),
        count,
        "nothing came in"
    );
    for ours in ["neck-and-shoulders", "own-99", "own-x"] {
        assert!(person.vesper.remove_routine(ours).is_err(), "{ours}");
    }
}

#[test]
fn the_evening_s_marks_are_kept_read_over_weeks_and_taken_back() {
    let mut person = Person::new();
    let shoulder = |level| Mark {
        region: Region::Shoulder,
        side: Side::Both,
        level,
    };
    assert_eq!(person.vesper.body_tonight().unwrap(), None, "nobody said");
    person.vesper.mark_body(&[shoulder(7)]).unwrap();
    person.clock.set(person.clock.now() + Duration::days(14));
    let later = person.vesper.mark_body(&[shoulder(3)]).unwrap();
    let history = person.vesper.body_history(None, None).unwrap();
    assert_eq!(history.len(), 1);
    assert!(
        history[0].reading.contains("7.0 of 10 down to 3.0"),
        "{}",
        history[0].reading
    );
    let advice = person.vesper.advise_body(&[shoulder(3)]).unwrap();
    assert_eq!(advice.suggestions[0].routine, "neck-and-shoulders");
    person.vesper.undo(later.undo.unwrap()).unwrap();
    assert_eq!(person.vesper.body_tonight().unwrap(), None);
    assert_eq!(person.vesper.body_evenings(None, None).unwrap().len(), 1);
    person.vesper.mark_body(&[]).unwrap();
    assert_eq!(
        person.vesper.body_tonight().unwrap().map(|it| it.marks),
        Some(Vec::new()),
        "nothing is tight: that is an answer too"
    );
    let first = person.vesper.body_evenings(None, None).unwrap()[0].night;
    assert_eq!(first, date("2026-11-25"));
    person.vesper.clear_body(first).unwrap();
    assert_eq!(person.vesper.body_evenings(None, None).unwrap().len(), 1);
}
