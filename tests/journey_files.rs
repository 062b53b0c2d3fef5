//! Files through the desktop's own dialogs and by drag and drop: bringing nights in, taking them out, keeping a copy.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use vesper_tests::programs::workspace;
use vesper_tests::wait::{SOON, until};
use vesper_tests::{Desk, Window, lived_in};

/// Three nights as Sleep as Android writes them.
fn export_of_another_app() -> PathBuf {
    workspace().join("tests/fixtures/sleep-export.csv")
}

fn nights(desk: &Desk) -> usize {
    desk.cli(&["nights"]).as_array().expect("an array").len()
}

fn your_data(window: &Window<'_>) {
    window.skip_the_first_screens();
    window.click("button", "Settings");
    window.click("button", "Data");
    let _ = window.find("heading", "Your data");
}

fn choose_to_bring_in(window: &Window<'_>) {
    window.click("button", "Choose a file");
    window
        .desk()
        .choose_file("Choose a file to bring in", &export_of_another_app());
}

#[test]
fn an_import_is_looked_at_first_and_can_be_taken_back() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &[]);
    your_data(&window);

    choose_to_bring_in(&window);
    window.wait_for_text("Would come in: 3 nights");
    window.click("button", "Cancel");
    assert_eq!(
        nights(window.desk()),
        0,
        "what is called off leaves nothing"
    );
    assert_eq!(
        window.invoke("commit_import", &json!({})),
        Ok(Value::Null),
        "nor can it be written later"
    );

    choose_to_bring_in(&window);
    window.click("button", "Bring in");
    let _ = window.find("button", "Take back the import of sleep-export.csv");
    assert_eq!(nights(window.desk()), 3, "all of it came in");

    choose_to_bring_in(&window);
    window.wait_for_text("Nothing new in this file");
    window.click("button", "Close");
    assert_eq!(
        nights(window.desk()),
        3,
        "the same nights do not come in twice"
    );

    window.click("button", "Take back the import of sleep-export.csv");
    until("the nights are gone again", SOON, || {
        (nights(window.desk()) == 0).then_some(())
    });
}

#[test]
fn a_file_dropped_on_the_window_is_looked_at() {
    let mut desk = Desk::new();
    let dragged = export_of_another_app();
    let source = workspace().join("tests/support/drag-source.py");
    desk.start(
        "/usr/bin/python3",
        &[
            &source.display().to_string(),
            &dragged.display().to_string(),
        ],
    );
    let window = Window::open(&mut desk, &[]);
    window.skip_the_first_screens();
    let held = until("the file to drag", SOON, || {
        window.desk().window_named("A file to drag")
    });
    window.desk().xdotool(&["windowactivate", "--sync", &held]);
    // A drag begins once the mouse has moved a little with its button down.
    window
        .desk()
        .xdotool(&["mousemove", "--window", &held, "60", "60", "mousedown", "1"]);
    for step in ["-10", "-20", "-30", "-40"] {
        window
            .desk()
            .xdotool(&["mousemove_relative", "--sync", "--", step, "-5"]);
    }
    window
        .desk()
        .xdotool(&["mousemove", "--sync", "600", "400"]);
    window
        .desk()
        .xdotool(&["mousemove", "--sync", "620", "420"]);
    window.wait_for_text("Let go to look at this file");
    window.desk().xdotool(&["mouseup", "1"]);
    window.wait_for_text("Would come in: 3 nights");
    assert!(
        !window.text().contains("Let go"),
        "it is not hovering any more"
    );
    assert_eq!(
        nights(window.desk()),
        0,
        "nothing is written before it was looked at"
    );
}

#[test]
fn what_is_exported_comes_in_again_and_a_backup_is_the_diary_as_it_was() {
    let mut desk = Desk::new();
    lived_in::fill(&desk);
    let (json, csv, copy) = (
        desk.path("diary.json"),
        desk.path("diary.csv"),
        desk.path("copy.vesper"),
    );
    let window = Window::open(&mut desk, &[]);
    your_data(&window);
    let written = nights(window.desk());

    for (button, file) in [("Export as JSON", &json), ("Export as CSV", &csv)] {
        window.click("button", button);
        window.desk().choose_file("Write your diary to", file);
        window.wait_for_text(&format!("{written} records written"));
        let told = window
            .desk()
            .cli(&["import", "--dry-run", &file.display().to_string()]);
        assert_eq!(
            told["duplicates"],
            json!(written),
            "{button}: every night is recognised: {told}"
        );
        assert_eq!(
            told["imported"],
            json!(0),
            "{button}: none is taken for another"
        );
    }

    window.click("button", "Write a backup");
    window.desk().choose_file("Write a backup to", &copy);
    window.wait_for_text("Backup written");
    let _ = window.desk().cli(&["safety", "set", "fever=yes"]);
    fs::metadata(&copy).expect("the backup is where it was put");
    let before = window.desk().cli(&["safety", "show"]);
    window.click("button", "Restore a backup");
    window
        .desk()
        .choose_file("Choose a backup to restore", &copy);
    window.wait_for_text("Backup restored");
    let after = window.desk().cli(&["safety", "show"]);
    assert_ne!(before, after, "what was said after the backup is not in it");
    assert_eq!(
        nights(window.desk()),
        written,
        "what was there at the backup is"
    );
}
