//! Builds the page and the three programs.

use anyhow::Result;
use xshell::cmd;

use crate::House;
use crate::setup::NPM;

/// Builds the page into `ui/dist`, from where the window's program takes it in.
pub fn page(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "{NPM} --prefix ui run build").run()?;
    Ok(())
}

/// Builds `vesper`, `vesper-agent` and `vesper-cli` by a cargo profile, into `<target>/<profile>`. The page must stand.
pub fn programs(house: &House, profile: &str) -> Result<()> {
    let sh = &house.sh;
    cmd!(
        sh,
        "cargo build --locked --profile {profile} -p vesper -p vesper-agent -p vesper-cli --features vesper/custom-protocol"
    )
    .run()?;
    Ok(())
}
