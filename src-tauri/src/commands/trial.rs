//! Trials on oneself. No command tells of an evening later than tonight.

use tauri::State;
use vesper_core::time::Night;
use vesper_core::trial::{Adherence, TrialDraft, TrialOutlook, TrialResult, TrialView};
use vesper_core::vesper::Changed;

use crate::diary::Diary;
use crate::failure::Answer;

/// All trials, latest first.
#[tauri::command(async)]
#[specta::specta]
pub fn trials(diary: State<'_, Diary>) -> Answer<Vec<TrialView>> {
    diary.ask(|vesper| vesper.trials())
}

/// One trial, up to tonight.
#[tauri::command(async)]
#[specta::specta]
pub fn trial(diary: State<'_, Diary>, id: u32) -> Answer<TrialView> {
    diary.ask(|vesper| vesper.trial(id))
}

/// Sets a trial up; its order is drawn now and told evening by evening.
#[tauri::command(async)]
#[specta::specta]
pub fn start_trial(diary: State<'_, Diary>, draft: TrialDraft) -> Answer<(u32, Changed)> {
    diary.ask(|vesper| vesper.start_trial(&draft))
}

/// What a trial like the draft could show, from the person's own past nights.
#[tauri::command(async)]
#[specta::specta]
pub fn trial_outlook(diary: State<'_, Diary>, draft: TrialDraft) -> Answer<TrialOutlook> {
    diary.ask(|vesper| vesper.trial_outlook(&draft))
}

/// Says whether an evening went as the trial had it.
#[tauri::command(async)]
#[specta::specta]
pub fn log_trial_night(
    diary: State<'_, Diary>,
    id: u32,
    night: Night,
    adherence: Adherence,
) -> Answer<Changed> {
    diary.ask(|vesper| vesper.log_trial_night(id, night, adherence))
}

/// What a trial's nights come to; while evenings are to come, no estimate is in it.
#[tauri::command(async)]
#[specta::specta]
pub fn analyse_trial(diary: State<'_, Diary>, id: u32) -> Answer<TrialResult> {
    diary.ask(|vesper| vesper.analyse_trial(id))
}

/// Ends a trial before its time; what it has is kept.
#[tauri::command(async)]
#[specta::specta]
pub fn end_trial(diary: State<'_, Diary>, id: u32) -> Answer<Changed> {
    diary.ask(|vesper| vesper.end_trial(id))
}

/// Removes a trial with its reminder.
#[tauri::command(async)]
#[specta::specta]
pub fn remove_trial(diary: State<'_, Diary>, id: u32) -> Answer<Changed> {
    diary.ask(|vesper| vesper.remove_trial(id))
}
