//! Sleep records.

use rusqlite::{OptionalExtension, Row, named_params};

use super::columns::{Day, Millis, Slug};
use super::{Reading, Writing, failure};
use crate::diary::{RecordId, RecordKind, SleepRecord, Source};
use crate::error::Result;
use crate::time::{Instant, Night};

/// A record as it is kept: with the import it came by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The record.
    pub(crate) record: SleepRecord,
    /// The import it came by.
    pub(crate) import: Option<u32>,
}

impl From<SleepRecord> for Kept {
    fn from(record: SleepRecord) -> Self {
        Self {
            record,
            import: None,
        }
    }
}

/// The columns that [`kept`] reads, by their place: looking 20 of them up by name for each of thousands of rows would be what
/// reading takes longest at.
const COLUMNS: &str = "id, night, kind, source, external_id, zone, zone_end, in_bed, lights_out, sleep_onset, final_wake, \
     out_of_bed, awakenings, waso_min, tasafa_min, wanted_wake, quality, rested, note, import_id";

/// The record `id`.
pub(crate) fn get(db: &Reading<'_>, id: RecordId) -> Result<Option<Kept>> {
    let found = db
        .sql(&format!("SELECT {COLUMNS} FROM sleep_record WHERE id = ?1"))?
        .query_row([id.0], kept)
        .optional()
        .map_err(failure::of_row("sleep_record", id.0))?;
    Ok(found)
}

/// Keeps a new record.
pub(crate) fn insert(db: &Writing<'_>, kept: &Kept) -> Result<RecordId> {
    write(db, None, kept)
}

/// Lets `state` stand under `id`, or nothing; answers with what stood there.
pub(crate) fn swap(db: &Writing<'_>, id: RecordId, state: Option<&Kept>) -> Result<Option<Kept>> {
    let former = get(db, id)?;
    match state {
        Some(kept) => {
            write(db, Some(id), kept)?;
        }
        None => {
            db.sql("DELETE FROM sleep_record WHERE id = ?1")?
                .execute([id.0])?;
        }
    }
    Ok(former)
}

fn write(db: &Writing<'_>, id: Option<RecordId>, kept: &Kept) -> Result<RecordId> {
    let Kept { record, import } = kept;
    let id = db
        .sql(
            "INSERT INTO sleep_record (id, night, kind, source, external_id, zone, zone_end, in_bed, lights_out, sleep_onset,
                 final_wake, out_of_bed, awakenings, waso_min, tasafa_min, wanted_wake, quality, rested, note, import_id)
             VALUES (:id, :night, :kind, :source, :external_id, :zone, :zone_end, :in_bed, :lights_out, :sleep_onset,
                 :final_wake, :out_of_bed, :awakenings, :waso, :tasafa, :wanted_wake, :quality, :rested, :note, :import)
             ON CONFLICT (id) DO UPDATE SET night = excluded.night, kind = excluded.kind, source = excluded.source,
                 external_id = excluded.external_id, zone = excluded.zone, zone_end = excluded.zone_end,
                 in_bed = excluded.in_bed, lights_out = excluded.lights_out, sleep_onset = excluded.sleep_onset,
                 final_wake = excluded.final_wake, out_of_bed = excluded.out_of_bed, awakenings = excluded.awakenings,
                 waso_min = excluded.waso_min, tasafa_min = excluded.tasafa_min, wanted_wake = excluded.wanted_wake,
                 quality = excluded.quality, rested = excluded.rested, note = excluded.note, import_id = excluded.import_id
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":id": id.map(|id| id.0),
                ":night": Day(record.night),
                ":kind": Slug(record.kind),
                ":source": record.source.0,
                ":external_id": record.external_id,
                ":zone": record.zone,
                ":zone_end": record.zone_end,
                ":in_bed": record.in_bed.map(Millis),
                ":lights_out": record.lights_out.map(Millis),
                ":sleep_onset": record.sleep_onset.map(Millis),
                ":final_wake": record.final_wake.map(Millis),
                ":out_of_bed": record.out_of_bed.map(Millis),
                ":awakenings": record.awakenings,
                ":waso": record.waso,
                ":tasafa": record.tasafa,
                ":wanted_wake": record.wanted_wake.map(Millis),
                ":quality": record.quality,
                ":rested": record.rested,
                ":note": record.note,
                ":import": import,
            },
            |row| row.get(0),
        )?;
    Ok(RecordId(id))
}

/// The records of a window of nights, oldest night first, and within a night in the order of their ids.
pub(crate) fn window(
    db: &Reading<'_>,
    kind: Option<RecordKind>,
    from: Option<Night>,
    to: Option<Night>,
) -> Result<Vec<(RecordId, SleepRecord)>> {
    let mut statement = db.sql(&format!(
        "SELECT {COLUMNS} FROM sleep_record
         WHERE (?1 IS NULL OR kind = ?1) AND night BETWEEN coalesce(?2, '0000-01-01') AND coalesce(?3, '9999-12-31')
         ORDER BY night, id"
    ))?;
    let mut rows = statement.query((kind.map(Slug), from.map(Day), to.map(Day)))?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row
            .get("id")
            .map_err(failure::of_row("sleep_record", "?"))?;
        let kept = kept(row).map_err(failure::of_row("sleep_record", id))?;
        records.push((RecordId(id), kept.record));
    }
    Ok(records)
}

/// A record of `source`, other than `except`, that shares time with the span from `start` to `end`.
pub(crate) fn overlapping(
    db: &Reading<'_>,
    source: &Source,
    (start, end): (Instant, Instant),
    except: Option<RecordId>,
) -> Result<Option<(RecordId, SleepRecord)>> {
    let id: Option<u32> = db
        .sql(
            "SELECT id FROM sleep_record
             WHERE source = ?1 AND starts_at < ?3 AND ends_at > ?2 AND id IS NOT ?4 ORDER BY starts_at LIMIT 1",
        )?
        .query_row(
            (&source.0, Millis(start), Millis(end), except.map(|id| id.0)),
            |row| row.get(0),
        )
        .optional()?;
    let Some(id) = id.map(RecordId) else {
        return Ok(None);
    };
    Ok(get(db, id)?.map(|kept| (id, kept.record)))
}

/// The nearest nights on record before and after `night`.
pub(crate) fn neighbours(db: &Reading<'_>, night: Night) -> Result<(Option<Night>, Option<Night>)> {
    let nearest = |sql| -> Result<Option<Night>> {
        let found: Option<Day> = db
            .sql(sql)?
            .query_row([Day(night)], |row| row.get(0))
            .map_err(failure::of_row("sleep_record", "?"))?;
        Ok(found.map(|day| day.0))
    };
    Ok((
        nearest("SELECT max(night) FROM sleep_record WHERE night < ?1")?,
        nearest("SELECT min(night) FROM sleep_record WHERE night > ?1")?,
    ))
}

/// The latest night of the diary up to `night`, else the earliest after it.
pub(crate) fn latest_of_diary(
    db: &Reading<'_>,
    night: Night,
) -> Result<Option<(RecordId, SleepRecord)>> {
    let id: Option<u32> = db
        .sql(
            "SELECT id FROM sleep_record WHERE source = 'diary' AND kind = 'night'
             ORDER BY night <= ?1 DESC, abs(julianday(night) - julianday(?1)), id LIMIT 1",
        )?
        .query_row([Day(night)], |row| row.get(0))
        .optional()?;
    let Some(id) = id.map(RecordId) else {
        return Ok(None);
    };
    Ok(get(db, id)?.map(|kept| (id, kept.record)))
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let instant = |column: usize| -> rusqlite::Result<Option<Instant>> {
        Ok(row.get::<_, Option<Millis>>(column)?.map(|at| at.0))
    };
    let Day(night) = row.get(1)?;
    let Slug(kind) = row.get(2)?;
    Ok(Kept {
        record: SleepRecord {
            night,
            kind,
            source: Source(row.get(3)?),
            external_id: row.get(4)?,
            zone: row.get(5)?,
            zone_end: row.get(6)?,
            in_bed: instant(7)?,
            lights_out: instant(8)?,
            sleep_onset: instant(9)?,
            final_wake: instant(10)?,
            out_of_bed: instant(11)?,
            awakenings: row.get(12)?,
            waso: row.get(13)?,
            tasafa: row.get(14)?,
            wanted_wake: instant(15)?,
            quality: row.get(16)?,
            rested: row.get(17)?,
            note: row.get(18)?,
        },
        import: row.get(19)?,
    })
}
