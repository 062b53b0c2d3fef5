//! Builds what is shipped: on Debian and its kin a package, elsewhere the three programs side by side.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use xshell::cmd;

use crate::{House, build, setup, tools};

/// What the verification needs beside the package's own dependencies.
const VERIFY_PACKAGES: [&str; 4] = ["desktop-file-utils", "dbus-x11", "xdotool", "xvfb"];

/// Builds the page and the three programs in their shipped profile, and on a Debian system packs them.
pub fn dist(house: &House) -> Result<()> {
    setup::for_building(house)?;
    build::page(house)?;
    build::programs(house, "dist")?;
    let sh = &house.sh;
    if !sh.path_exists("/usr/bin/dpkg-deb") {
        println!(
            "The three programs stand in {}; keep them in one folder.",
            house.target.join("dist").display()
        );
        return Ok(());
    }
    tools::provide(house, &tools::DEB)?;
    // What goes into the package is said in src-tauri/Cargo.toml.
    cmd!(sh, "cargo deb --locked --no-build --profile dist -p vesper").run()?;
    Ok(())
}

/// Installs the package, starts Vesper from it on a display of its own, and removes it: nothing may be left.
pub fn verify(house: &House) -> Result<()> {
    dist(house)?;
    setup::system_packages(house, &VERIFY_PACKAGES)?;
    let sh = &house.sh;
    let (Some(install), Some(remove)) = (
        setup::as_root(house, "dpkg")?,
        setup::as_root(house, "dpkg")?,
    ) else {
        bail!("installing a package takes root, or sudo without a password");
    };
    ensure!(
        !sh.path_exists("/usr/bin/vesper"),
        "Vesper is installed on this machine already; verifying would remove it"
    );
    let package = newest_package(house)?;
    cmd!(sh, "dpkg-deb --info {package}").run()?;
    install.arg("--install").arg(&package).run()?;
    let started = installed_vesper_starts(house);
    remove.args(["--remove", "vesper"]).run()?;
    started?;
    for file in [
        "/usr/bin/vesper",
        "/usr/bin/vesper-agent",
        "/usr/bin/vesper-cli",
        DESKTOP_ENTRY,
    ] {
        ensure!(!sh.path_exists(file), "{file} was left behind");
    }
    println!(
        "The package installs, starts and goes without a trace: {}",
        package.display()
    );
    Ok(())
}

const DESKTOP_ENTRY: &str = "/usr/share/applications/app.vesper.Vesper.desktop";

fn installed_vesper_starts(house: &House) -> Result<()> {
    let sh = &house.sh;
    cmd!(sh, "desktop-file-validate {DESKTOP_ENTRY}").run()?;
    cmd!(sh, "/usr/bin/vesper-cli --version").run()?;
    cmd!(
        sh,
        "xvfb-run --auto-servernum dbus-run-session -- bash xtask/start-once.sh /usr/bin/vesper"
    )
    .run()?;
    Ok(())
}

fn newest_package(house: &House) -> Result<PathBuf> {
    let packages = house.sh.read_dir(house.target.join("debian"))?;
    let newest = packages
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .max_by_key(|path| {
            path.metadata()
                .and_then(|metadata| metadata.modified())
                .ok()
        });
    newest.context("no package was built")
}
