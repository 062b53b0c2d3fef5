//! When a rule falls due.

use chrono::{Datelike, Days, Duration, NaiveDate};

use super::evenings::LONGEST_SLEEP;
use super::{Evenings, KindOfDay, ReminderDraft, ReminderKind, Rule, When};
use crate::time::{Instant, Minutes, PlannedNight, Weekday, local, resolve};

/// How far into the planned sleep a bedtime reminder, the one kind that is about it, may still be due or shown.
pub(super) const BEDTIME_LATITUDE: Duration = Duration::minutes(30);

/// One instant at which a reminder falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// When.
    pub at: Instant,
    /// The date of the rule that it stands for.
    pub day: NaiveDate,
    /// How long before an appointment this announces it; zero for what is due itself.
    pub before: Minutes,
}

/// The instants in `from..to` at which the reminder `draft` falls due, earliest first, no two at the same.
///
/// A clock time floats with the zone of `evenings`; an appointment's stands in its own, and its heads-ups fall due too. A time
/// that the clocks skip falls due at the first instant after the gap; one that they show twice, at the first. Nothing falls
/// due inside the planned sleep but a bedtime reminder in its first half hour; a morning diary that would, waits for the
/// planned rise.
#[must_use]
pub fn occurrences(
    draft: &ReminderDraft,
    evenings: &Evenings,
    from: Instant,
    to: Instant,
) -> Vec<Due> {
    let mut all: Vec<Due> = match &draft.appointment {
        None => planned(draft, evenings, from, to)
            // What waits for a rise comes no earlier and no later than so.
            .filter(|due| from - LONGEST_SLEEP <= due.at && due.at < to)
            .filter_map(|due| outside_sleep(draft.kind, due, evenings))
            .collect(),
        Some(appointment) => {
            // The heads-ups of a later appointment reach back into the span; an earlier one than these cannot stand before them.
            let reach = appointment.reach();
            let mut former = None;
            let mut all = Vec::new();
            for due in planned(draft, evenings, from - reach, to + reach) {
                all.extend(appointment.heads_ups_of(due, former, evenings));
                all.extend(outside_sleep(draft.kind, due, evenings));
                former = Some(due.at);
            }
            all
        }
    };
    all.retain(|due| from <= due.at && due.at < to);
    all.sort_unstable();
    all
}

/// When the appointment that `due` announces begins; what announces nothing is due itself.
#[must_use]
pub fn begins(draft: &ReminderDraft, due: Due, evenings: &Evenings) -> Instant {
    if due.before.0 == 0 {
        return due.at;
    }
    let ahead = Duration::minutes(i64::from(due.before.0)) + Duration::days(1);
    planned(draft, evenings, due.at, due.at + ahead)
        .find(|planned| planned.day == due.day)
        .map_or(due.at, |planned| planned.at)
}

/// The last date of a rule that ends.
#[must_use]
pub fn last_date(rule: &Rule, free_days: &[Weekday]) -> Option<NaiveDate> {
    let Some(nth) = rule.count else {
        return rule.until;
    };
    let days = Weekdays::of(rule, free_days);
    // Beyond the plausible years no rule goes on.
    let end = rule
        .until
        .or_else(|| NaiveDate::from_ymd_opt(2200, 12, 31))?;
    let dates = dates(rule, days, rule.start, end);
    dates
        .take(usize::try_from(nth).unwrap_or(usize::MAX))
        .last()
}

/// Whether the planned sleep holds back what would fall due around `from..to`.
#[must_use]
pub fn held_back(draft: &ReminderDraft, evenings: &Evenings, from: Instant, to: Instant) -> bool {
    planned(draft, evenings, from, to).any(|due| outside_sleep(draft.kind, due, evenings).is_none())
}

/// When `draft` itself would fall due around `from..to` if nobody slept.
fn planned(
    draft: &ReminderDraft,
    evenings: &Evenings,
    from: Instant,
    to: Instant,
) -> impl Iterator<Item = Due> {
    let rule = &draft.rule;
    let zone = draft
        .appointment
        .as_ref()
        .map_or(evenings.zone, |appointment| appointment.zone);
    let date = |instant: Instant| local(instant, zone).date_naive();
    let due = |at, day| Due {
        at,
        day,
        before: Minutes(0),
    };
    let once = match rule.when {
        When::Once(at) => Some(due(at, date(at))),
        _ => None,
    };
    let days = Weekdays::of(rule, &evenings.free_days);
    let recurring = dates(rule, days, date(from), date(to)).filter_map(move |day| {
        let at = match rule.when {
            When::At(clock) => resolve(day.and_time(clock.time()), zone),
            When::BeforeLightsOut(minutes) => {
                evenings.lights_out(day) - Duration::minutes(i64::from(minutes.0))
            }
            When::Once(_) => return None,
        };
        Some(due(at, day))
    });
    once.into_iter().chain(recurring)
}

/// `due`, where it may be shown at all.
fn outside_sleep(kind: ReminderKind, due: Due, evenings: &Evenings) -> Option<Due> {
    let Some(night) = evenings.asleep(due.at) else {
        return Some(due);
    };
    match kind {
        _ if speaks_in(night, kind, due.at) => Some(due),
        ReminderKind::MorningDiary => Some(Due {
            at: night.rise,
            ..due
        }),
        _ => None,
    }
}

/// Whether a reminder of `kind` may be shown at `instant`, which lies in the planned sleep of `night`.
pub(super) fn speaks_in(night: PlannedNight, kind: ReminderKind, instant: Instant) -> bool {
    kind == ReminderKind::Bedtime && instant < night.lights_out + BEDTIME_LATITUDE
}

/// The weekdays a rule falls on.
#[derive(Debug, Clone, Copy)]
struct Weekdays([bool; 7]);

impl Weekdays {
    fn of(rule: &Rule, free_days: &[Weekday]) -> Self {
        let falls_on = |day: Weekday| match (rule.kind_of_day, rule.days.as_slice()) {
            (Some(kind), _) => {
                let decides = match rule.when {
                    When::BeforeLightsOut(_) => day.next(),
                    When::At(_) | When::Once(_) => day,
                };
                free_days.contains(&decides) == (kind == KindOfDay::Free)
            }
            (None, []) => rule.every_weeks <= 1 || day == Weekday::of(rule.start),
            (None, days) => days.contains(&day),
        };
        Self(Weekday::ALL.map(falls_on))
    }

    /// Whether it falls on the weekday that comes `days` after Monday.
    fn has(self, days: u32) -> bool {
        self.0
            .iter()
            .zip(0..)
            .any(|(falls, day)| *falls && day == days)
    }

    /// How many there are from `from` days after Monday up to, and not including, `until` days after it.
    fn between(self, from: u32, until: u32) -> u32 {
        self.0
            .iter()
            .zip(0..)
            .map(|(falls, day)| u32::from(*falls && (from..until).contains(&day)))
            .sum()
    }
}

/// Whether `date` is one of the dates of `rule`.
#[must_use]
pub(crate) fn is_date(rule: &Rule, date: NaiveDate, free_days: &[Weekday]) -> bool {
    rule.until.is_none_or(|until| date <= until)
        && within_count(rule, Weekdays::of(rule, free_days), date)
}

/// Whether `date` is one that `rule` names, and not beyond its count; whatever `until` says.
fn within_count(rule: &Rule, days: Weekdays, date: NaiveDate) -> bool {
    place(rule, days, date).is_some_and(|nth| rule.count.is_none_or(|count| nth < count))
}

/// The dates of `rule` from two days before `from` to two days after `to`: lights-out may come a day after its date, and a
/// reminder a day before lights-out.
fn dates(
    rule: &Rule,
    days: Weekdays,
    from: NaiveDate,
    to: NaiveDate,
) -> impl Iterator<Item = NaiveDate> {
    let first = from
        .checked_sub_days(Days::new(2))
        .unwrap_or(from)
        .max(rule.start);
    let last = to.checked_add_days(Days::new(2)).unwrap_or(to);
    let last = rule.until.map_or(last, |until| until.min(last));
    first
        .iter_days()
        .take_while(move |date| *date <= last)
        .filter(move |date| within_count(rule, days, *date))
}

/// Which of the rule's dates `date` is, from 0; `None` where it is none, whatever `until` and `count` say.
fn place(rule: &Rule, days: Weekdays, date: NaiveDate) -> Option<u32> {
    if date < rule.start {
        return None;
    }
    let monday = |date: NaiveDate| {
        date.num_days_from_ce() - days_from_monday(Weekday::of(date)).cast_signed()
    };
    let weeks = u32::try_from((monday(date) - monday(rule.start)) / 7).ok()?;
    let turn = weeks.checked_div(rule.every_weeks)?;
    let today = days_from_monday(Weekday::of(date));
    if weeks % rule.every_weeks != 0 || !days.has(today) {
        return None;
    }
    let start = days_from_monday(Weekday::of(rule.start));
    match turn {
        0 => Some(days.between(start, today)),
        _ => days
            .between(start, 7)
            .checked_add((turn - 1).checked_mul(days.between(0, 7))?)?
            .checked_add(days.between(0, today)),
    }
}

fn days_from_monday(day: Weekday) -> u32 {
    day as u32
}
