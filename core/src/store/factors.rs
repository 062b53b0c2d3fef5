//! What the day before a night held.

use rusqlite::{OptionalExtension, Row, named_params};

use super::columns::Day;
use super::{Reading, Writing, failure};
use crate::diary::{DayFactors, Medicine};
use crate::error::Result;
use crate::time::Night;

/// The factors of a day as they are kept: with the import they came by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    /// The factors.
    pub(crate) factors: DayFactors,
    /// The import they came by.
    pub(crate) import: Option<u32>,
}

/// The factors of `night`'s day.
pub(crate) fn get(db: &Reading<'_>, night: Night) -> Result<Option<Kept>> {
    let found = db
        .sql("SELECT * FROM day_factors WHERE night = ?1")?
        .query_row([Day(night)], |row| {
            Ok((amounts(row)?, row.get("import_id")?))
        })
        .optional()
        .map_err(failure::of_row("day_factors", night))?;
    let Some((mut factors, import)) = found else {
        return Ok(None);
    };
    factors.medicines = db
        .sql("SELECT name, dose, at FROM medicine WHERE night = ?1 ORDER BY position")?
        .query_map([Day(night)], |row| {
            Ok(Medicine {
                name: row.get("name")?,
                dose: row.get("dose")?,
                at: row.get("at")?,
            })
        })?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("medicine", night))?;
    factors.pain_regions = db
        .sql("SELECT region FROM pain_region WHERE night = ?1 ORDER BY region")?
        .query_map([Day(night)], |row| row.get("region"))?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("pain_region", night))?;
    Ok(Some(Kept { factors, import }))
}

/// The nights whose factors came by the import `id` and are still as they came: what a person changes is theirs.
pub(crate) fn of_import(db: &Reading<'_>, id: u32) -> Result<Vec<Night>> {
    db.sql("SELECT night FROM day_factors WHERE import_id = ?1 ORDER BY night")?
        .query_map([id], |row| row.get(0).map(|Day(night)| night))?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("day_factors", "?"))
}

/// The factors of a window of nights, oldest first; only nights that have any.
pub(crate) fn window(
    db: &Reading<'_>,
    from: Option<Night>,
    to: Option<Night>,
) -> Result<Vec<(Night, DayFactors)>> {
    let nights: Vec<Day> = db
        .sql(
            "SELECT night FROM day_factors
             WHERE night BETWEEN coalesce(?1, '0000-01-01') AND coalesce(?2, '9999-12-31') ORDER BY night",
        )?
        .query_map((from.map(Day), to.map(Day)), |row| row.get(0))?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("day_factors", "?"))?;
    let mut window = Vec::with_capacity(nights.len());
    for Day(night) in nights {
        window.extend(get(db, night)?.map(|kept| (night, kept.factors)));
    }
    Ok(window)
}

/// Lets `state` stand for the day of `night`, or nothing; answers with what stood there.
pub(crate) fn swap(db: &Writing<'_>, night: Night, state: Option<&Kept>) -> Result<Option<Kept>> {
    let former = get(db, night)?;
    // Medicines and regions go with the day they belong to.
    db.sql("DELETE FROM day_factors WHERE night = ?1")?
        .execute([Day(night)])?;
    if let Some(kept) = state {
        insert(db, night, kept)?;
    }
    Ok(former)
}

fn insert(db: &Writing<'_>, night: Night, Kept { factors, import }: &Kept) -> Result<()> {
    db.sql(
        "INSERT INTO day_factors (night, caffeine_mg, caffeine_last, alcohol_drinks, alcohol_last, exercise_min, exercise_last,
             nicotine_times, screens_min, cpap_hours, cpap_ahi, cpap_leak, pain, tension, mood, import_id)
         VALUES (:night, :caffeine_mg, :caffeine_last, :alcohol_drinks, :alcohol_last, :exercise_min, :exercise_last,
             :nicotine_times, :screens_min, :cpap_hours, :cpap_ahi, :cpap_leak, :pain, :tension, :mood, :import)",
    )?
    .execute(named_params! {
        ":night": Day(night),
        ":caffeine_mg": factors.caffeine_mg,
        ":caffeine_last": factors.caffeine_last,
        ":alcohol_drinks": factors.alcohol_drinks,
        ":alcohol_last": factors.alcohol_last,
        ":exercise_min": factors.exercise_min,
        ":exercise_last": factors.exercise_last,
        ":nicotine_times": factors.nicotine_times,
        ":screens_min": factors.screens_min,
        ":cpap_hours": factors.cpap_hours,
        ":cpap_ahi": factors.cpap_ahi,
        ":cpap_leak": factors.cpap_leak,
        ":pain": factors.pain,
        ":tension": factors.tension,
        ":mood": factors.mood,
        ":import": import,
    })?;
    let mut medicine = db.sql(
        "INSERT INTO medicine (night, position, name, dose, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (position, taken) in (0_i64..).zip(&factors.medicines) {
        medicine.execute((Day(night), position, &taken.name, &taken.dose, taken.at))?;
    }
    let mut region = db.sql("INSERT OR IGNORE INTO pain_region (night, region) VALUES (?1, ?2)")?;
    for name in &factors.pain_regions {
        region.execute((Day(night), name))?;
    }
    Ok(())
}

/// The columns of `day_factors`; the lists are left empty.
fn amounts(row: &Row<'_>) -> rusqlite::Result<DayFactors> {
    Ok(DayFactors {
        caffeine_mg: row.get("caffeine_mg")?,
        caffeine_last: row.get("caffeine_last")?,
        alcohol_drinks: row.get("alcohol_drinks")?,
        alcohol_last: row.get("alcohol_last")?,
        exercise_min: row.get("exercise_min")?,
        exercise_last: row.get("exercise_last")?,
        nicotine_times: row.get("nicotine_times")?,
        screens_min: row.get("screens_min")?,
        medicines: Vec::new(),
        cpap_hours: row.get("cpap_hours")?,
        cpap_ahi: row.get("cpap_ahi")?,
        cpap_leak: row.get("cpap_leak")?,
        pain: row.get("pain")?,
        pain_regions: Vec::new(),
        tension: row.get("tension")?,
        mood: row.get("mood")?,
    })
}
