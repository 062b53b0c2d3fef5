//! What is to be shown at an instant, and what was missed.
//!
//! Looking twice changes nothing: whatever a look decides stands in the ledger, and what stands there is not decided again.
//! So a crash, a restart, a clock put back or a second look can neither double an occurrence nor lose one.

use chrono::Duration;

use super::occurrences::BEDTIME_LATITUDE;
use super::{
    Due, Evenings, LedgerRow, ReminderDraft, ReminderId, ReminderKind, State, occurrences,
};
use crate::time::Instant;

/// How far back a look goes at most: a clock that leaps by years must not fill the ledger with them.
const REACH: Duration = Duration::days(366);
/// How far before the last look a look begins, for what a new zone or a new schedule made due after the fact.
const OVERLAP: Duration = Duration::days(1);
/// A look may come this late without being late: the agent looks once a minute.
const PROMPT: Duration = Duration::minutes(2);
/// What was missed longer ago is recorded and not spoken of: nobody wants a fortnight's list after a holiday.
const WORTH_NAMING: Duration = Duration::hours(24);

/// A reminder as a look sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its id.
    pub id: ReminderId,
    /// What the person set up.
    pub draft: ReminderDraft,
    /// From when on its rule stands as it is: what it would have been due before, it never was.
    pub since: Instant,
}

/// Whether the person may be disturbed just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// At the machine, as far as anything tells, and free.
    #[default]
    Free,
    /// Not to be disturbed, in a call, before a full screen, or away: nothing is said until that ends.
    Busy,
}

/// One occurrence that a look decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The reminder.
    pub id: ReminderId,
    /// Its instant and the date it stands for.
    pub due: Due,
    /// To be shown: whether it comes after a gap in which nobody looked. Missed: whether it is worth naming.
    pub late: bool,
}

/// What one look decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// To be claimed and shown, earliest first.
    pub show: Vec<Slot>,
    /// Its grace ended before it was shown.
    pub missed: Vec<Slot>,
    /// Its grace lay within a pause, or its reminder was switched off while it was put off.
    pub skipped: Vec<Slot>,
    /// Whether all up to now is decided. Not so inside the planned sleep: what was missed then is told after the rise. Nor while
    /// the person is busy and something waits to be said.
    pub complete: bool,
}

impl Look {
    /// Whether it decides nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.show.is_empty() && self.missed.is_empty() && self.skipped.is_empty()
    }

    /// Whether anything of it is to be said to the person.
    #[must_use]
    pub fn says_something(&self) -> bool {
        !self.show.is_empty() || self.missed.iter().any(|slot| slot.late)
    }
}

/// Looks at `now` for what is due, given the rules, the ledger, the pause and whether the person may be disturbed.
///
/// An occurrence is shown from its due instant, or from the end of its snooze, until [`may_show_until`]. What is claimed in
/// the ledger and not known to have been shown (a crash came between) is shown again within that time: rather twice across a
/// crash than never. While the person is busy whatever would be said stays undecided: it is shown when that ends if there is
/// time, and missed, and named once, if not.
#[must_use]
pub fn look(
    now: Instant,
    last_look: Option<Instant>,
    reminders: &[Planned],
    ledger: &[LedgerRow],
    paused_until: Option<Instant>,
    presence: Presence,
    evenings: &Evenings,
) -> Look {
    let asleep = evenings.asleep(now).is_some();
    let paused = paused_until.is_some_and(|until| now < until);
    let mut decided = Look {
        complete: !asleep,
        ..Look::default()
    };
    for reminder in reminders {
        let rows: Vec<&LedgerRow> = ledger.iter().filter(|row| row.id == reminder.id).collect();
        let open = rows
            .iter()
            .filter(|row| matches!(row.state, State::Planned | State::Snoozed))
            .map(|row| {
                let due = Due {
                    at: row.due,
                    day: row.day,
                };
                // What was put off was seen; what was claimed and not shown was not.
                (due, row.snoozed_until, row.state == State::Planned)
            });
        let fresh = undecided(now, last_look, reminder, &rows, evenings)
            .into_iter()
            // What became due after the fact, nobody could have shown.
            .map(|due| (due, None, last_look.is_none_or(|last| due.at > last)));
        for (due, snoozed_until, unseen) in open.chain(fresh) {
            let begin = snoozed_until.unwrap_or(due.at);
            let end = may_show_until(&reminder.draft, due.at, begin, evenings);
            let slot = |late| Slot {
                id: reminder.id,
                due,
                late,
            };
            if now < begin {
                continue;
            } else if !reminder.draft.enabled {
                decided.skipped.push(slot(false));
            } else if now < end {
                match presence {
                    _ if paused => {}
                    Presence::Free => decided.show.push(slot(now - begin >= PROMPT)),
                    Presence::Busy => decided.complete = false,
                }
            } else if asleep {
                continue;
            } else if paused_until.is_some_and(|until| end <= until) {
                decided.skipped.push(slot(false));
            } else {
                let named = unseen && now - due.at < WORTH_NAMING;
                match presence {
                    Presence::Busy if named => decided.complete = false,
                    _ => decided.missed.push(slot(named)),
                }
            }
        }
    }
    for list in [&mut decided.show, &mut decided.missed, &mut decided.skipped] {
        list.sort_unstable_by_key(|slot| (slot.due, slot.id));
    }
    decided
}

/// The occurrences of `reminder` up to `now` that the ledger says nothing of.
fn undecided(
    now: Instant,
    last_look: Option<Instant>,
    reminder: &Planned,
    rows: &[&LedgerRow],
    evenings: &Evenings,
) -> Vec<Due> {
    let draft = &reminder.draft;
    if !draft.enabled {
        return Vec::new();
    }
    let from = last_look
        .map_or(reminder.since, |last| {
            last.min(now) - OVERLAP - grace(draft)
        })
        .max(reminder.since)
        .max(now - REACH);
    let mut due = occurrences(
        draft.kind,
        &draft.rule,
        evenings,
        from,
        now + Duration::milliseconds(1),
    );
    due.retain(|due| {
        !rows
            .iter()
            .any(|row| stands_for(row, *due, reminder.since, now))
    });
    due
}

/// Whether `row` has decided `due`: the same instant, or the same date of the same rule.
///
/// What a clock that ran ahead wrote down as missed says nothing of an instant that has not come.
#[must_use]
pub fn stands_for(row: &LedgerRow, due: Due, since: Instant, now: Instant) -> bool {
    let same = row.due == due.at || (row.day == due.day && row.due >= since);
    same && !(row.state == State::Missed && row.changed_at > now)
}

/// Until when an occurrence due at `due` may be shown, where its showing could begin at `begin`: the end of its grace, and
/// never past the next planned lights-out (a bedtime reminder: half an hour past it).
#[must_use]
pub fn may_show_until(
    draft: &ReminderDraft,
    due: Instant,
    begin: Instant,
    evenings: &Evenings,
) -> Instant {
    let end = begin + grace(draft);
    let lights_out = match (draft.kind, evenings.asleep(due)) {
        (ReminderKind::Bedtime, Some(night)) => Some(night.lights_out + BEDTIME_LATITUDE),
        (ReminderKind::Bedtime, None) => evenings
            .lights_out_after(due)
            .map(|at| at + BEDTIME_LATITUDE),
        _ => evenings.lights_out_after(due),
    };
    lights_out.map_or(end, |at| end.min(at))
}

/// The grace, and at least what a prompt look may take.
fn grace(draft: &ReminderDraft) -> Duration {
    Duration::minutes(i64::from(draft.grace_min.0)).max(PROMPT)
}
