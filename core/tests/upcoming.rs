//! What is listed is what comes: the list of a span beside what is shown while a clock walks through the same span.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::sync::Arc;

use chrono::{DateTime, Duration};
use vesper_core::Vesper;
use vesper_core::reminders::{
    Appointment, KindOfDay, Presence, ReminderDraft, ReminderId, ReminderKind, Rule, Schedule,
    ScheduleDay, When,
};
use vesper_core::time::{Clock, ClockTime, FixedClock, Instant, Minutes, Weekday, Zone};

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn draft(kind: ReminderKind, when: When) -> ReminderDraft {
    ReminderDraft {
        kind,
        title: format!("{kind:?}"),
        body: None,
        routine: None,
        rule: Rule {
            when,
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: "2026-01-01".parse().unwrap(),
            until: None,
            count: None,
        },
        grace_min: kind.default_grace(),
        sound: kind.default_sound(),
        actions: kind.default_actions(),
        appointment: None,
        enabled: true,
    }
}

fn sleep(bed: &str, rise: &str) -> Schedule {
    let day = |day| ScheduleDay {
        day,
        bed: clock(bed),
        rise: clock(rise),
    };
    Schedule(Weekday::ALL.into_iter().map(day).collect())
}

type Shown = Vec<(Instant, ReminderId)>;

fn listed(vesper: &Vesper, from: Instant, to: Instant) -> Shown {
    let listed = vesper.upcoming(from, to, vesper.zone()).unwrap();
    listed
        .into_iter()
        .map(|one| (one.due.to_utc(), one.id))
        .collect()
}

/// What is shown while the clock walks from `from` to `to`: a look a minute around what is expected, and every ten minutes
/// otherwise, so that what is not expected would show itself all the same.
fn walked(
    vesper: &mut Vesper,
    clock: &FixedClock,
    (from, to): (Instant, Instant),
    expected: &[(Instant, ReminderId)],
) -> Shown {
    let mut shown = Vec::new();
    let mut now = from;
    while now < to {
        let near = expected
            .iter()
            .any(|(at, _)| (*at - now).abs() <= Duration::minutes(11));
        clock.set(now);
        for notice in vesper.claim_due(|| Presence::Free).unwrap() {
            vesper.notice_shown(&notice).unwrap();
            assert_eq!(notice.misses, [], "somebody looked all the time: {now}");
            shown.extend(notice.shows.iter().map(|one| (one.due.to_utc(), one.id)));
        }
        now += Duration::minutes(if near { 1 } else { 10 });
    }
    shown
}

/// Every kind and rule there is, with an appointment in a zone of its own.
fn drafts() -> Vec<ReminderDraft> {
    let mut free = draft(
        ReminderKind::SelfMassage,
        When::BeforeLightsOut(Minutes(45)),
    );
    free.rule.kind_of_day = Some(KindOfDay::Free);
    let mut work = draft(ReminderKind::SelfMassage, When::At(clock("21:30")));
    work.rule.kind_of_day = Some(KindOfDay::Work);
    let mut fortnightly = draft(ReminderKind::Custom, When::At(clock("02:30")));
    fortnightly.rule.every_weeks = 2;
    fortnightly.rule.days = vec![Weekday::Sun, Weekday::Mon];
    let mut away = draft(ReminderKind::ProfessionalMassage, When::At(clock("17:00")));
    away.appointment = Some(Appointment::usual("Asia/Tokyo".parse().unwrap()));
    vec![
        free,
        work,
        fortnightly,
        away,
        draft(ReminderKind::ProfessionalMassage, When::At(clock("07:20"))),
        draft(ReminderKind::DimLights, When::BeforeLightsOut(Minutes(120))),
        draft(ReminderKind::Bedtime, When::BeforeLightsOut(Minutes(0))),
        draft(ReminderKind::MorningDiary, When::At(clock("06:30"))),
        draft(ReminderKind::Custom, When::At(clock("23:30"))),
    ]
}

#[test]
fn what_is_listed_is_what_a_clock_that_walks_through_the_span_shows() {
    // Each span begins about noon and holds a change of clocks.
    for (zone, from) in [
        ("Europe/Berlin", "2026-03-27T12:00:00Z"),
        ("Europe/Berlin", "2026-10-23T12:00:00Z"),
        ("America/New_York", "2026-10-30T16:00:00Z"),
        ("Australia/Lord_Howe", "2026-10-02T01:30:00Z"),
        ("Australia/Lord_Howe", "2026-04-03T01:00:00Z"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let from = at(from);
        let zone: Zone = zone.parse().unwrap();
        let now = Arc::new(FixedClock::new(from, zone));
        let mut vesper = Vesper::open(dir.path(), now.clone()).unwrap();
        vesper.set_schedule(&sleep("23:00", "07:00")).unwrap();
        for draft in drafts() {
            vesper.add_reminder(&draft).unwrap();
        }
        vesper.claim_due(|| Presence::Free).unwrap();
        let (evening, to) = (from + Duration::hours(30), from + Duration::hours(78));
        let expected = listed(&vesper, from, evening);
        assert!(expected.len() >= 8, "the span is not empty: {expected:?}");
        assert_eq!(
            walked(&mut vesper, &now, (from, evening), &expected),
            expected,
            "{zone} {from}"
        );

        // The plan is changed on the way: what is listed afterwards is what comes then.
        vesper.set_schedule(&sleep("23:45", "07:30")).unwrap();
        now.set(evening);
        let expected: Shown = listed(&vesper, evening, to);
        assert_eq!(
            walked(&mut vesper, &now, (evening, to), &expected),
            expected,
            "{zone} {evening}"
        );
    }
}

#[test]
fn a_plan_changed_in_the_evening_moves_the_reminder_of_that_evening() {
    let dir = tempfile::tempdir().unwrap();
    let now = Arc::new(FixedClock::new(
        at("2026-06-05T20:00:00+02:00"),
        "Europe/Berlin".parse().unwrap(),
    ));
    let mut vesper = Vesper::open(dir.path(), now.clone()).unwrap();
    vesper.set_schedule(&sleep("23:00", "07:00")).unwrap();
    let wind_down = draft(ReminderKind::WindDown, When::BeforeLightsOut(Minutes(45)));
    let (id, _) = vesper.add_reminder(&wind_down).unwrap();
    let tonight = |vesper: &Vesper| listed(vesper, now.now(), at("2026-06-06T07:00:00+02:00"));
    assert_eq!(tonight(&vesper), [(at("2026-06-05T22:15:00+02:00"), id)]);
    let changed = vesper.set_schedule(&sleep("22:00", "06:00")).unwrap();
    let earlier = [(at("2026-06-05T21:15:00+02:00"), id)];
    assert_eq!(tonight(&vesper), earlier);
    assert_eq!(
        walked(
            &mut vesper,
            &now,
            (
                at("2026-06-05T20:00:00+02:00"),
                at("2026-06-05T22:00:00+02:00")
            ),
            &earlier
        ),
        earlier,
        "and so it comes"
    );
    vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(
        walked(
            &mut vesper,
            &now,
            (
                at("2026-06-05T22:00:00+02:00"),
                at("2026-06-05T23:00:00+02:00")
            ),
            &[]
        ),
        [],
        "once an evening, whatever the plan does meanwhile"
    );
}

#[test]
fn free_days_are_those_the_settings_name_when_a_reminder_falls_due() {
    let dir = tempfile::tempdir().unwrap();
    let from = at("2026-06-01T00:00:00+02:00");
    let now = Arc::new(FixedClock::new(from, "Europe/Berlin".parse().unwrap()));
    let mut vesper = Vesper::open(dir.path(), now).unwrap();
    let mut free = draft(ReminderKind::Custom, When::At(clock("10:00")));
    free.rule.kind_of_day = Some(KindOfDay::Free);
    vesper.add_reminder(&free).unwrap();
    let days = |vesper: &Vesper| -> Vec<String> {
        let listed = listed(vesper, from, from + Duration::days(7));
        listed
            .iter()
            .map(|(at, _)| at.format("%a").to_string())
            .collect()
    };
    assert_eq!(days(&vesper), ["Sat", "Sun"]);
    let mut settings = vesper.settings().unwrap();
    settings.free_days = vec![Weekday::Wed];
    vesper.set_settings(&settings).unwrap();
    assert_eq!(days(&vesper), ["Wed"], "the rule is no frozen copy");
}
