//! Bringing nights in, taking them out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::Duration;
use serde::Serialize;

use super::undo::Inverse;
use super::{Changed, Vesper};
use crate::diary::{DayFactors, NightView, RecordId, RecordKind, SleepRecord};
use crate::error::{Error, Invalid, Result};
use crate::export::{self, ExportFormat, ics};
use crate::import::{self, Comparison, ImportFormat, Reader, Reading, Skipped};
use crate::reminders::{Planned, ReminderId, State, last_date, occurrences};
use crate::store::{self, factors, imports, records, reminders};
use crate::text::text;
use crate::time::{Instant, LocalTime, Night, Zone, local};

/// A file read and compared with the diary, before anything is written.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportPlan {
    /// What is shown of it.
    pub preview: ImportPreview,
    /// What would be written.
    pub reading: Reading,
}

/// What would come in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportPreview {
    /// The file's name, without its folder.
    pub file_name: String,
    /// The format it was recognised as.
    pub format: ImportFormat,
    /// Records read.
    pub read: u32,
    /// Records that would come in.
    pub new: u32,
    /// How many of them are naps.
    pub new_naps: u32,
    /// Days of which the file notes factors and the diary none yet.
    pub new_days: u32,
    /// Records the diary has already.
    pub duplicates: u32,
    /// Rows that cannot be taken, with reasons.
    pub skipped: Vec<Skipped>,
    /// The first night.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub first: Option<Night>,
    /// The last night.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub last: Option<Night>,
    /// The first few that would come in.
    pub sample: Vec<crate::diary::NightView>,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportDone {
    /// The import, for its undoing at any later time; absent where nothing came in.
    pub batch: Option<u32>,
    /// The format.
    pub format: ImportFormat,
    /// Records read.
    pub read: u32,
    /// Records that came in.
    pub imported: u32,
    /// How many of them are naps.
    pub naps: u32,
    /// Records the diary had already.
    pub duplicates: u32,
    /// Rows that could not be taken, with reasons.
    pub skipped: Vec<Skipped>,
}

/// An import on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PastImport {
    /// Its id.
    pub batch: u32,
    /// When.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: LocalTime,
    /// The format.
    pub format: String,
    /// The file's name.
    pub file_name: String,
    /// How many of its records are in the diary now.
    pub records: u32,
    /// How many of these are naps.
    pub naps: u32,
    /// Of how many days its factors are in the diary now.
    pub days: u32,
}

impl Vesper {
    /// Reads `path` and compares it with the diary; writes nothing. `progress` is told the share read, 0 to 1, and stops the
    /// reading by answering `false`. `zone` is that of records that name none.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where the file is in no format that can be read, or the reading was stopped.
    pub fn plan_import(
        &self,
        path: &Path,
        format: Option<ImportFormat>,
        zone: Option<Zone>,
        progress: &mut dyn FnMut(f64) -> bool,
    ) -> Result<ImportPlan> {
        let unreadable = |error: std::io::Error| {
            Invalid::new(
                "file",
                "error_import_unreadable",
                &[("cause", &error.to_string())],
            )
        };
        let file = File::open(path).map_err(unreadable)?;
        let reader = Reader {
            format,
            zone,
            rollover: self.settings()?.rollover,
            progress,
        };
        let (format, reading) = reader.read(file)?;
        let file_name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let preview = self.store.read(|db| {
            let diary = diary(db)?;
            let comparison = import::compare(&reading.records, &diary);
            let days = new_days(db, &reading)?;
            let of_records = comparison.new.iter().map(|record| record.night);
            let nights: BTreeSet<Night> = of_records.chain(days.keys().copied()).collect();
            let sample = comparison
                .new
                .iter()
                .take(SAMPLE)
                .map(|record| NightView::of(RecordId(0), record, true));
            Ok(ImportPreview {
                file_name,
                format,
                read: count(reading.rows()),
                new: count(comparison.new.len()),
                new_naps: naps(&comparison.new),
                new_days: count(days.len()),
                duplicates: comparison.duplicates,
                first: nights.first().copied(),
                last: nights.last().copied(),
                sample: sample.collect(),
                skipped: skipped(&reading, comparison),
            })
        })?;
        Ok(ImportPlan { preview, reading })
    }

    /// Writes a plan in one transaction: all of it or nothing. What the diary gained since it was planned is taken into account.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn commit_import(&mut self, plan: &ImportPlan) -> Result<(ImportDone, Changed)> {
        let ImportPlan { preview, reading } = plan;
        let now = self.clock.now();
        let (done, days, inverses) = self.store.write(|db| {
            let diary = diary(db)?;
            let comparison = import::compare(&reading.records, &diary);
            let days = new_days(db, reading)?;
            let mut inverses = Vec::new();
            let mut batch = None;
            if !comparison.new.is_empty() || !days.is_empty() {
                let id = imports::begin(
                    db,
                    now,
                    preview.format.slug(),
                    &preview.file_name,
                    count(comparison.new.len()),
                )?;
                for record in &comparison.new {
                    let record = imports::add(db, id, record)?;
                    inverses.push(Inverse::record(db, record, None)?);
                }
                for (night, day) in &days {
                    let kept = factors::Kept {
                        factors: (*day).clone(),
                        import: Some(id),
                    };
                    let former = factors::swap(db, *night, Some(&kept))?;
                    inverses.push(Inverse::factors(db, *night, former)?);
                }
                batch = Some(id);
            }
            let done = ImportDone {
                batch,
                format: preview.format,
                read: count(reading.rows()),
                imported: count(comparison.new.len()),
                naps: naps(&comparison.new),
                duplicates: comparison.duplicates,
                skipped: skipped(reading, comparison),
            };
            Ok((done, days.len(), inverses))
        })?;
        let said = told(
            "import_done",
            count(days),
            &counted(done.imported, done.naps),
        );
        Ok((done, self.changed(inverses, said)))
    }

    /// Takes a whole import back, at any later time; the answer's token brings it in again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where the diary has no record of such an import.
    pub fn undo_import(&mut self, batch: u32) -> Result<Changed> {
        let (records, days, inverses) = self.store.write(|db| {
            let ids = imports::records_of(db, batch)?;
            let nights = factors::of_import(db, batch)?;
            let mut inverses = Vec::with_capacity(ids.len() + nights.len());
            for id in &ids {
                inverses.push(Inverse::record(db, *id, records::swap(db, *id, None)?)?);
            }
            for night in &nights {
                let former = factors::swap(db, *night, None)?;
                inverses.push(Inverse::factors(db, *night, former)?);
            }
            Ok((count(ids.len()), count(nights.len()), inverses))
        })?;
        if inverses.is_empty() {
            return Err(Error::NotFound(text("error_import_not_found", &[])));
        }
        let said = told("import_undone", days, &records.to_string());
        Ok(self.changed(inverses, said))
    }

    /// The imports on record, latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn imports(&self) -> Result<Vec<PastImport>> {
        let zone = self.zone();
        let past = |batch: imports::Batch| PastImport {
            batch: batch.id,
            at: local(batch.at, zone),
            format: batch.format,
            file_name: batch.file_name,
            records: batch.records,
            naps: batch.naps,
            days: batch.days,
        };
        self.store
            .read(|db| Ok(imports::batches(db)?.into_iter().map(past).collect()))
    }

    /// Writes the diary's window to `path`, whole or not at all; answers with the number of records.
    ///
    /// # Errors
    /// Where the file cannot be written; what stood under that name is then as it was.
    pub fn export(
        &self,
        format: ExportFormat,
        path: &Path,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<u32> {
        let (records, days) = self.store.read(|db| {
            let records = records::window(db, None, from, to)?;
            Ok((
                records
                    .into_iter()
                    .map(|(_, record)| record)
                    .collect::<Vec<_>>(),
                factors::window(db, from, to)?,
            ))
        })?;
        write_whole(path, |out| export::write(format, &records, &days, out))?;
        Ok(count(records.len()))
    }

    /// Writes the reminders that are on to `path` as an iCalendar file, whole or not at all; answers with the number of events.
    ///
    /// What comes is exact for two years; from then on the rules go on without their exceptions.
    ///
    /// # Errors
    /// Where the file cannot be written; what stood under that name is then as it was.
    pub fn export_calendar(&self, path: &Path) -> Result<u32> {
        let (now, zone) = (self.now(), self.zone());
        let end = now + CALENDAR;
        let comes: BTreeSet<(ReminderId, Instant)> = self
            .upcoming(now, end, zone)?
            .into_iter()
            .filter(|one| matches!(one.state, State::Planned | State::Snoozed))
            .map(|one| (one.id, one.due.to_utc()))
            .collect();
        let calendar = self.store.read(|db| {
            let evenings = super::reminders::evenings(db, zone)?;
            let series = |Planned { id, draft, .. }: Planned| {
                let mut dues = occurrences(&draft, &evenings, now, end);
                dues.retain(|due| due.before.0 == 0 && comes.contains(&(id, due.at)));
                let last = last_date(&draft.rule, &evenings.free_days);
                (draft.enabled && !dues.is_empty()).then_some(ics::Series {
                    id,
                    draft,
                    dues,
                    last,
                })
            };
            Ok(ics::Calendar {
                diary: store::settings::get(db, DIARY_ID)?.unwrap_or_default(),
                now,
                end,
                zone,
                series: reminders::all(db)?.into_iter().filter_map(series).collect(),
            })
        })?;
        write_whole(path, |out| ics::write(&calendar, out))
    }
}

/// The setting that names this diary in calendars.
const DIARY_ID: &str = "diary_id";
/// For how long a calendar holds every exception.
const CALENDAR: Duration = Duration::days(731);

/// Writes a file whole or not at all.
fn write_whole<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> std::io::Result<T>,
) -> Result<T> {
    let failed = |error: std::io::Error| {
        Error::Storage(text("error_export_write", &[("cause", &error.to_string())]))
    };
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut whole = BufWriter::new(tempfile::NamedTempFile::new_in(folder).map_err(failed)?);
    let written = write(&mut whole)
        .and_then(|written| whole.flush().map(|()| written))
        .map_err(failed)?;
    let whole = whole
        .into_inner()
        .map_err(|error| failed(error.into_error()))?;
    whole.as_file().sync_all().map_err(failed)?;
    whole.persist(path).map_err(|error| failed(error.error))?;
    Ok(written)
}

/// How many of the records that would come in are shown beforehand.
const SAMPLE: usize = 5;

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn diary(db: &store::Reading<'_>) -> Result<Vec<SleepRecord>> {
    Ok(records::window(db, None, None, None)?
        .into_iter()
        .map(|(_, record)| record)
        .collect())
}

/// The rows left out by the reader and those left out by the comparison, in the file's order.
fn skipped(reading: &Reading, comparison: Comparison<'_>) -> Vec<Skipped> {
    let mut all = reading.skipped.clone();
    all.extend(comparison.skipped);
    all.sort_by_key(|skipped| skipped.line);
    all
}

/// The factors of days that have none yet: what the person wrote here is never overwritten by a file. Of a day that the file
/// tells of twice, the first.
fn new_days<'r>(
    db: &store::Reading<'_>,
    reading: &'r Reading,
) -> Result<BTreeMap<Night, &'r DayFactors>> {
    let mut new = BTreeMap::new();
    for (night, day) in &reading.factors {
        if factors::get(db, *night)?.is_none() {
            new.entry(*night).or_insert(day);
        }
    }
    Ok(new)
}

/// A number of records as it is said: naps stand apart from nights in the diary, so that they are named.
#[must_use]
pub fn counted(records: u32, naps: u32) -> String {
    let records = records.to_string();
    if naps == 0 {
        return records;
    }
    let naps = naps.to_string();
    text("import_with_naps", &[("count", &records), ("naps", &naps)])
}

fn naps(records: &[&SleepRecord]) -> u32 {
    count(
        records
            .iter()
            .filter(|record| record.kind == RecordKind::Nap)
            .count(),
    )
}

/// The message `key` of so many records; where days' factors came or went with them, of so many days too.
fn told(key: &str, days: u32, records: &str) -> String {
    let days = days.to_string();
    let key = if days == "0" {
        key.to_owned()
    } else {
        format!("{key}_with_days")
    };
    text(&key, &[("count", records), ("days", &days)])
}
