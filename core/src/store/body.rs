//! Where it was tight or sore, evening by evening.

use rusqlite::OptionalExtension;

use super::columns::{Day, Slug};
use super::{Reading, Writing, failure};
use crate::error::Result;
use crate::massage::{BodyEvening, Mark};
use crate::time::Night;

/// The evenings of a window, oldest first.
pub(crate) fn window(
    db: &Reading<'_>,
    from: Option<Night>,
    to: Option<Night>,
) -> Result<Vec<BodyEvening>> {
    let nights: Vec<Day> = db
        .sql(
            "SELECT night FROM body_evening
             WHERE (?1 IS NULL OR night >= ?1) AND (?2 IS NULL OR night <= ?2) ORDER BY night",
        )?
        .query_map((from.map(Day), to.map(Day)), |row| row.get(0))?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("body_evening", "?"))?;
    let evening = |Day(night)| {
        Ok(BodyEvening {
            night,
            marks: marks(db, night)?,
        })
    };
    nights.into_iter().map(evening).collect()
}

/// The marks of `night`; `None` where nobody said how it was.
pub(crate) fn get(db: &Reading<'_>, night: Night) -> Result<Option<Vec<Mark>>> {
    let known = db
        .sql("SELECT 1 FROM body_evening WHERE night = ?1")?
        .query_row([Day(night)], |_| Ok(()))
        .optional()?;
    known.map(|()| marks(db, night)).transpose()
}

/// Lets `state` stand as the marks of `night`, or nothing; answers with what stood there.
pub(crate) fn swap(
    db: &Writing<'_>,
    night: Night,
    state: Option<&Vec<Mark>>,
) -> Result<Option<Vec<Mark>>> {
    let former = get(db, night)?;
    db.sql("DELETE FROM body_evening WHERE night = ?1")?
        .execute([Day(night)])?;
    if let Some(marks) = state {
        db.sql("INSERT INTO body_evening (night) VALUES (?1)")?
            .execute([Day(night)])?;
        for Mark {
            region,
            side,
            level,
        } in marks
        {
            db.sql("INSERT INTO body_mark (night, region, side, level) VALUES (?1, ?2, ?3, ?4)")?
                .execute((Day(night), Slug(*region), Slug(*side), level))?;
        }
    }
    Ok(former)
}

fn marks(db: &Reading<'_>, night: Night) -> Result<Vec<Mark>> {
    let mut marks: Vec<Mark> = db
        .sql("SELECT region, side, level FROM body_mark WHERE night = ?1")?
        .query_map([Day(night)], |row| {
            let (Slug(region), Slug(side)) = (row.get(0)?, row.get(1)?);
            let level = row.get(2)?;
            Ok(Mark {
                region,
                side,
                level,
            })
        })?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("body_mark", night))?;
    marks.sort_unstable();
    Ok(marks)
}
