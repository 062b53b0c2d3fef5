//! Opening: private, upgraded, refused or set aside, and shared.

use std::fs;
use std::time::Duration;

use rusqlite::Connection;

use super::{all, files, folder, log, night, now, open, refusal};
use crate::error::Error;
use crate::store::open::{FILE, MIGRATIONS};
use crate::store::{Store, records, settings};

#[cfg(unix)]
#[test]
fn the_folder_and_the_database_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = folder();
    let dir = place.path().join("deep/vesper");
    let mut store = open(&dir);
    log(&mut store, 0);
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(dir.clone()), 0o700, "a folder of ours is closed");
    for entry in fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(
            mode(path.clone()),
            0o600,
            "{} holds or leads to the diary",
            path.display()
        );
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_there_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let place = folder();
    fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for time in ["the first", "the second"] {
        let mut store = open(place.path());
        store.daily_backup(now().date_naive()).unwrap();
        log(&mut store, u64::from(time == "the second"));
        drop(store);
        assert_eq!(
            mode(place.path()),
            0o755,
            "it may be somebody's home, which others are let into; {time} opening"
        );
    }
    assert_eq!(
        (
            mode(&place.path().join(FILE)),
            mode(&place.path().join("backups"))
        ),
        (0o600, 0o700),
        "what is in it of ours is closed all the same"
    );
}

#[test]
fn a_logged_night_is_there_when_the_diary_is_opened_again() {
    let place = folder();
    let id = log(&mut open(place.path()), 0);
    assert_eq!(
        all(&open(place.path())),
        [(id, night(0))],
        "every field comes back as it was"
    );
    assert_eq!(
        files(place.path())
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        ["opening.lock", FILE],
        "closing leaves one file, its journal folded in"
    );
}

#[test]
fn a_database_of_a_newer_vesper_is_refused_untouched() {
    let place = folder();
    log(&mut open(place.path()), 0);
    let file = place.path().join(FILE);
    Connection::open(&file)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let before = files(place.path());
    let failure = refusal(Store::open(place.path(), now()));
    assert_eq!(failure.code(), "newer-database", "{failure}");
    assert_eq!(files(place.path()), before, "no byte of it may change");
}

#[test]
fn a_database_of_another_program_is_refused_untouched() {
    let place = folder();
    let file = place.path().join(FILE);
    Connection::open(&file)
        .unwrap()
        .execute_batch("CREATE TABLE bookmark (url TEXT)")
        .unwrap();
    let before = fs::read(&file).unwrap();
    let failure = refusal(Store::open(place.path(), now()));
    assert_eq!(failure.code(), "storage", "{failure}");
    assert_eq!(fs::read(&file).unwrap(), before, "it is not ours to write");
}

#[test]
fn an_empty_file_is_a_new_diary() {
    let place = folder();
    fs::write(place.path().join(FILE), b"").unwrap();
    assert_eq!(
        all(&open(place.path())),
        [],
        "a crash before the first write"
    );
}

#[test]
fn a_file_that_is_no_database_is_set_aside_whole() {
    let place = folder();
    let garbage = b"not a database, but perhaps somebody's only copy".repeat(100);
    fs::write(place.path().join(FILE), &garbage).unwrap();
    let failure = refusal(Store::open(place.path(), now()));
    assert_eq!(failure.code(), "damaged", "{failure}");
    let aside = place.path().join("vesper.damaged-20261123T070000Z.db");
    assert!(
        failure.to_string().contains(aside.to_str().unwrap()),
        "the message says where it is now: {failure}"
    );
    assert_eq!(fs::read(&aside).unwrap(), garbage, "never deleted");
    assert_eq!(all(&open(place.path())), [], "the next opening begins anew");
}

#[test]
fn a_damaged_page_is_found_and_a_backup_can_be_restored() {
    let place = folder();
    let mut store = open(place.path());
    for n in 0..400 {
        log(&mut store, n);
    }
    store.daily_backup(now().date_naive()).unwrap();
    drop(store);
    let file = place.path().join(FILE);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    for byte in &mut bytes[middle..middle + 8192] {
        *byte = 0xA5;
    }
    fs::write(&file, &bytes).unwrap();

    let failure = refusal(Store::open(place.path(), now()));
    assert_eq!(failure.code(), "damaged", "{failure}");
    let backup = place.path().join("backups").join("vesper-2026-11-23.db");
    assert!(
        failure.to_string().contains(backup.to_str().unwrap()),
        "the message offers the latest backup: {failure}"
    );
    let mut store = open(place.path());
    store.restore(&backup, now()).unwrap();
    assert_eq!(all(&store).len(), 400, "every night is back");
}

#[test]
fn two_files_set_aside_in_one_second_do_not_meet() {
    let place = folder();
    for content in ["first ruin", "second ruin"] {
        fs::write(place.path().join(FILE), content.repeat(50)).unwrap();
        refusal(Store::open(place.path(), now()));
    }
    let kept = files(place.path());
    let ruins = kept.iter().filter(|(name, _)| name.contains("damaged"));
    assert_eq!(ruins.count(), 2, "neither was overwritten");
}

#[test]
fn a_journal_without_its_database_is_set_aside_not_thrown_away() {
    let place = folder();
    fs::write(
        place.path().join("vesper.db-wal"),
        b"rows that never reached the file",
    )
    .unwrap();
    let failure = refusal(Store::open(place.path(), now()));
    assert_eq!(failure.code(), "damaged", "{failure}");
    let aside = place.path().join("vesper.damaged-20261123T070000Z.db-wal");
    assert!(aside.exists(), "SQLite would have deleted it");
    open(place.path());
}

#[test]
fn an_older_database_is_copied_before_its_schema_is_changed() {
    let place = folder();
    let id = log(&mut open(place.path()), 0);
    let next = [
        MIGRATIONS,
        &["ALTER TABLE sleep_record ADD COLUMN dream TEXT"],
    ]
    .concat();
    let version = MIGRATIONS.len();
    let upgraded = Store::open_with(place.path(), now(), &next).unwrap();
    assert_eq!(all(&upgraded), [(id, night(0))], "its rows are kept");
    let copy = place.path().join(format!(
        "backups/before-schema-{version}-20261123T070000Z.db"
    ));
    let columns: i64 = Connection::open(copy)
        .unwrap()
        .query_row(
            "SELECT count(*) FROM pragma_table_info('sleep_record') WHERE name = 'dream'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(columns, 0, "the copy is of before");
}

#[test]
fn a_migration_that_fails_leaves_the_diary_as_it_was() {
    let place = folder();
    let id = log(&mut open(place.path()), 0);
    let broken = [
        MIGRATIONS,
        &[
            "ALTER TABLE sleep_record ADD COLUMN dream TEXT",
            "DROP TABLE setting; SELECT nonsense",
        ],
    ]
    .concat();
    refusal(Store::open_with(place.path(), now(), &broken));
    assert_eq!(
        all(&open(place.path())),
        [(id, night(0))],
        "the old program still opens it: no step of the upgrade was kept"
    );
}

#[test]
fn eight_programs_that_open_a_new_diary_at_once_all_succeed() {
    let place = folder();
    let threads: Vec<_> = (0..8)
        .map(|n| {
            let dir = place.path().to_owned();
            std::thread::spawn(move || log(&mut open(&dir), n))
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(
        all(&open(place.path())).len(),
        8,
        "none was refused or lost"
    );
}

#[test]
fn each_program_sees_what_the_other_wrote_and_is_told_of_it() {
    let place = folder();
    let (mut window, mut agent) = (open(place.path()), open(place.path()));
    let versions = |window: &Store, agent: &Store| {
        (
            window.data_version().unwrap(),
            agent.data_version().unwrap(),
        )
    };
    let before = versions(&window, &agent);
    let id = log(&mut window, 0);
    assert_eq!(all(&agent), [(id, night(0))], "a commit is seen at once");
    let after = versions(&window, &agent);
    assert_ne!(before.1, after.1, "another's change is news");
    assert_eq!(before.0, after.0, "one's own is not");
    assert_eq!(versions(&window, &agent), after, "nothing happened since");
    log(&mut agent, 1);
    assert_eq!(all(&window).len(), 2, "and the other way round");
    assert_ne!(
        versions(&window, &agent).0,
        after.0,
        "told to the other too"
    );
}

#[test]
fn a_snapshot_does_not_change_while_it_is_read() {
    let place = folder();
    let (reader, mut writer) = (open(place.path()), open(place.path()));
    reader
        .read(|db| {
            let before = records::window(db, None, None, None)?;
            log(&mut writer, 0);
            let after = reader.read(|db| records::window(db, None, None, None))?;
            assert_eq!(before, after, "a page is put together from one state");
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_write_that_fails_half_way_leaves_nothing() {
    let place = folder();
    let mut store = open(place.path());
    let failed = store.write(|db| {
        records::insert(db, &night(0).into())?;
        Err::<(), _>(Error::NotFound("half way".to_owned()))
    });
    assert!(failed.is_err(), "the reason is handed on");
    assert_eq!(all(&store), [], "all of it or nothing");
}

#[test]
fn a_full_disk_is_named_and_costs_nothing_that_was_kept() {
    let place = folder();
    let mut store = open(place.path());
    let id = log(&mut store, 0);
    let pages: u32 = store
        .writer
        .pragma_query_value(None, "page_count", |row| row.get(0))
        .unwrap();
    store
        .writer
        .pragma_update(None, "max_page_count", pages)
        .unwrap();
    let long = "tea ".repeat(100_000);
    let failure = store
        .write(|db| settings::swap(db, "long", Some(&long)))
        .unwrap_err();
    assert!(failure.to_string().contains("disk is full"), "{failure}");
    assert_eq!(all(&store), [(id, night(0))], "the diary is as it was");
}

#[test]
fn a_diary_that_another_program_holds_is_named_as_such() {
    let place = folder();
    let (mut holder, mut waiting) = (open(place.path()), open(place.path()));
    waiting.writer.busy_timeout(Duration::ZERO).unwrap();
    holder
        .write(|_| {
            let failure = waiting
                .write(|db| records::insert(db, &night(0).into()))
                .unwrap_err();
            assert!(failure.to_string().contains("Another program"), "{failure}");
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_only_reads_cannot_write() {
    let place = folder();
    let store = open(place.path());
    let refused = store.reader.execute("DELETE FROM setting", []);
    assert!(refused.is_err(), "a reading verb takes &self and means it");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let place = folder();
    let file = place.path().join("file");
    fs::write(&file, b"").unwrap();
    let failure = refusal(Store::open(&file.join("vesper"), now()));
    assert_eq!(failure.code(), "storage", "{failure}");
    assert!(
        failure.to_string().contains(file.to_str().unwrap()),
        "says which folder: {failure}"
    );
}
