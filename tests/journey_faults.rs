//! A desktop that fails: no notification server, one that dies and comes back, one that keeps quiet, a second agent. Nothing is lost
//! and nothing comes twice.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::time::Duration;

use serde_json::Value;
use vesper_tests::Desk;
use vesper_tests::programs::program;
use vesper_tests::reminders::{remind, states};
use vesper_tests::tray::Tray;
use vesper_tests::wait::{SOON, until};

/// The agent looks once a minute, and a reminder is set for the next.
const A_LOOK: Duration = Duration::from_secs(150);

#[test]
fn without_a_notification_server_a_small_window_tells_what_waits_until_it_is_back() {
    let mut desk = Desk::new();
    desk.end("dunst");
    let mut tray = Tray::at(&desk);
    desk.start(program("vesper-agent"), &[]);
    tray.wait_for_item(SOON);
    // A second agent on the same diary says so and ends.
    let second = desk.command(program("vesper-agent")).output().unwrap();
    assert!(second.status.success());
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains("Another Vesper agent"), "{said}");

    remind(&desk, "Neck", &desk.clock(1));
    let window = until("the small window", A_LOOK, || desk.window_named("Vesper"));
    let (width, height) = desk.window_size(&window);
    assert!(width <= 500 && height <= 300, "{width} x {height}");
    until("it has shown what waits", SOON, || {
        (states(&desk) == ["shown"]).then_some(())
    });
    tray.choose("Not this time");
    until("the answer", SOON, || {
        (states(&desk) == ["skipped"]).then_some(())
    });

    desk.start_notifications();
    remind(&desk, "Shoulders", &desk.clock(1));
    let _ = desk.notifications().wait_for("Shoulders", A_LOOK);
    until("the ledger knows", SOON, || {
        (states(&desk) == ["shown", "skipped"]).then_some(())
    });
    // Closed by the server, it is neither done nor left out; nor is it when the server dies.
    let closed = desk.command("dunstctl").arg("close-all").status();
    assert!(closed.unwrap().success());
    desk.end("dunst");
    desk.start_notifications();
    tray.choose("Done");
    until("the answer", SOON, || {
        (states(&desk) == ["done", "skipped"]).then_some(())
    });
    let shown = desk.notifications().shown();
    assert_eq!(shown.len(), 1, "each once: {shown:?}");
}

#[test]
fn while_do_not_disturb_is_on_nothing_is_shown_and_afterwards_it_is() {
    let mut desk = Desk::new();
    let pause = |desk: &Desk, on: &str| {
        let asked = desk.command("dunstctl").args(["set-paused", on]).status();
        assert!(asked.unwrap().success());
    };
    desk.start(program("vesper-agent"), &[]);
    assert_eq!(sign(&desk, "do-not-disturb"), (true, false));
    assert_eq!(sign(&desk, "full-screen"), (true, false));
    assert_eq!(sign(&desk, "away"), (true, false), "the display is new");
    pause(&desk, "true");
    assert_eq!(sign(&desk, "do-not-disturb"), (true, true));
    let before = desk.clock(2);
    remind(&desk, "Neck", &desk.clock(1));
    until("its minute is over", A_LOOK, || {
        (desk.clock(0) >= before).then_some(())
    });
    assert_eq!(states(&desk), [""; 0], "nothing was claimed");
    pause(&desk, "false");
    let _ = desk.notifications().wait_for("Neck", A_LOOK);
    until("the ledger knows", SOON, || {
        (states(&desk) == ["shown"]).then_some(())
    });
    let _full = desk.fill_the_screen();
    until("the full screen is seen", SOON, || {
        (sign(&desk, "full-screen") == (true, true)).then_some(())
    });
}

/// Whether the computer gives a sign, and whether it says that the person is busy.
fn sign(desk: &Desk, name: &str) -> (bool, bool) {
    let asked = desk
        .command(program("vesper-agent"))
        .arg("--manners")
        .output();
    let told: Value = serde_json::from_slice(&asked.unwrap().stdout).expect("JSON");
    let signs = told.as_array().expect("a list");
    assert_eq!(signs.len(), 5, "each is listed: {told}");
    let sign = signs.iter().find(|sign| sign["sign"] == name).unwrap();
    (
        sign["available"].as_bool().unwrap(),
        sign["busy"].as_bool().unwrap(),
    )
}
