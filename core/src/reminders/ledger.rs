//! The ledger: what became of an occurrence.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Due, ReminderId, ReminderKind};
use crate::time::{Instant, LocalTime, Minutes, Night, Zone};

/// What became of one occurrence. Shown is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Still to come; in the ledger: claimed, and not yet known to have been shown.
    Planned,
    /// A notification was raised.
    Shown,
    /// Put off by the person.
    Snoozed,
    /// The person began it.
    Started,
    /// The person finished it.
    Done,
    /// The person left it out this time, or had paused reminders for all the time it could be shown in.
    Skipped,
    /// Its grace ended before it could be shown.
    Missed,
}

/// One row of the ledger: an occurrence that was claimed or decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerRow {
    /// The reminder.
    pub id: ReminderId,
    /// When it was due.
    pub due: Instant,
    /// The date of the rule that it stands for: a reminder, and each of its heads-ups, comes once a date, whatever the schedule
    /// or the zone do meanwhile.
    pub day: NaiveDate,
    /// How long before an appointment it announces it; zero for what is due itself.
    pub before: Minutes,
    /// The zone it was lived in.
    pub zone: Zone,
    /// What became of it.
    pub state: State,
    /// When that was written.
    pub changed_at: Instant,
    /// When its notification was last raised.
    pub shown_at: Option<Instant>,
    /// When it comes again, where it was put off.
    pub snoozed_until: Option<Instant>,
    /// Whether it was put off until the person is free: from `snoozed_until` on it waits for that.
    pub until_free: bool,
}

impl LedgerRow {
    /// What it is of.
    #[must_use]
    pub fn of(&self) -> Due {
        Due {
            at: self.due,
            day: self.day,
            before: self.before,
        }
    }

    /// From when on it may be shown: from its due instant, or from the end of its snooze.
    #[must_use]
    pub fn begins(&self) -> Instant {
        self.snoozed_until.unwrap_or(self.due)
    }

    /// The row once its occurrence was shown at `now`, where that was not known.
    #[must_use]
    pub fn shown(self, now: Instant) -> Self {
        // The person may have been faster than whoever shows it.
        if self.state != State::Planned {
            return self;
        }
        Self {
            state: State::Shown,
            changed_at: now,
            shown_at: Some(now),
            snoozed_until: None,
            until_free: false,
            ..self
        }
    }
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
    /// Whether it is snoozed until the person is free, which may be later.
    pub until_free: bool,
    /// The routine it starts, where it has one.
    pub routine: Option<String>,
    /// When the appointment begins that it announces; absent for what is due itself.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub announces: Option<LocalTime>,
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
    /// Puts it off until the person is free again.
    SnoozeUntilFree,
    /// Leaves it out this time.
    Skip,
    /// Says it is done.
    Done,
}
