//! The window itself: the Tonight page, undo, the agent beside it.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;
use tauri_specta::Event;
use vesper_core::vesper::{Changed, Tonight, UndoToken};

use super::Diary;
use crate::failure::Answer;

/// Another program (the agent, the command line) changed the diary.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct ChangedElsewhere;

/// A place to go to, asked for from outside: `tonight`, `diary/log`, `massage/neck-and-shoulders`, `guide/cbt-i` ...
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub struct OpenPlace(pub String);

/// What the window knows of the agent.
#[derive(Debug, Clone, Serialize, Type)]
pub struct AgentState {
    /// Whether an agent runs: reminders come even with the window closed.
    pub running: bool,
    /// Whether it starts at login; absent where the platform does not tell.
    pub start_at_login: Option<bool>,
}

/// The place the window was opened at (`vesper --open PLACE`), once.
#[tauri::command(async)]
#[specta::specta]
pub fn place_at_start() -> Option<String> {
    None
}

/// The Tonight page.
#[tauri::command(async)]
#[specta::specta]
pub fn tonight(diary: State<'_, Diary>) -> Answer<Tonight> {
    Ok(diary.open().tonight()?)
}

/// Takes a change back.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(diary: State<'_, Diary>, token: UndoToken) -> Answer<Changed> {
    Ok(diary.open().undo(token)?)
}

/// The agent.
#[tauri::command(async)]
#[specta::specta]
pub fn agent_state() -> Answer<AgentState> {
    Ok(AgentState {
        running: false,
        start_at_login: None,
    })
}

/// Turns starting at login on or off.
#[tauri::command(async)]
#[specta::specta]
pub fn set_start_at_login(on: bool) -> Answer<AgentState> {
    Ok(AgentState {
        running: false,
        start_at_login: Some(on),
    })
}

/// Opens a reference's DOI in the person's own browser.
#[tauri::command(async)]
#[specta::specta]
pub fn open_doi(reference: String) -> Answer<()> {
    let _ = reference;
    Ok(())
}
