//! All that Vesper knows. No Tauri, no window, no wall clock, no network.
//!
//! The map of the house, a sentence a module. A domain module is pure: it never names the store,
//! a clock's `now()` or a file path; only the store speaks SQL, only `vesper` brings the two together.

/// Sleep records: what a person or a device says of a night, and what cannot be.
pub mod diary;
/// What can go wrong, as a caller can match it.
pub mod error;
/// The diary written out. One file a format, no SQLite.
pub mod export;
/// Articles, claims, references and what a search for words finds.
pub mod guide;
/// Other programs' exports, read into drafts. One file a format, no SQLite.
pub mod import;
/// The languages Vesper speaks, and the one this program speaks now.
pub mod language;
/// Routines, the safety screen before them, the player of their time, and sessions.
pub mod massage;
/// Numbers over nights: SOL, WASO, TST, SE, regularity, social jetlag. Pure functions.
pub mod metrics;
/// Where the diary lives on this computer.
pub mod place;
/// Reminder rules, their occurrences, and the states of the ledger.
pub mod reminders;
/// The only place that speaks SQL: opening, migrations, backups, one file a table family.
mod store;
/// The message catalogue: every sentence a person reads that is not in the guide.
pub mod text;
/// Instants, zones, clock times, and which night an instant belongs to.
pub mod time;
/// A trial on oneself: evenings of two kinds in random order, and what the nights after them come to.
pub mod trial;
/// The facade: one [`Vesper`], whose verbs are what a person does.
pub mod vesper;

pub use error::{Error, Result};
pub use vesper::Vesper;
