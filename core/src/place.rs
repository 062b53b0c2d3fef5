//! Where the diary lives on this computer: one answer for the window, the agent and the command line.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::text::text;

/// Names the data directory for all programs of one person.
pub const VARIABLE: &str = "VESPER_DATA_DIR";

/// The file in the data directory whose lock the agent holds while it runs.
pub const AGENT_LOCK: &str = "agent.lock";

/// The data directory: the one `given`, else `VESPER_DATA_DIR`, else the platform's own.
///
/// # Errors
/// [`Error::Storage`] where none is given and the platform knows no home.
pub fn data_dir(given: Option<&Path>) -> Result<PathBuf> {
    given
        .map(Path::to_owned)
        .or_else(|| {
            std::env::var_os(VARIABLE)
                .filter(|named| !named.is_empty())
                .map(PathBuf::from)
        })
        .or_else(|| {
            let dirs = directories::ProjectDirs::from("app", "vesper", "Vesper")?;
            Some(dirs.data_dir().to_owned())
        })
        .ok_or_else(|| Error::Storage(text("error_no_home", &[("variable", VARIABLE)])))
}
