//! Massage sessions and the answers to the safety screen.

use rusqlite::{OptionalExtension, Row, named_params};

use super::columns::{Day, Json, Millis};
use super::{Reading, Writing, failure};
use crate::error::Result;
use crate::massage::{Answer, Answers, MassageSession, Safety};
use crate::time::{Instant, Night, Zone};

/// A session as it is kept: with the evening it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The evening.
    pub(crate) night: Night,
    /// The session.
    pub(crate) session: MassageSession,
}

/// All sessions with their ids, latest first.
pub(crate) fn all(db: &Reading<'_>) -> Result<Vec<(u32, Kept)>> {
    let mut statement = db.sql("SELECT * FROM massage_session ORDER BY at DESC, id DESC")?;
    let mut rows = statement.query([])?;
    let mut sessions = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row
            .get("id")
            .map_err(failure::of_row("massage_session", "?"))?;
        let kept = kept(row).map_err(failure::of_row("massage_session", id))?;
        sessions.push((id, kept));
    }
    Ok(sessions)
}

/// When massages were begun, each with the evening it belongs to and the zone it was in.
pub(crate) fn begun(db: &Reading<'_>) -> Result<Vec<(Night, Instant, Zone)>> {
    db.sql("SELECT night, at, zone FROM massage_session ORDER BY at")?
        .query_map([], |row| {
            let (Day(night), Millis(at)) = (row.get(0)?, row.get(1)?);
            Ok((night, at, row.get(2)?))
        })?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("massage_session", "?"))
}

/// Keeps a new session.
pub(crate) fn insert(db: &Writing<'_>, kept: &Kept) -> Result<u32> {
    write(db, None, kept)
}

/// The session `id`.
pub(crate) fn get(db: &Reading<'_>, id: u32) -> Result<Option<Kept>> {
    db.sql("SELECT * FROM massage_session WHERE id = ?1")?
        .query_row([id], kept)
        .optional()
        .map_err(failure::of_row("massage_session", id))
}

/// Lets `state` stand under `id`, or nothing; answers with what stood there.
pub(crate) fn swap(db: &Writing<'_>, id: u32, state: Option<&Kept>) -> Result<Option<Kept>> {
    let former = get(db, id)?;
    match state {
        Some(kept) => {
            write(db, Some(id), kept)?;
        }
        None => {
            db.sql("DELETE FROM massage_session WHERE id = ?1")?
                .execute([id])?;
        }
    }
    Ok(former)
}

fn write(db: &Writing<'_>, id: Option<u32>, kept: &Kept) -> Result<u32> {
    let Kept { night, session } = kept;
    let regions: Vec<String> = session.regions.iter().map(ToString::to_string).collect();
    let id = db
        .sql(
            "INSERT OR REPLACE INTO massage_session (id, night, at, zone, routine, professional, kind, regions, cost,
                 minutes, completed, tension_before, tension_after, pain_before, pain_after, note)
             VALUES (:id, :night, :at, :zone, :routine, :professional, :kind, :regions, :cost,
                 :minutes, :completed, :tension_before, :tension_after, :pain_before, :pain_after, :note)
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":id": id,
                ":night": Day(*night),
                ":at": Millis(session.at),
                ":zone": session.zone,
                ":routine": session.routine,
                ":professional": session.professional,
                ":kind": session.kind,
                ":regions": Json(regions),
                ":cost": session.cost,
                ":minutes": session.minutes,
                ":completed": session.completed,
                ":tension_before": session.tension_before,
                ":tension_after": session.tension_after,
                ":pain_before": session.pain_before,
                ":pain_after": session.pain_after,
                ":note": session.note,
            },
            |row| row.get(0),
        )?;
    Ok(id)
}

fn kept(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let (Day(night), Millis(at)) = (row.get("night")?, row.get("at")?);
    let Json::<Vec<String>>(regions) = row.get("regions")?;
    Ok(Kept {
        night,
        session: MassageSession {
            routine: row.get("routine")?,
            professional: row.get("professional")?,
            kind: row.get("kind")?,
            // A region that a later Vesper no longer has says nothing.
            regions: regions
                .iter()
                .filter_map(|spot| spot.parse().ok())
                .collect(),
            cost: row.get("cost")?,
            at,
            zone: row.get("zone")?,
            minutes: row.get("minutes")?,
            completed: row.get("completed")?,
            tension_before: row.get("tension_before")?,
            tension_after: row.get("tension_after")?,
            pain_before: row.get("pain_before")?,
            pain_after: row.get("pain_after")?,
            note: row.get("note")?,
        },
    })
}

/// The answers given to the questions of `safety`.
///
/// An answer that its question no longer takes, or whose question is gone, counts as none: it is asked again.
pub(crate) fn answers(db: &Reading<'_>, safety: &Safety) -> Result<Answers> {
    let kept: Vec<(String, String, Instant)> = db
        .sql("SELECT key, answer, at FROM safety_answer")?
        .query_map([], |row| {
            let Millis(at) = row.get(2)?;
            Ok((row.get(0)?, row.get(1)?, at))
        })?
        .collect::<Result<_, _>>()
        .map_err(failure::of_row("safety_answer", "?"))?;
    let read = kept
        .iter()
        .filter_map(|(key, text, at)| safety.answer(key, text, *at).ok());
    Ok(read.collect())
}

/// An answer as it is kept: its words, and when it was given.
pub(crate) type KeptAnswer = (String, Instant);

/// Keeps `answer`.
pub(crate) fn answer(db: &Writing<'_>, answer: &Answer) -> Result<Option<KeptAnswer>> {
    swap_answer(db, &answer.key, Some(&(answer.text(), answer.at)))
}

/// The answer to `key`.
pub(crate) fn get_answer(db: &Reading<'_>, key: &str) -> Result<Option<KeptAnswer>> {
    db.sql("SELECT answer, at FROM safety_answer WHERE key = ?1")?
        .query_row([key], |row| {
            let Millis(at) = row.get(1)?;
            Ok((row.get(0)?, at))
        })
        .optional()
        .map_err(failure::of_row("safety_answer", key))
}

/// Lets `state` stand as the answer to `key`, or nothing; answers with what stood there.
pub(crate) fn swap_answer(
    db: &Writing<'_>,
    key: &str,
    state: Option<&KeptAnswer>,
) -> Result<Option<KeptAnswer>> {
    let former = get_answer(db, key)?;
    match state {
        Some((text, at)) => db
            .sql("INSERT OR REPLACE INTO safety_answer (key, answer, at) VALUES (?1, ?2, ?3)")?
            .execute((key, text, Millis(*at)))?,
        None => db
            .sql("DELETE FROM safety_answer WHERE key = ?1")?
            .execute([key])?,
    };
    Ok(former)
}
