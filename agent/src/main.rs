//! `vesper-agent`: the small resident. It reminds, with the window closed or crashed, and opens the window on demand.
//!
//! It has a tray icon and notifications, never a window and no web view. It meets the window in the database only. One agent
//! runs for one diary; a second one says so and ends. Its log goes to stderr and holds nothing of the diary.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod desktop;
mod face;
mod icon;
mod lock;
mod manners;
mod resident;
mod window;

use std::env;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, mpsc};

use vesper_core::language::{self, Language};
use vesper_core::text::text;
use vesper_core::time::{Clock, SystemClock};
use vesper_core::{Error, Vesper, place};

use crate::manners::Signs;
use crate::resident::Resident;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .without_time()
        .init();
    language::speak(SystemClock.language());
    let mut args = env::args_os()
        .skip(1)
        .map(|arg| arg.to_string_lossy().into_owned());
    // What the signs of being busy say just now, for the window's settings and in its language.
    if args.next().is_some_and(|asked| asked == "--manners") {
        if let Some(language) = args.next().and_then(|tag| Language::of_tag(&tag)) {
            language::speak(language);
        }
        println!("{}", Signs::of_this_computer().as_json());
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tracing::error!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Error> {
    let dir = place::data_dir(None)?;
    let vesper = open(&dir)?;
    let Some(_held) = lock::take(&dir).map_err(|e| Error::Storage(e.to_string()))? else {
        tracing::info!("{}", text("agent_already_runs", &[]));
        return Ok(());
    };
    let (happened, events) = mpsc::channel();
    desktop::run(happened, move |desktop| {
        let manners = Box::new(Signs::of_this_computer());
        Resident::new(vesper, desktop, events, Box::new(window::open), manners).live();
    })
    .map_err(|e| Error::Storage(e.to_string()))
}

/// Opens the diary in `dir`; where nothing can be written there, what reminding needs of it.
fn open(dir: &Path) -> Result<Vesper, Error> {
    match Vesper::open(dir, Arc::new(SystemClock)) {
        Err(Error::Storage(refused)) => Vesper::open_from_memory(dir, Arc::new(SystemClock))
            .map_err(|_| Error::Storage(refused)),
        opened => opened,
    }
}
