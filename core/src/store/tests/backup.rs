//! Backups: whole, verified, thinned; restoring: all or nothing.

use std::collections::BTreeSet;
use std::fs;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use rusqlite::Connection;

use super::{all, files, folder, log, night, now, open};
use crate::store::backup::thinned;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn thinning_keeps_days_then_weeks_then_months() {
    // 2026-11-23 is a Monday.
    let today = date("2026-11-23");
    let cases: [(&str, &[&str], &[&str]); 8] = [
        ("nothing to thin", &[], &[]),
        (
            "the last seven days stay",
            &["2026-11-23", "2026-11-20", "2026-11-17"],
            &[],
        ),
        (
            "of an older week its latest stays",
            &["2026-11-09", "2026-11-11", "2026-11-15"],
            &["2026-11-09", "2026-11-11"],
        ),
        (
            "the fifth week back still has one",
            &["2026-10-26", "2026-10-28"],
            &["2026-10-26"],
        ),
        (
            "beyond five weeks a month has one",
            &["2026-09-01", "2026-09-15", "2026-09-30"],
            &["2026-09-01", "2026-09-15"],
        ),
        (
            "the twelfth month back still has one",
            &["2025-12-01", "2025-12-31"],
            &["2025-12-01"],
        ),
        (
            "beyond twelve months none stays",
            &["2025-11-30", "2024-02-29"],
            &["2024-02-29", "2025-11-30"],
        ),
        ("a date ahead stays", &["2027-01-01", "2026-11-24"], &[]),
    ];
    for (why, dates, gone) in cases {
        let dates: Vec<_> = dates.iter().copied().map(date).collect();
        let gone: Vec<_> = gone.iter().copied().map(date).collect();
        assert_eq!(thinned(&dates, today), gone, "{why}");
    }
}

proptest! {
    #[test]
    fn thinning_day_by_day_keeps_few_and_always_a_recent_one(
        first in 0u64..40_000,
        used in proptest::collection::vec(any::<bool>(), 1..900),
    ) {
        let mut kept: BTreeSet<NaiveDate> = BTreeSet::new();
        let mut made: Vec<NaiveDate> = Vec::new();
        for (n, used) in (0u64..).zip(used) {
            if !used {
                continue;
            }
            let today = date("1970-01-01") + Days::new(first + n);
            kept.insert(today);
            made.push(today);
            for gone in thinned(&kept.iter().copied().collect::<Vec<_>>(), today) {
                prop_assert!(kept.remove(&gone), "only what is there goes");
                prop_assert!((today - gone).num_days() >= 7, "the last week stays whole");
            }
            prop_assert!(kept.len() <= 7 + 5 + 12, "the folder does not grow: {}", kept.len());
            for back in 0..12 {
                let months = today.year() * 12 + today.month0().cast_signed() - back;
                let within = |date: &&NaiveDate| date.year() * 12 + date.month0().cast_signed() == months;
                prop_assert_eq!(
                    made.iter().find(within).is_some(),
                    kept.iter().find(within).is_some(),
                    "every month of the year that had a backup has one"
                );
            }
        }
    }
}

#[test]
fn a_backup_restored_is_the_diary_of_that_moment_and_the_present_one_is_kept() {
    let place = folder();
    let mut store = open(place.path());
    log(&mut store, 0);
    let then = all(&store);
    let backup = place.path().join("copy of my diary.db");
    store.backup(&backup).unwrap();
    log(&mut store, 1);
    let present = all(&store);

    let other_program = open(place.path());
    let version = other_program.data_version().unwrap();
    let kept = store.restore(&backup, now()).unwrap();
    assert_eq!(all(&store), then, "the moment of the backup");
    assert_eq!(
        all(&other_program),
        then,
        "the agent sees it without opening anew"
    );
    assert_ne!(
        other_program.data_version().unwrap(),
        version,
        "and is told"
    );

    store.restore(&kept, now()).unwrap();
    assert_eq!(
        all(&store),
        present,
        "the diary as it was can be restored in turn"
    );
    assert_eq!(store.check().unwrap(), [""; 0], "nothing is out of order");
    log(&mut store, 2);
    assert_eq!(all(&open(place.path())).len(), 3, "and life goes on");
}

#[test]
fn what_another_program_logs_while_a_backup_is_restored_is_in_one_diary_or_the_other() {
    let place = folder();
    let mut store = open(place.path());
    let backup = place.path().join("backup.db");
    store.backup(&backup).unwrap();
    let dir = place.path().to_owned();
    let (begun, waiting) = std::sync::mpsc::channel();
    let other = std::thread::spawn(move || {
        let mut other = open(&dir);
        for n in 0..200 {
            log(&mut other, n);
            // The restore may have ended long before the last night is logged.
            let _ = begun.send(());
        }
    });
    waiting.recv().unwrap();
    let kept = store.restore(&backup, now()).unwrap();
    other.join().unwrap();
    let before = folder();
    fs::copy(&kept, before.path().join("vesper.db")).unwrap();
    let nights = |of: &super::Store| all(of).into_iter().map(|(_, record)| record.night);
    let mut both: Vec<NaiveDate> = nights(&open(before.path())).chain(nights(&store)).collect();
    both.sort_unstable();
    let logged: Vec<NaiveDate> = (0..200).map(|n| night(n).night).collect();
    assert_eq!(both, logged, "each night that was committed, once");
}

#[test]
fn a_backup_is_one_plain_private_file() {
    let place = folder();
    let target = folder();
    let mut store = open(place.path());
    log(&mut store, 0);
    let backup = target.path().join("backup.db");
    store.backup(&backup).unwrap();
    let names: Vec<_> = files(target.path())
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["backup.db"], "no journal, nothing half-made");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&backup).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "a copy is as private as the diary");
    }
}

#[test]
fn a_backup_overwrites_nothing() {
    let place = folder();
    let store = open(place.path());
    let target = place.path().join("precious");
    fs::write(&target, b"holiday pictures").unwrap();
    let failure = store.backup(&target).unwrap_err();
    assert_eq!(failure.code(), "invalid", "{failure}");
    assert_eq!(fs::read(&target).unwrap(), b"holiday pictures", "untouched");
}

#[test]
fn a_backup_into_a_folder_that_is_not_there_leaves_nothing_behind() {
    let place = folder();
    let store = open(place.path());
    let failure = store
        .backup(&place.path().join("nowhere/backup.db"))
        .unwrap_err();
    assert_eq!(failure.code(), "storage", "{failure}");
}

#[test]
fn what_is_no_sound_backup_is_refused_and_the_diary_stays() {
    let place = folder();
    let mut store = open(place.path());
    let id = log(&mut store, 0);
    let sound = place.path().join("sound.db");
    store.backup(&sound).unwrap();
    let at = |name: &str| place.path().join(name);

    fs::write(at("text.db"), "just words ".repeat(1000)).unwrap();
    fs::write(at("empty.db"), b"").unwrap();
    Connection::open(at("foreign.db"))
        .unwrap()
        .execute_batch("CREATE TABLE bookmark (url TEXT)")
        .unwrap();
    fs::copy(&sound, at("newer.db")).unwrap();
    Connection::open(at("newer.db"))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let bytes = fs::read(&sound).unwrap();
    fs::write(at("cut.db"), &bytes[..bytes.len() / 2]).unwrap();

    for (name, code) in [
        ("missing.db", "invalid"),
        ("text.db", "invalid"),
        ("empty.db", "invalid"),
        ("foreign.db", "invalid"),
        ("cut.db", "invalid"),
        ("newer.db", "newer-database"),
    ] {
        let before = fs::read(at(name)).ok();
        let failure = store.restore(&at(name), now()).unwrap_err();
        assert_eq!(failure.code(), code, "{name}: {failure}");
        assert_eq!(fs::read(at(name)).ok(), before, "{name} is not written to");
        assert_eq!(all(&store), [(id, night(0))], "{name} changed the diary");
    }
}

#[test]
fn the_daily_backup_is_made_once_a_day_and_thins_only_its_own() {
    let place = folder();
    let mut store = open(place.path());
    log(&mut store, 0);
    let today = date("2026-11-23");
    store.daily_backup(today).unwrap();
    let backups = place.path().join("backups");
    let first = files(&backups);
    log(&mut store, 1);
    store.daily_backup(today).unwrap();
    assert_eq!(files(&backups), first, "the day has its backup");

    for name in [
        "vesper-2020-01-01.db",
        "vesper-2020-01-02.db",
        "vesper-mine.db",
        "letter.txt",
    ] {
        fs::write(backups.join(name), name).unwrap();
    }
    store.daily_backup(today + Days::new(1)).unwrap();
    let names: Vec<_> = files(&backups).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "letter.txt",
            "vesper-2026-11-23.db",
            "vesper-2026-11-24.db",
            "vesper-mine.db"
        ],
        "old daily ones go, what a person put there stays"
    );
}
