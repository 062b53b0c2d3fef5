//! What became of reminders, summed up.

use chrono::Duration;

use super::*;

/// `count` evenings from 1 June 2026 on at `time` in Berlin, of which the first `done` were done and the others only shown.
fn shown_at(time: &str, count: i64, done: i64) -> Vec<(ReminderKind, LedgerRow)> {
    let first = at(&format!("2026-06-01T{time}:00+02:00"));
    let row = |nth| LedgerRow {
        id: ReminderId(1),
        due: first + Duration::days(nth),
        day: date("2026-06-01") + Duration::days(nth),
        before: Minutes(0),
        zone: zone("Europe/Berlin"),
        state: if nth < done {
            State::Done
        } else {
            State::Shown
        },
        changed_at: first + Duration::days(nth),
        shown_at: Some(first + Duration::days(nth)),
        snoozed_until: None,
        until_free: false,
    };
    (0..count)
        .map(|nth| (ReminderKind::SelfMassage, row(nth)))
        .collect()
}

#[test]
fn of_too_few_evenings_nothing_is_said() {
    let few = summary(&shown_at("21:00", 7, 7));
    assert_eq!((few[0].due, few[0].done, few[0].share_done), (7, 7, None));
    let enough = summary(&shown_at("21:00", 8, 6));
    assert_eq!(enough[0].share_done, Some(0.75));
    assert_eq!(
        enough[0].best, None,
        "there is no other hour to hold it against"
    );
}

#[test]
fn an_hour_is_named_only_where_it_stands_out() {
    let with = |late_done| {
        let mut rows = shown_at("20:15", 10, 9);
        rows.extend(shown_at("22:15", 10, late_done));
        summary(&rows)[0].best
    };
    let best = with(2).expect("nine of ten against two of ten");
    assert_eq!((best.from, best.to), (clock("20:00"), clock("21:00")));
    assert_eq!((best.shown, best.done), (10, 9));
    assert_eq!(with(8), None, "nine against eight of ten is chance");
}

#[test]
fn what_nobody_saw_and_what_only_announces_says_nothing_of_the_hour() {
    let mut rows = shown_at("20:15", 10, 9);
    for (_, row) in &mut rows {
        row.shown_at = None;
        row.state = State::Missed;
    }
    let mut heads_ups = shown_at("22:15", 10, 0);
    heads_ups
        .iter_mut()
        .for_each(|(_, row)| row.before = Minutes(60));
    rows.extend(heads_ups);
    let told = summary(&rows);
    assert_eq!((told[0].due, told[0].missed), (10, 10));
    assert_eq!(told[0].best, None);
}
