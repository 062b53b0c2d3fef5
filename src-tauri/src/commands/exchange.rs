//! Import, export, backup. File dialogs are opened here, so that the page never names a path.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State};
use tauri_specta::Event;
use vesper_core::export::ExportFormat;
use vesper_core::vesper::{Changed, ImportDone, ImportPreview, PastImport};

use super::Diary;
use crate::failure::Answer;

/// The share of a file that has been read, 0 to 1.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct ImportProgress(pub f64);

/// A file hovers over the window (`true`), or was dropped on it (`false`) and can be planned.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct FileDropped {
    /// Whether it still hovers.
    pub hovering: bool,
    /// Its name, without its folder.
    pub file_name: String,
}

/// Lets the person choose a file and plans its import; `null` where they chose none.
#[tauri::command]
#[specta::specta]
pub async fn choose_import(
    app: AppHandle,
    diary: State<'_, Diary>,
) -> Answer<Option<ImportPreview>> {
    let _ = (app, diary);
    Ok(None)
}

/// Plans the import of the file that was dropped last.
#[tauri::command(async)]
#[specta::specta]
pub fn plan_dropped_import(
    app: AppHandle,
    diary: State<'_, Diary>,
) -> Answer<Option<ImportPreview>> {
    let _ = (app, diary);
    Ok(None)
}

/// Stops the reading, or forgets the plan.
#[tauri::command(async)]
#[specta::specta]
pub fn cancel_import() -> Answer<()> {
    Ok(())
}

/// What the window shows of an import that came in.
#[derive(Debug, Serialize, Type)]
pub struct Imported {
    /// The counts.
    pub done: ImportDone,
    /// What changed.
    pub changed: Changed,
}

/// Writes the plan; `null` where there is none.
#[tauri::command(async)]
#[specta::specta]
pub fn commit_import(diary: State<'_, Diary>) -> Answer<Option<Imported>> {
    let _ = diary;
    Ok(None)
}

/// Takes a whole import back.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_import(diary: State<'_, Diary>, batch: u32) -> Answer<Changed> {
    Ok(diary.open().undo_import(batch)?)
}

/// The imports on record.
#[tauri::command(async)]
#[specta::specta]
pub fn imports(diary: State<'_, Diary>) -> Answer<Vec<PastImport>> {
    Ok(diary.open().imports()?)
}

/// Lets the person choose where to write the diary; `null` where they chose nowhere, else the number of records.
#[tauri::command]
#[specta::specta]
pub async fn export_diary(
    app: AppHandle,
    diary: State<'_, Diary>,
    format: ExportFormat,
) -> Answer<Option<u32>> {
    let _ = (app, diary, format);
    Ok(None)
}

/// Lets the person choose where to write a backup; whether one was written.
#[tauri::command]
#[specta::specta]
pub async fn backup_diary(app: AppHandle, diary: State<'_, Diary>) -> Answer<bool> {
    let _ = (app, diary);
    Ok(false)
}

/// Lets the person choose a backup to put in the place of the diary; `null` where they chose none.
#[tauri::command]
#[specta::specta]
pub async fn restore_diary(app: AppHandle, diary: State<'_, Diary>) -> Answer<Option<Changed>> {
    let _ = (app, diary);
    Ok(None)
}
