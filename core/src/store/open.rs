//! Opening the database: private, checked, upgraded, or set aside.
//!
//! One process at a time opens: an exclusive lock on `opening.lock` stands while a file is created, examined, upgraded or set aside.
//! Nothing here deletes a database.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::{Store, backup, failure};
use crate::error::{Error, Result};
use crate::text::text;
use crate::time::Instant;

/// The database's file.
pub(super) const FILE: &str = "vesper.db";

/// `Vspr`: marks a file as ours, whatever its name (<https://sqlite.org/pragma.html#pragma_application_id>).
const APPLICATION_ID: i32 = i32::from_be_bytes(*b"Vspr");

/// One script a schema version, from 1. A script that was released is never changed.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001.sql"),
    include_str!("migrations/002.sql"),
    include_str!("migrations/003.sql"),
    include_str!("migrations/004.sql"),
    include_str!("migrations/005.sql"),
    include_str!("migrations/006.sql"),
];

/// How long a program waits for another's write before it says so.
const BUSY: Duration = Duration::from_secs(10);

/// What a file was found to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Ours, sound, of this schema version; 0 is an empty file.
    Version(u32),
    /// Written by a newer Vesper.
    Newer,
    /// A database of another program.
    Foreign,
    /// Not readable as a database, or inconsistent; with what is wrong.
    Damaged(String),
}

impl Store {
    /// Opens the database in `dir`, creating either where it is missing.
    ///
    /// # Errors
    /// See [`crate::Vesper::open`].
    pub(crate) fn open(dir: &Path, now: Instant) -> Result<Self> {
        Self::open_with(dir, now, MIGRATIONS)
    }

    /// What keeps the database in `dir` from being read, a sentence each, without moving it aside; nothing where it can be opened,
    /// or opening would refuse it and leave it as it is.
    pub(crate) fn damage(dir: &Path) -> Result<Vec<String>> {
        let file = dir.join(FILE);
        if !file.exists() && !beside(&file, "-wal").exists() {
            return Ok(Vec::new());
        }
        let _alone = opening_lock(dir)?;
        let what = if orphaned_journal(&file) {
            text("check_journal_alone", &[])
        } else {
            match examine(&file, OpenFlags::SQLITE_OPEN_READ_WRITE, MIGRATIONS)? {
                Found::Damaged(what) => text("check_fault", &[("what", &what)]),
                _ => return Ok(Vec::new()),
            }
        };
        Ok(vec![what])
    }

    /// Opens with the schema that `migrations` make.
    pub(super) fn open_with(dir: &Path, now: Instant, migrations: &[&str]) -> Result<Self> {
        private_dir(dir)?;
        let _alone = opening_lock(dir)?;
        let file = dir.join(FILE);
        if orphaned_journal(&file) {
            return Err(set_aside(
                dir,
                now,
                "the database is empty, its journal is not",
            ));
        }
        private_file(&file)?;
        let version = match examine(&file, OpenFlags::SQLITE_OPEN_READ_WRITE, migrations)? {
            Found::Version(version) => version,
            Found::Newer => return Err(Error::NewerDatabase(text("error_newer_database", &[]))),
            Found::Foreign => {
                return Err(Error::Storage(text(
                    "error_foreign_database",
                    &[("file", &file.display().to_string())],
                )));
            }
            Found::Damaged(what) => return Err(set_aside(dir, now, &what)),
        };
        let outdated = (version as usize) < migrations.len();
        if outdated && version > 0 {
            backup::before_migration(&file, dir, version, now)?;
        }
        let mut writer = connect(&file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        writer.pragma_update(None, "journal_mode", "WAL")?;
        if outdated {
            upgrade(&mut writer, migrations)?;
        }
        let reader = connect(&file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Self {
            dir: dir.to_owned(),
            writer,
            reader,
        })
    }
}

/// Connects to `file` as every connection of ours is set.
pub(super) fn connect(file: &Path, mode: OpenFlags) -> Result<Connection> {
    let connection = Connection::open_with_flags(file, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A restored file may come from anywhere: its schema may not call functions with side effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

/// Brings the schema to the newest version: all migrations or none.
pub(super) fn upgrade(writer: &mut Connection, migrations: &[&str]) -> Result<()> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for migration in migrations.iter().skip(version as usize) {
        transaction.execute_batch(migration)?;
    }
    if (version as usize) < migrations.len() {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", migrations.len() as u32)?;
    }
    Ok(transaction.commit()?)
}

/// Looks at `file` without changing what it says.
///
/// After a crash SQLite has to be allowed to finish or roll back what was under way: `mode` lets it write to a live database, never to
/// a backup.
pub(super) fn examine(file: &Path, mode: OpenFlags, migrations: &[&str]) -> Result<Found> {
    let look = || {
        // A journal that stands there already is left for whoever may write this database.
        let journal = beside(file, "-wal").exists();
        let probe = connect(file, mode)?;
        probe.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, journal)?;
        examine_open(&probe, migrations)
    };
    match look() {
        Err(Error::Damaged(what)) => Ok(Found::Damaged(what)),
        answer => answer,
    }
}

fn examine_open(probe: &Connection, migrations: &[&str]) -> Result<Found> {
    let number = |pragma| probe.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let objects: i64 =
        probe.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let (application, version) = (number("application_id")?, number("user_version")?);
    if objects == 0 && application == 0 && version == 0 {
        return Ok(Found::Version(0));
    }
    if application != i64::from(APPLICATION_ID) {
        return Ok(Found::Foreign);
    }
    let version = match u32::try_from(version) {
        Ok(version) if version as usize > migrations.len() => return Ok(Found::Newer),
        Ok(version @ 1..) => version,
        _ => return Ok(Found::Damaged(format!("user_version = {version}"))),
    };
    let faults = faults(probe, "quick_check")?;
    Ok(if faults.is_empty() {
        Found::Version(version)
    } else {
        Found::Damaged(faults.join("; "))
    })
}

/// What `PRAGMA quick_check` or `integrity_check` finds wrong; nothing where all is well.
pub(super) fn faults(connection: &Connection, pragma: &str) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    connection.pragma_query(None, pragma, |row| {
        faults.push(row.get::<_, String>(0)?);
        Ok(())
    })?;
    faults.retain(|fault| fault != "ok");
    Ok(faults)
}

/// Renames the damaged database with its journal, and says where it is now.
fn set_aside(dir: &Path, now: Instant, what: &str) -> Error {
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let aside = (1..)
        .map(|n: u32| match n {
            1 => dir.join(format!("vesper.damaged-{stamp}.db")),
            n => dir.join(format!("vesper.damaged-{stamp}-{n}.db")),
        })
        .find(|path| !path.exists())
        .unwrap_or_default();
    // The journal first: a database whose journal stays behind alone would have it thrown away by the next one.
    for tail in ["-wal", "-shm", ""] {
        let from = beside(&dir.join(FILE), tail);
        match fs::rename(&from, beside(&aside, tail)) {
            Err(failure) if failure.kind() != io::ErrorKind::NotFound => {
                return failure::of_file(&from, &failure);
            }
            _ => {}
        }
    }
    tracing::error!(what, "the database was damaged and set aside");
    let file = aside.display().to_string();
    Error::Damaged(match backup::latest(dir) {
        Some(latest) => text(
            "error_damaged_with_backup",
            &[("file", &file), ("backup", &latest.display().to_string())],
        ),
        None => text("error_damaged", &[("file", &file)]),
    })
}

/// `path` with `tail` at its end.
pub(super) fn beside(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    name.into()
}

/// Whether the database is empty and its journal is not: SQLite would take that for a stranger's and delete it.
fn orphaned_journal(file: &Path) -> bool {
    length(file) == 0 && length(&beside(file, "-wal")) > 0
}

/// The length of a file in bytes, 0 where there is none.
fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}

fn opening_lock(dir: &Path) -> Result<File> {
    let path = dir.join("opening.lock");
    private_file(&path)?;
    let lock = OpenOptions::new()
        .write(true)
        .open(&path)
        .map_err(|e| failure::of_file(&path, &e))?;
    lock.lock().map_err(|e| failure::of_file(&path, &e))?;
    Ok(lock)
}

/// Makes `dir`, for its owner alone. One that is there already keeps its mode: it may be a person's own, which they let others into;
/// what is ours in it is private by itself.
pub(super) fn private_dir(dir: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(|e| failure::of_file(dir, &e))
}

/// Creates `path` where it is missing and makes it its owner's alone.
///
/// A file that exists is never opened here: closing it would drop the locks that SQLite holds on it in this process.
pub(super) fn private_file(path: &Path) -> Result<()> {
    let failed = |e: io::Error| failure::of_file(path, &e);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(failure) if failure.kind() != io::ErrorKind::AlreadyExists => {
            return Err(failed(failure));
        }
        _ => {}
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_err(failed)?.permissions().mode();
        if mode & 0o077 != 0 {
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(failed)?;
        }
    }
    Ok(())
}
