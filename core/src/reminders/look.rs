//! What is to be shown at an instant, and what was missed.
//!
//! Looking twice changes nothing: whatever a look decides stands in the ledger, and what stands there is not decided again.
//! So a crash, a restart, a clock put back or a second look can neither double an occurrence nor lose one.

use chrono::Duration;

use super::occurrences::{BEDTIME_LATITUDE, speaks_in};
use super::{
    Due, Evenings, LedgerRow, Presence, ReminderDraft, ReminderId, ReminderKind, State, begins,
    occurrences,
};
use crate::time::Instant;

/// How far back a look goes at most: a clock that leaps by years must not fill the ledger with them.
const REACH: Duration = Duration::days(366);
/// How far before the last look a look begins, for what a new zone or a new schedule made due after the fact.
const OVERLAP: Duration = Duration::days(1);
/// A look may come this late without being late: the agent looks once a minute.
const PROMPT: Duration = Duration::minutes(2);
/// How long an occurrence that was put off until the person is free is held, where its grace is no longer.
const HOLD: Duration = Duration::hours(3);
/// What was missed longer ago is recorded and not spoken of: nobody wants a fortnight's list after a holiday.
const WORTH_NAMING: Duration = Duration::hours(24);

/// A reminder as a look sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its id.
    pub id: ReminderId,
    /// What the person set up.
    pub draft: ReminderDraft,
    /// From when on its rule stands as it is, by the clock of that moment.
    pub since: Instant,
}

impl Planned {
    /// From when on its rule stands as it is: what it would have been due before, it never was.
    ///
    /// What lies ahead of `now` was written by a clock that has since been put back, and says nothing.
    #[must_use]
    pub fn stands_from(&self, now: Instant) -> Instant {
        if self.since <= now {
            self.since
        } else {
            Instant::MIN_UTC
        }
    }
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
    /// Whether it says what a pause held back.
    pub after_pause: bool,
    /// Whether all up to now is decided. Not so inside the planned sleep: what was missed then is told after the rise. Nor while
    /// a pause holds something back, or the person is busy and something waits to be said.
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
    let night = evenings.asleep(now);
    let asleep = night.is_some();
    let paused = paused_until.is_some_and(|until| now < until);
    let mut decided = Look {
        complete: !asleep,
        ..Look::default()
    };
    for reminder in reminders {
        let since = reminder.stands_from(now);
        // However it comes to be open now: the plan may have been moved over what was put off, or claimed before.
        let hushed = night.is_some_and(|night| !speaks_in(night, reminder.draft.kind, now));
        let rows: Vec<&LedgerRow> = ledger.iter().filter(|row| row.id == reminder.id).collect();
        let open = rows
            .iter()
            .filter(|row| matches!(row.state, State::Planned | State::Snoozed))
            // What was put off was seen; what was claimed and not shown was not.
            .map(|row| {
                let unseen = row.state == State::Planned;
                (row.of(), row.begins(), row.until_free, unseen)
            });
        let fresh = undecided(now, last_look, reminder, &rows, evenings)
            .into_iter()
            // What became due after the fact, nobody could have shown.
            .map(|due| {
                let unseen = last_look.is_none_or(|last| due.at > last);
                (due, due.at, false, unseen)
            });
        for (due, begin, until_free, unseen) in open.chain(fresh) {
            let end = may_show_until(&reminder.draft, due, begin, until_free, evenings);
            let held = paused_until.is_some_and(|until| begin < until && until <= now);
            let slot = |late| Slot {
                id: reminder.id,
                due,
                late,
            };
            if now < begin {
                continue;
            } else if !reminder.draft.enabled || called_off(due, &rows, since) {
                decided.skipped.push(slot(false));
            } else if now < end {
                match presence {
                    // What stands until after the rise waits for it: a heads-up until its appointment, a morning's diary.
                    _ if paused || hushed => decided.complete = false,
                    Presence::Free => {
                        decided.after_pause |= held;
                        decided.show.push(slot(held || now - begin >= PROMPT));
                    }
                    Presence::Busy => decided.complete = false,
                }
            } else if asleep {
                continue;
            } else if paused_until.is_some_and(|until| end <= until) {
                decided.skipped.push(slot(false));
            } else {
                // Nobody at the computer is what an appointment that was kept looks like.
                let named =
                    unseen && reminder.draft.appointment.is_none() && now - due.at < WORTH_NAMING;
                match presence {
                    Presence::Busy if named => decided.complete = false,
                    _ => {
                        decided.after_pause |= held && named;
                        decided.missed.push(slot(named));
                    }
                }
            }
        }
    }
    for list in [&mut decided.show, &mut decided.missed, &mut decided.skipped] {
        list.sort_unstable_by_key(|slot| (slot.due.at, slot.id));
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
    let since = reminder.stands_from(now);
    let from = match last_look {
        Some(last) => last.min(now) - OVERLAP - grace(draft),
        // Nobody has looked yet: from the beginning, where that is known.
        None if since == Instant::MIN_UTC => now - PROMPT,
        None => since,
    };
    let from = from.max(since).max(now - REACH);
    let mut due = occurrences(draft, evenings, from, now + Duration::milliseconds(1));
    due.retain(|due| !rows.iter().any(|row| stands_for(row, *due, since, now)));
    due
}

/// Whether `row` has decided `due`: the same instant, or the same date of the same rule and the same heads-up of it.
///
/// What a clock that ran ahead wrote down as missed says nothing of an instant that has not come.
#[must_use]
pub fn stands_for(row: &LedgerRow, due: Due, since: Instant, now: Instant) -> bool {
    let same_date = row.day == due.day && row.before == due.before && row.due >= since;
    (row.due == due.at || same_date) && !(row.state == State::Missed && row.changed_at > now)
}

/// Whether `due` announces an appointment that the ledger's `rows` of its reminder say is left out, or over.
#[must_use]
pub fn called_off(due: Due, rows: &[&LedgerRow], since: Instant) -> bool {
    let of_its_appointment =
        |row: &&LedgerRow| row.before.0 == 0 && row.day == due.day && row.due >= since;
    due.before.0 > 0
        && rows
            .iter()
            .copied()
            .filter(of_its_appointment)
            .any(|row| matches!(row.state, State::Skipped | State::Done))
}

/// Until when an occurrence `due` may be shown, where its showing could begin at `begin`: the end of its grace, and never past
/// the next planned lights-out (a bedtime reminder: half an hour past it).
///
/// A heads-up says something until the next one of its appointment says it, or the appointment begins. What was put off
/// `until_free` is held for three hours at least, an appointment excepted, which is under way by then.
#[must_use]
pub fn may_show_until(
    draft: &ReminderDraft,
    due: Due,
    begin: Instant,
    until_free: bool,
    evenings: &Evenings,
) -> Instant {
    if let (1.., Some(appointment)) = (due.before.0, &draft.appointment) {
        let shorter = appointment
            .heads_ups
            .iter()
            .filter(|ahead| **ahead < due.before);
        let next = shorter.max().map_or(0, |ahead| ahead.0);
        return begins(draft, due, evenings) - Duration::minutes(i64::from(next));
    }
    let end = begin
        + match draft.appointment {
            None if until_free => grace(draft).max(HOLD),
            _ => grace(draft),
        };
    let lights_out = match (draft.kind, evenings.asleep(due.at)) {
        (ReminderKind::Bedtime, Some(night)) => Some(night.lights_out + BEDTIME_LATITUDE),
        (ReminderKind::Bedtime, None) => evenings
            .lights_out_after(due.at)
            .map(|at| at + BEDTIME_LATITUDE),
        _ => evenings.lights_out_after(due.at),
    };
    lights_out.map_or(end, |at| end.min(at))
}

/// When an open occurrence, a `row` claimed, put off or still to come, will be shown to a person who is free: at its beginning,
/// at the end of the pause or at the planned rise, whichever is last. `None` where its time is over by then.
#[must_use]
pub fn comes(
    draft: &ReminderDraft,
    row: &LedgerRow,
    paused_until: Option<Instant>,
    evenings: &Evenings,
) -> Option<Instant> {
    let begin = row.begins();
    let at = paused_until.map_or(begin, |until| begin.max(until));
    let at = match evenings.asleep(at) {
        Some(night) if !speaks_in(night, draft.kind, at) => night.rise,
        _ => at,
    };
    (at < may_show_until(draft, row.of(), begin, row.until_free, evenings)).then_some(at)
}

/// The grace, and at least what a prompt look may take.
fn grace(draft: &ReminderDraft) -> Duration {
    Duration::minutes(i64::from(draft.grace_min.0)).max(PROMPT)
}
