//! One agent for one diary.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The file whose lock an agent holds while it runs, in the diary's folder.
const FILE: &str = "agent.lock";

/// Takes the agent's lock in `dir`; `None` where another agent holds it. It is given back when the file is dropped or the
/// program ends, however it ends.
///
/// # Errors
/// Where the file cannot be made or locked.
pub fn take(dir: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(dir.join(FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(failure)) => Err(failure),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_agent_at_a_time_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let first = super::take(dir.path()).unwrap();
        assert!(first.is_some());
        assert!(
            super::take(dir.path()).unwrap().is_none(),
            "a second agent ends"
        );
        drop(first);
        assert!(
            super::take(dir.path()).unwrap().is_some(),
            "the next one may"
        );
    }
}
