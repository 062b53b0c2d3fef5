//! What comes when: put off, paused, slept through, held until the person is free.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::sync::Arc;

use chrono::{DateTime, Duration};
use vesper_core::reminders::{
    Action, Appointment, Notice, NoticeAction, Presence, ReminderDraft, ReminderId, ReminderKind,
    Rule, Schedule, ScheduleDay, Sign, Sound, State, When,
};
use vesper_core::time::{Clock, FixedClock, Instant, Minutes, Weekday};
use vesper_core::vesper::Pause;
use vesper_core::{Error, Vesper};

/// A person in Berlin on 5 June 2026, noon, who plans to sleep from 23:00 to 07:00.
struct Person {
    dir: tempfile::TempDir,
    clock: Arc<FixedClock>,
    vesper: Vesper,
}

/// A clock time of 5 June 2026 in Berlin, or of the 6th: `+07:00`.
fn at(time: &str) -> Instant {
    let (day, time) = time.strip_prefix('+').map_or((5, time), |time| (6, time));
    DateTime::parse_from_rfc3339(&format!("2026-06-0{day}T{time}:00+02:00"))
        .unwrap()
        .to_utc()
}

fn sleep(bed: &str, rise: &str) -> Schedule {
    let plan = |day| ScheduleDay {
        day,
        bed: bed.parse().unwrap(),
        rise: rise.parse().unwrap(),
    };
    Schedule(Weekday::ALL.into_iter().map(plan).collect())
}

fn reminder(kind: ReminderKind, title: &str, when: When) -> ReminderDraft {
    ReminderDraft {
        kind,
        title: title.to_owned(),
        body: None,
        routine: None,
        rule: Rule {
            when,
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: "2026-06-01".parse().unwrap(),
            until: None,
            count: None,
        },
        grace_min: Minutes(45),
        sound: Sound::None,
        actions: vec![NoticeAction::Done, NoticeAction::Snooze],
        appointment: None,
        enabled: true,
    }
}

fn every_evening(title: &str, time: &str) -> ReminderDraft {
    let when = When::At(time.parse().unwrap());
    reminder(ReminderKind::WindDown, title, when)
}

/// An appointment on 8 June at 17:00, announced the day before and an hour before.
fn appointment(clock: &FixedClock) -> ReminderDraft {
    let when = When::Once(at("17:00") + Duration::days(3));
    let mut draft = reminder(ReminderKind::ProfessionalMassage, "Massage", when);
    draft.appointment = Some(Appointment::usual(clock.zone()));
    draft
}

impl Person {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let zone = "Europe/Berlin".parse().unwrap();
        let clock = Arc::new(FixedClock::new(at("12:00"), zone));
        let mut vesper = Vesper::open(dir.path(), clock.clone()).unwrap();
        vesper.set_schedule(&sleep("23:00", "07:00")).unwrap();
        vesper.claim_due(|| Presence::Free).unwrap();
        Self { dir, clock, vesper }
    }

    fn add(&mut self, draft: &ReminderDraft) -> ReminderId {
        self.vesper.add_reminder(draft).unwrap().0
    }

    /// What the agent does at `time`: claims, shows, and says that it is shown.
    fn tick_while(&mut self, presence: Presence, time: &str) -> Vec<Notice> {
        self.clock.set(at(time));
        let said = self.vesper.claim_due(|| presence).unwrap();
        for notice in &said {
            self.vesper.notice_shown(notice).unwrap();
        }
        said
    }

    fn tick(&mut self, time: &str) -> Vec<Notice> {
        self.tick_while(Presence::Free, time)
    }

    /// What comes from now until noon of the next day, each with its time.
    fn coming(&self) -> Vec<String> {
        let (now, zone) = (self.clock.now(), self.clock.zone());
        let coming = self.vesper.coming(now, at("+12:00"), zone).unwrap();
        coming
            .iter()
            .map(|one| format!("{} {}", one.comes.format("%H:%M"), one.words))
            .collect()
    }

    fn state(&self) -> State {
        self.vesper.reminder_history(None, None).unwrap()[0].state
    }
}

#[test]
fn what_was_put_off_comes_when_its_snooze_ends_and_keeps_its_name() {
    let mut person = Person::new();
    let id = person.add(&every_evening("Neck", "21:30"));
    person.tick("21:30");
    person
        .vesper
        .act_on_occurrence(id, at("21:30"), Action::Snooze(15))
        .unwrap();
    assert_eq!(person.coming(), ["21:45 Neck"]);
    let zone = person.clock.zone();
    let coming = person
        .vesper
        .coming(at("21:40"), at("21:50"), zone)
        .unwrap();
    assert_eq!(coming[0].occurrence.due.to_utc(), at("21:30"));
    let before = person
        .vesper
        .coming(at("21:00"), at("21:40"), zone)
        .unwrap();
    assert_eq!(before, [], "it does not come when it was due");
}

#[test]
fn a_pause_moves_what_comes_to_its_end_and_leaves_out_what_it_covers() {
    let mut person = Person::new();
    for (title, time) in [("Lights", "20:00"), ("Neck", "21:30"), ("Page", "21:50")] {
        person.add(&every_evening(title, time));
    }
    person.clock.set(at("19:00"));
    let until = Some(at("22:00"));
    person.vesper.set_pause(Pause { until }).unwrap();
    assert_eq!(person.coming(), ["22:00 Neck", "22:00 Page"]);
    for time in ["20:00", "20:50", "21:30", "21:59"] {
        assert_eq!(person.tick(time), [], "{time}");
    }
    let said = person.tick("22:00");
    assert_eq!(said.len(), 1, "one message after a pause");
    assert_eq!(said[0].title, "After the pause");
    assert_eq!(said[0].shows.len(), 2);
    assert_eq!(person.tick("22:01"), []);
}

#[test]
fn a_heads_up_that_falls_into_a_pause_of_days_is_foretold_and_comes_after_it() {
    let mut person = Person::new();
    let mut draft = appointment(&person.clock);
    draft.rule.when = When::Once(at("17:00") + Duration::days(7));
    let week = [7 * 24 * 60, 60].map(Minutes).to_vec();
    draft.appointment.as_mut().unwrap().heads_ups = week;
    person.add(&draft);
    let ends = at("12:00") + Duration::days(4);
    let until = Some(ends);
    person.vesper.set_pause(Pause { until }).unwrap();
    let mut now = at("12:00");
    while now < ends {
        person.clock.set(now);
        let said = person.vesper.claim_due(|| Presence::Free).unwrap();
        assert_eq!(said, [], "paused: {now}");
        now += Duration::minutes(20);
    }
    let zone = person.clock.zone();
    let coming = person.vesper.coming(now, now + Duration::days(1), zone);
    assert_eq!(coming.unwrap()[0].comes.to_utc(), ends);
    person.clock.set(ends);
    let said = person.vesper.claim_due(|| Presence::Free).unwrap();
    assert_eq!(
        said[0].shows[0].due.to_utc(),
        at("17:00"),
        "of four days ago"
    );
}

#[test]
fn however_shortly_before_the_end_of_a_pause_things_fall_due_one_message_comes() {
    for resumed in [false, true] {
        let mut person = Person::new();
        person.add(&every_evening("Neck", "21:58"));
        person.add(&every_evening("Page", "21:59"));
        person.clock.set(at("21:00"));
        let until = Some(at(if resumed { "23:30" } else { "22:00" }));
        person.vesper.set_pause(Pause { until }).unwrap();
        assert_eq!(person.tick("21:59"), []);
        person.clock.set(at("22:00"));
        if resumed {
            // Impatiently, before anybody has looked.
            for _ in 0..2 {
                person.vesper.set_pause(Pause { until: None }).unwrap();
                assert_eq!(person.vesper.pause().unwrap().until, None);
            }
        }
        let said = person.tick("22:00");
        assert_eq!(said.len(), 1, "resumed by the person: {resumed}");
        assert_eq!(said[0].title, "After the pause");
    }
}

#[test]
fn after_busy_hours_the_message_says_so_and_names_what_passed_by() {
    let mut person = Person::new();
    for (title, time) in [("Lights", "20:00"), ("Neck", "21:00"), ("Page", "21:10")] {
        person.add(&every_evening(title, time));
    }
    for time in ["20:00", "20:50", "21:00", "21:10"] {
        assert_eq!(person.tick_while(Presence::Busy, time), [], "{time}");
    }
    let said = person.tick("21:20");
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].title, "While you were busy");
    let body = said[0].body.as_deref().unwrap();
    assert!(body.contains("Lights (20:00)"), "{body}");
    assert_eq!((said[0].shows.len(), said[0].misses.len()), (2, 1));
}

#[test]
fn what_waits_over_the_planned_sleep_comes_at_the_rise() {
    let mut person = Person::new();
    let mut page = every_evening("Page", "22:30");
    page.grace_min = Minutes(12 * 60);
    person.add(&page);
    assert_eq!(person.tick("22:30").len(), 1);
    // The plan is moved over what was put off until after the new lights-out.
    let id = person.vesper.reminders().unwrap()[0].id;
    person
        .vesper
        .act_on_occurrence(id, at("22:30"), Action::Snooze(10))
        .unwrap();
    person
        .vesper
        .set_schedule(&sleep("22:00", "06:00"))
        .unwrap();
    assert_eq!(person.coming(), ["06:00 Page"]);
    assert_eq!(person.vesper.asleep_until().unwrap(), Some(at("+06:00")));
    assert_eq!(person.tick("22:40"), []);
    assert_eq!(person.tick("+05:59"), []);
    assert_eq!(
        person.tick("+06:00").len(),
        1,
        "it comes when it was said to"
    );
    assert_eq!(person.vesper.asleep_until().unwrap(), None);
}

#[test]
fn a_heads_up_is_said_as_what_it_announces_and_is_no_stop_of_the_evening() {
    let mut person = Person::new();
    let draft = appointment(&person.clock);
    let id = person.add(&draft);
    let (day, zone) = (Duration::days(1), person.clock.zone());
    let coming = person
        .vesper
        .coming(at("12:00"), at("12:00") + day * 4, zone);
    let words: Vec<String> = coming.unwrap().into_iter().map(|one| one.words).collect();
    assert_eq!(
        words,
        [
            "Tomorrow at 17:00: Massage",
            "Today at 17:00: Massage",
            "Massage"
        ]
    );
    person.clock.set(at("17:00") + day * 2);
    let said = person.vesper.claim_due(|| Presence::Free).unwrap();
    person.vesper.notice_shown(&said[0]).unwrap();
    let waiting = person.vesper.waiting().unwrap();
    assert_eq!(waiting[0].words, "Tomorrow at 17:00: Massage");
    assert_eq!(
        waiting[0].actions,
        [NoticeAction::Snooze],
        "what is to come is not done yet"
    );
    assert_eq!(person.vesper.tonight().unwrap().stops, []);
    person.clock.set(at("12:00") + day * 3);
    let stops = person.vesper.tonight().unwrap().stops;
    assert_eq!(stops.len(), 1, "the appointment itself");
    assert_eq!(stops[0].occurrence.id, id);
    assert_eq!(stops[0].actions, draft.actions, "its own actions");
}

#[test]
fn a_heads_up_that_was_shown_waits_no_longer_once_its_appointment_is_left_out() {
    let mut person = Person::new();
    let id = person.add(&appointment(&person.clock));
    let begins = at("17:00") + Duration::days(3);
    person.clock.set(begins - Duration::days(1));
    let said = person.vesper.claim_due(|| Presence::Free).unwrap();
    person.vesper.notice_shown(&said[0]).unwrap();
    assert_eq!(person.vesper.waiting().unwrap().len(), 1);
    let left_out = person.vesper.act_on_occurrence(id, begins, Action::Skip);
    left_out.unwrap();
    assert_eq!(person.vesper.waiting().unwrap(), []);
}

/// A person at 21:30, just reminded, on a computer that tells of its microphone.
fn reminded() -> (Person, ReminderId) {
    let mut person = Person::new();
    person.vesper.note_signs(&[Sign::Microphone]).unwrap();
    let id = person.add(&every_evening("Neck", "19:00"));
    let said = person.tick("19:00");
    assert!(said[0].actions.contains(&NoticeAction::UntilFree));
    (person, id)
}

#[test]
fn put_off_until_free_it_is_held_past_its_grace_and_comes_when_the_meeting_ends() {
    let (mut person, id) = reminded();
    let answer = person
        .vesper
        .act_on_occurrence(id, at("19:00"), Action::SnoozeUntilFree)
        .unwrap();
    assert_eq!(
        answer.done,
        "Put off until you are free again, 22:05 at the latest."
    );
    assert_eq!(person.tick("19:04"), [], "the call may not have begun");
    for time in ["19:05", "19:50", "20:30", "21:29"] {
        assert_eq!(person.tick_while(Presence::Busy, time), [], "{time}");
        assert_eq!(person.state(), State::Snoozed, "{time}");
    }
    assert_eq!(person.vesper.waiting().unwrap().len(), 1, "it is in sight");
    let said = person.tick("21:30");
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].title, "Neck");
    assert_eq!(person.state(), State::Shown);
    assert_eq!(person.tick("21:31"), []);
}

#[test]
fn put_off_until_free_it_is_held_for_three_hours_and_never_into_the_sleep() {
    for (bed, last) in [("23:00", "22:05"), ("21:00", "21:00")] {
        let (mut person, id) = reminded();
        person.vesper.set_schedule(&sleep(bed, "06:00")).unwrap();
        person
            .vesper
            .act_on_occurrence(id, at("19:00"), Action::SnoozeUntilFree)
            .unwrap();
        let before = at(last) - Duration::minutes(1);
        person.clock.set(before);
        person.vesper.claim_due(|| Presence::Busy).unwrap();
        assert_eq!(person.state(), State::Snoozed, "until {last}");
        assert_eq!(person.tick(last), [], "its time is over at {last}");
        assert_eq!(person.tick("+06:00"), [], "what was seen is not named");
        assert_eq!(person.state(), State::Missed);
    }
}

#[test]
fn a_hold_is_taken_back_and_outlasts_a_restart() {
    let (mut person, id) = reminded();
    let due = at("19:00");
    let held = person
        .vesper
        .act_on_occurrence(id, due, Action::SnoozeUntilFree)
        .unwrap();
    person.vesper = Vesper::open(person.dir.path(), person.clock.clone()).unwrap();
    let history = person.vesper.reminder_history(None, None).unwrap();
    assert!(history[0].until_free);
    assert_eq!(person.tick_while(Presence::Busy, "20:30"), []);
    assert_eq!(person.tick("20:31").len(), 1);
    let (mut person, _) = {
        drop(held);
        reminded()
    };
    let held = person
        .vesper
        .act_on_occurrence(id, due, Action::SnoozeUntilFree)
        .unwrap();
    person.vesper.undo(held.undo.unwrap()).unwrap();
    assert_eq!(person.state(), State::Shown);
}

#[test]
fn where_nothing_tells_of_meetings_it_is_neither_offered_nor_taken() {
    for (given, ignored) in [
        (vec![], vec![]),
        (vec![Sign::Away], vec![]),
        (vec![Sign::Camera], vec![Sign::Camera]),
    ] {
        let mut person = Person::new();
        person.vesper.note_signs(&given).unwrap();
        let mut settings = person.vesper.settings().unwrap();
        settings.ignored_signs = ignored;
        person.vesper.set_settings(&settings).unwrap();
        let id = person.add(&every_evening("Neck", "19:00"));
        let said = person.tick("19:00");
        assert_eq!(said[0].actions, [NoticeAction::Done, NoticeAction::Snooze]);
        let refused = person
            .vesper
            .act_on_occurrence(id, at("19:00"), Action::SnoozeUntilFree);
        assert!(
            matches!(&refused, Err(Error::Invalid(invalid)) if invalid.field == "until_free"),
            "{given:?}: {refused:?}"
        );
    }
}
