//! The calendar that is written, as other programs read it: python-icalendar and recurring-ical-events.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::{DateTime, Duration};
use vesper_core::Vesper;
use vesper_core::reminders::{
    Action, Appointment, KindOfDay, ReminderDraft, ReminderId, ReminderKind, Rule, Schedule,
    ScheduleDay, When,
};
use vesper_core::time::{ClockTime, FixedClock, Instant, Minutes, Weekday, Zone};

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn draft(kind: ReminderKind, when: When) -> ReminderDraft {
    ReminderDraft {
        kind,
        title: format!("{kind:?}"),
        body: None,
        routine: None,
        rule: Rule {
            when,
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: "2026-01-01".parse().unwrap(),
            until: None,
            count: None,
        },
        grace_min: kind.default_grace(),
        sound: kind.default_sound(),
        actions: kind.default_actions(),
        appointment: None,
        enabled: true,
    }
}

fn sleep(bed: &str, rise: &str) -> Schedule {
    let day = |day| ScheduleDay {
        day,
        bed: clock(bed),
        rise: clock(rise),
    };
    Schedule(Weekday::ALL.into_iter().map(day).collect())
}

/// Every kind and rule there is, with an appointment in a zone of its own.
fn drafts() -> Vec<ReminderDraft> {
    let mut free = draft(
        ReminderKind::SelfMassage,
        When::BeforeLightsOut(Minutes(45)),
    );
    free.rule.kind_of_day = Some(KindOfDay::Free);
    let mut work = draft(ReminderKind::SelfMassage, When::At(clock("21:30")));
    work.rule.kind_of_day = Some(KindOfDay::Work);
    let mut fortnightly = draft(ReminderKind::Custom, When::At(clock("02:30")));
    fortnightly.rule.every_weeks = 2;
    fortnightly.rule.days = vec![Weekday::Sun, Weekday::Mon];
    let mut away = draft(ReminderKind::ProfessionalMassage, When::At(clock("17:00")));
    away.appointment = Some(Appointment::usual("Asia/Tokyo".parse().unwrap()));
    vec![
        free,
        work,
        fortnightly,
        away,
        draft(ReminderKind::ProfessionalMassage, When::At(clock("07:20"))),
        draft(ReminderKind::DimLights, When::BeforeLightsOut(Minutes(120))),
        draft(ReminderKind::Bedtime, When::BeforeLightsOut(Minutes(0))),
        draft(ReminderKind::MorningDiary, When::At(clock("06:30"))),
        draft(ReminderKind::Custom, When::At(clock("23:30"))),
        ended(
            draft(ReminderKind::Custom, When::At(clock("02:15"))),
            None,
            Some(200),
        ),
        ended(
            draft(ReminderKind::WindDown, When::BeforeLightsOut(Minutes(30))),
            Some("2026-08-01"),
            None,
        ),
        draft(
            ReminderKind::Custom,
            When::Once(at("2026-05-03T18:00:00+10:30")),
        ),
        fortnightly_after_midnight(),
    ]
}

fn ended(mut draft: ReminderDraft, until: Option<&str>, count: Option<u32>) -> ReminderDraft {
    draft.rule.until = until.map(|date| date.parse().unwrap());
    draft.rule.count = count;
    draft.title = "Comma, semicolon; back\\slash and a line that is long enough to be folded: Schlüsselbein, Nackenmuskulatur".to_owned();
    draft.body = Some("Two\nlines".to_owned());
    draft
}

/// A rule whose evenings end on the day after, in another week for a Sunday's.
fn fortnightly_after_midnight() -> ReminderDraft {
    let mut draft = draft(ReminderKind::Bedtime, When::BeforeLightsOut(Minutes(0)));
    draft.rule.every_weeks = 2;
    draft.rule.days = vec![Weekday::Sat, Weekday::Sun];
    draft
}

/// The Python that `cargo xtask test` sets up with both libraries, in a folder of the target directory.
fn python() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let target = own
        .ancestors()
        .find(|folder| folder.join("python").is_dir());
    let venv = target.map(|target| target.join("python"));
    let python = venv.map(|venv| {
        venv.join(if cfg!(windows) {
            "Scripts/python.exe"
        } else {
            "bin/python"
        })
    });
    python.filter(|python| python.is_file()).unwrap_or_else(|| {
        panic!("the readers of calendars are missing: `cargo xtask test --fast` sets them up in target/python")
    })
}

/// What another program reads: the events, by the reminder they are of, and the zones whose offsets are wrong.
fn read(file: &Path, from: Instant, to: Instant) -> (BTreeSet<(u32, Instant)>, Vec<String>) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/read-calendar.py");
    let told = Command::new(python())
        .arg(script)
        .arg(file)
        .args([from.to_rfc3339(), to.to_rfc3339()])
        .output()
        .unwrap();
    assert!(
        told.status.success(),
        "{}",
        String::from_utf8_lossy(&told.stderr)
    );
    let mut events = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in String::from_utf8(told.stdout).unwrap().lines() {
        if let Some(zone) = line.strip_prefix("zone ") {
            wrong.extend((!zone.ends_with(" 0")).then(|| zone.to_owned()));
            continue;
        }
        let (uid, start) = line.split_once(' ').unwrap();
        let id = uid.strip_prefix("reminder-").unwrap();
        let id = id.split(['-', '@']).next().unwrap().parse().unwrap();
        assert!(events.insert((id, at(start))), "{uid} twice at {start}");
    }
    (events, wrong)
}

#[test]
fn a_calendar_holds_exactly_what_will_come_in_a_year() {
    for zone in ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"] {
        let dir = tempfile::tempdir().unwrap();
        let now = at("2026-01-10T12:00:00Z");
        let to = now + Duration::days(365);
        let zone: Zone = zone.parse().unwrap();
        let clock = Arc::new(FixedClock::new(now, zone));
        let mut vesper = Vesper::open(dir.path(), clock).unwrap();
        let mut plan = sleep("23:00", "07:00");
        for day in &mut plan.0 {
            if matches!(day.day, Weekday::Fri | Weekday::Sat | Weekday::Sun) {
                (day.bed, day.rise) = ("00:30".parse().unwrap(), "08:30".parse().unwrap());
            }
        }
        vesper.set_schedule(&plan).unwrap();
        for draft in drafts() {
            vesper.add_reminder(&draft).unwrap();
        }
        let skipped = vesper.at_hand(ReminderId(2), false).unwrap();
        vesper
            .act_on_occurrence(skipped.id, skipped.due.to_utc(), Action::Skip)
            .unwrap();
        let off = ReminderDraft {
            enabled: false,
            ..draft(ReminderKind::Custom, When::At("09:00".parse().unwrap()))
        };
        vesper.add_reminder(&off).unwrap();
        let file = dir.path().join("reminders.ics");
        vesper.export_calendar(&file).unwrap();

        let expected: BTreeSet<(u32, Instant)> = vesper
            .upcoming(now, to, zone)
            .unwrap()
            .into_iter()
            .filter(|one| {
                one.announces.is_none() && one.state == vesper_core::reminders::State::Planned
            })
            .map(|one| (one.id.0, one.due.to_utc()))
            .collect();
        assert!(
            expected.len() > 2_000,
            "a year is not empty: {}",
            expected.len()
        );
        let (found, wrong) = read(&file, now, to);
        let missing: Vec<_> = expected.difference(&found).take(10).collect();
        let invented: Vec<_> = found.difference(&expected).take(10).collect();
        assert!(
            missing.is_empty() && invented.is_empty(),
            "{zone}: missing {missing:?}, invented {invented:?}"
        );
        assert_eq!(wrong, [""; 0], "{zone}: the file's own zones");
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.lines().all(|line| line.len() <= 75),
            "lines are folded"
        );
        assert!(
            text.contains("TRIGGER:-PT1440M"),
            "an appointment is announced the day before"
        );
        let again = vesper
            .export_calendar(&dir.path().join("again.ics"))
            .unwrap();
        assert_eq!(again as usize, text.matches("BEGIN:VEVENT").count());
    }
}
