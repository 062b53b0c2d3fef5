//! Reminders on a real database: the ledger, what a crash leaves, what is undone.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::sync::Arc;

use chrono::{DateTime, Duration};
use vesper_core::reminders::{
    Action, Notice, NoticeAction, Presence, ReminderDraft, ReminderId, ReminderKind, Rule,
    Schedule, ScheduleDay, Sound, State, When,
};
use vesper_core::time::{Clock, FixedClock, Instant, Minutes, Weekday, Zone};
use vesper_core::vesper::Pause;
use vesper_core::{Error, Vesper};

/// A person in Berlin on 5 June 2026, noon, who plans to sleep from 23:00 to 07:00.
struct Person {
    dir: tempfile::TempDir,
    clock: Arc<FixedClock>,
    vesper: Vesper,
}

impl Person {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::new(at("12:00"), zone("Europe/Berlin")));
        let mut vesper = Vesper::open(dir.path(), clock.clone()).unwrap();
        let plan = |day| ScheduleDay {
            day,
            bed: "23:00".parse().unwrap(),
            rise: "07:00".parse().unwrap(),
        };
        vesper
            .set_schedule(&Schedule(Weekday::ALL.into_iter().map(plan).collect()))
            .unwrap();
        vesper.claim_due(|| Presence::Free).unwrap();
        Self { dir, clock, vesper }
    }

    /// What the agent does at `time`: claims, shows, and says that it is shown.
    fn tick(&mut self, time: &str) -> Vec<Notice> {
        self.clock.set(at(time));
        let said = self.vesper.claim_due(|| Presence::Free).unwrap();
        for notice in &said {
            self.vesper.notice_shown(notice).unwrap();
        }
        said
    }

    /// The program ends, however it does, and begins again.
    fn restart(&mut self) {
        self.vesper = Vesper::open(self.dir.path(), self.clock.clone()).unwrap();
    }

    fn add(&mut self, draft: &ReminderDraft) -> ReminderId {
        self.vesper.add_reminder(draft).unwrap().0
    }

    /// The states on record, oldest first.
    fn states(&self) -> Vec<State> {
        let mut history = self.vesper.reminder_history(None, None).unwrap();
        history.reverse();
        history
            .into_iter()
            .map(|occurrence| occurrence.state)
            .collect()
    }
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

/// A clock time of 5 June 2026 in Berlin, or of the 6th: `+07:00`.
fn at(time: &str) -> Instant {
    let (day, time) = time.strip_prefix('+').map_or((5, time), |time| (6, time));
    DateTime::parse_from_rfc3339(&format!("2026-06-0{day}T{time}:00+02:00"))
        .unwrap()
        .to_utc()
}

fn every_evening(time: &str) -> ReminderDraft {
    ReminderDraft {
        kind: ReminderKind::SelfMassage,
        title: "Neck and shoulders".to_owned(),
        body: Some("Six minutes in a chair.".to_owned()),
        routine: Some("neck-and-shoulders".to_owned()),
        rule: Rule {
            when: When::At(time.parse().unwrap()),
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: "2026-06-01".parse().unwrap(),
            until: None,
            count: None,
        },
        grace_min: Minutes(45),
        sound: Sound::Soft,
        actions: NoticeAction::ALL.to_vec(),
        appointment: None,
        enabled: true,
    }
}

#[test]
fn a_reminder_is_shown_once_and_shown_is_not_done() {
    let mut person = Person::new();
    person.add(&every_evening("21:30"));
    assert_eq!(person.tick("21:29"), []);
    let said = person.tick("21:30");
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].title, "Neck and shoulders");
    assert_eq!(said[0].place, "massage/neck-and-shoulders");
    assert_eq!(person.tick("21:31"), []);
    person.restart();
    assert_eq!(person.tick("21:32"), [], "a restart does not repeat it");
    assert_eq!(person.states(), [State::Shown]);
}

#[test]
fn a_reminder_of_a_routine_that_does_not_exist_is_refused_and_names_the_field() {
    let mut person = Person::new();
    let kept = every_evening("21:30");
    let id = person.add(&kept);
    let typo = ReminderDraft {
        routine: Some("neck-and-sholders".to_owned()),
        ..kept.clone()
    };
    let added = person.vesper.add_reminder(&typo).map(drop);
    let edited = person.vesper.edit_reminder(id, &typo).map(drop);
    for refused in [added, edited] {
        assert!(
            matches!(&refused, Err(Error::Invalid(invalid)) if invalid.field == "routine"),
            "{refused:?}"
        );
    }
    let reminders = person.vesper.reminders().unwrap();
    assert_eq!(reminders.len(), 1, "the refused one was not added");
    assert_eq!(reminders[0].draft, kept, "nor the other changed");
}

#[test]
fn a_crash_between_the_claim_and_the_showing_shows_it_after_the_restart() {
    let mut person = Person::new();
    person.add(&every_evening("21:30"));
    person.clock.set(at("21:30"));
    assert_eq!(person.vesper.claim_due(|| Presence::Free).unwrap().len(), 1);
    person.restart();
    assert_eq!(person.tick("21:33").len(), 1, "claimed, and never shown");
    person.restart();
    assert_eq!(person.tick("21:34"), [], "now it was");
}

#[test]
fn a_claim_whose_grace_ends_before_the_restart_is_missed_and_named() {
    let mut person = Person::new();
    person.add(&every_evening("21:30"));
    person.clock.set(at("21:30"));
    person.vesper.claim_due(|| Presence::Free).unwrap();
    person.restart();
    let said = person.tick("22:20");
    assert_eq!(said.len(), 1);
    assert!(said[0].shows.is_empty());
    assert_eq!(said[0].misses.len(), 1);
    assert_eq!(person.states(), [State::Missed]);
}

#[test]
fn two_programs_on_one_diary_show_it_once() {
    let mut person = Person::new();
    person.add(&every_evening("21:30"));
    let mut other = Vesper::open(person.dir.path(), person.clock.clone()).unwrap();
    assert_eq!(person.tick("21:30").len(), 1);
    assert_eq!(
        other.claim_due(|| Presence::Free).unwrap(),
        [],
        "it stands in the ledger"
    );
}

#[test]
fn after_three_due_times_slept_through_there_is_one_message() {
    let mut person = Person::new();
    for time in ["18:00", "19:00", "20:50"] {
        person.add(&every_evening(time));
    }
    let said = person.tick("21:00");
    assert_eq!(said.len(), 1, "never a burst");
    assert_eq!((said[0].shows.len(), said[0].misses.len()), (1, 2));
    assert_eq!(person.tick("21:01"), [], "and only once");
    assert_eq!(
        person.states(),
        [State::Missed, State::Missed, State::Shown]
    );
}

#[test]
fn started_on_the_message_is_started_and_put_off_comes_again() {
    let mut person = Person::new();
    let id = person.add(&every_evening("21:30"));
    person.tick("21:30");
    person
        .vesper
        .act_on_occurrence(id, at("21:30"), Action::Snooze(15))
        .unwrap();
    assert_eq!(person.states(), [State::Snoozed]);
    person.restart();
    assert_eq!(person.tick("21:44"), []);
    assert_eq!(
        person.tick("21:45").len(),
        1,
        "the snooze outlives a restart"
    );
    person
        .vesper
        .act_on_occurrence(id, at("21:30"), Action::Start)
        .unwrap();
    assert_eq!(person.tick("21:46"), []);
    assert_eq!(person.states(), [State::Started]);
}

#[test]
fn left_out_before_it_is_due_it_does_not_come() {
    let mut person = Person::new();
    let id = person.add(&every_evening("21:30"));
    let changed = person
        .vesper
        .act_on_occurrence(id, at("21:30"), Action::Skip)
        .unwrap();
    assert_eq!(person.tick("21:30"), []);
    person.vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(person.tick("21:31").len(), 1, "taken back within its grace");
}

#[test]
fn an_occurrence_that_is_not_is_not_acted_on() {
    let mut person = Person::new();
    let id = person.add(&every_evening("21:30"));
    for (id, due) in [(id, at("21:31")), (ReminderId(99), at("21:30"))] {
        let answer = person.vesper.act_on_occurrence(id, due, Action::Start);
        assert!(matches!(answer, Err(Error::NotFound(_))), "{id:?} at {due}");
    }
    let answer = person
        .vesper
        .act_on_occurrence(id, at("21:30"), Action::Snooze(0));
    assert!(matches!(answer, Err(Error::Invalid(invalid)) if invalid.field == "snooze"));
}

#[test]
fn an_instant_beyond_the_plausible_years_is_refused_by_name() {
    let mut person = Person::new();
    let id = person.add(&every_evening("21:30"));
    let far = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
        .map(|text| DateTime::parse_from_rfc3339(text).unwrap().to_utc());
    let edges = [Instant::MIN_UTC, Instant::MAX_UTC];
    let refused = |answer: Result<(), Error>, named: &str, at: Instant| {
        assert!(
            matches!(&answer, Err(Error::Invalid(invalid)) if invalid.field == named),
            "{at}: {answer:?}"
        );
    };
    for at in far.into_iter().chain(edges) {
        for action in [Action::Skip, Action::Snooze(720)] {
            let acted = person.vesper.act_on_occurrence(id, at, action);
            refused(acted.map(drop), "due", at);
        }
        let listed = person.vesper.upcoming(at, at, person.clock.zone());
        refused(listed.map(drop), "from", at);
    }
}

#[test]
fn what_lies_before_a_reminder_was_made_is_neither_listed_nor_answered() {
    let mut person = Person::new();
    person.clock.set(at("20:00"));
    let id = person.add(&every_evening("19:30"));
    let zone = person.clock.zone();
    assert_eq!(
        person
            .vesper
            .upcoming(at("12:00"), at("+12:00"), zone)
            .unwrap(),
        []
    );
    let answer = person
        .vesper
        .act_on_occurrence(id, at("19:30"), Action::Done);
    assert!(matches!(answer, Err(Error::NotFound(_))), "{answer:?}");
    assert!(person.vesper.waiting().unwrap().is_empty());
}

#[test]
fn what_a_clock_that_ran_ahead_made_is_listed_answered_and_shown_once_the_clock_is_right() {
    let mut person = Person::new();
    person.clock.set(at("12:00") + Duration::days(900));
    let id = person.add(&every_evening("21:30"));
    person.clock.set(at("12:00"));
    let zone = person.clock.zone();
    let listed = person
        .vesper
        .upcoming(at("12:00"), at("+12:00"), zone)
        .unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(person.tick("21:30").len(), 1);
    person
        .vesper
        .act_on_occurrence(id, at("21:30"), Action::Done)
        .unwrap();
}

#[test]
fn what_was_put_off_and_is_held_back_when_it_comes_again_waits() {
    let mut person = Person::new();
    let id = person.add(&every_evening("21:30"));
    person.tick("21:30");
    person
        .vesper
        .act_on_occurrence(id, at("21:30"), Action::Snooze(15))
        .unwrap();
    person.clock.set(at("21:44"));
    assert_eq!(
        person.vesper.waiting().unwrap(),
        [],
        "it comes again at 21:45"
    );
    person.clock.set(at("21:50"));
    assert_eq!(person.vesper.claim_due(|| Presence::Busy).unwrap(), []);
    let waiting = person.vesper.waiting().unwrap();
    assert_eq!(waiting.len(), 1, "held back, and not lost from sight");
    assert_eq!(
        waiting[0].until.to_utc(),
        at("22:30"),
        "its grace from 21:45 on"
    );
}

#[test]
fn a_pause_keeps_quiet_and_what_it_covers_counts_as_left_out() {
    let mut person = Person::new();
    person.add(&every_evening("20:00"));
    person.clock.set(at("19:50"));
    let until = Some(at("+08:00"));
    let changed = person.vesper.set_pause(Pause { until }).unwrap();
    assert_eq!(person.vesper.pause().unwrap().until, until);
    let planned = person
        .vesper
        .upcoming(at("19:50"), at("21:00"), zone("Europe/Berlin"))
        .unwrap();
    assert_eq!(
        planned[0].state,
        State::Skipped,
        "what is listed is what will be"
    );
    assert_eq!(person.tick("20:00"), []);
    assert_eq!(person.tick("20:46"), []);
    assert_eq!(person.states(), [State::Skipped]);
    person.vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(person.vesper.pause().unwrap().until, None);
    let gone_by = Pause {
        until: Some(at("20:00")),
    };
    assert!(matches!(
        person.vesper.set_pause(gone_by),
        Err(Error::Invalid(_))
    ));
}

#[test]
fn removing_a_reminder_takes_its_history_and_undoing_brings_both_back() {
    let mut person = Person::new();
    let id = person.add(&every_evening("21:30"));
    person.tick("21:30");
    let before = (person.vesper.reminders().unwrap(), person.states());
    let changed = person.vesper.remove_reminder(id).unwrap();
    assert_eq!(person.vesper.reminders().unwrap(), []);
    assert_eq!(person.states(), []);
    let redo = person.vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(
        (person.vesper.reminders().unwrap(), person.states()),
        before
    );
    assert_eq!(
        person.tick("21:31"),
        [],
        "the ledger is whole: it is not shown again"
    );
    person.vesper.undo(redo.undo.unwrap()).unwrap();
    assert_eq!(person.vesper.reminders().unwrap(), []);
}

#[test]
fn a_change_is_kept_and_undone() {
    let mut person = Person::new();
    let id = person.add(&every_evening("21:30"));
    let later = every_evening("22:00");
    let changed = person.vesper.edit_reminder(id, &later).unwrap();
    assert_eq!(person.vesper.reminders().unwrap()[0].draft, later);
    person.vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(
        person.vesper.reminders().unwrap()[0].draft,
        every_evening("21:30")
    );
    let missing = person.vesper.edit_reminder(ReminderId(99), &later);
    assert!(matches!(missing, Err(Error::NotFound(_))));
}

#[test]
fn a_refused_reminder_leaves_the_diary_as_it_was() {
    let mut person = Person::new();
    let mut past = every_evening("21:30");
    past.rule.when = When::Once(at("11:59"));
    assert!(matches!(person.vesper.add_reminder(&past), Err(Error::Invalid(i)) if i.field == "at"));
    assert_eq!(person.vesper.reminders().unwrap(), []);
}

#[test]
fn what_is_upcoming_is_what_the_agent_shows() {
    let mut person = Person::new();
    for (kind, when) in [
        (
            ReminderKind::SelfMassage,
            When::At("21:30".parse().unwrap()),
        ),
        (ReminderKind::WindDown, When::BeforeLightsOut(Minutes(60))),
        (ReminderKind::Bedtime, When::BeforeLightsOut(Minutes(0))),
        (ReminderKind::Custom, When::At("23:30".parse().unwrap())),
        (
            ReminderKind::MorningDiary,
            When::At("06:30".parse().unwrap()),
        ),
        (ReminderKind::ProfessionalMassage, When::Once(at("15:00"))),
    ] {
        let mut draft = every_evening("21:30");
        (draft.kind, draft.rule.when) = (kind, when);
        person.add(&draft);
    }
    let (from, to) = (at("12:00"), at("+12:00"));
    let listed: Vec<(ReminderId, Instant)> = person
        .vesper
        .upcoming(from, to, person.clock.zone())
        .unwrap()
        .into_iter()
        .map(|occurrence| (occurrence.id, occurrence.due.to_utc()))
        .collect();
    let mut shown = Vec::new();
    let mut now = from;
    while now < to {
        person.clock.set(now);
        for notice in person.vesper.claim_due(|| Presence::Free).unwrap() {
            person.vesper.notice_shown(&notice).unwrap();
            assert!(notice.misses.is_empty(), "somebody looked all the time");
            shown.extend(notice.shows.iter().map(|one| (one.id, one.due.to_utc())));
        }
        now += Duration::minutes(1);
    }
    assert_eq!(
        listed.len(),
        6,
        "the one inside the planned sleep is not listed; the appointment is, and its heads-up an hour before"
    );
    assert_eq!(shown, listed);
}

#[test]
fn a_reminder_that_the_sleep_plan_holds_back_says_so_when_it_is_made_and_in_the_list() {
    let mut person = Person::new();
    let words = "Every day, at 23:30 (not shown on evenings when you plan to be asleep by then)";
    let mut late = every_evening("23:30");
    let (id, made) = person.vesper.add_reminder(&late).unwrap();
    assert_eq!(made.done, format!("Reminder set: {words}."));
    assert_eq!(person.vesper.reminders().unwrap()[0].in_words, words);
    late.rule.start = "2026-09-01".parse().unwrap();
    let changed = person.vesper.edit_reminder(id, &late).unwrap();
    assert_eq!(changed.done, format!("Reminder changed: {words}."));
    late.rule.when = When::Once(at("23:30"));
    let (_, made) = person.vesper.add_reminder(&late).unwrap();
    assert_eq!(
        made.done,
        "Reminder set: Once, on 5 June 2026 at 23:30 (it will not come: you plan to be asleep then)."
    );
    late.rule.when = When::At("21:30".parse().unwrap());
    let (_, made) = person.vesper.add_reminder(&late).unwrap();
    assert_eq!(made.done, "Reminder set: Every day, at 21:30.");
}

#[test]
fn a_look_with_nothing_to_decide_writes_nothing() {
    let mut person = Person::new();
    person.add(&every_evening("21:30"));
    let other = Vesper::open(person.dir.path(), person.clock.clone()).unwrap();
    person.tick("20:00");
    let before = other.data_version().unwrap();
    for minute in 1..30 {
        person.tick(&format!("20:{minute:02}"));
    }
    assert_eq!(
        other.data_version().unwrap(),
        before,
        "an idle laptop's disk stays asleep"
    );
}

#[test]
fn history_keeps_the_zone_an_evening_was_lived_in() {
    let mut person = Person::new();
    person.add(&every_evening("21:30"));
    person.tick("21:30");
    person.clock.travel(zone("Asia/Tokyo"));
    let history = person.vesper.reminder_history(None, None).unwrap();
    assert_eq!(history[0].due.to_rfc3339(), "2026-06-05T21:30:00+02:00");
    assert_eq!(history[0].night, "2026-06-05".parse().unwrap());
}

#[test]
fn undoing_a_sleep_plan_that_was_the_first_leaves_none() {
    let dir = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::new(at("12:00"), zone("Europe/Berlin")));
    let mut vesper = Vesper::open(dir.path(), clock).unwrap();
    vesper.add_reminder(&every_evening("23:30")).unwrap();
    let due = |vesper: &Vesper| {
        vesper
            .upcoming(at("12:00"), at("+12:00"), zone("Europe/Berlin"))
            .unwrap()
            .len()
    };
    assert_eq!(due(&vesper), 1, "what nobody planned holds nothing back");
    let usual = Schedule::default();
    let changed = vesper.set_schedule(&usual).unwrap();
    assert_eq!(due(&vesper), 0);
    vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(due(&vesper), 1);
}
