//! What the page of the release build cannot do, tried from inside it.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};
use vesper_tests::wait::{SOON, until};
use vesper_tests::{Desk, Window, programs, sockets};

/// An ear on this machine: whatever the page gets out of its window arrives here.
struct Ear {
    listener: TcpListener,
    address: String,
}

impl Ear {
    fn open() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("its address").to_string();
        Self { listener, address }
    }

    /// Asserts that it heard nobody: the first who knocks is the test itself, which also shows that the ear hears.
    fn assert_nobody_came(&self) {
        let mut own = TcpStream::connect(&self.address).expect("the ear is open");
        own.write_all(b".").expect("the ear hears");
        let (_, first) = self.listener.accept().expect("somebody knocked");
        assert_eq!(
            first,
            own.local_addr().expect("our own address"),
            "something in the page reached this machine's network"
        );
    }
}

#[test]
fn the_page_evaluates_no_text_and_reaches_no_network() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &[]);
    let ear = Ear::open();
    let outcome = |script: &str| window.session().run(script, &[json!(ear.address)]);

    for (what, script) in [
        (
            "eval",
            "try { return eval('1') } catch (e) { return e.name }",
        ),
        (
            "new Function",
            "try { return new Function('return 1')() } catch (e) { return e.name }",
        ),
    ] {
        assert_eq!(
            outcome(script),
            json!("EvalError"),
            "{what} is refused by the policy"
        );
    }
    outcome(
        "const script = document.createElement('script'); script.textContent = 'window.planted = true';
         document.body.append(script); script.remove()",
    );
    assert_eq!(
        outcome("return window.planted ?? null"),
        Value::Null,
        "a planted script does not run"
    );

    let policy = outcome(
        "return new Promise((done) => {
            document.addEventListener('securitypolicyviolation', (event) => done(event.originalPolicy), { once: true });
            fetch(`http://${arguments[0]}/`).catch(() => {});
         })",
    );
    let policy = policy.as_str().expect("the refusal names the policy");
    assert!(
        policy.contains("default-src 'none'"),
        "nothing is allowed but what is named: {policy}"
    );
    assert!(
        !policy.contains("unsafe"),
        "no exception for inline or evaluated code: {policy}"
    );

    for (what, script) in [
        (
            "fetch",
            "return fetch(`http://${arguments[0]}/`, { mode: 'no-cors' }).then(() => 'out', () => 'refused')",
        ),
        (
            "XMLHttpRequest",
            "return new Promise((done) => {
                const request = new XMLHttpRequest(); request.onload = () => done('out'); request.onerror = () => done('refused');
                try { request.open('GET', `http://${arguments[0]}/`); request.send() } catch { done('refused') } })",
        ),
        (
            "WebSocket",
            "return new Promise((done) => { try {
                const socket = new WebSocket(`ws://${arguments[0]}/`); socket.onopen = () => done('out'); socket.onerror = () => done('refused');
             } catch { done('refused') } })",
        ),
        (
            "EventSource",
            "return new Promise((done) => { try {
                const source = new EventSource(`http://${arguments[0]}/`); source.onopen = () => done('out'); source.onerror = () => done('refused');
             } catch { done('refused') } })",
        ),
        (
            "a picture",
            "return new Promise((done) => {
                const picture = new Image(); picture.onload = () => done('out'); picture.onerror = () => done('refused');
                picture.src = `http://${arguments[0]}/x.png` })",
        ),
        (
            "a script from elsewhere",
            "return new Promise((done) => {
                const script = document.createElement('script'); script.onload = () => done('out'); script.onerror = () => done('refused');
                script.src = `http://${arguments[0]}/x.js`; document.body.append(script) })",
        ),
        (
            "a style from elsewhere",
            "return new Promise((done) => {
                const link = document.createElement('link'); link.rel = 'stylesheet'; link.onload = () => done('out'); link.onerror = () => done('refused');
                link.href = `http://${arguments[0]}/x.css`; document.head.append(link) })",
        ),
    ] {
        assert_eq!(outcome(script), json!("refused"), "{what} does not leave the page");
    }
    // These tell the page nothing; the ear would.
    outcome("navigator.sendBeacon?.(`http://${arguments[0]}/`, 'x')");
    outcome(
        "const frame = document.createElement('iframe'); frame.src = `http://${arguments[0]}/`; document.body.append(frame)",
    );
    outcome(
        "const form = document.createElement('form'); form.action = `http://${arguments[0]}/`; form.method = 'post';
         document.body.append(form); form.submit()",
    );
    assert_eq!(
        outcome("return window.open(`http://${arguments[0]}/`)"),
        Value::Null,
        "no second window"
    );
    outcome("location.href = `http://${arguments[0]}/`");
    let here = outcome("return location.href");
    assert!(
        here.as_str()
            .is_some_and(|here| here.starts_with("tauri://localhost")),
        "the page stays where it is, not at {here}"
    );
    ear.assert_nobody_came();
}

#[test]
fn the_page_may_ask_for_its_own_commands_and_nothing_else() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &[]);
    let value = |script: &str| window.session().run(script, &[]);
    assert_eq!(
        value("return typeof window.__TAURI__"),
        json!("undefined"),
        "no global way in"
    );
    assert_eq!(
        value("return Object.isFrozen(Object.prototype)"),
        json!(true),
        "a poisoned prototype could read what passes by"
    );
    assert!(
        window.invoke("settings", &json!({})).is_ok(),
        "its own commands answer, so that a refusal below means something"
    );
    for command in [
        "no_such_command",
        "plugin:fs|read_file",
        "plugin:fs|read_dir",
        "plugin:shell|execute",
        "plugin:shell|open",
        "plugin:http|fetch",
        "plugin:opener|open_url",
        "plugin:opener|open_path",
        "plugin:dialog|open",
        "plugin:window-state|save_window_state",
        "plugin:app|version",
        "plugin:path|resolve_directory",
        "plugin:event|emit",
        "plugin:window|set_title",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:webview|internal_toggle_devtools",
        "plugin:menu|new",
        "plugin:tray|new",
        "plugin:image|from_path",
        "plugin:resources|close",
    ] {
        let answer = window.invoke(
            command,
            &json!({ "path": "/etc/passwd", "url": "https://example.org" }),
        );
        let refusal = answer.expect_err(&format!("{command} must not answer"));
        let refusal = refusal.as_str().unwrap_or_default();
        assert!(
            refusal.contains("not allowed"),
            "{command} is refused by the list of permissions: {refusal}"
        );
    }
}

#[test]
fn nobody_else_on_the_computer_can_read_the_diary() {
    let mut desk = Desk::new();
    let data = desk.data();
    {
        let window = Window::open(&mut desk, &[]);
        window
            .invoke(
                "set_settings",
                &json!({ "settings": { "onboarded": true } }),
            )
            .expect("something is written");
    }
    assert_eq!(mode(&data), 0o700, "the folder");
    let mut files = Vec::new();
    everything_in(&data, &mut |path| {
        assert_eq!(
            mode(path) & 0o077,
            0,
            "{} is the person's alone",
            path.display()
        );
        files.push(path.to_owned());
    });
    let database = data.join("vesper.db");
    assert!(files.contains(&database), "the diary was written");
    assert_eq!(mode(&database), 0o600, "the database");
}

fn mode(path: &Path) -> u32 {
    let found = fs::symlink_metadata(path).expect("a file of the diary");
    found.permissions().mode() & 0o777
}

fn everything_in(folder: &Path, look: &mut impl FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder of the diary") {
        let path = entry.expect("an entry").path();
        look(&path);
        if path.is_dir() {
            everything_in(&path, look);
        }
    }
}

/// Without a driver, whose own way into the web view is a socket, there is not one internet socket from start to end.
#[test]
fn a_window_by_itself_opens_no_internet_socket() {
    let mut desk = Desk::new();
    let watched = sockets::watched(&desk, &programs::program("vesper"));
    desk.start(watched, &[]);
    let window = until("the window shows", SOON, || desk.window_named("Vesper"));
    until("its page is being shown", SOON, || {
        (!desk.processes("WebKitWebProcess").is_empty()).then_some(())
    });
    desk.xdotool(&["windowclose", &window]);
    until("the window's program ends with its window", SOON, || {
        desk.processes("vesper").is_empty().then_some(())
    });
    sockets::assert_nothing_leaves_the_machine(&desk);
}
