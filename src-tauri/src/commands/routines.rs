//! A person's own routines.

use tauri::{AppHandle, State};
use vesper_core::vesper::{Changed, OwnRoutine, RoutineCheck};

use crate::diary::Diary;
use crate::failure::Answer;
use crate::files;

/// What a person's own version of a routine begins with.
#[tauri::command(async)]
#[specta::specta]
pub fn routine_draft(diary: State<'_, Diary>, id: String) -> Answer<OwnRoutine> {
    diary.ask(|vesper| vesper.routine_draft(&id))
}

/// What would become of a routine as it stands in the form.
#[tauri::command(async)]
#[specta::specta]
pub fn check_routine(diary: State<'_, Diary>, routine: OwnRoutine) -> Answer<RoutineCheck> {
    diary.ask(|vesper| vesper.check_routine(&routine))
}

/// Keeps a routine: a new one, or `id` as it is now. Answers with its slug.
#[tauri::command(async)]
#[specta::specta]
pub fn save_routine(
    diary: State<'_, Diary>,
    id: Option<String>,
    routine: OwnRoutine,
) -> Answer<(String, Changed)> {
    diary.ask(|vesper| vesper.save_routine(id.as_deref(), &routine))
}

/// Removes a routine.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_routine(diary: State<'_, Diary>, id: String) -> Answer<Changed> {
    diary.ask(|vesper| vesper.remove_routine(&id))
}

/// Lets the person choose where to write a routine, to pass it on; whether one was written.
#[tauri::command]
#[specta::specta]
pub async fn export_routine(app: AppHandle, id: String) -> Answer<bool> {
    files::pass_on_routine(app, id).await
}

/// Lets the person choose a routine that somebody passed on; `null` where they chose none, else its slug.
#[tauri::command]
#[specta::specta]
pub async fn import_routine(app: AppHandle) -> Answer<Option<(String, Changed)>> {
    files::bring_in_routine(app).await
}
