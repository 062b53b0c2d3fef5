//! The window as a program among others: one at a time, opened at a place, honest about a diary it cannot open, aware of what
//! others write, and not alone responsible for reminders.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use vesper_tests::desk::Desk;
use vesper_tests::programs::program;
use vesper_tests::wait::{SOON, until};
use vesper_tests::window::Window;

#[test]
fn it_opens_at_the_place_it_is_asked_for() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &["--open", "guide"]);
    window.skip_the_first_screens();
    let _ = window.find("heading", "Guide");
}

#[test]
fn a_second_vesper_sends_the_first_to_its_place_and_ends() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &[]);
    window.skip_the_first_screens();
    let _ = window.find("heading", "Later this evening");
    window.send_to("massage");
    let _ = window.find("heading", "Massage");
    window.send_to("https://example.org");
    window.send_to("settings");
    let _ = window.find("heading", "Your evenings");
    assert_eq!(
        window.desk().processes("vesper").len(),
        1,
        "one window, one program"
    );
}

#[test]
fn a_diary_of_a_newer_vesper_is_left_untouched_and_said_so() {
    let mut desk = Desk::new();
    begin_a_diary(&desk);
    let database = desk.data().join("vesper.db");
    sqlite(&desk, &database, "PRAGMA user_version = 1000");
    let before = fs::read(&database).expect("the database");
    let window = Window::open(&mut desk, &[]);
    window.wait_for_text("This diary was written by a newer Vesper. It was left untouched.");
    let failure = window
        .invoke("startup_failure", &json!({}))
        .expect("it can be asked for");
    assert_eq!(
        failure["code"], "newer-database",
        "the page may act on the code"
    );
    let refused = window
        .invoke(
            "set_settings",
            &json!({ "settings": { "onboarded": true } }),
        )
        .expect_err("nothing is written");
    assert_eq!(
        refused["code"], "newer-database",
        "every command answers with the reason"
    );
    assert!(
        before == fs::read(&database).expect("the database"),
        "not a byte is changed"
    );
}

#[test]
fn a_damaged_diary_is_set_aside_and_a_new_one_begun_when_asked() {
    let mut desk = Desk::new();
    begin_a_diary(&desk);
    let database = desk.data().join("vesper.db");
    let damaged = vec![0x5A; 40_000];
    fs::write(&database, &damaged).expect("the damage");
    let window = Window::open(&mut desk, &[]);
    window.wait_for_text("The diary's file was damaged. It was set aside as");
    let aside = set_aside(&window.desk().data()).expect("the damaged file is kept");
    assert!(
        fs::read(aside).expect("it can be read") == damaged,
        "as it was"
    );
    window.click("button", "Begin a new diary");
    until("the diary is open", SOON, || {
        window.invoke("settings", &json!({})).ok()
    });
    assert_eq!(
        window.invoke("startup_failure", &json!({})),
        Ok(json!(null)),
        "an open diary has no reason not to be"
    );
}

#[test]
fn what_the_command_line_logs_is_seen_at_once() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &[]);
    window.session().run(
        "const heard = window.__TAURI_INTERNALS__.transformCallback(() => { window.changedElsewhere = true });
         return window.__TAURI_INTERNALS__.invoke('plugin:event|listen',
            { event: 'changed-elsewhere', target: { kind: 'Any' }, handler: heard })",
        &[],
    );
    let changed = "return window.changedElsewhere ?? false";
    let _ = window
        .desk()
        .cli(&["schedule", "set", "--bed", "23:00", "--rise", "07:00"]);
    until("the window hears of it", SOON, || {
        (window.session().run(changed, &[]) == json!(true)).then_some(())
    });
}

#[test]
fn starting_at_login_is_the_person_s_choice() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &[]);
    let entry = window.desk().path(".config/autostart/Vesper.desktop");
    let choose = |on: bool| {
        let state = window.invoke("set_start_at_login", &json!({ "on": on }));
        state.expect("the desktop takes it")["start_at_login"].clone()
    };
    assert!(!entry.exists(), "nobody chose it yet");
    assert_eq!(choose(true), json!(true));
    let said = fs::read_to_string(&entry).expect("a desktop entry");
    assert!(
        said.contains(&format!("Exec=\"{}\"", program("vesper-agent").display())),
        "it is the agent that starts, not the window: {said}"
    );
    assert_eq!(choose(false), json!(false));
    assert!(!entry.exists(), "nothing is left behind");
}

#[test]
fn the_agent_is_started_once_and_stays_when_the_window_goes() {
    let mut desk = Desk::new();
    for _ in 0..2 {
        let window = Window::open(&mut desk, &[]);
        until("an agent runs", SOON, || {
            let state = window.invoke("agent_state", &json!({})).ok()?;
            (state["running"] == json!(true)).then_some(())
        });
        assert_eq!(
            window.desk().processes("vesper-agent").len(),
            1,
            "one agent a person"
        );
    }
    until("the window's program has ended", SOON, || {
        desk.processes("vesper").is_empty().then_some(())
    });
    assert_eq!(desk.processes("vesper-agent").len(), 1, "reminders go on");
}

/// Lets the command line begin a diary, and leaves it at rest.
fn begin_a_diary(desk: &Desk) {
    let _ = desk.cli(&["check"]);
}

fn sqlite(desk: &Desk, database: &Path, statement: &str) {
    let done = desk
        .command("sqlite3")
        .arg(database)
        .arg(statement)
        .status();
    assert!(
        done.is_ok_and(|status| status.success()),
        "sqlite3 runs {statement}"
    );
}

fn set_aside(folder: &Path) -> Option<PathBuf> {
    fs::read_dir(folder)
        .expect("the diary's folder")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| {
            path.to_string_lossy().contains("vesper.damaged-")
                && path.extension().is_some_and(|e| e == "db")
        })
}
