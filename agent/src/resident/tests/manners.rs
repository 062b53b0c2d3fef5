//! What the agent does while the person is busy.

use super::*;

#[test]
fn while_the_person_is_busy_nothing_is_shown_and_every_minute_is_looked_at() {
    let mut evening = Evening::new();
    evening.presence.set(Presence::Busy);
    evening.look("21:29");
    assert!(
        evening.resident.quiet.is_some(),
        "nothing is due: nothing is asked"
    );
    for time in ["21:30", "21:31", "21:59"] {
        assert_eq!(evening.look(time), []);
        assert!(
            evening.resident.quiet.is_none(),
            "the next minute's look asks again"
        );
    }
    evening.presence.set(Presence::Free);
    let said = evening.look("22:00");
    assert_eq!(said.len(), 1, "still within its grace");
    evening.resident.hear(Event::Shown(said[0].clone()));
    assert_eq!(evening.state(), State::Shown);
    evening.look("22:01");
    assert!(evening.resident.quiet.is_some(), "all is told");
}

#[test]
fn what_passed_by_meanwhile_is_told_in_one_message() {
    let mut evening = Evening::new();
    evening.presence.set(Presence::Busy);
    for time in ["21:30", "22:16"] {
        assert_eq!(evening.look(time), []);
    }
    evening.presence.set(Presence::Free);
    let said = evening.look("22:20");
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].shows.len(), said[0].misses.len()), (0, 1));
    assert_eq!(evening.state(), State::Missed);
    assert_eq!(evening.look("22:21"), [], "once");
}

#[test]
fn what_is_held_back_can_be_answered_in_the_tray() {
    let mut evening = Evening::new();
    evening.presence.set(Presence::Busy);
    evening.look("21:30");
    let face = evening.face();
    assert_eq!(face.look, Look::Active, "the icon does not call");
    let waits = &face.waiting[0];
    assert_eq!(waits.words, "Neck and shoulders, at 21:30");
    let skip = Command::Answer(waits.id, waits.due, Choice::Skip);
    evening.resident.hear(Event::Commanded(skip));
    evening.presence.set(Presence::Free);
    assert_eq!(evening.look("21:31"), []);
    assert_eq!(evening.state(), State::Skipped);
}

#[test]
fn put_off_until_the_meeting_is_over_it_comes_then_and_is_looked_for_only_meanwhile() {
    let mut evening = Evening::new();
    let said = evening.look("21:30");
    assert!(Choice::buttons(&said[0]).any(|button| button == Choice::UntilFree));
    let [shown, chosen] = [
        Event::Shown(said[0].clone()),
        Event::Chosen(said[0].clone(), Choice::UntilFree),
    ];
    evening.resident.hear(shown);
    evening.resident.hear(chosen);
    assert_eq!(evening.state(), State::Snoozed);
    evening.look("21:31");
    assert_eq!(
        evening.face().next[0],
        "Neck and shoulders when you are free"
    );
    assert!(
        evening.resident.quiet.is_some(),
        "until it may come nothing is asked"
    );
    evening.presence.set(Presence::Busy);
    for time in ["21:35", "22:20", "22:50"] {
        assert_eq!(evening.look(time), [], "at {time}, its own grace long over");
    }
    assert_eq!(evening.face().waiting.len(), 1, "it can be answered");
    evening.presence.set(Presence::Free);
    let again = evening.look("22:51");
    assert_eq!(again.len(), 1);
    evening.resident.hear(Event::Shown(again[0].clone()));
    evening.look("22:52");
    assert!(evening.resident.quiet.is_some(), "nothing is held any more");
}

#[test]
fn on_a_computer_that_tells_nothing_it_is_not_offered() {
    let mut evening = Evening::new();
    evening.resident.manners = Box::new(Silent);
    let said = evening.look("21:30");
    assert!(Choice::buttons(&said[0]).all(|button| button != Choice::UntilFree));
}

/// A computer that gives no sign.
struct Silent;

impl Manners for Silent {
    fn presence(&self, _: &[Sign]) -> Presence {
        Presence::Free
    }

    fn given(&self) -> Vec<Sign> {
        Vec::new()
    }
}
