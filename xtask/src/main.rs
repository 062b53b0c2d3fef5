//! Vesper's build tasks, one file a task: `cargo xtask run | test | bench | cross | dist | icons | languages`.
//!
//! Nothing of Vesper itself lives here, and no task knows what another module of Vesper does: a task only builds, checks
//! and packs what stands in the workspace.

mod bench;
mod build;
mod cross;
mod dist;
mod icons;
mod languages;
mod run;
mod setup;
mod test;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use xshell::Shell;

const HELP: &str = "\
Vesper's build tasks: cargo xtask TASK

  run [-- ARGS]     set up what is missing, build everything in release, open Vesper (ARGS go to it)
  test [--fast]     set up what is missing, then every check, stopping at the first that fails;
                    --fast leaves out the release build and the journeys through the real window
  bench [WHAT]      measure the core; WHAT measures in its place
                    trial: how often a trial on oneself errs, by simulated people
                    simulate: a year of evenings in every time zone against a naive reference
                    kill: a thousand kill -9 of the agent around what is due (Linux)
  cross [CHECK]     check the Windows and macOS sides from Linux: win-check, mac-check, win-test (default: all three)
  dist [--verify]   build what is shipped (on Debian and its kin a .deb);
                    --verify installs it, starts it and removes it again
  icons             draw the icon files anew from icons/*.svg
  languages         how far each translation has come, and which texts it lacks
";

/// What every task needs: a shell standing at the workspace's root, and where cargo puts what it builds.
struct House {
    sh: Shell,
    target: PathBuf,
}

impl House {
    fn open() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask/ stands inside the workspace")?;
        let sh = Shell::new()?;
        sh.change_dir(root);
        // cargo put this program into <target>/debug, wherever the person's configuration has <target>.
        let own = std::env::current_exe()?;
        let target = own
            .ancestors()
            .nth(2)
            .context("cargo runs xtask from its target directory")?
            .to_path_buf();
        Ok(Self { sh, target })
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match perform(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("error: {e:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(args: &[&str]) -> Result<()> {
    let house = House::open()?;
    match args {
        ["run"] => run::run(&house, &[]),
        ["run", "--", rest @ ..] => run::run(&house, rest),
        ["test"] => test::test(&house, test::Extent::Whole),
        ["test", "--fast"] => test::test(&house, test::Extent::Fast),
        ["bench"] => bench::bench(&house),
        ["bench", "trial"] => bench::trial(&house),
        ["bench", "simulate"] => bench::simulate(&house),
        ["bench", "kill"] => bench::kill(&house),
        ["cross"] => cross::cross(&house, &cross::CHECKS),
        ["cross", check] => cross::cross(&house, &[check]),
        ["dist"] => dist::dist(&house),
        ["dist", "--verify"] => dist::verify(&house),
        ["icons"] => icons::icons(&house.sh),
        ["languages"] => languages::languages(&house.sh),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => anyhow::bail!("no such task: {}\n\n{HELP}", args.join(" ")),
    }
}
