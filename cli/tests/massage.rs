//! Courses and routines as a script meets them.

#![cfg(test)]

mod support;

use serde_json::{Value, json};
use support::Diary;

#[test]
fn a_course_is_planned_moved_shown_and_ended() {
    let diary = Diary::new();
    let start = "programme start --kind twice-weekly --start 2199-11-26 --days mon,thu --at 18:30";
    let course = diary.json(&start.split(' ').collect::<Vec<_>>());
    let dates = course["dates"].as_array().unwrap();
    assert_eq!(dates.len(), 10, "two a week for five weeks");
    assert_eq!(
        dates[0]["due"],
        json!("2199-11-28T18:30:00+01:00"),
        "the first Thursday"
    );
    let id = course["id"].to_string();
    assert_eq!(
        diary.json(&["reminders", "list"]).as_array().unwrap().len(),
        10
    );
    let moved = diary.json(&["programme", "move", &id, "2", "2199-12-03"]);
    assert_eq!(moved["dates"][1]["day"], json!("2199-12-03"));
    let shown = diary.json(&["programme", "show"]);
    assert_eq!(shown["dates"], moved["dates"], "the latest, unless named");
    let german = diary.json(&["--lang", "de", "programme", "show"]);
    assert_eq!(
        (&shown["title"], &german["title"]),
        (
            &json!("Two massages a week for five weeks"),
            &json!("Zwei Massagen pro Woche, fünf Wochen lang")
        ),
        "a name that nobody chose is said in either language"
    );
    for field in ["felt", "nights"] {
        for one in shown[field].as_array().unwrap() {
            assert_eq!(
                one["difference"],
                Value::Null,
                "nothing was noted yet: {one}"
            );
            assert!(
                one["reading"].as_str().unwrap().contains("Too little"),
                "{one}"
            );
        }
    }
    let text = diary.run(&["programme", "show"]).out;
    assert!(text.contains("preliminary"), "{text}");
    assert!(diary.refusal(&["programme", "start"]).contains("under way"));
    diary.json(&["programme", "end", &id]);
    assert_eq!(diary.json(&["reminders", "list"]), json!([]));
    diary.json(&["programme", "remove", &id]);
    assert_eq!(diary.json(&["programme", "show"]), Value::Null);
}

#[test]
fn a_routine_is_brought_in_from_a_file_and_passed_on_as_it_came() {
    let diary = Diary::new();
    let (file, copy) = (diary.dir().join("mine.toml"), diary.dir().join("copy.toml"));
    let names = [&file, &copy].map(|path| path.display().to_string());
    let routine = r#"vesper_routine = 1
[routine]
title = "Hands, slowly"
summary = ""
places = ["desk"]
[[routine.steps]]
seconds = 60
title = "Palm"
text = "Small circles."
means = "hands"
pressure = 2
side = "left"
regions = ["hand"]
"#;
    std::fs::write(&file, routine).unwrap();
    let card = diary.json(&["routines", "import", &names[0]]);
    assert_eq!((&card["own"], &card["seconds"]), (&json!(true), &json!(60)));
    let id = card["id"].as_str().unwrap();
    diary.json(&["routines", "export", id, "-o", &names[1]]);
    let again = diary.json(&["routines", "import", &names[1]]);
    assert_ne!(again["id"], card["id"], "a routine of its own");
    assert_eq!(again["steps"], card["steps"]);
    std::fs::write(&file, routine.replace("\"hand\"", "\"neck-front\"")).unwrap();
    assert!(
        diary
            .refusal(&["routines", "import", &names[0]])
            .contains("Never touched")
    );
    assert!(
        diary
            .refusal(&["routines", "remove", "scalp"])
            .contains("your own")
    );
    diary.json(&["routines", "remove", id]);
    assert_eq!(
        diary.json(&["routines", "list"]).as_array().unwrap().len(),
        17
    );
}
