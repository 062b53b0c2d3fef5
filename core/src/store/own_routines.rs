//! A person's own routines. One that was removed stays, so that the massages it was begun for keep its name.

use rusqlite::OptionalExtension;

use super::columns::Json;
use super::{Reading, Writing, failure};
use crate::error::Result;
use crate::massage::OwnRoutine;

/// A routine as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    /// The routine.
    pub(crate) routine: OwnRoutine,
    /// Whether it was removed.
    pub(crate) removed: bool,
}

/// All routines, those that were removed too, in the order they were made.
pub(crate) fn all(db: &Reading<'_>) -> Result<Vec<(u32, Kept)>> {
    db.sql("SELECT id, routine, removed FROM own_routine ORDER BY id")?
        .query_map([], |row| {
            let Json(routine) = row.get(1)?;
            let removed = row.get(2)?;
            Ok((row.get(0)?, Kept { routine, removed }))
        })?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("own_routine", "?"))
}

/// The routine `id`.
pub(crate) fn get(db: &Reading<'_>, id: u32) -> Result<Option<Kept>> {
    db.sql("SELECT routine, removed FROM own_routine WHERE id = ?1")?
        .query_row([id], |row| {
            let Json(routine) = row.get(0)?;
            let removed = row.get(1)?;
            Ok(Kept { routine, removed })
        })
        .optional()
        .map_err(failure::of_row("own_routine", id))
}

/// Keeps a new routine.
pub(crate) fn insert(db: &Writing<'_>, routine: &OwnRoutine) -> Result<u32> {
    let id = db
        .sql("INSERT INTO own_routine (routine, removed) VALUES (?1, 0) RETURNING id")?
        .query_row([Json(routine)], |row| row.get(0))?;
    Ok(id)
}

/// Lets `state` stand under `id`, or nothing; answers with what stood there.
pub(crate) fn swap(db: &Writing<'_>, id: u32, state: Option<&Kept>) -> Result<Option<Kept>> {
    let former = get(db, id)?;
    match state {
        Some(Kept { routine, removed }) => db
            .sql("INSERT OR REPLACE INTO own_routine (id, routine, removed) VALUES (?1, ?2, ?3)")?
            .execute((id, Json(routine), removed))?,
        None => db
            .sql("DELETE FROM own_routine WHERE id = ?1")?
            .execute([id])?,
    };
    Ok(former)
}
