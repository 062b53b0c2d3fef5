//! Imports, each a batch that can be taken back whole.

use super::columns::Millis;
use super::records::{self, Kept};
use super::{Reading, Writing, failure};
use crate::diary::{RecordId, SleepRecord};
use crate::error::Result;
use crate::time::Instant;

/// An import as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    /// Its id.
    pub(crate) id: u32,
    /// When it was made.
    pub(crate) at: Instant,
    /// The slug of its format.
    pub(crate) format: String,
    /// The file's name.
    pub(crate) file_name: String,
    /// How many of its records the diary has now.
    pub(crate) records: u32,
    /// How many of these are naps.
    pub(crate) naps: u32,
    /// Of how many days its factors are in the diary now.
    pub(crate) days: u32,
    /// How many of its appointments stand now.
    pub(crate) appointments: u32,
}

/// Begins a batch that will bring `imported` records, or appointments, in.
pub(crate) fn begin(
    db: &Writing<'_>,
    at: Instant,
    format: &str,
    file_name: &str,
    imported: u32,
) -> Result<u32> {
    let sql = "INSERT INTO import_batch (at, format, file_name, imported) VALUES (?1, ?2, ?3, ?4) RETURNING id";
    Ok(db
        .sql(sql)?
        .query_row((Millis(at), format, file_name, imported), |row| row.get(0))?)
}

/// Keeps a record that came in by the batch `id`.
pub(crate) fn add(db: &Writing<'_>, id: u32, record: &SleepRecord) -> Result<RecordId> {
    records::insert(
        db,
        &Kept {
            record: record.clone(),
            import: Some(id),
        },
    )
}

/// The records of the batch `id` that the diary has now.
pub(crate) fn records_of(db: &Reading<'_>, id: u32) -> Result<Vec<RecordId>> {
    let mut statement = db.sql("SELECT id FROM sleep_record WHERE import_id = ?1 ORDER BY id")?;
    let ids = statement
        .query_map([id], |row| Ok(RecordId(row.get(0)?)))?
        .collect::<Result<_, _>>();
    ids.map_err(failure::of_row("sleep_record", "?"))
}

/// The batches of which a record, a day's factors or an appointment stands, latest first. One that was taken back whole stands there no more.
pub(crate) fn batches(db: &Reading<'_>) -> Result<Vec<Batch>> {
    let mut statement = db.sql(
        "SELECT b.id, b.at, b.format, b.file_name, (SELECT count(*) FROM sleep_record r WHERE r.import_id = b.id) AS records,
             (SELECT count(*) FROM sleep_record r WHERE r.import_id = b.id AND r.kind = 'nap') AS naps,
             (SELECT count(*) FROM day_factors d WHERE d.import_id = b.id) AS days,
             (SELECT count(*) FROM reminder a WHERE a.import_id = b.id) AS appointments
         FROM import_batch b
         WHERE records > 0 OR days > 0 OR appointments > 0
         ORDER BY b.at DESC, b.id DESC",
    )?;
    let batches = statement.query_map([], |row| {
        Ok(Batch {
            id: row.get("id")?,
            at: row.get::<_, Millis>("at")?.0,
            format: row.get("format")?,
            file_name: row.get("file_name")?,
            records: row.get("records")?,
            naps: row.get("naps")?,
            days: row.get("days")?,
            appointments: row.get("appointments")?,
        })
    })?;
    batches
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("import_batch", "?"))
}
