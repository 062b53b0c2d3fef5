//! Claiming what is due.

use std::cell::Cell;

use super::{Home, clock, home, instant, night};
use crate::reminders::{Notice, Presence, ReminderDraft, ReminderKind, Rule, State, When};
use crate::time::Minutes;

/// A home in Berlin on 23 November 2026 with a massage at 21:30, looked at for the first time at 20:00.
fn evening() -> Home {
    let mut home = home("2026-11-23T19:00:00Z");
    let draft = ReminderDraft {
        kind: ReminderKind::SelfMassage,
        title: "Neck and shoulders".to_owned(),
        body: None,
        routine: None,
        rule: Rule {
            when: When::At(clock("21:30")),
            days: Vec::new(),
            every_weeks: 1,
            start: night("2026-11-20"),
            until: None,
            count: None,
        },
        grace_min: Minutes(45),
        sound: false,
        enabled: true,
    };
    home.vesper.add_reminder(&draft).unwrap();
    assert_eq!(look(&mut home, "19:00", Presence::Free), (Vec::new(), 0));
    home
}

/// A look on that day at `time` in UTC: what is said, and how often it was asked whether that may be.
fn look(home: &mut Home, time: &str, presence: Presence) -> (Vec<Notice>, u32) {
    home.clock.set(instant(&format!("2026-11-23T{time}:00Z")));
    let asked = Cell::new(0);
    let said = home.vesper.claim_due(|| {
        asked.set(asked.get() + 1);
        presence
    });
    (said.unwrap(), asked.get())
}

#[test]
fn whether_the_person_is_free_is_asked_only_where_there_is_something_to_say() {
    let mut home = evening();
    assert_eq!(look(&mut home, "20:29", Presence::Busy), (Vec::new(), 0));
    assert_eq!(look(&mut home, "20:30", Presence::Busy), (Vec::new(), 1));
    let (said, asked) = look(&mut home, "20:31", Presence::Free);
    assert_eq!((said.len(), asked), (1, 1));
    home.vesper.notice_shown(&said[0]).unwrap();
    assert_eq!(look(&mut home, "20:32", Presence::Busy), (Vec::new(), 0));
}

#[test]
fn what_is_held_back_is_not_in_the_ledger_until_it_is_said() {
    let mut home = evening();
    look(&mut home, "20:30", Presence::Busy);
    let history = |home: &Home| home.vesper.reminder_history(None, None).unwrap();
    assert_eq!(history(&home), [], "nothing was claimed");
    let (said, _) = look(&mut home, "21:20", Presence::Free);
    assert_eq!(said.len(), 1, "its grace is over: one gentle message");
    assert_eq!(said[0].misses.len(), 1, "which names it");
    assert_eq!(history(&home)[0].state, State::Missed);
}
