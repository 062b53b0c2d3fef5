//! Taking changes back, and taking that back.

use super::{clock, entry, home, instant, night, refused_field};
use crate::diary::{DayFactors, RecordId};
use crate::error::Error;
use crate::reminders::{Presence, ReminderDraft, ReminderKind, Rule, Schedule, ScheduleDay, When};
use crate::text::text;
use crate::time::{Minutes, Weekday};
use crate::vesper::{Changed, Light, Topic, UndoToken, Vesper};

const MORNING: &str = "2026-11-23T08:00:00Z";

/// All that the verbs of these tests change.
fn state(vesper: &Vesper) -> String {
    format!(
        "{:?} {:?} {:?} {:?}",
        vesper.nights(None, None).unwrap(),
        vesper.night_page(night("2026-11-22")).unwrap().factors,
        vesper.schedule().unwrap(),
        vesper.settings().unwrap(),
    )
}

#[test]
fn every_change_can_be_undone_and_done_again() {
    type Verb = fn(&mut Vesper) -> Changed;
    let verbs: [(&str, Topic, Verb); 6] = [
        ("log", Topic::Diary, |vesper| {
            vesper.log_night(&entry("2026-11-20")).unwrap().1
        }),
        ("edit", Topic::Diary, |vesper| {
            let id = vesper.nights(None, None).unwrap()[0].id;
            let mut other = entry("2026-11-19");
            other.out_of_bed = clock("08:00");
            vesper.edit_night(id, &other).unwrap()
        }),
        ("delete", Topic::Diary, |vesper| {
            let id = vesper.nights(None, None).unwrap()[0].id;
            vesper.delete_record(id).unwrap()
        }),
        ("factors", Topic::Diary, |vesper| {
            let factors = DayFactors {
                mood: Some(4),
                ..DayFactors::default()
            };
            vesper.set_factors(night("2026-11-22"), &factors).unwrap()
        }),
        ("schedule", Topic::Schedule, |vesper| {
            let plan = ScheduleDay {
                day: Weekday::Wed,
                bed: clock("22:00"),
                rise: clock("06:00"),
            };
            vesper.set_schedule(&Schedule(vec![plan])).unwrap()
        }),
        ("settings", Topic::Settings, |vesper| {
            let mut settings = vesper.settings().unwrap();
            settings.light = Light::Evening;
            vesper.set_settings(&settings).unwrap()
        }),
    ];
    for (name, topic, verb) in verbs {
        let mut home = home(MORNING);
        let vesper = &mut home.vesper;
        vesper.log_night(&entry("2026-11-19")).unwrap();
        let before = state(vesper);
        let changed = verb(vesper);
        let after = state(vesper);
        assert_ne!(before, after, "{name} changes something");
        assert!(changed.topics.contains(&topic), "{name} says what to fetch");
        assert!(
            changed.done.contains(' ') || !changed.done.contains('_'),
            "{name}: {}",
            changed.done
        );

        let undone = vesper.undo(changed.undo.unwrap()).unwrap();
        assert_eq!(state(vesper), before, "{name} is taken back whole");
        assert!(undone.topics.contains(&topic), "undoing {name} says so too");
        assert_eq!(
            undone.topics, changed.topics,
            "undoing {name} touches what {name} touched"
        );
        vesper.undo(undone.undo.unwrap()).unwrap();
        assert_eq!(state(vesper), after, "{name} is done again");
    }
}

#[test]
fn a_change_is_undone_once() {
    let mut home = home(MORNING);
    let (_, changed) = home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let token = changed.undo.unwrap();
    home.vesper.undo(token).unwrap();
    let again = home.vesper.undo(token).unwrap_err();
    assert!(matches!(again, Error::NotFound(_)), "{again}");
    let never = home.vesper.undo(UndoToken(77)).unwrap_err();
    assert!(matches!(never, Error::NotFound(_)), "{never}");
}

#[test]
fn a_deleted_night_does_not_come_back_over_the_one_in_its_place() {
    let mut home = home(MORNING);
    let (id, _) = home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let deleted = home.vesper.delete_record(id).unwrap();
    let (other, _) = home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let token = deleted.undo.unwrap();
    assert_eq!(
        refused_field(home.vesper.undo(token)),
        "in_bed",
        "it would overlap"
    );
    home.vesper.delete_record(other).unwrap();
    home.vesper.undo(token).unwrap();
    assert_eq!(
        home.vesper.nights(None, None).unwrap()[0].id,
        id,
        "once the place is free it comes back: the refusal spent nothing"
    );
}

#[test]
fn the_last_hundred_changes_can_be_undone() {
    let mut home = home(MORNING);
    let settings = home.vesper.settings().unwrap();
    let tokens: Vec<UndoToken> = (0..101)
        .map(|_| home.vesper.set_settings(&settings).unwrap().undo.unwrap())
        .collect();
    let oldest = home.vesper.undo(tokens[0]).unwrap_err();
    assert!(matches!(oldest, Error::NotFound(_)), "{oldest}");
    home.vesper.undo(tokens[1]).unwrap();
}

#[test]
fn nothing_from_before_a_restore_is_undone_after_it() {
    let mut home = home(MORNING);
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup.db");
    home.vesper.backup(&backup).unwrap();
    let (_, changed) = home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let restored = home.vesper.restore(&backup).unwrap();
    assert!(restored.topics.contains(&Topic::Reminders), "all is new");
    assert_eq!(
        home.vesper.nights(None, None).unwrap(),
        [],
        "the restored diary"
    );
    let stale = home.vesper.undo(changed.undo.unwrap()).unwrap_err();
    assert!(matches!(stale, Error::NotFound(_)), "{stale}");
}

#[test]
fn what_another_program_changed_meanwhile_is_not_undone_over() {
    // Each does one thing here and another in the other program, to the same night, setting or plan.
    type Verb = fn(&mut Vesper, RecordId, bool) -> Changed;
    let verbs: [(&str, Verb); 4] = [
        ("edit", |vesper, id, here| {
            let mut other = entry("2026-11-19");
            other.out_of_bed = clock(if here { "08:00" } else { "07:30" });
            vesper.edit_night(id, &other).unwrap()
        }),
        ("factors", |vesper, _, here| {
            let factors = DayFactors {
                mood: Some(if here { 4 } else { 5 }),
                ..DayFactors::default()
            };
            vesper.set_factors(night("2026-11-22"), &factors).unwrap()
        }),
        ("settings", |vesper, _, here| {
            let mut settings = vesper.settings().unwrap();
            settings.light = if here { Light::Evening } else { Light::Day };
            vesper.set_settings(&settings).unwrap()
        }),
        ("schedule", |vesper, _, here| {
            let plan = ScheduleDay {
                day: Weekday::Wed,
                bed: clock("22:00"),
                rise: clock(if here { "06:00" } else { "06:30" }),
            };
            vesper.set_schedule(&Schedule(vec![plan])).unwrap()
        }),
    ];
    for (name, verb) in verbs {
        let mut home = home(MORNING);
        let mut other = Vesper::open(home._folder.path(), home.clock.clone()).unwrap();
        let (id, _) = home.vesper.log_night(&entry("2026-11-19")).unwrap();
        let changed = verb(&mut home.vesper, id, true);
        verb(&mut other, id, false);
        let theirs = state(&other);
        let refused = home.vesper.undo(changed.undo.unwrap()).unwrap_err();
        assert_eq!(
            refused.to_string(),
            text("error_undo_changed", &[]),
            "{name}: says why"
        );
        assert_eq!(state(&home.vesper), theirs, "{name}: nothing of it is lost");
    }
}

#[test]
fn a_night_that_another_program_deleted_is_not_brought_back_by_undoing_its_edit() {
    let mut home = home(MORNING);
    let mut other = Vesper::open(home._folder.path(), home.clock.clone()).unwrap();
    let (id, logged) = home.vesper.log_night(&entry("2026-11-19")).unwrap();
    let mut later = entry("2026-11-19");
    later.out_of_bed = clock("08:00");
    let edited = home.vesper.edit_night(id, &later).unwrap();
    other.delete_record(id).unwrap();
    for token in [edited, logged].map(|changed| changed.undo.unwrap()) {
        let refused = home.vesper.undo(token).unwrap_err();
        assert_eq!(refused.to_string(), text("error_undo_changed", &[]));
    }
    assert_eq!(
        home.vesper.nights(None, None).unwrap(),
        [],
        "it stays deleted"
    );
}

fn reminder(title: &str) -> ReminderDraft {
    ReminderDraft {
        kind: ReminderKind::Custom,
        title: title.to_owned(),
        body: None,
        routine: None,
        rule: Rule {
            when: When::At(clock("21:00")),
            days: Vec::new(),
            every_weeks: 1,
            start: night("2026-11-01"),
            until: None,
            count: None,
        },
        grace_min: Minutes(60),
        sound: false,
        enabled: true,
    }
}

#[test]
fn what_became_of_a_reminder_meanwhile_does_not_keep_its_edit_from_being_undone() {
    let mut home = home(MORNING);
    let draft = reminder("Stretch");
    let (id, _) = home.vesper.add_reminder(&draft).unwrap();
    let edited = home
        .vesper
        .edit_reminder(id, &reminder("Stretch a little"))
        .unwrap();
    home.clock.set(instant("2026-11-23T20:00:30Z"));
    assert_eq!(
        home.vesper.claim_due(|| Presence::Free).unwrap().len(),
        1,
        "it came"
    );
    home.vesper.undo(edited.undo.unwrap()).unwrap();
    assert_eq!(home.vesper.reminders().unwrap()[0].draft.title, "Stretch");
}
