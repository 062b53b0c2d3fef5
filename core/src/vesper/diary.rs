//! Logging, editing and reading nights.

use super::{Changed, Vesper};
use crate::diary::{
    DayFactors, Entry, EntryPreview, NapEntry, NightPage, NightView, NoteHit, Raster, RecordId,
    SleepRecord,
};
use crate::error::{Invalid, Result};
use crate::metrics::{Trend, WindowMetrics};
use crate::store::{Reading, records};
use crate::time::{Instant, Night, local};

impl Vesper {
    /// Logs a night in the diary.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where the entry cannot be, or overlaps another record of the diary; nothing is changed.
    pub fn log_night(&mut self, entry: &Entry) -> Result<(RecordId, Changed)> {
        let _ = entry;
        todo!()
    }

    /// Replaces the diary record `id` by `entry`.
    ///
    /// # Errors
    /// As [`Self::log_night`]; [`crate::Error::NotFound`] where there is no such record.
    pub fn edit_night(&mut self, id: RecordId, entry: &Entry) -> Result<Changed> {
        let _ = (id, entry);
        todo!()
    }

    /// Logs a nap.
    ///
    /// # Errors
    /// As [`Self::log_night`].
    pub fn log_nap(&mut self, nap: &NapEntry) -> Result<(RecordId, Changed)> {
        let _ = nap;
        todo!()
    }

    /// Deletes a record; the answer's token brings it back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such record.
    pub fn delete_record(&mut self, id: RecordId) -> Result<Changed> {
        let _ = id;
        todo!()
    }

    /// Shows what `entry` would become; `editing` is the record it would replace.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn preview_entry(&self, entry: &Entry, editing: Option<RecordId>) -> Result<EntryPreview> {
        let _ = (entry, editing);
        todo!()
    }

    /// Keeps the day factors of `night`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where one cannot be.
    pub fn set_factors(&mut self, night: Night, factors: &DayFactors) -> Result<Changed> {
        let _ = (night, factors);
        todo!()
    }

    /// Everything known of `night`. Its `entry` is the one on record or a starting point: the times of the latest diary night.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn night_page(&self, night: Night) -> Result<NightPage> {
        let _ = night;
        todo!()
    }

    /// The primary records of the nights in the window, oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn nights(&self, from: Option<Night>, to: Option<Night>) -> Result<Vec<NightView>> {
        let _ = (from, to);
        todo!()
    }

    /// The raster over all history.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn raster(&self) -> Result<Raster> {
        todo!()
    }

    /// Finds words in notes, best first; at most 100.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn search_notes(&self, words: &str) -> Result<Vec<NoteHit>> {
        let _ = words;
        todo!()
    }

    /// Numbers over the nights of a window.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn metrics(&self, from: Option<Night>, to: Option<Night>) -> Result<WindowMetrics> {
        let _ = (from, to);
        todo!()
    }

    /// The trends of SOL, WASO, TST and SE over a window, each with its reading.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn trends(&self, from: Option<Night>, to: Option<Night>) -> Result<Vec<Trend>> {
        let _ = (from, to);
        todo!()
    }
}

/// Refuses a record that shares time with another of the same source, other than `except`.
pub(super) fn refuse_overlap(
    db: &Reading<'_>,
    record: &SleepRecord,
    except: Option<RecordId>,
) -> Result<()> {
    let Some(span) = record.start().zip(record.end()) else {
        return Ok(());
    };
    let Some((_, other)) = records::overlapping(db, &record.source, span, except)? else {
        return Ok(());
    };
    let clock =
        |at: Option<Instant>, zone| at.map(|at| local(at, zone).format("%H:%M").to_string());
    let (from, to) = (
        clock(other.start(), other.zone).unwrap_or_default(),
        clock(other.end(), other.zone_end).unwrap_or_default(),
    );
    Err(Invalid::new(
        "in_bed",
        "error_overlap",
        &[
            ("night", &other.night.to_string()),
            ("from", &from),
            ("to", &to),
        ],
    )
    .into())
}
