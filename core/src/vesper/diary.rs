//! Logging, editing and reading nights.

use super::undo::Inverse;
use super::{Changed, Vesper};
use crate::diary::{
    DayFactors, Entry, EntryPreview, NapEntry, NightPage, NightView, NoteHit, Raster, RecordId,
    RecordKind, Ribbon, SleepRecord, by_night, primaries,
};
use crate::error::{Error, Invalid, Result};
use crate::massage::SessionView;
use crate::metrics::{Habits, NightMetrics, Trend, WindowMetrics, trends};
use crate::store::{Reading, factors, massage, notes, records};
use crate::text::{date_without_year, text};
use crate::time::{Instant, Minutes, Night, local};

impl Vesper {
    /// Logs a night in the diary.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where the entry cannot be, or overlaps another record of the diary; nothing is changed.
    pub fn log_night(&mut self, entry: &Entry) -> Result<(RecordId, Changed)> {
        let record = entry.to_record(self.settings()?.rollover)?;
        let (id, inverse) = self.store.write(|db| {
            refuse_overlap(db, &record, None)?;
            let id = records::insert(db, &record.into())?;
            Ok((id, Inverse::record(db, id, None)?))
        })?;
        let done = said("done_night_logged", entry.night);
        Ok((id, self.changed(vec![inverse], done)))
    }

    /// Replaces the diary record `id` by `entry`.
    ///
    /// # Errors
    /// As [`Self::log_night`]; [`crate::Error::NotFound`] where there is no such record.
    pub fn edit_night(&mut self, id: RecordId, entry: &Entry) -> Result<Changed> {
        let mut record = entry.to_record(self.settings()?.rollover)?;
        let inverse = self.store.write(|db| {
            let former = records::get(db, id)?.ok_or_else(no_record)?;
            let was = &former.record;
            if !was.source.is_diary() {
                let source = [("source", was.source.0.as_str())];
                return Err(Invalid::new("id", "error_not_diary", &source).into());
            }
            if was.kind != RecordKind::Night {
                return Err(Invalid::new("id", "error_not_night", &[]).into());
            }
            if was.zone == record.zone {
                record.zone_end = was.zone_end;
            }
            record.external_id.clone_from(&was.external_id);
            refuse_overlap(db, &record, Some(id))?;
            // What a person has changed is theirs: taking the import back leaves it.
            let former = records::swap(db, id, Some(&record.into()))?;
            Inverse::record(db, id, former)
        })?;
        let done = said("done_night_edited", entry.night);
        Ok(self.changed(vec![inverse], done))
    }

    /// Logs a nap.
    ///
    /// # Errors
    /// As [`Self::log_night`].
    pub fn log_nap(&mut self, nap: &NapEntry) -> Result<(RecordId, Changed)> {
        let record = nap.to_record()?;
        let (id, inverse) = self.store.write(|db| {
            refuse_overlap(db, &record, None)?;
            let id = records::insert(db, &record.into())?;
            Ok((id, Inverse::record(db, id, None)?))
        })?;
        let done = text("done_nap_logged", &[]);
        Ok((id, self.changed(vec![inverse], done)))
    }

    /// Deletes a record; the answer's token brings it back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such record.
    pub fn delete_record(&mut self, id: RecordId) -> Result<Changed> {
        let (record, inverse) = self.store.write(|db| {
            let former = records::swap(db, id, None)?.ok_or_else(no_record)?;
            let record = former.record.clone();
            Ok((record, Inverse::record(db, id, Some(former))?))
        })?;
        let done = match record.kind {
            RecordKind::Night => said("done_night_deleted", record.night),
            RecordKind::Nap => text("done_nap_deleted", &[]),
        };
        Ok(self.changed(vec![inverse], done))
    }

    /// Shows what `entry` would become; `editing` is the record it would replace.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn preview_entry(&self, entry: &Entry, editing: Option<RecordId>) -> Result<EntryPreview> {
        let refused = |invalid| EntryPreview {
            ribbon: None,
            metrics: None,
            invalid: Some(invalid),
            questions: Vec::new(),
        };
        let record = match entry.to_record(self.settings()?.rollover) {
            Ok(record) => record,
            Err(invalid) => return Ok(refused(invalid)),
        };
        let (planned_bed, _) = self.schedule()?.bed_and_rise(entry.night);
        let invalid = match self.store.read(|db| refuse_overlap(db, &record, editing)) {
            Ok(()) => None,
            Err(Error::Invalid(invalid)) => Some(invalid),
            Err(failure) => return Err(failure),
        };
        Ok(EntryPreview {
            ribbon: Some(Ribbon::of(&record)),
            metrics: Some(NightMetrics::of(&record)),
            invalid,
            questions: entry.questions(&record, Some(planned_bed), self.now()),
        })
    }

    /// Keeps the day factors of `night`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where one cannot be.
    pub fn set_factors(&mut self, night: Night, factors: &DayFactors) -> Result<Changed> {
        factors.validate(night)?;
        // What a person has changed is theirs: taking the import back leaves it.
        let state = (*factors != DayFactors::default()).then(|| factors::Kept {
            factors: factors.clone(),
            import: None,
        });
        let inverse = self.store.write(|db| {
            let former = factors::swap(db, night, state.as_ref())?;
            Inverse::factors(db, night, former)
        })?;
        Ok(self.changed(vec![inverse], said("done_factors", night)))
    }

    /// Everything known of `night`. Its `entry` is the one on record or a starting point: the times of the latest diary night.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn night_page(&self, night: Night) -> Result<NightPage> {
        let settings = self.settings()?;
        self.store.read(|db| {
            let of_kind = |kind| records::window(db, Some(kind), Some(night), Some(night));
            let preferred = settings.preferred_source.as_deref();
            let records = by_night(of_kind(RecordKind::Night)?, preferred)
                .remove(&night)
                .unwrap_or_default();
            let on_record = records
                .iter()
                .filter(|(_, record)| record.source.is_diary())
                .find_map(|(id, record)| Some((*id, Entry::from_record(record)?)));
            let (entry_id, entry) = match on_record {
                Some((id, entry)) => (Some(id), entry),
                None => (None, self.starting_point(db, night)?),
            };
            let (previous, next) = records::neighbours(db, night)?;
            Ok(NightPage {
                night,
                previous,
                next,
                records: records
                    .iter()
                    .enumerate()
                    .map(|(n, (id, record))| NightView::of(*id, record, n == 0))
                    .collect(),
                naps: of_kind(RecordKind::Nap)?
                    .iter()
                    .map(|(id, record)| NightView::of(*id, record, false))
                    .collect(),
                entry,
                entry_id,
                factors: factors::get(db, night)?
                    .map(|kept| kept.factors)
                    .unwrap_or_default(),
                massages: self.sessions_of(night)?,
            })
        })
    }

    /// The primary records of the nights in the window, oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn nights(&self, from: Option<Night>, to: Option<Night>) -> Result<Vec<NightView>> {
        let primaries = self.primaries(from, to)?;
        Ok(primaries
            .iter()
            .map(|(id, record)| NightView::of(*id, record, true))
            .collect())
    }

    /// The naps of the days in the window, oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn naps(&self, from: Option<Night>, to: Option<Night>) -> Result<Vec<NightView>> {
        let naps = self
            .store
            .read(|db| records::window(db, Some(RecordKind::Nap), from, to))?;
        Ok(naps
            .iter()
            .map(|(id, record)| NightView::of(*id, record, false))
            .collect())
    }

    /// One record.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such record.
    pub fn record(&self, id: RecordId) -> Result<NightView> {
        let preferred = self.settings()?.preferred_source;
        self.store.read(|db| {
            let record = records::get(db, id)?.ok_or_else(no_record)?.record;
            let night = Some(record.night);
            let nights = records::window(db, Some(RecordKind::Night), night, night)?;
            let primary = primaries(by_night(nights, preferred.as_deref()));
            let speaks = primary.first().is_some_and(|(primary, _)| *primary == id);
            Ok(NightView::of(id, &record, speaks))
        })
    }

    /// The raster over all history.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn raster(&self) -> Result<Raster> {
        let preferred = self.settings()?.preferred_source;
        let (nights, naps, massages) = self.store.read(|db| {
            Ok((
                records::window(db, Some(RecordKind::Night), None, None)?,
                records::window(db, Some(RecordKind::Nap), None, None)?,
                massage::begun(db)?,
            ))
        })?;
        Ok(Raster::of(
            by_night(nights, preferred.as_deref()),
            naps,
            &massages,
        ))
    }

    /// Finds words in notes, best first; at most 100.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn search_notes(&self, words: &str) -> Result<Vec<NoteHit>> {
        self.store.read(|db| notes::search(db, words, 100))
    }

    /// Numbers over the nights of a window.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn metrics(&self, from: Option<Night>, to: Option<Night>) -> Result<WindowMetrics> {
        let settings = self.settings()?;
        let naps = self
            .store
            .read(|db| records::window(db, Some(RecordKind::Nap), from, to))?;
        let habits = Habits {
            rollover: settings.rollover,
            free_days: &settings.free_days,
            alarm_on_free_days: settings.alarm_on_free_days,
        };
        let nights = without_ids(self.primaries(from, to)?);
        Ok(WindowMetrics::of(&nights, &without_ids(naps), &habits))
    }

    /// The trends of SOL, WASO, TST and SE over a window, each with its reading.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn trends(&self, from: Option<Night>, to: Option<Night>) -> Result<Vec<Trend>> {
        Ok(trends(&without_ids(self.primaries(from, to)?)))
    }

    /// The primary records of a window, oldest first.
    pub(super) fn primaries(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<(RecordId, SleepRecord)>> {
        let preferred = self.settings()?.preferred_source;
        let records = self
            .store
            .read(|db| records::window(db, Some(RecordKind::Night), from, to))?;
        Ok(primaries(by_night(records, preferred.as_deref())))
    }

    /// What a new entry for `night` begins with: the times of the latest diary night, else the planned ones.
    fn starting_point(&self, db: &Reading<'_>, night: Night) -> Result<Entry> {
        let latest = records::latest_of_diary(db, night)?;
        let (bed, rise) = self.schedule()?.bed_and_rise(night);
        let planned = Entry {
            night,
            zone: self.zone(),
            in_bed: bed,
            lights_out: bed,
            sol: USUAL_SOL,
            awakenings: None,
            waso: Minutes(0),
            final_wake: rise,
            out_of_bed: rise,
            tasafa: None,
            wanted_wake: None,
            quality: None,
            rested: None,
            note: None,
        };
        Ok(
            match latest.and_then(|(_, record)| Entry::from_record(&record)) {
                Some(latest) => Entry {
                    in_bed: latest.in_bed,
                    lights_out: latest.lights_out,
                    sol: latest.sol,
                    waso: latest.waso,
                    final_wake: latest.final_wake,
                    out_of_bed: latest.out_of_bed,
                    ..planned
                },
                None => planned,
            },
        )
    }

    fn sessions_of(&self, night: Night) -> Result<Vec<SessionView>> {
        let mut sessions = self.sessions()?;
        sessions.retain(|session| session.night == night);
        Ok(sessions)
    }
}

/// Where the first entry's handle for falling asleep stands; a person moves it.
const USUAL_SOL: Minutes = Minutes(15);

fn without_ids(records: Vec<(RecordId, SleepRecord)>) -> Vec<SleepRecord> {
    records.into_iter().map(|(_, record)| record).collect()
}

/// The message `key` with the night's date in words.
fn said(key: &str, night: Night) -> String {
    text(key, &[("night", &date_without_year(night))])
}

fn no_record() -> Error {
    Error::NotFound(text("error_no_record", &[]))
}

/// Refuses a record that shares time with another of the same source, other than `except`.
pub(super) fn refuse_overlap(
    db: &Reading<'_>,
    record: &SleepRecord,
    except: Option<RecordId>,
) -> Result<()> {
    let Some(span) = record.start().zip(record.end()) else {
        return Ok(());
    };
    let Some((_, other)) = records::overlapping(db, &record.source, span, except)? else {
        return Ok(());
    };
    let clock =
        |at: Option<Instant>, zone| at.map(|at| local(at, zone).format("%H:%M").to_string());
    let (from, to) = (
        clock(other.start(), other.zone).unwrap_or_default(),
        clock(other.end(), other.zone_end).unwrap_or_default(),
    );
    Err(Invalid::new(
        "in_bed",
        "error_overlap",
        &[
            ("night", &other.night.to_string()),
            ("from", &from),
            ("to", &to),
        ],
    )
    .into())
}
