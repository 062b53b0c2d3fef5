//! Other programs' exports, read into records. One file a format; no SQLite, no paths: a reader takes bytes.

mod compare;
mod csv;
mod ics;
mod input;
mod json;
mod sleep_as_android;

use std::io::{Read, Seek};

use serde::{Deserialize, Serialize};

use crate::diary::{DayFactors, SleepRecord};
use crate::error::Invalid;
use crate::time::{ClockTime, Instant, Night, Zone};
pub(crate) use compare::{
    Appointments, Comparison, KnownAppointment, Own, compare, compare_appointments,
};
pub use ics::FoundAppointment;
use input::Text;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ImportFormat {
    /// Sleep as Android: `sleep-export.csv`, bare or in its zip.
    SleepAsAndroid,
    /// Vesper's own CSV.
    Csv,
    /// Vesper's own JSON.
    Json,
    /// Appointments as iCalendar: a calendar, or an invitation.
    Ics,
}

impl ImportFormat {
    /// All formats, in the order in which a file is tried on them.
    pub const ALL: [Self; 4] = [Self::SleepAsAndroid, Self::Csv, Self::Json, Self::Ics];

    /// The slug the wire and the command line use.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::SleepAsAndroid => "sleep-as-android",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ics => "ics",
        }
    }

    /// Tells whether a file that begins with `head` is in this format.
    fn recognises(self, head: &str) -> bool {
        match self {
            Self::SleepAsAndroid => sleep_as_android::recognises(head),
            Self::Csv => csv::recognises(head),
            Self::Json => json::recognises(head),
            Self::Ics => ics::recognises(head),
        }
    }
}

impl std::str::FromStr for ImportFormat {
    type Err = Invalid;

    fn from_str(slug: &str) -> Result<Self, Invalid> {
        let known = || Self::ALL.map(Self::slug).join(", ");
        Self::ALL
            .into_iter()
            .find(|format| format.slug() == slug)
            .ok_or_else(|| {
                Invalid::new(
                    "format",
                    "error_format_unknown",
                    &[("format", slug), ("known", &known())],
                )
            })
    }
}

/// A row that could not be taken, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Skipped {
    /// The line in the file, from 1.
    pub line: u32,
    /// One sentence.
    pub reason: String,
}

/// One record a reader found, and the line it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The line in the file, from 1.
    pub line: u32,
    /// The record.
    pub record: SleepRecord,
}

/// What a reader made of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The records, in the file's order.
    pub records: Vec<Found>,
    /// The day factors, where the format carries them.
    pub factors: Vec<(Night, DayFactors)>,
    /// The appointments, where the format carries them, in the file's order.
    pub appointments: Vec<FoundAppointment>,
    /// Rows that could not be taken.
    pub skipped: Vec<Skipped>,
}

impl Reading {
    /// The rows the file held: those that were taken and those that were not.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.records.len() + self.appointments.len() + self.skipped.len()
    }

    fn skip(&mut self, line: u32, reason: String) {
        self.skipped.push(Skipped { line, reason });
    }

    /// Keeps what one row said: a record that can be, or the reason why it cannot.
    fn take(&mut self, line: u32, row: Result<SleepRecord, Invalid>) {
        match row.and_then(|record| crate::diary::validate(&record).map(|()| record)) {
            Ok(record) => self.records.push(Found { line, record }),
            Err(invalid) => self.skip(line, invalid.message),
        }
    }
}

/// How a file is read: what the caller knows and wants told.
pub struct Reader<'a> {
    /// The format, where the caller knows it; otherwise it is recognised by content.
    pub format: Option<ImportFormat>,
    /// The zone of records that name none that is known.
    pub zone: Option<Zone>,
    /// The present instant: an appointment that is over is left out.
    pub now: Instant,
    /// The computer's zone.
    pub here: Zone,
    /// When one night ends and the next begins.
    pub rollover: ClockTime,
    /// Is told the share that has been read, 0 to 1; answering `false` stops the reading.
    pub progress: &'a mut dyn FnMut(f64) -> bool,
}

/// Whether a reader that reports progress was told to stop.
fn stopped() -> Invalid {
    Invalid::new("file", "error_import_cancelled", &[])
}

impl Reader<'_> {
    /// Reads `input`, bare or in a zip.
    ///
    /// # Errors
    /// Where the file is empty, too large, in no known encoding, in none of the formats, or the caller stopped the reading. A row
    /// that cannot be taken is no error: it stands in [`Reading::skipped`].
    pub fn read<R: Read + Seek>(mut self, input: R) -> Result<(ImportFormat, Reading), Invalid> {
        let text = Text::open(input)?;
        let head = text.head();
        let recognised = ImportFormat::ALL
            .into_iter()
            .find(|format| format.recognises(head));
        let format = self
            .format
            .or(recognised)
            .ok_or_else(|| Invalid::new("file", "error_import_unrecognised", &[]))?;
        let mut reading = match format {
            ImportFormat::SleepAsAndroid => sleep_as_android::read(text.as_str(), &mut self),
            ImportFormat::Csv => csv::read(text.as_str(), &mut self),
            ImportFormat::Json => json::read(text.as_str(), &mut self),
            ImportFormat::Ics => ics::read(text.as_str(), &mut self),
        }?;
        reading.skipped.sort_by_key(|skipped| skipped.line);
        Ok((format, reading))
    }

    /// Reports that `done` of `all` bytes are read; an error where the caller wants no more.
    fn report(&mut self, done: usize, all: usize) -> Result<(), Invalid> {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a share of a file for a progress bar"
        )]
        let share = if all == 0 {
            1.0
        } else {
            done as f64 / all as f64
        };
        if (self.progress)(share) {
            Ok(())
        } else {
            Err(stopped())
        }
    }
}

#[cfg(test)]
mod tests;
