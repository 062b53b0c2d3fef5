//! Reminders and their ledger.

use rusqlite::{OptionalExtension, Row, named_params};

use super::columns::{Day, Json, Millis, Slug};
use super::{Reading, Writing, failure};
use crate::error::Result;
use crate::reminders::{LedgerRow, Planned, ReminderDraft, ReminderId};
use crate::time::Instant;

/// Where a reminder came from that was brought in from a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    /// What calendars know it by.
    pub(crate) external_id: Option<String>,
    /// The import it came in by.
    pub(crate) import: u32,
}

/// A reminder as it is kept: with its ledger, so that a removal can be taken back whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// What the person set up.
    pub(crate) draft: ReminderDraft,
    /// From when on its rule stands as it is.
    pub(crate) since: Instant,
    /// What became of its occurrences.
    pub(crate) ledger: Vec<LedgerRow>,
    /// Where it came from; one that stands there already keeps its own.
    pub(crate) origin: Option<Origin>,
}

/// All reminders, in the order they were set up.
pub(crate) fn all(db: &Reading<'_>) -> Result<Vec<Planned>> {
    db.sql("SELECT * FROM reminder ORDER BY id")?
        .query_map([], planned)?
        .collect::<rusqlite::Result<_>>()
        .map_err(failure::of_row("reminder", ""))
}

/// The reminder `id`.
pub(crate) fn get(db: &Reading<'_>, id: ReminderId) -> Result<Option<Planned>> {
    db.sql("SELECT * FROM reminder WHERE id = ?1")?
        .query_row([id.0], planned)
        .optional()
        .map_err(failure::of_row("reminder", id.0))
}

/// Keeps a new reminder.
pub(crate) fn insert(
    db: &Writing<'_>,
    draft: &ReminderDraft,
    since: Instant,
) -> Result<ReminderId> {
    write(db, None, draft, since, None)
}

/// Keeps a new reminder that came from a calendar.
pub(crate) fn bring_in(
    db: &Writing<'_>,
    draft: &ReminderDraft,
    since: Instant,
    origin: &Origin,
) -> Result<ReminderId> {
    write(db, None, draft, since, Some(origin))
}

/// The reminders that came in by the import `id`.
pub(crate) fn of_import(db: &Reading<'_>, id: u32) -> Result<Vec<ReminderId>> {
    let mut statement = db.sql("SELECT id FROM reminder WHERE import_id = ?1 ORDER BY id")?;
    let ids = statement
        .query_map([id], |row| Ok(ReminderId(row.get(0)?)))?
        .collect::<rusqlite::Result<_>>();
    ids.map_err(failure::of_row("reminder", "?"))
}

/// What calendars know the reminder `id` by.
pub(crate) fn external_id(db: &Reading<'_>, id: ReminderId) -> Result<Option<String>> {
    Ok(origin(db, id)?.and_then(|origin| origin.external_id))
}

/// The reminder that calendars know by `external_id`.
pub(crate) fn known_by(db: &Reading<'_>, external_id: &str) -> Result<Option<ReminderId>> {
    db.sql("SELECT id FROM reminder WHERE external_id = ?1")?
        .query_row([external_id], |row| Ok(ReminderId(row.get(0)?)))
        .optional()
        .map_err(failure::of_row("reminder", external_id))
}

fn origin(db: &Reading<'_>, id: ReminderId) -> Result<Option<Origin>> {
    let sql = "SELECT external_id, import_id FROM reminder WHERE id = ?1 AND import_id IS NOT NULL";
    db.sql(sql)?
        .query_row([id.0], |row| {
            Ok(Origin {
                external_id: row.get(0)?,
                import: row.get(1)?,
            })
        })
        .optional()
        .map_err(failure::of_row("reminder", id.0))
}

/// Lets `state` stand under `id`, or nothing; answers with what stood there.
///
/// Ledger rows that are there already are left alone: what became of an occurrence meanwhile is newer.
pub(crate) fn swap(db: &Writing<'_>, id: ReminderId, state: Option<&Kept>) -> Result<Option<Kept>> {
    let former = match get(db, id)? {
        Some(Planned { draft, since, .. }) => {
            let ledger = rows(
                db,
                "SELECT * FROM occurrence WHERE reminder_id = :id ORDER BY due",
                named_params! { ":id": id.0 },
            )?;
            Some(Kept {
                draft,
                since,
                ledger,
                origin: origin(db, id)?,
            })
        }
        None => None,
    };
    match state {
        Some(kept) => {
            write(db, Some(id), &kept.draft, kept.since, kept.origin.as_ref())?;
            for row in &kept.ledger {
                if self::row(db, row.id, row.due)?.is_none() {
                    put(db, row)?;
                }
            }
        }
        None => {
            db.sql("DELETE FROM reminder WHERE id = ?1")?
                .execute([id.0])?;
        }
    }
    Ok(former)
}

fn write(
    db: &Writing<'_>,
    id: Option<ReminderId>,
    draft: &ReminderDraft,
    since: Instant,
    origin: Option<&Origin>,
) -> Result<ReminderId> {
    let id = db
        .sql(
            "INSERT INTO reminder (id, kind, title, body, routine, rule, grace_min, sound, actions, appointment, enabled, since,
                 external_id, import_id)
             VALUES (:id, :kind, :title, :body, :routine, :rule, :grace, :sound, :actions, :appointment, :enabled, :since,
                 :external_id, :import_id)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, body = excluded.body,
                 routine = excluded.routine, rule = excluded.rule, grace_min = excluded.grace_min, sound = excluded.sound,
                 actions = excluded.actions, appointment = excluded.appointment, enabled = excluded.enabled, since = excluded.since
             RETURNING id",
        )?
        .query_row(
            named_params! {
                ":id": id.map(|id| id.0),
                ":kind": Slug(draft.kind),
                ":title": draft.title,
                ":body": draft.body,
                ":routine": draft.routine,
                ":rule": Json(&draft.rule),
                ":grace": draft.grace_min,
                ":sound": Slug(draft.sound),
                ":actions": Json(&draft.actions),
                ":appointment": draft.appointment.as_ref().map(Json),
                ":enabled": draft.enabled,
                ":external_id": origin.and_then(|origin| origin.external_id.as_deref()),
                ":import_id": origin.map(|origin| origin.import),
                ":since": Millis(since),
            },
            |row| row.get(0),
        )?;
    Ok(ReminderId(id))
}

/// The ledger from `from` on, and all rows before it that still wait to be shown.
pub(crate) fn ledger(db: &Reading<'_>, from: Option<Instant>) -> Result<Vec<LedgerRow>> {
    // Two queries in one: SQLite uses an index for each, and for an OR of both none.
    rows(
        db,
        "SELECT * FROM occurrence WHERE due >= :from
         UNION ALL
         SELECT * FROM occurrence WHERE due < :from AND state IN ('planned', 'snoozed')
         ORDER BY due, reminder_id",
        named_params! { ":from": Millis(from.unwrap_or(Instant::MIN_UTC)) },
    )
}

/// What stands in the ledger of the occurrence of `id` due at `due`.
pub(crate) fn row(db: &Reading<'_>, id: ReminderId, due: Instant) -> Result<Option<LedgerRow>> {
    db.sql("SELECT * FROM occurrence WHERE reminder_id = ?1 AND due = ?2")?
        .query_row((id.0, Millis(due)), ledger_row)
        .optional()
        .map_err(failure::of_row("occurrence", id.0))
}

/// Lets `state` stand in the ledger of that occurrence, or nothing; answers with what stood there.
pub(crate) fn swap_row(
    db: &Writing<'_>,
    id: ReminderId,
    due: Instant,
    state: Option<&LedgerRow>,
) -> Result<Option<LedgerRow>> {
    let former = row(db, id, due)?;
    match state {
        Some(row) => put(db, row)?,
        None => {
            db.sql("DELETE FROM occurrence WHERE reminder_id = ?1 AND due = ?2")?
                .execute((id.0, Millis(due)))?;
        }
    }
    Ok(former)
}

/// Writes `row` over what stood in its place.
pub(crate) fn put(db: &Writing<'_>, row: &LedgerRow) -> Result<()> {
    db.sql(
        "INSERT INTO occurrence (reminder_id, due, day, before_min, zone, state, changed_at, shown_at, snoozed_until, until_free)
         VALUES (:id, :due, :day, :before, :zone, :state, :changed_at, :shown_at, :snoozed_until, :until_free)
         ON CONFLICT (reminder_id, due) DO UPDATE SET day = excluded.day, before_min = excluded.before_min, zone = excluded.zone, state = excluded.state,
             changed_at = excluded.changed_at, shown_at = excluded.shown_at, snoozed_until = excluded.snoozed_until,
             until_free = excluded.until_free",
    )?
    .execute(named_params! {
        ":id": row.id.0,
        ":due": Millis(row.due),
        ":day": Day(row.day),
        ":before": row.before,
        ":zone": row.zone,
        ":state": Slug(row.state),
        ":changed_at": Millis(row.changed_at),
        ":shown_at": row.shown_at.map(Millis),
        ":snoozed_until": row.snoozed_until.map(Millis),
        ":until_free": row.until_free,
    })?;
    Ok(())
}

fn rows(
    db: &Reading<'_>,
    sql: &str,
    params: &[(&str, &dyn rusqlite::ToSql)],
) -> Result<Vec<LedgerRow>> {
    db.sql(sql)?
        .query_map(params, ledger_row)?
        .collect::<rusqlite::Result<_>>()
        .map_err(failure::of_row("occurrence", ""))
}

fn planned(row: &Row<'_>) -> rusqlite::Result<Planned> {
    let Slug(kind) = row.get("kind")?;
    let Json(rule) = row.get("rule")?;
    let Slug(sound) = row.get("sound")?;
    let Json(actions) = row.get("actions")?;
    let appointment: Option<Json<_>> = row.get("appointment")?;
    let Millis(since) = row.get("since")?;
    Ok(Planned {
        id: ReminderId(row.get("id")?),
        draft: ReminderDraft {
            kind,
            title: row.get("title")?,
            body: row.get("body")?,
            routine: row.get("routine")?,
            rule,
            grace_min: row.get("grace_min")?,
            sound,
            actions,
            appointment: appointment.map(|Json(appointment)| appointment),
            enabled: row.get("enabled")?,
        },
        since,
    })
}

fn ledger_row(row: &Row<'_>) -> rusqlite::Result<LedgerRow> {
    let Millis(due) = row.get("due")?;
    let Day(day) = row.get("day")?;
    let Slug(state) = row.get("state")?;
    let Millis(changed_at) = row.get("changed_at")?;
    let instant = |column| {
        Ok::<_, rusqlite::Error>(row.get::<_, Option<Millis>>(column)?.map(|Millis(at)| at))
    };
    Ok(LedgerRow {
        id: ReminderId(row.get("reminder_id")?),
        due,
        day,
        before: row.get("before_min")?,
        zone: row.get("zone")?,
        state,
        changed_at,
        shown_at: instant("shown_at")?,
        snoozed_until: instant("snoozed_until")?,
        until_free: row.get("until_free")?,
    })
}
