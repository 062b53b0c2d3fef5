//! Reminder rules, their occurrences, and the states of the ledger.
//!
//! Pure: What is due is a function of now, the rules, the schedule and the ledger. May not name the store or a clock's `now()`.

mod rule;
mod schedule;

pub use rule::{Reminder, ReminderDraft, ReminderId, ReminderKind, Rule, When};
pub use schedule::{Schedule, ScheduleDay};

use serde::{Deserialize, Serialize};

use crate::time::{LocalTime, Night};

/// What became of one occurrence. Shown is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Still to come.
    Planned,
    /// A notification was raised.
    Shown,
    /// Put off by the person.
    Snoozed,
    /// The person began it.
    Started,
    /// The person finished it.
    Done,
    /// The person left it out this time.
    Skipped,
    /// Its grace ended before it could be shown.
    Missed,
}

/// One occurrence of a reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Occurrence {
    /// The reminder.
    pub id: ReminderId,
    /// Its kind.
    pub kind: ReminderKind,
    /// Its title.
    pub title: String,
    /// When it is due, with the zone's offset at that instant. With `id`, this names the occurrence.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub due: LocalTime,
    /// The evening it belongs to.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// What became of it.
    pub state: State,
    /// When it will be shown again, where it is snoozed.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub snoozed_until: Option<LocalTime>,
    /// The routine it starts, where it has one.
    pub routine: Option<String>,
}

/// What a person does with an occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case", tag = "act", content = "minutes")]
pub enum Action {
    /// Begins it.
    Start,
    /// Puts it off by that many minutes.
    Snooze(u32),
    /// Leaves it out this time.
    Skip,
    /// Says it is done.
    Done,
}
