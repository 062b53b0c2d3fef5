//! Every place of the window for everyone: axe finds nothing in either light, and a keyboard is enough.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use serde_json::json;
use vesper_tests::accessibility::{assert_axe_finds_nothing, assert_tab_meets_everything};
use vesper_tests::programs::program;
use vesper_tests::wait::{SOON, until};
use vesper_tests::window::{Window, key};
use vesper_tests::{Desk, lived_in};

/// Every place with the heading it shows (nothing where that is a date or the content's own) and the last words of it to come; a
/// `{night}` is a night on record.
const PLACES: [(&str, &str, &str); 26] = [
    ("tonight", "Later this evening", "Coming up"),
    ("diary", "Your nights", "on record since"),
    ("diary/log", "How was the night?", "Save the night"),
    ("diary/night/{night}", "", "The night in numbers"),
    ("patterns", "Patterns", "Falling asleep"),
    ("patterns/trial", "A trial on yourself", "What it is not"),
    ("patterns/trial/new", "A new trial", "Reckoned from"),
    ("patterns/trial/1", "Foot bath", "Beside the answer"),
    ("patterns/trial/2", "Evening massage", "How far along"),
    ("massage", "Massage", "Slow breathing"),
    ("massage/safety", "Your answers", "What is never massaged"),
    ("massage/safety/1", "", "Back"),
    (
        "massage/neck-and-shoulders",
        "Neck and shoulders",
        "The steps",
    ),
    (
        "massage/body",
        "Where is it tight or sore?",
        "Neck and shoulders",
    ),
    ("massage/own/new", "A routine of your own", "Cancel"),
    ("massage/programme", "A course of massages", "Open it"),
    ("massage/programme/1", "", "The dates"),
    ("massage/care", "Somebody should have a look", ""),
    ("guide", "Guide", "Getting help"),
    (
        "guide/cbt-i",
        "CBT-I: the treatment to try first",
        "minutes to read",
    ),
    (
        "settings/evenings",
        "Your evenings",
        "The next night begins at",
    ),
    (
        "settings/reminders",
        "Reminders",
        "A few minutes for the shoulders",
    ),
    (
        "settings/reminders/new",
        "A new reminder",
        "It may come late by",
    ),
    (
        "settings/looks",
        "Language, light and clock",
        "Start the reminders when I log in",
    ),
    ("settings/data", "Your data", "Write a backup"),
    ("settings/privacy", "Privacy", "Taking it all away"),
];

const LIGHTS: [&str; 2] = ["day", "evening"];

/// Goes to `place` as the agent would send a person there.
fn go(window: &Window<'_>, place: &str, heading: &str, words: &str) {
    let before = window.page_title();
    let sent = window
        .desk()
        .command(program("vesper"))
        .args(["--open", place])
        .status();
    assert!(
        sent.is_ok_and(|status| status.success()),
        "the open window is sent to {place}"
    );
    until(
        &format!("the heading of {place}, after {before:?}"),
        SOON,
        || {
            let title = window.page_title();
            let arrived = if heading.is_empty() {
                !title.is_empty() && title != before
            } else {
                title == heading
            };
            arrived.then_some(())
        },
    );
    window.wait_for_text(words);
    window.wait_until_settled();
}

fn every_place(window: &Window<'_>, mut visit: impl FnMut(&str)) {
    let night = window.desk().today() - chrono::TimeDelta::days(4);
    for (place, heading, words) in PLACES {
        let place = place.replace("{night}", &night.to_string());
        println!("at {place}");
        go(window, &place, heading, words);
        visit(&place);
    }
}

#[test]
fn axe_finds_nothing_on_any_place_in_either_light() {
    let mut desk = Desk::new();
    lived_in::fill(&desk);
    let window = Window::open(&mut desk, &[]);
    mark_the_shoulders(&window);
    for light in LIGHTS {
        window.stand_in(light);
        every_place(&window, |place| {
            window.take_picture(&format!("{light}-{}", place.replace('/', "-")));
            assert_axe_finds_nothing(&window, &format!("{place}, {light} light"));
        });
        play(&window, light);
    }
}

/// So that the body's page has marks, and what suits them.
fn mark_the_shoulders(window: &Window<'_>) {
    let mark = |side| json!({ "region": "shoulder", "side": side, "level": 6 });
    window
        .invoke(
            "mark_body",
            &json!({ "marks": [mark("left"), mark("right")] }),
        )
        .expect("the marks are kept");
}

/// The player and its end, which no address leads to before something is played.
fn play(window: &Window<'_>, light: &str) {
    window
        .invoke(
            "start_player",
            &json!({ "routine": "neck-and-shoulders", "tension": 5, "pain": null }),
        )
        .expect("nothing speaks against it");
    go(window, "massage/player", "", "Something hurts");
    for (name, keys) in [
        ("player", &[][..]),
        ("player-paused", &[key::SPACE]),
        ("player-hurts", &["h"]),
    ] {
        for pressed in keys {
            window.press(pressed);
        }
        window.wait_until_settled();
        window.take_picture(&format!("{light}-{name}"));
        assert_axe_finds_nothing(window, &format!("{name}, {light} light"));
    }
    window
        .invoke(
            "end_player",
            &json!({ "tension": null, "pain": null, "log": false }),
        )
        .expect("it ends");
}

#[test]
fn axe_finds_nothing_on_the_first_screens_nor_on_the_empty_places() {
    let mut desk = Desk::new();
    let window = Window::open(&mut desk, &[]);
    for screen in [
        "When do your evenings end?",
        "One or two gentle reminders to start with",
        "Bring your nights in",
    ] {
        let _ = window.find("heading", screen);
        assert_axe_finds_nothing(&window, screen);
        assert_tab_meets_everything(&window, screen);
        if window.look("button", "Go on").is_some() {
            window.click("button", "Go on");
        }
    }
    window.click("button", "Start fresh");
    let _ = window.find("navigation", "Places");
    for (place, heading, words) in [
        ("tonight", "Later this evening", "Coming up"),
        ("diary", "Your nights", "Your nights will lie here"),
        ("patterns", "Patterns", "Look at all nights"),
        (
            "patterns/trial",
            "A trial on yourself",
            "Your trials will stand here",
        ),
        ("massage", "Massage", "are listed here"),
        (
            "massage/safety",
            "A few questions first",
            "What is never massaged",
        ),
        ("settings/reminders", "Reminders", "What became of them"),
    ] {
        go(&window, place, heading, words);
        window.take_picture(&format!("empty-{}", place.replace('/', "-")));
        assert_axe_finds_nothing(&window, &format!("{place}, empty"));
    }
}

#[test]
fn tab_meets_everything_on_every_place() {
    let mut desk = Desk::new();
    lived_in::fill(&desk);
    let window = Window::open(&mut desk, &[]);
    mark_the_shoulders(&window);
    window.stand_in("day");
    every_place(&window, |place| assert_tab_meets_everything(&window, place));
}

#[test]
fn the_keyboard_alone_reaches_every_place_by_the_rail_and_by_the_palette() {
    let mut desk = Desk::new();
    lived_in::fill(&desk);
    let window = Window::open(&mut desk, &[]);
    window.stand_in("day");
    let places = [
        ("Diary", "Your nights"),
        ("Patterns", "Patterns"),
        ("Massage", "Massage"),
        ("Guide", "Guide"),
        ("Tonight", "Later this evening"),
    ];
    for (name, heading) in places {
        window.tab_to("button", name);
        window.press(key::ENTER);
        let _ = window.find("heading", heading);
    }
    for (name, heading) in places {
        window.press(key::PALETTE);
        until("the palette takes what is typed", SOON, || {
            (window.focus().0 == "combobox").then_some(())
        });
        window.type_text(name);
        until(
            &format!("{name} is found first among {}", window.names_of("option")),
            SOON,
            || {
                let found = window.names_of("option");
                found[0].as_str()?.starts_with(name).then_some(())
            },
        );
        window.press(key::ENTER);
        let _ = window.find("heading", heading);
    }
    assert_axe_with_the_palette_open(&window);
}

fn assert_axe_with_the_palette_open(window: &Window<'_>) {
    window.press(key::PALETTE);
    until("the palette is open", SOON, || {
        (window.focus().0 == "combobox").then_some(())
    });
    window.take_picture("palette");
    assert_axe_finds_nothing(window, "the palette");
    window.press(key::ESCAPE);
    until("the palette is closed", SOON, || {
        (window.focus().0 != "combobox").then_some(())
    });
}
