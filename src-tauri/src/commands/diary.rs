//! Nights, naps, day factors.

use tauri::State;
use vesper_core::diary::{
    DayFactors, Entry, EntryPreview, NapEntry, NightPage, NoteHit, Raster, RecordId,
};
use vesper_core::metrics::{Trend, WindowMetrics};
use vesper_core::time::Night;
use vesper_core::vesper::Changed;

use crate::diary::Diary;
use crate::failure::Answer;

/// Logs a night.
#[tauri::command(async)]
#[specta::specta]
pub fn log_night(diary: State<'_, Diary>, entry: Entry) -> Answer<Changed> {
    diary.ask(|vesper| Ok(vesper.log_night(&entry)?.1))
}

/// Replaces a diary record.
#[tauri::command(async)]
#[specta::specta]
pub fn edit_night(diary: State<'_, Diary>, id: RecordId, entry: Entry) -> Answer<Changed> {
    diary.ask(|vesper| vesper.edit_night(id, &entry))
}

/// Logs a nap.
#[tauri::command(async)]
#[specta::specta]
pub fn log_nap(diary: State<'_, Diary>, nap: NapEntry) -> Answer<Changed> {
    diary.ask(|vesper| Ok(vesper.log_nap(&nap)?.1))
}

/// Deletes a record.
#[tauri::command(async)]
#[specta::specta]
pub fn delete_record(diary: State<'_, Diary>, id: RecordId) -> Answer<Changed> {
    diary.ask(|vesper| vesper.delete_record(id))
}

/// Shows what an entry would become.
#[tauri::command(async)]
#[specta::specta]
pub fn preview_entry(
    diary: State<'_, Diary>,
    entry: Entry,
    editing: Option<RecordId>,
) -> Answer<EntryPreview> {
    diary.ask(|vesper| vesper.preview_entry(&entry, editing))
}

/// Keeps a night's day factors.
#[tauri::command(async)]
#[specta::specta]
pub fn set_factors(diary: State<'_, Diary>, night: Night, factors: DayFactors) -> Answer<Changed> {
    diary.ask(|vesper| vesper.set_factors(night, &factors))
}

/// Everything known of one night.
#[tauri::command(async)]
#[specta::specta]
pub fn night_page(diary: State<'_, Diary>, night: Night) -> Answer<NightPage> {
    diary.ask(|vesper| vesper.night_page(night))
}

/// The raster over all history.
#[tauri::command(async)]
#[specta::specta]
pub fn raster(diary: State<'_, Diary>) -> Answer<Raster> {
    diary.ask(|vesper| vesper.raster())
}

/// Finds words in notes.
#[tauri::command(async)]
#[specta::specta]
pub fn search_notes(diary: State<'_, Diary>, words: String) -> Answer<Vec<NoteHit>> {
    diary.ask(|vesper| vesper.search_notes(&words))
}

/// Numbers over a window of nights.
#[tauri::command(async)]
#[specta::specta]
pub fn metrics(
    diary: State<'_, Diary>,
    from: Option<Night>,
    to: Option<Night>,
) -> Answer<WindowMetrics> {
    diary.ask(|vesper| vesper.metrics(from, to))
}

/// Trends over a window of nights.
#[tauri::command(async)]
#[specta::specta]
pub fn trends(
    diary: State<'_, Diary>,
    from: Option<Night>,
    to: Option<Night>,
) -> Answer<Vec<Trend>> {
    diary.ask(|vesper| vesper.trends(from, to))
}
