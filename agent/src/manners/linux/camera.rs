//! The camera: whether any program of this person holds it open. What it sees is never read.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::Source;

/// The cameras and the programs' open files.
pub struct Devices {
    /// `/dev`.
    devices: PathBuf,
    /// `/proc`.
    programs: PathBuf,
}

impl Devices {
    pub fn of_this_computer() -> Self {
        Self {
            devices: "/dev".into(),
            programs: "/proc".into(),
        }
    }

    fn is_camera(&self, file: &Path) -> bool {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let number = name.strip_prefix("video").unwrap_or_default();
        file.parent() == Some(&self.devices)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    }
}

impl Source for Devices {
    fn is_busy(&self) -> Option<bool> {
        if !entries(&self.devices).any(|device| self.is_camera(&device)) {
            return None;
        }
        // What belongs to others cannot be looked into, and is not this person's call.
        let mut open = entries(&self.programs)
            .filter(|program| is_number(program))
            .flat_map(|program| entries(&program.join("fd")))
            .filter_map(|file| fs::read_link(file).ok());
        Some(open.any(|file| self.is_camera(&file)))
    }
}

fn is_number(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.bytes().all(|byte| byte.is_ascii_digit())
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A machine with one camera, and a program that holds `open`.
    fn machine(open: &str) -> (tempfile::TempDir, Devices) {
        let root = tempfile::tempdir().unwrap();
        let machine = Devices {
            devices: root.path().join("dev"),
            programs: root.path().join("proc"),
        };
        fs::create_dir_all(machine.programs.join("4711/fd")).unwrap();
        fs::create_dir_all(machine.programs.join("sys/fd")).unwrap();
        fs::create_dir(&machine.devices).unwrap();
        fs::write(machine.devices.join("video0"), "").unwrap();
        symlink(
            machine.devices.join(open),
            machine.programs.join("4711/fd/3"),
        )
        .unwrap();
        (root, machine)
    }

    #[test]
    fn a_camera_in_use_is_told_from_one_at_rest() {
        let told = |open| machine(open).1.is_busy();
        assert_eq!(told("video0"), Some(true));
        assert_eq!(told("video12"), Some(true), "whichever of them");
        assert_eq!(told("null"), Some(false));
        assert_eq!(told("videos"), Some(false));
    }

    #[test]
    fn a_machine_without_a_camera_does_not_tell() {
        let (_root, machine) = machine("null");
        fs::remove_file(machine.devices.join("video0")).unwrap();
        assert_eq!(machine.is_busy(), None);
    }
}
