//! Keeping the diary safe: backups, restoring, and a look at whether all is well.

use std::path::Path;

use super::{Changed, Topic, Vesper};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::text::text;
use crate::time::local;

impl Vesper {
    /// Writes a copy of the whole database to `path`.
    ///
    /// # Errors
    /// Where the file exists already or cannot be written.
    pub fn backup(&self, path: &Path) -> Result<()> {
        self.store.backup(path)
    }

    /// Puts the backup at `path` in the place of the diary, which is kept beside it as a backup of its own.
    ///
    /// # Errors
    /// Where the file is no Vesper backup, is damaged, or is of a newer Vesper; the diary is then as it was.
    pub fn restore(&mut self, path: &Path) -> Result<Changed> {
        let kept = self.store.restore(path, self.clock.now())?;
        self.undoable.clear();
        Ok(Changed {
            topics: vec![
                Topic::Diary,
                Topic::Reminders,
                Topic::Schedule,
                Topic::Massage,
                Topic::Safety,
                Topic::Settings,
            ],
            undo: None,
            done: text("done_restored", &[("file", &kept.display().to_string())]),
        })
    }

    /// Makes today's backup where there is none yet and thins the older ones.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn daily_backup(&mut self) -> Result<()> {
        let today = local(self.clock.now(), self.clock.zone()).date_naive();
        self.store.daily_backup(today)
    }

    /// Looks at the database in `dir` before it is opened, for [`Self::open`] sets a damaged one aside; answers with what is
    /// wrong, nothing where it can be opened or is refused untouched. Leaves it as it is.
    ///
    /// # Errors
    /// Where it cannot be read at all.
    pub fn examine(dir: &Path) -> Result<Vec<String>> {
        Store::damage(dir)
    }

    /// Examines the database; answers with what is wrong, nothing where all is well.
    ///
    /// # Errors
    /// Where it cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>> {
        let mut wrong = self.store.check()?;
        if let Err(Error::Storage(message)) = self.settings() {
            wrong.push(message);
        }
        Ok(wrong)
    }
}
