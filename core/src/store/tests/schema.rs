//! The schema: upgraded is the same as new, and every released one still opens with its rows.

use rusqlite::Connection;

use super::{all, folder, now, open};
use crate::reminders::{NoticeAction, ReminderKind, Sound, State};
use crate::store::open::{FILE, MIGRATIONS};
use crate::store::{Store, factors, reminders, settings};

/// A database of schema 1 with rows in every table.
const V1: &str = include_str!("../../../../tests/fixtures/schema/v1.sql");

/// Every object of the schema, its SQL without the accidents of white space.
fn schema(store: &Store) -> Vec<(String, String, Option<String>)> {
    let mut statement = store
        .reader
        .prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
        .unwrap();
    statement
        .query_map([], |row| {
            let sql: Option<String> = row.get(2)?;
            let plain = sql.map(|sql| sql.split_whitespace().collect::<Vec<_>>().join(" "));
            Ok((row.get(0)?, row.get(1)?, plain))
        })
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn opened(fixture: &str) -> (tempfile::TempDir, Store) {
    let place = folder();
    Connection::open(place.path().join(FILE))
        .unwrap()
        .execute_batch(fixture)
        .unwrap();
    let store = open(place.path());
    (place, store)
}

#[test]
fn a_database_of_schema_1_upgraded_is_the_same_as_a_new_one() {
    let (_place, upgraded) = opened(V1);
    let fresh = folder();
    assert_eq!(
        schema(&upgraded),
        schema(&open(fresh.path())),
        "a schema that was released is changed by a new migration, never in place"
    );
}

#[test]
fn a_database_of_schema_1_keeps_its_rows() {
    let (_place, store) = opened(V1);
    let tables = [
        // The diary's own name came with schema 2.
        ("setting", 2),
        ("import_batch", 1),
        ("sleep_record", 3),
        ("day_factors", 1),
        ("medicine", 2),
        ("pain_region", 2),
        ("schedule", 2),
        ("reminder", 1),
        ("occurrence", 2),
        ("massage_session", 2),
        ("safety_answer", 1),
    ];
    for (table, rows) in tables {
        let count: i64 = store
            .reader
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(count, rows, "rows of {table}");
    }
    assert_eq!(all(&store).len(), 3, "every record reads back");
    let days = store.read(|db| factors::window(db, None, None)).unwrap();
    assert_eq!(days.len(), 1, "and every day's factors");
    store.read(settings::schedule).unwrap();
    assert_eq!(store.check().unwrap(), [""; 0], "nothing is out of order");
}

#[test]
fn a_reminder_of_schema_1_keeps_its_manner() {
    let (_place, store) = opened(V1);
    let kept = store.read(reminders::all).unwrap();
    let draft = &kept[0].draft;
    assert_eq!(draft.kind, ReminderKind::SelfMassage);
    assert_eq!(draft.sound, Sound::None, "it made no sound");
    assert_eq!(
        draft.actions,
        [
            NoticeAction::Start,
            NoticeAction::Snooze,
            NoticeAction::Skip
        ],
        "the buttons every message had"
    );
    assert_eq!((&draft.appointment, draft.rule.kind_of_day), (&None, None));
    let ledger = store.read(|db| reminders::ledger(db, None)).unwrap();
    assert!(ledger.iter().all(|row| row.before.0 == 0), "none announced");
}

#[test]
fn a_ledger_of_schema_4_keeps_its_rows_and_holds_none_until_free() {
    let place = folder();
    let former = Store::open_with(place.path(), now(), &MIGRATIONS[..4]).unwrap();
    let rows = "INSERT INTO reminder (id, kind, title, rule, grace_min, enabled, since)
             SELECT 1, 'custom', 'Quiet', '{\"when\":{\"at\":\"21:00\"},\"every_weeks\":1,\"start\":\"2026-06-01\"}', 30, 1, 0;
         INSERT INTO occurrence (reminder_id, due, day, zone, state, changed_at, snoozed_until)
             VALUES (1, 1000, '2026-06-01', 'Europe/Berlin', 'snoozed', 2000, 3000),
                    (1, 86401000, '2026-06-02', 'Europe/Berlin', 'done', 86402000, NULL);";
    former.writer.execute_batch(rows).unwrap();
    drop(former);
    let store = open(place.path());
    let ledger = store.read(|db| reminders::ledger(db, None)).unwrap();
    let states: Vec<State> = ledger.iter().map(|row| row.state).collect();
    assert_eq!(states, [State::Snoozed, State::Done]);
    assert!(ledger[0].snoozed_until.is_some());
    assert!(ledger.iter().all(|row| !row.until_free));
}

#[test]
fn a_reminder_of_schema_1_that_made_a_sound_still_does() {
    let loud = V1.replace("60, 0, 1, 1790000000000", "60, 1, 1, 1790000000000");
    let (_place, store) = opened(&loud);
    let kept = store.read(reminders::all).unwrap();
    assert_eq!(kept[0].draft.sound, Sound::Soft);
}
