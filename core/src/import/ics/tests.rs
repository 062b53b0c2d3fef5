//! What calendars say, and what becomes of it.

use std::io::Cursor;

use chrono::Datelike;
use proptest::prelude::*;

use super::*;
use crate::import::ImportFormat;
use crate::reminders::{Appointment, ReminderKind, Rule, When};
use crate::time::{ClockTime, Instant, Minutes, Weekday, Zone, local};

const INVITATION: &[u8] = include_bytes!("../../../../tests/fixtures/ics/invitation.ics");
const SERIES: &[u8] = include_bytes!("../../../../tests/fixtures/ics/series.ics");
const MIXED: &[u8] = include_bytes!("../../../../tests/fixtures/ics/mixed.ics");
const DESCRIBED: &[u8] = include_bytes!("../../../../tests/fixtures/ics/described-zone.ics");
const FOLDED: &[u8] =
    include_bytes!("../../../../tests/fixtures/ics/folded-within-a-character.ics");

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn at(text: &str) -> Instant {
    chrono::DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

/// What is read of `file` in Berlin on 23 November 2026.
fn read(file: &[u8]) -> Result<Reading, Invalid> {
    let reader = Reader {
        format: None,
        zone: None,
        now: at("2026-11-23T08:00:00Z"),
        here: zone("Europe/Berlin"),
        rollover: ClockTime::NOON,
        progress: &mut |_| true,
    };
    let (format, reading) = reader.read(Cursor::new(file))?;
    assert_eq!(format, ImportFormat::Ics, "a calendar is recognised");
    Ok(reading)
}

/// A calendar of one event of these lines, the first of which is the file's third.
fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
}

/// The one appointment that an event of these lines becomes.
fn one(lines: &str) -> FoundAppointment {
    let mut reading = read(event(lines).as_bytes()).unwrap();
    assert_eq!(reading.skipped, [], "{lines}");
    assert_eq!(reading.appointments.len(), 1, "{lines}");
    reading.appointments.remove(0)
}

/// The line and the reason for which an event of these lines is left out.
fn refusal(lines: &str) -> (u32, String) {
    let reading = read(event(lines).as_bytes()).unwrap();
    assert_eq!(reading.appointments, [], "{lines}");
    let [skipped] = reading.skipped.as_slice() else {
        panic!("{lines}: {:?}", reading.skipped);
    };
    (skipped.line, skipped.reason.clone())
}

fn appointment(found: &FoundAppointment) -> &Appointment {
    found.draft.appointment.as_ref().unwrap()
}

#[test]
fn an_invitation_becomes_an_appointment_with_all_that_it_says() {
    let reading = read(INVITATION).unwrap();
    assert_eq!(reading.skipped, [], "nothing is left out");
    let [found] = reading.appointments.as_slice() else {
        panic!("{:?}", reading.appointments)
    };
    assert_eq!(found.line, 28, "the line of its DTSTART");
    assert_eq!(
        found.id.as_deref(),
        Some("040000008200E00074C5B7101A82E008")
    );
    let draft = &found.draft;
    assert_eq!(draft.kind, ReminderKind::ProfessionalMassage);
    assert_eq!(draft.title, "Klassische Massage, Rücken");
    assert_eq!(
        draft.body.as_deref(),
        Some("Bitte 10 Minuten früher kommen; ein Handtuch liegt bereit.\n\nBis bald, Anna"),
        "unfolded and unescaped"
    );
    assert_eq!(draft.rule.when, When::Once(at("2026-12-03T17:00:00+01:00")));
    assert_eq!(
        *appointment(found),
        Appointment {
            therapist: Some("Praxis Ruhe; Anna Lind".to_owned()),
            place: Some("Lindenweg 3, Köln".to_owned()),
            minutes: Minutes(50),
            zone: zone("Europe/Berlin"),
            heads_ups: vec![Minutes(2880), Minutes(90)],
        },
        "Windows' zone by its name, the heads-ups from the alarms"
    );
}

#[test]
fn a_series_leaves_out_its_exceptions_and_a_moved_date_stands_beside_it() {
    let reading = read(SERIES).unwrap();
    let [series, moved] = reading.appointments.as_slice() else {
        panic!("{:?}", reading.appointments)
    };
    assert_eq!(
        series.draft.rule,
        Rule {
            when: When::At(clock("18:30")),
            days: vec![Weekday::Tue],
            kind_of_day: None,
            every_weeks: 2,
            start: "2026-10-06".parse().unwrap(),
            until: Some("2027-03-01".parse().unwrap()),
            count: None,
        }
    );
    let without: Vec<String> = series
        .without
        .iter()
        .map(|due| due.day.to_string())
        .collect();
    assert_eq!(
        without,
        ["2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12"],
        "the moved one, both exceptions, the cancelled one"
    );
    assert_eq!(series.without[0].at, at("2026-12-01T18:30:00+01:00"));
    assert_eq!(
        moved.draft.rule.when,
        When::Once(at("2026-12-02T19:00:00+01:00"))
    );
    assert_eq!(
        moved.id.as_deref(),
        Some("thai-series@example.org 20261201T173000Z"),
        "known by the date it stands for"
    );
    assert_eq!(appointment(series).minutes, Minutes(90));
    let lines: Vec<u32> = reading.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(
        lines,
        [41],
        "the cancelled date is named: {:?}",
        reading.skipped
    );
}

#[test]
fn what_cannot_come_in_is_named_by_its_line_and_the_rest_comes_in() {
    let reading = read(MIXED).unwrap();
    let [floats, utc] = reading.appointments.as_slice() else {
        panic!("{:?}", reading.appointments)
    };
    assert_eq!(
        floats.draft.rule.when,
        When::Once(at("2026-12-10T09:00:00-05:00")),
        "a time without a zone is read in the calendar's"
    );
    assert_eq!(appointment(floats).minutes, Minutes(60), "no end: an hour");
    assert_eq!(
        appointment(floats).heads_ups,
        [Minutes(1440), Minutes(60)],
        "no alarms: the day before and an hour before"
    );
    assert_eq!(utc.draft.rule.when, When::Once(at("2026-12-11T16:00:00Z")));
    assert_eq!(appointment(utc).minutes, Minutes(45));
    let said = |line: u32| {
        let skipped = reading.skipped.iter().find(|skipped| skipped.line == line);
        skipped.map_or("", |skipped| skipped.reason.as_str())
    };
    for (line, word) in [
        (19, "all day"),
        (24, "over"),
        (30, "FREQ=MONTHLY"),
        (35, "20260231T090000"),
        (40, "Middle-earth/Shire"),
        (42, "to-do"),
        (46, "journal"),
        (50, "busy"),
        (57, "cancelled"),
        (63, "line 62"),
    ] {
        assert!(said(line).contains(word), "line {line}: {}", said(line));
    }
    assert_eq!(reading.skipped.len(), 10, "{:?}", reading.skipped);
    assert_eq!(reading.rows(), 12, "each is counted once");
}

#[test]
fn a_zone_of_no_known_name_is_the_one_that_has_its_offsets() {
    let found = read(DESCRIBED).unwrap().appointments.remove(0);
    assert_eq!(appointment(&found).zone, zone("America/New_York"));
    assert_eq!(found.draft.rule.when, When::At(clock("10:00")));
    assert_eq!(found.draft.rule.count, Some(6));
    assert_eq!(found.draft.rule.days, [Weekday::Tue, Weekday::Thu]);
}

#[test]
fn a_zone_is_known_by_any_of_its_makers_names() {
    for (tzid, iana) in [
        ("Europe/Berlin", "Europe/Berlin"),
        (
            "/freeassociation.sourceforge.net/Europe/Berlin",
            "Europe/Berlin",
        ),
        (
            "/citadel.org/20260101_1/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
        ("AUS Eastern Standard Time", "Australia/Sydney"),
        ("pacific standard time", "America/Los_Angeles"),
    ] {
        assert_eq!(zones::named(tzid).map(Zone::name), Some(iana), "{tzid}");
    }
    assert_eq!(zones::named("Home"), None);
    assert_eq!(
        windows::zones().count(),
        141,
        "every zone that Windows knows is one of ours"
    );
}

#[test]
fn a_line_that_was_folded_within_a_character_is_whole_again() {
    let found = read(FOLDED).unwrap().appointments.remove(0);
    assert_eq!(found.draft.title, "Rückenmassage 😌");
    assert_eq!(found.line, 8, "lines are counted as an editor counts them");
}

#[test]
fn a_beginning_that_cannot_be_is_named_by_its_own_line_whichever_rule_refuses_it() {
    for (begins, why) in [
        ("DTSTART:tomorrow", "no date"),
        ("DTSTART:20261301T090000Z", "no month"),
        ("DTSTART:20260229T090000Z", "no leap year"),
        ("DTSTART:20261203T250000Z", "no hour"),
        ("DTSTART:22010101T090000Z", "no year of a diary"),
        ("DTSTART:00010101T090000Z", "nor this one"),
        ("DTSTART;TZID=Nowhere:20261203T090000", "no zone"),
        ("DTSTART;VALUE=DATE:20261203", "no time"),
        ("DTSTART:20251203T090000Z", "over"),
        (
            "DTSTART:20261203T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO",
            "no Monday",
        ),
    ] {
        let (line, reason) = refusal(&format!("UID:x\nSUMMARY:X\n{begins}"));
        assert_eq!(line, 5, "{why}: {reason}");
        assert!(reason.ends_with('.') && reason.len() > 15, "{reason}");
    }
    let (line, _) = refusal("UID:x\nSUMMARY:X");
    assert_eq!(line, 2, "without one, the event's own");
}

#[test]
fn a_length_that_cannot_be_is_named_by_its_line() {
    let (line, reason) = refusal("DTSTART:20261203T090000Z\nDTEND:20261207T090000Z");
    assert_eq!(line, 4, "{reason}");
    let (line, reason) = refusal("DTSTART:20261203T090000Z\nDURATION:-PT1H");
    assert_eq!((line, reason.contains("line 3")), (4, true), "{reason}");
    let (line, _) = refusal("DTSTART:20261203T090000Z\nDURATION:1H");
    assert_eq!(line, 4);
    let found = one("DTSTART:20261203T090000Z\nDURATION:PT1H15M");
    assert_eq!(appointment(&found).minutes, Minutes(75));
    let found = one("DTSTART:20261203T090000Z\nDTEND:20261203T090000Z");
    assert_eq!(
        appointment(&found).minutes,
        Minutes(60),
        "no length is none said"
    );
}

#[test]
fn our_rules_say_what_they_can_of_a_series_and_refuse_the_rest() {
    let rule = |rule: &str| {
        one(&format!("DTSTART:20261201T090000Z\nRRULE:{rule}"))
            .draft
            .rule
    };
    assert_eq!(rule("FREQ=DAILY").days, []);
    assert_eq!(rule("FREQ=DAILY;INTERVAL=14").every_weeks, 2);
    assert_eq!(
        rule("freq=weekly;byday=tu,fr").days,
        [Weekday::Tue, Weekday::Fri]
    );
    assert_eq!(rule("FREQ=WEEKLY;COUNT=5").count, Some(5));
    assert_eq!(
        rule("FREQ=WEEKLY;UNTIL=20270105").until,
        "2027-01-05".parse().ok()
    );
    assert_eq!(
        rule("FREQ=WEEKLY;UNTIL=20270105T085959Z").until,
        "2027-01-04".parse().ok(),
        "a second before that day's"
    );
    assert_eq!(
        rule("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH").every_weeks,
        2
    );
    assert_eq!(
        rule("FREQ=WEEKLY;COUNT=1").when,
        When::Once(at("2026-12-01T09:00:00Z")),
        "a series of one is no series"
    );
    for beyond in [
        "FREQ=MONTHLY",
        "FREQ=YEARLY",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=WEEKLY;BYDAY=1TU",
        "FREQ=WEEKLY;BYMONTH=12",
        "FREQ=DAILY;BYHOUR=9,17",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,SU",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;UNTIL=20261101",
        "FREQ=WEEKLY;INTERVAL=500",
        "COUNT=3",
        "WEEKLY",
    ] {
        let (line, reason) = refusal(&format!("DTSTART:20261201T090000Z\nRRULE:{beyond}"));
        assert_eq!(line, 4, "{beyond}: {reason}");
    }
}

#[test]
fn a_series_that_changes_from_a_date_on_is_refused_whole() {
    let calendar = "BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
DTSTART:20261201T090000Z
RRULE:FREQ=WEEKLY
END:VEVENT
BEGIN:VEVENT
UID:a
RECURRENCE-ID;RANGE=THISANDFUTURE:20261215T090000Z
DTSTART:20261215T110000Z
END:VEVENT
END:VCALENDAR
";
    let reading = read(calendar.as_bytes()).unwrap();
    assert_eq!(reading.appointments, []);
    let lines: Vec<u32> = reading.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(lines, [9, 9], "both for the same line");
}

#[test]
fn dates_beside_a_rule_come_in_by_themselves() {
    let lines = "UID:a\nDTSTART:20261201T090000Z\nRDATE:20261204T100000Z,20200101T100000Z";
    let reading = read(event(lines).as_bytes()).unwrap();
    let whens: Vec<When> = reading
        .appointments
        .iter()
        .map(|one| one.draft.rule.when)
        .collect();
    assert_eq!(
        whens,
        [
            When::Once(at("2026-12-01T09:00:00Z")),
            When::Once(at("2026-12-04T10:00:00Z"))
        ],
        "and not those that are over"
    );
    assert_eq!(
        reading.appointments[1].id.as_deref(),
        Some("a 20261204T100000Z")
    );
}

#[test]
fn a_series_that_goes_on_comes_in_though_it_began_long_ago() {
    let found = one("DTSTART:20200107T090000Z\nRRULE:FREQ=WEEKLY");
    assert_eq!(found.draft.rule.start.year(), 2020);
    let (line, _) = refusal("DTSTART:20200107T090000Z\nRRULE:FREQ=WEEKLY;COUNT=10");
    assert_eq!(line, 3, "one that has ended does not");
}

#[test]
fn alarms_become_heads_ups() {
    let alarms = |triggers: &[&str]| {
        let alarms: Vec<String> = triggers
            .iter()
            .map(|trigger| format!("\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER{trigger}\nEND:VALARM"))
            .collect();
        let lines = format!(
            "DTSTART:20261203T090000Z\nDTEND:20261203T100000Z{}",
            alarms.concat()
        );
        appointment(&one(&lines)).heads_ups.clone()
    };
    assert_eq!(alarms(&[":-PT15M", ":-P1D"]), [Minutes(1440), Minutes(15)]);
    assert_eq!(
        alarms(&[":PT0S"]),
        [],
        "at its beginning Vesper tells of it anyway"
    );
    assert_eq!(alarms(&[";RELATED=END:-PT90M"]), [Minutes(30)]);
    assert_eq!(
        alarms(&[";VALUE=DATE-TIME:20261203T080000Z"]),
        [Minutes(60)]
    );
    assert_eq!(
        alarms(&[":-P9W"]),
        [Minutes(28 * 1440)],
        "the earliest there is"
    );
    assert_eq!(
        alarms(&[":-PT1M", ":-PT2M", ":-PT3M", ":-PT4M", ":-PT5M", ":-PT6M"]).len(),
        5
    );
    let (line, _) = refusal("DTSTART:20261203T090000Z\nBEGIN:VALARM\nTRIGGER:soon\nEND:VALARM");
    assert_eq!(line, 5);
}

#[test]
fn of_an_event_that_stands_there_twice_the_newer_is_taken() {
    let calendar = "BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
SEQUENCE:2
SUMMARY:New
DTSTART:20261202T090000Z
END:VEVENT
BEGIN:VEVENT
UID:a
SEQUENCE:1
SUMMARY:Old
DTSTART:20261201T090000Z
END:VEVENT
END:VCALENDAR
";
    let reading = read(calendar.as_bytes()).unwrap();
    assert_eq!(reading.appointments.len(), 1);
    assert_eq!(reading.appointments[0].draft.title, "New");
    assert_eq!(reading.skipped[0].line, 8);
}

#[test]
fn a_calendar_that_is_broken_is_refused_by_the_line_that_breaks_it() {
    for (file, line) in [
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026", 2),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nno colon here\nEND:VEVENT\nEND:VCALENDAR",
            3,
        ),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", 3),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\nSUMMARY:x", 3),
        ("BEGIN:VCALENDAR\nA;B=\"open:x\nEND:VCALENDAR", 2),
    ] {
        let refused = read(file.as_bytes()).unwrap_err();
        assert!(
            refused
                .message
                .to_lowercase()
                .contains(&format!("line {line}")),
            "{file}: {refused}"
        );
    }
    let deep = "BEGIN:VCALENDAR\n".repeat(100_000);
    assert!(
        read(deep.as_bytes()).is_err(),
        "no file can overflow the stack"
    );
}

#[test]
fn what_is_too_long_is_cut_where_it_shows() {
    let found = one(&format!(
        "DTSTART:20261203T090000Z\nSUMMARY:{}\nDESCRIPTION:{}",
        "ä".repeat(300),
        "b ".repeat(2_000)
    ));
    assert_eq!(found.draft.title.chars().count(), 200);
    assert!(found.draft.title.ends_with('…'));
    assert!(
        found
            .draft
            .body
            .is_some_and(|body| body.chars().count() <= 2_000 && body.ends_with('…'))
    );
}

proptest! {
    /// Whatever bytes stand in a file, it is read or refused: no panic, and no appointment that could not be.
    #[test]
    fn no_file_is_too_odd(lines in proptest::collection::vec(
        prop_oneof![
            Just("BEGIN:VEVENT".to_owned()), Just("END:VEVENT".to_owned()), Just("BEGIN:VALARM".to_owned()),
            Just("END:VALARM".to_owned()), Just(" folded".to_owned()),
            "(DTSTART|DTEND|RECURRENCE-ID|EXDATE|RDATE)(;TZID=(Europe/Berlin|\"W. Europe Standard Time\"))?:[0-9]{8}(T[0-2][0-9][0-5][0-9][0-9]{2}Z?)?",
            "RRULE:FREQ=(DAILY|WEEKLY|MONTHLY)(;INTERVAL=[0-9]{1,10})?(;BYDAY=(MO|TU,SU|-1FR))?(;COUNT=[0-9]{1,10})?(;UNTIL=[0-9]{8}T000000Z)?",
            "(DURATION|TRIGGER):-?P[0-9]{0,7}(D|W|T[0-9]{1,7}[HMS])?", "SUMMARY:.{0,20}", ".{0,12}",
        ], 0..12),
    ) {
        let file = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{}\nEND:VEVENT\nEND:VCALENDAR\n", lines.join("\n"));
        if let Ok(reading) = read(file.as_bytes()) {
            for found in &reading.appointments {
                prop_assert_eq!(found.draft.checked(), Ok(found.draft.clone()));
                if let When::Once(instant) = found.draft.rule.when {
                    prop_assert!(instant > at("2026-11-23T08:00:00Z"));
                }
            }
        }
    }

    /// Durations are what they say.
    #[test]
    fn a_duration_is_read_as_it_is_written(days in 0_i64..1_000, hours in 0_i64..24, minutes in 0_i64..60, back: bool) {
        let sign = if back { "-" } else { "" };
        let read = values::duration(&format!("{sign}P{days}DT{hours}H{minutes}M"));
        let length = chrono::Duration::minutes((days * 24 + hours) * 60 + minutes);
        prop_assert_eq!(read, Some(if back { -length } else { length }));
    }
}

#[test]
fn a_time_that_the_clocks_skip_is_read_as_calendars_read_it() {
    let found = one("DTSTART;TZID=Europe/Berlin:20270328T023000");
    let When::Once(instant) = found.draft.rule.when else {
        panic!("once")
    };
    assert_eq!(
        local(instant, zone("Europe/Berlin")).to_rfc3339(),
        "2027-03-28T03:30:00+02:00",
        "by the offset before the gap (RFC 5545, 3.3.5)"
    );
}
