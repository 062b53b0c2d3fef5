//! Vesper's windows: they convert, call the core, and map the error. They live only while they are looked at.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod agent;
mod browser;
mod commands;
mod dialogs;
mod diary;
mod failure;
mod files;
mod import;
mod place;
mod playing;
mod watch;
mod window;

use std::process::ExitCode;

use tauri::{App, Manager, WindowEvent};
use tauri_plugin_window_state::StateFlags;
use vesper_core::language;
use vesper_core::time::{Clock, SystemClock};

use crate::diary::Diary;
use crate::import::Import;
use crate::place::Places;
use crate::playing::Playing;

fn main() -> ExitCode {
    let commands = commands::builder();
    let run = tauri::Builder::default()
        // First of all: a second Vesper hands its arguments over and ends before it opens anything.
        .plugin(tauri_plugin_single_instance::init(|app, args, _folder| {
            // A window that is closing at this instant cannot be brought to the front.
            let _ = place::go(app, place::asked_for(&args));
        }))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .with_denylist(&[window::WAITING])
                .build(),
        )
        .invoke_handler(commands.invoke_handler())
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(event) = event {
                import::dragged(window.app_handle(), event);
            }
        })
        .setup(move |app| {
            commands.mount_events(app);
            set_up(app)
        })
        .run(tauri::generate_context!());
    match run {
        Ok(()) => ExitCode::SUCCESS,
        #[cfg(target_os = "linux")]
        Err(tauri::Error::PluginInitialization(plugin, error)) if plugin == "single-instance" => {
            start_again(&error)
        }
        Err(error) => {
            eprintln!("vesper: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Set for a second start; it is not followed by a third.
const AGAIN: &str = "VESPER_STARTED_AGAIN";

/// Starts once more in the place of this process: the Vesper that was to take its arguments ended before it answered, as
/// when a person closes the window and opens it again at once.
#[cfg(target_os = "linux")]
fn start_again(error: &str) -> ExitCode {
    use std::os::unix::process::CommandExt;
    if std::env::var_os(AGAIN).is_none()
        && let Ok(program) = std::env::current_exe()
    {
        let failure = std::process::Command::new(program)
            .args(std::env::args_os().skip(1))
            .env(AGAIN, "1")
            .exec();
        eprintln!("vesper: {failure}");
    }
    eprintln!("vesper: {error}");
    ExitCode::FAILURE
}

fn set_up(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args_os()
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    language::speak(SystemClock.language());
    let diary = Diary::in_dir(vesper_core::place::data_dir(None)?);
    if !agent::is_running(diary.dir())
        && let Err(error) = agent::start()
    {
        // The window works without it, and its settings say that no agent runs.
        eprintln!("vesper: the agent could not be started: {error}");
    }
    app.manage(diary);
    app.manage(Playing::default());
    app.manage(Import::default());
    app.manage(Places::default());
    place::go(app.handle(), place::asked_for(&args))?;
    watch::begin(app.handle().clone());
    Ok(())
}

#[cfg(test)]
mod bindings {
    //! The TypeScript bindings are written from the commands; a difference fails the test.

    /// Set, it has the test write the bindings rather than compare them.
    const WRITE: &str = "VESPER_WRITE_BINDINGS";

    #[test]
    fn the_bindings_are_in_step_with_the_commands() {
        let path =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/backend/bindings.ts");
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let written = tempfile::NamedTempFile::new().expect("a temporary file");
        crate::commands::builder()
            .export(specta_typescript::Typescript::default(), written.path())
            .expect("the bindings can be written");
        let after = std::fs::read_to_string(written.path()).expect("the bindings can be read");
        if std::env::var_os(WRITE).is_some() {
            std::fs::write(&path, &after).expect("the bindings can be put in place");
            return;
        }
        assert!(
            before == after,
            "ui/src/backend/bindings.ts is out of step; this writes it: {WRITE}=1 cargo test -p vesper bindings"
        );
    }
}
