//! Arguments that several commands share, and how their values are read.

use chrono::NaiveDate;
use clap::Args;
use vesper_core::error::Invalid;
use vesper_core::language::Language;
use vesper_core::time::{ClockTime, Weekday, Zone};

/// A window of nights; either end may be open.
#[derive(Args)]
pub struct Window {
    /// The first night, by the date of its evening
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// The last night
    #[arg(long, value_name = "DATE")]
    pub to: Option<NaiveDate>,
}

/// Reads a time of day.
pub fn clock(text: &str) -> Result<ClockTime, String> {
    text.parse().map_err(|invalid: Invalid| invalid.message)
}

/// Reads the name of a time zone.
pub fn zone(text: &str) -> Result<Zone, String> {
    text.parse().map_err(|invalid: Invalid| invalid.message)
}

/// Reads a weekday: `mon` to `sun`.
pub fn weekday(text: &str) -> Result<Weekday, String> {
    serde_json::from_value(text.to_lowercase().into())
        .map_err(|_| vesper_core::text::text("cli_weekday", &[("text", text)]))
}

/// Reads a language: `de`, or a locale such as `de_AT.UTF-8`.
pub fn language(text: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::code).join(", ");
    Language::of_tag(text).ok_or_else(|| {
        vesper_core::text::text("cli_language", &[("text", text), ("known", &known)])
    })
}
