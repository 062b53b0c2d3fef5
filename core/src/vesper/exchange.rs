//! Bringing nights in, taking them out.

use std::path::Path;

use serde::Serialize;

use super::{Changed, Vesper};
use crate::error::Result;
use crate::import::{ImportFormat, Reading, Skipped};
use crate::time::{LocalTime, Night, Zone};

/// A file read and compared with the diary, before anything is written.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportPlan {
    /// What is shown of it.
    pub preview: ImportPreview,
    /// What would be written.
    pub reading: Reading,
}

/// What would come in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportPreview {
    /// The file's name, without its folder.
    pub file_name: String,
    /// The format it was recognised as.
    pub format: ImportFormat,
    /// Records read.
    pub read: u32,
    /// Records that would come in.
    pub new: u32,
    /// Records the diary has already.
    pub duplicates: u32,
    /// Rows that cannot be taken, with reasons.
    pub skipped: Vec<Skipped>,
    /// The first night.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub first: Option<Night>,
    /// The last night.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub last: Option<Night>,
    /// The first few that would come in.
    pub sample: Vec<crate::diary::NightView>,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportDone {
    /// The import, for its undoing at any later time; absent where nothing came in.
    pub batch: Option<u32>,
    /// The format.
    pub format: ImportFormat,
    /// Records read.
    pub read: u32,
    /// Records that came in.
    pub imported: u32,
    /// Records the diary had already.
    pub duplicates: u32,
    /// Rows that could not be taken, with reasons.
    pub skipped: Vec<Skipped>,
}

/// An import on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PastImport {
    /// Its id.
    pub batch: u32,
    /// When.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: LocalTime,
    /// The format.
    pub format: String,
    /// The file's name.
    pub file_name: String,
    /// How many of its records are in the diary now.
    pub records: u32,
}

impl Vesper {
    /// Reads `path` and compares it with the diary; writes nothing. `progress` is told the share read, 0 to 1, and stops the
    /// reading by answering `false`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where the file is in no format that can be read.
    pub fn plan_import(
        &self,
        path: &Path,
        format: Option<ImportFormat>,
        zone: Option<Zone>,
        progress: &mut dyn FnMut(f64) -> bool,
    ) -> Result<ImportPlan> {
        let _ = (path, format, zone, progress);
        todo!()
    }

    /// Writes a plan in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn commit_import(&mut self, plan: &ImportPlan) -> Result<(ImportDone, Changed)> {
        let _ = plan;
        todo!()
    }

    /// Takes a whole import back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such import.
    pub fn undo_import(&mut self, batch: u32) -> Result<Changed> {
        let _ = batch;
        todo!()
    }

    /// The imports on record, latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn imports(&self) -> Result<Vec<PastImport>> {
        todo!()
    }

    /// Writes the diary's window to `path`, whole or not at all; answers with the number of records.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn export(
        &self,
        format: crate::export::ExportFormat,
        path: &Path,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<u32> {
        let _ = (format, path, from, to);
        todo!()
    }
}
