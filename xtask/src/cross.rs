//! Checks what Linux alone never compiles: the Windows and macOS sides of Vesper.

use anyhow::{Result, bail};
use xshell::cmd;

use crate::{House, build, setup};

/// The checks `xtask/cross.sh` knows, in the order in which they are run.
pub const CHECKS: [&str; 3] = ["win-check", "mac-check", "win-test"];

/// Runs each of `checks` by `xtask/cross.sh`, which says what a check covers and what it cannot.
pub fn cross(house: &House, checks: &[&str]) -> Result<()> {
    if let Some(unknown) = checks.iter().find(|check| !CHECKS.contains(check)) {
        bail!("no such check: {unknown}; there are {}", CHECKS.join(", "));
    }
    // The window's program takes the built page in at compile time, on every platform.
    setup::for_building(house)?;
    build::page(house)?;
    let sh = &house.sh;
    for check in checks {
        cmd!(sh, "bash xtask/cross.sh {check}").run()?;
    }
    Ok(())
}
