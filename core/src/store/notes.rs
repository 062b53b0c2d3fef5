//! Searching the notes of the diary.

use super::columns::Day;
use super::{Reading, failure, words};
use crate::diary::{NoteHit, RecordId};
use crate::error::Result;

/// The notes that hold all of `words`, best first, at most `limit`. The last word may be unfinished.
pub(crate) fn search(db: &Reading<'_>, words: &str, limit: u32) -> Result<Vec<NoteHit>> {
    let Some(query) = words::query(words) else {
        return Ok(Vec::new());
    };
    let (open, close) = words::HIT;
    db.sql(
        "SELECT record.id, record.night, snippet(note_fts, 0, ?2, ?3, '…', 24)
         FROM note_fts JOIN sleep_record AS record ON record.id = note_fts.rowid
         WHERE note_fts MATCH ?1 ORDER BY rank, record.night DESC LIMIT ?4",
    )?
    .query_map((query, open.to_string(), close.to_string(), limit), |row| {
        let Day(night) = row.get(1)?;
        Ok(NoteHit {
            id: RecordId(row.get(0)?),
            night,
            excerpt: words::fragments(&row.get::<_, String>(2)?),
        })
    })?
    .collect::<Result<_, _>>()
    .map_err(failure::of_row("sleep_record", "?"))
}
