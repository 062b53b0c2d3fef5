//! What a trial measures.

use serde::{Deserialize, Serialize};

use crate::diary::{DayFactors, SleepRecord};
use crate::metrics::NightMetrics;
use crate::time::Minutes;

/// The one number a trial is about, fixed before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Minutes to fall asleep.
    Sol,
    /// Minutes awake in the night.
    Waso,
    /// Sleep efficiency, percent.
    Se,
    /// How good the night was, 1 to 5.
    Quality,
    /// Tension at bedtime, 0 to 10.
    Tension,
    /// Pain, 0 to 10.
    Pain,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Sol,
        Self::Waso,
        Self::Se,
        Self::Quality,
        Self::Tension,
        Self::Pain,
    ];

    /// Its name on the wire and in the catalogue.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Sol => "sol",
            Self::Waso => "waso",
            Self::Se => "se",
            Self::Quality => "quality",
            Self::Tension => "tension",
            Self::Pain => "pain",
        }
    }

    /// Whether more of it is better.
    #[must_use]
    pub fn more_is_better(self) -> bool {
        matches!(self, Self::Se | Self::Quality)
    }

    /// A night's value, of its primary record and its day's factors; `None` where neither tells.
    #[must_use]
    pub fn of(self, record: Option<&SleepRecord>, factors: Option<&DayFactors>) -> Option<f64> {
        let minutes = |value: Option<Minutes>| value.map(|minutes| f64::from(minutes.0));
        match self {
            Self::Sol => minutes(record?.sol()),
            Self::Waso => minutes(record?.waso),
            Self::Se => NightMetrics::of(record?).se_pct,
            Self::Quality => record?.quality.map(f64::from),
            Self::Tension => factors?.tension.map(f64::from),
            Self::Pain => factors?.pain.map(f64::from),
        }
    }
}
