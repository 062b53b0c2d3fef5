//! RRULE as a rule of ours: daily, or weekly on chosen weekdays, every n weeks, with an end or a count.

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use super::lines::Property;
use super::values::{Moment, moment};
use super::{Skipped, left_out};
use crate::reminders::{Rule, When};
use crate::time::{ClockTime, Weekday, Zone, local};

/// The rule of ours that `property` is, for an event that begins at `first` on the wall clock of `zone`; `at` is the line of that.
///
/// # Errors
/// Where our rules cannot say it.
pub(super) fn rule(
    property: &Property,
    first: NaiveDateTime,
    at: u32,
    zone: Zone,
) -> Result<Rule, Skipped> {
    let unreadable = |part: &str| {
        let part = if part.is_empty() { "RRULE" } else { part };
        left_out(
            property.line,
            "import_ics_rule_unreadable",
            &[("part", part)],
        )
    };
    let beyond = |part: &str| left_out(property.line, "import_ics_rule_beyond", &[("part", part)]);
    let (mut daily, mut interval, mut days, mut week_start) = (None, 1_u32, None, Weekday::Mon);
    let (mut until, mut count) = (None, None);
    for part in property
        .value
        .trim()
        .split(';')
        .filter(|part| !part.is_empty())
    {
        let (name, value) = part.split_once('=').ok_or_else(|| unreadable(part))?;
        let (name, value) = (name.trim().to_ascii_uppercase(), value.trim());
        let number = || value.parse().ok().filter(|number: &u32| *number > 0);
        match name.as_str() {
            "FREQ" if value.eq_ignore_ascii_case("DAILY") => daily = Some(true),
            "FREQ" if value.eq_ignore_ascii_case("WEEKLY") => daily = Some(false),
            "INTERVAL" => interval = number().ok_or_else(|| unreadable(part))?,
            "COUNT" => count = Some(number().ok_or_else(|| unreadable(part))?),
            "UNTIL" => {
                let end = moment(value).ok_or_else(|| unreadable(part))?;
                until = Some(last_date(end, first, zone));
            }
            "WKST" => week_start = weekday(value).ok_or_else(|| unreadable(part))?,
            "BYDAY" => {
                let named: Option<Vec<Weekday>> = value.split(',').map(weekday).collect();
                days = Some(named.ok_or_else(|| beyond(part))?);
            }
            "BYHOUR" if number_is(value, first.hour()) => {}
            "BYMINUTE" if number_is(value, first.minute()) => {}
            "BYSECOND" if number_is(value, first.second()) => {}
            _ => return Err(beyond(part)),
        }
    }
    let daily = daily.ok_or_else(|| unreadable(&property.value))?;
    let start = first.date();
    let (days, every_weeks) = match (daily, days) {
        (true, None) if interval == 1 => (Vec::new(), 1),
        (true, None) if interval % 7 == 0 => (vec![Weekday::of(start)], interval / 7),
        (true, Some(days)) if interval == 1 => (days, 1),
        (true, _) => return Err(beyond(&format!("FREQ=DAILY;INTERVAL={interval}"))),
        (false, None) => (vec![Weekday::of(start)], interval),
        (false, Some(days)) => (days, interval),
    };
    if !days.is_empty() && !days.contains(&Weekday::of(start)) {
        return Err(left_out(at, "import_ics_rule_start", &[]));
    }
    if every_weeks > 1 && !same_weeks(&days, start, week_start) {
        return Err(beyond(&format!("WKST={}", code(week_start))));
    }
    if until.is_some_and(|until| until < start) {
        return Err(left_out(property.line, "import_ics_rule_over", &[]));
    }
    Ok(Rule {
        when: When::At(ClockTime::from_minutes(
            (first.hour() * 60 + first.minute()).cast_signed(),
        )),
        days,
        kind_of_day: None,
        every_weeks,
        start,
        until,
        count,
    })
}

fn number_is(value: &str, number: u32) -> bool {
    value.parse() == Ok(number)
}

/// The last date at whose time of `first` it is no later than `end`.
fn last_date(end: Moment, first: NaiveDateTime, zone: Zone) -> NaiveDate {
    let civil = match end {
        Moment::Day(date) => return date,
        Moment::Civil(civil) => civil,
        Moment::Utc(utc) => local(utc.and_utc(), zone).naive_local(),
    };
    let date = civil.date();
    if civil.time() < first.time() {
        date.pred_opt().unwrap_or(date)
    } else {
        date
    }
}

/// Whether `days` fall into the same weeks of every other one, counted from that of `start`, where weeks begin on `week_start` and
/// where they begin on Monday, as ours do.
fn same_weeks(days: &[Weekday], start: NaiveDate, week_start: Weekday) -> bool {
    let after = |from: Weekday, to: Weekday| (to as u32 + 7 - from as u32) % 7;
    let first = Weekday::of(start);
    days.iter().all(|day| {
        let ahead = after(first, *day);
        let week = |begins: Weekday| (after(begins, first) + ahead) / 7;
        week(week_start) == week(Weekday::Mon)
    })
}

/// The weekday of a two-letter code; none for one with a number, such as `1MO`.
pub(super) fn weekday(text: &str) -> Option<Weekday> {
    let text = text.trim().to_ascii_uppercase();
    Weekday::ALL.into_iter().find(|day| code(*day) == text)
}

fn code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
