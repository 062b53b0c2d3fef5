//! Rules in words.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::{Rule, When};
use crate::text::text;
use crate::time::{Weekday, Zone, local};

/// Says `rule` in words, for example "Mon and Thu, 45 min before lights out". An instant is read in `zone`.
#[must_use]
pub fn in_words(rule: &Rule, zone: Zone) -> String {
    let when = match rule.when {
        When::Once(at) => {
            let at = local(at, zone);
            return text(
                "reminder_rule_once",
                &[
                    ("date", &date(at.date_naive())),
                    ("time", &clock(at.time())),
                ],
            );
        }
        When::At(at) => text("reminder_rule_at", &[("time", &clock(at.time()))]),
        When::BeforeLightsOut(minutes) if minutes.0 == 0 => text("reminder_rule_lights_out", &[]),
        When::BeforeLightsOut(minutes) => text(
            "reminder_rule_before_lights_out",
            &[("minutes", &minutes.0.to_string())],
        ),
    };
    let weeks = (rule.every_weeks > 1).then(|| {
        text(
            "reminder_rule_every_weeks",
            &[("weeks", &rule.every_weeks.to_string())],
        )
    });
    let until = rule
        .until
        .map(|until| text("reminder_rule_until", &[("date", &date(until))]));
    let count = rule
        .count
        .map(|count| text("reminder_rule_count", &[("count", &count.to_string())]));
    [Some(days(rule)), weeks, Some(when), until, count]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// Says a weekday in short, for example "Mon".
#[must_use]
pub fn weekday_in_words(day: Weekday) -> String {
    text(
        match day {
            Weekday::Mon => "reminder_day_mon",
            Weekday::Tue => "reminder_day_tue",
            Weekday::Wed => "reminder_day_wed",
            Weekday::Thu => "reminder_day_thu",
            Weekday::Fri => "reminder_day_fri",
            Weekday::Sat => "reminder_day_sat",
            Weekday::Sun => "reminder_day_sun",
        },
        &[],
    )
}

fn days(rule: &Rule) -> String {
    let chosen: Vec<Weekday> = match rule.days.as_slice() {
        [] if rule.every_weeks > 1 => vec![Weekday::of(rule.start)],
        [] => Weekday::ALL.to_vec(),
        some => Weekday::ALL
            .into_iter()
            .filter(|day| some.contains(day))
            .collect(),
    };
    if chosen == Weekday::ALL {
        return text("reminder_rule_every_day", &[]);
    }
    let names: Vec<String> = chosen.into_iter().map(weekday_in_words).collect();
    list(&names)
}

/// A clock time as messages name it.
pub(super) fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// A date as messages name it.
fn date(date: NaiveDate) -> String {
    named("reminder_date", date)
}

/// A date of these months as messages name it, for example "22 November".
pub(crate) fn date_without_year(date: NaiveDate) -> String {
    named("reminder_date_without_year", date)
}

fn named(key: &str, date: NaiveDate) -> String {
    let month = text(&format!("reminder_month_{}", date.month()), &[]);
    let (day, year) = (date.day().to_string(), date.year().to_string());
    text(key, &[("day", &day), ("month", &month), ("year", &year)])
}

/// "a", "a and b", "a, b and c".
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => text(
            "reminder_and",
            &[("some", &first.join(", ")), ("last", last)],
        ),
    }
}
