//! A reminder set by the command line, and what the ledger says became of it.

use chrono::{DateTime, FixedOffset, Utc};
use serde_json::Value;

use crate::Desk;

/// Sets an own reminder for every evening at `at` (`HH:MM`).
pub fn remind(desk: &Desk, title: &str, at: &str) {
    let _ = desk.cli(&[
        "reminders",
        "add",
        "--kind",
        "custom",
        "--title",
        title,
        "--at",
        at,
    ]);
}

/// What became of reminders, latest first.
#[must_use]
pub fn states(desk: &Desk) -> Vec<String> {
    let state = |one: &Value| one["state"].as_str().expect("a state").to_owned();
    history(desk).iter().map(state).collect()
}

/// When reminders were due, latest first, in UTC.
#[must_use]
pub fn dues(desk: &Desk) -> Vec<String> {
    let due = |one: &Value| {
        let due = one["due"].as_str().expect("an instant");
        let due = utc(due);
        due.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    };
    history(desk).iter().map(due).collect()
}

/// An instant written as the command line writes it.
///
/// # Panics
/// Where it is not in RFC 3339.
#[must_use]
pub fn utc(instant: &str) -> DateTime<Utc> {
    instant
        .parse::<DateTime<FixedOffset>>()
        .expect("RFC 3339")
        .to_utc()
}

fn history(desk: &Desk) -> Vec<Value> {
    let history = desk.cli(&["reminders", "history"]);
    history.as_array().expect("a list").clone()
}
