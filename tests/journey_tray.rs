//! The tray on a real bus: the icon tells how things stand, the menu names what comes, and what is chosen there is done.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::time::Duration;

use vesper_tests::Desk;
use vesper_tests::programs::program;
use vesper_tests::reminders::{remind, states};
use vesper_tests::tray::Tray;
use vesper_tests::wait::{SOON, until};

/// The agent looks once a minute.
const A_LOOK: Duration = Duration::from_secs(90);

#[test]
fn the_tray_names_what_comes_pauses_resumes_and_answers_what_waits() {
    let mut desk = Desk::new();
    for (title, at) in [
        ("Stretch", desk.clock(120)),
        ("Lamp", desk.clock(180)),
        ("Tea", desk.clock(240)),
        ("Late", desk.clock(300)),
    ] {
        remind(&desk, title, &at);
    }
    let mut tray = Tray::at(&desk);
    desk.start(program("vesper-agent"), &[]);
    tray.wait_for_item(SOON);

    let named = ["Stretch", "Lamp", "Tea"];
    let hours = [desk.clock(120), desk.clock(180), desk.clock(240)];
    for (n, (title, at)) in named.iter().zip(&hours).enumerate() {
        assert_eq!(tray.menu()[n], format!("{title} at {at}"), "the next three");
    }
    assert!(
        !tray.menu().iter().any(|line| line.starts_with("Late")),
        "and no more"
    );
    let active = tray.icon();
    assert_eq!((active.len(), tray.status().as_str()), (4, "Active"));

    tray.choose("Pause for an hour");
    let paused = until("the icon of a pause", SOON, || {
        Some(tray.icon()).filter(|icon| *icon != active)
    });
    assert!(tray.menu()[0].starts_with("Paused until "));
    tray.choose("Resume reminders");
    until("the former icon", SOON, || {
        (tray.icon() == active).then_some(())
    });

    remind(&desk, "Neck", &desk.clock(1));
    let _ = desk.notifications().wait_for("Neck", A_LOOK * 2);
    until("the icon of what is due", A_LOOK, || {
        (tray.status() == "NeedsAttention").then_some(())
    });
    let due = tray.icon();
    assert!(due != active && due != paused, "told apart");
    tray.choose("Not this time");
    until("the icon is at rest", SOON, || {
        (tray.icon() == active).then_some(())
    });
    assert_eq!(states(&desk), ["skipped"]);

    tray.choose("Open Vesper");
    until("Vesper's window", SOON * 2, || {
        (!desk.processes("vesper").is_empty()).then_some(())
    });
}

#[test]
fn the_tray_comes_back_with_its_host_and_with_the_bus() {
    let mut desk = Desk::new();
    let mut tray = Tray::at(&desk);
    desk.start(program("vesper-agent"), &[]);
    tray.wait_for_item(SOON);
    let is_paused = |tray: &Tray| tray.menu()[0].starts_with("Paused until ").then_some(());
    tray.choose("Pause for an hour");
    until("the menu says so", SOON, || is_paused(&tray));

    drop(tray);
    let mut tray = Tray::at(&desk);
    tray.wait_for_item(SOON);
    drop(tray);

    desk.restart_bus();
    let mut tray = Tray::at(&desk);
    tray.wait_for_item(A_LOOK);
    until("it wears the same face", SOON, || is_paused(&tray));
}
