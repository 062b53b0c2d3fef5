//! Massage, done properly, in the real window: what is unsafe is not offered and says why, marked places lead to a routine, and the
//! player keeps its time through a pause and through a crash. The clock is set by libfaketime: nothing in Vesper knows of it.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use vesper_tests::Desk;
use vesper_tests::faked_clock::FakedClock;
use vesper_tests::media_keys::MediaKeys;
use vesper_tests::programs::program;
use vesper_tests::wait::{SOON, until};
use vesper_tests::webdriver::Session;
use vesper_tests::window::{Window, key};

const CLOT: &str = "Do you have a blood clot in a leg or an arm, or does one have new swelling, warmth, redness or pain?";
const THINNER: &str =
    "Do you take a blood thinner, or do you have a bleeding disorder or low platelets?";
const ROUTINE: &str = "Neck and shoulders";

#[test]
fn a_person_is_screened_marks_the_shoulders_and_is_massaged_through_a_crash() {
    let mut desk = Desk::new();
    let evening: DateTime<Utc> = "2026-11-10T20:00:00Z".parse().unwrap();
    let clock = FakedClock::at(&mut desk, evening, "Etc/UTC");
    let window = Window::open(&mut desk, &[]);
    window.skip_the_first_screens();
    answer_the_screen(&window);
    what_is_unsafe_is_not_offered(&window);
    a_clinician_agrees_and_the_leg_was_nothing(&window);
    mark_the_shoulders(&window);

    let steps = steps_of_the_routine(&window);
    window.click("button", "Start");
    let _ = window.find("heading", title(&steps[0]));
    // In the middle of the second step, a pause that lasts an hour.
    clock.advance(left(&window) + seconds(&steps[1]) / 4);
    let _ = window.find("heading", title(&steps[1]));
    window.click("button", "Pause");
    let _ = window.find("button", "Go on");
    let paused = left(&window);
    clock.advance(TimeDelta::hours(1));
    assert_eq!(left(&window), paused, "a pause is no massage");
    assert_eq!(player(&window)["step"], json!(1), "the second step");
    window.click("button", "Go on");
    let _ = window.find("button", "Pause");
    the_media_keys_reach_the_player(&window, &steps);
    clock.advance(seconds(&steps[1]) / 4);
    // A crash: nobody said goodbye.
    crash(&window);
    drop(window);
    clock.advance(TimeDelta::hours(1));

    let window = Window::open(&mut desk, &["--open", "massage"]);
    window.wait_for_text("Go on at step 2?");
    window.take_picture("massage-go-on");
    window.click("button", "Go on");
    play_on(&window, &clock, &steps);
    window.wait_for_text("That was the last step");
    window.tab_to("slider", "Tension now");
    window.press(key::HOME);
    window.press(key::RIGHT);
    window.click("button", "Keep");
    let keys = MediaKeys::at(window.desk());
    until("the keys are let go", SOON, || {
        (!keys.are_taken()).then_some(())
    });
    the_session_stands_in_the_log(&window, &steps);
    a_course_stands_in_the_reminders(&window);
    a_trial_tells_the_arm_of_each_evening_on_that_evening(&window, &clock);
}

/// Says "no" to everything but the two.
fn answer_the_screen(window: &Window<'_>) {
    window.click("button", "Massage");
    window.click("button", "Begin");
    window.click("button", "Begin");
    loop {
        let here = until("a page of questions or the answers", SOON, || {
            let title = window.page_title();
            (!title.is_empty()).then_some(title)
        });
        if here == "Your answers" {
            return;
        }
        for question in [CLOT, THINNER] {
            if window.look("group", question).is_some() {
                window.click_in(question, "radio", "Yes");
                let _ = window.find("button", "None of the others");
            }
        }
        if window.text().contains("a blood thinner") {
            window.take_picture("massage-safety");
        }
        let on = [
            "None of these",
            "None of the others",
            "Next",
            "Read your answers",
        ];
        let name = until("a way on", SOON, || {
            on.iter().find(|name| window.look("button", name).is_some())
        });
        window.click("button", name);
        until("the next page", SOON, || {
            (window.page_title() != here).then_some(())
        });
    }
}

fn what_is_unsafe_is_not_offered(window: &Window<'_>) {
    window.click("button", "Massage");
    let _ = window.find("heading", "Something comes before massage");
    let _ = window.find("heading", "Not for you at the moment");
    window.wait_for_text("massage can set a clot loose");
    window.take_picture("massage-blocked");
    let routines = window.desk().cli(&["routines", "list"]);
    let card = |id: &str| {
        let all = routines.as_array().expect("a list").iter();
        all.clone()
            .find(|card| card["id"] == json!(id))
            .expect("a routine")
            .clone()
    };
    for (id, why) in [
        ("calves", "clot"),
        ("hands-and-forearms", "clot"),
        ("feet-with-a-ball", "A ball presses harder"),
        (NECK, "Ask your clinician"),
    ] {
        let card = card(id);
        assert_eq!(card["allowed"], json!(false), "{card}");
        let reasons = card["blocked"].to_string();
        assert!(reasons.contains(why), "{id} says why: {reasons}");
        let title = card["title"].as_str().expect("a title");
        assert!(
            window.look("button", title).is_none(),
            "{title} is not offered"
        );
        assert!(
            window.look("heading", title).is_some(),
            "{title} is explained"
        );
    }
    for id in ["slow-breathing", "body-scan"] {
        let card = card(id);
        assert_eq!(card["allowed"], json!(true), "nothing is pressed: {card}");
    }
}

const NECK: &str = "neck-and-shoulders";

fn a_clinician_agrees_and_the_leg_was_nothing(window: &Window<'_>) {
    window.click("button", "Safety questions");
    window.click("button", "Change the answers under How you are just now");
    window.click_in(CLOT, "radio", "No");
    window.click("button", "Back");
    window.click("button", "Change the answers under Heart, blood and legs");
    window.click_in(
        THINNER,
        "radio",
        "Yes, and my clinician agreed to self-massage",
    );
    window.click("button", "Massage");
    let _ = window.find("button", ROUTINE);
}

fn mark_the_shoulders(window: &Window<'_>) {
    window.click("button", "Mark where it is tight");
    let _ = window.find("heading", "Where is it tight or sore?");
    let list = "return [...document.querySelectorAll('summary')].find((one) => one.textContent.includes('as a list'))";
    let list = Session::element(&window.session().run(list, &[])).expect("the list");
    window.session().click(&list).expect("it opens");
    for side in ["Left", "Right"] {
        window.click("button", &format!("{side} shoulder"));
    }
    window.wait_for_text("It works where you marked");
    window.wait_until_settled();
    window.take_picture("massage-marked");
    window.click("button", "Keep for this evening");
    window.wait_for_text("kept");
    window.click("button", ROUTINE);
    let _ = window.find("heading", ROUTINE);
    window.wait_for_text("Light touch only");
}

fn steps_of_the_routine(window: &Window<'_>) -> Vec<Value> {
    let routines = window.invoke("routines", &json!({})).expect("the routines");
    let all = routines.as_array().expect("a list").iter();
    let card = all
        .clone()
        .find(|card| card["id"] == json!(NECK))
        .expect("it");
    card["steps"].as_array().expect("steps").clone()
}

fn title(step: &Value) -> &str {
    step["title"].as_str().expect("a title")
}

fn seconds(step: &Value) -> TimeDelta {
    TimeDelta::seconds(step["seconds"].as_i64().expect("seconds"))
}

fn player(window: &Window<'_>) -> Value {
    window.invoke("player", &json!({})).expect("the player")
}

/// Whoever is massaged has a headset's key at hand, and perhaps another window in front.
fn the_media_keys_reach_the_player(window: &Window<'_>, steps: &[Value]) {
    let keys = MediaKeys::at(window.desk());
    let shows = |step: &Value, how: &str| {
        let wanted = Some((title(step).to_owned(), how.to_owned()));
        until(&format!("the desktop shows {wanted:?}"), SOON, || {
            (keys.shown() == wanted).then_some(())
        });
    };
    shows(&steps[1], "Playing");
    keys.press("Pause");
    let _ = window.find("button", "Go on");
    shows(&steps[1], "Paused");
    // Pressed again it asks for what is so already.
    keys.press("Pause");
    keys.press("Next");
    shows(&steps[2], "Paused");
    keys.press("Previous");
    shows(&steps[1], "Paused");
    keys.press("Play");
    let _ = window.find("button", "Pause");
    shows(&steps[1], "Playing");
}

fn crash(window: &Window<'_>) {
    let running = window.desk().processes("vesper");
    assert_eq!(running.len(), 1);
    let killed = std::process::Command::new("kill")
        .args(["-KILL", &running[0].to_string()])
        .status();
    assert!(killed.unwrap().success());
    until("it is gone", SOON, || {
        window.desk().processes("vesper").is_empty().then_some(())
    });
}

/// How long the step lasts yet.
fn left(window: &Window<'_>) -> TimeDelta {
    let left = player(window)["left_s"].as_f64().expect("seconds");
    TimeDelta::milliseconds((left * 1000.0) as i64)
}

/// Lets the clock run through the rest, step by step: each is shown for as long as it says.
fn play_on(window: &Window<'_>, clock: &FakedClock, steps: &[Value]) {
    let _ = window.find("heading", title(&steps[1]));
    let rest = left(window);
    assert!(
        rest > seconds(&steps[1]) / 4 && rest < seconds(&steps[1]),
        "it goes on where it was, not where an hour would have brought it: {rest}"
    );
    for step in &steps[2..] {
        clock.advance(left(window));
        let _ = window.find("heading", title(step));
        if step == &steps[2] {
            window.take_picture("massage-player");
        }
    }
    clock.advance(left(window));
}

fn the_session_stands_in_the_log(window: &Window<'_>, steps: &[Value]) {
    until("the session", SOON, || {
        let sessions = window.invoke("sessions", &json!({})).ok()?;
        (sessions[0]["title"] == json!(ROUTINE) && sessions[0]["completed"] == json!(true))
            .then_some(())
    });
    let massages = window.desk().cli(&["massage", "list"]);
    assert_eq!(massages.as_array().map(Vec::len), Some(1), "{massages}");
    let whole: TimeDelta = steps.iter().map(seconds).sum();
    let minutes = massages[0]["minutes"].as_i64().expect("minutes");
    assert!(
        (minutes - whole.num_minutes()).abs() <= 1,
        "neither the pause nor the crash is massage: {minutes} min of {whole}"
    );
    assert_eq!(
        massages[0]["tension_after"],
        json!(1),
        "as the slider stood"
    );
}

fn a_course_stands_in_the_reminders(window: &Window<'_>) {
    window.click("button", "Massage");
    window.click("button", "A course of massages");
    window.click("radio", "Two massages a week for five weeks");
    window.click("button", "Plan it");
    window.wait_for_text("10 dates planned");
    window.take_picture("massage-course");
    let upcoming = window.desk().cli(&[
        "reminders",
        "upcoming",
        "--from",
        "2026-11-10T21:00:00Z",
        "--to",
        "2027-02-01T00:00:00Z",
        "--zone",
        "Etc/UTC",
    ]);
    let upcoming = upcoming.as_array().expect("a list").iter();
    let of_the_course: Vec<&str> = upcoming
        .filter_map(|one| one["title"].as_str())
        .filter(|title| title.starts_with("Two massages a week for five weeks:"))
        .collect();
    assert_eq!(of_the_course.len(), 10, "{of_the_course:?}");
    assert!(of_the_course[9].ends_with("10 of 10"), "{of_the_course:?}");
}

fn a_trial_tells_the_arm_of_each_evening_on_that_evening(window: &Window<'_>, clock: &FakedClock) {
    let evenings = ["2026-11-11", "2026-11-12", "2026-11-13", "2026-11-14"];
    let new = [
        "trial",
        "new",
        "--title",
        "Evening massage",
        "--with",
        "a massage",
        "--without",
        "a quiet hour",
        "--outcome",
        "sol",
        "--pairs",
        "6",
        "--block-nights",
        "1",
        "--seed",
        "7",
        "--start",
        evenings[0],
    ];
    let id = window.desk().cli(&new)["id"].clone();
    let mut told = Vec::new();
    for days in evenings.windows(2) {
        let (today, tomorrow) = (days[0], days[1]);
        clock.set(format!("{today}T20:00:00Z").parse().unwrap());
        window.reload();
        window.send_to(&format!("patterns/trial/{id}"));
        let words = until("tonight's arm", SOON, || {
            let words = "return document.querySelector('section.now .kind')?.textContent ?? ''";
            let words = window.session().try_run(words, &[]).ok()?;
            words
                .as_str()
                .filter(|words| !words.is_empty())
                .map(str::to_owned)
        });
        let asked = window
            .desk()
            .cli(&["trial", "tonight", &id.to_string(), "--on", today]);
        let arm = if asked["arm"] == json!("a") {
            "a massage"
        } else {
            "a quiet hour"
        };
        assert_eq!(
            words, arm,
            "the page tells what the command line does: {asked}"
        );
        let trial = window
            .invoke("trial", &json!({ "id": id }))
            .expect("the trial");
        let nights = trial["nights"].as_array().expect("evenings").iter();
        let ahead: Vec<&Value> = nights
            .filter(|one| one["night"].as_str() > Some(today) && one["arm"] != json!(null))
            .collect();
        assert!(ahead.is_empty(), "the page knows no arm ahead: {ahead:?}");
        let peeked = window
            .desk()
            .command(program("vesper-cli"))
            .args(["trial", "tonight", &id.to_string(), "--on", tomorrow])
            .output();
        assert_eq!(
            peeked.unwrap().status.code(),
            Some(2),
            "nor is tomorrow's told"
        );
        told.push(words);
    }
    window.take_picture("massage-trial");
    assert!(
        told.contains(&"a massage".to_owned()),
        "three evenings hold both kinds: {told:?}"
    );
    assert!(
        told.contains(&"a quiet hour".to_owned()),
        "three evenings hold both kinds: {told:?}"
    );
}
