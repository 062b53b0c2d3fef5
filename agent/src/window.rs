//! Opening the window: a program of its own.

use std::env;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;

/// Opens the window at `place`, or brings the open one there.
pub fn open(place: &str) {
    let beside = program_beside();
    let opened = match &beside {
        Some(program) => start(Command::new(program), place),
        None => start(Command::new(NAME), place),
    };
    if let Err(failure) = opened {
        tracing::warn!("the window could not be opened: {failure}");
    }
}

const NAME: &str = "vesper";

/// The window's program in this program's own folder.
fn program_beside() -> Option<PathBuf> {
    let name = format!("{NAME}{}", env::consts::EXE_SUFFIX);
    let program = env::current_exe().ok()?.with_file_name(name);
    program.is_file().then_some(program)
}

fn start(mut program: Command, place: &str) -> io::Result<()> {
    program
        .args(["--open", place])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A Ctrl-C for the agent in a terminal is not one for the window.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut program, 0);
    let mut window = program.spawn()?;
    // Collected when it ends, so that it does not stay behind as a zombie.
    thread::Builder::new()
        .stack_size(64 * 1024)
        .spawn(move || window.wait())?;
    Ok(())
}
