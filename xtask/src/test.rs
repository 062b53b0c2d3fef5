//! Every check there is, each named, timed, and run in the order in which a mistake shows itself soonest.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use xshell::cmd;

use crate::setup::NPM;
use crate::{House, build, setup, tools};

/// How much `cargo xtask test` runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything but the release build and the journeys.
    Fast,
    /// Everything.
    Whole,
}

/// Which tests drive the real window, in nextest's filter language.
const JOURNEYS: &str = "package(vesper-tests) & binary(/^journey_/)";

type Check = fn(&House) -> Result<()>;

const FAST: [(&str, Check); 13] = [
    ("the lockfile is current", lockfile),
    ("Rust is formatted", formatting),
    ("the page builds", build::page),
    ("the page's types", page_types),
    ("the page's lints", page_lints),
    ("the page's unit tests", page_units),
    ("no dependency is unused", unused_dependencies),
    ("licences, sources, advisories", dependencies),
    ("Rust's lints", lints),
    ("tests", tests),
    ("examples in the documentation", doctests),
    ("the documentation builds", documentation),
    ("the person's own data was left alone", untouched),
];

const SLOW: [(&str, Check); 3] = [
    ("release build", release),
    ("journeys through the real window", journeys),
    ("the person's own data was left alone", untouched),
];

/// Sets up, then runs the checks, stopping at the first that fails.
///
/// The journeys need a driver for the system's web view, which only Linux and Windows have, and a display of their own,
/// which only Linux has: elsewhere every extent is [`Extent::Fast`].
pub fn test(house: &House, extent: Extent) -> Result<()> {
    let start = now();
    timed("setting up", set_up, house)?;
    for (name, check) in FAST {
        timed(name, check, house)?;
    }
    if extent == Extent::Whole && cfg!(target_os = "linux") {
        for (name, check) in SLOW {
            timed(name, check, house)?;
        }
    } else {
        println!(
            "The release build and the journeys did not run: they are part of `cargo xtask test` on Linux."
        );
    }
    println!(
        "All checks passed in {:.0} s.",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn timed(name: &str, check: Check, house: &House) -> Result<()> {
    println!("\n== {name}");
    let start = now();
    check(house).with_context(|| format!("this check failed: {name}"))?;
    println!(
        "== {name}: passed in {:.1} s",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the ban keeps Vesper's own time to one clock; this times the checks"
)]
fn now() -> Instant {
    Instant::now()
}

fn set_up(house: &House) -> Result<()> {
    setup::for_testing(house)?;
    tools::provide_nextest(house)
}

fn lockfile(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "cargo metadata --locked --format-version 1")
        .ignore_stdout()
        .run()?;
    Ok(())
}

fn formatting(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "cargo fmt --all --check").run()?;
    Ok(())
}

fn page_types(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "{NPM} --prefix ui run check").run()?;
    Ok(())
}

fn page_lints(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "{NPM} --prefix ui run lint").run()?;
    Ok(())
}

fn page_units(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "{NPM} --prefix ui run test").run()?;
    Ok(())
}

fn unused_dependencies(house: &House) -> Result<()> {
    tools::provide(house, &tools::MACHETE)?;
    let sh = &house.sh;
    // Not by way of `cargo`: this version then takes its own name for a folder.
    cmd!(sh, "cargo-machete --skip-target-dir .").run()?;
    Ok(())
}

/// Known vulnerabilities are looked up in a database on the network. Without a network the rest is still checked.
fn dependencies(house: &House) -> Result<()> {
    tools::provide(house, &tools::DENY)?;
    let sh = &house.sh;
    if cmd!(sh, "cargo deny fetch db")
        .quiet()
        .ignore_stderr()
        .run()
        .is_ok()
    {
        cmd!(sh, "cargo deny check").run()?;
    } else {
        println!(
            "The advisory database cannot be reached: known vulnerabilities were NOT looked up this time."
        );
        cmd!(sh, "cargo deny check bans licenses sources").run()?;
    }
    Ok(())
}

fn lints(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(
        sh,
        "cargo clippy --locked --workspace --all-targets -- -D warnings"
    )
    .run()?;
    Ok(())
}

/// The page's TypeScript bindings are compared with what the commands generate by one of these tests.
fn tests(house: &House) -> Result<()> {
    let sh = &house.sh;
    let everything_else = format!("not ({JOURNEYS})");
    let aside = aside(house);
    sh.remove_path(&aside)?;
    cmd!(
        sh,
        "cargo nextest run --locked --workspace -E {everything_else}"
    )
    .env("XDG_DATA_HOME", &aside)
    .env("XDG_CONFIG_HOME", &aside)
    .run()?;
    if !cmd!(sh, "id -u").quiet().read().is_ok_and(|id| id == "0") {
        println!(
            "The tests on a full disk and on one that cannot be written did NOT run: to mount one takes root on Linux."
        );
    }
    Ok(())
}

fn doctests(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "cargo test --locked --workspace --doc").run()?;
    Ok(())
}

fn documentation(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "cargo doc --locked --workspace --no-deps")
        .env("RUSTDOCFLAGS", "-D warnings")
        .run()?;
    Ok(())
}

fn release(house: &House) -> Result<()> {
    build::programs(house, "release")
}

/// One at a time (`.config/nextest.toml`). The whole workspace is named, though the filter takes one package, because
/// naming the package alone would build its dependencies anew with other features.
fn journeys(house: &House) -> Result<()> {
    tools::provide(house, &tools::TAURI_DRIVER)?;
    let sh = &house.sh;
    cmd!(sh, "cargo nextest run --locked --workspace -E {JOURNEYS}")
        .env("VESPER_BIN_DIR", house.target.join("release"))
        .env("XDG_DATA_HOME", aside(house))
        .env("XDG_CONFIG_HOME", aside(house))
        .run()?;
    Ok(())
}

/// A test that forgets to say where its diary lies, or where it registers itself to start at login, would write into the
/// person's own home. While tests run, those places stand aside in the target directory, and nothing of Vesper's may
/// appear there.
fn untouched(house: &House) -> Result<()> {
    let sh = &house.sh;
    for folder in [aside(house), aside(house).join("autostart")] {
        if !folder.exists() {
            continue;
        }
        for entry in sh.read_dir(&folder)? {
            let is_ours = entry
                .file_name()
                .is_some_and(|name| name.to_string_lossy().to_lowercase().contains("vesper"));
            ensure!(
                !is_ours,
                "a test left {}: it must name a place of its own",
                entry.display()
            );
        }
    }
    Ok(())
}

fn aside(house: &House) -> PathBuf {
    house.target.join("aside")
}
