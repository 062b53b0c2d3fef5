//! The facade: one `Vesper`, whose verbs are what a person does ("log a night", "what is due").
//!
//! The only module that brings the store and the domain together. A verb that changes something takes `&mut self` and
//! returns a `Changed`; one that only reads takes `&self`.

mod appointments;
mod body;
mod coming;
mod diary;
mod due;
mod exchange;
mod from_memory;
mod guide;
mod massage;
mod programme;
mod reminders;
mod routines;
mod safekeeping;
mod settings;
#[cfg(test)]
mod tests;
mod tonight;
mod trial;
mod undo;
mod waiting;

pub use crate::massage::{
    ActivePlayer, BodyAdvice, BodyEvening, Course, Mark, OwnRoutine, PlayerStep, ProgrammeDraft,
    RegionHistory, RoutineCard, RoutineCheck, SafetyItem, SafetyScreen, SessionDraft, SessionView,
};
pub use crate::store::guide_index::{Found, Index as GuideIndex};
pub use crate::time::PartOfDay;
pub use crate::trial::{Adherence, TonightsArm, TrialDraft, TrialOutlook, TrialResult, TrialView};
pub use appointments::ComingAppointment;
pub use coming::Coming;
pub use due::{Pause, PauseFor};
pub use exchange::{ImportDone, ImportPlan, ImportPreview, PastImport, counted};
pub use guide::{KeptOfGuide, Stopped};
pub use massage::PlayerMove;
pub use settings::{ClockStyle, Light, Locale, Settings};
pub use tonight::{Stop, Tonight};
pub use waiting::Waiting;

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::undo::Undoable;
use crate::error::Result;
use crate::store::Store;
use crate::time::{Clock, Instant, Zone};

/// The diary of one person, open.
pub struct Vesper {
    clock: Arc<dyn Clock>,
    store: Store,
    undoable: Undoable,
    last_look: Option<Instant>,
    /// Whether the last look held something back from a busy person.
    was_busy: bool,
    /// The disk, while reminding goes on from memory.
    apart: Option<from_memory::Apart>,
}

/// What a verb changed, so that the window knows what to fetch again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Sleep records, naps, day factors.
    Diary,
    /// Reminders, their ledger, the pause.
    Reminders,
    /// The planned sleep of the week.
    Schedule,
    /// Sessions and the player.
    Massage,
    /// Trials on oneself.
    Trial,
    /// The safety screen's answers.
    Safety,
    /// Bookmarks in the guide.
    Guide,
    /// Settings.
    Settings,
}

/// Names a change that can be undone while the program runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct UndoToken(pub u32);

/// What a verb changed and how to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Changed {
    /// What to fetch again.
    pub topics: Vec<Topic>,
    /// Hands the change back, where it can be undone.
    pub undo: Option<UndoToken>,
    /// What was done, in a few words, for the toast.
    pub done: String,
}

impl Vesper {
    /// Opens the diary in `dir`, creating it where there is none.
    ///
    /// # Errors
    /// [`crate::Error::NewerDatabase`] for a database of a newer Vesper, which is left untouched; [`crate::Error::Damaged`] for
    /// a corrupt one, which is set aside; [`crate::Error::Storage`] where the disk refuses.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        Ok(Self {
            store: Store::open(dir, clock.now())?,
            clock,
            undoable: Undoable::default(),
            last_look: None,
            was_busy: false,
            apart: None,
        })
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The computer's zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.clock.zone()
    }

    /// A number that differs after a change that another program made; this one's own changes leave it as it is.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn data_version(&self) -> Result<u32> {
        self.store.data_version()
    }
}
