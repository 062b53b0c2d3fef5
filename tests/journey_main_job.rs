//! The main job, end to end, in the real window: from a fresh data directory to a massage in the log, with real files, real
//! notifications, real keys.
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
use vesper_tests::wait::{SOON, until};
use vesper_tests::window::{Window, key};
use vesper_tests::{Desk, programs, sockets};

const EXPORT: &str = "sleep-as-android/sleepdiary-core/sleep-export.1606907034.zip";
const REMINDER: &str = "Shoulders, before it gets late";
const ROUTINE: &str = "Neck and shoulders";

#[test]
fn a_person_brings_nights_in_logs_one_is_reminded_massaged_and_reads() {
    // Where the real export is not at hand, a small one of our own takes its place: the journey is always made.
    let own = || programs::workspace().join("tests/fixtures/sleep-export.csv");
    let export = programs::fixture(EXPORT).unwrap_or_else(own);
    let mut desk = Desk::new();
    let window = Window::open_watched(&mut desk, &[]);

    let imported = first_screens_with_an_import(&window, &export);
    the_raster_shows_them(&window, imported);
    log_last_night_with_the_keyboard_alone(&window);
    answer_the_safety_screen(&window);
    be_reminded_and_start(&window);
    let steps = play_to_the_end(&window);
    assert!(
        steps > 3,
        "a routine has steps; this one was over after {steps}"
    );
    the_session_stands_in_the_log(&window);
    find_an_article(&window);

    sockets::assert_nothing_leaves_the_machine(window.desk());
    the_command_line_tells_the_same_story(&window, imported);
}

fn first_screens_with_an_import(window: &Window<'_>, export: &std::path::Path) -> usize {
    window.wait_for_text("When do your evenings end?");
    window.take_picture("onboarding-1");
    window.click("button", "Go on");
    window.wait_for_text("One or two gentle reminders to start with");
    window.take_picture("onboarding-2");
    window.click("button", "Go on");
    window.wait_for_text("Bring your nights in");
    window.click("button", "Choose a file");
    window
        .desk()
        .choose_file("Choose a file to bring in", export);

    window.wait_for_text("would come in");
    assert!(
        window
            .text()
            .contains(&*export.file_name().unwrap().to_string_lossy()),
        "the preview names the file, without its folder: {}",
        window.text()
    );
    assert_eq!(nights(window).len(), 0, "a preview writes nothing");
    window.take_picture("import-preview");
    let bring = window.names_of("button");
    let bring = bring.as_array().unwrap().iter().filter_map(Value::as_str);
    let bring = bring
        .into_iter()
        .find(|name| name.starts_with("Bring "))
        .expect("a way to bring them in")
        .to_owned();
    window.click("button", &bring);
    window.wait_for_text("in your diary now");
    window.click("button", "Begin");
    let _ = window.find("navigation", "Places");
    nights(window).len()
}

/// The primary record of each night, as the command line tells it.
fn nights(window: &Window<'_>) -> Vec<Value> {
    let nights = window.desk().cli(&["nights"]);
    nights.as_array().expect("an array").clone()
}

fn the_raster_shows_them(window: &Window<'_>, imported: usize) {
    assert!(imported > 0, "the export holds nights");
    window.click("button", "Diary");
    window.wait_for_text("on record");
    window.take_picture("diary-imported");
    let raster = window.invoke("raster", &json!({})).expect("the raster");
    let rows = raster["rows"].as_array().expect("rows").iter();
    let drawn = rows.filter(|row| row["primary"] == json!(true)).count();
    assert_eq!(
        drawn, imported,
        "each night that came in is a row of the raster"
    );
}

fn log_last_night_with_the_keyboard_alone(window: &Window<'_>) {
    window.tab_to("button", "Log last night");
    window.press(key::ENTER);
    until("the first time has the focus", SOON, || {
        (window.focus() == ("textbox".to_owned(), "Into bed".to_owned())).then_some(())
    });
    for (field, typed) in [
        ("Into bed", "22:40"),
        ("Lights out", "23:00"),
        ("To fall asleep", "25"),
        ("Times awake", "2"),
        ("Awake in all", "20"),
        ("Woke for good", "06:40"),
        ("Out of bed", "07:00"),
    ] {
        if window.focus().1 != field {
            window.tab_to("textbox", field);
        }
        window.fill(typed);
    }
    window.press(key::TAB);
    window.take_picture("log-last-night");
    window.press(key::SAVE);
    until("the night is in the diary", SOON, || logged_night(window));
}

fn logged_night(window: &Window<'_>) -> Option<Value> {
    nights(window)
        .into_iter()
        .find(|night| night["source"] == json!("diary"))
}

fn answer_the_safety_screen(window: &Window<'_>) {
    window.click("button", "Massage");
    window.click("button", "Begin");
    window.click("button", "Begin");
    loop {
        let page = window.find("heading", &first_heading(window));
        let _ = page;
        if window.look("button", "None of these").is_none() {
            break;
        }
        let here = window.text();
        window.click("button", "None of these");
        until("the next page", SOON, || {
            (window.text() != here).then_some(())
        });
    }
    window.take_picture("safety-answers");
}

fn first_heading(window: &Window<'_>) -> String {
    let names = window.names_of("heading");
    names[0].as_str().expect("a page has a heading").to_owned()
}

fn be_reminded_and_start(window: &Window<'_>) {
    window.click("button", "Settings");
    window.click("button", "Reminders");
    window.click("button", "Add a reminder");
    window.tab_to("combobox", "Routine it starts");
    window.type_text(ROUTINE);
    window.tab_to("textbox", "Its words");
    window.fill(REMINDER);
    window.click("radio", "Once");
    window.tab_to("textbox", "Time");
    window.fill(&in_a_minute(window));
    window.press(key::TAB);
    window.take_picture("reminder");
    window.click("button", "Add a reminder");
    let _ = window.find("switch", &format!("{REMINDER}: on"));

    let shown = window
        .desk()
        .notifications()
        .wait_for(REMINDER, Duration::from_secs(180));
    let actions: Vec<&str> = shown.actions.iter().map(|(key, _)| key.as_str()).collect();
    for action in ["start", "snooze", "skip"] {
        assert!(
            actions.contains(&action),
            "the notification offers {action}: {actions:?}"
        );
    }
    window.desk().notifications().act("start");
    let _ = window.find("heading", ROUTINE);
    assert_eq!(
        window.desk().processes("vesper").len(),
        1,
        "the open window is the one that answers"
    );
}

/// The clock time of the next minute but one, so that it is still to come once the form is sent.
fn in_a_minute(window: &Window<'_>) -> String {
    let now = window.invoke("tonight", &json!({})).expect("the time")["now"].clone();
    let now = now.as_str().expect("an instant");
    let minutes: u32 =
        now[11..13].parse::<u32>().unwrap() * 60 + now[14..16].parse::<u32>().unwrap() + 2;
    format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60)
}

fn set_slider(window: &Window<'_>, name: &str, value: usize) {
    window.tab_to("slider", name);
    window.press(key::HOME);
    for _ in 0..value {
        window.press(key::RIGHT);
    }
}

fn play_to_the_end(window: &Window<'_>) -> usize {
    set_slider(window, "Tension", 6);
    window.take_picture("routine");
    window.click("button", "Start");
    let _ = window.find("button", "Pause");
    window.take_picture("player");
    let mut steps = 0;
    while window.look("button", "Next").is_some() {
        let step = first_heading(window);
        window.press(key::RIGHT);
        steps += 1;
        until("the next step", SOON, || {
            (first_heading(window) != step).then_some(())
        });
    }
    window.wait_for_text("That was the last step");
    set_slider(window, "Tension now", 3);
    window.take_picture("player-end");
    window.click("button", "Keep");
    steps
}

fn the_session_stands_in_the_log(window: &Window<'_>) {
    window.click("button", "Massage");
    let _ = window.find("heading", "Lately");
    until("the session under Lately", SOON, || {
        let sessions = window.invoke("sessions", &json!({})).ok()?;
        (sessions[0]["title"] == json!(ROUTINE) && sessions[0]["completed"] == json!(true))
            .then_some(())
    });
    window.wait_for_text("tension");
    window.take_picture("massage-log");
}

fn find_an_article(window: &Window<'_>) {
    window.click("button", "Guide");
    window.click("textbox", "Search the guide");
    window.type_text("apnoea");
    let _ = window.find("button", "Snoring and sleep apnoea");
    window.take_picture("guide-search");
    window.click("button", "Snoring and sleep apnoea");
    let _ = window.find("heading", "Snoring and sleep apnoea");
}

fn the_command_line_tells_the_same_story(window: &Window<'_>, imported: usize) {
    let told = nights(window);
    assert_eq!(
        told.len(),
        imported + 1,
        "the nights that came in, and last night"
    );
    let night = logged_night(window).expect("last night");
    let clock = |field: &str| {
        night[field]
            .as_str()
            .map(|instant| instant[11..16].to_owned())
    };
    for (field, expected) in [
        ("in_bed", "22:40"),
        ("lights_out", "23:00"),
        ("sleep_onset", "23:25"),
        ("final_wake", "06:40"),
        ("out_of_bed", "07:00"),
    ] {
        assert_eq!(
            clock(field).as_deref(),
            Some(expected),
            "{field}, as it was typed"
        );
    }
    assert_eq!(night["awakenings"], json!(2), "as it was typed");
    assert_eq!(night["waso_min"], json!(20), "as it was typed");
    assert_eq!(night["metrics"]["tib_min"], json!(500), "22:40 to 07:00");
    assert_eq!(
        night["metrics"]["tst_min"],
        json!(415),
        "23:00 to 06:40, less 25 and 20"
    );
    let massages = window.desk().cli(&["massage", "list"]);
    assert_eq!(
        massages.as_array().map(Vec::len),
        Some(1),
        "one massage: {massages}"
    );
    assert_eq!(
        massages[0]["tension_before"],
        json!(6),
        "as the slider stood"
    );
    assert_eq!(
        massages[0]["tension_after"],
        json!(3),
        "as the slider stood"
    );
}
