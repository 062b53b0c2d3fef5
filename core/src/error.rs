//! What can go wrong in the core, as a caller can match it.

use serde::Serialize;

use crate::text::text;

/// A refusal of one field of what a person (or a file) gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[error("{message}")]
pub struct Invalid {
    /// The field's name as the command line and the wire spell it, for example `out_of_bed`.
    pub field: String,
    /// One sentence: what is wrong and how to mend it.
    pub message: String,
}

impl Invalid {
    /// Builds a refusal from the message `key` of the catalogue, with its placeholders filled.
    #[must_use]
    pub fn new(field: &str, key: &str, args: &[(&str, &str)]) -> Self {
        Self {
            field: field.to_owned(),
            message: text(key, args),
        }
    }
}

/// The core's one error. A variant exists only where a caller acts on it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was given cannot be; nothing was changed. The command line exits with 2.
    #[error("{}", .0.message)]
    Invalid(Invalid),
    /// The thing named does not exist (any more).
    #[error("{0}")]
    NotFound(String),
    /// The database was written by a newer Vesper; it was left untouched.
    #[error("{0}")]
    NewerDatabase(String),
    /// The database is damaged; it was set aside, never deleted.
    #[error("{0}")]
    Damaged(String),
    /// The disk, the file system or SQLite failed; the diary is as it was.
    #[error("{0}")]
    Storage(String),
}

/// The core's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<Invalid> for Error {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl Error {
    /// Names the error for the wire and for `--json`: `invalid`, `not-found`, `newer-database`, `damaged` or `storage`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::NotFound(_) => "not-found",
            Self::NewerDatabase(_) => "newer-database",
            Self::Damaged(_) => "damaged",
            Self::Storage(_) => "storage",
        }
    }
}
