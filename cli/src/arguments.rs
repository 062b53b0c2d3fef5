//! Arguments that several commands share, and how their values are read.

use chrono::NaiveDate;
use clap::Args;
use vesper_core::error::Invalid;
use vesper_core::language::Language;
use vesper_core::text::text;
use vesper_core::time::{ClockTime, Instant, Weekday, Zone};

/// A window of nights; either end may be open.
#[derive(Args)]
pub struct Window {
    /// The first night, by the date of its evening
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<NaiveDate>,
    /// The last night
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub to: Option<NaiveDate>,
}

/// Reads a date.
pub fn date(said: &str) -> Result<NaiveDate, String> {
    said.parse()
        .map_err(|_| text("cli_date", &[("text", said)]))
}

/// Reads an instant.
pub fn instant(said: &str) -> Result<Instant, String> {
    said.parse()
        .map_err(|_| text("cli_instant", &[("text", said)]))
}

/// Reads a time of day.
pub fn clock(said: &str) -> Result<ClockTime, String> {
    said.parse().map_err(|invalid: Invalid| invalid.message)
}

/// Reads the name of a time zone.
pub fn zone(said: &str) -> Result<Zone, String> {
    said.parse().map_err(|invalid: Invalid| invalid.message)
}

/// Reads a weekday: `mon` to `sun`.
pub fn weekday(said: &str) -> Result<Weekday, String> {
    serde_json::from_value(said.to_lowercase().into())
        .map_err(|_| text("cli_weekday", &[("text", said)]))
}

/// Reads a language: `de`, or a locale such as `de_AT.UTF-8`.
pub fn language(said: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::code).join(", ");
    Language::of_tag(said).ok_or_else(|| text("cli_language", &[("text", said), ("known", &known)]))
}
