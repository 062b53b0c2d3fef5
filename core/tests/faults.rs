//! Reminding on a disk that is full or cannot be written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on says why"
)]

#[path = "../../tests/support/small_disk.rs"]
mod small_disk;

use std::path::Path;
use std::sync::Arc;

use small_disk::SmallDisk;
use vesper_core::reminders::{
    Action, Notice, NoticeAction, Presence, ReminderDraft, ReminderKind, Rule, Sound, State, When,
};
use vesper_core::time::{FixedClock, Instant, Minutes};
use vesper_core::vesper::Pause;
use vesper_core::{Error, Vesper};

fn at(time: &str) -> Instant {
    let text = format!("2026-06-05T{time}:00+02:00");
    chrono::DateTime::parse_from_rfc3339(&text)
        .unwrap()
        .to_utc()
}

/// A clock in Berlin on 5 June 2026 at 20:00, and a diary in `dir` with a massage at 21:30.
fn evening(dir: &Path) -> (Arc<FixedClock>, Vesper) {
    let clock = Arc::new(FixedClock::new(
        at("20:00"),
        "Europe/Berlin".parse().unwrap(),
    ));
    let mut vesper = Vesper::open(dir, clock.clone()).unwrap();
    let draft = ReminderDraft {
        kind: ReminderKind::SelfMassage,
        title: "Neck and shoulders".to_owned(),
        body: None,
        routine: None,
        rule: Rule {
            when: When::At("21:30".parse().unwrap()),
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: "2026-06-01".parse().unwrap(),
            until: None,
            count: None,
        },
        grace_min: Minutes(45),
        sound: Sound::None,
        actions: NoticeAction::ALL.to_vec(),
        appointment: None,
        enabled: true,
    };
    vesper.add_reminder(&draft).unwrap();
    assert_eq!(look(&mut vesper), []);
    (clock, vesper)
}

fn look(vesper: &mut Vesper) -> Vec<Notice> {
    vesper.claim_due(|| Presence::Free).unwrap()
}

/// What stands in the ledger of `vesper`.
fn states(vesper: &Vesper) -> Vec<State> {
    let history = vesper.reminder_history(None, None).unwrap();
    history.into_iter().map(|one| one.state).collect()
}

/// At 21:30 the disk refuses the claim; from memory it comes once and is put off, comes again, is answered, and all of that
/// is on the disk once that can be written.
fn comes_once_and_is_written_later(clock: &FixedClock, vesper: &mut Vesper, mend: impl FnOnce()) {
    clock.set(at("21:30"));
    let refused = vesper.claim_due(|| Presence::Free);
    assert!(matches!(refused, Err(Error::Storage(_))), "{refused:?}");
    vesper.go_on_from_memory().unwrap();
    let said = look(vesper);
    assert_eq!(said.len(), 1, "it comes");
    vesper.notice_shown(&said[0]).unwrap();
    assert_eq!(look(vesper), [], "once");
    assert!(
        vesper.return_to_disk().is_err(),
        "nothing can be written yet"
    );
    assert!(vesper.is_from_memory());
    let one = &said[0].shows[0];
    let due = one.due.to_utc();
    vesper
        .act_on_occurrence(one.id, due, Action::Snooze(10))
        .unwrap();
    clock.set(at("21:40"));
    assert_eq!(look(vesper).len(), 1, "what was put off comes again");
    vesper.act_on_occurrence(one.id, due, Action::Skip).unwrap();
    let until = Some(at("23:00"));
    vesper.set_pause(Pause { until }).unwrap();
    mend();
    vesper.return_to_disk().unwrap();
    assert!(!vesper.is_from_memory());
    assert_eq!(states(vesper), [State::Skipped]);
    assert_eq!(vesper.pause().unwrap().until, until);
    assert_eq!(look(vesper), [], "the disk knows of it");
}

#[test]
fn on_a_full_disk_what_is_due_comes_once_and_is_written_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let (clock, mut vesper) = evening(disk.path());
    disk.fill();
    comes_once_and_is_written_later(&clock, &mut vesper, || disk.empty());
    drop(vesper);
    let vesper = Vesper::open(disk.path(), clock).unwrap();
    assert_eq!(states(&vesper), [State::Skipped], "it stands on the disk");
}

#[test]
fn a_folder_that_lets_nothing_be_written_is_read_and_what_is_due_comes() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let (clock, vesper) = evening(disk.path());
    drop(vesper);
    disk.set_read_only(true);
    let refused = Vesper::open(disk.path(), clock.clone()).map(drop);
    assert!(matches!(refused, Err(Error::Storage(_))), "{refused:?}");
    let mut vesper = Vesper::open_from_memory(disk.path(), clock.clone()).unwrap();
    clock.set(at("21:30"));
    let said = look(&mut vesper);
    assert_eq!(said.len(), 1, "it comes");
    vesper.notice_shown(&said[0]).unwrap();
    assert_eq!(look(&mut vesper), [], "once");
    assert!(vesper.return_to_disk().is_err());
    disk.set_read_only(false);
    vesper.return_to_disk().unwrap();
    drop(vesper);
    let vesper = Vesper::open(disk.path(), clock).unwrap();
    assert_eq!(states(&vesper), [State::Shown]);
}

#[test]
fn what_another_program_wrote_meanwhile_stands() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, mut vesper) = evening(folder.path());
    clock.set(at("21:30"));
    vesper.go_on_from_memory().unwrap();
    let said = look(&mut vesper);
    vesper.notice_shown(&said[0]).unwrap();
    let one = &said[0].shows[0];
    clock.set(at("21:31"));
    let mut window = Vesper::open(folder.path(), clock.clone()).unwrap();
    window
        .act_on_occurrence(one.id, one.due.to_utc(), Action::Done)
        .unwrap();
    vesper.return_to_disk().unwrap();
    assert_eq!(states(&vesper), [State::Done], "the later word counts");
    vesper.go_on_from_memory().unwrap();
    window.remove_reminder(one.id).unwrap();
    vesper.return_to_disk().unwrap();
    assert_eq!(states(&vesper), [], "what was removed stays removed");
}

#[test]
fn an_answer_is_not_written_over_by_what_memory_took_for_missed() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, mut vesper) = evening(folder.path());
    vesper.go_on_from_memory().unwrap();
    clock.set(at("21:35"));
    let mut window = Vesper::open(folder.path(), clock.clone()).unwrap();
    let id = window.reminders().unwrap()[0].id;
    window
        .act_on_occurrence(id, at("21:30"), Action::Done)
        .unwrap();
    // The computer slept over it: memory knows of no answer.
    clock.set(at("22:20"));
    assert_eq!(look(&mut vesper)[0].misses.len(), 1);
    assert_eq!(states(&vesper), [State::Missed]);
    vesper.return_to_disk().unwrap();
    assert_eq!(states(&vesper), [State::Done], "the person has said so");
}

#[test]
fn what_was_answered_before_a_long_absence_is_taken_along() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, mut vesper) = evening(folder.path());
    clock.set(at("21:30"));
    let said = look(&mut vesper);
    vesper.notice_shown(&said[0]).unwrap();
    let one = &said[0].shows[0];
    vesper
        .act_on_occurrence(one.id, at("21:30"), Action::Done)
        .unwrap();
    clock.set(at("21:31") + chrono::Duration::days(10));
    vesper.go_on_from_memory().unwrap();
    look(&mut vesper);
    let history = vesper.reminder_history(None, None).unwrap();
    let states: Vec<State> = history.iter().map(|one| one.state).collect();
    assert_eq!(states.last(), Some(&State::Done), "{states:?}");
}

#[test]
fn what_was_shown_waits_while_its_grace_lasts_and_until_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let (clock, mut vesper) = evening(folder.path());
    let waiting = |vesper: &Vesper| vesper.waiting().unwrap();
    assert_eq!(waiting(&vesper), []);
    clock.set(at("21:40"));
    let said = look(&mut vesper);
    assert_eq!(waiting(&vesper).len(), 1, "claimed, and not yet shown");
    vesper.notice_shown(&said[0]).unwrap();
    let found = waiting(&vesper);
    assert_eq!(found[0].until.to_utc(), at("22:25"), "from its showing on");
    assert_eq!(found[0].place, "tonight");
    clock.set(at("22:25"));
    assert_eq!(waiting(&vesper), [], "its time is over");
    clock.set(at("22:20"));
    let one = &said[0].shows[0];
    vesper
        .act_on_occurrence(one.id, one.due.to_utc(), Action::Skip)
        .unwrap();
    assert_eq!(waiting(&vesper), []);
}
