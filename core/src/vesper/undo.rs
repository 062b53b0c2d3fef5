//! Taking changes back.
//!
//! A verb keeps, of each thing it changes, the state it found and the state it left: an `Inverse`. Putting the one back where the
//! other still stands is the undoing, and the inverse of that the undoing of the undoing. Where another program has changed the
//! thing since, the inverse no longer fits and is refused.

use std::collections::VecDeque;

use serde_json::Value;

use super::{Changed, Topic, UndoToken, Vesper};
use crate::diary::RecordId;
use crate::error::{Error, Result};
use crate::massage::{Mark, Programme};
use crate::reminders::{LedgerRow, Planned, ReminderId, Schedule};
use crate::store::{
    Reading, Writing, body, factors, massage, own_routines, programmes, records, reminders,
    settings, trials,
};
use crate::text::text;
use crate::time::{Instant, Night};

/// How many changes can be taken back.
const DEPTH: usize = 100;

/// A thing that was changed: the state it was in before, and the one the change left it in; `None` where it was not there.
#[derive(Debug, Clone)]
pub(super) enum Inverse {
    /// A sleep record.
    Record(RecordId, Option<records::Kept>, Option<records::Kept>),
    /// The factors of a day.
    Factors(Night, Option<factors::Kept>, Option<factors::Kept>),
    /// What is kept under a key, and what shows it.
    Setting(&'static str, Option<Value>, Option<Value>, &'static [Topic]),
    /// The planned sleep of the week.
    Schedule(Schedule, Schedule),
    /// A reminder with its ledger. What became of its occurrences since does not count as a change of it.
    Reminder(ReminderId, Option<reminders::Kept>, Option<Planned>),
    /// A massage session.
    Session(u32, Option<massage::Kept>, Option<massage::Kept>),
    /// A trial with what was said of its evenings.
    Trial(u32, Option<trials::Kept>, Option<trials::Kept>),
    /// An answer to the safety screen.
    Safety(
        String,
        Option<massage::KeptAnswer>,
        Option<massage::KeptAnswer>,
    ),
    /// A routine of the person's own.
    Routine(u32, Option<own_routines::Kept>, Option<own_routines::Kept>),
    /// Where it was tight or sore of an evening.
    Body(Night, Option<Vec<Mark>>, Option<Vec<Mark>>),
    /// A course of massages.
    Programme(u32, Option<Programme>, Option<Programme>),
    /// What became of one occurrence of a reminder.
    Occurrence(ReminderId, Instant, Option<LedgerRow>, Option<LedgerRow>),
}

/// Each is made in the transaction of its change, after it: what the change left is read back, as any program would find it.
impl Inverse {
    pub(super) fn record(
        db: &Reading<'_>,
        id: RecordId,
        found: Option<records::Kept>,
    ) -> Result<Self> {
        Ok(Self::Record(id, found, records::get(db, id)?))
    }

    pub(super) fn factors(
        db: &Reading<'_>,
        night: Night,
        found: Option<factors::Kept>,
    ) -> Result<Self> {
        Ok(Self::Factors(night, found, factors::get(db, night)?))
    }

    pub(super) fn setting(
        db: &Reading<'_>,
        key: &'static str,
        found: Option<Value>,
        topics: &'static [Topic],
    ) -> Result<Self> {
        Ok(Self::Setting(key, found, settings::get(db, key)?, topics))
    }

    pub(super) fn schedule(db: &Reading<'_>, found: Schedule) -> Result<Self> {
        Ok(Self::Schedule(found, settings::planned(db)?))
    }

    pub(super) fn reminder(
        db: &Reading<'_>,
        id: ReminderId,
        found: Option<reminders::Kept>,
    ) -> Result<Self> {
        Ok(Self::Reminder(id, found, reminders::get(db, id)?))
    }

    pub(super) fn session(db: &Reading<'_>, id: u32, found: Option<massage::Kept>) -> Result<Self> {
        Ok(Self::Session(id, found, massage::get(db, id)?))
    }

    pub(super) fn trial(db: &Reading<'_>, id: u32, found: Option<trials::Kept>) -> Result<Self> {
        Ok(Self::Trial(id, found, trials::get(db, id)?))
    }

    pub(super) fn safety(
        db: &Reading<'_>,
        key: String,
        found: Option<massage::KeptAnswer>,
    ) -> Result<Self> {
        let left = massage::get_answer(db, &key)?;
        Ok(Self::Safety(key, found, left))
    }

    pub(super) fn routine(
        db: &Reading<'_>,
        id: u32,
        found: Option<own_routines::Kept>,
    ) -> Result<Self> {
        Ok(Self::Routine(id, found, own_routines::get(db, id)?))
    }

    pub(super) fn body(db: &Reading<'_>, night: Night, found: Option<Vec<Mark>>) -> Result<Self> {
        Ok(Self::Body(night, found, body::get(db, night)?))
    }

    pub(super) fn programme(db: &Reading<'_>, id: u32, found: Option<Programme>) -> Result<Self> {
        Ok(Self::Programme(id, found, programmes::get(db, id)?))
    }

    pub(super) fn occurrence(
        db: &Reading<'_>,
        id: ReminderId,
        due: Instant,
        found: Option<LedgerRow>,
    ) -> Result<Self> {
        Ok(Self::Occurrence(
            id,
            due,
            found,
            reminders::row(db, id, due)?,
        ))
    }

    /// What is to be fetched again once this is put back.
    fn topics(&self) -> &'static [Topic] {
        match self {
            Self::Record(..) | Self::Factors(..) => &[Topic::Diary],
            Self::Setting(.., topics) => topics,
            Self::Schedule(..) => &[Topic::Schedule],
            Self::Reminder(..) | Self::Occurrence(..) => &[Topic::Reminders],
            Self::Session(..) | Self::Routine(..) | Self::Body(..) | Self::Programme(..) => {
                &[Topic::Massage]
            }
            Self::Trial(..) => &[Topic::Trial],
            // What is offered hangs on the answers.
            Self::Safety(..) => &[Topic::Safety, Topic::Massage],
        }
    }

    /// Puts the state back, if the thing is as the change left it; answers with the inverse of that.
    fn put_back(self, db: &Writing<'_>) -> Result<Self> {
        match self {
            Self::Record(id, found, left) => {
                refuse_changed(&records::get(db, id)?, &left)?;
                if let Some(kept) = &found {
                    super::diary::refuse_overlap(db, &kept.record, Some(id))?;
                }
                Self::record(db, id, records::swap(db, id, found.as_ref())?)
            }
            Self::Factors(night, found, left) => {
                refuse_changed(&factors::get(db, night)?, &left)?;
                Self::factors(db, night, factors::swap(db, night, found.as_ref())?)
            }
            Self::Setting(key, found, left, topics) => {
                refuse_changed(&settings::get(db, key)?, &left)?;
                let met = settings::swap(db, key, found.as_ref())?;
                Self::setting(db, key, met, topics)
            }
            Self::Schedule(found, left) => {
                refuse_changed(&settings::planned(db)?, &left)?;
                Self::schedule(db, settings::swap_schedule(db, &found)?)
            }
            Self::Reminder(id, found, left) => {
                refuse_changed(&reminders::get(db, id)?, &left)?;
                // An appointment that was removed and brought in anew stands there once.
                let origin = found.as_ref().and_then(|kept| kept.origin.as_ref());
                if let Some(external) = origin.and_then(|origin| origin.external_id.as_deref()) {
                    let other = reminders::known_by(db, external)?.filter(|other| *other != id);
                    refuse_changed(&other, &None)?;
                }
                Self::reminder(db, id, reminders::swap(db, id, found.as_ref())?)
            }
            Self::Session(id, found, left) => {
                refuse_changed(&massage::get(db, id)?, &left)?;
                Self::session(db, id, massage::swap(db, id, found.as_ref())?)
            }
            Self::Trial(id, found, left) => {
                refuse_changed(&trials::get(db, id)?, &left)?;
                Self::trial(db, id, trials::swap(db, id, found.as_ref())?)
            }
            Self::Safety(key, found, left) => {
                refuse_changed(&massage::get_answer(db, &key)?, &left)?;
                let met = massage::swap_answer(db, &key, found.as_ref())?;
                Self::safety(db, key, met)
            }
            Self::Routine(id, found, left) => {
                refuse_changed(&own_routines::get(db, id)?, &left)?;
                Self::routine(db, id, own_routines::swap(db, id, found.as_ref())?)
            }
            Self::Body(night, found, left) => {
                refuse_changed(&body::get(db, night)?, &left)?;
                Self::body(db, night, body::swap(db, night, found.as_ref())?)
            }
            Self::Programme(id, found, left) => {
                refuse_changed(&programmes::get(db, id)?, &left)?;
                Self::programme(db, id, programmes::swap(db, id, found.as_ref())?)
            }
            Self::Occurrence(id, due, found, left) => {
                refuse_changed(&reminders::row(db, id, due)?, &left)?;
                let met = reminders::swap_row(db, id, due, found.as_ref())?;
                Self::occurrence(db, id, due, met)
            }
        }
    }
}

/// Refuses to undo over what somebody changed since: that change would be lost.
fn refuse_changed<T: PartialEq>(met: &T, left: &T) -> Result<()> {
    if met == left {
        Ok(())
    } else {
        Err(Error::NotFound(text("error_undo_changed", &[])))
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
            if !topics.contains(topic) {
                topics.push(*topic);
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
    /// [`Error::NotFound`] where the change is too old to be undone, or what it changed was changed once more since;
    /// [`Error::Invalid`] where a record that was deleted would now overlap another. Nothing is changed then.
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
