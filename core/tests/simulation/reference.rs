//! What should fall due, said as plainly as it can be: by walking through the dates and the minutes.
//!
//! It shares the rules' data types with Vesper and no code.

use chrono::{Datelike, Days, Duration, NaiveDate};
use vesper_core::reminders::{KindOfDay, ReminderDraft, ReminderKind, Rule, Schedule, When};
use vesper_core::time::{ClockTime, Instant, Weekday};

use crate::walk::Walk;

/// Where one night ends and the next begins.
const NOON: i32 = 12 * 60;
/// How far into the planned sleep a bedtime reminder may come.
pub const HALF_AN_HOUR: Duration = Duration::minutes(30);

/// Names an occurrence: its reminder, the date it stands for, and how many minutes before an appointment it comes.
pub type Name = (usize, NaiveDate, i32);

/// Something that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    pub name: Name,
    pub at: Instant,
    /// When the appointment begins that it announces; else when it is due.
    pub begins: Instant,
}

/// One planned sleep.
#[derive(Debug, Clone, Copy)]
pub struct Sleep {
    pub lights_out: Instant,
    pub rise: Instant,
}

/// All that falls due in a year of one zone, and the planned sleep.
pub struct Calendar {
    pub due: Vec<Due>,
    pub sleeps: Vec<Sleep>,
}

impl Calendar {
    /// The dates from `first` to `last`, lived in the zone of `walk`; appointments stand in the zone of `abroad`.
    pub fn of(
        reminders: &[ReminderDraft],
        plan: &Schedule,
        (first, last): (NaiveDate, NaiveDate),
        walk: &Walk,
        abroad: &Walk,
    ) -> Self {
        let nights = || first.iter_days().take_while(|night| *night <= last);
        let mut calendar = Self {
            due: Vec::new(),
            sleeps: nights()
                .filter_map(|night| sleep(night, plan, walk))
                .collect(),
        };
        for (index, draft) in reminders.iter().enumerate() {
            let mut former = None;
            for day in dates(&draft.rule, last) {
                let at = match draft.rule.when {
                    When::At(clock) if draft.appointment.is_some() => {
                        abroad.first_showing(day, clock.time())
                    }
                    When::At(clock) => walk.first_showing(day, clock.time()),
                    When::BeforeLightsOut(minutes) => {
                        lights_out(day, plan, walk) - Duration::minutes(minutes.0.into())
                    }
                    When::Once(at) => at,
                };
                if let Some(appointment) = &draft.appointment {
                    let longest_first = appointment.heads_ups.iter().map(|ahead| ahead.0);
                    calendar.announce((index, day), at, former, longest_first);
                }
                calendar.fall_due(draft.kind, (index, day, 0), at);
                former = Some(at);
            }
        }
        calendar.due.sort_by_key(|due| (due.at, due.name));
        calendar
    }

    fn fall_due(&mut self, kind: ReminderKind, name: Name, at: Instant) {
        let at = match (self.asleep(at), kind) {
            (None, _) => at,
            (Some(sleep), ReminderKind::Bedtime) if at < sleep.lights_out + HALF_AN_HOUR => at,
            (Some(sleep), ReminderKind::MorningDiary) => sleep.rise,
            _ => return,
        };
        self.due.push(Due {
            name,
            at,
            begins: at,
        });
    }

    fn announce(
        &mut self,
        (index, day): (usize, NaiveDate),
        begins: Instant,
        former: Option<Instant>,
        leads: impl Iterator<Item = i32>,
    ) {
        let mut all: Vec<Due> = Vec::new();
        for before in leads {
            let lead = Duration::minutes(before.into());
            let meant = begins - lead;
            let at = match self.asleep(meant) {
                None => meant,
                Some(sleep) if begins - sleep.rise >= lead / 2 => sleep.rise,
                Some(sleep) => sleep.lights_out - HALF_AN_HOUR,
            };
            let after_the_former = former.is_none_or(|former| meant > former && at > former);
            if after_the_former && at < begins {
                all.retain(|other| other.at != at);
                all.push(Due {
                    name: (index, day, before),
                    at,
                    begins,
                });
            }
        }
        self.due.extend(all);
    }

    /// The planned sleep that `at` lies in.
    pub fn asleep(&self, at: Instant) -> Option<Sleep> {
        self.sleeps
            .iter()
            .copied()
            .find(|sleep| sleep.lights_out <= at && at < sleep.rise)
    }

    /// Until when `due` may be shown, where it could be shown from `begin` on.
    pub fn may_be_shown_until(&self, draft: &ReminderDraft, due: Due, begin: Instant) -> Instant {
        if due.name.2 > 0 {
            let leads = draft.appointment.iter().flat_map(|one| &one.heads_ups);
            let next = leads
                .map(|lead| lead.0)
                .filter(|lead| *lead < due.name.2)
                .max();
            return due.begins - Duration::minutes(next.unwrap_or(0).into());
        }
        let bedtime = draft.kind == ReminderKind::Bedtime;
        let latitude = if bedtime {
            HALF_AN_HOUR
        } else {
            Duration::zero()
        };
        let ends = self.sleeps.iter().map(|sleep| sleep.lights_out + latitude);
        let of_sleep = match self.asleep(due.at) {
            Some(sleep) if bedtime => Some(sleep.lights_out + latitude),
            _ => ends.filter(|end| *end - latitude > due.at).min(),
        };
        let of_grace = begin + Duration::minutes(draft.grace_min.0.into());
        of_sleep.map_or(of_grace, |end| end.min(of_grace))
    }
}

/// The dates of a rule, day by day. A one-off has a date that no other has.
fn dates(rule: &Rule, last: NaiveDate) -> Vec<NaiveDate> {
    if matches!(rule.when, When::Once(_)) {
        return vec![NaiveDate::MIN];
    }
    let mut found: Vec<NaiveDate> = Vec::new();
    let mut week = 0;
    for day in rule.start.iter_days().take_while(|day| *day <= last) {
        if day > rule.start && day.weekday() == chrono::Weekday::Mon {
            week = (week + 1) % rule.every_weeks;
        }
        let decides = match rule.when {
            When::BeforeLightsOut(_) => day + Days::new(1),
            _ => day,
        };
        let free = matches!(
            decides.weekday(),
            chrono::Weekday::Sat | chrono::Weekday::Sun
        );
        let chosen = match rule.kind_of_day {
            Some(KindOfDay::Free) => free,
            Some(KindOfDay::Work) => !free,
            None if rule.days.is_empty() && rule.every_weeks > 1 => {
                day.weekday() == rule.start.weekday()
            }
            None => rule.days.is_empty() || rule.days.contains(&Weekday::of(day)),
        };
        let over = rule.until.is_some_and(|until| day > until)
            || rule
                .count
                .is_some_and(|count| found.len() >= count as usize);
        if week == 0 && chosen && !over {
            found.push(day);
        }
    }
    found
}

/// Lights-out of `night`: 23:00 where nothing is planned.
fn lights_out(night: NaiveDate, plan: &Schedule, walk: &Walk) -> Instant {
    let planned = plan.0.iter().find(|day| day.day == Weekday::of(night));
    let bed = planned.map_or(ClockTime::from_minutes(23 * 60), |day| day.bed);
    let after_midnight = bed.minutes() < NOON;
    walk.first_showing(night + Days::new(after_midnight.into()), bed.time())
}

fn sleep(night: NaiveDate, plan: &Schedule, walk: &Walk) -> Option<Sleep> {
    let planned = plan.0.iter().find(|day| day.day == Weekday::of(night))?;
    let lights_out = lights_out(night, plan, walk);
    let rise = walk.comes_round(lights_out, planned.rise.time());
    Some(Sleep { lights_out, rise })
}
