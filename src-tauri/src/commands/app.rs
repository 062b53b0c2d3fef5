//! The window itself: the Tonight page, undo, the agent beside it.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, State, WebviewWindow};
use tauri_specta::Event;
use vesper_core::reminders::SignSeen;
use vesper_core::vesper::{Changed, Tonight, UndoToken, Waiting};

use crate::agent;
use crate::browser;
use crate::diary::Diary;
use crate::failure::{Answer, Failure};
use crate::place::{self, Places};
use crate::window;

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

/// The place the window was opened at (`vesper --open PLACE`), once. Listen for `OpenPlace` before asking.
#[tauri::command(async)]
#[specta::specta]
pub fn place_at_start(places: State<'_, Places>) -> Option<String> {
    places.at_start()
}

/// Why the diary is not open; while it is not, every command that needs it answers with the same.
#[tauri::command(async)]
#[specta::specta]
pub fn startup_failure(diary: State<'_, Diary>) -> Option<Failure> {
    diary.failure()
}

/// Tries again to open a diary that could not be opened. A damaged one was set aside: a new one is begun.
#[tauri::command(async)]
#[specta::specta]
pub fn open_again(diary: State<'_, Diary>) -> Answer<()> {
    diary.open_again()
}

/// The Tonight page.
#[tauri::command(async)]
#[specta::specta]
pub fn tonight(diary: State<'_, Diary>) -> Answer<Tonight> {
    diary.ask(|vesper| vesper.tonight())
}

/// What waits for an answer, for the small window: what no message has shown counts as shown from now on.
#[tauri::command(async)]
#[specta::specta]
pub fn waiting(diary: State<'_, Diary>) -> Answer<Vec<Waiting>> {
    diary.ask(|vesper| vesper.show_waiting())
}

/// Closes the small window; where a place is named, the window opens there.
#[tauri::command(async)]
#[specta::specta]
pub fn leave_waiting(app: AppHandle, place: Option<String>) -> Answer<()> {
    let left = place.map_or(Ok(()), |place| place::go(&app, Some(place)));
    left.and_then(|()| window::close_waiting(&app))
        .map_err(|why| Failure::system("shell_window_refused", &why))
}

/// Takes a change back.
#[tauri::command(async)]
#[specta::specta]
pub fn undo(diary: State<'_, Diary>, token: UndoToken) -> Answer<Changed> {
    diary.ask(|vesper| vesper.undo(token))
}

/// The agent.
#[tauri::command(async)]
#[specta::specta]
pub fn agent_state(diary: State<'_, Diary>) -> AgentState {
    AgentState {
        running: agent::is_running(diary.dir()),
        start_at_login: agent::starts_at_login(),
    }
}

/// Turns starting at login on or off.
#[tauri::command(async)]
#[specta::specta]
pub fn set_start_at_login(diary: State<'_, Diary>, on: bool) -> Answer<AgentState> {
    agent::set_start_at_login(on).map_err(|why| Failure::system("shell_login_refused", &why))?;
    Ok(agent_state(diary))
}

/// What the signs of being busy say just now.
#[tauri::command(async)]
#[specta::specta]
pub fn signs() -> Answer<Vec<SignSeen>> {
    agent::signs().map_err(|why| Failure::system("shell_signs_unread", &why))
}

/// Draws the page so many percent of its usual size.
#[tauri::command(async)]
#[specta::specta]
pub fn zoom(window: WebviewWindow, percent: u16) -> Answer<()> {
    window
        .set_zoom(f64::from(percent) / 100.0)
        .map_err(|why| Failure::system("shell_zoom_refused", &why))
}

/// Opens the desktop's own dialog for printing the page as it is shown; a page's `window.print()` is not heard by every web view.
#[tauri::command(async)]
#[specta::specta]
pub fn print_page(window: WebviewWindow) -> Answer<()> {
    window
        .print()
        .map_err(|why| Failure::system("shell_print_refused", &why))
}

/// Opens a reference's DOI in the person's own browser. The page names the reference, never an address.
#[tauri::command(async)]
#[specta::specta]
pub fn open_doi(diary: State<'_, Diary>, reference: String) -> Answer<()> {
    let doi = diary.ask(|vesper| vesper.doi(&reference))?;
    browser::open_doi(&doi).map_err(|why| Failure::system("shell_browser_refused", &why))
}
