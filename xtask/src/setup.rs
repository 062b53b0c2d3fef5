//! Brings a fresh machine to where Vesper can be built, or says in one line what to run. Doing it twice does nothing.

use std::path::Path;

use anyhow::{Context, Result, bail};
use xshell::{Cmd, cmd};

use crate::House;

/// What the build needs beyond Rust and Node, by Debian's names (docs/building.md has other systems' names).
const BUILD_PACKAGES: [&str; 3] = ["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];

/// What the checks need: a display and a session bus of their own, a notification daemon to answer the agent, a driver
/// for the web view, clocks and disks that can be made to misbehave, and readers for the files Vesper writes.
const TEST_PACKAGES: [&str; 18] = [
    "at-spi2-core",
    "dbus-x11",
    "desktop-file-utils",
    "dunst",
    "faketime",
    "gir1.2-gtk-3.0",
    "libfaketime",
    "openbox",
    "poppler-utils",
    "python3-dbus",
    "python3-gi",
    "python3-venv",
    "sqlite3",
    "strace",
    "webkit2gtk-driver",
    "x11-utils",
    "xdotool",
    "xvfb",
];

/// npm is a script on Windows, and a script is only found there by its whole name.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The oldest Node the page's tools run on.
const NODE: u32 = 20;

/// Makes sure that Vesper can be built here.
pub fn for_building(house: &House) -> Result<()> {
    system_packages(house, &BUILD_PACKAGES)?;
    node(house)?;
    page_packages(house)
}

/// Makes sure that Vesper can be built and checked here.
pub fn for_testing(house: &House) -> Result<()> {
    system_packages(
        house,
        &[BUILD_PACKAGES.as_slice(), TEST_PACKAGES.as_slice()].concat(),
    )?;
    node(house)?;
    page_packages(house)?;
    calendar_readers(house)
}

/// Installs the Debian packages that are missing; where that needs a password, names the one command and stops.
pub fn system_packages(house: &House, wanted: &[&str]) -> Result<()> {
    let sh = &house.sh;
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !Path::new("/usr/bin/apt-get").exists() {
        if cmd!(sh, "pkg-config --exists webkit2gtk-4.1")
            .quiet()
            .ignore_stderr()
            .run()
            .is_err()
        {
            bail!(
                "WebKitGTK 4.1's development files are missing; docs/building.md names the packages of your system"
            );
        }
        return Ok(());
    }
    let missing: Vec<&str> = wanted
        .iter()
        .copied()
        .filter(|package| !is_installed(house, package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let (Some(update), Some(install)) = (as_root(house, "apt-get")?, as_root(house, "apt-get")?)
    else {
        bail!(
            "packages are missing; run this, then come back:\n\n  sudo apt-get update && sudo apt-get install {}\n",
            missing.join(" ")
        );
    };
    update.args(["update", "-qq"]).run()?;
    install
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(missing)
        .run()?;
    Ok(())
}

/// `program`, run as root and never asking anything; `None` where becoming root would ask for a password.
pub fn as_root<'a>(house: &'a House, program: &str) -> Result<Option<Cmd<'a>>> {
    let sh = &house.sh;
    let is_root = cmd!(sh, "id -u").quiet().read()? == "0";
    let can_be_root = || {
        cmd!(sh, "sudo -n true")
            .quiet()
            .ignore_stdout()
            .ignore_stderr()
            .run()
            .is_ok()
    };
    let command = if is_root {
        cmd!(sh, "{program}")
    } else if can_be_root() {
        cmd!(sh, "sudo --preserve-env=DEBIAN_FRONTEND {program}")
    } else {
        return Ok(None);
    };
    Ok(Some(command.env("DEBIAN_FRONTEND", "noninteractive")))
}

fn is_installed(house: &House, package: &str) -> bool {
    let sh = &house.sh;
    let format = "--showformat=${db:Status-Status}";
    cmd!(sh, "dpkg-query --show {format} {package}")
        .quiet()
        .ignore_stderr()
        .read()
        .is_ok_and(|status| status == "installed")
}

fn node(house: &House) -> Result<()> {
    let sh = &house.sh;
    let version = cmd!(sh, "node --version")
        .quiet()
        .ignore_stderr()
        .read()
        .unwrap_or_default();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        Some(_) => {
            bail!("Node {version} is too old: Vesper's page is built with Node {NODE} or newer")
        }
        None => {
            bail!("Node is missing: install Node {NODE} or newer (https://nodejs.org), with npm")
        }
    }
}

/// `npm ci`, if the lockfile is not the one the installed packages came from.
fn page_packages(house: &House) -> Result<()> {
    let sh = &house.sh;
    let lockfile = sh.read_file("ui/package-lock.json")?;
    let installed_from = "ui/node_modules/.installed-from-package-lock.json";
    if sh.path_exists(installed_from) && sh.read_file(installed_from)? == lockfile {
        return Ok(());
    }
    cmd!(sh, "{NPM} --prefix ui ci --no-audit --no-fund").run()?;
    sh.write_file(installed_from, lockfile)?;
    Ok(())
}

/// The libraries that read a calendar as other programs do, in a Python of their own in the target directory, at the versions that
/// the requirements name.
fn calendar_readers(house: &House) -> Result<()> {
    let sh = &house.sh;
    let wanted = "core/tests/support/requirements.txt";
    let requirements = sh.read_file(wanted)?;
    let venv = house.target.join("python");
    let installed_from = venv.join("installed-from.txt");
    if sh.path_exists(&installed_from) && sh.read_file(&installed_from)? == requirements {
        return Ok(());
    }
    let (system, own) = if cfg!(windows) {
        ("python", "Scripts/python.exe")
    } else {
        ("python3", "bin/python")
    };
    let python = venv.join(own);
    cmd!(sh, "{system} -m venv --clear {venv}")
        .run()
        .context("the calendar is checked by Python's readers: install Python 3.10 or newer")?;
    cmd!(
        sh,
        "{python} -m pip install --quiet --disable-pip-version-check --requirement {wanted}"
    )
    .run()?;
    sh.write_file(installed_from, requirements)?;
    Ok(())
}
