//! The guide, the screen and the massages as scripts see them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Runs the program on the diary in `dir`; answers with its exit code and what it printed.
fn run(dir: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vesper-cli"))
        .env("LANGUAGE", "en")
        .arg("--data-dir")
        .arg(dir)
        .args(args)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), printed)
}

fn json(dir: &Path, args: &[&str]) -> Value {
    let (code, printed) = run(dir, &[&["--json"], args].concat());
    assert_eq!(code, 0, "{args:?} printed {printed}");
    serde_json::from_str(&printed).unwrap()
}

#[test]
fn the_guide_is_listed_shown_and_searched() {
    let dir = tempfile::tempdir().unwrap();
    let all = json(dir.path(), &["guide", "list"]);
    assert_eq!(
        all[0]["id"], "insomnia",
        "in the order in which it is best read"
    );
    let article = json(dir.path(), &["guide", "show", "insomnia"]);
    assert_eq!(article["title"], all[0]["title"]);
    assert_eq!(article["claims"][0]["certainty_of"], "verdict");
    assert!(
        article.get("blocks").is_none(),
        "the plain blocks are not on the wire"
    );
    let hits = json(dir.path(), &["guide", "search", "ambien"]);
    assert_eq!(hits[0]["article"]["id"], "sleeping-tablets");
    assert!(
        hits[0]["excerpt"]
            .as_array()
            .unwrap()
            .iter()
            .any(|part| part["hit"] == true)
    );
    let nothing = json(dir.path(), &["guide", "search", "\"*)("]);
    assert_eq!(nothing, Value::Array(Vec::new()), "syntax is no word");
    let (_, text) = run(
        dir.path(),
        &["guide", "show", "what-our-starting-article-got-wrong"],
    );
    assert!(
        text.lines()
            .all(|line| line.chars().count() <= 80 || line.contains("https:")),
        "{text}"
    );
    assert!(
        !text.contains("cli_") && !text.contains('<'),
        "sentences, no keys and no HTML"
    );
    let (code, missing) = run(dir.path(), &["--json", "guide", "show", "nowhere"]);
    assert_eq!(code, 2);
    assert!(missing.contains("not-found"), "{missing}");
}

#[test]
fn the_routines_say_allowed_or_blocked_and_why() {
    let dir = tempfile::tempdir().unwrap();
    let (_, unanswered) = run(dir.path(), &["routines", "list"]);
    assert!(unanswered.contains("scalp: blocked"), "{unanswered}");
    let screen = json(dir.path(), &["safety", "screen"]);
    let items = screen["items"].as_array().unwrap();
    let answers: Vec<String> = items
        .iter()
        .map(|item| {
            let safe = if item["confirms"] == true {
                "yes"
            } else {
                "no"
            };
            format!("{}={safe}", item["key"].as_str().unwrap())
        })
        .collect();
    let mut set = vec!["safety", "set"];
    let drunk = |answer: &&String| answer.starts_with("alcohol-tonight=");
    set.extend(answers.iter().filter(|it| !drunk(it)).map(String::as_str));
    json(dir.path(), &set);
    let (_, waiting) = run(dir.path(), &["routines", "list"]);
    assert!(
        waiting.contains(
            "warm-foot-bath: allowed, once this is answered for tonight: alcohol-tonight."
        ),
        "it cannot be started before that: {waiting}"
    );
    set.extend(answers.iter().filter(drunk).map(String::as_str));
    assert_eq!(json(dir.path(), &set)["complete"], true);
    let (_, answered) = run(dir.path(), &["routines", "list"]);
    assert!(answered.contains("scalp: allowed."), "{answered}");
    assert!(answered.contains("warm-foot-bath: allowed."), "{answered}");
    json(dir.path(), &["safety", "set", "anticoagulant=yes"]);
    let card = json(dir.path(), &["routines", "show", "feet-with-a-ball"]);
    assert_eq!(card["allowed"], false);
    assert!(
        card["blocked"][0].as_str().unwrap().contains("blood"),
        "{card}"
    );
    for wrong in ["anticoagulant=perhaps", "nothing=no", "anticoagulant"] {
        let (code, printed) = run(dir.path(), &["--json", "safety", "set", wrong]);
        assert_eq!(code, 2, "{wrong}");
        assert!(printed.contains("\"invalid\""), "{printed}");
    }
}

#[test]
fn a_massage_is_logged_and_listed() {
    let dir = tempfile::tempdir().unwrap();
    let at = "2026-01-05T20:30:00+01:00";
    let log = ["massage", "log", "--at", at, "--minutes"];
    let logged = json(
        dir.path(),
        &[
            &log[..],
            &["60", "--professional", "Shiatsu", "--tension-before", "7"],
        ]
        .concat(),
    );
    assert_eq!(
        (&logged["minutes"], &logged["tension_before"]),
        (&60.into(), &7.into())
    );
    assert_eq!(logged["completed"], true);
    json(
        dir.path(),
        &[&log[..], &["5", "--routine", "scalp"]].concat(),
    );
    let all = json(dir.path(), &["massage", "list"]);
    assert_eq!(all.as_array().unwrap().len(), 2);
    for wrong in [
        &["5", "--routine", "elbow"][..],
        &["0", "--routine", "scalp"],
        &["5", "--routine", "scalp", "--professional", "x"],
        &["5", "--routine", "scalp", "--pain-after", "11"],
        &["5"],
    ] {
        let (code, printed) = run(dir.path(), &[&log[..], wrong].concat());
        assert_eq!(code, 2, "{wrong:?} printed {printed}");
    }
    assert_eq!(
        json(dir.path(), &["massage", "list"]),
        all,
        "a refusal logs nothing"
    );
}
