//! A diary that has been lived with for a month, written through the command line: what a place shows when it is not empty.

use chrono::{Days, NaiveDate};

use crate::desk::Desk;

/// Nights, a note, reminders, safety answers, massages, a course of them, and two trials: one that is over and one under way.
///
/// # Panics
/// Where the command line refuses one of them.
pub fn fill(desk: &Desk) {
    let today = desk.today();
    let evening = |nights_ago: u64| days_before(today, nights_ago);
    let _ = desk.cli(&["schedule", "set", "--bed", "23:00", "--rise", "07:00"]);
    // Neither last night, so that it can be logged, nor one in the middle, as with everyone.
    for ago in (2..=30).filter(|ago| *ago != 12) {
        log_night(desk, evening(ago), ago);
    }
    let answers: Vec<String> = safety_keys(desk)
        .iter()
        .map(|key| format!("{key}=no"))
        .collect();
    let set: Vec<&str> = ["safety", "set"]
        .into_iter()
        .chain(answers.iter().map(String::as_str))
        .collect();
    let _ = desk.cli(&set);
    for (kind, title, before) in [
        ("self-massage", "A few minutes for the shoulders", "45"),
        ("dim-lights", "Dim the lights", "90"),
    ] {
        let _ = desk.cli(&[
            "reminders",
            "add",
            "--kind",
            kind,
            "--title",
            title,
            "--before-lights-out",
            before,
        ]);
    }
    for ago in [3, 6, 9] {
        let at = format!("{}T20:15:00Z", evening(ago));
        let _ = desk.cli(&[
            "massage",
            "log",
            "--routine",
            "neck-and-shoulders",
            "--at",
            &at,
            "--minutes",
            "8",
            "--tension-before",
            "6",
            "--tension-after",
            "3",
            "--pain-before",
            "3",
            "--pain-after",
            "2",
        ]);
    }
    let routine = ["--routine", "slow-breathing", "--kind", "nightly"];
    let _ = desk.cli(&[&["programme", "start"][..], &routine[..]].concat());
    trials(desk, today);
}

/// A trial whose six pairs are among the nights, and one that began the night before last.
fn trials(desk: &Desk, today: NaiveDate) {
    for (title, with, pairs, ago) in [
        ("Foot bath", "a warm foot bath", "6", 29),
        ("Evening massage", "a massage", "8", 2),
    ] {
        let start = days_before(today, ago).to_string();
        let _ = desk.cli(&[
            "trial",
            "new",
            "--title",
            title,
            "--with",
            with,
            "--outcome",
            "sol",
            "--pairs",
            pairs,
            "--seed",
            "7",
            "--start",
            &start,
        ]);
    }
}

/// Nights that differ a little, by no chance.
fn log_night(desk: &Desk, evening: NaiveDate, ago: u64) {
    let (sol, waso) = ((10 + ago * 7 % 35).to_string(), (ago * 11 % 50).to_string());
    let lights_out = format!("23:{:02}", ago * 5 % 45);
    let wake = format!("06:{:02}", 20 + ago * 3 % 40);
    let night = evening.to_string();
    let rating = (2 + ago % 3).to_string();
    let mut args = vec![
        "log",
        "--night",
        &night,
        "--in-bed",
        "22:45",
        "--lights-out",
        &lights_out,
        "--sol",
        &sol,
        "--awakenings",
        "2",
        "--waso",
        &waso,
        "--final-wake",
        &wake,
        "--out-of-bed",
        "07:10",
        "--quality",
        &rating,
        "--rested",
        &rating,
    ];
    if ago.is_multiple_of(10) {
        args.extend([
            "--note",
            "Read until late; the neighbour's dog barked at four.",
        ]);
    }
    let _ = desk.cli(&args);
}

fn safety_keys(desk: &Desk) -> Vec<String> {
    let screen = desk.cli(&["safety", "show"]);
    let items = screen["items"]
        .as_array()
        .expect("the screen has questions")
        .iter();
    items
        .filter_map(|item| item["key"].as_str().map(str::to_owned))
        .collect()
}

fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days))
        .expect("a date of this century")
}
