//! Where the programs under test are, and where pictures go.

use std::env;
use std::path::{Path, PathBuf};

/// The workspace.
///
/// # Panics
/// Never: the tests stand inside it.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("tests/ stands inside the workspace")
}

/// Where cargo puts what it builds.
///
/// # Panics
/// Where the test was not started by cargo.
#[must_use]
pub fn target() -> PathBuf {
    let own = env::current_exe().expect("a test knows its own program");
    // <target>/<profile>/deps/<test>
    let target = own.ancestors().nth(3);
    target
        .expect("cargo runs tests from its target directory")
        .to_owned()
}

/// One of Vesper's programs, in its release build: in the folder that `VESPER_BIN_DIR` names, else in cargo's own.
///
/// # Panics
/// Where it has not been built; the message says how to.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let folder =
        env::var_os("VESPER_BIN_DIR").map_or_else(|| target().join("release"), PathBuf::from);
    let program = folder.join(name);
    assert!(
        program.is_file(),
        "{} has not been built. Journeys drive the release build; `cargo xtask test` makes it, and so does\n  \
         npm --prefix ui run build && cargo build --release -p vesper -p vesper-agent -p vesper-cli --features vesper/custom-protocol",
        program.display()
    );
    program
}

/// A program that the tests need beside Vesper's own: among cargo's tools of this workspace, else on the path.
#[must_use]
pub fn tool(name: &Path) -> PathBuf {
    let own = target().join("tools/bin").join(name);
    if own.is_file() { own } else { name.to_owned() }
}

/// The file that the picture `name` is kept in.
///
/// # Panics
/// Where its folder cannot be made.
#[must_use]
pub fn picture(name: &str) -> PathBuf {
    let folder = target().join("journeys");
    std::fs::create_dir_all(&folder).expect("pictures are kept beside what cargo builds");
    folder.join(format!("{name}.png"))
}

/// A file of the shared fixtures, which are not part of this repository: in the folder that `VESPER_SHARED` names, else in
/// `shared` beside the checkout. `None`, said aloud, where they are not there.
#[must_use]
pub fn fixture(path: &str) -> Option<PathBuf> {
    let shared =
        env::var_os("VESPER_SHARED").map_or_else(|| workspace().join("../shared"), PathBuf::from);
    let file = shared.join("fixtures").join(path);
    if file.is_file() {
        return Some(file);
    }
    println!(
        "NOT TRIED: the fixture {path} is not on this machine (VESPER_SHARED names its folder)"
    );
    None
}
