//! Settings and the planned sleep of the week.

use tauri::State;
use vesper_core::reminders::Schedule;
use vesper_core::vesper::{Changed, Locale, Settings};

use crate::diary::Diary;
use crate::failure::Answer;

/// The settings.
#[tauri::command(async)]
#[specta::specta]
pub fn settings(diary: State<'_, Diary>) -> Answer<Settings> {
    diary.ask(|vesper| vesper.settings())
}

/// How the person is spoken to: as they chose, or as the system has it.
#[tauri::command(async)]
#[specta::specta]
pub fn locale(diary: State<'_, Diary>) -> Answer<Locale> {
    diary.ask(|vesper| vesper.locale())
}

/// Keeps the settings.
#[tauri::command(async)]
#[specta::specta]
pub fn set_settings(diary: State<'_, Diary>, settings: Settings) -> Answer<Changed> {
    diary.ask(|vesper| vesper.set_settings(&settings))
}

/// The planned sleep of the week.
#[tauri::command(async)]
#[specta::specta]
pub fn schedule(diary: State<'_, Diary>) -> Answer<Schedule> {
    diary.ask(|vesper| vesper.schedule())
}

/// Plans the sleep of weekdays.
#[tauri::command(async)]
#[specta::specta]
pub fn set_schedule(diary: State<'_, Diary>, schedule: Schedule) -> Answer<Changed> {
    diary.ask(|vesper| vesper.set_schedule(&schedule))
}
