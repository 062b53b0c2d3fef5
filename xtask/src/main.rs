//! Vesper's build tasks.

mod icons;

fn main() -> anyhow::Result<()> {
    let sh = xshell::Shell::new()?;
    icons::icons(&sh)
}
