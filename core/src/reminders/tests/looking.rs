//! What a look decides.

use chrono::Duration;

use super::*;
use crate::time::local;

/// One reminder in a ledger of its own, and what looking at it does.
struct Desk {
    reminder: Planned,
    evenings: Evenings,
    ledger: Vec<LedgerRow>,
    last_look: Option<Instant>,
    paused_until: Option<Instant>,
    presence: Presence,
}

impl Desk {
    /// A reminder at `time` every day, set up at noon of 5 June 2026 in Berlin, where sleep is planned from 23:00 to 07:00.
    fn at(kind: ReminderKind, time: &str) -> Self {
        Self::of(draft(kind, every_day(When::At(clock(time)), "2026-06-01")))
    }

    fn of(draft: ReminderDraft) -> Self {
        Self {
            reminder: Planned {
                id: ReminderId(1),
                draft,
                since: at("2026-06-05T12:00:00+02:00"),
            },
            evenings: evenings("Europe/Berlin", Some(("23:00", "07:00"))),
            ledger: Vec::new(),
            last_look: Some(at("2026-06-05T12:00:00+02:00")),
            paused_until: None,
            presence: Presence::Free,
        }
    }

    /// Looks on 5 June 2026 at `time`, in Berlin, and writes down what was decided as the store does.
    fn look(&mut self, time: &str) -> Look {
        self.look_at(at(&format!("2026-06-05T{time}:00+02:00")))
    }

    fn look_at(&mut self, now: Instant) -> Look {
        let found = self.peek(now);
        let states = [
            (&found.show, State::Shown),
            (&found.missed, State::Missed),
            (&found.skipped, State::Skipped),
        ];
        for (slots, state) in states {
            for slot in slots {
                self.write(slot.due, state, now, None);
            }
        }
        if found.complete {
            self.last_look = Some(now);
        }
        found
    }

    fn peek(&self, now: Instant) -> Look {
        look(
            now,
            self.last_look,
            std::slice::from_ref(&self.reminder),
            &self.ledger,
            self.paused_until,
            self.presence,
            &self.evenings,
        )
    }

    fn write(&mut self, due: Due, state: State, now: Instant, snoozed_until: Option<Instant>) {
        self.ledger.retain(|row| row.due != due.at);
        self.ledger.push(LedgerRow {
            id: self.reminder.id,
            due: due.at,
            day: due.day,
            before: due.before,
            zone: self.evenings.zone,
            state,
            changed_at: now,
            shown_at: None,
            snoozed_until,
            until_free: false,
        });
    }
}

fn times(slots: &[Slot]) -> Vec<String> {
    slots
        .iter()
        .map(|slot| {
            let due = local(slot.due.at, zone("Europe/Berlin"));
            due.format("%d %H:%M").to_string()
        })
        .collect()
}

#[test]
fn it_is_shown_when_it_is_due_and_once() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
    assert!(desk.look("21:29").show.is_empty(), "a minute early");
    let found = desk.look("21:30");
    assert_eq!(times(&found.show), ["05 21:30"]);
    assert!(!found.show[0].late);
    assert!(
        desk.look("21:31").show.is_empty(),
        "a second look decides nothing again"
    );
}

#[test]
fn after_a_gap_what_is_within_its_grace_is_shown_and_the_rest_is_missed() {
    for (woken, shown, missed) in [("22:14", 1, 0), ("22:15", 0, 1)] {
        let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
        let found = desk.look(woken);
        assert_eq!(
            (found.show.len(), found.missed.len()),
            (shown, missed),
            "woken at {woken}"
        );
        assert!(
            found.show.iter().chain(&found.missed).all(|slot| slot.late),
            "nobody looked"
        );
    }
}

#[test]
fn days_of_absence_are_recorded_and_only_the_last_is_named() {
    let mut desk = Desk::at(ReminderKind::DimLights, "20:00");
    let found = desk.look_at(at("2026-06-09T12:00:00+02:00"));
    assert_eq!(
        times(&found.missed),
        ["05 20:00", "06 20:00", "07 20:00", "08 20:00"]
    );
    let named: Vec<bool> = found.missed.iter().map(|slot| slot.late).collect();
    assert_eq!(
        named,
        [false, false, false, true],
        "nobody wants a list after a holiday"
    );
    assert_eq!(
        desk.look_at(at("2026-06-09T12:01:00+02:00")),
        Look {
            complete: true,
            ..Look::default()
        }
    );
}

#[test]
fn nothing_is_shown_in_the_planned_sleep_and_what_was_missed_is_told_after_the_rise() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "22:40");
    let asleep = desk.look("23:10");
    assert_eq!(
        asleep,
        Look::default(),
        "its grace goes on until 23:25, but the lights are out"
    );
    let risen = desk.look_at(at("2026-06-06T07:00:00+02:00"));
    assert_eq!(times(&risen.missed), ["05 22:40"]);
    assert!(risen.missed[0].late, "it is named once");
}

#[test]
fn bedtime_may_be_said_in_the_first_half_hour_of_the_planned_sleep() {
    let bedtime = || {
        Desk::of(ReminderDraft {
            grace_min: Minutes(240),
            ..draft(
                ReminderKind::Bedtime,
                every_day(before_lights_out(0), "2026-06-01"),
            )
        })
    };
    assert_eq!(times(&bedtime().look("23:00").show), ["05 23:00"]);
    assert_eq!(times(&bedtime().look("23:29").show), ["05 23:00"]);
    assert!(
        bedtime().look("23:30").show.is_empty(),
        "whatever its grace"
    );
}

#[test]
fn what_was_put_off_comes_again_and_not_into_the_sleep() {
    for (until, comes) in [("21:45", true), ("22:59", true), ("23:05", false)] {
        let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
        let due = desk.look("21:30").show[0].due;
        let until = at(&format!("2026-06-05T{until}:00+02:00"));
        desk.write(
            due,
            State::Snoozed,
            at("2026-06-05T21:31:00+02:00"),
            Some(until),
        );
        assert!(
            desk.look_at(until - Duration::minutes(1)).show.is_empty(),
            "not before {until}"
        );
        assert_eq!(!desk.look_at(until).show.is_empty(), comes, "at {until}");
        let morning = desk.look_at(at("2026-06-06T07:00:00+02:00"));
        assert!(
            morning.missed.iter().all(|slot| !slot.late),
            "it was seen: nothing to name"
        );
        assert_eq!(morning.missed.is_empty(), comes, "yet it is recorded");
    }
}

#[test]
fn what_was_claimed_and_not_shown_is_shown_after_a_restart_within_its_grace() {
    let claimed = || {
        let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
        let now = at("2026-06-05T21:30:00+02:00");
        let due = desk.peek(now).show[0].due;
        desk.write(due, State::Planned, now, None);
        desk.last_look = Some(now);
        desk
    };
    assert_eq!(times(&claimed().look("21:40").show), ["05 21:30"]);
    let mut late = claimed();
    let found = late.look("22:20");
    assert!(found.show.is_empty(), "its grace is over");
    assert!(found.missed[0].late, "nobody saw it: it is named");
}

#[test]
fn a_pause_holds_it_back_and_shows_it_afterwards_if_there_is_time() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
    desk.paused_until = Some(at("2026-06-05T22:00:00+02:00"));
    assert!(desk.look("21:30").show.is_empty());
    assert!(desk.look("21:59").show.is_empty());
    assert_eq!(
        times(&desk.look("22:00").show),
        ["05 21:30"],
        "its grace goes on until 22:15"
    );
}

#[test]
fn a_heads_up_that_falls_into_a_pause_of_days_comes_after_it() {
    let ahead = Appointment {
        heads_ups: vec![Minutes(7 * 24 * 60), Minutes(60)],
        ..Appointment::usual(zone("Europe/Berlin"))
    };
    let once = When::Once(at("2026-06-13T15:00:00+02:00"));
    let mut draft = draft(
        ReminderKind::ProfessionalMassage,
        every_day(once, "2026-06-01"),
    );
    draft.appointment = Some(ahead);
    let mut desk = Desk::of(draft);
    desk.paused_until = Some(at("2026-06-10T12:00:00+02:00"));
    let mut now = at("2026-06-05T12:01:00+02:00");
    while now < at("2026-06-10T12:00:00+02:00") {
        assert!(desk.look_at(now).is_empty(), "paused: {now}");
        now += Duration::minutes(30);
    }
    assert_eq!(
        times(&desk.look_at(at("2026-06-10T12:00:00+02:00")).show),
        ["06 15:00"],
        "the week's heads-up says something until the hour's"
    );
}

#[test]
fn what_a_pause_covers_is_skipped_and_not_missed() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "20:00");
    desk.paused_until = Some(at("2026-06-06T08:00:00+02:00"));
    let found = desk.look("21:00");
    assert_eq!(times(&found.skipped), ["05 20:00"]);
    assert!(found.missed.is_empty(), "the person asked for quiet");
}

#[test]
fn a_schedule_changed_in_the_evening_does_not_bring_it_twice() {
    let rule = every_day(before_lights_out(45), "2026-06-01");
    let mut desk = Desk::of(draft(ReminderKind::WindDown, rule));
    assert_eq!(times(&desk.look("22:15").show), ["05 22:15"]);
    desk.evenings = evenings("Europe/Berlin", Some(("23:45", "07:00")));
    assert_eq!(desk.look("23:00").show, [], "it came this evening already");
}

#[test]
fn travelling_moves_tomorrow_and_does_not_repeat_today() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
    desk.look("21:30");
    desk.evenings = evenings("America/New_York", Some(("23:00", "07:00")));
    let mut shown = Vec::new();
    let mut now = at("2026-06-05T21:31:00+02:00");
    while now < at("2026-06-07T12:00:00Z") {
        shown.extend(desk.look_at(now).show);
        now += Duration::minutes(1);
    }
    let there: Vec<String> = shown.iter().map(|slot| slot.due.at.to_rfc3339()).collect();
    assert_eq!(
        there,
        ["2026-06-07T01:30:00+00:00"],
        "21:30 of the 6th in New York, once"
    );
}

#[test]
fn a_new_or_changed_reminder_is_not_missed_for_the_time_before() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "20:00");
    desk.reminder.since = at("2026-06-05T20:10:00+02:00");
    assert_eq!(
        desk.look("21:30"),
        Look {
            complete: true,
            ..Look::default()
        }
    );
}

#[test]
fn a_changed_time_comes_again_the_same_evening() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "20:00");
    desk.look("20:00");
    desk.reminder.draft.rule.when = When::At(clock("21:00"));
    desk.reminder.since = at("2026-06-05T20:05:00+02:00");
    assert_eq!(
        times(&desk.look("21:00").show),
        ["05 21:00"],
        "the person has just asked for it"
    );
}

#[test]
fn a_clock_put_back_does_not_repeat_and_one_put_forward_by_years_does_not_spoil_the_years() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
    desk.look("21:30");
    assert_eq!(desk.look("21:25").show, [], "five minutes back");
    assert_eq!(desk.look("21:30").show, []);
    let leapt = desk.look_at(at("2029-06-05T12:00:00+02:00"));
    assert!(leapt.missed.len() <= 366, "{} recorded", leapt.missed.len());
    assert_eq!(desk.look("21:35").show, [], "put right again");
    let later = desk.look_at(at("2029-01-05T21:30:00+01:00"));
    assert_eq!(
        later.show.len(),
        1,
        "missed by a clock that ran ahead is not missed"
    );
}

#[test]
fn a_reminder_switched_off_says_nothing() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
    desk.reminder.draft.enabled = false;
    assert_eq!(
        desk.look("21:30"),
        Look {
            complete: true,
            ..Look::default()
        }
    );
}

#[test]
fn while_the_person_is_busy_it_waits_and_comes_when_that_ends_within_its_grace() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
    desk.presence = Presence::Busy;
    for time in ["21:30", "21:50", "22:14"] {
        let found = desk.look(time);
        assert!(found.is_empty(), "undecided at {time}");
        assert!(!found.complete, "the next look must still see it");
    }
    desk.presence = Presence::Free;
    let found = desk.look("22:14");
    assert_eq!(times(&found.show), ["05 21:30"]);
    assert!(
        found.show[0].late,
        "with others it makes one message, not a burst"
    );
    assert!(desk.look("22:14").is_empty(), "and it comes once");
}

#[test]
fn what_a_busy_evening_swallowed_is_missed_and_named_once_it_ends() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "20:00");
    desk.presence = Presence::Busy;
    desk.look("20:00");
    assert!(desk.look("21:00").is_empty(), "nothing is said meanwhile");
    desk.presence = Presence::Free;
    let found = desk.look("22:30");
    assert_eq!(times(&found.missed), ["05 20:00"]);
    assert!(found.missed[0].late, "named, as after any gap");
    assert!(desk.look("22:31").is_empty(), "once");
}

#[test]
fn nobody_for_days_is_recorded_and_only_the_last_day_is_spoken_of() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "20:00");
    desk.presence = Presence::Busy;
    let mut now = at("2026-06-05T20:00:00+02:00");
    while now < at("2026-06-08T12:00:00+02:00") {
        assert!(!desk.look_at(now).says_something(), "silent at {now}");
        now += Duration::minutes(15);
    }
    desk.presence = Presence::Free;
    let named = desk.look_at(now).missed;
    assert_eq!(times(&named), ["07 20:00"], "what the last day held");
    assert_eq!(desk.ledger.len(), 3, "each evening stands in the ledger");
}

#[test]
fn being_busy_keeps_nothing_back_that_is_not_to_be_said() {
    let mut desk = Desk::at(ReminderKind::SelfMassage, "20:00");
    desk.presence = Presence::Busy;
    desk.paused_until = Some(at("2026-06-06T08:00:00+02:00"));
    let found = desk.look("21:00");
    assert_eq!(times(&found.skipped), ["05 20:00"]);
    assert!(found.complete, "nothing waits");
}

#[test]
fn a_plan_moved_over_what_was_put_off_or_claimed_keeps_it_out_of_the_sleep() {
    for (state, snoozed) in [
        (State::Planned, None),
        (State::Snoozed, Some(at("2026-06-05T21:45:00+02:00"))),
    ] {
        let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
        let now = at("2026-06-05T21:30:00+02:00");
        let due = desk.look("21:30").show[0].due;
        desk.write(due, state, now, snoozed);
        desk.evenings = evenings("Europe/Berlin", Some(("21:00", "05:00")));
        for time in ["21:31", "21:46", "22:29", "22:31", "23:59"] {
            let found = desk.look(time);
            assert!(found.is_empty(), "{state:?} at {time}: {found:?}");
        }
        let found = desk.look_at(at("2026-06-06T05:00:00+02:00"));
        assert_eq!(times(&found.missed), ["05 21:30"], "{state:?}: recorded");
        assert_eq!(found.show, [], "{state:?}: its grace is over");
    }
}

#[test]
fn a_bedtime_reminder_put_off_past_the_moved_lights_out_keeps_its_half_hour() {
    let mut desk = Desk::at(ReminderKind::Bedtime, "22:40");
    let due = desk.look("22:40").show[0].due;
    let now = at("2026-06-05T22:40:00+02:00");
    let put_off = |minutes| Some(now + Duration::minutes(minutes));
    desk.evenings = evenings("Europe/Berlin", Some(("22:30", "06:30")));
    desk.write(due, State::Snoozed, now, put_off(15));
    assert_eq!(
        times(&desk.peek(now + Duration::minutes(15)).show),
        ["05 22:40"]
    );
    desk.write(due, State::Snoozed, now, put_off(25));
    assert_eq!(desk.peek(now + Duration::minutes(25)).show, []);
}

#[test]
fn a_beginning_that_a_clock_running_ahead_wrote_is_not_waited_for() {
    for last_look in [None, Some(at("2026-06-05T21:29:00+02:00"))] {
        let mut desk = Desk::at(ReminderKind::SelfMassage, "21:30");
        desk.reminder.since = at("2031-01-01T12:00:00Z");
        desk.last_look = last_look;
        let found = desk.look("21:29");
        assert_eq!(found.show, [], "it is not due yet");
        assert!(
            !found.says_something(),
            "nothing of former days is told: {found:?}"
        );
        assert_eq!(times(&desk.look("21:30").show), ["05 21:30"]);
        assert_eq!(desk.look("21:31").show, [], "once");
    }
}
