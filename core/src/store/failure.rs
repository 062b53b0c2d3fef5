//! SQLite's and the file system's failures, told in sentences.

use std::io;
use std::path::Path;

use rusqlite::ErrorCode;

use crate::error::Error;
use crate::text::text;

impl From<rusqlite::Error> for Error {
    fn from(failure: rusqlite::Error) -> Self {
        let what = failure.to_string();
        let say = |key| Self::Storage(text(key, &[("what", &what)]));
        match failure.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => say("error_disk_full"),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                say("error_not_writable")
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => say("error_locked"),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(text("error_damage_found", &[("what", &what)]))
            }
            _ => say("error_storage"),
        }
    }
}

/// Tells of a file or folder that could not be read or written.
pub(super) fn of_file(path: &Path, failure: &io::Error) -> Error {
    let key = match failure.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "error_disk_full",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "error_file_refused",
        io::ErrorKind::NotFound => "error_file_missing",
        _ => "error_file",
    };
    Error::Storage(text(
        key,
        &[
            ("file", &path.display().to_string()),
            ("what", &failure.to_string()),
        ],
    ))
}

/// Tells of a row that does not read back, by its table and id. A bad row is never passed over.
pub(super) fn of_row(table: &str, id: impl ToString) -> impl FnOnce(rusqlite::Error) -> Error {
    let id = id.to_string();
    let table = table.to_owned();
    move |failure| match failure {
        rusqlite::Error::SqliteFailure(..) => failure.into(),
        _ => Error::Storage(text(
            "error_bad_row",
            &[
                ("table", &table),
                ("id", &id),
                ("what", &failure.to_string()),
            ],
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(code: i32) -> Error {
        rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None).into()
    }

    #[test]
    fn a_full_disk_a_refusing_folder_and_a_lock_are_told_apart() {
        let told: Vec<String> = [
            rusqlite::ffi::SQLITE_FULL,
            rusqlite::ffi::SQLITE_READONLY,
            rusqlite::ffi::SQLITE_BUSY,
            rusqlite::ffi::SQLITE_IOERR,
        ]
        .map(|code| sqlite(code).to_string())
        .to_vec();
        for (n, one) in told.iter().enumerate() {
            assert!(
                !told[..n].contains(one),
                "each names what to do, so no two are alike: {one}"
            );
            assert!(one.contains(' '), "a sentence, not a key: {one}");
        }
    }

    #[test]
    fn damage_met_while_reading_is_called_damage() {
        assert_eq!(
            sqlite(rusqlite::ffi::SQLITE_CORRUPT).code(),
            "damaged",
            "the window offers a restore on this code alone"
        );
    }
}
