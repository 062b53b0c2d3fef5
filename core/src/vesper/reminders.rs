//! Reminders: setting them up, what is due, what became of them.

use chrono::{Duration, NaiveTime};

use super::undo::Inverse;
use super::{Changed, Settings, Vesper};
use crate::error::{Error, Invalid, Result};
use crate::massage::Content;
use crate::reminders::{
    Due, Evenings, KindSummary, LedgerRow, Occurrence, Planned, Reminder, ReminderDraft,
    ReminderId, State, When, begins, called_off, comes, held_back, in_words, occurrences,
    stands_for, summary,
};
use crate::store::{Reading, reminders as dao, settings};
use crate::text::text;
use crate::time::{Dial, Instant, Night, Zone, local, night_of, plausible};

/// How far ahead, from now or from its first date, a rule is tried for evenings on which the planned sleep holds it back.
const FORTNIGHT: Duration = Duration::days(14);
/// The longest span that is listed: ten years and some days.
const LONGEST_SPAN: Duration = Duration::days(3_660);

impl Vesper {
    /// Sets a reminder up.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where its rule cannot be, or there is no such routine.
    pub fn add_reminder(&mut self, draft: &ReminderDraft) -> Result<(ReminderId, Changed)> {
        let now = self.now();
        let draft = draft.in_zone(self.zone()).checked()?;
        draft.check_ahead(now)?;
        check_routine(&draft, self.content()?.as_ref())?;
        let (id, inverse) = self.store.write(|db| {
            let id = dao::insert(db, &draft, now)?;
            Ok((id, Inverse::reminder(db, id, None)?))
        })?;
        let done = self.say_rule("reminder_done_added", &draft)?;
        Ok((id, self.changed(vec![inverse], done)))
    }

    /// Changes a reminder. A changed rule counts from now on: it may come again the same evening.
    ///
    /// # Errors
    /// As [`Self::add_reminder`]; [`crate::Error::NotFound`] where there is no such reminder.
    pub fn edit_reminder(&mut self, id: ReminderId, draft: &ReminderDraft) -> Result<Changed> {
        let now = self.now();
        let draft = draft.in_zone(self.zone()).checked()?;
        let content = self.content()?;
        let inverse = self.store.write(|db| {
            let known = dao::get(db, id)?.ok_or_else(no_reminder)?;
            let same = known.draft.rule == draft.rule
                && known.draft.appointment == draft.appointment
                && known.draft.enabled == draft.enabled;
            if known.draft.rule != draft.rule {
                draft.check_ahead(now)?;
            }
            // A routine of former days stays with its reminder until the person chooses another.
            if known.draft.routine != draft.routine {
                check_routine(&draft, &content)?;
            }
            let kept = dao::Kept {
                draft: draft.clone(),
                since: if same { known.since } else { now },
                ledger: Vec::new(),
                origin: None,
            };
            let former = dao::swap(db, id, Some(&kept))?;
            Inverse::reminder(db, id, former)
        })?;
        let done = self.say_rule("reminder_done_changed", &draft)?;
        Ok(self.changed(vec![inverse], done))
    }

    /// Removes a reminder with its history; the answer's token brings both back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such reminder.
    pub fn remove_reminder(&mut self, id: ReminderId) -> Result<Changed> {
        let inverse = self.store.write(|db| {
            let former = dao::swap(db, id, None)?.ok_or_else(no_reminder)?;
            Inverse::reminder(db, id, Some(former))
        })?;
        let done = text("reminder_done_removed", &[]);
        Ok(self.changed(vec![inverse], done))
    }

    /// All reminders.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn reminders(&self) -> Result<Vec<Reminder>> {
        let now = self.now();
        let dial = self.dial()?;
        self.store.read(|db| {
            let evenings = evenings(db, self.zone())?;
            let shown = |Planned { id, draft, .. }| Reminder {
                id,
                in_words: with_sleep(&draft, &evenings, now, dial),
                draft,
            };
            Ok(dao::all(db)?.into_iter().map(shown).collect())
        })
    }

    /// Occurrences due in a span (its end left out), earliest first, in `zone`: exactly what the app would show, each with
    /// what became of it. What a reminder's rule would have been due before it stood, it never was.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a span that ends before it begins, of over ten years, or beyond the plausible years.
    pub fn upcoming(&self, from: Instant, to: Instant, zone: Zone) -> Result<Vec<Occurrence>> {
        check_span(from, to)?;
        self.store.read(|db| {
            let evenings = evenings(db, zone)?;
            let paused_until = super::due::paused_until(db)?;
            let now = self.now();
            let mut found = Vec::new();
            each_due(db, (from, to), now, &evenings, |draft, mut row| {
                if row.state == State::Planned
                    && row.due >= now
                    && comes(draft, &row, paused_until, &evenings).is_none()
                {
                    row.state = State::Skipped;
                }
                if from <= row.due && row.due < to {
                    found.push(shown(draft, &row, &evenings, zone));
                }
            })?;
            found.sort_by_key(|occurrence| (occurrence.due, occurrence.id));
            found.dedup_by_key(|occurrence| (occurrence.due, occurrence.id));
            Ok(found)
        })
    }

    /// What became of the occurrences of a window of nights, latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn reminder_history(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<Occurrence>> {
        self.store.read(|db| {
            let evenings = evenings(db, self.zone())?;
            let reminders = dao::all(db)?;
            let ledger = dao::ledger(db, None)?;
            let mut found: Vec<Occurrence> = ledger
                .iter()
                .filter_map(|row| {
                    let reminder = reminders.iter().find(|reminder| reminder.id == row.id)?;
                    Some(shown(&reminder.draft, row, &evenings, row.zone))
                })
                .filter(|occurrence| from.is_none_or(|from| from <= occurrence.night))
                .filter(|occurrence| to.is_none_or(|to| occurrence.night <= to))
                .collect();
            found.reverse();
            Ok(found)
        })
    }

    /// What became of the occurrences of a window of nights, summed up by kind.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn reminder_summary(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<KindSummary>> {
        let rollover = self.settings()?.rollover;
        self.store.read(|db| {
            let reminders = dao::all(db)?;
            let of_kind = |row: LedgerRow| {
                let night = night_of(row.due, row.zone, rollover);
                let within =
                    from.is_none_or(|from| from <= night) && to.is_none_or(|to| night <= to);
                let reminder = reminders.iter().find(|reminder| reminder.id == row.id)?;
                within.then_some((reminder.draft.kind, row))
            };
            let rows: Vec<_> = dao::ledger(db, None)?
                .into_iter()
                .filter_map(of_kind)
                .collect();
            Ok(summary(&rows))
        })
    }

    fn say_rule(&self, key: &str, draft: &ReminderDraft) -> Result<String> {
        let evenings = self.store.read(|db| evenings(db, self.zone()))?;
        let rule = with_sleep(draft, &evenings, self.now(), self.dial()?);
        Ok(text(key, &[("rule", &rule)]))
    }
}

/// The rule of `draft` in words, and whether the planned sleep holds it back.
fn with_sleep(draft: &ReminderDraft, evenings: &Evenings, now: Instant, dial: Dial) -> String {
    let rule = in_words(draft, dial);
    let from = now.max(draft.rule.start.and_time(NaiveTime::MIN).and_utc());
    if !held_back(draft, evenings, from, from + FORTNIGHT) {
        return rule;
    }
    let key = match draft.rule.when {
        When::Once(_) => "reminder_rule_asleep_once",
        _ => "reminder_rule_asleep",
    };
    text(key, &[("rule", &rule)])
}

/// Visits, for each reminder, the whole ledger since about the beginning of `span` and what lies in it that the ledger says nothing
/// of yet, as a row. What is off or called off counts as left out, whatever the ledger still holds open.
pub(super) fn each_due(
    db: &Reading<'_>,
    (from, to): (Instant, Instant),
    now: Instant,
    evenings: &Evenings,
    mut visit: impl FnMut(&ReminderDraft, LedgerRow),
) -> Result<()> {
    // A row may stand for a date whose occurrence now lies in the span.
    let ledger = dao::ledger(db, Some(from - Duration::days(3)))?;
    for reminder in dao::all(db)? {
        let Planned { id, draft, .. } = &reminder;
        let since = reminder.stands_from(now);
        let rows: Vec<&LedgerRow> = ledger.iter().filter(|row| row.id == *id).collect();
        let fresh = if draft.enabled {
            occurrences(draft, evenings, from.max(since), to)
        } else {
            Vec::new()
        };
        let fresh = fresh
            .into_iter()
            .filter(|due| !rows.iter().any(|row| stands_for(row, *due, since, now)))
            .map(|due| row(*id, due, evenings.zone, State::Planned, now));
        for mut row in rows.iter().copied().copied().chain(fresh) {
            let open = matches!(row.state, State::Planned | State::Snoozed);
            if open && (!draft.enabled || called_off(row.of(), &rows, since)) {
                row.state = State::Skipped;
            }
            visit(draft, row);
        }
    }
    Ok(())
}

/// The evenings of the plan on record, in `zone`.
pub(super) fn evenings(db: &Reading<'_>, zone: Zone) -> Result<Evenings> {
    let settings: Settings = settings::get(db, super::settings::KEY)?.unwrap_or_default();
    Ok(Evenings {
        schedule: settings::planned(db)?,
        rollover: settings.rollover,
        zone,
        free_days: settings.free_days,
    })
}

/// A row of the ledger as it is shown, as wall clocks in `zone` showed it.
pub(super) fn shown(
    draft: &ReminderDraft,
    row: &LedgerRow,
    evenings: &Evenings,
    zone: Zone,
) -> Occurrence {
    Occurrence {
        id: row.id,
        kind: draft.kind,
        title: draft.title.clone(),
        due: local(row.due, zone),
        night: night_of(row.due, zone, evenings.rollover),
        state: row.state,
        snoozed_until: row
            .snoozed_until
            .filter(|_| row.state == State::Snoozed)
            .map(|until| local(until, zone)),
        until_free: row.until_free && row.state == State::Snoozed,
        routine: draft.routine.clone(),
        announces: (row.before.0 > 0).then(|| local(begins(draft, row.of(), evenings), zone)),
    }
}

/// A row for `due`, which the ledger says nothing of yet.
pub(super) fn row(id: ReminderId, due: Due, zone: Zone, state: State, now: Instant) -> LedgerRow {
    LedgerRow {
        id,
        due: due.at,
        day: due.day,
        before: due.before,
        zone,
        state,
        changed_at: now,
        shown_at: None,
        snoozed_until: None,
        until_free: false,
    }
}

/// Refuses a routine that does not exist.
pub(super) fn check_routine(draft: &ReminderDraft, content: &Content) -> Result<()> {
    match &draft.routine {
        Some(id) if content.routine(id).is_none() => {
            let named = [("routine", id.as_str())];
            Err(Invalid::new("routine", "error_session_routine", &named).into())
        }
        _ => Ok(()),
    }
}

/// Refuses an instant beyond the years that reminders can lie in: arithmetic on it would end outside the calendar.
pub(super) fn check_instant(field: &str, at: Instant) -> Result<()> {
    if plausible(at.date_naive()) {
        return Ok(());
    }
    Err(Invalid::new(field, "reminder_error_years", &[]).into())
}

/// Refuses a span that nothing can be listed of.
pub(super) fn check_span(from: Instant, to: Instant) -> Result<()> {
    check_instant("from", from)?;
    if to < from || to - from > LONGEST_SPAN {
        return Err(Invalid::new("to", "reminder_error_span", &[]).into());
    }
    Ok(())
}

pub(super) fn no_reminder() -> Error {
    Error::NotFound(text("reminder_not_found", &[]))
}
