//! Bytes to text: the encoding, the zip around a file, the limits.

use std::io::{Read, Seek, SeekFrom};

use super::ics;
use crate::error::Invalid;

/// A file larger than this is not a sleep diary; it also bounds what a zip may unpack to.
const LARGEST: u64 = 512 * 1024 * 1024;
/// What the first bytes of a zip are.
const ZIP: &[u8] = b"PK\x03\x04";
/// The endings of the files inside a zip that can hold a diary.
const ENDINGS: [&str; 2] = [".csv", ".json"];

/// A whole file as text.
pub(super) struct Text(String);

impl Text {
    /// Reads a file, or the one file of a zip that can hold a diary.
    pub(super) fn open<R: Read + Seek>(mut input: R) -> Result<Self, Invalid> {
        let mut magic = [0; 4];
        let zipped = input.read_exact(&mut magic).is_ok() && magic == ZIP;
        input.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let bytes = if zipped { unzip(input)? } else { whole(input)? };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Invalid::new("file", "error_import_empty", &[]));
        }
        let bytes = if ics::is_calendar(&bytes) {
            ics::whole_characters(bytes)
        } else {
            bytes
        };
        decode(&bytes).map(Self)
    }

    /// The first line and a little more: what a format is recognised by.
    pub(super) fn head(&self) -> &str {
        let end = self
            .0
            .char_indices()
            .nth(2_000)
            .map_or(self.0.len(), |(at, _)| at);
        self.0.get(..end).unwrap_or_default()
    }

    /// All of it.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

fn unreadable(error: std::io::Error) -> Invalid {
    Invalid::new(
        "file",
        "error_import_unreadable",
        &[("cause", &error.to_string())],
    )
}

fn whole(input: impl Read) -> Result<Vec<u8>, Invalid> {
    let mut bytes = Vec::new();
    let read = input
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if read as u64 > LARGEST {
        return Err(Invalid::new("file", "error_import_too_large", &[]));
    }
    Ok(bytes)
}

fn unzip(input: impl Read + Seek) -> Result<Vec<u8>, Invalid> {
    let damaged = |error: zip::result::ZipError| {
        Invalid::new("file", "error_import_zip", &[("cause", &error.to_string())])
    };
    let mut archive = zip::ZipArchive::new(input).map_err(damaged)?;
    let candidate = |name: &&str| {
        let file = name.rsplit('/').next().unwrap_or(name);
        // Sleep as Android's alarms.json lies beside the diary and is none.
        ENDINGS
            .iter()
            .any(|ending| file.to_lowercase().ends_with(ending))
            && file != "alarms.json"
            && !file.starts_with('.')
    };
    let mut names: Vec<String> = archive
        .file_names()
        .filter(candidate)
        .map(str::to_owned)
        .collect();
    names.sort_by_key(|name| (!name.ends_with("sleep-export.csv"), name.clone()));
    let name = names
        .first()
        .ok_or_else(|| Invalid::new("file", "error_import_zip_without_diary", &[]))?;
    whole(archive.by_name(name).map_err(damaged)?)
}

/// Follows a byte-order mark; UTF-8 without one.
fn decode(bytes: &[u8]) -> Result<String, Invalid> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| Invalid::new("file", "error_import_encoding", &[]))
}
