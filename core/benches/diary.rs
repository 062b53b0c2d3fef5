//! What a person waits for, over a diary of ten years: opening it, drawing its raster, reading its numbers, logging a night.

#![cfg(test)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use chrono::Days;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use vesper_core::Vesper;
use vesper_core::diary::Entry;
use vesper_core::import::{Found, ImportFormat, Reading};
use vesper_core::time::{ClockTime, FixedClock, Minutes, Zone};
use vesper_core::vesper::{ImportPlan, ImportPreview};

const YEARS: u64 = 10;

fn clock(hour: u32, minute: u32) -> ClockTime {
    ClockTime::new(hour, minute).unwrap()
}

fn entry(n: u64) -> Entry {
    let jitter = i32::try_from(n % 37).unwrap();
    Entry {
        night: "2016-11-23".parse::<chrono::NaiveDate>().unwrap() + Days::new(n),
        zone: "Europe/Berlin".parse().unwrap(),
        in_bed: clock(22, 15),
        lights_out: ClockTime::from_minutes(23 * 60 - jitter),
        sol: Minutes(10 + jitter),
        awakenings: Some(2),
        waso: Minutes(jitter),
        final_wake: ClockTime::from_minutes(6 * 60 + 30 + jitter),
        out_of_bed: clock(7, 30),
        tasafa: None,
        wanted_wake: None,
        quality: Some(3),
        rested: Some(3),
        note: n
            .is_multiple_of(5)
            .then(|| format!("Tea late, walked {jitter} minutes")),
    }
}

fn open(dir: &Path) -> Vesper {
    let now = "2026-11-23T08:00:00Z".parse().unwrap();
    Vesper::open(dir, Arc::new(FixedClock::new(now, Zone::UTC))).unwrap()
}

/// Fills a new diary with ten years of nights, in one transaction as an import does.
fn fill(dir: &Path) {
    let found = |n| Found {
        line: u32::try_from(n).unwrap(),
        record: entry(n).to_record(clock(12, 0)).unwrap(),
    };
    let reading = Reading {
        records: (0..YEARS * 365).map(found).collect(),
        ..Reading::default()
    };
    let preview = ImportPreview {
        file_name: "ten-years.csv".to_owned(),
        format: ImportFormat::Csv,
        read: 0,
        new: 0,
        new_naps: 0,
        new_days: 0,
        new_appointments: 0,
        duplicates: 0,
        skipped: Vec::new(),
        first: None,
        last: None,
        sample: Vec::new(),
        appointments: Vec::new(),
    };
    let (done, _) = open(dir)
        .commit_import(&ImportPlan { preview, reading })
        .unwrap();
    assert_eq!(u64::from(done.imported), YEARS * 365, "the diary is full");
}

fn ten_years(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path());
    criterion.bench_function("open ten years", |bench| {
        bench.iter(|| black_box(open(folder.path())));
    });

    let mut vesper = open(folder.path());
    criterion.bench_function("raster of ten years", |bench| {
        bench.iter(|| black_box(vesper.raster().unwrap()));
    });
    criterion.bench_function("numbers over ten years", |bench| {
        bench.iter(|| black_box(vesper.metrics(None, None).unwrap()));
    });
    criterion.bench_function("tonight", |bench| {
        bench.iter(|| black_box(vesper.tonight().unwrap()));
    });
    criterion.bench_function("search the notes", |bench| {
        bench.iter(|| black_box(vesper.search_notes("walked 12 min").unwrap()));
    });
    let mut n = YEARS * 365;
    criterion.bench_function("log a night, on disk", |bench| {
        bench.iter_batched(
            || {
                n += 1;
                entry(n)
            },
            |entry| vesper.log_night(&entry).unwrap(),
            BatchSize::PerIteration,
        );
    });
}

criterion_group! {
    name = diary;
    config = Criterion::default().sample_size(20);
    targets = ten_years
}
criterion_main!(diary);
