//! Settings: a key and its JSON value. And the planned sleep of the week.

use rusqlite::OptionalExtension;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::columns::Json;
use super::{Reading, Writing, failure};
use crate::error::Result;
use crate::reminders::{Schedule, ScheduleDay};
use crate::time::Weekday;

/// The value kept under `key`.
pub(crate) fn get<T: DeserializeOwned>(db: &Reading<'_>, key: &str) -> Result<Option<T>> {
    db.sql("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
        .map(|value| value.map(|Json(value)| value))
        .map_err(failure::of_row("setting", key))
}

/// Keeps `value` under `key`, or nothing; answers with what stood there.
pub(crate) fn swap(
    db: &Writing<'_>,
    key: &str,
    value: Option<&impl Serialize>,
) -> Result<Option<Value>> {
    let former = get(db, key)?;
    match value {
        Some(value) => db
            .sql(
                "INSERT INTO setting (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            )?
            .execute((key, Json(value)))?,
        None => db
            .sql("DELETE FROM setting WHERE key = ?1")?
            .execute([key])?,
    };
    Ok(former)
}

/// The planned sleep of the week; a weekday without a plan of its own has the default's.
pub(crate) fn schedule(db: &Reading<'_>) -> Result<Schedule> {
    Ok(Schedule::default().with(&planned(db)?))
}

/// The weekdays that the person has planned.
pub(crate) fn planned(db: &Reading<'_>) -> Result<Schedule> {
    let mut plan = db.sql("SELECT bed, rise FROM schedule WHERE weekday = ?1")?;
    let mut days = Vec::new();
    for day in Weekday::ALL {
        let planned = plan
            .query_row([number(day)], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()
            .map_err(failure::of_row("schedule", number(day)))?;
        days.extend(planned.map(|(bed, rise)| ScheduleDay { day, bed, rise }));
    }
    Ok(Schedule(days))
}

/// Plans the weekdays that `schedule` names and no other; answers with those that were planned.
pub(crate) fn swap_schedule(db: &Writing<'_>, schedule: &Schedule) -> Result<Schedule> {
    let former = planned(db)?;
    db.sql("DELETE FROM schedule")?.execute([])?;
    let mut plan = db.sql("INSERT INTO schedule (weekday, bed, rise) VALUES (?1, ?2, ?3)")?;
    for day in &schedule.0 {
        plan.execute((number(day.day), day.bed, day.rise))?;
    }
    Ok(former)
}

/// The column's number of a weekday: 1 is Monday (ISO 8601).
fn number(day: Weekday) -> i64 {
    match day {
        Weekday::Mon => 1,
        Weekday::Tue => 2,
        Weekday::Wed => 3,
        Weekday::Thu => 4,
        Weekday::Fri => 5,
        Weekday::Sat => 6,
        Weekday::Sun => 7,
    }
}
