//! Vesper's own JSON: the diary as [`Portable`] writes it.

use super::Reading;
use crate::diary::Portable;
use crate::error::Invalid;

pub(super) fn recognises(head: &str) -> bool {
    let head: String = head
        .chars()
        .filter(|character| !character.is_whitespace())
        .take(20)
        .collect();
    head.starts_with("{\"vesper_diary\":")
}

pub(super) fn read(file: &str) -> Result<Reading, Invalid> {
    let unreadable = |error: serde_json::Error| {
        let line = error.line().to_string();
        Invalid::new(
            "file",
            "error_import_json",
            &[("line", &line), ("cause", &error.to_string())],
        )
    };
    let portable: Portable = serde_json::from_str(file).map_err(unreadable)?;
    if portable.vesper_diary > Portable::VERSION {
        return Err(Invalid::new("file", "error_import_json_newer", &[]));
    }
    let mut reading = Reading::default();
    for (position, record) in portable.records.into_iter().enumerate() {
        // A record has no line of its own in JSON; its place in the list tells as much.
        reading.take(
            u32::try_from(position + 1).unwrap_or(u32::MAX),
            Ok(record.into()),
        );
    }
    for day in portable.day_factors {
        match day.factors.validate(day.night) {
            Ok(()) => reading.factors.push((day.night, day.factors)),
            Err(invalid) => reading.skip(0, format!("{}: {}", day.night, invalid.message)),
        }
    }
    Ok(reading)
}
