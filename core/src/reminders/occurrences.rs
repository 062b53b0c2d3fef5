//! When a rule falls due.

use chrono::{Datelike, Days, Duration, NaiveDate};

use super::{Evenings, ReminderKind, Rule, When};
use crate::time::{Instant, Weekday, local, resolve};

/// How far into the planned sleep a bedtime reminder, the one kind that is about it, may still be due or shown.
pub(super) const BEDTIME_LATITUDE: Duration = Duration::minutes(30);

/// One instant at which a rule falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// When.
    pub at: Instant,
    /// The date of the rule that it stands for.
    pub day: NaiveDate,
}

/// The instants in `from..to` at which a reminder of `kind` with `rule` falls due, earliest first.
///
/// A clock time floats with the zone of `evenings`. One that the clocks skip falls due at the first instant after the gap; one
/// that they show twice, at the first. Nothing falls due inside the planned sleep but a bedtime reminder in its first half
/// hour; a morning diary that would, waits for the planned rise.
#[must_use]
pub fn occurrences(
    kind: ReminderKind,
    rule: &Rule,
    evenings: &Evenings,
    from: Instant,
    to: Instant,
) -> Vec<Due> {
    let mut all: Vec<Due> = planned(rule, evenings, from, to)
        .filter_map(|due| outside_sleep(kind, due, evenings))
        .filter(|due| from <= due.at && due.at < to)
        .collect();
    all.sort_unstable();
    all
}

/// Whether the planned sleep holds back what would fall due around `from..to`.
#[must_use]
pub fn held_back(
    kind: ReminderKind,
    rule: &Rule,
    evenings: &Evenings,
    from: Instant,
    to: Instant,
) -> bool {
    planned(rule, evenings, from, to).any(|due| outside_sleep(kind, due, evenings).is_none())
}

/// When `rule` would fall due around `from..to` if nobody slept.
fn planned(
    rule: &Rule,
    evenings: &Evenings,
    from: Instant,
    to: Instant,
) -> impl Iterator<Item = Due> {
    let date = |instant: Instant| local(instant, evenings.zone).date_naive();
    let once = match rule.when {
        When::Once(at) => Some(Due { at, day: date(at) }),
        _ => None,
    };
    let recurring = dates(rule, date(from), date(to)).filter_map(|day| {
        let at = match rule.when {
            When::At(clock) => resolve(day.and_time(clock.time()), evenings.zone),
            When::BeforeLightsOut(minutes) => {
                evenings.lights_out(day) - Duration::minutes(i64::from(minutes.0))
            }
            When::Once(_) => return None,
        };
        Some(Due { at, day })
    });
    once.into_iter().chain(recurring)
}

/// `due`, where it may be shown at all.
fn outside_sleep(kind: ReminderKind, due: Due, evenings: &Evenings) -> Option<Due> {
    let Some(night) = evenings.asleep(due.at) else {
        return Some(due);
    };
    match kind {
        ReminderKind::Bedtime if due.at < night.lights_out + BEDTIME_LATITUDE => Some(due),
        ReminderKind::MorningDiary => Some(Due {
            at: night.rise,
            ..due
        }),
        _ => None,
    }
}

/// The dates of `rule` from two days before `from` to two days after `to`: lights-out may come a day after its date, and a
/// reminder a day before lights-out.
fn dates(rule: &Rule, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let first = from
        .checked_sub_days(Days::new(2))
        .unwrap_or(from)
        .max(rule.start);
    let last = to.checked_add_days(Days::new(2)).unwrap_or(to);
    let last = rule.until.map_or(last, |until| until.min(last));
    first
        .iter_days()
        .take_while(move |date| *date <= last)
        .filter(|date| {
            place(rule, *date).is_some_and(|nth| rule.count.is_none_or(|count| nth < count))
        })
}

/// Which of the rule's dates `date` is, from 0; `None` where it is none, whatever `until` and `count` say.
fn place(rule: &Rule, date: NaiveDate) -> Option<u32> {
    if date < rule.start {
        return None;
    }
    let monday = |date: NaiveDate| {
        date.num_days_from_ce() - days_from_monday(Weekday::of(date)).cast_signed()
    };
    let weeks = u32::try_from((monday(date) - monday(rule.start)) / 7).ok()?;
    let turn = weeks.checked_div(rule.every_weeks)?;
    if weeks % rule.every_weeks != 0 || !falls_on(rule, Weekday::of(date)) {
        return None;
    }
    let in_week = |from: Weekday, until: u32| {
        let days = Weekday::ALL.into_iter().filter(|day| falls_on(rule, *day));
        let counted = days.filter(|day| *day >= from && days_from_monday(*day) < until);
        u32::try_from(counted.count()).unwrap_or(0)
    };
    let today = days_from_monday(Weekday::of(date));
    let start = Weekday::of(rule.start);
    match turn {
        0 => Some(in_week(start, today)),
        _ => in_week(start, 7)
            .checked_add((turn - 1).checked_mul(in_week(Weekday::Mon, 7))?)?
            .checked_add(in_week(Weekday::Mon, today)),
    }
}

fn falls_on(rule: &Rule, day: Weekday) -> bool {
    if rule.days.is_empty() {
        rule.every_weeks <= 1 || day == Weekday::of(rule.start)
    } else {
        rule.days.contains(&day)
    }
}

fn days_from_monday(day: Weekday) -> u32 {
    day as u32
}
