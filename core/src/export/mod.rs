//! The diary written out. One file a format; no SQLite, no paths: a writer fills a `Write`.

mod csv;
pub mod ics;
mod json;

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::diary::{DayFactors, SleepRecord};
use crate::error::Invalid;
use crate::time::Night;

/// The formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// A table of all sleep records, one a row, with the derived numbers beside them.
    Csv,
    /// All sleep records and day factors, exact.
    Json,
}

impl ExportFormat {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// The slug the wire and the command line use; also the file's ending.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl std::str::FromStr for ExportFormat {
    type Err = Invalid;

    fn from_str(slug: &str) -> Result<Self, Invalid> {
        let known = || Self::ALL.map(Self::slug).join(", ");
        Self::ALL
            .into_iter()
            .find(|format| format.slug() == slug)
            .ok_or_else(|| {
                Invalid::new(
                    "format",
                    "error_format_unknown",
                    &[("format", slug), ("known", &known())],
                )
            })
    }
}

/// Writes the diary, `records` and `factors` each in the order given.
///
/// # Errors
/// Where `out` refuses.
pub fn write(
    format: ExportFormat,
    records: &[SleepRecord],
    factors: &[(Night, DayFactors)],
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ExportFormat::Csv => csv::write(records, out),
        ExportFormat::Json => json::write(records, factors, out),
    }
}
