//! What reminders promise.

mod appointments;
mod drafts;
mod history;
mod looking;
mod recurrence;
mod reference;
mod saying;

use chrono::{DateTime, NaiveDate};

use super::*;
use crate::time::{ClockTime, Instant, Minutes, Weekday, Zone};

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

/// Evenings in `name`, with sleep planned from `bed` to `rise` every day, or not planned at all.
fn evenings(name: &str, planned: Option<(&str, &str)>) -> Evenings {
    let plan = |(bed, rise)| {
        let day = |day| ScheduleDay {
            day,
            bed: clock(bed),
            rise: clock(rise),
        };
        Weekday::ALL.into_iter().map(day).collect()
    };
    Evenings {
        schedule: Schedule(planned.map(plan).unwrap_or_default()),
        rollover: clock("12:00"),
        zone: zone(name),
        free_days: vec![Weekday::Sat, Weekday::Sun],
    }
}

fn every_day(when: When, start: &str) -> Rule {
    Rule {
        when,
        days: Vec::new(),
        kind_of_day: None,
        every_weeks: 1,
        start: date(start),
        until: None,
        count: None,
    }
}

fn draft(kind: ReminderKind, rule: Rule) -> ReminderDraft {
    ReminderDraft {
        kind,
        title: "Neck and shoulders".to_owned(),
        body: None,
        routine: None,
        rule,
        grace_min: kind.default_grace(),
        sound: Sound::None,
        actions: kind.default_actions(),
        appointment: None,
        enabled: true,
    }
}

/// The due instants of a span, as wall clocks in the zone show them.
fn due(kind: ReminderKind, rule: &Rule, evenings: &Evenings, from: &str, to: &str) -> Vec<String> {
    occurrences(&draft(kind, rule.clone()), evenings, at(from), at(to))
        .into_iter()
        .map(|due| crate::time::local(due.at, evenings.zone).to_rfc3339())
        .collect()
}

fn before_lights_out(minutes: i32) -> When {
    When::BeforeLightsOut(Minutes(minutes))
}
