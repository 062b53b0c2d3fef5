//! The core's error as the wire carries it.

use serde::Serialize;
use specta::Type;

/// An error for the page: a code it may act on and a sentence to show.
#[derive(Debug, Serialize, Type)]
pub struct Failure {
    /// `invalid`, `not-found`, `newer-database`, `damaged` or `storage`.
    code: String,
    /// One sentence: what happened, that nothing is lost, what to do.
    message: String,
    /// The field it is about, where the code is `invalid`.
    field: Option<String>,
}

impl From<vesper_core::Error> for Failure {
    fn from(error: vesper_core::Error) -> Self {
        let field = match &error {
            vesper_core::Error::Invalid(invalid) => Some(invalid.field.clone()),
            _ => None,
        };
        Self {
            code: error.code().to_owned(),
            message: error.to_string(),
            field,
        }
    }
}

/// What a command answers with.
pub type Answer<T> = Result<T, Failure>;
