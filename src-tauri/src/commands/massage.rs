//! Routines, the safety screen, the player, sessions.

use tauri::State;
use vesper_core::vesper::{
    ActivePlayer, Changed, PlayerMove, RoutineCard, SafetyScreen, SessionDraft, SessionView,
};

use super::Diary;
use crate::failure::Answer;

/// All routines.
#[tauri::command(async)]
#[specta::specta]
pub fn routines(diary: State<'_, Diary>) -> Answer<Vec<RoutineCard>> {
    Ok(diary.open().routines()?)
}

/// The safety screen.
#[tauri::command(async)]
#[specta::specta]
pub fn safety(diary: State<'_, Diary>) -> Answer<SafetyScreen> {
    Ok(diary.open().safety()?)
}

/// Answers safety questions.
#[tauri::command(async)]
#[specta::specta]
pub fn answer_safety(diary: State<'_, Diary>, answers: Vec<(String, String)>) -> Answer<Changed> {
    Ok(diary.open().answer_safety(&answers)?)
}

/// Begins a routine.
#[tauri::command(async)]
#[specta::specta]
pub fn start_player(
    diary: State<'_, Diary>,
    routine: String,
    tension: Option<u8>,
    pain: Option<u8>,
) -> Answer<ActivePlayer> {
    Ok(diary.open().start_player(&routine, tension, pain)?)
}

/// The player as it stands.
#[tauri::command(async)]
#[specta::specta]
pub fn player(diary: State<'_, Diary>) -> Answer<Option<ActivePlayer>> {
    Ok(diary.open().player()?)
}

/// Moves the player.
#[tauri::command(async)]
#[specta::specta]
pub fn move_player(diary: State<'_, Diary>, to: PlayerMove) -> Answer<ActivePlayer> {
    Ok(diary.open().move_player(to)?)
}

/// Ends the player and logs the session.
#[tauri::command(async)]
#[specta::specta]
pub fn end_player(
    diary: State<'_, Diary>,
    tension: Option<u8>,
    pain: Option<u8>,
    log: bool,
) -> Answer<Changed> {
    Ok(diary.open().end_player(tension, pain, log)?)
}

/// Logs a session.
#[tauri::command(async)]
#[specta::specta]
pub fn log_session(diary: State<'_, Diary>, draft: SessionDraft) -> Answer<Changed> {
    Ok(diary.open().log_session(&draft)?.1)
}

/// Deletes a session.
#[tauri::command(async)]
#[specta::specta]
pub fn delete_session(diary: State<'_, Diary>, id: u32) -> Answer<Changed> {
    Ok(diary.open().delete_session(id)?)
}

/// The sessions on record.
#[tauri::command(async)]
#[specta::specta]
pub fn sessions(diary: State<'_, Diary>) -> Answer<Vec<SessionView>> {
    Ok(diary.open().sessions()?)
}
