//! One agent for one diary.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use vesper_core::place::AGENT_LOCK;

/// How often the lock is asked for before another agent is believed to hold it, and how long lies between: a window that looks
/// whether an agent runs holds it too, for an instant.
const TRIES: u32 = 10;
const BETWEEN: Duration = Duration::from_millis(100);

/// Takes the agent's lock in `dir`; `None` where another agent holds it for a second. It is given back when the file is dropped
/// or the program ends, however it ends.
///
/// # Errors
/// Where the file cannot be made or locked.
pub fn take(dir: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let path = dir.join(AGENT_LOCK);
    // Where nothing can be written, the lock of a file that is there serves as well.
    let file = options
        .open(&path)
        .or_else(|refused| File::open(&path).map_err(|_| refused))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => sleep(BETWEEN),
            Err(TryLockError::Error(failure)) => return Err(failure),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::thread;

    use super::{AGENT_LOCK, BETWEEN};

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

    #[test]
    fn a_window_that_looks_whether_an_agent_runs_does_not_end_one_that_starts() {
        let dir = tempfile::tempdir().unwrap();
        drop(super::take(dir.path()).unwrap());
        let window = File::open(dir.path().join(AGENT_LOCK)).unwrap();
        window.try_lock_shared().unwrap();
        let looking = thread::spawn(move || {
            thread::sleep(BETWEEN);
            drop(window);
        });
        assert!(
            super::take(dir.path()).unwrap().is_some(),
            "the window held the lock for an instant only"
        );
        looking.join().unwrap();
    }
}
