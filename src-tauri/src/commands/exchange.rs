//! Import, export, backup. File dialogs are opened here, so that the page never names a path.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, State};
use tauri_specta::Event;
use vesper_core::export::ExportFormat;
use vesper_core::vesper::{Changed, ImportDone, ImportPreview, PastImport};

use crate::diary::Diary;
use crate::failure::Answer;
use crate::import::{self, Import};
use crate::{dialogs, files};

/// The share of a file that has been read, 0 to 1.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct ImportProgress(pub f64);

/// A file is dragged over the window: it hovers (`hovering`), was dropped and can be planned (`file_name`, not hovering),
/// or went away again (an empty `file_name`).
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct FileDropped {
    /// Whether it still hovers.
    pub hovering: bool,
    /// Its name, without its folder; empty where it left the window again.
    pub file_name: String,
}

/// Lets the person choose a file and plans its import; `null` where they chose none, or called it off.
#[tauri::command]
#[specta::specta]
pub async fn choose_import(app: AppHandle) -> Answer<Option<ImportPreview>> {
    match dialogs::file_to_read(&app, "dialog_import", &["zip", "csv", "json", "ics"]).await {
        Some(path) => import::plan(app, path).await,
        None => Ok(None),
    }
}

/// Plans the import of the file that was dropped last; `null` where there is none, or it was called off.
#[tauri::command]
#[specta::specta]
pub async fn plan_dropped_import(app: AppHandle) -> Answer<Option<ImportPreview>> {
    match app.state::<Import>().take_dropped() {
        Some(path) => import::plan(app, path).await,
        None => Ok(None),
    }
}

/// Stops the reading, or forgets the plan.
#[tauri::command(async)]
#[specta::specta]
pub fn cancel_import(import: State<'_, Import>) {
    import.cancel();
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
pub fn commit_import(
    diary: State<'_, Diary>,
    import: State<'_, Import>,
) -> Answer<Option<Imported>> {
    import.commit(&diary)
}

/// Takes a whole import back.
#[tauri::command(async)]
#[specta::specta]
pub fn undo_import(diary: State<'_, Diary>, batch: u32) -> Answer<Changed> {
    diary.ask(|vesper| vesper.undo_import(batch))
}

/// The imports on record.
#[tauri::command(async)]
#[specta::specta]
pub fn imports(diary: State<'_, Diary>) -> Answer<Vec<PastImport>> {
    diary.ask(|vesper| vesper.imports())
}

/// Lets the person choose where to write the diary; `null` where they chose nowhere, else the number of records.
#[tauri::command]
#[specta::specta]
pub async fn export_diary(app: AppHandle, format: ExportFormat) -> Answer<Option<u32>> {
    files::export(app, format).await
}

/// Lets the person choose where to write the reminders as a calendar; `null` where they chose nowhere, else the number of events.
#[tauri::command]
#[specta::specta]
pub async fn export_calendar(app: AppHandle) -> Answer<Option<u32>> {
    files::export_calendar(app).await
}

/// Lets the person choose where to write a backup; whether one was written.
#[tauri::command]
#[specta::specta]
pub async fn backup_diary(app: AppHandle) -> Answer<bool> {
    files::back_up(app).await
}

/// Lets the person choose a backup to put in the place of the diary; `null` where they chose none.
#[tauri::command]
#[specta::specta]
pub async fn restore_diary(app: AppHandle) -> Answer<Option<Changed>> {
    files::restore(app).await
}
