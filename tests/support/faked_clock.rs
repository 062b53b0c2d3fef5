//! A wall clock that a journey sets, by libfaketime. Only the wall clock: how long a program waits is not touched, as it is not
//! when a person sets the clock or the computer sleeps.

use std::cell::Cell;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use crate::desk::{Desk, now};

/// The clock of the programs that a desk starts from now on.
pub struct FakedClock {
    /// Holds how many seconds it is ahead; every program reads it anew whenever it asks the time.
    offset: PathBuf,
    ahead: Cell<TimeDelta>,
}

impl FakedClock {
    /// Puts the clock of `desk` to `at` in `zone`.
    ///
    /// # Panics
    /// Where libfaketime is not installed; `cargo xtask test` installs it.
    #[must_use]
    pub fn at(desk: &mut Desk, at: DateTime<Utc>, zone: &str) -> Self {
        let clock = Self {
            offset: desk.path("clock"),
            ahead: Cell::default(),
        };
        clock.set(at);
        let library = library();
        let faked: [(&str, OsString); 5] = [
            ("TZ", zone.into()),
            ("LD_PRELOAD", library.into()),
            ("FAKETIME_TIMESTAMP_FILE", clock.offset.clone().into()),
            ("FAKETIME_NO_CACHE", "1".into()),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".into()),
        ];
        for (name, value) in faked {
            desk.set(name, value);
        }
        clock
    }

    /// Sets it to `at`; it goes on from there.
    ///
    /// # Panics
    /// Where the desk's home cannot be written.
    pub fn set(&self, at: DateTime<Utc>) {
        self.put(at - now());
    }

    /// Sets it on by so much.
    ///
    /// # Panics
    /// As [`Self::set`].
    pub fn advance(&self, by: TimeDelta) {
        self.put(self.ahead.get() + by);
    }

    fn put(&self, ahead: TimeDelta) {
        self.ahead.set(ahead);
        let offset = format!(
            "{:+}.{:03}",
            ahead.num_seconds(),
            ahead.subsec_millis().abs()
        );
        // Renamed into place: a program must not read half of it.
        let fresh = self.offset.with_extension("new");
        fs::write(&fresh, offset).expect("the clock is written");
        fs::rename(fresh, &self.offset).expect("the clock is set");
    }
}

/// Debian keeps it in the folder of the machine's architecture.
fn library() -> PathBuf {
    let within = Path::new("faketime/libfaketimeMT.so.1");
    let folders = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    folders
        .map(|folder| folder.path().join(within))
        .find(|library| library.is_file())
        .expect("libfaketime is installed; `cargo xtask test` installs it")
}
