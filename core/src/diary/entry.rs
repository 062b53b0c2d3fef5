//! What a person types in the morning, and its way to a record.

use serde::{Deserialize, Serialize};

use super::{Ribbon, SleepRecord};
use crate::error::Invalid;
use crate::metrics::NightMetrics;
use crate::time::{ClockTime, Minutes, Night, Zone};

/// One night as a person enters it: clock times in the zone it was lived in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct Entry {
    /// The civil date of the evening.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// The zone the clock times are read in.
    pub zone: Zone,
    /// Got into bed.
    pub in_bed: ClockTime,
    /// Tried to sleep.
    pub lights_out: ClockTime,
    /// Minutes to fall asleep.
    pub sol: Minutes,
    /// Number of awakenings.
    pub awakenings: Option<u32>,
    /// Minutes awake in all, the final awakening not counted.
    pub waso: Minutes,
    /// Final awakening.
    pub final_wake: ClockTime,
    /// Out of bed.
    pub out_of_bed: ClockTime,
    /// Minutes of trying to sleep on after the final awakening.
    pub tasafa: Option<Minutes>,
    /// Wanted to wake.
    pub wanted_wake: Option<ClockTime>,
    /// Quality, 1 to 5.
    pub quality: Option<u8>,
    /// Rested, 1 to 5.
    pub rested: Option<u8>,
    /// Note.
    pub note: Option<String>,
}

/// A nap as a person enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct NapEntry {
    /// The civil date the nap began on.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub date: Night,
    /// The zone the clock times are read in.
    pub zone: Zone,
    /// Fell asleep, or lay down.
    pub start: ClockTime,
    /// Woke up.
    pub end: ClockTime,
    /// Note.
    pub note: Option<String>,
}

/// Something implausible that is asked about, not refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Question {
    /// The field it is about.
    pub field: String,
    /// One sentence, as a question.
    pub message: String,
}

/// What an entry would become, before it is saved.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EntryPreview {
    /// The ribbon as it would be drawn; absent while the entry cannot be.
    pub ribbon: Option<Ribbon>,
    /// The night's metrics; absent while the entry cannot be.
    pub metrics: Option<NightMetrics>,
    /// Why it cannot be saved as it stands.
    pub invalid: Option<Invalid>,
    /// What looks like a slip, to be confirmed.
    pub questions: Vec<Question>,
}

impl Entry {
    /// Resolves the clock times to instants and refuses what cannot be.
    ///
    /// The time in bed is the first after the rollover of `night`; each later stop is the first such clock time at or after
    /// the one before it.
    ///
    /// # Errors
    /// Names the first field that cannot be: order, SOL + WASO longer than the night, a rating beyond 1 to 5.
    pub fn to_record(&self, rollover: ClockTime) -> Result<SleepRecord, Invalid> {
        let _ = rollover;
        todo!()
    }

    /// Tells what looks like a slip: under 1 h or over 16 h in bed, a likely AM/PM confusion.
    #[must_use]
    pub fn questions(&self, record: &SleepRecord) -> Vec<Question> {
        let _ = record;
        todo!()
    }

    /// The entry a record would be edited as; `None` where the record lacks what an entry must have.
    #[must_use]
    pub fn from_record(record: &SleepRecord) -> Option<Self> {
        let _ = record;
        todo!()
    }
}

impl NapEntry {
    /// Resolves the clock times to instants.
    ///
    /// # Errors
    /// Where the nap would last no time or over 16 h.
    pub fn to_record(&self) -> Result<SleepRecord, Invalid> {
        todo!()
    }
}
