//! Reminders as a script meets them.

#![cfg(test)]

mod support;

use support::Diary;

#[test]
fn a_reminder_is_left_out_put_off_and_paused_by_name() {
    let diary = Diary::new();
    diary.json(&[
        "reminders",
        "add",
        "--kind",
        "wind-down",
        "--title",
        "Quiet",
        "--at",
        "21:00",
        "--on",
        "work",
        "--sound",
        "bell",
        "--actions",
        "done,skip",
    ]);
    let listed = diary.json(&["reminders", "list"]);
    assert_eq!(listed[0]["rule"]["kind_of_day"], "work");
    assert_eq!(listed[0]["sound"], "bell");
    let span = [
        "reminders",
        "upcoming",
        "--from",
        "2030-01-07",
        "--to",
        "2030-01-14",
    ];
    let due = |diary: &Diary| -> Vec<String> {
        let listed = diary.json(&span);
        let listed = listed.as_array().unwrap().iter();
        listed
            .map(|one| one["due"].as_str().unwrap().to_owned())
            .collect()
    };
    let five = due(&diary);
    assert_eq!(five.len(), 5, "Monday to Friday: {five:?}");
    diary.json(&["reminders", "skip", "1", "--due", &five[0]]);
    assert_eq!(due(&diary), five[1..], "what is left out does not come");
    diary.json(&["reminders", "pause", "--for", "30"]);
    assert!(diary.json(&["reminders", "resume"])["until"].is_null());
    let summary = diary.json(&["reminders", "history", "--summary"]);
    assert_eq!(
        (&summary[0]["kind"], &summary[0]["skipped"]),
        (&"wind-down".into(), &1.into())
    );
    diary.refusal(&["reminders", "skip", "7"]);
}

#[test]
fn what_comes_is_listed_with_its_time_and_a_heads_up_apart_from_its_appointment() {
    let diary = Diary::new();
    let add = [
        "reminders",
        "add",
        "--kind",
        "professional-massage",
        "--title",
        "Massage",
        "--once",
        "2030-01-09T17:00:00Z",
        "--zone",
        "UTC",
    ];
    diary.json(&add);
    let span = [
        "reminders",
        "upcoming",
        "--from",
        "2030-01-07",
        "--to",
        "2030-01-11",
        "--zone",
        "UTC",
    ];
    let listed = diary.json(&span);
    let kinds: Vec<bool> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["announces"].is_null())
        .collect();
    assert_eq!(kinds, [false, false, true], "{listed}");
    assert_eq!(listed[2]["comes"], listed[2]["due"]);
    let text = diary.run(&span).out;
    let words: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_once("  ").map(|(_, words)| words))
        .collect();
    assert_eq!(words.len(), 3, "{text}");
    assert!(words[0].starts_with("Tomorrow at "), "{text}");
    assert!(words[1].starts_with("Today at "), "{text}");
    assert_eq!(words[2], "Massage", "{text}");
    let id = listed[0]["id"].to_string();
    let due = listed[2]["due"].as_str().unwrap();
    diary.json(&["reminders", "snooze", &id, "--due", due, "--minutes", "20"]);
    let later = diary.json(&span);
    assert_eq!(later[2]["due"], listed[2]["due"], "its name stays");
    assert_ne!(later[2]["comes"], listed[2]["comes"], "{later}");
    let year_1 = "0001-01-01T00:00:00Z";
    let refused = diary.refusal(&["reminders", "snooze", &id, "--due", year_1]);
    assert!(refused.contains("1900"), "{refused}");
    let held = ["reminders", "snooze", &id, "--due", due, "--until-free"];
    let refused = diary.refusal(&held);
    assert!(refused.contains("meetings"), "no agent has run: {refused}");
}

#[test]
fn a_reminder_within_the_planned_sleep_is_kept_and_said_not_to_come_then() {
    let diary = Diary::new();
    diary.json(&["schedule", "set", "--bed", "23:00", "--rise", "07:00"]);
    let add = [
        "reminders",
        "add",
        "--kind",
        "custom",
        "--title",
        "Late",
        "--at",
        "23:30",
    ];
    let said = diary.run(&add).out;
    assert!(said.contains("asleep"), "{said}");
    let listed = diary.json(&["reminders", "list"]);
    assert_eq!(listed[0]["title"], "Late");
}
