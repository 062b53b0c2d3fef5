//! What came and waits for the person's answer.

use chrono::Duration;
use serde::Serialize;

use super::Vesper;
use super::due::{paused_until, tells_of_meetings};
use super::reminders::{evenings, row, shown};
use super::trial::told;
use crate::error::Result;
use crate::reminders::{
    LedgerRow, NoticeAction, Occurrence, Planned, State, called_off, may_show_until, occurrences,
    offered, place, said, stands_for,
};
use crate::store::reminders as dao;
use crate::time::{LocalTime, local};

/// The longest grace a reminder can have.
const LONGEST_GRACE: Duration = Duration::days(1);

/// An occurrence that is due, whether or not a message of it stands on the screen, and can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Waiting {
    /// The reminder's occurrence.
    #[serde(flatten)]
    pub occurrence: Occurrence,
    /// Its title, or what it announces.
    pub words: String,
    /// What can be done with it here and now.
    pub actions: Vec<NoticeAction>,
    /// The reminder's own line.
    pub body: Option<String>,
    /// Until when it waits.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub until: LocalTime,
    /// The place of the window in which it is carried out.
    pub place: String,
}

impl Vesper {
    /// As [`Self::waiting`], for a window that shows it: what no message has shown counts as shown from now on.
    ///
    /// # Errors
    /// Where the store cannot be read. Where it cannot be written all is told the same: rather twice than never.
    pub fn show_waiting(&mut self) -> Result<Vec<Waiting>> {
        let waiting = self.waiting()?;
        let now = self.now();
        let unseen: Vec<&Occurrence> = waiting
            .iter()
            .map(|one| &one.occurrence)
            .filter(|one| one.state == State::Planned)
            .collect();
        if unseen.is_empty() {
            return Ok(waiting);
        }
        let marked = self.store.write(|db| {
            for one in unseen {
                if let Some(row) = dao::row(db, one.id, one.due.to_utc())? {
                    dao::put(db, &row.shown(now))?;
                }
            }
            Ok(())
        });
        if let Err(failure) = marked {
            tracing::warn!("what waits is not marked as shown: {failure}");
        }
        Ok(waiting)
    }

    /// What is due, whether it was shown, is about to be or is held back, and is not answered, while its grace lasts: the latest
    /// first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting(&self) -> Result<Vec<Waiting>> {
        let (now, zone, dial) = (self.now(), self.zone(), self.dial()?);
        self.store.read(|db| {
            let evenings = evenings(db, zone)?;
            let tells = tells_of_meetings(db)?;
            let paused = paused_until(db)?.is_some_and(|until| now < until);
            // What was put off may have come late in its grace.
            let ledger = dao::ledger(db, Some(now - LONGEST_GRACE * 3))?;
            let mut waiting = Vec::new();
            for reminder in dao::all(db)? {
                let since = reminder.stands_from(now);
                let Planned { id, draft, .. } = reminder;
                let rows: Vec<&LedgerRow> = ledger.iter().filter(|row| row.id == id).collect();
                let open = rows
                    .iter()
                    .filter(|row| !called_off(row.of(), &rows, since));
                let open = open.filter_map(|row| match row.state {
                    State::Shown => Some((**row, row.shown_at.unwrap_or(row.due))),
                    // Put off, come again, and held back.
                    State::Planned | State::Snoozed => Some((**row, row.begins())),
                    _ => None,
                });
                let from = since.max(now - LONGEST_GRACE);
                let fresh = if draft.enabled && !paused {
                    occurrences(&draft, &evenings, from, now + Duration::milliseconds(1))
                } else {
                    Vec::new()
                };
                let fresh = fresh
                    .into_iter()
                    .filter(|due| !rows.iter().any(|row| stands_for(row, *due, since, now)))
                    .filter(|due| !called_off(*due, &rows, since))
                    .map(|due| (self::row(id, due, zone, State::Planned, now), due.at));
                for (row, begin) in open.chain(fresh) {
                    let mut until =
                        may_show_until(&draft, row.of(), begin, row.until_free, &evenings);
                    if row.before.0 > 0 {
                        // It may be shown until its appointment; once it was seen it asks for no answer all day.
                        until = until.min(begin + Duration::minutes(draft.grace_min.0.into()));
                    }
                    if begin <= now && now < until {
                        let night = evenings.night_of(row.due);
                        let draft = told(db, id, draft.clone(), night, evenings.night_of(now))?;
                        let occurrence = shown(&draft, &row, &evenings, zone);
                        waiting.push(Waiting {
                            words: said(&draft, &occurrence, now, dial),
                            actions: offered(&draft, occurrence.announces.is_some(), tells),
                            occurrence,
                            body: draft.body.clone(),
                            until: local(until, zone),
                            place: place(draft.kind, draft.routine.as_deref()),
                        });
                    }
                }
            }
            waiting.sort_by_key(|one| std::cmp::Reverse(one.occurrence.due));
            Ok(waiting)
        })
    }
}
