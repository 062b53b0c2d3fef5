//! Measures: every benchmark that stands in `core/benches`, how often a trial errs, and whether a reminder can be lost or doubled.

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

/// Lets simulated people live a year of evenings in every time zone with the real scheduling code, and prints what
/// `docs/reminders.md` tells of it.
pub fn simulate(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(
        sh,
        "cargo test --locked --release --quiet -p vesper-core --test simulation -- --nocapture a_year"
    )
    .env("VESPER_SIMULATE", "whole")
    .run()?;
    Ok(())
}

/// Kills the agent a thousand times around what is due, and prints what came of it and how long the window is.
pub fn kill(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(
        sh,
        "cargo test --locked --release --quiet -p vesper-agent --test kill -- --nocapture"
    )
    .env("VESPER_KILLS", "1000")
    .run()?;
    Ok(())
}
