//! The night ribbon: one night as a band from noon to noon, ready to be drawn.

use serde::Serialize;

use super::SleepRecord;
use crate::time::Minutes;

/// What a stretch of the ribbon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum SegmentKind {
    /// In bed, not trying to sleep.
    InBed,
    /// In bed with the lights out, not yet or no longer asleep.
    LightsOut,
    /// Asleep.
    Asleep,
    /// Awake inside the night. A diary knows only how long in all: the stretch is then drawn in the middle of the sleep.
    Awake,
}

/// One stretch. Positions are minutes on the wall clock since noon of the evening, so that 07:00 stands under 07:00 whatever the clocks did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RibbonSegment {
    /// What it shows.
    pub kind: SegmentKind,
    /// Minutes after noon.
    pub start: Minutes,
    /// Minutes after noon.
    pub end: Minutes,
}

/// One night as a band. Stops are minutes on the wall clock since noon of the evening; `None` where the source did not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Ribbon {
    /// The stretches from left to right; they touch and never overlap.
    pub segments: Vec<RibbonSegment>,
    /// Into bed.
    pub in_bed: Option<Minutes>,
    /// Lights out.
    pub lights_out: Option<Minutes>,
    /// Sleep onset.
    pub sleep_onset: Option<Minutes>,
    /// Final awakening.
    pub final_wake: Option<Minutes>,
    /// Out of bed.
    pub out_of_bed: Option<Minutes>,
}

impl Ribbon {
    /// Draws `record` from noon of its night in its own zone.
    #[must_use]
    pub fn of(record: &SleepRecord) -> Self {
        let _ = record;
        todo!()
    }
}
