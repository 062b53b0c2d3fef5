//! Vesper's own CSV: one record a row, under the names of `PortableRecord`. Columns beyond those (the derived ones that the
//! export adds for people, or a person's own) are left alone.

use super::{Reader, Reading};
use crate::diary::PortableRecord;
use crate::error::Invalid;
use crate::text::text;

pub(super) fn recognises(head: &str) -> bool {
    let header = head.lines().next().unwrap_or_default();
    ["night", "kind", "source", "zone", "final_wake"]
        .iter()
        .all(|needed| header.split(',').any(|column| column == *needed))
}

pub(super) fn read(file: &str, reader: &mut Reader<'_>) -> Result<Reading, Invalid> {
    let mut rows = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(file.as_bytes());
    let headers = rows
        .headers()
        .map_err(|error| unreadable("file", &error))?
        .clone();
    let mut reading = Reading::default();
    let mut row = csv::StringRecord::new();
    loop {
        let line = u32::try_from(rows.position().line()).unwrap_or(u32::MAX);
        match rows.read_record(&mut row) {
            Ok(false) => return Ok(reading),
            Ok(true) => {}
            Err(error) => {
                reading.skip(line, unreadable("row", &error).message);
                continue;
            }
        }
        reader.report(
            usize::try_from(rows.position().byte()).unwrap_or(usize::MAX),
            file.len(),
        )?;
        let record = row
            .deserialize::<PortableRecord>(Some(&headers))
            .map_err(|error| unreadable("row", &error));
        reading.take(line, record.map(Into::into));
    }
}

/// The library's cause without its own count of lines: ours stands beside it.
fn unreadable(field: &str, error: &csv::Error) -> Invalid {
    let cause = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => match err.field() {
            Some(column) => text(
                "import_row_column",
                &[
                    ("column", &(column + 1).to_string()),
                    ("cause", &err.kind().to_string()),
                ],
            ),
            None => err.kind().to_string(),
        },
        _ => error.to_string(),
    };
    Invalid::new(field, "import_row_unreadable", &[("cause", &cause)])
}
