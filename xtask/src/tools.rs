//! The cargo tools the tasks use, each at one version, built into the target directory: nothing of the person's own
//! cargo is touched.

use std::env;

use anyhow::Result;
use xshell::cmd;

use crate::House;

/// A program from crates.io and the version this workspace uses.
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

pub const DEB: Tool = Tool {
    name: "cargo-deb",
    version: "3.8.0",
};
pub const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};
pub const MACHETE: Tool = Tool {
    name: "cargo-machete",
    version: "0.9.2",
};
pub const NEXTEST: Tool = Tool {
    name: "cargo-nextest",
    version: "0.9.143",
};
pub const TAURI_DRIVER: Tool = Tool {
    name: "tauri-driver",
    version: "2.1.0",
};

/// Puts `tool` on the path of every command that follows. A tool that is there at its version costs nothing, and no network.
pub fn provide(house: &House, tool: &Tool) -> Result<()> {
    let sh = &house.sh;
    let Tool { name, version } = tool;
    let home = house.target.join("tools");
    // A quick build is worth more than a quick tool: each runs for seconds.
    cmd!(
        sh,
        "cargo install {name} --version ={version} --locked --debug --quiet --root {home}"
    )
    .env("CARGO_PROFILE_DEV_DEBUG", "0")
    .env("CARGO_TARGET_DIR", home.join("build"))
    .run()?;
    let path = sh.var_os("PATH").unwrap_or_default();
    sh.set_var(
        "PATH",
        env::join_paths(
            [home.join("bin")]
                .into_iter()
                .chain(env::split_paths(&path)),
        )?,
    );
    Ok(())
}

/// `cargo nextest`, the person's own if there is one.
pub fn provide_nextest(house: &House) -> Result<()> {
    let sh = &house.sh;
    if cmd!(sh, "cargo nextest --version")
        .quiet()
        .ignore_stdout()
        .ignore_stderr()
        .run()
        .is_ok()
    {
        return Ok(());
    }
    provide(house, &NEXTEST)
}
