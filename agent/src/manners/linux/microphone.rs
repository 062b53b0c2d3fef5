//! The microphone: whether any program records from it, as the kernel's sound system tells. What it hears is never read.
//!
//! A microphone on Bluetooth is not the kernel's, and not seen.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::Source;

/// The sound cards' devices that record.
pub struct Capture {
    /// `/proc/asound`.
    cards: PathBuf,
}

impl Capture {
    pub fn of_this_computer() -> Self {
        Self {
            cards: "/proc/asound".into(),
        }
    }
}

impl Source for Capture {
    fn is_busy(&self) -> Option<bool> {
        let statuses = entries(&self.cards, |name| name.starts_with("card"))
            .flat_map(|card| entries(&card, is_capture))
            .flat_map(|device| entries(&device, |name| name.starts_with("sub")))
            .filter_map(|stream| fs::read_to_string(stream.join("status")).ok());
        statuses
            .map(|status| is_running(&status))
            .reduce(|one, other| one || other)
    }
}

/// `pcm0c`, `pcm1c` ... record, `pcm0p` plays.
fn is_capture(name: &str) -> bool {
    name.starts_with("pcm") && name.ends_with('c')
}

/// Whether a stream's status says that it runs: `closed`, or lines of which one is `state: RUNNING`.
fn is_running(status: &str) -> bool {
    status
        .lines()
        .filter_map(|line| line.strip_prefix("state:"))
        .any(|state| state.trim() == "RUNNING")
}

/// The entries of `folder` whose names are `wanted`; none where it cannot be read.
fn entries(folder: &Path, wanted: fn(&str) -> bool) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(move |entry| wanted(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUNNING: &str = "state: RUNNING\nowner_pid   : 4711\ntrigger_time: 1.0\n";

    /// A machine with one card that plays, and records with this status where there is one.
    fn card(recording: Option<&str>) -> (tempfile::TempDir, Capture) {
        let proc = tempfile::tempdir().unwrap();
        let write = |device: &str, status: &str| {
            let stream = proc.path().join("card0").join(device).join("sub0");
            fs::create_dir_all(&stream).unwrap();
            fs::write(stream.join("status"), status).unwrap();
        };
        write("pcm0p", RUNNING);
        if let Some(status) = recording {
            write("pcm0c", status);
        }
        let cards = proc.path().to_owned();
        (proc, Capture { cards })
    }

    #[test]
    fn recording_is_told_from_resting_and_from_playing() {
        let told = |status| card(status).1.is_busy();
        assert_eq!(told(Some(RUNNING)), Some(true));
        assert_eq!(told(Some("closed\n")), Some(false), "music plays");
        assert_eq!(told(Some("state: SETUP\n")), Some(false));
        assert_eq!(told(None), None, "there is no microphone");
    }

    #[test]
    fn a_system_without_a_sound_card_does_not_tell() {
        let cards = PathBuf::from("/nonexistent");
        assert_eq!(Capture { cards }.is_busy(), None);
    }
}
