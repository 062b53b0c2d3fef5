//! Courses of massages.

use tauri::State;
use vesper_core::time::Night;
use vesper_core::vesper::{Changed, Course, ProgrammeDraft};

use crate::diary::Diary;
use crate::failure::Answer;

/// The courses, the latest first.
#[tauri::command(async)]
#[specta::specta]
pub fn programmes(diary: State<'_, Diary>) -> Answer<Vec<Course>> {
    diary.ask(|vesper| vesper.programmes())
}

/// Begins a course: each of its dates has a reminder of its own.
#[tauri::command(async)]
#[specta::specta]
pub fn start_programme(diary: State<'_, Diary>, draft: ProgrammeDraft) -> Answer<(u32, Changed)> {
    diary.ask(|vesper| vesper.start_programme(&draft))
}

/// Moves one date to another day.
#[tauri::command(async)]
#[specta::specta]
pub fn move_programme_date(
    diary: State<'_, Diary>,
    id: u32,
    position: u32,
    day: Night,
) -> Answer<Changed> {
    diary.ask(|vesper| vesper.move_programme_date(id, position, day))
}

/// Ends a course today.
#[tauri::command(async)]
#[specta::specta]
pub fn end_programme(diary: State<'_, Diary>, id: u32) -> Answer<Changed> {
    diary.ask(|vesper| vesper.end_programme(id))
}

/// Removes a course with its reminders.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_programme(diary: State<'_, Diary>, id: u32) -> Answer<Changed> {
    diary.ask(|vesper| vesper.remove_programme(id))
}
