//! What came and waits for the person's answer.

use serde::Serialize;

use super::Vesper;
use super::reminders::{evenings, shown};
use crate::error::Result;
use crate::reminders::{Occurrence, Planned, State, may_show_until, place};
use crate::store::reminders as dao;
use crate::time::{LocalTime, local};

/// An occurrence that came, whether or not its message still stands on the screen, and can still be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Waiting {
    /// The reminder's occurrence.
    #[serde(flatten)]
    pub occurrence: Occurrence,
    /// The reminder's own line.
    pub body: Option<String>,
    /// Until when it waits.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub until: LocalTime,
    /// The place of the window in which it is carried out.
    pub place: String,
}

impl Vesper {
    /// What was shown, or claimed to be shown, and is not answered, while its grace lasts: the latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn waiting(&self) -> Result<Vec<Waiting>> {
        let (now, zone) = (self.now(), self.zone());
        self.store.read(|db| {
            let evenings = evenings(db, zone)?;
            // The longest grace is a day, and what was put off may have come late in it.
            let ledger = dao::ledger(db, Some(now - chrono::Duration::days(3)))?;
            let mut waiting = Vec::new();
            for Planned { id, draft, .. } in dao::all(db)? {
                for row in ledger.iter().filter(|row| row.id == id) {
                    let begin = match row.state {
                        State::Shown => row.shown_at.unwrap_or(row.due),
                        State::Planned => row.snoozed_until.unwrap_or(row.due),
                        _ => continue,
                    };
                    let until = may_show_until(&draft, row.due, begin, &evenings);
                    if begin <= now && now < until {
                        waiting.push(Waiting {
                            occurrence: shown(&draft, row, &evenings, zone),
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
