//! Reminding goes on from memory where the disk cannot be written.
//!
//! What the agent needs (the reminders, their ledger, the plan, the settings) stands in a store in memory for as long as that
//! lasts, so that what is due comes, comes once, and can be answered. What became of it is written as soon as the disk takes it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::Duration;
use serde_json::Value;

use super::due::{LAST_LOOK, PAUSED_UNTIL, SIGNS};
use super::undo::Undoable;
use super::{Vesper, settings::KEY};
use crate::error::Result;
use crate::reminders::{LedgerRow, State};
use crate::store::{Store, reminders as dao, settings};
use crate::time::{Clock, Instant};

/// How much of the ledger is taken along from before the last look: further back than any look reaches.
const TAKEN: Duration = Duration::days(8);
/// The settings that are taken along.
const SETTINGS: [&str; 4] = [KEY, PAUSED_UNTIL, LAST_LOOK, SIGNS];

/// The disk, while it is gone on without.
pub(super) struct Apart {
    dir: PathBuf,
    /// The store there, where it could be opened.
    disk: Option<Store>,
    taken: Taken,
}

/// What was taken along from the disk and can change in memory.
struct Taken {
    ledger: Vec<LedgerRow>,
    pause: Option<Value>,
}

impl Vesper {
    /// Opens what reminding needs of the diary in `dir`, where nothing can be written there.
    ///
    /// # Errors
    /// Where there is no diary of this Vesper that could be read.
    pub fn open_from_memory(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let (store, taken) = take(&Store::read_only(dir)?, clock.now())?;
        Ok(Self {
            store,
            clock,
            undoable: Undoable::default(),
            last_look: None,
            was_busy: false,
            apart: Some(Apart {
                dir: dir.to_owned(),
                disk: None,
                taken,
            }),
        })
    }

    /// Goes on from memory: for the agent, when the disk could not be written.
    ///
    /// # Errors
    /// Where the diary cannot be read either.
    pub fn go_on_from_memory(&mut self) -> Result<()> {
        if self.apart.is_none() {
            let (memory, taken) = take(&self.store, self.clock.now())?;
            let disk = std::mem::replace(&mut self.store, memory);
            self.apart = Some(Apart {
                dir: disk.dir().to_owned(),
                disk: Some(disk),
                taken,
            });
            self.undoable.clear();
        }
        Ok(())
    }

    /// Whether it goes on from memory.
    #[must_use]
    pub fn is_from_memory(&self) -> bool {
        self.apart.is_some()
    }

    /// Writes to the disk what became of reminders meanwhile, and goes on from there. Where it has never left, nothing is done.
    ///
    /// # Errors
    /// Where the disk still cannot be written; then it goes on from memory.
    pub fn return_to_disk(&mut self) -> Result<()> {
        let Some(apart) = &mut self.apart else {
            return Ok(());
        };
        let disk = match &mut apart.disk {
            Some(disk) => disk,
            none => none.insert(Store::open(&apart.dir, self.clock.now())?),
        };
        let (ledger, pause): (Vec<LedgerRow>, Option<Value>) = self
            .store
            .read(|db| Ok((dao::ledger(db, None)?, settings::get(db, PAUSED_UNTIL)?)))?;
        disk.write(|db| {
            for row in ledger
                .iter()
                .filter(|row| !apart.taken.ledger.contains(row))
            {
                let there = dao::row(db, row.id, row.due)?;
                let stands = there.is_some_and(|there| {
                    // What memory decided on, it decided knowing it. Else another program has written meanwhile.
                    !apart.taken.ledger.contains(&there) && outweighs(&there, row)
                });
                // The reminder may be gone.
                if !stands && dao::get(db, row.id)?.is_some() {
                    dao::put(db, row)?;
                }
            }
            if pause != apart.taken.pause {
                settings::swap(db, PAUSED_UNTIL, pause.as_ref())?;
            }
            // Written in any case: a disk that takes nothing must not be taken for one that does.
            settings::swap(db, LAST_LOOK, Some(&self.clock.now()))
        })?;
        if let Some(disk) = self.apart.take().and_then(|apart| apart.disk) {
            self.store = disk;
        }
        // Its changes were made in memory.
        self.undoable.clear();
        Ok(())
    }
}

/// Whether what the disk says of an occurrence stands against what was decided in memory without knowing it: a later word, and
/// what was shown or answered against what only passed by.
fn outweighs(there: &LedgerRow, decided: &LedgerRow) -> bool {
    let passed_by = matches!(decided.state, State::Missed | State::Skipped);
    let open = matches!(there.state, State::Planned | State::Snoozed);
    there.changed_at > decided.changed_at || (passed_by && !open)
}

/// Copies what reminding needs at `now` into a store in memory.
fn take(disk: &Store, now: Instant) -> Result<(Store, Taken)> {
    let mut memory = Store::in_memory()?;
    let taken = disk.read(|disk| {
        // Nobody has looked yet: all of it.
        let last_look: Option<Instant> = settings::get(disk, LAST_LOOK)?;
        let ledger = dao::ledger(disk, last_look.map(|last| last.min(now) - TAKEN))?;
        memory.write(|db| {
            for key in SETTINGS {
                let value: Option<Value> = settings::get(disk, key)?;
                settings::swap(db, key, value.as_ref())?;
            }
            settings::swap_schedule(db, &settings::planned(disk)?)?;
            for reminder in dao::all(disk)? {
                let kept = dao::Kept {
                    draft: reminder.draft,
                    since: reminder.since,
                    ledger: Vec::new(),
                    origin: None,
                };
                dao::swap(db, reminder.id, Some(&kept))?;
            }
            ledger.iter().try_for_each(|row| dao::put(db, row))
        })?;
        let pause = settings::get(disk, PAUSED_UNTIL)?;
        Ok(Taken { ledger, pause })
    })?;
    Ok((memory, taken))
}
