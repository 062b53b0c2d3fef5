//! The diary written out. One file a format; no SQLite, no paths: a writer fills a `Write`.

use serde::{Deserialize, Serialize};

/// The formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    /// A table of all sleep records, one a row.
    Csv,
    /// All sleep records and day factors, exact.
    Json,
}
