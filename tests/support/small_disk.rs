//! A disk of its own for one test, small enough to be filled, which can refuse to be written.
//!
//! To mount one takes root. Without, a test says that it did not run, and continuous integration runs it as root.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file system of four megabytes in memory; dropping it takes it away.
pub struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// Mounts it; `None`, said aloud, where that is not allowed.
    ///
    /// # Panics
    /// Where there is no temporary folder.
    #[must_use]
    pub fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = cfg!(target_os = "linux")
            && mount(
                &["-t", "tmpfs", "-o", "size=4m,mode=0700", "none"],
                folder.path(),
            );
        if !mounted {
            println!("NOT TRIED: to mount a small disk takes root on Linux");
        }
        mounted.then_some(Self { folder })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes to it until nothing more goes on it.
    ///
    /// # Panics
    /// Where the file that fills it cannot be made.
    pub fn fill(&self) {
        let mut file = File::create(self.filler()).expect("a file that fills the disk");
        while file.write_all(&[0; 512]).is_ok() {}
    }

    /// Makes room again.
    ///
    /// # Panics
    /// Where it was not full.
    pub fn empty(&self) {
        fs::remove_file(self.filler()).expect("the file that fills the disk");
    }

    /// Lets nothing be written to it any more, or everything again.
    ///
    /// # Panics
    /// Where a program holds a file open to write; a whole system that goes read-only does not ask.
    pub fn set_read_only(&self, read_only: bool) {
        let how = if read_only {
            "remount,ro"
        } else {
            "remount,rw"
        };
        assert!(mount(&["-o", how], self.path()), "{how}");
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a program that still has a file open must not keep it there.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

fn mount(how: &[&str], at: &Path) -> bool {
    let mounted = Command::new("mount").args(how).arg(at).output();
    mounted.is_ok_and(|said| said.status.success())
}
