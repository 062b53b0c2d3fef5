//! Where it is tight or sore.

use tauri::State;
use vesper_core::time::Night;
use vesper_core::vesper::{BodyAdvice, BodyEvening, Changed, Mark, RegionHistory};

use crate::diary::Diary;
use crate::failure::Answer;

/// The marks of the present evening.
#[tauri::command(async)]
#[specta::specta]
pub fn body_tonight(diary: State<'_, Diary>) -> Answer<Option<BodyEvening>> {
    diary.ask(|vesper| vesper.body_tonight())
}

/// Keeps the marks of the present evening.
#[tauri::command(async)]
#[specta::specta]
pub fn mark_body(diary: State<'_, Diary>, marks: Vec<Mark>) -> Answer<Changed> {
    diary.ask(|vesper| vesper.mark_body(&marks))
}

/// Takes away what was said of an evening.
#[tauri::command(async)]
#[specta::specta]
pub fn clear_body(diary: State<'_, Diary>, night: Night) -> Answer<Changed> {
    diary.ask(|vesper| vesper.clear_body(night))
}

/// How each region changed over the weeks of a window.
#[tauri::command(async)]
#[specta::specta]
pub fn body_history(
    diary: State<'_, Diary>,
    from: Option<Night>,
    to: Option<Night>,
) -> Answer<Vec<RegionHistory>> {
    diary.ask(|vesper| vesper.body_history(from, to))
}

/// What may suit marks, and what they call for first.
#[tauri::command(async)]
#[specta::specta]
pub fn advise_body(diary: State<'_, Diary>, marks: Vec<Mark>) -> Answer<BodyAdvice> {
    diary.ask(|vesper| vesper.advise_body(&marks))
}
