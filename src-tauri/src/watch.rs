//! Notices what the agent or the command line changed in the diary, while somebody looks.

use std::thread;
use std::time::Duration;

use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::commands::ChangedElsewhere;
use crate::diary::Diary;
use crate::window;

/// How often the diary's version is looked at; quick enough to look immediate, seldom enough to cost nothing.
const EVERY: Duration = Duration::from_secs(2);

/// Watches until the program ends.
pub fn begin(app: AppHandle) {
    thread::spawn(move || {
        let mut seen = version(&app);
        loop {
            thread::sleep(EVERY);
            if !window::is_seen(&app) {
                continue;
            }
            let now = version(&app);
            if now != seen {
                seen = now;
                // A window that is closing hears nothing, and need not.
                let _ = ChangedElsewhere.emit(&app);
            }
        }
    });
}

fn version(app: &AppHandle) -> Option<u32> {
    app.state::<Diary>()
        .ask(|vesper| vesper.data_version())
        .ok()
}
