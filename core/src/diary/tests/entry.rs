//! From what a person types to a record.

use proptest::prelude::*;

use super::{any_entry, at, clock, entry, record};
use crate::diary::{Entry, NapEntry, NightView, RecordId, RecordKind, validate};
use crate::time::{ClockTime, Minutes, local, night_of, resolve};

#[test]
fn time_in_bed_is_elapsed_time_over_a_change_of_clocks() {
    for (night, zone, tib) in [
        ("2026-03-28", "Europe/Berlin", 420),
        ("2026-10-24", "Europe/Berlin", 540),
        ("2026-03-28", "Asia/Kolkata", 480),
        ("2026-10-24", "Asia/Kolkata", 480),
        ("2026-11-22", "Europe/Berlin", 480),
        // Lord Howe Island puts its clocks half an hour.
        ("2026-04-04", "Australia/Lord_Howe", 510),
        ("2026-10-03", "Australia/Lord_Howe", 450),
    ] {
        let record = entry(night, zone).to_record(ClockTime::NOON).unwrap();
        let view = NightView::of(RecordId(1), &record, true);
        assert_eq!(
            view.metrics.tib_min,
            Some(Minutes(tib)),
            "23:00 to 07:00 of {night} in {zone} lasts what a stopwatch says"
        );
    }
}

#[test]
fn an_entry_becomes_the_instants_it_names() {
    let record = record();
    assert_eq!(record.in_bed, Some(at("2026-11-22T22:00:00Z")));
    assert_eq!(record.lights_out, Some(at("2026-11-22T22:10:00Z")));
    assert_eq!(record.sleep_onset, Some(at("2026-11-22T22:35:00Z")));
    assert_eq!(record.final_wake, Some(at("2026-11-23T05:40:00Z")));
    assert_eq!(record.out_of_bed, Some(at("2026-11-23T06:00:00Z")));
    assert_eq!(record.sol(), Some(Minutes(25)), "SOL is not kept but found");
    assert!(record.source.is_diary(), "a person's entry is the diary's");
    let view = NightView::of(RecordId(7), &record, true);
    assert_eq!(
        view.final_wake.unwrap().to_rfc3339(),
        "2026-11-23T06:40:00+01:00",
        "a view shows the clock the person saw"
    );
}

#[test]
fn times_after_midnight_belong_to_the_evening_before() {
    let late = Entry {
        in_bed: clock("01:30"),
        lights_out: clock("01:30"),
        final_wake: clock("11:50"),
        out_of_bed: clock("12:10"),
        ..entry("2026-11-22", "Europe/Berlin")
    };
    let record = late.to_record(ClockTime::NOON).unwrap();
    assert_eq!(
        record.in_bed,
        Some(at("2026-11-23T00:30:00Z")),
        "01:30 of Sunday's night is on Monday"
    );
    assert_eq!(
        record.lights_out, record.in_bed,
        "lights may go out at once"
    );
    assert_eq!(
        record.out_of_bed,
        Some(at("2026-11-23T11:10:00Z")),
        "a night may end after noon"
    );
}

#[test]
fn someone_who_sleeps_by_day_says_when_nights_end() {
    let by_day = Entry {
        in_bed: clock("08:00"),
        lights_out: clock("08:20"),
        final_wake: clock("15:30"),
        out_of_bed: clock("16:00"),
        ..entry("2026-11-22", "Europe/Berlin")
    };
    let record = by_day.to_record(clock("20:00")).unwrap();
    assert_eq!(
        record.in_bed,
        Some(at("2026-11-23T07:00:00Z")),
        "with nights that end at 20:00, 08:00 of the 22nd's night is on the 23rd"
    );
    assert_eq!(
        night_of(record.in_bed.unwrap(), record.zone, clock("20:00")),
        record.night
    );
}

#[test]
fn stops_stay_in_order_where_the_clocks_show_an_hour_twice() {
    let folded = Entry {
        in_bed: clock("02:30"),
        lights_out: clock("02:45"),
        sol: Minutes(5),
        waso: Minutes(0),
        final_wake: clock("02:40"),
        out_of_bed: clock("02:50"),
        ..entry("2026-10-24", "Europe/Berlin")
    };
    let record = folded.to_record(ClockTime::NOON).unwrap();
    assert_eq!(record.lights_out, Some(at("2026-10-25T00:45:00Z")));
    assert_eq!(
        record.final_wake,
        Some(at("2026-10-25T01:40:00Z")),
        "02:40 after the first 02:45 is the second 02:40"
    );
    assert_eq!(record.out_of_bed, Some(at("2026-10-25T01:50:00Z")));
}

#[test]
fn a_time_that_the_clocks_skip_is_the_first_after_the_gap() {
    let skipped = Entry {
        in_bed: clock("02:10"),
        lights_out: clock("02:30"),
        ..entry("2026-03-28", "Europe/Berlin")
    };
    let record = skipped.to_record(ClockTime::NOON).unwrap();
    assert_eq!(record.in_bed, Some(at("2026-03-29T01:00:00Z")));
    assert_eq!(
        record.lights_out, record.in_bed,
        "both mean the same instant"
    );
}

/// What `change` of the usual entry is refused with.
fn refused(change: impl Fn(&mut Entry)) -> (String, String) {
    let mut entry = entry("2026-11-22", "Europe/Berlin");
    change(&mut entry);
    let invalid = entry.to_record(ClockTime::NOON).unwrap_err();
    (invalid.field, invalid.message)
}

#[test]
fn an_entry_that_cannot_be_is_refused_by_the_name_of_its_field() {
    type Change = fn(&mut Entry);
    let cases: [(&str, &str, Change); 17] = [
        ("lights_out", "22:30", |e| e.lights_out = clock("22:30")),
        ("final_wake", "23:00", |e| e.final_wake = clock("23:00")),
        ("out_of_bed", "06:30", |e| e.out_of_bed = clock("06:30")),
        ("final_wake", "same", |e| e.final_wake = e.lights_out),
        ("sol", "450", |e| e.sol = Minutes(450)),
        ("sol", "450", |e| e.sol = Minutes(i32::MAX)),
        ("waso", "450", |e| e.waso = Minutes(425)),
        ("waso", "450", |e| e.waso = Minutes(i32::MAX)),
        ("sol", "0 or more", |e| e.sol = Minutes(-1)),
        ("waso", "0 or more", |e| e.waso = Minutes(-1)),
        ("tasafa", "0 or more", |e| e.tasafa = Some(Minutes(-1))),
        ("tasafa", "20", |e| e.tasafa = Some(Minutes(21))),
        ("quality", "1 to 5", |e| e.quality = Some(0)),
        ("quality", "1 to 5", |e| e.quality = Some(6)),
        ("rested", "1 to 5", |e| e.rested = Some(9)),
        ("night", "1900", |e| e.night = chrono::NaiveDate::MAX),
        ("night", "1900", |e| e.night = chrono::NaiveDate::MIN),
    ];
    for (field, says, change) in cases {
        let (named, message) = refused(change);
        assert_eq!(named, field, "{message}");
        assert!(
            message.contains(says),
            "the sentence says {says:?}: {message}"
        );
    }
}

#[test]
fn what_just_fits_is_taken() {
    let mut entry = entry("2026-11-22", "Europe/Berlin");
    // 23:10 to 06:40 are 450 min; one is slept.
    entry.waso = Minutes(424);
    entry.tasafa = Some(Minutes(20));
    entry.quality = Some(5);
    entry.rested = Some(1);
    let record = entry.to_record(ClockTime::NOON).unwrap();
    let view = NightView::of(RecordId(1), &record, true);
    assert_eq!(view.metrics.tst_min, Some(Minutes(1)));
}

#[test]
fn the_wanted_wake_is_the_one_nearest_to_the_final_awakening() {
    for (wanted, instant, ema) in [
        ("07:00", "2026-11-23T06:00:00Z", 20),
        ("06:00", "2026-11-23T05:00:00Z", -40),
        ("23:50", "2026-11-22T22:50:00Z", -410),
    ] {
        let mut entry = entry("2026-11-22", "Europe/Berlin");
        entry.wanted_wake = Some(clock(wanted));
        let record = entry.to_record(ClockTime::NOON).unwrap();
        assert_eq!(record.wanted_wake, Some(at(instant)), "wanted {wanted}");
        let view = NightView::of(RecordId(1), &record, true);
        assert_eq!(
            view.metrics.ema_min,
            Some(Minutes(ema)),
            "awake at 06:40, wanted {wanted}"
        );
    }
}

#[test]
fn a_blank_note_is_none() {
    let mut entry = entry("2026-11-22", "Europe/Berlin");
    entry.note = Some("  \n".to_owned());
    assert_eq!(entry.to_record(ClockTime::NOON).unwrap().note, None);
    entry.note = Some(" Storm. ".to_owned());
    assert_eq!(
        entry.to_record(ClockTime::NOON).unwrap().note.as_deref(),
        Some("Storm.")
    );
}

/// The fields that the entry after `change` is asked about, and the sentences.
fn asked(planned: Option<&str>, change: impl Fn(&mut Entry)) -> Vec<(String, String)> {
    let mut entry = entry("2026-11-22", "Europe/Berlin");
    change(&mut entry);
    let record = entry.to_record(ClockTime::NOON).unwrap();
    entry
        .questions(&record, planned.map(clock), at("2026-11-23T20:00:00Z"))
        .into_iter()
        .map(|question| (question.field, question.message))
        .collect()
}

#[test]
fn an_ordinary_night_is_not_asked_about() {
    assert_eq!(asked(Some("23:00"), |_| ()), []);
    assert_eq!(asked(None, |_| ()), []);
    assert_eq!(
        asked(Some("22:00"), |e| {
            e.in_bed = clock("05:00");
            e.lights_out = clock("05:10");
            e.final_wake = clock("12:00");
            e.out_of_bed = clock("12:30");
        }),
        [],
        "a very late night is seven hours off the plan, and that happens"
    );
}

#[test]
fn the_implausible_is_asked_about_not_refused() {
    let short = asked(None, |e| {
        e.sol = Minutes(0);
        e.waso = Minutes(0);
        e.final_wake = clock("23:30");
        e.out_of_bed = clock("23:59");
    });
    assert_eq!(short.len(), 1, "59 min in bed: {short:?}");
    let long = asked(None, |e| {
        e.in_bed = clock("18:00");
        e.lights_out = clock("20:00");
        e.out_of_bed = clock("10:01");
    });
    assert_eq!(long.len(), 1, "16 h 1 min in bed: {long:?}");
    let all_day = asked(None, |e| {
        e.in_bed = clock("18:00");
        e.lights_out = clock("20:00");
        e.out_of_bed = clock("10:00");
    });
    assert_eq!(all_day, [], "16 h are long, and not asked about");
}

#[test]
fn morning_and_evening_swapped_is_asked_about_with_the_likely_time() {
    let in_bed = asked(None, |e| e.in_bed = clock("10:40"));
    assert_eq!(
        in_bed,
        [(
            "in_bed".to_owned(),
            "Did you get into bed at 10:40, or was it 22:40?".to_owned()
        )],
        "half a day in bed before lights out, asked once and not again as a long night"
    );
    let up = asked(None, |e| e.out_of_bed = clock("19:00"));
    assert_eq!(up.len(), 1, "{up:?}");
    assert!(up[0].1.contains("07:00"), "{up:?}");
    let by_day = |e: &mut Entry| {
        e.in_bed = clock("11:00");
        e.lights_out = clock("11:10");
        e.final_wake = clock("18:40");
        e.out_of_bed = clock("19:00");
    };
    assert_eq!(
        asked(Some("23:00"), by_day)[0].0,
        "in_bed",
        "a whole night half a day off the plan"
    );
    assert_eq!(
        asked(Some("10:30"), by_day),
        [],
        "a habit of sleeping by day is no slip"
    );
}

#[test]
fn a_night_that_has_not_ended_is_asked_about_with_its_end() {
    let early = entry("2026-11-22", "Europe/Berlin");
    let record = early.to_record(ClockTime::NOON).unwrap();
    let up = record.out_of_bed.unwrap();
    let ask = |now| early.questions(&record, None, now);
    assert_eq!(ask(up), [], "over this very moment");
    let asked = ask(up - chrono::Duration::minutes(1));
    assert_eq!(asked.len(), 1, "{asked:?}");
    assert!(
        asked[0].message.contains("23 November 2026 at 07:"),
        "{asked:?}"
    );
}

#[test]
fn a_time_that_the_clocks_left_out_is_asked_about() {
    let mut entry = entry("2026-03-28", "Europe/Berlin");
    entry.in_bed = clock("02:10");
    entry.lights_out = clock("02:50");
    entry.final_wake = clock("09:00");
    entry.out_of_bed = clock("09:10");
    let record = entry.to_record(ClockTime::NOON).unwrap();
    let asked = entry.questions(&record, None, at("2026-11-23T20:00:00Z"));
    assert_eq!(asked.len(), 1, "the first tells of the hour: {asked:?}");
    assert_eq!(asked[0].field, "in_bed");
    assert!(asked[0].message.contains("no 02:10") && asked[0].message.contains("03:00"));
}

fn nap(start: &str, end: &str) -> NapEntry {
    NapEntry {
        date: "2026-11-22".parse().unwrap(),
        zone: "Europe/Berlin".parse().unwrap(),
        start: clock(start),
        end: clock(end),
        note: None,
    }
}

#[test]
fn a_nap_belongs_to_the_date_it_began_on() {
    let record = nap("11:30", "12:10").to_record().unwrap();
    assert_eq!(record.kind, RecordKind::Nap);
    assert_eq!(record.night.to_string(), "2026-11-22", "before noon too");
    assert_eq!(record.start(), Some(at("2026-11-22T10:30:00Z")));
    assert_eq!(record.end(), Some(at("2026-11-22T11:10:00Z")));
    assert_eq!(validate(&record), Ok(()));
    let late = nap("23:30", "00:15").to_record().unwrap();
    assert_eq!(
        late.end(),
        Some(at("2026-11-22T23:15:00Z")),
        "a nap may end after midnight"
    );
}

#[test]
fn a_nap_of_no_length_or_over_sixteen_hours_is_refused() {
    for (start, end) in [("14:00", "14:00"), ("14:00", "06:01"), ("14:00", "13:00")] {
        let refused = nap(start, end).to_record().unwrap_err();
        assert_eq!(refused.field, "end", "{start} to {end}");
    }
    assert!(nap("14:00", "06:00").to_record().is_ok(), "16 h just fit");
    let nap = NapEntry {
        date: chrono::NaiveDate::MAX,
        ..nap("14:00", "15:00")
    };
    assert_eq!(nap.to_record().unwrap_err().field, "date");
}

#[test]
fn a_record_without_what_an_entry_needs_is_not_edited_as_one() {
    let mut device = record();
    device.lights_out = None;
    assert_eq!(
        Entry::from_record(&device),
        None,
        "an entry has lights out, and none is made up"
    );
    assert_eq!(
        Entry::from_record(&nap("14:00", "15:00").to_record().unwrap()),
        None,
        "a nap is no night"
    );
}

proptest! {
    #[test]
    fn an_entry_comes_back_from_its_record(entry in any_entry()) {
        let record = entry.to_record(ClockTime::NOON).unwrap();
        let back = Entry::from_record(&record).unwrap();
        prop_assert_eq!(
            back.to_record(ClockTime::NOON), Ok(record.clone()),
            "editing without a change changes nothing"
        );
        // Only a time that the clocks skipped comes back as the one that was shown instead.
        let shown = local(record.in_bed.unwrap(), record.zone).time();
        if shown == entry.in_bed.time() {
            prop_assert_eq!(back.in_bed, entry.in_bed);
        }
        prop_assert_eq!((back.sol, back.waso, back.tasafa), (entry.sol, entry.waso, entry.tasafa));
    }

    #[test]
    fn a_record_of_an_entry_is_in_order_and_starts_in_its_night(entry in any_entry()) {
        let record = entry.to_record(ClockTime::NOON).unwrap();
        prop_assert_eq!(validate(&record), Ok(()), "one gate for entries and imports");
        let stops = [
            record.in_bed, record.lights_out, record.sleep_onset, record.final_wake, record.out_of_bed,
        ];
        prop_assert!(stops.is_sorted(), "{stops:?}");
        let noon = resolve(entry.night.and_time(ClockTime::NOON.time()), entry.zone);
        prop_assert!(record.in_bed >= Some(noon), "a night begins after the rollover");
    }

    #[test]
    fn time_in_bed_is_the_clocks_difference_less_what_the_clocks_were_put(entry in any_entry()) {
        let record = entry.to_record(ClockTime::NOON).unwrap();
        let view = NightView::of(RecordId(1), &record, true);
        let (bed, up) = (view.in_bed.unwrap(), view.out_of_bed.unwrap());
        let shown = (up.naive_local() - bed.naive_local()).num_seconds();
        let put = i64::from(up.offset().local_minus_utc() - bed.offset().local_minus_utc());
        prop_assert_eq!(view.metrics.tib_min, Some(Minutes(i32::try_from((shown - put) / 60).unwrap())));
    }
}
