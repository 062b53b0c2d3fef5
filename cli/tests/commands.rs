//! The commands as a script meets them: what they print, and with which code they end.

#![cfg(test)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};
use support::{Diary, date, log, with};

/// All files below a folder with their bytes.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.insert(path.display().to_string(), std::fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn log_prints_the_night_with_every_field_of_the_contract() {
    let diary = Diary::new();
    let mut words = log("2026-11-22");
    for (flag, value) in [
        ("--tasafa", "10"),
        ("--wanted-wake", "07:00"),
        ("--quality", "3"),
        ("--rested", "4"),
        ("--note", "Tea at nine"),
    ] {
        words = with(&words, flag, value);
    }
    let night = diary.json(&words);
    let expected = json!({
        "night": "2026-11-22",
        "zone": "Europe/Berlin",
        "source": "diary",
        "in_bed": "2026-11-22T22:40:00+01:00",
        "lights_out": "2026-11-22T23:00:00+01:00",
        "sleep_onset": "2026-11-22T23:25:00+01:00",
        "final_wake": "2026-11-23T06:40:00+01:00",
        "out_of_bed": "2026-11-23T07:00:00+01:00",
        "sol_min": 25,
        "awakenings": 2,
        "waso_min": 20,
        "quality": 3,
        "rested": 4,
        "note": "Tea at nine",
    });
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&night[field], value, "{field}");
    }
    let metrics = &night["metrics"];
    for (field, minutes) in [
        ("tib_min", 500),
        ("spt_min", 435),
        ("tst_min", 415),
        ("twak_min", 20),
        ("ema_min", 20),
    ] {
        assert_eq!(metrics[field], json!(minutes), "{field}");
    }
    let percent = |field: &str| metrics[field].as_f64().unwrap();
    assert!(
        (percent("se_pct") - 100.0 * 415.0 / 500.0).abs() < 1e-9,
        "TST / TIB"
    );
    assert!(
        (percent("dse_pct") - 100.0 * 415.0 / (25.0 + 415.0 + 20.0 + 10.0)).abs() < 1e-9,
        "TST / (SOL + TST + WASO + TASAFA)"
    );
    assert_eq!(metrics["midsleep"], json!("2026-11-23T03:02:30+01:00"));
    assert_eq!(
        diary.json(&["nights"]),
        json!([night]),
        "and nights shows the same"
    );
}

#[test]
fn what_is_not_known_is_null() {
    let diary = Diary::new();
    let mut words = log("2026-11-22");
    words.retain(|word| *word != "--awakenings" && *word != "2");
    let night = diary.json(&words);
    for field in ["awakenings", "quality", "rested", "note"] {
        assert_eq!(night[field], Value::Null, "{field}");
        assert!(
            night.as_object().unwrap().contains_key(field),
            "{field} is named"
        );
    }
    assert_eq!(night["metrics"]["ema_min"], Value::Null, "no wanted wake");
}

#[test]
fn hours_in_bed_are_the_hours_that_passed() {
    let diary = Diary::new();
    for (night, zone, minutes) in [
        ("2026-03-28", "Europe/Berlin", 420),
        ("2026-10-24", "Europe/Berlin", 540),
        ("2026-06-01", "UTC", 480),
    ] {
        let mut words = log(night);
        for (flag, value) in [
            ("--zone", zone),
            ("--in-bed", "23:00"),
            ("--lights-out", "23:00"),
            ("--final-wake", "07:00"),
            ("--out-of-bed", "07:00"),
        ] {
            words = with(&words, flag, value);
        }
        let logged = diary.json(&words);
        assert_eq!(
            logged["metrics"]["tib_min"],
            json!(minutes),
            "{night} in {zone}"
        );
    }
}

#[test]
fn an_impossible_entry_is_refused_by_field_and_changes_nothing() {
    let diary = Diary::new();
    diary.json(&log("2026-11-21"));
    let before = tree(diary.dir());
    let fresh = log("2026-11-22");
    for (flag, value, field) in [
        ("--out-of-bed", "06:30", "out_of_bed"),
        ("--final-wake", "22:50", "final_wake"),
        ("--sol", "600", "sol"),
        ("--sol", "-5", "sol"),
        ("--waso", "440", "waso"),
        ("--tasafa", "90", "tasafa"),
        ("--quality", "6", "quality"),
        ("--rested", "0", "rested"),
        ("--night", "2026-11-21", "in_bed"),
    ] {
        let words = with(&fresh, flag, value);
        let told = diary.refusal(&words);
        assert!(
            told.starts_with(&format!("{field}: ")),
            "{flag} {value}: {told}"
        );
        let run = diary.run(&words);
        assert_eq!(
            (run.code, run.out.as_str()),
            (Some(2), ""),
            "people read it on stderr"
        );
        assert_eq!(
            run.err.trim_end().lines().count(),
            1,
            "one line: {}",
            run.err
        );
    }
    for (flag, value) in [
        ("--zone", "Mars/Olympus"),
        ("--in-bed", "25:00"),
        ("--night", "2026-02-30"),
        ("--sol", "soon"),
    ] {
        let told = diary.refusal(&with(&fresh, flag, value));
        assert!(told.contains(flag), "names the flag: {told}");
    }
    assert_eq!(tree(diary.dir()), before, "no file of the diary changed");
}

#[test]
fn words_that_are_no_command_end_with_2() {
    let diary = Diary::new();
    for words in [
        vec![],
        vec!["sleep"],
        vec!["log"],
        vec!["nights", "--since", "x"],
    ] {
        assert!(!diary.refusal(&words).is_empty(), "{words:?} says why");
        assert_eq!(diary.run(&words).code, Some(2), "{words:?}");
    }
    let help = diary.run(&["--help"]);
    assert_eq!(help.code, Some(0), "asking for help is no error");
    assert!(help.out.contains("nights"), "it lists the commands");
}

#[test]
fn nights_keep_to_their_window() {
    let diary = Diary::new();
    assert_eq!(diary.json(&["nights"]), json!([]), "a new diary has none");
    for n in 0..5 {
        diary.json(&log(&date(n)));
    }
    let dates = |words: &[&str]| -> Vec<String> {
        let nights = diary.json(words);
        let nights = nights.as_array().unwrap();
        nights
            .iter()
            .map(|night| night["night"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        dates(&["nights"]),
        (0..5).map(date).collect::<Vec<_>>(),
        "oldest first"
    );
    assert_eq!(
        dates(&["nights", "--from", &date(1), "--to", &date(2)]),
        [date(1), date(2)],
        "both ends are in"
    );
}

#[test]
fn metrics_have_every_field_of_the_contract() {
    let diary = Diary::new();
    for n in 0..3 {
        diary.json(&log(&date(n)));
    }
    let metrics = diary.json(&["metrics"]);
    assert_eq!(metrics["nights"], json!(3));
    assert_eq!(metrics["tst_min"], json!(415.0));
    assert_eq!(metrics["tib_min"], json!(500.0));
    assert_eq!(metrics["sol_min"], json!(25.0));
    assert_eq!(metrics["waso_min"], json!(20.0));
    for field in ["se_pct", "dse_pct", "sri", "msf_sc", "social_jetlag_min"] {
        assert!(
            metrics.as_object().unwrap().contains_key(field),
            "{field} is named"
        );
    }
    assert_eq!(metrics["insomnia"]["level"], json!("none"));
    let run = diary.run(&["metrics"]);
    assert!(
        run.out.contains("6 h 55 min"),
        "readable for people: {}",
        run.out
    );
}

#[test]
fn a_schedule_names_the_week() {
    let diary = Diary::new();
    let plan = |day: &str, bed: &str, rise: &str| json!({"day": day, "bed": bed, "rise": rise});
    diary.json(&["schedule", "set", "--bed", "23:30", "--rise", "06:45"]);
    let week = diary.json(&[
        "schedule", "set", "--bed", "00:30", "--rise", "08:30", "--days", "fri,SAT",
    ]);
    assert_eq!(
        week[0],
        plan("mon", "23:30", "06:45"),
        "an earlier plan stays"
    );
    assert_eq!(week[4], plan("fri", "00:30", "08:30"));
    assert_eq!(
        week[5],
        plan("sat", "00:30", "08:30"),
        "however it is written"
    );
    assert_eq!(diary.json(&["schedule", "show"]), week, "it was kept");
    let told = diary.refusal(&[
        "schedule", "set", "--bed", "23:00", "--rise", "07:00", "--days", "funday",
    ]);
    assert!(told.contains("funday"), "{told}");
}

#[test]
fn a_backup_brings_the_diary_back() {
    let diary = Diary::new();
    let logged = diary.json(&log("2026-11-21"));
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("backup.db");
    let file = file.to_str().unwrap();
    diary.json(&["backup", file]);
    diary.json(&log("2026-11-22"));
    assert!(
        diary.refusal(&["backup", file]).contains("exists"),
        "nothing is overwritten"
    );
    let restored = diary.json(&["restore", file]);
    let kept = restored["done"].as_str().unwrap();
    assert!(
        kept.contains("before-restore-"),
        "says where the present diary is: {kept}"
    );
    assert_eq!(diary.json(&["nights"]), json!([logged]), "as it was then");
    diary.refusal(&["restore", "/nowhere/backup.db"]);
    assert_eq!(diary.json(&["check"]), json!({"ok": true, "wrong": []}));
}

#[test]
fn check_ends_with_1_and_says_what_is_wrong() {
    let diary = Diary::new();
    for n in 0..60 {
        diary.json(&log(&date(n)));
    }
    assert_eq!(diary.run(&["check"]).code, Some(0), "all is well");
    let file = diary.dir().join("vesper.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let end = bytes.len();
    bytes[end - 8192..].fill(0xA5);
    std::fs::write(&file, &bytes).unwrap();
    let before = tree(diary.dir());
    for time in ["the first", "the second"] {
        let run = diary.run(&["--json", "check"]);
        assert_eq!(run.code, Some(1), "{time} look: {}{}", run.out, run.err);
        let said: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(said["ok"], false, "{time} look");
        assert_ne!(said["wrong"], json!([]), "{time} look says what is wrong");
        assert_eq!(tree(diary.dir()), before, "{time} look moves nothing");
    }
    let told = diary.run(&["check"]);
    assert!(told.out.contains("fault"), "in words: {}", told.out);

    let run = diary.run(&["nights"]);
    assert_eq!(run.code, Some(1), "our failure, not the person's");
    assert!(
        run.err.contains("vesper.damaged-"),
        "what has to open it sets it aside and says where: {}",
        run.err
    );
    let aside = std::fs::read_dir(diary.dir())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.display().to_string().contains("damaged"))
        .unwrap();
    assert_eq!(std::fs::read(aside).unwrap(), bytes, "whole");
}

#[test]
fn the_folder_is_named_by_flag_or_by_the_environment() {
    let (by_flag, by_variable) = (Diary::new(), Diary::new());
    by_variable.json(&log("2026-11-22"));
    let mut command = by_flag.command(&["--json", "nights"]);
    let both = command
        .env("VESPER_DATA_DIR", by_variable.dir())
        .output()
        .unwrap();
    assert_eq!(
        String::from_utf8(both.stdout).unwrap().trim(),
        "[]",
        "the flag wins"
    );
    let mut alone = std::process::Command::new(env!("CARGO_BIN_EXE_vesper-cli"));
    let out = alone
        .env("VESPER_DATA_DIR", by_variable.dir())
        .args(["--json", "nights"])
        .output()
        .unwrap();
    let nights: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(nights.as_array().unwrap().len(), 1, "else the variable");
}

#[test]
fn programs_that_write_at_once_all_get_their_turn() {
    let diary = Diary::new();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let diary = &diary;
            scope.spawn(move || {
                for n in 0..8 {
                    diary.json(&log(&date(writer * 8 + n)));
                }
            });
        }
    });
    assert_eq!(
        diary.json(&["nights"]).as_array().unwrap().len(),
        32,
        "none was lost"
    );
    assert_eq!(diary.run(&["check"]).code, Some(0));
}

#[test]
fn a_night_is_logged_anew_where_that_is_asked_for_and_never_otherwise() {
    let diary = Diary::new();
    diary.json(&log("2026-11-20"));
    let better = with(&log("2026-11-20"), "--sol", "42");
    diary.refusal(&better);
    let told = diary.json(&["nights"]);
    assert_ne!(told[0]["sol_min"], json!(42), "nothing was changed");
    let mut replacing = better;
    replacing.push("--replace");
    assert_eq!(diary.json(&replacing)["sol_min"], json!(42));
    let told = diary.json(&["nights"]);
    assert_eq!(told.as_array().map(Vec::len), Some(1));
    assert_eq!(told[0]["sol_min"], json!(42));
    let mut first = log("2026-11-21");
    first.push("--replace");
    diary.json(&first);
    assert_eq!(diary.json(&["nights"]).as_array().map(Vec::len), Some(2));
}
