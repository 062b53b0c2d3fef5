//! Reminders and their occurrences.

use tauri::State;
use vesper_core::reminders::{Action, Occurrence, Reminder, ReminderDraft, ReminderId};
use vesper_core::time::{Instant, Night};
use vesper_core::vesper::{Changed, Pause};

use super::Diary;
use crate::failure::Answer;

/// All reminders.
#[tauri::command(async)]
#[specta::specta]
pub fn reminders(diary: State<'_, Diary>) -> Answer<Vec<Reminder>> {
    Ok(diary.open().reminders()?)
}

/// Sets a reminder up.
#[tauri::command(async)]
#[specta::specta]
pub fn add_reminder(diary: State<'_, Diary>, draft: ReminderDraft) -> Answer<Changed> {
    Ok(diary.open().add_reminder(&draft)?.1)
}

/// Changes a reminder.
#[tauri::command(async)]
#[specta::specta]
pub fn edit_reminder(
    diary: State<'_, Diary>,
    id: ReminderId,
    draft: ReminderDraft,
) -> Answer<Changed> {
    Ok(diary.open().edit_reminder(id, &draft)?)
}

/// Removes a reminder.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_reminder(diary: State<'_, Diary>, id: ReminderId) -> Answer<Changed> {
    Ok(diary.open().remove_reminder(id)?)
}

/// What is due from now on, for so many days.
#[tauri::command(async)]
#[specta::specta]
pub fn upcoming(diary: State<'_, Diary>, days: u32) -> Answer<Vec<Occurrence>> {
    let diary = diary.open();
    let now = diary.now();
    Ok(diary.upcoming(
        now,
        now + chrono::Duration::days(i64::from(days)),
        diary.zone(),
    )?)
}

/// What became of the occurrences of a window of nights.
#[tauri::command(async)]
#[specta::specta]
pub fn reminder_history(
    diary: State<'_, Diary>,
    from: Option<Night>,
    to: Option<Night>,
) -> Answer<Vec<Occurrence>> {
    Ok(diary.open().reminder_history(from, to)?)
}

/// Starts, snoozes, skips or finishes an occurrence.
#[tauri::command(async)]
#[specta::specta]
pub fn act_on_occurrence(
    diary: State<'_, Diary>,
    id: ReminderId,
    due: Instant,
    action: Action,
) -> Answer<Changed> {
    Ok(diary.open().act_on_occurrence(id, due, action)?)
}

/// The pause.
#[tauri::command(async)]
#[specta::specta]
pub fn pause(diary: State<'_, Diary>) -> Answer<Pause> {
    Ok(diary.open().pause()?)
}

/// Pauses all reminders, or ends the pause.
#[tauri::command(async)]
#[specta::specta]
pub fn set_pause(diary: State<'_, Diary>, pause: Pause) -> Answer<Changed> {
    Ok(diary.open().set_pause(pause)?)
}
