//! Trials on oneself.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, named_params};

use super::columns::{Day, Slug};
use super::{Reading, Writing, failure};
use crate::error::Result;
use crate::reminders::ReminderId;
use crate::time::Night;
use crate::trial::{Adherence, ArmPlan, Course, Trial};

/// A trial as it is kept: with what the person said of its evenings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The trial.
    pub(crate) trial: Trial,
    /// What was said of its evenings.
    pub(crate) said: BTreeMap<Night, Adherence>,
}

/// All trials with their ids, latest first.
pub(crate) fn all(db: &Reading<'_>) -> Result<Vec<(u32, Kept)>> {
    let ids: Vec<u32> = db
        .sql("SELECT id FROM trial ORDER BY start DESC, id DESC")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("trial", "?"))?;
    let mut trials = Vec::with_capacity(ids.len());
    for id in ids {
        trials.extend(get(db, id)?.map(|kept| (id, kept)));
    }
    Ok(trials)
}

/// The trial whose evenings `reminder` tells.
pub(crate) fn of_reminder(db: &Reading<'_>, reminder: ReminderId) -> Result<Option<(u32, Trial)>> {
    db.sql("SELECT * FROM trial WHERE reminder = ?1")?
        .query_row([reminder.0], |row| Ok((row.get("id")?, trial(row)?)))
        .optional()
        .map_err(failure::of_row("trial", "?"))
}

/// The trial `id`.
pub(crate) fn get(db: &Reading<'_>, id: u32) -> Result<Option<Kept>> {
    let found = db
        .sql("SELECT * FROM trial WHERE id = ?1")?
        .query_row([id], trial)
        .optional()
        .map_err(failure::of_row("trial", id))?;
    let Some(trial) = found else {
        return Ok(None);
    };
    let said = db
        .sql("SELECT night, adherence FROM trial_night WHERE trial = ?1")?
        .query_map([id], |row| {
            let (Day(night), Slug(adherence)) = (row.get(0)?, row.get(1)?);
            Ok((night, adherence))
        })?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("trial_night", id))?;
    Ok(Some(Kept { trial, said }))
}

/// Keeps a new trial.
pub(crate) fn insert(db: &Writing<'_>, kept: &Kept) -> Result<u32> {
    write(db, None, kept)
}

/// Lets `state` stand under `id`, or nothing; answers with what stood there.
pub(crate) fn swap(db: &Writing<'_>, id: u32, state: Option<&Kept>) -> Result<Option<Kept>> {
    let former = get(db, id)?;
    // What was said of its evenings goes with it.
    db.sql("DELETE FROM trial WHERE id = ?1")?.execute([id])?;
    if let Some(kept) = state {
        write(db, Some(id), kept)?;
    }
    Ok(former)
}

fn write(db: &Writing<'_>, id: Option<u32>, Kept { trial, said }: &Kept) -> Result<u32> {
    let course = &trial.course;
    let id = db
        .sql(
            "INSERT INTO trial (id, title, outcome, a, a_massage, b, b_massage, start, pairs, block_nights,
                 washout_nights, seed, ended, reminder)
             VALUES (:id, :title, :outcome, :a, :a_massage, :b, :b_massage, :start, :pairs, :block_nights,
                 :washout_nights, :seed, :ended, :reminder)
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":id": id,
                ":title": trial.title,
                ":outcome": Slug(trial.outcome),
                ":a": trial.a.words,
                ":a_massage": trial.a.massage,
                ":b": trial.b.words,
                ":b_massage": trial.b.massage,
                ":start": Day(course.start),
                ":pairs": course.pairs,
                ":block_nights": course.block_nights,
                ":washout_nights": course.washout_nights,
                ":seed": course.seed,
                ":ended": trial.ended.map(Day),
                ":reminder": trial.reminder.map(|reminder| reminder.0),
            },
            |row| row.get(0),
        )?;
    let mut night =
        db.sql("INSERT INTO trial_night (trial, night, adherence) VALUES (?1, ?2, ?3)")?;
    for (date, adherence) in said {
        night.execute((id, Day(*date), Slug(*adherence)))?;
    }
    Ok(id)
}

fn trial(row: &Row<'_>) -> rusqlite::Result<Trial> {
    let (Slug(outcome), Day(start)) = (row.get("outcome")?, row.get("start")?);
    let plan = |words, massage| {
        Ok::<_, rusqlite::Error>(ArmPlan {
            words: row.get(words)?,
            massage: row.get(massage)?,
        })
    };
    let ended: Option<Day> = row.get("ended")?;
    Ok(Trial {
        title: row.get("title")?,
        outcome,
        a: plan("a", "a_massage")?,
        b: plan("b", "b_massage")?,
        course: Course {
            start,
            pairs: row.get("pairs")?,
            block_nights: row.get("block_nights")?,
            washout_nights: row.get("washout_nights")?,
            seed: row.get("seed")?,
        },
        ended: ended.map(|Day(night)| night),
        reminder: row.get::<_, Option<u32>>("reminder")?.map(ReminderId),
    })
}
