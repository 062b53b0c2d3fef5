//! The only place that speaks SQL: opening, migrations, backups, one file a table family.
//!
//! A `Store` has one connection that writes and one that only reads. What is done with either is a closure over
//! `Reading` or `Writing`, which the files of this module turn into SQL; nothing outside sees a connection. Every write is
//! one IMMEDIATE transaction, so that the agent, the window and the command line can share the file.
//!
//! A table family's file offers `swap(writing, id, state) -> state that stood there`: the one primitive from which
//! writing, deleting and undoing are made.

pub(crate) mod backup;
pub(crate) mod body;
pub(crate) mod check;
mod columns;
pub(crate) mod factors;
mod failure;
pub(crate) mod guide_index;
pub(crate) mod imports;
pub(crate) mod massage;
mod memory;
pub(crate) mod notes;
mod open;
pub(crate) mod own_routines;
pub(crate) mod programmes;
pub(crate) mod records;
pub(crate) mod reminders;
pub(crate) mod settings;
#[cfg(test)]
mod tests;
pub(crate) mod trials;
mod words;

use std::ops::Deref;
use std::path::{Path, PathBuf};

use rusqlite::{CachedStatement, Connection, TransactionBehavior};

use crate::error::Result;

/// The open database.
pub(crate) struct Store {
    dir: PathBuf,
    // Closed before the writer: the last connection to close folds the journal into the file, which a reader may not.
    reader: Connection,
    writer: Connection,
}

/// One snapshot of the database, to read from.
pub(crate) struct Reading<'c>(&'c Connection);

/// One IMMEDIATE transaction: all of it is kept or nothing. Reads through it see what it wrote.
pub(crate) struct Writing<'c>(Reading<'c>);

impl Reading<'_> {
    /// Prepares `sql`, or takes it from the cache.
    fn sql(&self, sql: &str) -> Result<CachedStatement<'_>> {
        Ok(self.0.prepare_cached(sql)?)
    }
}

impl<'c> Deref for Writing<'c> {
    type Target = Reading<'c>;

    fn deref(&self) -> &Reading<'c> {
        &self.0
    }
}

impl Store {
    /// Reads from one snapshot; a reading inside a reading shares it.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reading<'_>) -> Result<T>) -> Result<T> {
        if !self.reader.is_autocommit() {
            return work(&Reading(&self.reader));
        }
        let snapshot = self.reader.unchecked_transaction()?;
        work(&Reading(&snapshot))
    }

    /// Writes in one transaction: where `work` fails, nothing of it is kept.
    ///
    /// When this returns, the change is on disk (`synchronous = FULL`).
    pub(crate) fn write<T>(&mut self, work: impl FnOnce(&Writing<'_>) -> Result<T>) -> Result<T> {
        let transaction = self
            .writer
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let made = work(&Writing(Reading(&transaction)))?;
        transaction.commit()?;
        Ok(made)
    }

    /// The folder it lies in; of a store in memory, none.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// A number that differs after a commit of another program: on the connection that writes, SQLite counts the commits of
    /// all others and leaves its own out.
    pub(crate) fn data_version(&self) -> Result<u32> {
        Ok(self
            .writer
            .query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }
}
