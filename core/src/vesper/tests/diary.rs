//! Logging, editing and reading nights.

use chrono::Days;

use super::{berlin, clock, device_night, entry, home, instant, night, refused_field};
use crate::diary::{DayFactors, NapEntry, RecordId};
use crate::error::Error;
use crate::time::{Minutes, Zone};
use crate::vesper::Topic;

const MORNING: &str = "2026-11-23T08:00:00Z";

#[test]
fn a_night_over_a_clock_change_has_the_hours_that_passed() {
    let mut home = home(MORNING);
    for (date, zone, minutes) in [
        ("2026-03-28", berlin(), 420),
        ("2026-10-24", berlin(), 540),
        ("2026-03-28", Zone::UTC, 480),
    ] {
        let mut entry = entry(date);
        entry.zone = zone;
        (entry.in_bed, entry.lights_out) = (clock("23:00"), clock("23:00"));
        (entry.final_wake, entry.out_of_bed) = (clock("07:00"), clock("07:00"));
        entry.tasafa = None;
        let (id, changed) = home.vesper.log_night(&entry).unwrap();
        let view = home.vesper.record(id).unwrap();
        assert_eq!(
            view.metrics.tib_min,
            Some(Minutes(minutes)),
            "23:00 to 07:00 on {date} in {zone}"
        );
        home.vesper.undo(changed.undo.unwrap()).unwrap();
    }
}

#[test]
fn what_was_logged_is_what_is_read() {
    let mut home = home(MORNING);
    let mut entry = entry("2026-11-22");
    entry.note = Some("Tea at nine".to_owned());
    let (id, changed) = home.vesper.log_night(&entry).unwrap();
    assert_eq!(changed.topics, [Topic::Diary], "what to fetch again");
    let page = home.vesper.night_page(entry.night).unwrap();
    assert_eq!(page.entry, entry, "field by field, as it was typed");
    assert_eq!(page.entry_id, Some(id), "it is the entry on record");
    let nights = home.vesper.nights(None, None).unwrap();
    assert_eq!(nights, page.records, "one record, one night");
}

#[test]
fn a_night_that_overlaps_another_is_refused_and_changes_nothing() {
    let mut home = home(MORNING);
    home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let before = home.vesper.nights(None, None).unwrap();
    let again = home.vesper.log_night(&entry("2026-11-22"));
    assert_eq!(refused_field(again), "in_bed", "the field to change");
    let nap = home.vesper.log_nap(&NapEntry {
        date: night("2026-11-23"),
        zone: berlin(),
        start: clock("06:45"),
        end: clock("07:30"),
        note: None,
    });
    assert_eq!(refused_field(nap), "in_bed", "a nap cannot lie in a night");
    assert_eq!(
        home.vesper.nights(None, None).unwrap(),
        before,
        "the diary is as it was"
    );
}

#[test]
fn what_a_device_saw_lies_beside_the_diary_and_never_in_its_way() {
    let mut home = home(MORNING);
    device_night(&mut home.vesper, "2026-11-22", "watch");
    let alone = home.vesper.nights(None, None).unwrap();
    assert!(
        alone[0].primary && alone[0].source.0 == "watch",
        "nothing else speaks"
    );
    let (id, _) = home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let page = home.vesper.night_page(night("2026-11-22")).unwrap();
    let shown: Vec<_> = page
        .records
        .iter()
        .map(|view| (view.source.0.as_str(), view.primary))
        .collect();
    assert_eq!(
        shown,
        [("diary", true), ("watch", false)],
        "the diary speaks first"
    );
    assert_eq!(
        home.vesper.nights(None, None).unwrap()[0].id,
        id,
        "one night, by its primary record"
    );
}

#[test]
fn the_preferred_device_speaks_where_the_diary_is_silent() {
    let mut home = home(MORNING);
    device_night(&mut home.vesper, "2026-11-22", "mattress");
    device_night(&mut home.vesper, "2026-11-22", "watch");
    let mut settings = home.vesper.settings().unwrap();
    settings.preferred_source = Some("watch".to_owned());
    home.vesper.set_settings(&settings).unwrap();
    let nights = home.vesper.nights(None, None).unwrap();
    assert_eq!(nights.len(), 1, "two records, one night");
    assert_eq!(nights[0].source.0, "watch", "as the person chose");
}

#[test]
fn a_preview_says_what_saving_would_say_and_saves_nothing() {
    let mut home = home(MORNING);
    let (id, _) = home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let preview = |entry: &_, editing| home.vesper.preview_entry(entry, editing).unwrap();

    let clash = preview(&entry("2026-11-22"), None);
    assert_eq!(clash.invalid.unwrap().field, "in_bed", "it overlaps");
    assert!(clash.ribbon.is_some(), "it can still be drawn");
    let itself = preview(&entry("2026-11-22"), Some(id));
    assert_eq!(itself.invalid, None, "an edit does not overlap itself");

    let mut impossible = entry("2026-11-20");
    impossible.quality = Some(9);
    assert_eq!(preview(&impossible, None).invalid.unwrap().field, "quality");

    let mut slip = entry("2026-11-20");
    (slip.in_bed, slip.lights_out) = (clock("11:00"), clock("23:00"));
    let mut settings = home.vesper.settings().unwrap();
    settings.rollover = clock("10:00");
    home.vesper.set_settings(&settings).unwrap();
    let asked = home.vesper.preview_entry(&slip, None).unwrap();
    assert_eq!(asked.invalid, None, "the implausible is not refused");
    assert_eq!(asked.questions[0].field, "in_bed", "it is asked about");
    assert_eq!(
        home.vesper.nights(None, None).unwrap().len(),
        1,
        "only a look"
    );
}

#[test]
fn an_edit_replaces_the_night_and_only_that() {
    let mut home = home(MORNING);
    let (id, _) = home.vesper.log_night(&entry("2026-11-21")).unwrap();
    home.vesper.log_night(&entry("2026-11-22")).unwrap();
    let mut later = entry("2026-11-21");
    later.out_of_bed = clock("08:15");
    home.vesper.edit_night(id, &later).unwrap();
    assert_eq!(
        home.vesper.night_page(night("2026-11-21")).unwrap().entry,
        later,
        "as it was edited"
    );
    assert_eq!(
        home.vesper.nights(None, None).unwrap().len(),
        2,
        "no copy is made"
    );

    let mut onto_the_next = entry("2026-11-22");
    onto_the_next.in_bed = clock("22:30");
    let clash = home.vesper.edit_night(id, &onto_the_next);
    assert_eq!(refused_field(clash), "in_bed", "another night stands there");
    let gone = home.vesper.edit_night(RecordId(999), &later).unwrap_err();
    assert!(matches!(gone, Error::NotFound(_)), "{gone}");
}

#[test]
fn what_a_device_saw_is_not_edited() {
    let mut home = home(MORNING);
    device_night(&mut home.vesper, "2026-11-22", "watch");
    let id = home.vesper.nights(None, None).unwrap()[0].id;
    let edit = home.vesper.edit_night(id, &entry("2026-11-22"));
    assert_eq!(refused_field(edit), "id", "it is kept as it came");
}

#[test]
fn a_new_night_begins_where_the_last_one_was() {
    let mut home = home(MORNING);
    let first = home.vesper.night_page(night("2026-11-22")).unwrap();
    assert_eq!(first.entry_id, None, "nothing is on record");
    assert_eq!(first.entry.lights_out, clock("23:00"), "the usual plan");

    let mut known = entry("2026-11-20");
    known.lights_out = clock("23:45");
    known.note = Some("about that night only".to_owned());
    home.vesper.log_night(&known).unwrap();
    home.vesper.log_night(&entry("2026-11-10")).unwrap();
    let next = home.vesper.night_page(night("2026-11-22")).unwrap();
    assert_eq!(
        next.entry.lights_out,
        clock("23:45"),
        "the latest night's times"
    );
    assert_eq!(next.entry.night, night("2026-11-22"), "under its own date");
    assert_eq!(
        (next.entry.note, next.entry.quality),
        (None, None),
        "what belongs to that night stays there"
    );
    assert_eq!(
        (next.previous, next.next),
        (Some(night("2026-11-20")), None),
        "the neighbours on record"
    );
}

#[test]
fn naps_stand_by_their_day_and_count_as_no_night() {
    let mut home = home(MORNING);
    let nap = NapEntry {
        date: night("2026-11-22"),
        zone: berlin(),
        start: clock("14:00"),
        end: clock("14:25"),
        note: None,
    };
    home.vesper.log_nap(&nap).unwrap();
    assert_eq!(home.vesper.nights(None, None).unwrap(), [], "no night");
    let before = |date: &str| Some(night(date));
    let naps = |to| home.vesper.naps(None, to).unwrap().len();
    assert_eq!(
        (naps(before("2026-11-21")), naps(before("2026-11-22"))),
        (0, 1)
    );
    let raster = home.vesper.raster().unwrap();
    assert_eq!(raster.rows, [], "no row of its own");
    let drawn: Vec<_> = raster
        .naps
        .iter()
        .map(|nap| (nap.night, nap.segments.first().map(|it| (it.start, it.end))))
        .collect();
    assert_eq!(
        drawn,
        [(
            night("2026-11-22"),
            Some((Minutes(2 * 60), Minutes(2 * 60 + 25)))
        )],
        "14:00 to 14:25 of the day before the night"
    );
    assert_eq!(raster.from, Minutes(2 * 60), "and the picture reaches it");
    let page = home.vesper.night_page(night("2026-11-22")).unwrap();
    assert_eq!(
        (page.records.len(), page.naps.len()),
        (0, 1),
        "a nap of the day"
    );
}

#[test]
fn day_factors_are_kept_and_refused_by_field() {
    let mut home = home(MORNING);
    let date = night("2026-11-22");
    let mut factors = DayFactors {
        tension: Some(6),
        ..DayFactors::default()
    };
    home.vesper.set_factors(date, &factors).unwrap();
    assert_eq!(home.vesper.night_page(date).unwrap().factors, factors);
    factors.tension = Some(11);
    let refused = home.vesper.set_factors(date, &factors);
    assert_eq!(refused_field(refused), "tension", "0 to 10");
}

#[test]
fn the_raster_draws_every_record_newest_first() {
    let mut home = home(MORNING);
    for date in ["2026-11-20", "2026-11-21", "2026-11-22"] {
        home.vesper.log_night(&entry(date)).unwrap();
    }
    device_night(&mut home.vesper, "2026-11-21", "watch");
    let raster = home.vesper.raster().unwrap();
    let rows: Vec<_> = raster
        .rows
        .iter()
        .map(|row| (row.night.to_string(), row.source.0.clone(), row.primary))
        .collect();
    let row = |date: &str, source: &str, primary| (date.to_owned(), source.to_owned(), primary);
    assert_eq!(
        rows,
        [
            row("2026-11-22", "diary", true),
            row("2026-11-21", "diary", true),
            row("2026-11-21", "watch", false),
            row("2026-11-20", "diary", true),
        ],
        "a device's record stands below the diary's"
    );
    assert_eq!(
        (raster.from, raster.to),
        (Minutes(10 * 60), Minutes(20 * 60)),
        "22:40 rounded down to 22:00; the device's 07:30 rounded up to 08:00"
    );
}

#[test]
fn numbers_are_over_the_primary_records_of_the_window() {
    let mut home = home(MORNING);
    for n in 0..10 {
        let mut entry = entry("2026-11-01");
        entry.night = entry.night + Days::new(n);
        home.vesper.log_night(&entry).unwrap();
    }
    device_night(&mut home.vesper, "2026-11-03", "watch");
    let window = |from, to| home.vesper.metrics(from, to).unwrap().nights;
    assert_eq!(
        window(None, None),
        10,
        "the device's record is not counted twice"
    );
    assert_eq!(
        window(Some(night("2026-11-03")), Some(night("2026-11-05"))),
        3,
        "both ends are in"
    );
    let trends = home.vesper.trends(None, None).unwrap();
    assert_eq!(trends.len(), 4, "SOL, WASO, TST, SE");
}

#[test]
fn a_note_is_found_by_its_words() {
    let mut home = home(MORNING);
    let mut noted = entry("2026-11-22");
    noted.note = Some("Neighbours' party until two".to_owned());
    let (id, _) = home.vesper.log_night(&noted).unwrap();
    let hits = home.vesper.search_notes("part").unwrap();
    assert_eq!(hits.len(), 1, "the beginning of a word is enough");
    assert_eq!((hits[0].id, hits[0].night), (id, noted.night));
    let hit: Vec<_> = hits[0].excerpt.iter().filter(|part| part.hit).collect();
    assert_eq!(hit[0].text, "party", "the word found is marked");
}

#[test]
fn ten_years_are_drawn_and_counted() {
    let mut home = home(MORNING);
    let vesper = &mut home.vesper;
    let first = entry("2016-11-23");
    for n in 0..3_650 {
        let mut night = first.clone();
        night.night = first.night + Days::new(n);
        vesper.log_night(&night).unwrap();
        if n == 40 {
            // Logging one by one costs a flush each; the rest comes in as an import does.
            break;
        }
    }
    let rest: Vec<_> = (41..3_650)
        .map(|n| {
            let mut night = first.clone();
            night.night = first.night + Days::new(n);
            night.to_record(clock("12:00")).unwrap()
        })
        .collect();
    vesper
        .store
        .write(|db| {
            for record in rest {
                crate::store::records::insert(db, &record.into())?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(vesper.raster().unwrap().rows.len(), 3_650, "every night");
    assert_eq!(vesper.metrics(None, None).unwrap().nights, 3_650);
    assert_eq!(
        vesper.nights(Some(night("2026-01-01")), None).unwrap()[0].night,
        night("2026-01-01"),
        "a window begins where it says"
    );
    assert_eq!(vesper.now(), instant(MORNING), "the clock stood still");
}
