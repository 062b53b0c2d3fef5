//! Courses of massages and their dates.

use rusqlite::{OptionalExtension, Row};

use super::columns::{Day, Slug};
use super::{Reading, Writing, failure};
use crate::error::Result;
use crate::massage::Programme;
use crate::reminders::ReminderId;

/// All courses, the latest first.
pub(crate) fn all(db: &Reading<'_>) -> Result<Vec<(u32, Programme)>> {
    let found: Vec<(u32, Programme)> = db
        .sql("SELECT * FROM programme ORDER BY id DESC")?
        .query_map([], |row| Ok((row.get("id")?, of_row(row)?)))?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("programme", "?"))?;
    let whole = |(id, programme)| Ok((id, with_dates(db, id, programme)?));
    found.into_iter().map(whole).collect()
}

/// The course `id`.
pub(crate) fn get(db: &Reading<'_>, id: u32) -> Result<Option<Programme>> {
    let found = db
        .sql("SELECT * FROM programme WHERE id = ?1")?
        .query_row([id], of_row)
        .optional()
        .map_err(failure::of_row("programme", id))?;
    found
        .map(|programme| with_dates(db, id, programme))
        .transpose()
}

/// Keeps a new course.
pub(crate) fn insert(db: &Writing<'_>, programme: &Programme) -> Result<u32> {
    write(db, None, programme)
}

/// Lets `state` stand under `id`, or nothing; answers with what stood there.
pub(crate) fn swap(
    db: &Writing<'_>,
    id: u32,
    state: Option<&Programme>,
) -> Result<Option<Programme>> {
    let former = get(db, id)?;
    db.sql("DELETE FROM programme WHERE id = ?1")?
        .execute([id])?;
    if let Some(programme) = state {
        write(db, Some(id), programme)?;
    }
    Ok(former)
}

fn write(db: &Writing<'_>, id: Option<u32>, programme: &Programme) -> Result<u32> {
    let id = db
        .sql(
            "INSERT INTO programme (id, kind, title, routine, ended_on) VALUES (?1, ?2, ?3, ?4, ?5)
             RETURNING id",
        )?
        .query_row(
            (
                id,
                Slug(programme.kind),
                &programme.title,
                &programme.routine,
                programme.ended_on.map(Day),
            ),
            |row| row.get(0),
        )?;
    for (position, (day, reminder)) in (1_u32..).zip(&programme.dates) {
        db.sql("INSERT INTO programme_date (programme_id, position, day, reminder_id) VALUES (?1, ?2, ?3, ?4)")?
            .execute((id, position, Day(*day), reminder.0))?;
    }
    Ok(id)
}

fn of_row(row: &Row<'_>) -> rusqlite::Result<Programme> {
    let Slug(kind) = row.get("kind")?;
    let ended: Option<Day> = row.get("ended_on")?;
    Ok(Programme {
        kind,
        title: row.get("title")?,
        routine: row.get("routine")?,
        ended_on: ended.map(|Day(day)| day),
        dates: Vec::new(),
    })
}

fn with_dates(db: &Reading<'_>, id: u32, programme: Programme) -> Result<Programme> {
    let dates = db
        .sql(
            "SELECT day, reminder_id FROM programme_date WHERE programme_id = ?1 ORDER BY position",
        )?
        .query_map([id], |row| {
            let Day(day) = row.get(0)?;
            Ok((day, ReminderId(row.get(1)?)))
        })?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("programme_date", id))?;
    Ok(Programme { dates, ..programme })
}
