//! Other programs' exports, read into records. One file a format; no SQLite, no paths: a reader takes bytes.

use serde::{Deserialize, Serialize};

use crate::diary::{DayFactors, SleepRecord};
use crate::time::Night;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ImportFormat {
    /// Sleep as Android: `sleep-export.csv`, bare or in its zip.
    SleepAsAndroid,
    /// Vesper's own CSV.
    Csv,
    /// Vesper's own JSON.
    Json,
}

/// A row that could not be taken, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Skipped {
    /// The line in the file, from 1.
    pub line: u32,
    /// One sentence.
    pub reason: String,
}

/// One record a reader found, and the line it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The line in the file, from 1.
    pub line: u32,
    /// The record.
    pub record: SleepRecord,
}

/// What a reader made of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The records, in the file's order.
    pub records: Vec<Found>,
    /// The day factors, where the format carries them.
    pub factors: Vec<(Night, DayFactors)>,
    /// Rows that could not be taken.
    pub skipped: Vec<Skipped>,
}
