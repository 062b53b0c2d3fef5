//! What became of reminders, told kind by kind: how much was done, and in which hour of the evening it is done best.
//!
//! No streaks and no scores: a share is a help for choosing a time, not a mark.

use chrono::Timelike;
use serde::Serialize;

use super::{LedgerRow, ReminderKind, State};
use crate::time::{ClockTime, local};

/// Fewer occurrences than these tell nothing of a kind: one evening more or less would change the picture.
const FEW: u32 = 8;
/// Fewer occurrences than these tell nothing of an hour, nor of the other hours it is held against.
const FEW_IN_AN_HOUR: u32 = 5;
/// One-sided 90 % of the normal distribution.
const Z: f64 = 1.2816;

/// What became of the occurrences of one kind.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct KindSummary {
    /// The kind.
    pub kind: ReminderKind,
    /// How many came due; heads-ups of appointments are not counted, nor what is still waiting to be shown.
    pub due: u32,
    /// How many of them were done.
    pub done: u32,
    /// How many were left out.
    pub skipped: u32,
    /// How many passed by before they could be shown.
    pub missed: u32,
    /// The share of `due` that was done, 0 to 1; absent under 8 occurrences.
    pub share_done: Option<f64>,
    /// The hour in which it is done best, where one stands out.
    pub best: Option<BestHour>,
}

/// An hour of the day in which a kind of reminder is done more often than in others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BestHour {
    /// Its beginning.
    pub from: ClockTime,
    /// Its end.
    pub to: ClockTime,
    /// How many were shown in it.
    pub shown: u32,
    /// How many of these were done.
    pub done: u32,
}

/// Sums `rows` up by kind, in the order in which the kinds are met.
#[must_use]
pub fn summary(rows: &[(ReminderKind, LedgerRow)]) -> Vec<KindSummary> {
    let mut kinds: Vec<ReminderKind> = Vec::new();
    for (kind, _) in rows {
        if !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    let of = |kind| {
        let rows = rows
            .iter()
            .filter(move |(other, row)| *other == kind && row.before.0 == 0);
        let rows: Vec<&LedgerRow> = rows
            .map(|(_, row)| row)
            .filter(|row| row.state != State::Planned)
            .collect();
        let count = |state| number(rows.iter().filter(|row| row.state == state).count());
        let (due, done) = (number(rows.len()), count(State::Done));
        KindSummary {
            kind,
            due,
            done,
            skipped: count(State::Skipped),
            missed: count(State::Missed),
            share_done: (due >= FEW).then(|| f64::from(done) / f64::from(due)),
            best: best_hour(&rows),
        }
    };
    kinds
        .into_iter()
        .map(of)
        .filter(|summary| summary.due > 0)
        .collect()
}

/// The hour whose share done stands out from that of all other hours.
///
/// Counted are occurrences that were shown, by the hour of the wall clock they were shown at: what nobody saw says nothing of the
/// hour. An hour stands out where the lower end of the Wilson interval of its share (one-sided 90 %) lies above the share in the
/// other hours, each side having five occurrences at least; two lucky evenings must not become advice. Wilson 1927,
/// doi:10.1080/01621459.1927.10502953.
fn best_hour(rows: &[&LedgerRow]) -> Option<BestHour> {
    let mut hours = [(0u32, 0u32); 24];
    for row in rows.iter().filter(|row| row.shown_at.is_some()) {
        let hour = local(row.shown_at.unwrap_or(row.due), row.zone).hour();
        if let Some((shown, done)) = hours.get_mut(hour as usize) {
            *shown += 1;
            *done += u32::from(row.state == State::Done);
        }
    }
    let total = hours
        .iter()
        .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let stands_out = |hour: i32, (shown, done): (u32, u32)| {
        let others = (total.0 - shown, total.1 - done);
        let enough = shown >= FEW_IN_AN_HOUR && others.0 >= FEW_IN_AN_HOUR;
        let least = wilson(done, shown);
        let best = BestHour {
            from: ClockTime::from_minutes(hour * 60),
            to: ClockTime::from_minutes(hour * 60 + 60),
            shown,
            done,
        };
        (enough && least > f64::from(others.1) / f64::from(others.0)).then_some((least, best))
    };
    (0..24)
        .zip(hours)
        .filter_map(|(hour, counts)| stands_out(hour, counts))
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, best)| best)
}

/// The lower end of the Wilson interval of `done` of `shown`.
fn wilson(done: u32, shown: u32) -> f64 {
    let (n, p) = (f64::from(shown), f64::from(done) / f64::from(shown));
    let middle = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    (middle - spread) / (1.0 + Z * Z / n)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
