//! Every socket that Vesper's window opens, as the kernel is asked for it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::desk::Desk;

/// A program that starts `program` under strace, which follows its children too and writes down every socket and connection.
pub(crate) fn watched(desk: &Desk, program: &Path) -> PathBuf {
    let script = desk.path("watched");
    let log = log(desk);
    fs::write(
        &script,
        format!(
            "#!/bin/sh\necho \"inspector=$WEBKIT_INSPECTOR_SERVER\" > '{log}.env'\nexec strace -f --seccomp-bpf -qq -s 200 -e trace=socket,connect,bind,sendto -e signal=none -o '{log}' '{program}' \"$@\"\n",
            log = log.display(),
            program = program.display(),
        ),
    )
    .expect("the watched program");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).expect("it can run");
    script
}

fn log(desk: &Desk) -> PathBuf {
    desk.log_path("sockets")
}

/// The calls that were written down so far.
///
/// # Panics
/// Where the window was not opened watched.
#[must_use]
pub fn calls(desk: &Desk) -> Vec<String> {
    let log = fs::read_to_string(log(desk)).expect("the window was opened watched");
    log.lines().map(str::to_owned).collect()
}
