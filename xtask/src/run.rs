//! From a fresh checkout to the open window.

use anyhow::Result;
use xshell::cmd;

use crate::{House, build, setup};

/// Sets up, builds in release, opens Vesper with `args`, and stays until its window is closed. The window starts the agent.
pub fn run(house: &House, args: &[&str]) -> Result<()> {
    setup::for_building(house)?;
    build::page(house)?;
    build::programs(house, "release")?;
    let sh = &house.sh;
    let vesper = house.target.join("release").join("vesper");
    cmd!(sh, "{vesper} {args...}").run()?;
    Ok(())
}
