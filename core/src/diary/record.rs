//! One sleep record, in instants.

use serde::{Deserialize, Serialize};

use crate::time::{Instant, Minutes, Night, Zone};

/// A sleep record's id in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct RecordId(pub u32);

/// What kind of sleep a record tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum RecordKind {
    /// The main sleep of a night.
    Night,
    /// A nap: a record of its own.
    Nap,
}

/// Where a record comes from: `diary`, or the slug of the device or app it was imported from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct Source(pub String);

impl Source {
    /// The person's own diary.
    #[must_use]
    pub fn diary() -> Self {
        Self("diary".to_owned())
    }

    /// Tells whether this is the person's own diary.
    #[must_use]
    pub fn is_diary(&self) -> bool {
        self.0 == "diary"
    }
}

/// One sleep, as the diary or a device tells it. What the source did not say is `None`; nothing derivable is kept.
///
/// Instants are UTC; `zone` is the zone the sleep began in and `zone_end` the one it ended in. SOL is
/// `sleep_onset - lights_out`, so it is not kept beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SleepRecord {
    /// The night it belongs to: the civil date of the evening (for a nap, the civil date it began on).
    pub night: Night,
    /// Night or nap.
    pub kind: RecordKind,
    /// Where it comes from.
    pub source: Source,
    /// The source's own id of the record, where it has one: how a second import recognises it.
    pub external_id: Option<String>,
    /// The zone at the start.
    pub zone: Zone,
    /// The zone at the end.
    pub zone_end: Zone,
    /// Got into bed.
    pub in_bed: Option<Instant>,
    /// Tried to sleep.
    pub lights_out: Option<Instant>,
    /// Fell asleep.
    pub sleep_onset: Option<Instant>,
    /// Woke for the last time.
    pub final_wake: Option<Instant>,
    /// Got out of bed.
    pub out_of_bed: Option<Instant>,
    /// Number of awakenings, the final one not counted.
    pub awakenings: Option<u32>,
    /// Minutes awake after sleep onset, the final awakening not counted.
    pub waso: Option<Minutes>,
    /// Minutes spent trying to sleep on after the final awakening.
    pub tasafa: Option<Minutes>,
    /// Wanted to wake.
    pub wanted_wake: Option<Instant>,
    /// Quality, 1 (very poor) to 5 (very good).
    pub quality: Option<u8>,
    /// Rested, 1 (not at all) to 5 (very well).
    pub rested: Option<u8>,
    /// The person's note.
    pub note: Option<String>,
}

impl SleepRecord {
    /// The first instant the record knows of.
    #[must_use]
    pub fn start(&self) -> Option<Instant> {
        self.in_bed
            .or(self.lights_out)
            .or(self.sleep_onset)
            .or(self.final_wake)
            .or(self.out_of_bed)
    }

    /// The last instant the record knows of.
    #[must_use]
    pub fn end(&self) -> Option<Instant> {
        self.out_of_bed
            .or(self.final_wake)
            .or(self.sleep_onset)
            .or(self.lights_out)
            .or(self.in_bed)
    }

    /// Minutes from lights out to sleep onset (SOL), where both are known.
    #[must_use]
    pub fn sol(&self) -> Option<Minutes> {
        let elapsed = self.sleep_onset? - self.lights_out?;
        i32::try_from(elapsed.num_minutes()).ok().map(Minutes)
    }
}
