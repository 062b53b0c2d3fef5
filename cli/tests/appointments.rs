//! Appointments from a calendar, as a script meets them.

#![cfg(test)]

mod support;

use serde_json::json;
use support::Diary;

/// An invitation for the year 2100, so that it is to come whenever this is run.
const INVITATION: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
METHOD:REQUEST\r
BEGIN:VEVENT\r
UID:one@example.org\r
SUMMARY:Back massage\r
LOCATION:Lindenweg 3\\, Cologne\r
DTSTART;TZID=W. Europe Standard Time:21001203T170000\r
DTEND;TZID=W. Europe Standard Time:21001203T180000\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:two@example.org\r
SUMMARY:No such day\r
DTSTART:21000231T170000Z\r
END:VEVENT\r
END:VCALENDAR\r
";

#[test]
fn an_appointment_is_brought_in_from_a_calendar() {
    let diary = Diary::new();
    let file = diary.dir().join("invitation.ics");
    std::fs::write(&file, INVITATION).unwrap();
    let file = file.display().to_string();
    let would = diary.json(&["import", &file, "--dry-run"]);
    let skipped = &would["skipped"];
    assert_eq!(skipped[0]["line"], 14, "the line of the DTSTART: {skipped}");
    let expected =
        json!({"format": "ics", "read": 2, "imported": 1, "duplicates": 0, "skipped": skipped});
    assert_eq!(would, expected);
    assert_eq!(
        diary.json(&["reminders", "list"]),
        json!([]),
        "a dry run writes nothing"
    );

    let told = diary.run(&["import", &file, "--dry-run"]).out;
    assert!(
        told.lines().any(|line| line.starts_with("  - ")),
        "each is named before it is taken: {told}"
    );

    assert_eq!(diary.json(&["import", &file]), expected);
    let listed = diary.json(&["reminders", "list"]);
    assert_eq!(listed[0]["kind"], "professional-massage");
    assert_eq!(listed[0]["appointment"]["zone"], "Europe/Berlin");
    assert_eq!(listed[0]["appointment"]["place"], "Lindenweg 3, Cologne");
    let upcoming = diary.json(&[
        "reminders",
        "upcoming",
        "--from",
        "2100-12-03",
        "--to",
        "2100-12-04",
        "--zone",
        "Europe/Berlin",
    ]);
    assert_eq!(
        upcoming.as_array().unwrap().last().unwrap()["due"],
        "2100-12-03T17:00:00+01:00"
    );
    let again = diary.json(&["import", &file]);
    assert_eq!(
        (&again["imported"], &again["duplicates"]),
        (&json!(0), &json!(1))
    );

    std::fs::write(&file, INVITATION.replace("END:VEVENT", "END:VEVNT")).unwrap();
    let refusal = diary.refusal(&["import", &file]);
    assert!(
        refusal.contains("ine 10"),
        "the line that breaks it: {refusal}"
    );
    assert_eq!(
        diary.json(&["reminders", "list"]),
        listed,
        "and nothing changed"
    );
}
