//! The agent beside the window: whether it runs, starting it, and starting it at login.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode, WindowsEnableMode};
use vesper_core::language;
use vesper_core::place::AGENT_LOCK;
use vesper_core::reminders::SignSeen;

/// Whether an agent runs for the diary in `dir`.
pub fn is_running(dir: &Path) -> bool {
    File::open(dir.join(AGENT_LOCK)).is_ok_and(|file| {
        // Shared, so that two windows that look at once do not take each other for the agent.
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    })
}

/// Starts the agent, which outlives this window.
///
/// # Errors
/// Where the program is not beside this one, or cannot be started.
pub fn start() -> io::Result<()> {
    let mut command = Command::new(program()?);
    command
        // The windows it opens are first starts.
        .env_remove(crate::AGAIN)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    detach(&mut command);
    let mut agent = command.spawn()?;
    // Collected when it ends, so that it does not stay behind as a zombie while the window is open.
    std::thread::spawn(move || agent.wait());
    Ok(())
}

/// A group of its own: a Ctrl-C for the window in a terminal is not one for the agent.
#[cfg(unix)]
fn detach(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

/// No console, and a group of its own: a Ctrl-C for the window in a terminal is not one for the agent.
#[cfg(windows)]
fn detach(command: &mut Command) {
    const DETACHED_PROCESS: u32 = 0x0000_0008;
    const CREATE_NEW_PROCESS_GROUP: u32 = 0x0000_0200;
    std::os::windows::process::CommandExt::creation_flags(
        command,
        DETACHED_PROCESS | CREATE_NEW_PROCESS_GROUP,
    );
}

/// What the signs of being busy say just now. The agent is what reads them: one is asked, and ends.
///
/// # Errors
/// Where the program is not beside this one, or does not answer.
pub fn signs() -> io::Result<Vec<SignSeen>> {
    let asked = Command::new(program()?)
        .args(["--manners", language::spoken().code()])
        .stdin(Stdio::null())
        .output()?;
    serde_json::from_slice(&asked.stdout).map_err(io::Error::other)
}

/// Whether the agent starts at login; `None` where the platform does not tell.
pub fn starts_at_login() -> Option<bool> {
    login_item().ok()?.is_enabled().ok()
}

/// Turns starting at login on or off, for this person alone.
///
/// # Errors
/// Where the agent's program is not beside this one, or the desktop refuses.
pub fn set_start_at_login(on: bool) -> io::Result<()> {
    let item = login_item()?;
    let done = if on { item.enable() } else { item.disable() };
    done.map_err(io::Error::other)
}

fn login_item() -> io::Result<AutoLaunch> {
    let program = program()?;
    let program = program.to_str().ok_or(io::ErrorKind::InvalidFilename)?;
    AutoLaunchBuilder::new()
        .set_app_name("Vesper")
        .set_app_path(&as_command(program))
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .build()
        .map_err(io::Error::other)
}

/// A desktop entry and a registry key hold a command line, where a folder's spaces must stand in quotes; a launch agent
/// holds the path itself.
fn as_command(program: &str) -> String {
    if cfg!(target_os = "macos") {
        program.to_owned()
    } else {
        format!("\"{program}\"")
    }
}

fn program() -> io::Result<PathBuf> {
    let program = std::env::current_exe()?
        .with_file_name(format!("vesper-agent{}", std::env::consts::EXE_SUFFIX));
    if program.is_file() {
        Ok(program)
    } else {
        Err(io::Error::new(
            io::ErrorKind::NotFound,
            program.display().to_string(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_runs_while_its_lock_is_held() {
        let dir = tempfile::tempdir().expect("a folder");
        assert!(!is_running(dir.path()), "no agent has ever run here");
        let lock = File::create(dir.path().join(AGENT_LOCK)).expect("a lock file");
        assert!(!is_running(dir.path()), "an agent ran, and has ended");
        lock.lock().expect("the lock");
        assert!(is_running(dir.path()), "the lock is held");
        drop(lock);
        assert!(!is_running(dir.path()), "the agent has ended, or crashed");
    }
}
