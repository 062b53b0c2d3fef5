//! The schema: upgraded is the same as new, and every released one still opens with its rows.

use rusqlite::Connection;

use super::{all, folder, open};
use crate::store::open::FILE;
use crate::store::{Store, factors, settings};

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
        ("setting", 1),
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
