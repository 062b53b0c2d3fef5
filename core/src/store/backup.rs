//! Copies of the database: made, restored, thinned.
//!
//! A copy is made by SQLite's online backup into a file beside its place, examined, brought to disk and only then given its name: a
//! backup that has a name is whole. Restoring writes the copy's pages into the live database in one transaction of SQLite's,
//! so that a crash leaves the one or the other, and the agent, which has the file open, sees an ordinary commit.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::open::{self, Found};
use super::{Store, failure};
use crate::error::{Error, Invalid, Result};
use crate::text::text;
use crate::time::Instant;

/// The folder of the daily backups, inside the data folder.
const FOLDER: &str = "backups";

/// How many days keep their own backup.
const DAYS: i64 = 7;
/// How many weeks keep one.
const WEEKS: i64 = 5;
/// How many months keep one.
const MONTHS: i32 = 12;

impl Store {
    /// Writes a copy of the whole database to `path`, which may not exist yet.
    pub(crate) fn backup(&self, path: &Path) -> Result<()> {
        if path.exists() {
            return Err(refused("error_backup_exists", path));
        }
        copy(&self.reader, path)
    }

    /// Puts the backup at `path` in the place of the diary; answers with the file the diary as it was is kept in.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the file is no backup or a damaged one, [`Error::NewerDatabase`] where a newer Vesper wrote it; the diary is then as it was.
    pub(crate) fn restore(&mut self, path: &Path, now: Instant) -> Result<PathBuf> {
        if !path.is_file() {
            return Err(refused("error_backup_missing", path));
        }
        match open::examine(path, OpenFlags::SQLITE_OPEN_READ_ONLY, open::MIGRATIONS)? {
            Found::Version(1..) => {}
            Found::Newer => return Err(Error::NewerDatabase(text("error_newer_backup", &[]))),
            Found::Version(_) | Found::Foreign => {
                return Err(refused("error_backup_foreign", path));
            }
            Found::Damaged(_) => return Err(refused("error_backup_damaged", path)),
        }
        let folder = folder(&self.dir)?;
        let stamp = now.format("%Y%m%dT%H%M%SZ");
        // An older backup is brought to this schema in a copy of its own: the file that was given is never written.
        let upgraded = Temporary(free_name(&folder, &format!("restoring-{stamp}")));
        let source = open::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        copy(&source, &upgraded.0)?;
        let mut newest = open::connect(&upgraded.0, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        open::upgrade(&mut newest, open::MIGRATIONS)?;
        let orphans = newest.prepare("PRAGMA foreign_key_check")?.exists([])?;
        if orphans || !open::faults(&newest, "integrity_check")?.is_empty() {
            return Err(refused("error_backup_damaged", path));
        }

        let kept = free_name(&folder, &format!("before-restore-{stamp}"));
        let restoring = Backup::new(&newest, &mut self.writer)?;
        // A step of no pages takes the lock against writers and keeps it until the end: what another program commits is either in
        // the copy of the diary as it was or comes after the restore.
        match restoring.step(0)? {
            StepResult::Done | StepResult::More => {}
            _ => return Err(locked()),
        }
        copy(&self.reader, &kept)?;
        whole(&restoring)?;
        Ok(kept)
    }

    /// Makes the backup of `today` where there is none yet and removes those that thinning lets go.
    pub(crate) fn daily_backup(&self, today: NaiveDate) -> Result<()> {
        let folder = folder(&self.dir)?;
        let path = folder.join(daily_name(today));
        if path.exists() {
            return Ok(());
        }
        copy(&self.reader, &path)?;
        for date in thinned(&dates(&folder), today) {
            let path = folder.join(daily_name(date));
            fs::remove_file(&path).map_err(|e| failure::of_file(&path, &e))?;
        }
        Ok(())
    }
}

/// Copies the database at `file` before its schema is upgraded from `version`.
pub(super) fn before_migration(file: &Path, dir: &Path, version: u32, now: Instant) -> Result<()> {
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let path = free_name(&folder(dir)?, &format!("before-schema-{version}-{stamp}"));
    copy(
        &open::connect(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        &path,
    )
}

/// The latest daily backup in the data folder `dir`.
pub(super) fn latest(dir: &Path) -> Option<PathBuf> {
    let folder = dir.join(FOLDER);
    let date = dates(&folder).into_iter().max()?;
    Some(folder.join(daily_name(date)))
}

/// Tells which of the daily backups of `dates` may go: all but those of the last 7 days, and the latest of each of the last 5 weeks
/// and 12 months, all counted back from `today`. A date that lies ahead (the clock was wrong) stays.
pub(super) fn thinned(dates: &[NaiveDate], today: NaiveDate) -> Vec<NaiveDate> {
    let mut latest_of_week = HashMap::new();
    let mut latest_of_month = HashMap::new();
    for &date in dates {
        let week = date.week(chrono::Weekday::Mon).first_day();
        let month = (date.year(), date.month());
        let in_week = latest_of_week.entry(week).or_insert(date);
        *in_week = date.max(*in_week);
        let in_month = latest_of_month.entry(month).or_insert(date);
        *in_month = date.max(*in_month);
    }
    let this_week = today.week(chrono::Weekday::Mon).first_day();
    let months = |date: NaiveDate| date.year() * 12 + date.month0().cast_signed();
    let weekly = latest_of_week
        .into_iter()
        .filter(|(week, _)| (this_week - *week).num_weeks() < WEEKS)
        .map(|(_, date)| date);
    let monthly = latest_of_month
        .into_values()
        .filter(|date| months(today) - months(*date) < MONTHS);
    let kept: HashSet<NaiveDate> = weekly.chain(monthly).collect();
    let mut gone: Vec<_> = dates
        .iter()
        .copied()
        .filter(|date| (today - *date).num_days() >= DAYS && !kept.contains(date))
        .collect();
    gone.sort_unstable();
    gone
}

fn daily_name(date: NaiveDate) -> String {
    format!("vesper-{date}.db")
}

/// The dates of the daily backups in `folder`; other files are none of ours.
fn dates(folder: &Path) -> Vec<NaiveDate> {
    let date = |entry: fs::DirEntry| {
        let name = entry.file_name();
        name.to_str()?
            .strip_prefix("vesper-")?
            .strip_suffix(".db")?
            .parse()
            .ok()
    };
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| date(entry.ok()?))
        .collect()
}

fn folder(dir: &Path) -> Result<PathBuf> {
    let folder = dir.join(FOLDER);
    open::private_dir(&folder)?;
    Ok(folder)
}

/// `stem.db` in `folder`, or `stem-2.db` and so on where that is taken.
pub(super) fn free_name(folder: &Path, stem: &str) -> PathBuf {
    let mut path = folder.join(format!("{stem}.db"));
    let mut n = 2;
    while path.exists() {
        path = folder.join(format!("{stem}-{n}.db"));
        n += 1;
    }
    path
}

/// A file that goes when its work is done, however it ended.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(failure) = fs::remove_file(&self.0)
            && failure.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%failure, "a temporary copy stayed behind");
        }
    }
}

/// Copies `from` whole to a new file at `path`.
fn copy(from: &Connection, path: &Path) -> Result<()> {
    let failed = |e: std::io::Error| failure::of_file(path, &e);
    let mut part = path.as_os_str().to_owned();
    part.push(format!(".{}.part", std::process::id()));
    let part = Temporary(part.into());
    if part.0.exists() {
        fs::remove_file(&part.0).map_err(failed)?;
    }
    open::private_file(&part.0)?;
    {
        let mut to = open::connect(&part.0, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        pages(from, &mut to)?;
        // One plain file: a copy is carried about without its journal.
        to.pragma_update(None, "journal_mode", "DELETE")?;
        let faults = open::faults(&to, "quick_check")?;
        if !faults.is_empty() {
            return Err(Error::Damaged(text(
                "error_damage_found",
                &[("what", &faults.join("; "))],
            )));
        }
    }
    File::options()
        .write(true)
        .open(&part.0)
        .and_then(|file| file.sync_all())
        .map_err(failed)?;
    fs::rename(&part.0, path).map_err(failed)?;
    #[cfg(unix)]
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)?;
    }
    Ok(())
}

/// Copies all pages in one step, which is one transaction on either side.
fn pages(from: &Connection, to: &mut Connection) -> Result<()> {
    whole(&Backup::new(from, to)?)
}

fn whole(backup: &Backup<'_, '_>) -> Result<()> {
    match backup.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(locked()),
    }
}

fn locked() -> Error {
    Error::Storage(text("error_locked", &[]))
}

fn refused(key: &str, path: &Path) -> Error {
    Invalid::new("file", key, &[("file", &path.display().to_string())]).into()
}
