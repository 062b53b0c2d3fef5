//! Vesper's own JSON: the diary as `Portable` writes it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Reader, Reading};
use crate::diary::{Portable, PortableFactors, PortableRecord};
use crate::error::Invalid;

/// [`Portable`] with its lists still unread: one entry that cannot be is one row left out.
#[derive(Deserialize)]
struct Layout<'f> {
    vesper_diary: u32,
    #[serde(borrow)]
    records: Vec<&'f RawValue>,
    #[serde(borrow)]
    day_factors: Vec<&'f RawValue>,
}

pub(super) fn recognises(head: &str) -> bool {
    let head: String = head
        .chars()
        .filter(|character| !character.is_whitespace())
        .take(20)
        .collect();
    head.starts_with("{\"vesper_diary\":")
}

pub(super) fn read(file: &str, reader: &mut Reader<'_>) -> Result<Reading, Invalid> {
    let unreadable = |error: serde_json::Error| {
        let line = error.line().to_string();
        Invalid::new(
            "file",
            "error_import_json",
            &[("line", &line), ("cause", &error.to_string())],
        )
    };
    let layout: Layout<'_> = serde_json::from_str(file).map_err(unreadable)?;
    if layout.vesper_diary > Portable::VERSION {
        return Err(Invalid::new("file", "error_import_json_newer", &[]));
    }
    let mut reading = Reading::default();
    let mut place = Place {
        file,
        at: 0,
        line: 1,
    };
    for raw in layout.records {
        place.go_to(raw);
        reader.report(place.at, file.len())?;
        let record = entry::<PortableRecord>(raw);
        reading.take(place.line, record.map(Into::into));
    }
    // The lists may stand in either order.
    let mut place = Place {
        file,
        at: 0,
        line: 1,
    };
    for raw in layout.day_factors {
        place.go_to(raw);
        let day = entry::<PortableFactors>(raw).and_then(|day| {
            day.factors.validate(day.night)?;
            Ok((day.night, day.factors))
        });
        match day {
            Ok(day) => reading.factors.push(day),
            Err(invalid) => reading.skip(place.line, invalid.message),
        }
    }
    Ok(reading)
}

/// A place in the file: so many bytes from its beginning, on this line.
struct Place<'f> {
    file: &'f str,
    at: usize,
    line: u32,
}

impl Place<'_> {
    /// Goes on to where `raw`, a part of the file, begins.
    fn go_to(&mut self, raw: &RawValue) {
        let at = raw
            .get()
            .as_ptr()
            .addr()
            .saturating_sub(self.file.as_ptr().addr());
        let between = self.file.get(self.at..at).unwrap_or_default();
        let lines = between.bytes().filter(|byte| *byte == b'\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.at = at;
    }
}

/// Reads one entry of a list; the library's own count of lines, which begins with the entry, is left out of the cause.
fn entry<T: DeserializeOwned>(raw: &RawValue) -> Result<T, Invalid> {
    serde_json::from_str(raw.get()).map_err(|error| {
        let said = error.to_string();
        let cause = said
            .rsplit_once(" at line ")
            .map_or(said.as_str(), |(cause, _)| cause);
        Invalid::new("row", "import_row_unreadable", &[("cause", cause)])
    })
}
