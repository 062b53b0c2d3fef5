//! Nights brought in and taken out, through the facade, over a real file.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use vesper_core::Vesper;
use vesper_core::diary::{DayFactors, Entry};
use vesper_core::export::ExportFormat;
use vesper_core::import::{ImportFormat, Reader};
use vesper_core::time::{ClockTime, FixedClock, Minutes, Zone};

fn vesper(dir: &Path) -> Vesper {
    let now = "2026-11-23T08:00:00Z".parse().expect("an instant");
    Vesper::open(dir, Arc::new(FixedClock::new(now, Zone::UTC))).expect("a fresh diary opens")
}

fn entry(night: &str) -> Entry {
    Entry {
        night: night.parse().expect("a date"),
        zone: "Europe/Berlin".parse().expect("a zone"),
        in_bed: "22:40".parse().expect("a time"),
        lights_out: "23:00".parse().expect("a time"),
        sol: Minutes(25),
        awakenings: Some(2),
        waso: Minutes(20),
        final_wake: "06:40".parse().expect("a time"),
        out_of_bed: "07:00".parse().expect("a time"),
        tasafa: None,
        wanted_wake: None,
        quality: Some(3),
        rested: None,
        note: Some("a \"note\",\nwith a second line".to_owned()),
    }
}

const EXPORT: &str = "Id,Tz,From,To,Sched,Hours,Rating,Comment,LenAdjust
\"1606852800000\",\"Europe/London\",\"\",\"\",\"\",\"11.000\",\"0.0\",\"Manually added\",\"0\"
Id,Tz,From,To,Sched,Hours,Rating,Comment,LenAdjust
\"1606420800000\",\"Europe/London\",\"\",\"\",\"\",\"11.000\",\"3.0\",\"\",\"0\"
Id,Tz,From,To,Sched,Hours,Rating,Comment,LenAdjust
\"1606738485202\",\"Europe/London\",\"\",\"\",\"\",\"0.010\",\"0.0\",\"\",\"0\"
";

fn file(dir: &TempDir, name: &str, content: &str) -> std::path::PathBuf {
    let path = dir.path().join(name);
    std::fs::write(&path, content).expect("the test's own file");
    path
}

#[test]
fn a_second_import_of_the_same_file_finds_only_duplicates_and_the_first_is_undone_whole() {
    let dir = TempDir::new().expect("a folder");
    let export = file(&dir, "sleep-export.csv", EXPORT);
    let mut vesper = vesper(&dir.path().join("data"));

    let plan = vesper
        .plan_import(&export, None, None, &mut |_| true)
        .expect("a known format");
    assert_eq!(
        (
            plan.preview.read,
            plan.preview.new,
            plan.preview.skipped.len()
        ),
        (3, 2, 1),
        "two nights and a try of the tracker"
    );
    assert!(
        vesper.nights(None, None).expect("readable").is_empty(),
        "a plan writes nothing"
    );

    let (first, _) = vesper.commit_import(&plan).expect("it is written");
    let again = vesper
        .plan_import(&export, None, None, &mut |_| true)
        .expect("a known format");
    assert_eq!(
        (again.preview.new, again.preview.duplicates),
        (0, 2),
        "a record is known by its id"
    );
    let (second, _) = vesper.commit_import(&again).expect("nothing to write");
    assert_eq!(
        (second.imported, second.batch),
        (0, None),
        "an import of nothing leaves no trace"
    );

    let past = vesper.imports().expect("readable");
    assert_eq!(
        past.iter()
            .map(|import| (import.batch, import.records))
            .collect::<Vec<_>>(),
        [(first.batch.expect("two came in"), 2)],
        "one import on record"
    );
    let changed = vesper.undo_import(past[0].batch).expect("it is there");
    assert!(
        vesper.nights(None, None).expect("readable").is_empty(),
        "all of it is taken back"
    );
    assert!(
        vesper.imports().expect("readable").is_empty(),
        "and stands on record no more"
    );
    vesper
        .undo(changed.undo.expect("it can be brought back"))
        .expect("nothing stands in the way");
    assert_eq!(
        vesper.nights(None, None).expect("readable").len(),
        2,
        "undoing the undoing brings both back"
    );
}

#[test]
fn an_import_of_a_diary_that_changed_since_it_was_planned_doubles_nothing() {
    let dir = TempDir::new().expect("a folder");
    let export = file(&dir, "sleep-export.csv", EXPORT);
    let mut vesper = vesper(&dir.path().join("data"));
    let plan = vesper
        .plan_import(&export, None, None, &mut |_| true)
        .expect("a known format");
    vesper.commit_import(&plan).expect("it is written");
    let (done, _) = vesper
        .commit_import(&plan)
        .expect("the same plan once more");
    assert_eq!(
        (done.imported, done.duplicates),
        (0, 2),
        "the plan was of a diary without these nights"
    );
}

#[test]
fn naps_are_named_among_what_came_in() {
    use vesper_core::vesper::counted;
    assert_eq!(counted(3, 0), "3", "nights alone need no word");
    assert_eq!(
        counted(4, 1),
        "4 (naps among them: 1)",
        "the list of nights shows three"
    );
}

#[test]
fn what_one_diary_exports_another_imports_exactly() {
    let dir = TempDir::new().expect("a folder");
    let mut first = vesper(&dir.path().join("first"));
    for night in ["2026-03-28", "2026-10-24", "2026-11-22"] {
        first.log_night(&entry(night)).expect("an ordinary night");
    }
    let factors = DayFactors {
        caffeine_mg: Some(95),
        pain_regions: vec!["neck".to_owned()],
        ..DayFactors::default()
    };
    first
        .set_factors("2026-11-22".parse().expect("a date"), &factors)
        .expect("ordinary factors");
    for format in ExportFormat::ALL {
        let (out, back) = (dir.path().join("out"), dir.path().join("back"));
        assert_eq!(
            first.export(format, &out, None, None).expect("writable"),
            3,
            "three nights are written"
        );
        let mut second = vesper(&dir.path().join(format.slug()));
        let plan = second
            .plan_import(&out, None, None, &mut |_| true)
            .expect("our own file");
        second.commit_import(&plan).expect("it is written");
        second.export(format, &back, None, None).expect("writable");
        let read = |path| std::fs::read_to_string(path).expect("it was written");
        assert_eq!(
            read(&out),
            read(&back),
            "{}: the same to the byte",
            format.slug()
        );
    }
    let json = std::fs::read_to_string(dir.path().join("back")).expect("JSON came last");
    assert!(
        json.contains("\"caffeine_mg\": 95"),
        "JSON carries the day factors: {json}"
    );
}

const DAYS_ALONE: &str = r#"{"vesper_diary": 1, "records": [], "day_factors": [
    {"night": "2026-11-20", "caffeine_mg": 95},
    {"night": "2026-11-21", "mood": 4},
    {"night": "2026-11-22", "mood": 5}
]}"#;

#[test]
fn day_factors_that_came_in_go_with_their_import_unless_a_person_changed_them() {
    let dir = TempDir::new().expect("a folder");
    let export = file(&dir, "diary.json", DAYS_ALONE);
    let mut vesper = vesper(&dir.path().join("data"));
    let day = |vesper: &Vesper, night: &str| {
        let page = vesper.night_page(night.parse().expect("a date"));
        page.expect("readable").factors
    };
    let own = DayFactors {
        mood: Some(9),
        ..DayFactors::default()
    };
    let set = |vesper: &mut Vesper, night: &str| {
        vesper
            .set_factors(night.parse().expect("a date"), &own)
            .expect("ordinary factors")
    };
    set(&mut vesper, "2026-11-20");
    let plan = vesper
        .plan_import(&export, None, None, &mut |_| true)
        .expect("our own file");
    let preview = &plan.preview;
    assert_eq!(
        (preview.new, preview.new_days),
        (0, 2),
        "the third day has its own"
    );
    assert_eq!(
        preview.first,
        "2026-11-21".parse().ok(),
        "days have their nights too"
    );
    let (done, changed) = vesper.commit_import(&plan).expect("it is written");
    let batch = done.batch.expect("two days came in");
    assert!(changed.done.contains("2 days"), "told: {}", changed.done);
    assert_eq!(day(&vesper, "2026-11-20"), own, "never overwritten");
    let past = vesper.imports().expect("readable");
    let days: Vec<u32> = past.iter().map(|import| import.days).collect();
    assert_eq!(days, [2], "days alone are an import too");

    set(&mut vesper, "2026-11-22");
    let undone = vesper.undo_import(batch).expect("it is there");
    assert_eq!(
        day(&vesper, "2026-11-21"),
        DayFactors::default(),
        "as imported, so it goes"
    );
    assert_eq!(
        day(&vesper, "2026-11-22"),
        own,
        "what a person has changed is theirs"
    );
    assert_eq!(vesper.imports().expect("readable"), [], "all of it is gone");

    vesper
        .undo(undone.undo.expect("it can be brought back"))
        .expect("nothing stands in the way");
    assert_eq!(day(&vesper, "2026-11-21").mood, Some(4), "back");
    vesper.undo_import(batch).expect("as an import still");
}

#[test]
fn a_failed_import_leaves_the_diary_as_it_was() {
    let dir = TempDir::new().expect("a folder");
    let mut vesper = vesper(&dir.path().join("data"));
    vesper
        .log_night(&entry("2026-11-22"))
        .expect("an ordinary night");
    let before = vesper.nights(None, None).expect("readable");
    for content in [
        "",
        "no,export\n1,2\n",
        "{\"vesper_diary\": 1, \"records\": [",
        "PK\u{3}\u{4}",
    ] {
        let broken = file(&dir, "broken", content);
        let refused = vesper.plan_import(&broken, None, None, &mut |_| true);
        assert!(
            matches!(refused, Err(vesper_core::Error::Invalid(_))),
            "{content:?} is no diary"
        );
    }
    assert_eq!(
        vesper.nights(None, None).expect("readable"),
        before,
        "nothing was lost"
    );
}

#[test]
fn an_export_to_a_place_that_cannot_be_written_leaves_what_was_there() {
    let dir = TempDir::new().expect("a folder");
    let vesper = vesper(&dir.path().join("data"));
    let refused = vesper.export(
        ExportFormat::Csv,
        &dir.path().join("no/such/folder/nights.csv"),
        None,
        None,
    );
    assert!(
        matches!(refused, Err(vesper_core::Error::Storage(_))),
        "the folder is not there"
    );
}

/// Other people's real exports; they are not part of the project, so a checkout without them says so once.
#[test]
fn the_real_exports_of_sleep_as_android_come_in_whole() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("VESPER_SHARED")
        .map_or(beside, PathBuf::from)
        .join("fixtures/sleep-as-android/sleepdiary-core");
    if !shared.is_dir() {
        eprintln!("the real exports of Sleep as Android are not here; this test looked at none");
        return;
    }
    for (name, rows, records) in [
        ("sleep-export.1.zip", 2, 1),
        ("sleep-export.2.zip", 4, 1),
        ("sleep-export.1606736472.zip", 9, 3),
        ("sleep-export.1606907034.zip", 12, 4),
    ] {
        let file = std::fs::read(shared.join(name)).expect("the fixture can be read");
        let reader = Reader {
            format: None,
            zone: None,
            now: vesper_core::time::Instant::UNIX_EPOCH,
            here: Zone::UTC,
            rollover: ClockTime::NOON,
            progress: &mut |_| true,
        };
        let (format, reading) = reader
            .read(std::io::Cursor::new(file))
            .expect("a real export");
        assert_eq!(format, ImportFormat::SleepAsAndroid, "{name} is recognised");
        assert_eq!(
            reading.rows(),
            rows,
            "{name}: every record is taken or named: {:?}",
            reading.skipped
        );
        assert_eq!(
            reading.records.len(),
            records,
            "{name}: what was longer than a try of the tracker: {:?}",
            reading.skipped
        );
    }
}
