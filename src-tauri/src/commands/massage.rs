//! Routines, the safety screen, the player, sessions.

use tauri::{AppHandle, State};
use vesper_core::vesper::{
    ActivePlayer, Changed, PlayerMove, RoutineCard, SafetyScreen, SessionDraft, SessionView,
};

use crate::diary::Diary;
use crate::failure::Answer;
use crate::playing::Playing;

/// All routines.
#[tauri::command(async)]
#[specta::specta]
pub fn routines(diary: State<'_, Diary>) -> Answer<Vec<RoutineCard>> {
    diary.ask(|vesper| vesper.routines())
}

/// The safety screen.
#[tauri::command(async)]
#[specta::specta]
pub fn safety(diary: State<'_, Diary>) -> Answer<SafetyScreen> {
    diary.ask(|vesper| vesper.safety())
}

/// Answers safety questions.
#[tauri::command(async)]
#[specta::specta]
pub fn answer_safety(diary: State<'_, Diary>, answers: Vec<(String, String)>) -> Answer<Changed> {
    diary.ask(|vesper| vesper.answer_safety(&answers))
}

/// Begins a routine.
#[tauri::command(async)]
#[specta::specta]
pub fn start_player(
    diary: State<'_, Diary>,
    app: AppHandle,
    playing: State<'_, Playing>,
    routine: String,
    tension: Option<u8>,
    pain: Option<u8>,
) -> Answer<ActivePlayer> {
    let player = diary.ask(|vesper| vesper.start_player(&routine, tension, pain))?;
    playing.follow(&app, Some(&player));
    Ok(player)
}

/// The player as it stands.
#[tauri::command(async)]
#[specta::specta]
pub fn player(
    diary: State<'_, Diary>,
    app: AppHandle,
    playing: State<'_, Playing>,
) -> Answer<Option<ActivePlayer>> {
    let player = diary.ask(|vesper| vesper.play_on())?;
    playing.follow(&app, player.as_ref());
    Ok(player)
}

/// Moves the player.
#[tauri::command(async)]
#[specta::specta]
pub fn move_player(
    diary: State<'_, Diary>,
    app: AppHandle,
    playing: State<'_, Playing>,
    to: PlayerMove,
) -> Answer<ActivePlayer> {
    let player = diary.ask(|vesper| vesper.move_player(to))?;
    playing.follow(&app, Some(&player));
    Ok(player)
}

/// Ends the player and logs the session.
#[tauri::command(async)]
#[specta::specta]
pub fn end_player(
    diary: State<'_, Diary>,
    app: AppHandle,
    playing: State<'_, Playing>,
    tension: Option<u8>,
    pain: Option<u8>,
    log: bool,
) -> Answer<Changed> {
    let ended = diary.ask(|vesper| vesper.end_player(tension, pain, log))?;
    playing.follow(&app, None);
    Ok(ended)
}

/// Logs a session.
#[tauri::command(async)]
#[specta::specta]
pub fn log_session(diary: State<'_, Diary>, draft: SessionDraft) -> Answer<Changed> {
    diary.ask(|vesper| Ok(vesper.log_session(&draft)?.1))
}

/// Replaces a session.
#[tauri::command(async)]
#[specta::specta]
pub fn edit_session(diary: State<'_, Diary>, id: u32, draft: SessionDraft) -> Answer<Changed> {
    diary.ask(|vesper| vesper.edit_session(id, &draft))
}

/// Deletes a session.
#[tauri::command(async)]
#[specta::specta]
pub fn delete_session(diary: State<'_, Diary>, id: u32) -> Answer<Changed> {
    diary.ask(|vesper| vesper.delete_session(id))
}

/// The sessions on record.
#[tauri::command(async)]
#[specta::specta]
pub fn sessions(diary: State<'_, Diary>) -> Answer<Vec<SessionView>> {
    diary.ask(|vesper| vesper.sessions())
}
