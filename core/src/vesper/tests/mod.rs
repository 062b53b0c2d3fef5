//! The facade over real databases.

mod diary;
mod due;
mod guide;
mod settings;
mod tonight;
mod trial;
mod undo;

use std::sync::Arc;

use tempfile::TempDir;

use super::Vesper;
use crate::diary::{Entry, RecordKind, SleepRecord, Source};
use crate::error::{Error, Result};
use crate::store::records;
use crate::time::{ClockTime, FixedClock, Instant, Minutes, Night, Zone};

/// A diary in a folder of its own, and the clock it lives by.
pub(super) struct Home {
    pub(super) vesper: Vesper,
    pub(super) clock: Arc<FixedClock>,
    pub(super) _folder: TempDir,
}

/// A new diary; it is `now` in Berlin.
pub(super) fn home(now: &str) -> Home {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::new(instant(now), berlin()));
    Home {
        vesper: Vesper::open(folder.path(), clock.clone()).unwrap(),
        clock,
        _folder: folder,
    }
}

pub(super) fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(super) fn berlin() -> Zone {
    "Europe/Berlin".parse().unwrap()
}

pub(super) fn night(text: &str) -> Night {
    text.parse().unwrap()
}

pub(super) fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

/// An ordinary night in Berlin: 22:40 to 07:00, 25 min to fall asleep, 20 min awake.
pub(super) fn entry(date: &str) -> Entry {
    Entry {
        night: night(date),
        zone: berlin(),
        in_bed: clock("22:40"),
        lights_out: clock("23:00"),
        sol: Minutes(25),
        awakenings: Some(2),
        waso: Minutes(20),
        final_wake: clock("06:40"),
        out_of_bed: clock("07:00"),
        tasafa: Some(Minutes(10)),
        wanted_wake: Some(clock("07:00")),
        quality: Some(3),
        rested: Some(3),
        note: None,
    }
}

/// Keeps what a device saw of a night: asleep from 23:10 to 06:30 UTC.
pub(super) fn device_night(vesper: &mut Vesper, date: &str, source: &str) {
    let at = |hours: i64, minutes: i64| {
        let noon = night(date).and_hms_opt(12, 0, 0).unwrap().and_utc();
        Some(noon + chrono::Duration::minutes(hours * 60 + minutes))
    };
    let record = SleepRecord {
        night: night(date),
        kind: RecordKind::Night,
        source: Source(source.to_owned()),
        external_id: None,
        zone: berlin(),
        zone_end: berlin(),
        in_bed: None,
        lights_out: None,
        sleep_onset: at(11, 10),
        final_wake: at(18, 30),
        out_of_bed: None,
        awakenings: None,
        waso: None,
        tasafa: None,
        wanted_wake: None,
        quality: None,
        rested: None,
        note: None,
    };
    vesper
        .store
        .write(|db| records::insert(db, &record.into()))
        .unwrap();
}

/// The field an entry was refused for.
pub(super) fn refused_field<T>(answer: Result<T>) -> String {
    match answer {
        Err(Error::Invalid(invalid)) => invalid.field,
        Err(other) => panic!("refused for another reason: {other}"),
        Ok(_) => panic!("it was accepted"),
    }
}
