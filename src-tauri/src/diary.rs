//! The open diary, shared by the commands: the one door between the page's threads and the core.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vesper_core::time::SystemClock;
use vesper_core::vesper::Changed;
use vesper_core::{Vesper, language};

use crate::failure::{Answer, Failure};

/// The diary, or why it could not be opened.
pub struct Diary {
    dir: PathBuf,
    vesper: Mutex<Answer<Vesper>>,
}

impl Diary {
    /// Opens the diary in `dir`. Where it cannot be opened the window shows why, and every verb answers with that.
    pub fn in_dir(dir: PathBuf) -> Self {
        let vesper = Mutex::new(begin(&dir));
        Self { dir, vesper }
    }

    /// The folder the diary lies in.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Asks the core for one verb. A panic inside it rolls its transaction back and becomes a failure, so that the page is
    /// never left waiting for an answer.
    pub fn ask<T>(&self, verb: impl FnOnce(&mut Vesper) -> vesper_core::Result<T>) -> Answer<T> {
        match &mut *self.held() {
            Ok(vesper) => perform(vesper, verb),
            Err(failure) => Err(failure.clone()),
        }
    }

    /// Asks for a verb that takes long, on a connection of its own: the window goes on answering meanwhile.
    pub fn ask_aside<T>(
        &self,
        verb: impl FnOnce(&mut Vesper) -> vesper_core::Result<T>,
    ) -> Answer<T> {
        perform(&mut open(&self.dir)?, verb)
    }

    /// Why the diary is not open.
    pub fn failure(&self) -> Option<Failure> {
        self.held().as_ref().err().cloned()
    }

    /// Tries again to open a diary that could not be opened. One that was damaged has been set aside: a new one is begun.
    pub fn open_again(&self) -> Answer<()> {
        let mut held = self.held();
        if held.is_err() {
            *held = begin(&self.dir);
        }
        held.as_ref().map(drop).map_err(Clone::clone)
    }

    /// Puts the backup at `path` in the diary's place, also where the diary itself could not be opened.
    pub fn restore(&self, path: &Path) -> Answer<Changed> {
        self.open_again()?;
        self.ask(|vesper| vesper.restore(path))
    }

    fn held(&self) -> MutexGuard<'_, Answer<Vesper>> {
        self.vesper.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the diary as the one window does when it begins: nobody else plays a routine.
fn begin(dir: &Path) -> Answer<Vesper> {
    let mut vesper = open(dir)?;
    perform(&mut vesper, |vesper| vesper.find_player())?;
    Ok(vesper)
}

fn open(dir: &Path) -> Answer<Vesper> {
    match catch_unwind(|| Vesper::open(dir, Arc::new(SystemClock))) {
        Ok(opened) => Ok(opened?),
        Err(_panic) => Err(Failure::fault()),
    }
}

fn perform<T>(
    vesper: &mut Vesper,
    verb: impl FnOnce(&mut Vesper) -> vesper_core::Result<T>,
) -> Answer<T> {
    match catch_unwind(AssertUnwindSafe(|| {
        // The person may have chosen another since, here or on the command line.
        if let Ok(language) = vesper.language() {
            language::speak(language);
        }
        verb(vesper)
    })) {
        Ok(answer) => Ok(answer?),
        Err(_panic) => Err(Failure::fault()),
    }
}
