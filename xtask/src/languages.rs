//! Lists how far each translation has come: the core reads what it was built with, and tells.

use anyhow::Result;
use xshell::{Shell, cmd};

/// Prints, for each language but English, how much of it there is and every text that it lacks.
pub fn languages(sh: &Shell) -> Result<()> {
    cmd!(
        sh,
        "cargo run --locked --quiet -p vesper-core --example languages"
    )
    .run()?;
    Ok(())
}
