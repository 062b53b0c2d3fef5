//! Reminders and their occurrences.

use tauri::State;
use vesper_core::reminders::{
    Action, KindSummary, Occurrence, Reminder, ReminderDraft, ReminderId,
};
use vesper_core::time::{Instant, Night};
use vesper_core::vesper::{Changed, Coming, Pause, PauseFor};

use crate::diary::Diary;
use crate::failure::Answer;

/// All reminders.
#[tauri::command(async)]
#[specta::specta]
pub fn reminders(diary: State<'_, Diary>) -> Answer<Vec<Reminder>> {
    diary.ask(|vesper| vesper.reminders())
}

/// Sets a reminder up.
#[tauri::command(async)]
#[specta::specta]
pub fn add_reminder(diary: State<'_, Diary>, draft: ReminderDraft) -> Answer<Changed> {
    diary.ask(|vesper| Ok(vesper.add_reminder(&draft)?.1))
}

/// Changes a reminder.
#[tauri::command(async)]
#[specta::specta]
pub fn edit_reminder(
    diary: State<'_, Diary>,
    id: ReminderId,
    draft: ReminderDraft,
) -> Answer<Changed> {
    diary.ask(|vesper| vesper.edit_reminder(id, &draft))
}

/// Removes a reminder.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_reminder(diary: State<'_, Diary>, id: ReminderId) -> Answer<Changed> {
    diary.ask(|vesper| vesper.remove_reminder(id))
}

/// What will be shown from now on, for so many days.
#[tauri::command(async)]
#[specta::specta]
pub fn upcoming(diary: State<'_, Diary>, days: u32) -> Answer<Vec<Coming>> {
    diary.ask(|vesper| {
        let now = vesper.now();
        let until = now + chrono::Duration::days(i64::from(days.min(366)));
        vesper.coming(now, until, vesper.zone())
    })
}

/// What became of the occurrences of a window of nights.
#[tauri::command(async)]
#[specta::specta]
pub fn reminder_history(
    diary: State<'_, Diary>,
    from: Option<Night>,
    to: Option<Night>,
) -> Answer<Vec<Occurrence>> {
    diary.ask(|vesper| vesper.reminder_history(from, to))
}

/// What became of the occurrences of a window of nights, summed up by kind.
#[tauri::command(async)]
#[specta::specta]
pub fn reminder_summary(
    diary: State<'_, Diary>,
    from: Option<Night>,
    to: Option<Night>,
) -> Answer<Vec<KindSummary>> {
    diary.ask(|vesper| vesper.reminder_summary(from, to))
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
    diary.ask(|vesper| vesper.act_on_occurrence(id, due, action))
}

/// The pause.
#[tauri::command(async)]
#[specta::specta]
pub fn pause(diary: State<'_, Diary>) -> Answer<Pause> {
    diary.ask(|vesper| vesper.pause())
}

/// Pauses all reminders, or ends the pause.
#[tauri::command(async)]
#[specta::specta]
pub fn set_pause(diary: State<'_, Diary>, pause: Pause) -> Answer<Changed> {
    diary.ask(|vesper| vesper.set_pause(pause))
}

/// Pauses all reminders for a while.
#[tauri::command(async)]
#[specta::specta]
pub fn pause_for(diary: State<'_, Diary>, span: PauseFor) -> Answer<Changed> {
    diary.ask(|vesper| vesper.pause_for(span))
}
