//! Appointments and their heads-ups, work days and free days.

use super::*;
use crate::time::{Dial, Hours, local};

/// A massage with Anna at `when` in Berlin, announced the day and the hour before.
fn massage(when: When) -> ReminderDraft {
    let kind = ReminderKind::ProfessionalMassage;
    ReminderDraft {
        title: "Massage".to_owned(),
        appointment: Some(Appointment {
            therapist: Some("Anna".to_owned()),
            place: Some("Park Street 3".to_owned()),
            ..Appointment::usual(zone("Europe/Berlin"))
        }),
        ..draft(kind, every_day(when, "2026-06-01"))
    }
}

fn once(at_: &str) -> ReminderDraft {
    massage(When::Once(at(at_)))
}

/// What falls due in June 2026: day and time in the zone of `evenings`, and the minutes it comes before its appointment.
fn in_june(draft: &ReminderDraft, evenings: &Evenings) -> Vec<(String, i32)> {
    occurrences(
        draft,
        evenings,
        at("2026-06-01T00:00:00Z"),
        at("2026-06-30T00:00:00Z"),
    )
    .into_iter()
    .map(|due| {
        let shown = local(due.at, evenings.zone).format("%d %H:%M");
        (shown.to_string(), due.before.0)
    })
    .collect()
}

fn found(expected: &[(&str, i32)]) -> Vec<(String, i32)> {
    expected
        .iter()
        .map(|(at, before)| ((*at).to_owned(), *before))
        .collect()
}

fn berlin() -> Evenings {
    evenings("Europe/Berlin", Some(("23:00", "07:00")))
}

#[test]
fn an_appointment_is_announced_the_day_and_the_hour_before() {
    assert_eq!(
        in_june(&once("2026-06-12T17:00:00+02:00"), &berlin()),
        found(&[("11 17:00", 1440), ("12 16:00", 60), ("12 17:00", 0)])
    );
}

#[test]
fn a_heads_up_inside_the_sleep_waits_for_the_rise_where_half_its_time_is_left() {
    assert_eq!(
        in_june(&once("2026-06-12T07:45:00+02:00"), &berlin()),
        found(&[("11 07:45", 1440), ("12 07:00", 60), ("12 07:45", 0)]),
        "45 of 60 minutes are enough to get ready"
    );
    assert_eq!(
        in_june(&once("2026-06-12T07:20:00+02:00"), &berlin()),
        found(&[("11 07:20", 1440), ("11 22:30", 60), ("12 07:20", 0)]),
        "20 minutes are not: it comes the evening before, before the lights are out"
    );
}

#[test]
fn two_heads_ups_that_meet_are_one() {
    let mut draft = once("2026-06-12T07:20:00+02:00");
    if let Some(appointment) = &mut draft.appointment {
        appointment.heads_ups = vec![Minutes(90), Minutes(60)];
    }
    assert_eq!(
        in_june(&draft, &berlin()),
        found(&[("11 22:30", 60), ("12 07:20", 0)])
    );
}

#[test]
fn of_two_appointments_only_the_next_is_announced() {
    let daily = massage(When::At(clock("17:00")));
    let all = in_june(&daily, &berlin());
    assert!(
        all.iter().skip(3).all(|(_, before)| *before != 1440),
        "the day before stands the appointment of the day before: {all:?}"
    );
    let mut instants: Vec<&String> = all.iter().map(|(at, _)| at).collect();
    instants.dedup();
    assert_eq!(instants.len(), all.len(), "no two at one instant");
}

#[test]
fn an_appointment_keeps_its_own_zone_while_the_computer_travels() {
    let mut daily = massage(When::At(clock("17:00")));
    daily.rule.until = Some(date("2026-06-02"));
    let york = evenings("America/New_York", Some(("23:00", "07:00")));
    let own: Vec<(String, i32)> = in_june(&daily, &york)
        .into_iter()
        .filter(|(_, before)| *before == 0)
        .collect();
    assert_eq!(own, found(&[("01 11:00", 0), ("02 11:00", 0)]));
    let words = in_words(
        &daily,
        Dial {
            zone: york.zone,
            hours: Hours::Twelve,
        },
    );
    assert_eq!(
        words,
        "Every day, at 5:00 pm, until 2 June 2026 (Berlin time)"
    );
}

fn planned(draft: ReminderDraft) -> Planned {
    Planned {
        id: ReminderId(1),
        draft,
        since: at("2026-06-01T00:00:00Z"),
    }
}

fn row(due: Due, state: State) -> LedgerRow {
    LedgerRow {
        id: ReminderId(1),
        due: due.at,
        day: due.day,
        before: due.before,
        zone: zone("Europe/Berlin"),
        state,
        changed_at: due.at,
        shown_at: None,
        snoozed_until: None,
        until_free: false,
    }
}

fn look_at(now: &str, last: &str, reminder: &Planned, ledger: &[LedgerRow]) -> Look {
    let reminders = std::slice::from_ref(reminder);
    look(
        at(now),
        Some(at(last)),
        reminders,
        ledger,
        None,
        Presence::Free,
        &berlin(),
    )
}

#[test]
fn one_heads_up_does_not_swallow_another_nor_the_appointment() {
    let reminder = planned(once("2026-06-12T17:00:00+02:00"));
    let all = occurrences(
        &reminder.draft,
        &berlin(),
        at("2026-06-10T00:00:00Z"),
        at("2026-06-13T00:00:00Z"),
    );
    let mut ledger = Vec::new();
    for (now, last) in [
        ("2026-06-11T17:00:00+02:00", "2026-06-11T16:59:00+02:00"),
        ("2026-06-12T16:00:00+02:00", "2026-06-12T15:59:00+02:00"),
        ("2026-06-12T17:00:00+02:00", "2026-06-12T16:59:00+02:00"),
    ] {
        let shown = look_at(now, last, &reminder, &ledger).show;
        assert_eq!(shown.len(), 1, "at {now}");
        ledger.push(row(shown[0].due, State::Shown));
    }
    let due: Vec<Due> = ledger
        .iter()
        .map(|row| Due {
            at: row.due,
            day: row.day,
            before: row.before,
        })
        .collect();
    assert_eq!(due, all, "each of the one date was shown");
}

#[test]
fn a_heads_up_slept_through_is_still_said_while_it_says_something() {
    let reminder = planned(once("2026-06-12T17:00:00+02:00"));
    let last = "2026-06-11T16:00:00+02:00";
    let evening = look_at("2026-06-11T20:00:00+02:00", last, &reminder, &[]);
    assert_eq!(
        evening.show.len(),
        1,
        "three hours late, and still tomorrow's"
    );
    let night = look_at("2026-06-12T02:00:00+02:00", last, &reminder, &[]);
    assert!(
        night.show.is_empty() && night.missed.is_empty(),
        "not in the sleep"
    );
    let afternoon = look_at("2026-06-12T16:10:00+02:00", last, &reminder, &[]);
    assert_eq!(afternoon.show.len(), 1, "the next heads-up says it now");
    assert!(
        afternoon.missed.iter().all(|slot| !slot.late),
        "and what it replaced is not named"
    );
}

#[test]
fn an_appointment_left_out_is_not_announced() {
    let reminder = planned(once("2026-06-12T17:00:00+02:00"));
    let own = Due {
        at: at("2026-06-12T17:00:00+02:00"),
        day: date("2026-06-12"),
        before: Minutes(0),
    };
    let found = look_at(
        "2026-06-11T17:00:00+02:00",
        "2026-06-11T16:59:00+02:00",
        &reminder,
        &[row(own, State::Skipped)],
    );
    assert_eq!((found.show.len(), found.skipped.len()), (0, 1));
}

#[test]
fn a_heads_up_says_what_comes_and_when() {
    let draft = once("2026-06-12T17:00:00+02:00");
    let says = |now: &str, zone_name: &str, expected: &str| {
        let dial = Dial {
            zone: zone(zone_name),
            hours: Hours::TwentyFour,
        };
        let occurrence = Occurrence {
            id: ReminderId(1),
            kind: draft.kind,
            title: draft.title.clone(),
            due: local(at(now), dial.zone),
            night: date("2026-06-11"),
            state: State::Planned,
            snoozed_until: None,
            until_free: false,
            routine: None,
            announces: Some(local(at("2026-06-12T17:00:00+02:00"), dial.zone)),
        };
        let said = notices(
            vec![(occurrence, draft.clone())],
            Vec::new(),
            Saying {
                now: at(now),
                dial,
                late: false,
                gap: Gap::Away,
                tells: false,
            },
        );
        assert_eq!(said[0].title, expected);
        assert_eq!(
            said[0].body.as_deref(),
            Some("with Anna, Park Street 3, 1 h")
        );
        assert_eq!(
            said[0].actions,
            [NoticeAction::Snooze],
            "what is only announced cannot be done yet"
        );
    };
    says(
        "2026-06-11T17:00:00+02:00",
        "Europe/Berlin",
        "Tomorrow at 17:00: Massage",
    );
    says(
        "2026-06-12T16:00:00+02:00",
        "Europe/Berlin",
        "Today at 17:00: Massage",
    );
    says(
        "2026-06-11T17:00:00+02:00",
        "Europe/London",
        "Tomorrow at 16:00 (17:00 in Berlin): Massage",
    );
    says(
        "2026-06-09T17:00:00+02:00",
        "Europe/Berlin",
        "Fri 12 June at 17:00: Massage",
    );
}

#[test]
fn work_and_free_days_follow_what_the_person_calls_free() {
    let on = |when, kind, free: &[Weekday]| -> Vec<String> {
        let mut draft = draft(ReminderKind::Custom, every_day(when, "2026-06-01"));
        draft.rule.kind_of_day = Some(kind);
        draft.rule.until = Some(date("2026-06-07"));
        let evenings = Evenings {
            free_days: free.to_vec(),
            ..berlin()
        };
        in_june(&draft, &evenings)
            .into_iter()
            .map(|(at, _)| at[..2].to_owned())
            .collect()
    };
    let weekend = [Weekday::Sat, Weekday::Sun];
    let ten = When::At(clock("10:00"));
    assert_eq!(
        on(ten, KindOfDay::Free, &weekend),
        ["06", "07"],
        "the dates themselves"
    );
    assert_eq!(on(ten, KindOfDay::Work, &weekend).len(), 5);
    assert_eq!(
        on(before_lights_out(45), KindOfDay::Free, &weekend),
        ["05", "06"],
        "the evenings before them"
    );
    assert_eq!(
        on(ten, KindOfDay::Free, &[Weekday::Wed]),
        ["03"],
        "another setting, the same rule"
    );
    assert_eq!(on(ten, KindOfDay::Work, &Weekday::ALL), [""; 0]);
}
