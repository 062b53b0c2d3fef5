//! What is due: claiming it, what is done with it, and the pause.
//!
//! An occurrence is claimed in the ledger before it is shown, and marked as shown once it is. A crash in between leaves the
//! claim, and the occurrence is shown after the restart within its grace: rather twice across a crash than never.

use chrono::{Duration, SubsecRound};
use serde::{Deserialize, Serialize};

use super::reminders::{evenings, no_reminder, row, shown};
use super::trial::told;
use super::undo::Inverse;
use super::{Changed, Topic, Vesper};
use crate::error::{Error, Invalid, Result};
use crate::reminders::{
    Action, Due, LedgerRow, Look, Notice, ReminderId, Schedule, Slot, State, look, may_show_until,
    notices, occurrences,
};
use crate::store::{Reading, Writing, reminders as dao, settings};
use crate::text::text;
use crate::time::{Instant, PlannedNight, Zone, local, night_of};

/// The setting that holds the end of the pause.
const PAUSED_UNTIL: &str = "paused_until";
/// The setting that holds when somebody last looked for what is due.
const LAST_LOOK: &str = "last_look";
/// How old [`LAST_LOOK`] may grow while there is nothing to decide: to write it wakes the disk.
const LOOK_KEPT_EVERY: Duration = Duration::hours(1);
/// The longest an occurrence can be put off, minutes.
const LONGEST_SNOOZE: u32 = 720;

/// Until when reminders are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Pause {
    /// The end of the pause; absent where reminders are not paused.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub until: Option<Instant>,
}

impl Vesper {
    /// Claims what is due at the present instant, each occurrence in the ledger before this answers, records what was missed,
    /// and puts both into words. Once a notice can be seen, [`Self::notice_shown`] is to say so.
    ///
    /// Where nothing is due, nothing is written but, once an hour, the time of the look.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing was claimed.
    pub fn claim_due(&mut self) -> Result<Vec<Notice>> {
        let (now, zone) = (self.now(), self.zone());
        let kept: Option<Instant> = self.store.read(|db| settings::get(db, LAST_LOOK))?;
        let last_look = self.last_look.or(kept);
        let found = self.store.read(|db| look_at(db, now, zone, last_look))?;
        let stale = kept.is_none_or(|kept| (now - kept).abs() >= LOOK_KEPT_EVERY);
        let said = if found.is_empty() && !(found.complete && stale) {
            Vec::new()
        } else {
            // What was found is looked for again inside the transaction: another program may have been faster.
            self.store.write(|db| {
                let found = look_at(db, now, zone, last_look)?;
                if found.complete {
                    settings::swap(db, LAST_LOOK, Some(&now))?;
                }
                claim(db, &found, now, zone)
            })?
        };
        if found.complete {
            self.last_look = Some(now);
        }
        Ok(said)
    }

    /// Marks what `notice` shows as shown.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn notice_shown(&mut self, notice: &Notice) -> Result<()> {
        let now = self.now();
        self.store.write(|db| {
            for occurrence in &notice.shows {
                let row = dao::row(db, occurrence.id, occurrence.due.to_utc())?;
                // The person may have been faster than the notification server.
                if let Some(row) = row.filter(|row| row.state == State::Planned) {
                    let shown = LedgerRow {
                        state: State::Shown,
                        changed_at: now,
                        shown_at: Some(now),
                        snoozed_until: None,
                        ..row
                    };
                    dao::put(db, &shown)?;
                }
            }
            Ok(())
        })
    }

    /// Does `action` with the occurrence of `id` that was due at `due`, or that still will be.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such occurrence; [`crate::Error::Invalid`] for a snooze of no time or of
    /// over twelve hours.
    pub fn act_on_occurrence(
        &mut self,
        id: ReminderId,
        due: Instant,
        action: Action,
    ) -> Result<Changed> {
        let (now, zone) = (self.now(), self.zone());
        let snoozed_until = match action {
            Action::Snooze(minutes) if !(1..=LONGEST_SNOOZE).contains(&minutes) => {
                return Err(Invalid::new("snooze", "reminder_error_snooze", &[]).into());
            }
            Action::Snooze(minutes) => {
                Some(now.trunc_subsecs(0) + Duration::minutes(i64::from(minutes)))
            }
            _ => None,
        };
        let (inverse, too_late) = self.store.write(|db| {
            let reminder = dao::get(db, id)?.ok_or_else(no_reminder)?;
            let evenings = evenings(db, zone)?;
            let former = dao::row(db, id, due)?;
            let planned = || {
                let rule = &reminder.draft.rule;
                let end = due + Duration::milliseconds(1);
                let due = occurrences(reminder.draft.kind, rule, &evenings, due, end);
                due.first()
                    .map(|due| row(id, *due, zone, State::Planned, now))
            };
            let Some(known) = former.or_else(planned) else {
                return Err(Error::NotFound(text("reminder_occurrence_not_found", &[])));
            };
            let decided = LedgerRow {
                state: match action {
                    Action::Start => State::Started,
                    Action::Snooze(_) => State::Snoozed,
                    Action::Skip => State::Skipped,
                    Action::Done => State::Done,
                },
                changed_at: now,
                snoozed_until,
                ..known
            };
            dao::put(db, &decided)?;
            let too_late = snoozed_until.is_some_and(|until| {
                until >= may_show_until(&reminder.draft, due, until, &evenings)
            });
            let inverse = Inverse::occurrence(db, id, due, former)?;
            Ok((inverse, too_late))
        })?;
        let done = match (action, snoozed_until) {
            (Action::Start, _) => text("reminder_done_started", &[]),
            (Action::Skip, _) => text("reminder_done_skipped", &[]),
            (Action::Snooze(_), Some(until)) => {
                let key = if too_late {
                    "reminder_done_snoozed_too_late"
                } else {
                    "reminder_done_snoozed"
                };
                let time = local(until, zone).format("%H:%M").to_string();
                text(key, &[("time", &time)])
            }
            (Action::Snooze(_) | Action::Done, _) => text("reminder_done_done", &[]),
        };
        Ok(self.changed(vec![inverse], done))
    }

    /// The pause.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pause(&self) -> Result<Pause> {
        let now = self.now();
        let until = self.store.read(paused_until)?.filter(|until| now < *until);
        Ok(Pause { until })
    }

    /// Pauses all reminders until an instant, or ends the pause.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an end that has gone by.
    pub fn set_pause(&mut self, pause: Pause) -> Result<Changed> {
        if pause.until.is_some_and(|until| until <= self.now()) {
            return Err(Invalid::new("until", "reminder_error_pause", &[]).into());
        }
        let inverse = self.store.write(|db| {
            let former = settings::swap(db, PAUSED_UNTIL, pause.until.as_ref())?;
            Inverse::setting(db, PAUSED_UNTIL, former, &[Topic::Reminders])
        })?;
        let done = match pause.until {
            Some(until) => {
                let until = local(until, self.zone());
                let date = until.format("%Y-%m-%d").to_string();
                let time = until.format("%H:%M").to_string();
                text("reminder_done_paused", &[("date", &date), ("time", &time)])
            }
            None => text("reminder_done_resumed", &[]),
        };
        Ok(self.changed(vec![inverse], done))
    }

    /// Pauses all reminders until the planned rise of the night that is or comes.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn pause_until_morning(&mut self) -> Result<Changed> {
        let (now, zone) = (self.now(), self.zone());
        let rollover = self.settings()?.rollover;
        let schedule = self.schedule()?;
        let usual = Schedule::default();
        let night = PlannedNight::at(now, zone, rollover, |night| {
            let plan = schedule.of(night).or_else(|| usual.of(night));
            plan.map_or((rollover, rollover), |plan| (plan.bed, plan.rise))
        });
        self.set_pause(Pause {
            until: Some(night.rise),
        })
    }
}

/// The end of the last pause, which may have gone by.
pub(super) fn paused_until(db: &Reading<'_>) -> Result<Option<Instant>> {
    settings::get(db, PAUSED_UNTIL)
}

/// Marks as done what a finished session of `routine`, begun at `at`, was a reminder's answer to: the latest occurrence of
/// that night that was started, or else shown.
pub(super) fn routine_finished(
    db: &Writing<'_>,
    routine: &str,
    at: Instant,
    zone: Zone,
    now: Instant,
) -> Result<Option<Inverse>> {
    let rollover = evenings(db, zone)?.rollover;
    let night = night_of(at, zone, rollover);
    let of_routine: Vec<ReminderId> = dao::all(db)?
        .into_iter()
        .filter(|reminder| reminder.draft.routine.as_deref() == Some(routine))
        .map(|reminder| reminder.id)
        .collect();
    let answered = dao::ledger(db, Some(at - Duration::days(2)))?
        .into_iter()
        .filter(|row| of_routine.contains(&row.id))
        .filter(|row| night_of(row.due, row.zone, rollover) == night)
        .filter(|row| matches!(row.state, State::Started | State::Shown | State::Snoozed))
        .max_by_key(|row| (row.state == State::Started, row.due));
    let Some(row) = answered else {
        return Ok(None);
    };
    let done = LedgerRow {
        state: State::Done,
        changed_at: now,
        snoozed_until: None,
        ..row
    };
    dao::put(db, &done)?;
    Inverse::occurrence(db, row.id, row.due, Some(row)).map(Some)
}

fn look_at(db: &Reading<'_>, now: Instant, zone: Zone, last_look: Option<Instant>) -> Result<Look> {
    let reminders = dao::all(db)?;
    if reminders.is_empty() {
        return Ok(Look {
            complete: true,
            ..Look::default()
        });
    }
    // Further back than any grace and any overlap of looks reaches.
    let from = last_look.map(|last| last.min(now) - Duration::days(5));
    let ledger = dao::ledger(db, from)?;
    let paused_until = paused_until(db)?;
    let evenings = evenings(db, zone)?;
    Ok(look(
        now,
        last_look,
        &reminders,
        &ledger,
        paused_until,
        &evenings,
    ))
}

/// Writes down what a look decided, and says what of it is to be said.
fn claim(db: &Writing<'_>, found: &Look, now: Instant, zone: Zone) -> Result<Vec<Notice>> {
    let evenings = evenings(db, zone)?;
    let reminders = dao::all(db)?;
    let decide = |slot: &Slot, state| {
        let Due { at, .. } = slot.due;
        let known =
            dao::row(db, slot.id, at)?.unwrap_or_else(|| row(slot.id, slot.due, zone, state, now));
        let decided = LedgerRow {
            state,
            changed_at: now,
            ..known
        };
        dao::put(db, &decided)?;
        let draft = reminders
            .iter()
            .find(|reminder| reminder.id == slot.id)
            .map(|reminder| reminder.draft.clone())
            .ok_or_else(no_reminder)?;
        // A trial's reminder says tonight's arm, and only once it is due.
        let draft = told(
            db,
            slot.id,
            draft,
            evenings.night_of(at),
            evenings.night_of(now),
        )?;
        Ok::<_, Error>((shown(&draft, &decided, &evenings, decided.zone), draft))
    };
    let mut show = Vec::new();
    for slot in &found.show {
        show.push(decide(slot, State::Planned)?);
    }
    let mut missed = Vec::new();
    for slot in &found.missed {
        let (occurrence, _) = decide(slot, State::Missed)?;
        missed.extend(slot.late.then_some(occurrence));
    }
    for slot in &found.skipped {
        decide(slot, State::Skipped)?;
    }
    let late = found.show.iter().any(|slot| slot.late);
    Ok(notices(show, missed, late))
}
