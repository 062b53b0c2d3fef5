//! Every socket that Vesper opens, as the kernel is asked for it: the window, the web view's own processes, the agent.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::desk::{Desk, SYSTEM_BUS};

/// A program that starts `program` under strace, which follows all that it starts and writes down every socket.
///
/// # Panics
/// Where it cannot be written.
#[must_use]
pub fn watched(desk: &Desk, program: &Path) -> PathBuf {
    let script = desk.path("watched");
    let log = log(desk);
    fs::write(
        &script,
        format!(
            "#!/bin/sh\nprintf %s \"$WEBKIT_INSPECTOR_SERVER\" > '{inspector}'\n\
             exec strace -f --seccomp-bpf -qq -s 200 -e trace=socket,connect,bind -e signal=none -o '{log}' '{program}' \"$@\"\n",
            inspector = inspector(desk).display(),
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

fn inspector(desk: &Desk) -> PathBuf {
    desk.log_path("inspector")
}

/// Asserts that nothing was opened but the display, the session bus and what the web view has of its own.
///
/// # Panics
/// Where another socket was opened; the message has the calls.
pub fn assert_nothing_leaves_the_machine(desk: &Desk) {
    let log = fs::read_to_string(log(desk)).expect("the window was opened watched");
    let inspector = fs::read_to_string(inspector(desk)).expect("the window was opened watched");
    assert!(
        log.contains(".X11-unix"),
        "a window reaches its display; this log is of none:\n{log}"
    );
    let bus = desk.path("run/bus").display().to_string();
    let strange = strange(&log, &bus, &inspector);
    assert!(
        strange.is_empty(),
        "sockets were opened that Vesper has no use for:\n{}",
        strange.join("\n")
    );
}

/// The calls of `log` that are not accounted for. `inspector` is the address at which the test's own driver speaks to the web
/// view; without a driver it is empty, and then no internet socket is accounted for.
fn strange<'log>(log: &'log str, bus: &str, inspector: &str) -> Vec<&'log str> {
    let local = [
        "/tmp/.X11-unix/".to_owned(),
        format!("\"{bus}\""),
        // WebKit asks the system bus whether the computer is online or about to sleep.
        format!("\"{}\"", SYSTEM_BUS.trim_start_matches("unix:path=")),
        // WebKit looks for a sound server on this machine, for the player's chime: PulseAudio, PipeWire, JACK.
        "/pulse/native\"".to_owned(),
        "/pipewire-0\"".to_owned(),
        "\"/dev/shm/jack_".to_owned(),
        // The C library asks the name service cache who the user is.
        "\"/var/run/nscd/socket\"".to_owned(),
    ];
    let is_inspector = |call: &str| {
        inspector.rsplit_once(':').is_some_and(|(host, port)| {
            call.contains(&format!("sin_port=htons({port})"))
                && call.contains(&format!("inet_addr(\"{host}\")"))
        })
    };
    let mut internet: Vec<&str> = Vec::new();
    let mut accounted_for = 0;
    let mut strange = Vec::new();
    for call in log.lines() {
        if call.contains(" socket(AF_UNIX") {
            continue;
        } else if call.contains(" socket(AF_INET,") {
            internet.push(call);
        } else if call.contains("sa_family=AF_INET,") && is_inspector(call) {
            accounted_for += 1;
        } else if call.contains("sa_family=AF_UNIX") && local.iter().any(|path| call.contains(path))
        {
            continue;
        } else if !is_kernel_news(call) && is_call(call) {
            strange.push(call);
        }
    }
    // A datagram needs a socket but neither `bind` nor `connect`: each internet socket has to be the inspector's.
    if internet.len() > accounted_for {
        strange.extend(internet);
    }
    strange
}

fn is_call(line: &str) -> bool {
    ["socket(", "connect(", "bind("]
        .iter()
        .any(|name| line.contains(name))
}

/// The kernel's own news: of network interfaces for WebKit's network process, of sound cards for its player. Nothing leaves by it.
fn is_kernel_news(call: &str) -> bool {
    [
        "NETLINK_ROUTE",
        "NETLINK_KOBJECT_UEVENT",
        "sa_family=AF_NETLINK",
    ]
    .iter()
    .any(|news| call.contains(news))
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: &str = "\
7  socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 4
7  connect(4, {sa_family=AF_UNIX, sun_path=@\"/tmp/.X11-unix/X0\"}, 20) = 0
7  connect(6, {sa_family=AF_UNIX, sun_path=\"/desk/run/bus\"}, 110) = 0
8  socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 5
8  bind(5, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 0
7  socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 28
7  connect(28, {sa_family=AF_INET, sin_port=htons(44017), sin_addr=inet_addr(\"127.0.0.1\")}, 16 <unfinished ...>
7  <... connect resumed>) = -1 EINPROGRESS (Operation now in progress)
";

    #[test]
    fn what_every_window_opens_is_not_strange() {
        assert_eq!(
            strange(USUAL, "/desk/run/bus", "127.0.0.1:44017"),
            Vec::<&str>::new(),
            "display, bus, interfaces, the driver's inspector"
        );
    }

    #[test]
    fn anything_else_is_strange() {
        for call in [
            "7  socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP) = 9",
            "7  socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP) = 9",
            "7  connect(9, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
            "7  connect(9, {sa_family=AF_INET, sin_port=htons(44017), sin_addr=inet_addr(\"10.0.0.1\")}, 16) = 0",
            "7  connect(9, {sa_family=AF_UNIX, sun_path=\"/run/somebody\"}, 110) = 0",
            "7  connect(9, {sa_family=AF_UNIX, sun_path=\"/desk/run/bus2\"}, 110) = 0",
            "7  socket(AF_PACKET, SOCK_RAW, 768) = 9",
        ] {
            let log = format!("{USUAL}{call}\n");
            assert!(
                strange(&log, "/desk/run/bus", "127.0.0.1:44017").contains(&call),
                "{call} is none of Vesper's business"
            );
        }
    }

    #[test]
    fn without_a_driver_no_internet_socket_is_accounted_for() {
        assert_eq!(
            strange(USUAL, "/desk/run/bus", "").len(),
            2,
            "its socket and its connection"
        );
    }
}
