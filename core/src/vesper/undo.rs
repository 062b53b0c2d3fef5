//! Taking changes back.
//!
//! A verb keeps, of each thing it changes, the state it found: an [`Inverse`]. Putting that state back is the undoing, and the state
//! met while doing so is the undoing of the undoing.

use std::collections::VecDeque;

use serde_json::Value;

use super::{Changed, Topic, UndoToken, Vesper};
use crate::diary::{DayFactors, RecordId};
use crate::error::{Error, Result};
use crate::reminders::{LedgerRow, ReminderId, Schedule};
use crate::store::{Writing, factors, massage, records, reminders, settings};
use crate::text::text;
use crate::time::{Instant, Night};

/// How many changes can be taken back.
const DEPTH: usize = 100;

/// The state a thing was in before a change; `None` where it was not there.
#[derive(Debug, Clone)]
pub(super) enum Inverse {
    /// A sleep record.
    Record(RecordId, Option<records::Kept>),
    /// The factors of a day.
    Factors(Night, Option<DayFactors>),
    /// What is kept under a key, and what shows it.
    Setting(&'static str, Option<Value>, &'static [Topic]),
    /// The planned sleep of the week.
    Schedule(Schedule),
    /// A reminder with its ledger.
    Reminder(ReminderId, Option<reminders::Kept>),
    /// A massage session.
    Session(u32, Option<massage::Kept>),
    /// An answer to the safety screen.
    Safety(String, Option<massage::KeptAnswer>),
    /// What became of one occurrence of a reminder.
    Occurrence(ReminderId, Instant, Option<LedgerRow>),
}

impl Inverse {
    /// What is to be fetched again once this is put back.
    fn topics(&self) -> Vec<Topic> {
        match self {
            Self::Record(..) | Self::Factors(..) => vec![Topic::Diary],
            Self::Setting(_, _, topics) => topics.to_vec(),
            Self::Schedule(_) => vec![Topic::Schedule],
            Self::Reminder(..) | Self::Occurrence(..) => vec![Topic::Reminders],
            Self::Session(..) => vec![Topic::Massage],
            // What is offered hangs on the answers.
            Self::Safety(..) => vec![Topic::Safety, Topic::Massage],
        }
    }

    /// Puts the state back; answers with the one that stood there.
    fn put_back(self, db: &Writing<'_>) -> Result<Self> {
        Ok(match self {
            Self::Record(id, state) => {
                if let Some(kept) = &state {
                    super::diary::refuse_overlap(db, &kept.record, Some(id))?;
                }
                Self::Record(id, records::swap(db, id, state.as_ref())?)
            }
            Self::Factors(night, state) => {
                Self::Factors(night, factors::swap(db, night, state.as_ref())?)
            }
            Self::Setting(key, value, topics) => {
                Self::Setting(key, settings::swap(db, key, value.as_ref())?, topics)
            }
            Self::Schedule(schedule) => Self::Schedule(settings::swap_schedule(db, &schedule)?),
            Self::Reminder(id, state) => {
                Self::Reminder(id, reminders::swap(db, id, state.as_ref())?)
            }
            Self::Session(id, state) => Self::Session(id, massage::swap(db, id, state.as_ref())?),
            Self::Safety(key, state) => {
                let state = massage::swap_answer(db, &key, state.as_ref())?;
                Self::Safety(key, state)
            }
            Self::Occurrence(id, due, state) => {
                let state = reminders::swap_row(db, id, due, state.as_ref())?;
                Self::Occurrence(id, due, state)
            }
        })
    }
}

/// The changes that can be taken back, oldest first.
#[derive(Default)]
pub(super) struct Undoable {
    changes: VecDeque<(UndoToken, Vec<Inverse>)>,
    last: u32,
}

impl Undoable {
    /// Forgets all: what they name is there no more.
    pub(super) fn clear(&mut self) {
        self.changes.clear();
    }

    fn push(&mut self, inverses: Vec<Inverse>) -> UndoToken {
        self.last = self.last.wrapping_add(1);
        if self.changes.len() == DEPTH {
            self.changes.pop_front();
        }
        let token = UndoToken(self.last);
        self.changes.push_back((token, inverses));
        token
    }
}

impl Vesper {
    /// Answers a verb that changed what `inverses` tell of; `done` says so in a few words.
    pub(super) fn changed(&mut self, inverses: Vec<Inverse>, done: String) -> Changed {
        let mut topics: Vec<Topic> = Vec::new();
        for topic in inverses.iter().flat_map(Inverse::topics) {
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        Changed {
            topics,
            undo: Some(self.undoable.push(inverses)),
            done,
        }
    }

    /// Takes back the change that `token` names; the answer's token does it again.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the change is too old to be undone; [`Error::Invalid`] where a record that was deleted would now
    /// overlap another.
    pub fn undo(&mut self, token: UndoToken) -> Result<Changed> {
        let named = |(kept, _): &&(UndoToken, Vec<Inverse>)| *kept == token;
        let (_, inverses) = self
            .undoable
            .changes
            .iter()
            .find(named)
            .cloned()
            .ok_or_else(|| Error::NotFound(text("error_undo_gone", &[])))?;
        let redo = self.store.write(|db| {
            inverses
                .into_iter()
                .rev()
                .map(|inverse| inverse.put_back(db))
                .collect()
        })?;
        self.undoable.changes.retain(|(kept, _)| *kept != token);
        Ok(self.changed(redo, text("done_undone", &[])))
    }
}
