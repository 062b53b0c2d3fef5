//! Trials as a script meets them.

#![cfg(test)]

mod support;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use support::{Diary, log, with};

fn new(start: &str) -> Vec<&str> {
    let mut words = vec!["trial", "new", "--title", "Foot bath", "--outcome", "sol"];
    words.extend([
        "--pairs",
        "8",
        "--block-nights",
        "2",
        "--seed",
        "7",
        "--start",
        start,
    ]);
    words
}

/// The arm of each night of a trial that is past, as `tonight --on` tells it.
fn arms(diary: &Diary, id: &str, start: &str, nights: u64) -> Vec<(String, String)> {
    let start: NaiveDate = start.parse().unwrap();
    let told = (0..nights).map(|n| {
        let night = (start + Days::new(n)).to_string();
        let told = diary.json(&["trial", "tonight", id, "--on", &night]);
        assert_eq!(told["night"], json!(night));
        (night, told["arm"].as_str().unwrap().to_owned())
    });
    told.collect()
}

/// A diary with a trial whose nights are logged in the order that `order` makes of them.
fn lived(order: impl Fn(&mut Vec<(String, String)>)) -> (Diary, Value) {
    let diary = Diary::new();
    let trial = diary.json(&new("2026-01-01"));
    let id = trial["id"].to_string();
    let mut nights = arms(&diary, &id, "2026-01-01", 32);
    order(&mut nights);
    for (night, arm) in &nights {
        let day: u32 = night[8..].parse().unwrap();
        let minutes = 30 + day * 7 % 9 - if arm == "a" { 8 } else { 0 };
        diary.json(&with(&log(night), "--sol", &minutes.to_string()));
    }
    let result = diary.json(&["trial", "analyse", &id]);
    (diary, result)
}

#[test]
fn a_trial_answers_with_every_field_of_the_contract() {
    let (diary, result) = lived(|_| {});
    assert_eq!(result["outcome"], json!("sol"));
    assert_eq!(result["n_pairs"], json!(8));
    assert_eq!(result["missing"], json!(0));
    assert_eq!(result["verdict"], json!("helps"));
    let estimate = result["estimate"].as_f64().unwrap();
    let interval = result["interval"].as_array().unwrap();
    let [low, high] = [0, 1].map(|end| interval[end].as_f64().unwrap());
    assert!(
        low <= estimate && estimate <= high && high < 0.0,
        "{result}"
    );
    assert!(result["p"].as_f64().unwrap() <= 0.05, "{result}");
    let said = diary.run(&["trial", "analyse", "1"]).out;
    assert!(
        said.contains("With what you are trying you fell asleep about"),
        "{said}"
    );
    assert!(said.contains("You knew which evening was which"), "{said}");
}

#[test]
fn the_order_the_nights_were_logged_in_changes_nothing() {
    let (_, forward) = lived(|_| {});
    let (_, backward) = lived(|nights| nights.reverse());
    let (_, mixed) = lived(|nights| {
        nights.sort_by_key(|(night, _)| night[8..].parse::<u32>().unwrap() * 13 % 37)
    });
    assert_eq!(forward, backward);
    assert_eq!(forward, mixed);
}

#[test]
fn the_same_seed_draws_the_same_order() {
    let diary = Diary::new();
    for _ in 0..2 {
        assert_eq!(diary.json(&new("2026-01-01"))["seed"], json!(7));
    }
    let first = arms(&diary, "1", "2026-01-01", 32);
    assert_eq!(first, arms(&diary, "2", "2026-01-01", 32));
    let firsts: String = first
        .iter()
        .step_by(4)
        .map(|(_, arm)| arm.as_str())
        .collect();
    assert_eq!(firsts, "aabbaaaa", "as SplitMix64 draws it, docs/trial.md");
}

#[test]
fn a_later_evening_is_refused_and_a_running_trial_waits_for_its_end() {
    let diary = Diary::new();
    let words = "trial new --title Tea --outcome quality --pairs 8";
    let trial = diary.json(&words.split(' ').collect::<Vec<_>>());
    assert_eq!(trial["seed"], json!(null), "it would tell the order");
    let tonight = diary.json(&["trial", "tonight"]);
    assert_eq!(tonight["id"], trial["id"]);
    assert_eq!(
        (&tonight["pair"], &tonight["block"]),
        (&json!(1), &json!(1))
    );
    let tonight: NaiveDate = tonight["night"].as_str().unwrap().parse().unwrap();
    for later in [1, 2, 30] {
        let later = (tonight + Days::new(later)).to_string();
        diary.refusal(&["trial", "tonight", "--on", &later]);
        diary.refusal(&["trial", "tonight", "1", "--on", &later]);
        let refused = diary.refusal(&[
            "trial",
            "log",
            "1",
            "--night",
            &later,
            "--adherence",
            "done",
        ]);
        assert!(
            refused.contains("night: "),
            "it names what was typed: {refused}"
        );
    }
    let listed = diary.json(&["trial", "list"]);
    assert_eq!(listed[0]["nights"].as_array().unwrap().len(), 1, "{listed}");
    let result = diary.json(&["trial", "analyse", "1"]);
    assert_eq!(result["verdict"], json!("too-early"));
    assert_eq!(result["interval"], json!(null));
    diary.refusal(&["trial", "tonight", "9"]);
    diary.refusal(&["trial", "analyse", "9"]);
}

#[test]
fn adherence_is_logged_and_a_trial_is_ended_and_removed() {
    let diary = Diary::new();
    let words = "trial new --title Tea --outcome pain";
    let tea = diary.json(&words.split(' ').collect::<Vec<_>>());
    let tonight: NaiveDate = tea["start"].as_str().unwrap().parse().unwrap();
    diary.json(&["trial", "remove", "1"]);
    let start = (tonight - Days::new(6)).to_string();
    diary.json(&new(&start));
    let logged = diary.json(&["trial", "log", "2", "--night", &start, "--adherence", "not"]);
    assert_eq!(
        (&logged["night"], &logged["adherence"]),
        (&json!(start), &json!("not"))
    );
    diary.refusal(&[
        "trial",
        "log",
        "2",
        "--night",
        "2001-01-01",
        "--adherence",
        "done",
    ]);
    diary.refusal(&[
        "trial",
        "log",
        "2",
        "--night",
        &start,
        "--adherence",
        "perhaps",
    ]);
    let ended = diary.json(&["trial", "end", "2"]);
    assert_eq!(ended["state"], json!("ended"));
    let result = diary.json(&["trial", "analyse", "2"]);
    assert_eq!(result["verdict"], json!("too-early"), "too few pairs");
    diary.json(&["trial", "remove", "2"]);
    assert_eq!(diary.json(&["trial", "list"]), json!([]));
}

#[test]
fn what_cannot_be_a_trial_is_bad_input() {
    let diary = Diary::new();
    for (flag, value) in [
        ("--pairs", "0"),
        ("--pairs", "41"),
        ("--block-nights", "0"),
        ("--washout-nights", "8"),
        ("--outcome", "happiness"),
        ("--routine", "no-such"),
        ("--title", ""),
    ] {
        let message = diary.refusal(&with(&new("2026-01-01"), flag, value));
        assert!(!message.contains("error_"), "{flag} {value}: {message}");
    }
}

#[test]
fn a_new_trial_names_itself_and_what_it_could_show() {
    let diary = Diary::new();
    let said = diary.run(&new("2026-01-01")).out;
    assert!(
        said.starts_with("Trial 1. The trial is set"),
        "the number that every other command asks for: {said}"
    );
}

#[test]
fn without_words_the_evenings_are_not_named_by_the_title() {
    let diary = Diary::new();
    let bath = diary.json(&new("2026-01-01"));
    assert_eq!(bath["a"]["words"], json!("what you are trying"));
    assert_eq!(bath["b"]["words"], json!("an ordinary evening"));
    let massage = diary.json(&with(&new("2026-01-01"), "--routine", "any"));
    assert_eq!(massage["a"]["words"], json!("a massage"));
}
