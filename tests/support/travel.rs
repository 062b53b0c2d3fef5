//! A computer that is taken to another zone while its programs run.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::desk::Desk;

/// A system's zone setting, `/etc/localtime`, that only the programs started under it see.
pub struct Travel {
    etc: PathBuf,
}

impl Travel {
    /// A computer that is in `zone`; `None`, said aloud, where this machine lets no one have an `/etc` of their own.
    ///
    /// # Panics
    /// Where the desk's home cannot be written.
    #[must_use]
    pub fn from(desk: &Desk, zone: &str) -> Option<Self> {
        let etc = desk.path("etc");
        fs::create_dir(&etc).expect("a folder at home");
        let travel = Self { etc };
        travel.to(zone);
        let mut tried = desk.command("unshare");
        let fine = tried
            .args(travel.arguments(Path::new("true")))
            .output()
            .is_ok_and(|output| output.status.success());
        if !fine {
            println!("NOT TRIED: a zone change while the agent runs takes a mount namespace");
        }
        fine.then_some(travel)
    }

    /// Takes the computer to `zone`.
    ///
    /// # Panics
    /// Where the desk's home cannot be written.
    pub fn to(&self, zone: &str) {
        let fresh = self.etc.join("fresh");
        symlink(Path::new("/usr/share/zoneinfo").join(zone), &fresh).expect("the zone is written");
        fs::rename(fresh, self.etc.join("localtime")).expect("the zone is set");
    }

    /// The arguments of `unshare` that start `program` on that computer.
    #[must_use]
    pub fn arguments(&self, program: &Path) -> Vec<String> {
        let script = "mount --bind \"$0\" /etc && unset TZ && exec \"$1\"";
        [
            "--user",
            "--map-current-user",
            "--keep-caps",
            "--mount",
            "sh",
            "-c",
            script,
        ]
        .map(str::to_owned)
        .into_iter()
        .chain([&self.etc, program].map(|path| path.display().to_string()))
        .collect()
    }
}
