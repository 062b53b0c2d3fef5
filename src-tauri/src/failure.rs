//! The core's error as the wire carries it.

use serde::Serialize;
use specta::Type;
use vesper_core::text::text;

/// An error for the page: a code it may act on and a sentence to show.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Failure {
    /// `invalid`, `not-found`, `newer-database`, `damaged`, `storage`; `system` where another program or the desktop refused;
    /// `fault` for a mistake of Vesper's own.
    code: String,
    /// One sentence: what happened, that nothing is lost, what to do.
    message: String,
    /// The field it is about, where the code is `invalid`.
    field: Option<String>,
}

impl Failure {
    /// Something in Vesper itself went wrong; what it was doing was rolled back.
    pub fn fault() -> Self {
        Self::of("fault", text("shell_unexpected", &[]))
    }

    /// The desktop or another program refused. `key` is the catalogue's sentence, with a place for the `{reason}`.
    pub fn system(key: &str, reason: &impl ToString) -> Self {
        Self::of("system", text(key, &[("reason", &reason.to_string())]))
    }

    fn of(code: &str, message: String) -> Self {
        Self {
            code: code.to_owned(),
            message,
            field: None,
        }
    }
}

impl From<vesper_core::Error> for Failure {
    fn from(error: vesper_core::Error) -> Self {
        let field = match &error {
            vesper_core::Error::Invalid(invalid) => Some(invalid.field.clone()),
            _ => None,
        };
        Self {
            field,
            ..Self::of(error.code(), error.to_string())
        }
    }
}

/// What a command answers with.
pub type Answer<T> = Result<T, Failure>;
