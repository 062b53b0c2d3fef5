//! Appointments brought in from a calendar, through the facade, over a real file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDateTime};
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;
use vesper_core::Vesper;
use vesper_core::import::{Reader, Reading};
use vesper_core::reminders::{
    Appointment, Evenings, ReminderDraft, ReminderKind, Rule, Schedule, State, When, occurrences,
};
use vesper_core::time::{ClockTime, FixedClock, Instant, Minutes, Weekday, Zone, resolve};
use vesper_core::vesper::ProgrammeDraft;

const NOW: &str = "2026-11-23T08:00:00Z";

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

/// A fresh Vesper in Berlin.
fn vesper(dir: &Path) -> Vesper {
    let clock = FixedClock::new(at(NOW), zone("Europe/Berlin"));
    Vesper::open(dir, Arc::new(clock)).unwrap()
}

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures/ics")
        .join(name)
}

/// What comes within 200 days: its title, its instant, and whether it announces.
fn comes(vesper: &Vesper) -> BTreeSet<(String, Instant, bool)> {
    let from = vesper.now() + Duration::minutes(1);
    let upcoming = vesper.upcoming(from, from + Duration::days(200), zone("Europe/Berlin"));
    let planned = |state| matches!(state, State::Planned | State::Snoozed);
    upcoming
        .unwrap()
        .into_iter()
        .filter(|one| planned(one.state))
        .map(|one| (one.title, one.due.to_utc(), one.announces.is_some()))
        .collect()
}

fn import(vesper: &mut Vesper, file: &Path) -> vesper_core::vesper::ImportDone {
    let plan = vesper.plan_import(file, None, None, &mut |_| true).unwrap();
    let (done, _) = vesper.commit_import(&plan).unwrap();
    assert_eq!(done.imported, plan.preview.new, "as it was foretold");
    done
}

#[test]
fn an_appointment_comes_in_once_is_announced_and_is_taken_back_whole() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(dir.path());
    let file = fixture("invitation.ics");
    let plan = vesper
        .plan_import(&file, None, None, &mut |_| true)
        .unwrap();
    assert_eq!(vesper.reminders().unwrap(), [], "a look writes nothing");
    let preview = &plan.preview;
    assert_eq!(
        (
            preview.read,
            preview.new,
            preview.new_appointments,
            preview.duplicates
        ),
        (1, 1, 1, 0)
    );
    assert_eq!(
        preview.appointments[0].in_words,
        "Once, on 3 December 2026 at 17:00"
    );
    assert_eq!(
        preview.appointments[0].particulars,
        "with Praxis Ruhe; Anna Lind, Lindenweg 3, Köln, 50 min"
    );
    let (done, changed) = vesper.commit_import(&plan).unwrap();
    assert_eq!(changed.done, "Appointments brought in: 1");
    let title = "Klassische Massage, Rücken".to_owned();
    assert_eq!(
        comes(&vesper),
        BTreeSet::from([
            (title.clone(), at("2026-12-01T17:00:00+01:00"), true),
            (title.clone(), at("2026-12-03T15:30:00+01:00"), true),
            (title, at("2026-12-03T17:00:00+01:00"), false),
        ]),
        "two days before, 90 minutes before, and when it begins"
    );

    let again = import(&mut vesper, &file);
    assert_eq!(
        (again.imported, again.duplicates, again.batch),
        (0, 1, None)
    );
    let past = vesper.imports().unwrap();
    assert_eq!(
        (past.len(), past[0].appointments, past[0].records),
        (1, 1, 0)
    );

    let taken = vesper.undo_import(done.batch.unwrap()).unwrap();
    assert_eq!(taken.done, "Import taken back. Appointments: 1");
    assert_eq!(vesper.reminders().unwrap(), []);
    assert_eq!(vesper.imports().unwrap(), []);
    vesper.undo(taken.undo.unwrap()).unwrap();
    assert_eq!(
        import(&mut vesper, &file).duplicates,
        1,
        "it is known again by its id"
    );
    assert_eq!(
        vesper.imports().unwrap().len(),
        1,
        "and to its import again"
    );
}

#[test]
fn the_toast_takes_an_import_back_and_no_undo_brings_an_appointment_in_twice() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(dir.path());
    let file = fixture("series.ics");
    let plan = vesper
        .plan_import(&file, None, None, &mut |_| true)
        .unwrap();
    let (_, changed) = vesper.commit_import(&plan).unwrap();
    vesper.undo(changed.undo.unwrap()).unwrap();
    assert_eq!(vesper.reminders().unwrap(), [], "all of it is gone");
    assert_eq!(comes(&vesper), BTreeSet::new());

    import(&mut vesper, &file);
    let first = vesper.reminders().unwrap()[0].id;
    let removed = vesper.remove_reminder(first).unwrap();
    assert_eq!(
        import(&mut vesper, &file).imported,
        1,
        "what was removed comes in anew"
    );
    let refused = vesper.undo(removed.undo.unwrap());
    assert!(refused.is_err(), "the removed one would stand there twice");
    assert_eq!(vesper.reminders().unwrap().len(), 2);
}

#[test]
fn a_series_comes_without_the_dates_it_leaves_out() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(dir.path());
    import(&mut vesper, &fixture("series.ics"));
    let dates: Vec<String> = comes(&vesper)
        .into_iter()
        .filter(|(_, _, announces)| !announces)
        .map(|(_, due, _)| due.format("%m-%dT%H:%M").to_string())
        .collect();
    assert_eq!(
        dates,
        ["12-02T18:00", "01-26T17:30", "02-09T17:30", "02-23T17:30"],
        "in UTC: the moved one, then the rest of the fortnights up to the end"
    );
}

#[test]
fn an_appointment_that_was_moved_is_not_moved_behind_its_persons_back() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(&dir.path().join("data"));
    import(&mut vesper, &fixture("invitation.ics"));
    let moved = std::fs::read_to_string(fixture("invitation.ics"))
        .unwrap()
        .replace("20261203T17", "20261204T18");
    let file = dir.path().join("moved.ics");
    std::fs::write(&file, moved).unwrap();
    let before = vesper.reminders().unwrap();
    let done = import(&mut vesper, &file);
    assert_eq!((done.imported, done.duplicates), (0, 0));
    assert_eq!(done.skipped[0].line, 28);
    let reason = &done.skipped[0].reason;
    assert!(reason.contains("3 December 2026 at 17:00"), "{reason}");
    assert_eq!(vesper.reminders().unwrap(), before);
}

#[test]
fn an_appointment_named_by_its_instant_is_known_again_wherever_the_computer_stands() {
    let dir = TempDir::new().unwrap();
    let clock = Arc::new(FixedClock::new(at(NOW), zone("Europe/Berlin")));
    let mut vesper = Vesper::open(&dir.path().join("data"), clock.clone()).unwrap();
    let file = dir.path().join("utc.ics");
    let lines = "UID:1@example.org\r\nSUMMARY:Massage\r\nDTSTART:20261203T160000Z\r\nDTEND:20261203T170000Z";
    let calendar =
        format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    std::fs::write(&file, calendar).unwrap();
    assert_eq!(import(&mut vesper, &file).imported, 1);
    clock.travel(zone("America/New_York"));
    let again = import(&mut vesper, &file);
    assert_eq!((again.imported, again.duplicates), (0, 1));
    assert_eq!(again.skipped, [], "it was not moved");
}

#[test]
fn a_broken_calendar_changes_nothing() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(&dir.path().join("data"));
    import(&mut vesper, &fixture("invitation.ics"));
    let before = (vesper.reminders().unwrap(), vesper.imports().unwrap());
    let whole = std::fs::read(fixture("series.ics")).unwrap();
    let file = dir.path().join("cut.ics");
    for length in (16..whole.len() - 16).step_by(7) {
        std::fs::write(&file, &whole[..length]).unwrap();
        let refused = vesper.plan_import(&file, None, None, &mut |_| true);
        let message = refused.unwrap_err().to_string();
        assert!(
            message.to_lowercase().contains("line "),
            "cut at {length}: {message}"
        );
    }
    assert_eq!(
        (vesper.reminders().unwrap(), vesper.imports().unwrap()),
        before
    );
}

fn appointments() -> impl Strategy<Value = ReminderDraft> {
    let zones = proptest::sample::select(vec![
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "UTC",
    ]);
    let words = "[ -~äß€😌]{0,60}[a-zäß;,\\\\]";
    let particulars = (
        words,
        proptest::option::of("[ -~äß€\n]{1,200}"),
        proptest::option::of(words),
        proptest::option::of(words),
        any::<bool>(),
        1_i32..=1440,
        proptest::collection::btree_set(1_i32..=40_320, 0..=5),
    );
    let rules = (
        any::<bool>(),
        0_i32..1440,
        proptest::collection::btree_set(0_usize..7, 0..=7),
        1_u32..=3,
        -40_i64..40,
        proptest::option::of(0_i64..300),
        proptest::option::of(1_u32..40),
    );
    (zones, particulars, rules).prop_map(|(zone_name, particulars, rules)| {
        let (title, body, therapist, place, named, minutes, heads_ups) = particulars;
        let (once, clock, days, every_weeks, start, length, count) = rules;
        let title = match &therapist {
            Some(name) if named => format!("{title} {name}"),
            _ => title,
        };
        let start = at(NOW).date_naive() + Duration::days(start);
        // An instant alone is told on the person's own clock.
        let zone = zone(if once && zone_name == "UTC" {
            "Europe/Berlin"
        } else {
            zone_name
        });
        let clock = ClockTime::from_minutes(clock);
        let instant = resolve(start.and_time(clock.time()), zone);
        let when = if once && instant > at(NOW) {
            When::Once(instant)
        } else {
            When::At(clock)
        };
        let kind = ReminderKind::ProfessionalMassage;
        ReminderDraft {
            kind,
            title,
            body,
            routine: None,
            rule: Rule {
                when,
                days: days.into_iter().map(|day| Weekday::ALL[day]).collect(),
                kind_of_day: None,
                every_weeks,
                start,
                until: length.map(|days| start + Duration::days(days)),
                count,
            },
            grace_min: kind.default_grace(),
            sound: kind.default_sound(),
            actions: kind.default_actions(),
            appointment: Some(Appointment {
                therapist,
                place,
                minutes: Minutes(minutes),
                zone,
                heads_ups: heads_ups.into_iter().rev().map(Minutes).collect(),
            }),
            enabled: true,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What Vesper writes into a calendar it reads again: the same words and particulars, at the same instants.
    #[test]
    fn a_calendar_of_our_own_comes_back_as_it_was(draft in appointments()) {
        let dir = TempDir::new().unwrap();
        let mut one = vesper(&dir.path().join("one"));
        one.add_reminder(&draft).unwrap();
        let kept = one.reminders().unwrap().remove(0).draft;
        let file = dir.path().join("own.ics");
        let events = one.export_calendar(&file).unwrap();

        let mut other = vesper(&dir.path().join("other"));
        let done = import(&mut other, &file);
        prop_assert_eq!(&done.skipped, &[]);
        prop_assert_eq!(comes(&other), comes(&one));
        for found in other.reminders().unwrap() {
            prop_assert_eq!(&found.draft.title, &kept.title);
            prop_assert_eq!(&found.draft.body, &kept.body);
            prop_assert_eq!(&found.draft.appointment, &kept.appointment);
        }
        prop_assert_eq!(import(&mut other, &file).imported, 0);
        let again = import(&mut one, &file);
        prop_assert_eq!((again.imported, again.duplicates >= events), (0, true), "its own diary has it");
    }
}

#[test]
fn a_reminder_of_our_own_that_is_no_appointment_is_left_out_of_an_import() {
    let dir = TempDir::new().unwrap();
    let mut one = vesper(&dir.path().join("one"));
    let mut draft = {
        let kind = ReminderKind::SelfMassage;
        ReminderDraft {
            kind,
            title: "Neck".to_owned(),
            body: None,
            routine: None,
            rule: Rule {
                when: When::At("21:30".parse().unwrap()),
                days: Vec::new(),
                kind_of_day: None,
                every_weeks: 1,
                start: "2026-11-01".parse().unwrap(),
                until: None,
                count: None,
            },
            grace_min: kind.default_grace(),
            sound: kind.default_sound(),
            actions: kind.default_actions(),
            appointment: None,
            enabled: true,
        }
    };
    one.add_reminder(&draft).unwrap();
    draft.kind = ReminderKind::ProfessionalMassage;
    draft.title = "Appointment".to_owned();
    one.add_reminder(&draft).unwrap();
    let file = dir.path().join("own.ics");
    one.export_calendar(&file).unwrap();
    let mut other = vesper(&dir.path().join("other"));
    let done = import(&mut other, &file);
    assert_eq!((done.read, done.imported, done.skipped.len()), (2, 1, 1));
    assert_eq!(other.reminders().unwrap()[0].draft.title, "Appointment");
}

#[test]
fn an_appointment_of_our_own_that_was_moved_in_the_calendar_is_told_of() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(dir.path());
    let draft = ReminderDraft {
        kind: ReminderKind::ProfessionalMassage,
        title: "Back".to_owned(),
        body: None,
        routine: None,
        rule: Rule {
            when: When::Once(at("2026-12-03T16:00:00Z")),
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: "2026-11-23".parse().unwrap(),
            until: None,
            count: None,
        },
        grace_min: Minutes(30),
        sound: ReminderKind::ProfessionalMassage.default_sound(),
        actions: ReminderKind::ProfessionalMassage.default_actions(),
        appointment: Some(Appointment::usual(zone("Europe/Berlin"))),
        enabled: true,
    };
    vesper.add_reminder(&draft).unwrap();
    let file = dir.path().join("own.ics");
    vesper.export_calendar(&file).unwrap();
    assert_eq!(import(&mut vesper, &file).duplicates, 1, "as it was");

    let text = std::fs::read_to_string(&file).unwrap();
    let moved = text.replace("20261203T", "20261204T");
    assert_ne!(moved, text);
    std::fs::write(&file, moved).unwrap();
    let done = import(&mut vesper, &file);
    assert_eq!((done.imported, done.duplicates), (0, 0));
    assert_eq!(
        done.skipped[0].reason,
        "Vesper has this appointment already, but otherwise: Once, on 3 December 2026 at 17:00. If it was moved, change it in \
         Settings > Reminders, or remove it there and bring this file in again."
    );
}

#[test]
fn a_date_of_a_course_stands_in_the_calendar_as_the_one_date_it_is() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(dir.path());
    let draft = |when| ProgrammeDraft {
        kind: vesper_core::massage::ProgrammeKind::Own,
        title: None,
        routine: None,
        start: "2026-11-26".parse().unwrap(),
        days: vec![Weekday::Thu],
        count: Some(2),
        when,
    };
    let (course, _) = vesper
        .start_programme(&draft(When::At("17:00".parse().unwrap())))
        .unwrap();
    let file = dir.path().join("course.ics");
    assert_eq!(vesper.export_calendar(&file).unwrap(), 2);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(!text.contains("RRULE"), "one date needs no rule: {text}");
    assert!(
        !text.contains("TRANSP:TRANSPARENT"),
        "an appointment takes its time: {text}"
    );
    assert_eq!(
        text.matches("TRIGGER:PT0S").count(),
        2,
        "it is told of when it begins"
    );
    let said = &vesper.reminders().unwrap()[0].in_words;
    assert_eq!(said, "On 26 November 2026, at 17:00");

    vesper.end_programme(course).unwrap();
    vesper
        .start_programme(&draft(When::BeforeLightsOut(Minutes(60))))
        .unwrap();
    vesper.export_calendar(&file).unwrap();
    let text = std::fs::read_to_string(&file).unwrap().replace("\r\n ", "");
    assert!(
        text.contains("On 26 November 2026\\, 60 min before lights out."),
        "{text}"
    );
    assert!(!text.contains("Every day"), "{text}");
}

#[test]
fn what_would_come_in_is_told_in_the_hours_its_person_reads() {
    let dir = TempDir::new().unwrap();
    let mut vesper = vesper(dir.path());
    let mut settings = vesper.settings().unwrap();
    settings.clock_style = vesper_core::vesper::ClockStyle::H12;
    vesper.set_settings(&settings).unwrap();
    let file = dir.path().join("invitation.ics");
    std::fs::copy(fixture("invitation.ics"), &file).unwrap();
    let plan = vesper
        .plan_import(&file, None, None, &mut |_| true)
        .unwrap();
    assert_eq!(
        plan.preview.appointments[0].in_words,
        "Once, on 3 December 2026 at 5:00 pm"
    );
}

/// Vectors of other people's; they are not part of the project, so a checkout without them says so once.
fn vectors(name: &str) -> Option<Vec<Value>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("VESPER_SHARED").map_or(beside, PathBuf::from);
    let file = shared.join("fixtures/icalendar").join(name);
    let Ok(text) = std::fs::read_to_string(file) else {
        let _ = writeln!(
            std::io::stderr(),
            "{name} is not here; nothing was compared with it."
        );
        return None;
    };
    Some(serde_json::from_str(&text).unwrap())
}

fn read(lines: &str) -> Reading {
    let file = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
    let reader = Reader {
        format: None,
        zone: None,
        now: at("1990-01-01T00:00:00Z"),
        here: Zone::UTC,
        rollover: ClockTime::NOON,
        progress: &mut |_| true,
    };
    reader.read(std::io::Cursor::new(file)).unwrap().1
}

#[test]
fn what_comes_in_of_the_vectors_of_peers_comes_when_they_say() {
    let evenings = Evenings {
        schedule: Schedule(Vec::new()),
        rollover: ClockTime::NOON,
        zone: Zone::UTC,
        free_days: Vec::new(),
    };
    for (name, least) in [
        ("dateutil_rrule_vectors.json", 6),
        ("rust_rrule_rfc5545_vectors.json", 4),
    ] {
        let (mut expressed, mut refused) = (0, Vec::new());
        for vector in vectors(name).unwrap_or_default() {
            // Those without are put together by calls of their library.
            let Some(lines) = vector["ical"].as_str() else {
                continue;
            };
            // That library takes lines in which spaces stand before and after, too.
            let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
            let lines = lines.collect::<Vec<_>>().join("\n");
            let expected: Vec<Instant> = vector["expected"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one.as_str().unwrap())
                .map(|one| match DateTime::parse_from_rfc3339(one) {
                    Ok(instant) => instant.to_utc(),
                    Err(_) => one.parse::<NaiveDateTime>().unwrap().and_utc(),
                })
                .collect();
            // Ours are due to the minute.
            if lines.starts_with("DTSTART;TZID=America/Vancouver:20210301T022210") {
                continue;
            }
            let reading = read(&lines);
            if !reading.skipped.is_empty() {
                refused.push(lines);
                continue;
            }
            let mut found: Vec<Instant> = reading
                .appointments
                .iter()
                .flat_map(|one| {
                    let (from, to) = (at("1990-01-01T00:00:00Z"), at("2040-01-01T00:00:00Z"));
                    let mut dues = occurrences(&one.draft, &evenings, from, to);
                    dues.retain(|due| due.before.0 == 0 && !one.without.contains(due));
                    dues
                })
                .map(|due| due.at)
                .collect();
            found.sort_unstable();
            found.truncate(expected.len());
            assert_eq!(found, expected, "{lines}");
            expressed += 1;
        }
        if expressed + refused.len() > 0 {
            eprintln!("{name}: {expressed} expressed, {} refused", refused.len());
            assert!(
                expressed >= least,
                "{name}: {expressed}, refused {refused:#?}"
            );
        }
    }
}
