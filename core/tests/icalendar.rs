//! The recurrence vectors that python-dateutil and rust-rrule publish: those that a rule of ours can express come out the same, and
//! `docs/reminders.md` lists the others with the reason.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::io::Write as _;
use std::path::PathBuf;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime};
use serde_json::Value;
use vesper_core::reminders::{
    Evenings, NoticeAction, ReminderDraft, ReminderKind, Rule, Schedule, Sound, When, occurrences,
};
use vesper_core::time::{ClockTime, Instant, Minutes, Weekday, Zone, local};

const FILES: [&str; 2] = [
    "dateutil_rrule_vectors.json",
    "rust_rrule_rfc5545_vectors.json",
];

/// The folder of the vectors, which are not part of the project; says once, past the test harness's capture, where they are not.
fn vectors() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("VESPER_SHARED").map_or(beside, PathBuf::from);
    let folder = shared.join("fixtures/icalendar");
    if folder.is_dir() {
        return Some(folder);
    }
    let _ = writeln!(
        std::io::stderr(),
        "The recurrence vectors are not here (VESPER_SHARED, or `shared` beside the checkout): none was tried."
    );
    None
}

/// A rule of ours and the zone it is lived in.
struct Ours {
    rule: Rule,
    zone: Zone,
}

/// The rule of ours that says what `ical` says, or why there is none.
fn ours(ical: &str) -> Result<Ours, &'static str> {
    let lines: Vec<String> = ical
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let [begin, rule] = lines.as_slice() else {
        return Err("a set of rules and dates");
    };
    let (property, begin) = begin.split_once(':').unwrap();
    let zone = match property.split_once("TZID=") {
        Some((_, zone)) => zone.parse().unwrap(),
        None => Zone::UTC,
    };
    // The words of iCalendar are the same in any case, the names of zones are not.
    let rule = rule.to_uppercase();
    let begin = NaiveDateTime::parse_from_str(&begin.to_uppercase(), "%Y%m%dT%H%M%S")
        .map_err(|_| "a whole day")?;
    let parts: Vec<(&str, &str)> = rule
        .strip_prefix("RRULE:")
        .unwrap()
        .split(';')
        .map(|part| part.split_once('=').unwrap())
        .collect();
    let part = |name| {
        parts
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| *value)
    };
    let every: u32 = part("INTERVAL").map_or(1, |every| every.parse().unwrap());
    match (part("FREQ").unwrap(), every) {
        ("DAILY", 1) | ("WEEKLY", _) => {}
        ("DAILY", _) => return Err("every n days"),
        ("MONTHLY" | "YEARLY", _) => return Err("by the month or the year"),
        _ => return Err("oftener than once a day"),
    }
    let known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"];
    if parts
        .iter()
        .any(|(key, _)| matches!(*key, "BYHOUR" | "BYMINUTE" | "BYSECOND"))
    {
        return Err("several clock times a day, or seconds");
    }
    if parts.iter().any(|(key, _)| !known.contains(key)) {
        return Err("by months, days of the month or the year, or numbered weeks");
    }
    let days: Vec<Weekday> =
        part("BYDAY").map_or(Vec::new(), |days| days.split(',').map(weekday).collect());
    let days = match (part("FREQ"), days.is_empty()) {
        // Without days iCalendar takes the weekday of the start.
        (Some("WEEKLY"), true) => vec![Weekday::of(begin.date())],
        _ => days,
    };
    // Only for a Sunday it tells two weeks apart whether a week begins on Sunday or on Monday.
    if part("WKST") == Some("SU") && every > 1 && days.contains(&Weekday::Sun) {
        return Err("weeks that begin on Sunday");
    }
    let clock = begin.time();
    if begin.and_utc().timestamp() % 60 != 0 {
        return Err("several clock times a day, or seconds");
    }
    let rule = Rule {
        when: When::At(clock.format("%H:%M").to_string().parse().unwrap()),
        days,
        kind_of_day: None,
        every_weeks: every,
        start: begin.date(),
        until: part("UNTIL").map(|until| last_date(until, begin, zone)),
        count: part("COUNT").map(|count| count.parse().unwrap()),
    };
    Ok(Ours { rule, zone })
}

fn weekday(name: &str) -> Weekday {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    Weekday::ALL[names.iter().position(|one| *one == name).unwrap()]
}

/// The last date on which the time of `begin` comes no later than `until`, an instant or a time of the same clock.
fn last_date(until: &str, begin: NaiveDateTime, zone: Zone) -> NaiveDate {
    let end = NaiveDateTime::parse_from_str(until.trim_end_matches('Z'), "%Y%m%dT%H%M%S").unwrap();
    let end = if until.ends_with('Z') {
        local(end.and_utc(), zone).naive_local()
    } else {
        end
    };
    if begin.time() <= end.time() {
        end.date()
    } else {
        end.date() - Days::new(1)
    }
}

fn found(ours: &Ours, last: Instant) -> Vec<Instant> {
    let draft = ReminderDraft {
        kind: ReminderKind::Custom,
        title: "Something".to_owned(),
        body: None,
        routine: None,
        rule: ours.rule.clone(),
        grace_min: Minutes(30),
        sound: Sound::None,
        actions: NoticeAction::ALL.to_vec(),
        appointment: None,
        enabled: true,
    };
    let evenings = Evenings {
        schedule: Schedule(Vec::new()),
        rollover: ClockTime::NOON,
        zone: ours.zone,
        free_days: Vec::new(),
    };
    let endless = ours.rule.count.is_none() && ours.rule.until.is_none();
    // A rule that ends must have ended: a year on, nothing more may come.
    let after = if endless {
        Duration::minutes(1)
    } else {
        Duration::days(366)
    };
    let from = ours.rule.start.and_time(chrono::NaiveTime::MIN).and_utc() - Duration::days(9);
    occurrences(&draft, &evenings, from, last + after)
        .into_iter()
        .map(|due| due.at)
        .collect()
}

/// An instant as the vectors write it: with its offset, or on a clock that has none.
fn instant(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).map_or_else(
        |_| text.parse::<NaiveDateTime>().unwrap().and_utc(),
        |at| at.to_utc(),
    )
}

#[test]
fn the_vectors_that_a_rule_can_express_come_out_the_same_and_the_others_are_listed() {
    let Some(folder) = vectors() else {
        return;
    };
    let listed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/reminders.md");
    let listed = std::fs::read_to_string(listed).unwrap();
    let (mut same, mut other) = (Vec::new(), Vec::new());
    for file in FILES {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let all: Vec<Value> = serde_json::from_str(&text).unwrap();
        for vector in all {
            let name = vector["test"].as_str().unwrap().replace("RRuleTest.", "");
            let said = vector["ical"]
                .as_str()
                .map_or(Err("a set of rules and dates"), ours);
            match said {
                Err(reason) => other.push((reason, name)),
                Ok(ours) => {
                    let expected = vector["expected"].as_array().unwrap().iter();
                    let expected: Vec<Instant> =
                        expected.map(|at| instant(at.as_str().unwrap())).collect();
                    let last = *expected.last().unwrap();
                    assert_eq!(found(&ours, last), expected, "{name}: {:?}", ours.rule);
                    same.push(name);
                }
            }
        }
    }
    other.sort();
    println!(
        "{} of {} come out the same: {same:?}",
        same.len(),
        same.len() + other.len()
    );
    let count = format!("**{} of {}**", same.len(), same.len() + other.len());
    assert!(listed.contains(&count), "docs/reminders.md lacks {count}");
    let mut reasons: Vec<&str> = other.iter().map(|(reason, _)| *reason).collect();
    reasons.dedup();
    let rows: Vec<String> = reasons
        .into_iter()
        .map(|reason| {
            let of_it = other.iter().filter(|(one, _)| *one == reason);
            let names: Vec<String> = of_it.map(|(_, name)| format!("`{name}`")).collect();
            format!("| {reason} | {} | {} |", names.len(), names.join(", "))
        })
        .filter(|row| !listed.contains(row))
        .collect();
    assert!(
        rows.is_empty(),
        "docs/reminders.md lacks these rows:\n{}",
        rows.join("\n")
    );
}
