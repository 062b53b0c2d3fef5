//! Measures the core: every benchmark that stands in `core/benches`, and how often a trial errs.

use anyhow::Result;
use xshell::cmd;

use crate::House;

/// Runs the core's benchmarks.
pub fn bench(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "cargo bench --locked -p vesper-core --bench *").run()?;
    Ok(())
}

/// Lets simulated people live trials, and prints the tables of `docs/trial.md`. It takes some ten minutes.
pub fn trial(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(
        sh,
        "cargo run --locked --release --quiet -p vesper-core --example trial"
    )
    .run()?;
    Ok(())
}
