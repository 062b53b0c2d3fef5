//! The store against real files.

mod backup;
mod open;
mod rows;
mod schema;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use chrono::{Days, NaiveDate, TimeZone};
use tempfile::TempDir;

use super::{Store, records};
use crate::diary::{RecordId, RecordKind, SleepRecord, Source};
use crate::error::{Error, Result};
use crate::time::{Instant, Minutes, Zone};

pub(super) fn now() -> Instant {
    chrono::Utc
        .with_ymd_and_hms(2026, 11, 23, 7, 0, 0)
        .single()
        .unwrap()
}

pub(super) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(super) fn open(dir: &Path) -> Store {
    Store::open(dir, now()).unwrap()
}

/// The error of an opening that must fail.
pub(super) fn refusal(opening: Result<Store>) -> Error {
    match opening {
        Ok(_) => panic!("the database opened, though it must not"),
        Err(failure) => failure,
    }
}

/// A whole diary night, `n` days after 1 November 2026: 22:30 to 07:00 UTC.
pub(super) fn night(n: u64) -> SleepRecord {
    let night = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(n);
    let at = |hours: i64, minutes: i64| {
        let noon = night.and_hms_opt(12, 0, 0).unwrap().and_utc();
        Some(noon + chrono::Duration::minutes(hours * 60 + minutes))
    };
    SleepRecord {
        night,
        kind: RecordKind::Night,
        source: Source::diary(),
        external_id: None,
        zone: "Europe/Berlin".parse().unwrap(),
        zone_end: Zone::UTC,
        in_bed: at(10, 30),
        lights_out: at(11, 0),
        sleep_onset: at(11, 20),
        final_wake: at(18, 40),
        out_of_bed: at(19, 0),
        awakenings: Some(2),
        waso: Some(Minutes(15)),
        tasafa: Some(Minutes(5)),
        wanted_wake: at(19, 0),
        quality: Some(3),
        rested: Some(4),
        note: Some(format!("Late tea, night {n}")),
    }
}

pub(super) fn log(store: &mut Store, n: u64) -> RecordId {
    store
        .write(|db| records::insert(db, &night(n).into()))
        .unwrap()
}

pub(super) fn all(store: &Store) -> Vec<(RecordId, SleepRecord)> {
    store
        .read(|db| records::window(db, None, None, None))
        .unwrap()
}

/// All files of a folder, each with a digest of its bytes.
pub(super) fn files(dir: &Path) -> Vec<(String, u64)> {
    let digest = |path: &Path| {
        let mut hasher = DefaultHasher::new();
        std::fs::read(path).unwrap().hash(&mut hasher);
        hasher.finish()
    };
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, digest(&entry.path()))
        })
        .collect();
    files.sort();
    files
}
