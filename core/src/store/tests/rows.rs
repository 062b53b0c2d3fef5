//! Rows: what goes in comes out, and what cannot be read is named.

use crate::diary::{DayFactors, Medicine, RecordId};
use crate::error::Result;
use crate::reminders::{Schedule, ScheduleDay};
use crate::store::{Store, factors, notes, records, settings};
use crate::time::{ClockTime, Minutes, Weekday};

use super::{all, folder, log, night, open};

fn factors_of_a_day() -> DayFactors {
    DayFactors {
        caffeine_mg: Some(180),
        caffeine_last: ClockTime::new(15, 30),
        alcohol_drinks: Some(1.5),
        alcohol_last: ClockTime::new(20, 0),
        exercise_min: Some(Minutes(40)),
        exercise_last: ClockTime::new(18, 0),
        nicotine_times: Some(0),
        screens_min: Some(Minutes(30)),
        medicines: vec![
            Medicine {
                name: "Melatonin".to_owned(),
                dose: Some("2 mg".to_owned()),
                at: ClockTime::new(21, 0),
            },
            Medicine {
                name: "Iron".to_owned(),
                dose: None,
                at: None,
            },
        ],
        cpap_hours: Some(6.5),
        cpap_ahi: Some(2.25),
        cpap_leak: Some(8.0),
        pain: Some(3),
        pain_regions: vec!["lower-back".to_owned(), "neck".to_owned()],
        tension: Some(5),
        mood: Some(6),
    }
}

/// Damages a row behind the back of the schema's checks.
fn damage(store: &Store, sql: &str) {
    store
        .writer
        .execute_batch(&format!("PRAGMA ignore_check_constraints = 1; {sql}"))
        .unwrap();
}

#[test]
fn a_record_is_swapped_for_another_and_back() {
    let place = folder();
    let mut store = open(place.path());
    let id = log(&mut store, 0);
    let other = night(5).into();
    let former = store
        .write(|db| records::swap(db, id, Some(&other)))
        .unwrap();
    assert_eq!(all(&store), [(id, night(5))], "the new state stands");
    let removed = store.write(|db| records::swap(db, id, None)).unwrap();
    assert_eq!(removed, Some(other), "it answers with what stood there");
    assert_eq!(all(&store), [], "nothing stands there now");
    store
        .write(|db| records::swap(db, id, former.as_ref()))
        .unwrap();
    assert_eq!(all(&store), [(id, night(0))], "under its own id, whole");
}

#[test]
fn an_id_is_never_given_twice() {
    let place = folder();
    let mut store = open(place.path());
    let first = log(&mut store, 0);
    store.write(|db| records::swap(db, first, None)).unwrap();
    assert_ne!(
        log(&mut store, 1),
        first,
        "an undo of the deletion would otherwise overwrite a stranger"
    );
}

#[test]
fn records_that_touch_do_not_overlap_and_others_of_the_source_do() -> Result<()> {
    let place = folder();
    let mut store = open(place.path());
    let id = log(&mut store, 0);
    let (start, end) = (night(0).start().unwrap(), night(0).end().unwrap());
    let source = night(0).source;
    let meets = |span, except| {
        store.read(|db| Ok(records::overlapping(db, &source, span, except)?.map(|(id, _)| id)))
    };
    let hour = chrono::Duration::hours(1);
    assert_eq!(
        meets((start - hour, start), None)?,
        None,
        "ends as it begins"
    );
    assert_eq!(meets((end, end + hour), None)?, None, "begins as it ends");
    assert_eq!(meets((start + hour, end - hour), None)?, Some(id), "within");
    assert_eq!(meets((start - hour, end + hour), None)?, Some(id), "around");
    assert_eq!(meets((start, end), Some(id))?, None, "itself is left out");
    Ok(())
}

#[test]
fn day_factors_come_back_whole_and_go_whole() {
    let place = folder();
    let mut store = open(place.path());
    let (date, factors) = (night(0).night, factors_of_a_day());
    let kept = factors::Kept {
        factors: factors.clone(),
        import: None,
    };
    let former = store
        .write(|db| factors::swap(db, date, Some(&kept)))
        .unwrap();
    assert_eq!(former, None, "nothing was known of the day");
    assert_eq!(
        store.read(|db| factors::window(db, None, None)).unwrap(),
        [(date, factors)],
        "every amount, medicine and region"
    );
    let former = store.write(|db| factors::swap(db, date, None)).unwrap();
    assert_eq!(former, Some(kept), "handed back for the undo");
    let left: i64 = store
        .reader
        .query_row(
            "SELECT (SELECT count(*) FROM medicine) + (SELECT count(*) FROM pain_region)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0, "medicines and regions go with their day");
}

#[test]
fn a_week_has_its_planned_days_and_the_usual_ones() {
    let place = folder();
    let mut store = open(place.path());
    let tuesday = ScheduleDay {
        day: Weekday::Tue,
        bed: ClockTime::from_minutes(30),
        rise: ClockTime::from_minutes(8 * 60),
    };
    let former = store
        .write(|db| settings::swap_schedule(db, &Schedule(vec![tuesday])))
        .unwrap();
    assert_eq!(former, Schedule(Vec::new()), "nothing was planned before");
    let planned = store.read(settings::planned).unwrap();
    assert_eq!(planned, Schedule(vec![tuesday]), "only Tuesday is planned");
    let schedule = store.read(settings::schedule).unwrap();
    for (plan, usual) in schedule.0.iter().zip(Schedule::default().0) {
        let expected = if plan.day == Weekday::Tue {
            tuesday
        } else {
            usual
        };
        assert_eq!(*plan, expected, "the other days are as usual");
    }
}

#[test]
fn words_are_found_in_notes_without_accents_cases_or_endings() {
    let place = folder();
    let mut store = open(place.path());
    let mut record = night(0);
    record.note = Some("Woke at three; Café au lait too late. NOT sleepy.".to_owned());
    let id = store
        .write(|db| records::insert(db, &record.into()))
        .unwrap();
    log(&mut store, 1);
    let found = |words: &str| -> Vec<RecordId> {
        let hits = store.read(|db| notes::search(db, words, 10)).unwrap();
        hits.into_iter().map(|hit| hit.id).collect()
    };
    assert_eq!(found("cafe"), [id], "accents and case do not matter");
    assert_eq!(found("lait lat"), [id], "the last word may be unfinished");
    assert_eq!(found("not sleepy"), [id], "NOT is a word, not an operator");
    assert_eq!(
        found("\"tea"),
        [RecordId(id.0 + 1)],
        "a lone quote is harmless"
    );
    assert_eq!(found("tea lait"), [], "all words must be there");
    assert_eq!(found("  \" * "), [], "no words, no hits");
}

#[test]
fn a_changed_or_deleted_note_is_no_longer_found() {
    let place = folder();
    let mut store = open(place.path());
    let id = log(&mut store, 0);
    let mut record = night(0);
    record.note = Some("calm".to_owned());
    store
        .write(|db| records::swap(db, id, Some(&record.into())))
        .unwrap();
    let count = |store: &Store, words: &str| {
        let hits = store.read(|db| notes::search(db, words, 10)).unwrap();
        hits.len()
    };
    assert_eq!(
        (count(&store, "tea"), count(&store, "calm")),
        (0, 1),
        "changed"
    );
    store.write(|db| records::swap(db, id, None)).unwrap();
    assert_eq!(count(&store, "calm"), 0, "deleted");
    assert_eq!(store.check().unwrap(), [""; 0], "the index is in order");
}

#[test]
fn a_row_that_cannot_be_read_is_named_never_passed_over() {
    let place = folder();
    let mut store = open(place.path());
    let id = log(&mut store, 0);
    damage(
        &store,
        &format!(
            "UPDATE sleep_record SET zone = 'Middle/Earth' WHERE id = {}",
            id.0
        ),
    );
    let failure = store
        .read(|db| records::window(db, None, None, None))
        .unwrap_err();
    let told = failure.to_string();
    assert!(
        told.contains("sleep_record") && told.contains(&format!("row {}", id.0)),
        "names table and row: {told}"
    );
    assert_eq!(store.check().unwrap(), [told], "a check finds it too");
}

#[test]
fn a_setting_that_cannot_be_read_is_named() {
    let place = folder();
    let store = open(place.path());
    damage(&store, "INSERT INTO setting VALUES ('settings', '[1, 2]')");
    let failure = store
        .read(|db| settings::get::<crate::vesper::Settings>(db, "settings"))
        .unwrap_err();
    let told = failure.to_string();
    assert!(
        told.contains("setting") && told.contains("settings"),
        "names table and key: {told}"
    );
}

#[test]
fn a_check_finds_rows_that_break_the_schemas_word() {
    let place = folder();
    let mut store = open(place.path());
    log(&mut store, 0);
    assert_eq!(store.check().unwrap(), [""; 0], "all is well at first");
    damage(
        &store,
        "PRAGMA foreign_keys = 0; UPDATE sleep_record SET import_id = 77, quality = 9",
    );
    let wrong = store.check().unwrap().join("\n");
    assert!(wrong.contains("sleep_record"), "a broken CHECK: {wrong}");
    assert!(
        wrong.contains("import_batch"),
        "a broken reference: {wrong}"
    );
}
