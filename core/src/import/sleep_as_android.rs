//! Sleep as Android's `sleep-export.csv`.
//!
//! It is not one table: every record brings its own header line (`Id,Tz,From,To,...`), then clock times and events of that night
//! as further columns; an optional third line carries noise levels. Only `Id`, the start in epoch milliseconds, is exact: `From`
//! and `To` are local clock times and wrong across a DST change. The end is `Id` + `Hours`, elapsed.

use std::collections::HashSet;

use chrono::{DateTime, Duration};

use super::{Reader, Reading};
use crate::diary::{RecordKind, SleepRecord, Source};
use crate::error::Invalid;

use crate::time::{Minutes, Zone, night_of};

/// A recording shorter than this is a try of the tracker, not sleep.
const SHORTEST: Duration = Duration::minutes(5);
/// A sleep shorter than this is a nap, even where it is the only one of its day.
const SHORTEST_NIGHT: Duration = Duration::hours(3);
/// The source slug of these records.
const SOURCE: &str = "sleep-as-android";

pub(super) fn recognises(head: &str) -> bool {
    head.starts_with("Id,Tz,From,To,Sched,Hours")
}

pub(super) fn read(text: &str, reader: &mut Reader<'_>) -> Result<Reading, Invalid> {
    let mut rows = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut reading = Reading::default();
    let mut columns = Columns::default();
    let mut seen = HashSet::new();
    let mut row = csv::StringRecord::new();
    loop {
        let line = u32::try_from(rows.position().line()).unwrap_or(u32::MAX);
        match rows.read_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                reading.skip(
                    line,
                    crate::text::text("import_row_unreadable", &[("cause", &error.to_string())]),
                );
                continue;
            }
        }
        reader.report(
            usize::try_from(rows.position().byte()).unwrap_or(usize::MAX),
            text.len(),
        )?;
        match row.get(0) {
            Some("Id") => columns = Columns::of(&row),
            // The third line of a record: noise levels, no record of its own.
            Some("") | None => {}
            Some(id) if !seen.insert(id.to_owned()) => {
                reading.skip(line, crate::text::text("import_row_twice", &[]))
            }
            Some(_) => reading.take(line, columns.record(&row, reader)),
        }
    }
    name_naps(&mut reading);
    Ok(reading)
}

/// Where the columns that are read stand: the header line says, and versions of the app differ.
#[derive(Debug, Default)]
struct Columns(Vec<String>);

impl Columns {
    fn of(header: &csv::StringRecord) -> Self {
        Self(header.iter().map(str::to_owned).collect())
    }

    fn get<'r>(&self, row: &'r csv::StringRecord, name: &str) -> Option<&'r str> {
        row.get(self.0.iter().position(|column| column == name)?)
    }

    fn number(&self, row: &csv::StringRecord, name: &str) -> Result<f64, Invalid> {
        let value = self.get(row, name).unwrap_or_default();
        let refuse = || {
            Invalid::new(
                name,
                "import_row_number",
                &[("column", name), ("value", value)],
            )
        };
        value
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .ok_or_else(refuse)
    }

    fn record(&self, row: &csv::StringRecord, reader: &Reader<'_>) -> Result<SleepRecord, Invalid> {
        let id = self.get(row, "Id").unwrap_or_default();
        let refuse_id = || {
            Invalid::new(
                "Id",
                "import_row_number",
                &[("column", "Id"), ("value", id)],
            )
        };
        let start = id
            .parse()
            .ok()
            .and_then(DateTime::from_timestamp_millis)
            .ok_or_else(refuse_id)?;
        let named: Result<Zone, Invalid> = self.get(row, "Tz").unwrap_or_default().parse();
        let zone = named.or_else(|unknown| reader.zone.ok_or(unknown))?;
        let hours = self.number(row, "Hours")?;
        if !(0.0..=48.0).contains(&hours) {
            return Err(Invalid::new(
                "Hours",
                "import_row_length",
                &[("hours", &hours.to_string())],
            ));
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most 48 hours in milliseconds"
        )]
        let length = Duration::milliseconds((hours * 3_600_000.0).round() as i64);
        if length < SHORTEST {
            return Err(Invalid::new("Hours", "import_row_short", &[]));
        }
        #[expect(clippy::cast_possible_truncation, reason = "a rating of 1 to 5 stars")]
        let quality = self
            .number(row, "Rating")
            .ok()
            .filter(|stars| (0.5..=5.0).contains(stars))
            .map(|stars| stars.round() as u8);
        // What the person or the app took off is awake time; the app counts the rest as sleep. Below nought it was not said.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "minutes of one night, bounded above"
        )]
        let waso = self
            .number(row, "LenAdjust")
            .ok()
            .filter(|minutes| (0.0..=2_880.0).contains(minutes))
            .map(|minutes| Minutes(minutes.round() as i32));
        Ok(SleepRecord {
            night: night_of(start, zone, reader.rollover),
            kind: RecordKind::Night,
            source: Source(SOURCE.to_owned()),
            external_id: Some(id.to_owned()),
            zone,
            zone_end: zone,
            in_bed: None,
            lights_out: None,
            sleep_onset: Some(start),
            final_wake: Some(start + length),
            out_of_bed: None,
            awakenings: None,
            waso,
            tasafa: None,
            wanted_wake: None,
            quality,
            rested: None,
            note: self.get(row, "Comment").and_then(note),
        })
    }
}

/// The comment as a note: the app writes a line break as the two characters `\n`.
fn note(comment: &str) -> Option<String> {
    let lines = comment.replace("\\n", "\n");
    let kept: Vec<&str> = lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    (!kept.is_empty()).then(|| kept.join("\n"))
}

/// The app does not say what is a nap: the longest sleep of a noon-to-noon day is its night, if it is long enough to be one.
fn name_naps(reading: &mut Reading) {
    let length = |record: &SleepRecord| {
        record
            .end()
            .zip(record.start())
            .map_or(Duration::zero(), |(end, start)| end - start)
    };
    let mut longest = std::collections::HashMap::new();
    for found in &reading.records {
        let best = longest
            .entry(found.record.night)
            .or_insert((Duration::zero(), 0));
        let this = length(&found.record);
        if this > best.0 {
            *best = (this, found.line);
        }
    }
    for found in &mut reading.records {
        let is_longest = longest
            .get(&found.record.night)
            .is_some_and(|(_, line)| *line == found.line);
        if !is_longest || length(&found.record) < SHORTEST_NIGHT {
            found.record.kind = RecordKind::Nap;
            // A nap belongs to the civil date it began on.
            if let Some(start) = found.record.start() {
                found.record.night = start.with_timezone(&found.record.zone.0).date_naive();
            }
        }
    }
}

#[cfg(test)]
mod tests;
