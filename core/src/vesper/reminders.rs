//! Reminders: setting them up, what is due, what became of them.

use serde::{Deserialize, Serialize};

use super::{Changed, Vesper};
use crate::error::Result;
use crate::reminders::{Action, Occurrence, Reminder, ReminderDraft, ReminderId};
use crate::time::{Instant, LocalTime, Night, Zone};

/// An occurrence the command line lists: exactly what the app would show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Upcoming {
    /// The reminder.
    pub id: ReminderId,
    /// Its kind.
    pub kind: crate::reminders::ReminderKind,
    /// Its title.
    pub title: String,
    /// When, with the zone's offset at that instant.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub due: LocalTime,
}

/// What the agent shows now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueNow {
    /// The occurrences to show, each claimed in the ledger before this answer was given.
    pub show: Vec<(Occurrence, ReminderDraft)>,
    /// What was missed while the computer slept or was off, to be named once, gently; empty where there was nothing.
    pub missed: Vec<Occurrence>,
}

/// Until when reminders are paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Pause {
    /// The end of the pause; absent where reminders are not paused.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub until: Option<Instant>,
}

impl Vesper {
    /// Sets a reminder up.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where its rule cannot be.
    pub fn add_reminder(&mut self, draft: &ReminderDraft) -> Result<(ReminderId, Changed)> {
        let _ = draft;
        todo!()
    }

    /// Changes a reminder.
    ///
    /// # Errors
    /// As [`Self::add_reminder`]; [`crate::Error::NotFound`] where there is no such reminder.
    pub fn edit_reminder(&mut self, id: ReminderId, draft: &ReminderDraft) -> Result<Changed> {
        let _ = (id, draft);
        todo!()
    }

    /// Removes a reminder with its history; the answer's token brings both back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such reminder.
    pub fn remove_reminder(&mut self, id: ReminderId) -> Result<Changed> {
        let _ = id;
        todo!()
    }

    /// All reminders.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn reminders(&self) -> Result<Vec<Reminder>> {
        todo!()
    }

    /// Occurrences due in a span, earliest first, in `zone`: exactly what the app would show.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn upcoming(&self, from: Instant, to: Instant, zone: Zone) -> Result<Vec<Occurrence>> {
        let _ = (from, to, zone);
        todo!()
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
        let _ = (from, to);
        todo!()
    }

    /// Claims what is due at the present instant, each in the ledger before it is answered, and records what was missed.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn claim_due(&mut self) -> Result<DueNow> {
        todo!()
    }

    /// Does `action` with the occurrence of `id` that was due at `due`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such occurrence.
    pub fn act_on_occurrence(
        &mut self,
        id: ReminderId,
        due: Instant,
        action: Action,
    ) -> Result<Changed> {
        let _ = (id, due, action);
        todo!()
    }

    /// The pause.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn pause(&self) -> Result<Pause> {
        todo!()
    }

    /// Pauses all reminders until an instant, or ends the pause.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn set_pause(&mut self, pause: Pause) -> Result<Changed> {
        let _ = pause;
        todo!()
    }
}
