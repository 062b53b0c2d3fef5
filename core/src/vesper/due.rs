//! What is due: claiming it, what is done with it, and the pause.
//!
//! An occurrence is claimed in the ledger before it is shown, and marked as shown once it is. A crash in between leaves the
//! claim, and the occurrence is shown after the restart within its grace: rather twice across a crash than never.

use chrono::{Duration, NaiveDate, SubsecRound};
use serde::{Deserialize, Serialize};

use super::reminders::{check_instant, evenings, no_reminder, row, shown};
use super::trial::told;
use super::undo::Inverse;
use super::{Changed, Settings, Topic, Vesper};
use crate::error::{Error, Invalid, Result};
use crate::reminders::{
    Action, Gap, LedgerRow, Look, Notice, Occurrence, Presence, ReminderId, Saying, Sign, Slot,
    State, look, may_show_until, notices, occurrences,
};
use crate::store::{Reading, Writing, reminders as dao, settings};
use crate::text::{date_without_year, text};
use crate::time::{Dial, Instant, Minutes, PlannedNight, Zone, local, night_of, plausible};

/// The setting that holds the end of the pause.
pub(super) const PAUSED_UNTIL: &str = "paused_until";
/// The setting that holds when somebody last looked for what is due.
pub(super) const LAST_LOOK: &str = "last_look";
/// The setting that holds the signs of being busy that this computer gives.
pub(super) const SIGNS: &str = "signs";
/// How old [`LAST_LOOK`] may grow while there is nothing to decide: to write it wakes the disk.
const LOOK_KEPT_EVERY: Duration = Duration::hours(1);
/// The longest an occurrence can be put off, minutes.
const LONGEST_SNOOZE: u32 = 720;
/// What was put off until the person is free comes no sooner: a call may not have begun, and one need not be seen at once.
const SHORTEST_HOLD: Duration = Duration::minutes(5);

/// The longest pause: ten years and some days.
const LONGEST_PAUSE: Duration = Duration::days(3_660);

/// Until when reminders are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Pause {
    /// The end of the pause; absent where reminders are not paused.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub until: Option<Instant>,
}

/// How long reminders are paused, as a person says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum PauseFor {
    /// For so many minutes.
    Minutes(Minutes),
    /// Until the planned rise of the night that is or comes.
    UntilMorning,
    /// Until the planned rise on that date.
    UntilDate(#[cfg_attr(feature = "specta", specta(type = String))] NaiveDate),
}

impl Vesper {
    /// Claims what is due at the present instant, each occurrence in the ledger before this answers, records what was missed,
    /// and puts both into words. Once a notice can be seen, [`Self::notice_shown`] is to say so.
    ///
    /// `presence` is asked only where there is something to say. Where nothing is due, nothing is written but, once an hour, the
    /// time of the look.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing was claimed.
    pub fn claim_due(&mut self, presence: impl FnOnce() -> Presence) -> Result<Vec<Notice>> {
        let (now, zone) = (self.now(), self.zone());
        let dial = self.dial()?;
        let kept: Option<Instant> = self.store.read(|db| settings::get(db, LAST_LOOK))?;
        let last_look = self.last_look.or(kept);
        let look = |db: &Reading<'_>, presence| look_at(db, now, zone, last_look, presence);
        let mut found = self.store.read(|db| look(db, Presence::Free))?;
        let was_busy = self.was_busy;
        let presence = match found.says_something().then(presence) {
            Some(Presence::Busy) => {
                found = self.store.read(|db| look(db, Presence::Busy))?;
                Presence::Busy
            }
            _ => Presence::Free,
        };
        let stale = kept.is_none_or(|kept| (now - kept).abs() >= LOOK_KEPT_EVERY);
        let said = if found.is_empty() && !(found.complete && stale) {
            Vec::new()
        } else {
            // What was found is looked for again inside the transaction: another program may have been faster.
            self.store.write(|db| {
                let found = look(db, presence)?;
                if found.complete {
                    settings::swap(db, LAST_LOOK, Some(&now))?;
                }
                let gap = match (was_busy, found.after_pause) {
                    (true, _) => Gap::Busy,
                    (false, true) => Gap::Pause,
                    (false, false) => Gap::Away,
                };
                claim(db, &found, gap, now, dial)
            })?
        };
        if found.complete {
            self.last_look = Some(now);
        }
        self.was_busy = presence == Presence::Busy;
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
                if let Some(row) = dao::row(db, occurrence.id, occurrence.due.to_utc())? {
                    dao::put(db, &row.shown(now))?;
                }
            }
            Ok(())
        })
    }

    /// Notes which signs of being busy this computer gives. Where none tells of meetings nothing can be put off until one ends.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_signs(&mut self, given: &[Sign]) -> Result<()> {
        let known: Option<Vec<Sign>> = self.store.read(|db| settings::get(db, SIGNS))?;
        if known.as_deref() == Some(given) {
            return Ok(());
        }
        self.store
            .write(|db| settings::swap(db, SIGNS, Some(&given)))
            .map(drop)
    }

    /// Does `action` with the occurrence of `id` that was due at `due`, or that still will be.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such occurrence; [`crate::Error::Invalid`] for a snooze of no time or of
    /// over twelve hours, for one until the person is free where the computer does not tell of that, and for an instant beyond the
    /// plausible years.
    pub fn act_on_occurrence(
        &mut self,
        id: ReminderId,
        due: Instant,
        action: Action,
    ) -> Result<Changed> {
        check_instant("due", due)?;
        let (now, zone) = (self.now(), self.zone());
        let dial = self.dial()?;
        let put_off = match action {
            Action::Snooze(minutes) if !(1..=LONGEST_SNOOZE).contains(&minutes) => {
                return Err(Invalid::new("snooze", "reminder_error_snooze", &[]).into());
            }
            // What has not come yet is put off from when it would come.
            Action::Snooze(minutes) => Some(Duration::minutes(i64::from(minutes))),
            Action::SnoozeUntilFree if !self.store.read(tells_of_meetings)? => {
                return Err(Invalid::new("until_free", "reminder_error_until_free", &[]).into());
            }
            Action::SnoozeUntilFree => Some(SHORTEST_HOLD),
            Action::Start | Action::Skip | Action::Done => None,
        };
        let snoozed_until = put_off.map(|by| now.max(due).trunc_subsecs(0) + by);
        let until_free = action == Action::SnoozeUntilFree;
        let (inverse, ends) = self.store.write(|db| {
            let reminder = dao::get(db, id)?.ok_or_else(no_reminder)?;
            let evenings = evenings(db, zone)?;
            let former = dao::row(db, id, due)?;
            let planned = || {
                let end = due + Duration::milliseconds(1);
                let due = occurrences(&reminder.draft, &evenings, due, end);
                due.first()
                    .filter(|due| due.at >= reminder.stands_from(now))
                    .map(|due| row(id, *due, zone, State::Planned, now))
            };
            let Some(known) = former.or_else(planned) else {
                return Err(Error::NotFound(text("reminder_occurrence_not_found", &[])));
            };
            let decided = LedgerRow {
                state: match action {
                    Action::Start => State::Started,
                    Action::Snooze(_) | Action::SnoozeUntilFree => State::Snoozed,
                    Action::Skip => State::Skipped,
                    Action::Done => State::Done,
                },
                changed_at: now,
                snoozed_until,
                until_free,
                ..known
            };
            dao::put(db, &decided)?;
            let (of, begins) = (decided.of(), decided.begins());
            let ends = may_show_until(&reminder.draft, of, begins, until_free, &evenings);
            let inverse = Inverse::occurrence(db, id, due, former)?;
            Ok((inverse, ends))
        })?;
        let done = match (action, snoozed_until) {
            (Action::Start, _) => text("reminder_done_started", &[]),
            (Action::Skip, _) => text("reminder_done_skipped", &[]),
            (_, Some(until)) if until >= ends => text(
                "reminder_done_snoozed_too_late",
                &[("time", &dial.say(until))],
            ),
            (Action::SnoozeUntilFree, _) => {
                text("reminder_done_until_free", &[("time", &dial.say(ends))])
            }
            (Action::Snooze(_), Some(until)) => {
                text("reminder_done_snoozed", &[("time", &dial.say(until))])
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
        let possible = |until| (Duration::zero()..LONGEST_PAUSE).contains(&(until - self.now()));
        if pause
            .until
            .is_some_and(|until| until <= self.now() || !possible(until))
        {
            return Err(Invalid::new("until", "reminder_error_pause", &[]).into());
        }
        let now = self.now();
        let inverse = self.store.write(|db| {
            // When the last pause ended is kept: what it held back comes after it in one message.
            let ended = paused_until(db)?.map(|until| until.min(now));
            let until = pause.until.or(ended);
            let former = settings::swap(db, PAUSED_UNTIL, until.as_ref())?;
            Inverse::setting(db, PAUSED_UNTIL, former, &[Topic::Reminders])
        })?;
        let done = match pause.until {
            Some(until) => {
                let date = date_without_year(local(until, self.zone()).date_naive());
                let time = self.dial()?.say(until);
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
        self.pause_for(PauseFor::UntilMorning)
    }

    /// Pauses all reminders for a while.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a while that has gone by, or of over ten years.
    pub fn pause_for(&mut self, span: PauseFor) -> Result<Changed> {
        let (now, zone) = (self.now(), self.zone());
        let rollover = self.settings()?.rollover;
        let schedule = self.schedule()?;
        let plan = |night| schedule.bed_and_rise(night);
        let until = match span {
            PauseFor::Minutes(minutes) => now + Duration::minutes(i64::from(minutes.0)),
            PauseFor::UntilMorning => PlannedNight::at(now, zone, rollover, plan).rise,
            PauseFor::UntilDate(date) => {
                let night = date
                    .pred_opt()
                    .filter(|_| plausible(date))
                    .unwrap_or_default();
                PlannedNight::of(night, plan(night), rollover, zone).rise
            }
        };
        self.set_pause(Pause { until: Some(until) })
    }

    /// The occurrence of `id` that a person means who names none: the first that waits for an answer, or the next to come.
    /// `announced` says whether a heads-up may be meant.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is none within a year.
    pub fn at_hand(&self, id: ReminderId, announced: bool) -> Result<Occurrence> {
        self.store
            .read(|db| dao::get(db, id))?
            .ok_or_else(no_reminder)?;
        let (now, zone) = (self.now(), self.zone());
        let night = night_of(now, zone, self.settings()?.rollover);
        let open = |one: &Occurrence| match one.state {
            State::Planned => one.due.to_utc() >= now || one.night == night,
            State::Snoozed => true,
            State::Shown | State::Started => one.night == night,
            State::Done | State::Skipped | State::Missed => false,
        };
        self.upcoming(now - Duration::days(1), now + Duration::days(366), zone)?
            .into_iter()
            .filter(|one| one.id == id && (announced || one.announces.is_none()))
            .find(open)
            .ok_or_else(|| Error::NotFound(text("reminder_none_at_hand", &[])))
    }
}

/// The end of the last pause, which may have gone by.
pub(super) fn paused_until(db: &Reading<'_>) -> Result<Option<Instant>> {
    settings::get(db, PAUSED_UNTIL)
}

/// Whether this computer gives a sign of meetings that counts for this person.
pub(super) fn tells_of_meetings(db: &Reading<'_>) -> Result<bool> {
    let given: Vec<Sign> = settings::get(db, SIGNS)?.unwrap_or_default();
    let chosen: Settings = settings::get(db, super::settings::KEY)?.unwrap_or_default();
    let counts = |sign: &Sign| sign.is_of_meetings() && !chosen.ignored_signs.contains(sign);
    Ok(given.iter().any(counts))
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
        until_free: false,
        ..row
    };
    dao::put(db, &done)?;
    Inverse::occurrence(db, row.id, row.due, Some(row)).map(Some)
}

fn look_at(
    db: &Reading<'_>,
    now: Instant,
    zone: Zone,
    last_look: Option<Instant>,
    presence: Presence,
) -> Result<Look> {
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
        presence,
        &evenings,
    ))
}

/// Writes down what a look decided, and says what of it is to be said.
fn claim(
    db: &Writing<'_>,
    found: &Look,
    gap: Gap,
    now: Instant,
    dial: Dial,
) -> Result<Vec<Notice>> {
    let zone = dial.zone;
    let evenings = evenings(db, zone)?;
    let reminders = dao::all(db)?;
    let decide = |slot: &Slot, state| {
        let known = dao::row(db, slot.id, slot.due.at)?
            .unwrap_or_else(|| row(slot.id, slot.due, zone, state, now));
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
            evenings.night_of(slot.due.at),
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
    let saying = Saying {
        now,
        dial,
        late,
        gap,
        tells: tells_of_meetings(db)?,
    };
    Ok(notices(show, missed, saying))
}
