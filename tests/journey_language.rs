//! The window of a person whose computer speaks German: German from the first screen on, the guide included, and English
//! where they choose it: at once in the window, at the agent's next look in the tray.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::time::Duration;

use serde_json::{Value, json};
use vesper_tests::accessibility::assert_axe_finds_nothing;
use vesper_tests::tray::Tray;
use vesper_tests::wait::{SOON, until};
use vesper_tests::window::Window;
use vesper_tests::{Desk, lived_in};

/// The agent looks once a minute.
const A_LOOK: Duration = Duration::from_secs(90);
const ARTICLE: &str = "KVT-I: die Behandlung, die man zuerst versucht";
const UNREVIEWED: &str = "hat noch niemand geprüft, der mit der Sprache aufgewachsen ist";

#[test]
fn a_german_computer_has_a_german_vesper_until_english_is_chosen() {
    let mut desk = Desk::new();
    lived_in::fill(&desk);
    desk.speak("de_DE.UTF-8");
    let mut tray = Tray::at(&desk);
    let window = Window::open(&mut desk, &[]);
    let _ = window.find("heading", "Wann enden deine Abende?");
    tray.wait_for_item(SOON);
    assert!(menu_has(&tray, "Vesper öffnen"), "{:?}", tray.menu());

    for light in ["day", "evening"] {
        window.stand_in(light);
        for (place, heading) in [
            ("tonight", "Später am Abend"),
            ("diary", "Deine Nächte"),
            ("patterns", "Muster"),
            ("massage", "Massage"),
            ("massage/body", "Wo ist es verspannt oder tut es weh?"),
        ] {
            look_at(&window, place, heading, light);
        }
        find_by_a_mistyped_word(&window, light);
        open_a_claim(&window, light);
        look_at(&window, "settings/looks", "Sprache, Licht und Uhr", light);
    }

    // The languages stand in the list by their own names.
    window.tab_to("combobox", "Sprache");
    window.type_text("English");
    let _ = window.find("heading", "Language, light and clock");
    assert_eq!(page_language(&window), json!("en"));
    until("the tray speaks English too", A_LOOK, || {
        menu_has(&tray, "Open Vesper").then_some(())
    });
    assert_eq!(window.errors(), json!([]), "the page itself had no trouble");
}

fn menu_has(tray: &Tray, words: &str) -> bool {
    tray.menu().iter().any(|line| line == words)
}

fn page_language(window: &Window<'_>) -> Value {
    let asked = "return document.documentElement.lang";
    window.session().run(asked, &[])
}

fn look_at(window: &Window<'_>, place: &str, heading: &str, light: &str) {
    window.send_to(place);
    let _ = window.find("heading", heading);
    window.wait_until_settled();
    assert_eq!(page_language(window), json!("de"), "for screen readers");
    keep(window, &place.replace('/', "-"), light);
}

fn keep(window: &Window<'_>, what: &str, light: &str) {
    window.take_picture(&format!("de-{what}-{light}"));
    assert_axe_finds_nothing(window, &format!("{what}, German, {light} light"));
}

fn find_by_a_mistyped_word(window: &Window<'_>, light: &str) {
    window.click("button", "Ratgeber");
    window.click("textbox", "Ratgeber durchsuchen");
    window.fill("kognitive verhaltensterapie");
    let _ = window.find("button", ARTICLE);
    let marked = "return document.querySelectorAll('mark').length";
    let marked = window.session().run(marked, &[]);
    assert!(marked.as_u64() > Some(0), "the words found are marked");
    window.wait_until_settled();
    keep(window, "search", light);
    window.click("button", ARTICLE);
    let _ = window.find("heading", ARTICLE);
    window.wait_for_text(UNREVIEWED);
    window.wait_until_settled();
    keep(window, "article", light);
}

fn open_a_claim(window: &Window<'_>, light: &str) {
    window.click("button", "Sie wirkt");
    window.wait_for_text("Woher das kommt");
    window.wait_until_settled();
    keep(window, "claim", light);
}
