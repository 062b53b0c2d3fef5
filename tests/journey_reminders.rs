//! Reminders through a suspend, through both changes of the clock, and on a journey to another zone: the real agent, real
//! messages, and a wall clock that is set.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::thread;
use std::time::Duration;

use vesper_tests::Desk;
use vesper_tests::faked_clock::FakedClock;
use vesper_tests::programs::program;
use vesper_tests::reminders::{dues, remind, states, utc};
use vesper_tests::travel::Travel;
use vesper_tests::tray::Tray;
use vesper_tests::wait::{SOON, until};

/// The agent looks on the minute; the clocks here are set to ten seconds before one.
const A_LOOK: Duration = Duration::from_secs(30);
/// Longer than from ten seconds before a minute to a look.
const PAST_A_LOOK: Duration = Duration::from_secs(13);

#[test]
fn a_suspend_over_three_due_times_is_followed_by_one_catch_up() {
    let mut desk = Desk::new();
    let clock = FakedClock::at(&mut desk, utc("2026-11-10T14:30:50Z"), "Etc/UTC");
    for (title, at) in [("Neck", "15:00"), ("Feet", "16:00"), ("Hands", "17:00")] {
        remind(&desk, title, at);
    }
    start_the_agent(&mut desk);
    desk.suspend("vesper-agent", true);
    clock.set(utc("2026-11-10T19:00:20Z"));
    desk.suspend("vesper-agent", false);

    let caught_up = desk.notifications().wait_for("While", A_LOOK);
    for title in ["Neck", "Feet", "Hands"] {
        assert!(caught_up.body.contains(title), "{title}: {caught_up:?}");
    }
    let became: Vec<String> = until("the ledger knows", SOON, || {
        let became = states(&desk);
        (became.len() == 3).then_some(became)
    });
    assert_eq!(became, ["missed"; 3]);
    // A look later nothing more has come, nor after a restart.
    desk.end("vesper-agent");
    clock.set(utc("2026-11-10T19:01:50Z"));
    start_the_agent(&mut desk);
    thread::sleep(PAST_A_LOOK);
    assert_eq!(desk.notifications().shown(), [caught_up]);
}

#[test]
fn in_the_night_without_a_half_past_two_it_comes_once_when_the_clock_has_sprung() {
    let mut desk = Desk::new();
    let clock = FakedClock::at(&mut desk, utc("2027-03-28T00:59:50Z"), "Europe/Berlin");
    be_up_at_night(&desk);
    remind(&desk, "Tea", "02:30");
    start_the_agent(&mut desk);
    let _ = desk.notifications().wait_for("Tea", A_LOOK);
    let due = ["2027-03-28T01:00:00Z"];
    until("the ledger knows", SOON, || {
        (dues(&desk) == due).then_some(())
    });
    // Half an hour on, where a clock that did not spring would say half past two.
    desk.end("vesper-agent");
    clock.set(utc("2027-03-28T01:29:50Z"));
    start_the_agent(&mut desk);
    thread::sleep(PAST_A_LOOK);
    assert_eq!(desk.notifications().shown().len(), 1, "once");
    assert_eq!(dues(&desk), due, "03:00 is the first instant after the gap");
}

#[test]
fn in_the_night_with_two_half_past_twos_it_comes_at_the_first_alone() {
    let mut desk = Desk::new();
    let clock = FakedClock::at(&mut desk, utc("2027-10-31T00:29:50Z"), "Europe/Berlin");
    be_up_at_night(&desk);
    remind(&desk, "Tea", "02:30");
    start_the_agent(&mut desk);
    let _ = desk.notifications().wait_for("Tea", A_LOOK);
    let due = ["2027-10-31T00:30:00Z"];
    until("the ledger knows", SOON, || {
        (dues(&desk) == due).then_some(())
    });
    desk.end("vesper-agent");
    clock.set(utc("2027-10-31T01:29:50Z"));
    start_the_agent(&mut desk);
    thread::sleep(PAST_A_LOOK);
    assert_eq!(desk.notifications().shown().len(), 1, "once");
    assert_eq!(dues(&desk), due, "02:30 in summer time is the first");
}

#[test]
fn a_journey_to_another_zone_takes_tomorrows_reminder_along() {
    let mut desk = Desk::new();
    let Some(travel) = Travel::from(&desk, "Europe/Berlin") else {
        return;
    };
    let clock = FakedClock::at(&mut desk, utc("2027-01-15T20:40:50Z"), "Europe/Berlin");
    remind(&desk, "Neck", "21:30");
    let mut tray = Tray::at(&desk);
    let arguments = travel.arguments(&program("vesper-agent"));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    desk.start("unshare", &arguments);
    tray.wait_for_item(SOON);

    // It has come tonight in Berlin, before it was made; in Tokyo tomorrow's comes eight hours sooner than in Berlin.
    travel.to("Asia/Tokyo");
    clock.set(utc("2027-01-16T12:29:50Z"));
    let _ = desk.notifications().wait_for("Neck", A_LOOK);
    until("the ledger knows", SOON, || {
        (dues(&desk) == ["2027-01-16T12:30:00Z"]).then_some(())
    });
    assert_eq!(desk.notifications().shown().len(), 1, "once");
}

/// There is no reminder while one sleeps: this person is up at half past two.
fn be_up_at_night(desk: &Desk) {
    let _ = desk.cli(&["schedule", "set", "--bed", "05:00", "--rise", "12:00"]);
}

/// Starts the agent and waits until it has looked for the first time: its tray item shows what that look found.
fn start_the_agent(desk: &mut Desk) {
    let mut tray = Tray::at(desk);
    desk.start(program("vesper-agent"), &[]);
    tray.wait_for_item(SOON);
}
