//! Bringing nights and appointments in, taking them out.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use chrono::Duration;
use serde::Serialize;

use super::appointments::{ComingAppointment, DIARY_ID, bring_in};
use super::undo::Inverse;
use super::{Changed, Vesper};
use crate::diary::{DayFactors, NightView, RecordId, RecordKind, SleepRecord};
use crate::error::{Error, Invalid, Result};
use crate::export::{self, ExportFormat, ics};
use crate::import::{self, Appointments, Comparison, ImportFormat, Reader, Reading, Skipped};
use crate::reminders::{Planned, ReminderId, last_date, occurrences};
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
    /// Records and appointments read, with what is left out.
    pub read: u32,
    /// Records and appointments that would come in.
    pub new: u32,
    /// How many of them are naps.
    pub new_naps: u32,
    /// Days of which the file notes factors and the diary none yet.
    pub new_days: u32,
    /// How many of what would come in are appointments.
    pub new_appointments: u32,
    /// Records and appointments that Vesper has already.
    pub duplicates: u32,
    /// Rows that cannot be taken, with reasons.
    pub skipped: Vec<Skipped>,
    /// The first night.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub first: Option<Night>,
    /// The last night.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub last: Option<Night>,
    /// The first few nights and naps that would come in.
    pub sample: Vec<crate::diary::NightView>,
    /// The first few appointments that would come in.
    pub appointments: Vec<ComingAppointment>,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ImportDone {
    /// The import, for its undoing at any later time; absent where nothing came in.
    pub batch: Option<u32>,
    /// The format.
    pub format: ImportFormat,
    /// Records and appointments read, with what is left out.
    pub read: u32,
    /// Records and appointments that came in.
    pub imported: u32,
    /// How many of them are naps.
    pub naps: u32,
    /// Records and appointments that Vesper had already.
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
    /// How many of its appointments stand now.
    pub appointments: u32,
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
            now: self.now(),
            here: self.zone(),
            rollover: self.settings()?.rollover,
            progress,
        };
        let (now, dial) = (self.now(), self.dial()?);
        let (format, reading) = reader.read(file)?;
        let file_name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let preview = self.store.read(|db| {
            let diary = diary(db)?;
            let comparison = import::compare(&reading.records, &diary);
            let appointments = Self::compare_appointments(db, &reading, now, dial)?;
            let days = new_days(db, &reading)?;
            let of_records = comparison.new.iter().map(|record| record.night);
            let nights: BTreeSet<Night> = of_records.chain(days.keys().copied()).collect();
            let sample = comparison
                .new
                .iter()
                .take(SAMPLE)
                .map(|record| NightView::of(RecordId(0), record, true));
            let coming = appointments.new.iter().take(SAMPLE);
            Ok(ImportPreview {
                file_name,
                format,
                read: count(reading.rows()),
                new: count(comparison.new.len() + appointments.new.len()),
                new_naps: naps(&comparison.new),
                new_days: count(days.len()),
                new_appointments: count(appointments.new.len()),
                duplicates: comparison.duplicates + appointments.duplicates,
                first: nights.first().copied(),
                last: nights.last().copied(),
                sample: sample.collect(),
                appointments: coming
                    .map(|found| ComingAppointment::of(found, dial))
                    .collect(),
                skipped: skipped(&reading, comparison, appointments),
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
        let (now, dial) = (self.clock.now(), self.dial()?);
        let (done, came, inverses) = self.store.write(|db| {
            let diary = diary(db)?;
            let comparison = import::compare(&reading.records, &diary);
            let appointments = Self::compare_appointments(db, reading, now, dial)?;
            let days = new_days(db, reading)?;
            let came = Came {
                records: count(comparison.new.len()),
                naps: naps(&comparison.new),
                days: count(days.len()),
                appointments: count(appointments.new.len()),
            };
            let mut inverses = Vec::new();
            let mut batch = None;
            if came != Came::default() {
                let id = imports::begin(
                    db,
                    now,
                    preview.format.slug(),
                    &preview.file_name,
                    came.records + came.appointments,
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
                for found in &appointments.new {
                    inverses.extend(bring_in(db, found, id, now)?);
                }
                batch = Some(id);
            }
            let done = ImportDone {
                batch,
                format: preview.format,
                read: count(reading.rows()),
                imported: came.records + came.appointments,
                naps: came.naps,
                duplicates: comparison.duplicates + appointments.duplicates,
                skipped: skipped(reading, comparison, appointments),
            };
            Ok((done, came, inverses))
        })?;
        let said = came.told("import_done");
        Ok((done, self.changed(inverses, said)))
    }

    /// Takes a whole import back, at any later time; the answer's token brings it in again.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where the diary has no record of such an import.
    pub fn undo_import(&mut self, batch: u32) -> Result<Changed> {
        let (went, inverses) = self.store.write(|db| {
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
            let appointments = reminders::of_import(db, batch)?;
            for id in &appointments {
                let former = reminders::swap(db, *id, None)?;
                inverses.push(Inverse::reminder(db, *id, former)?);
            }
            let went = Came {
                records: count(ids.len()),
                naps: 0,
                days: count(nights.len()),
                appointments: count(appointments.len()),
            };
            Ok((went, inverses))
        })?;
        if inverses.is_empty() {
            return Err(Error::NotFound(text("error_import_not_found", &[])));
        }
        let said = went.told("import_undone");
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
            appointments: batch.appointments,
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
        let (now, zone, dial) = (self.now(), self.zone(), self.dial()?);
        let end = now + CALENDAR;
        let comes: BTreeSet<(ReminderId, Instant)> = self
            .coming(now, end, zone)?
            .into_iter()
            .map(|one| (one.occurrence.id, one.occurrence.due.to_utc()))
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
                dial,
                series: reminders::all(db)?.into_iter().filter_map(series).collect(),
            })
        })?;
        write_whole(path, |out| ics::write(&calendar, out))
    }
}

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
fn skipped(
    reading: &Reading,
    records: Comparison<'_>,
    appointments: Appointments<'_>,
) -> Vec<Skipped> {
    let mut all = reading.skipped.clone();
    all.extend(records.skipped);
    all.extend(appointments.skipped);
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

/// What an import brought, or its undoing took.
#[derive(Default, PartialEq, Eq)]
struct Came {
    records: u32,
    /// How many of the records are naps; not said of what is taken back.
    naps: u32,
    days: u32,
    appointments: u32,
}

impl Came {
    /// The message `key` of so many records, with days' factors where there are any; or of so many appointments.
    fn told(&self, key: &str) -> String {
        let records = counted(self.records, self.naps);
        let (kind, count) = match self {
            Self { days: 1.., .. } => ("_with_days", records),
            Self {
                appointments: 1.., ..
            } => ("_appointments", self.appointments.to_string()),
            Self { .. } => ("", records),
        };
        let days = self.days.to_string();
        text(
            &format!("{key}{kind}"),
            &[("count", &count), ("days", &days)],
        )
    }
}
