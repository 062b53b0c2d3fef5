//! Measures the core: every benchmark that stands in `core/benches`.

use anyhow::Result;
use xshell::cmd;

use crate::House;

/// Runs the core's benchmarks.
pub fn bench(house: &House) -> Result<()> {
    let sh = &house.sh;
    if !sh.path_exists("core/benches") {
        println!("core/benches does not stand: there is nothing to measure");
        return Ok(());
    }
    cmd!(sh, "cargo bench --locked -p vesper-core --bench *").run()?;
    Ok(())
}
