//! What all formats have in common, and the real exports where they are at hand.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::*;
use crate::diary::{RecordKind, Source};
use crate::export::{self, ExportFormat};
use crate::time::{Instant, Minutes};

fn read(file: &[u8]) -> Result<(ImportFormat, Reading), Invalid> {
    Reader {
        format: None,
        zone: None,
        now: Instant::UNIX_EPOCH,
        here: Zone::UTC,
        rollover: ClockTime::from_minutes(720),
        progress: &mut |_| true,
    }
    .read(Cursor::new(file))
}

/// A diary night and a device nap with every field that a record can have, and text that tries the quoting.
fn records() -> impl Strategy<Value = Vec<SleepRecord>> {
    let zones = prop_oneof![
        Just("Europe/Berlin"),
        Just("America/St_Johns"),
        Just("Pacific/Apia"),
        Just("Asia/Kathmandu")
    ];
    let one = (
        0i64..20_000,
        zones,
        any::<bool>(),
        proptest::option::of("[a-z\",;\n€é ]{1,20}"),
        0i32..90,
        0i32..60,
        proptest::option::of(1u8..=5),
    );
    proptest::collection::vec(one, 1..8).prop_map(|rows| {
        rows.into_iter()
            .enumerate()
            .map(|(index, (day, zone, diary, note, sol, waso, quality))| {
                let zone: Zone = zone.parse().expect("an IANA zone");
                let bed = Instant::from_timestamp_millis((day * 86_400 + 79_200) * 1_000 + 123)
                    .expect("an instant");
                let at = |minutes: i32| bed + chrono::Duration::minutes(i64::from(minutes));
                SleepRecord {
                    night: crate::time::night_of(bed, zone, ClockTime::from_minutes(720)),
                    kind: if diary {
                        RecordKind::Night
                    } else {
                        RecordKind::Nap
                    },
                    source: if diary {
                        Source::diary()
                    } else {
                        Source("sleep-as-android".to_owned())
                    },
                    external_id: (!diary).then(|| index.to_string()),
                    zone,
                    zone_end: zone,
                    in_bed: diary.then(|| at(0)),
                    lights_out: diary.then(|| at(10)),
                    sleep_onset: Some(at(10 + sol)),
                    final_wake: Some(at(450)),
                    out_of_bed: diary.then(|| at(460)),
                    awakenings: diary.then_some(2),
                    waso: Some(Minutes(waso)),
                    tasafa: diary.then_some(Minutes(5)),
                    wanted_wake: diary.then(|| at(455)),
                    quality,
                    rested: quality,
                    note: note
                        .map(|note| note.trim().to_owned())
                        .filter(|note| !note.is_empty()),
                }
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_exactly(records in records(), caffeine in proptest::option::of(0u32..500)) {
        let night = records[0].night;
        let factors = vec![(night, DayFactors { caffeine_mg: caffeine, alcohol_drinks: Some(1.5), tension: Some(6), ..DayFactors::default() })];
        for format in ExportFormat::ALL {
            let mut file = Vec::new();
            export::write(format, &records, &factors, &mut file).expect("memory takes it");
            let (recognised, reading) = read(&file).expect("our own file");
            prop_assert_eq!(recognised.slug(), format.slug(), "a file is recognised by its content");
            prop_assert_eq!(&reading.skipped, &vec![], "no row of our own is refused");
            let back: Vec<SleepRecord> = reading.records.into_iter().map(|found| found.record).collect();
            prop_assert_eq!(&back, &records, "every fact survives {}", format.slug());
            if format == ExportFormat::Json {
                prop_assert_eq!(&reading.factors, &factors, "day factors survive JSON");
            }
            let mut again = Vec::new();
            export::write(format, &back, &reading.factors, &mut again).expect("memory takes it");
            if format == ExportFormat::Json {
                prop_assert_eq!(file, again, "a second export is the same to the byte");
            }
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), head in 0usize..4) {
        let heads: [&[u8]; 4] = [b"", b"Id,Tz,From,To,Sched,Hours\n", b"night,kind,source,zone,final_wake\n", b"{\"vesper_diary\": 1,"];
        let _ = read(&[heads[head], &bytes].concat());
    }
}

#[test]
fn a_person_s_own_columns_do_not_disturb_our_csv() {
    let file = "moon,night,kind,source,external_id,zone,zone_end,in_bed,lights_out,sleep_onset,final_wake,out_of_bed,awakenings,waso_min,tasafa_min,wanted_wake,quality,rested,note\nfull,2026-11-22,night,diary,,Europe/Berlin,Europe/Berlin,2026-11-22T22:40:00+01:00,2026-11-22T23:00:00+01:00,2026-11-22T23:25:00+01:00,2026-11-23T06:40:00+01:00,2026-11-23T07:00:00+01:00,2,20,,,3,,\n";
    let (format, reading) = read(file.as_bytes()).expect("our own columns are there");
    assert_eq!(
        (format, reading.records.len()),
        (ImportFormat::Csv, 1),
        "a foreign column is left alone: {:?}",
        reading.skipped
    );
}

#[test]
fn a_row_that_cannot_be_is_skipped_and_names_its_line() {
    let file = "night,kind,source,external_id,zone,zone_end,in_bed,lights_out,sleep_onset,final_wake,out_of_bed,awakenings,waso_min,tasafa_min,wanted_wake,quality,rested,note\n2026-11-22,night,diary,,Europe/Berlin,Europe/Berlin,,2026-11-23T07:00:00+01:00,,2026-11-22T23:00:00+01:00,,,,,,,,\n2026-11-22,siesta,diary,,Europe/Berlin,Europe/Berlin,,,,,,,,,,,,\n";
    let (_, reading) = read(file.as_bytes()).expect("our own columns are there");
    let lines: Vec<u32> = reading.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(
        (reading.records.len(), lines),
        (0, vec![2, 3]),
        "waking before lights out and an unknown kind: {:?}",
        reading.skipped
    );
}

#[test]
fn a_zip_is_looked_into_and_the_app_s_other_files_are_left_alone() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("alarms.json", "[]"),
        ("prefs.xml", "<map/>"),
        (
            "sleep-export.csv",
            "Id,Tz,From,To,Sched,Hours,Rating,Comment,LenAdjust\n\"1606852800000\",\"Europe/London\",\"\",\"\",\"\",\"11.000\",\"0.0\",\"\",\"0\"\n",
        ),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("memory takes it");
        zip.write_all(text.as_bytes()).expect("memory takes it");
    }
    let file = zip.finish().expect("memory takes it").into_inner();
    let (format, reading) = read(&file).expect("the app's own zip");
    assert_eq!(
        (format, reading.records.len()),
        (ImportFormat::SleepAsAndroid, 1),
        "the diary is found by name"
    );
}

#[test]
fn an_import_can_be_stopped() {
    let file = b"Id,Tz,From,To,Sched,Hours\n\"1606852800000\",\"Europe/London\",\"\",\"\",\"\",\"11.000\"\n";
    let stopped = Reader {
        format: None,
        zone: None,
        now: Instant::UNIX_EPOCH,
        here: Zone::UTC,
        rollover: ClockTime::from_minutes(720),
        progress: &mut |_| false,
    }
    .read(Cursor::new(&file[..]));
    assert_eq!(
        stopped.expect_err("it was told to stop").message,
        crate::text::text("error_import_cancelled", &[]),
        "and says so"
    );
}

const DAYS: &str = r#"{
  "vesper_diary": 1,
  "records": [
    {"night": "2026-11-20", "kind": "night", "source": "diary", "zone": "Europe/Berlin", "zone_end": "Europe/Berlin",
     "sleep_onset": "2026-11-20T23:00:00+01:00", "final_wake": "2026-11-21T07:00:00+01:00"},
    {"night": "2026-11-21", "kind": "siesta", "source": "diary", "zone": "Europe/Berlin", "zone_end": "Europe/Berlin"},
    {"night": "2026-11-22", "kind": "night", "source": "", "zone": "Europe/Berlin", "zone_end": "Europe/Berlin",
     "sleep_onset": "2026-11-22T23:00:00+01:00", "final_wake": "2026-11-23T07:00:00+01:00"}
  ],
  "day_factors": [
    {"night": "2026-11-20", "mood": 11}
  ]
}"#;

#[test]
fn a_record_of_json_that_cannot_be_is_skipped_and_names_its_line() {
    let (_, reading) = read(DAYS.as_bytes()).expect("a diary in our own layout");
    assert_eq!(reading.records.len(), 1, "the sound one comes in");
    let lines: Vec<u32> = reading.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(
        lines,
        [6, 7, 11],
        "where each begins, as an editor counts: {:?}",
        reading.skipped
    );
    assert!(
        !reading.skipped[0].reason.contains(" at line "),
        "one count of lines is enough: {}",
        reading.skipped[0].reason
    );
}

#[test]
fn the_reading_of_json_tells_its_progress_and_can_be_stopped() {
    let mut told = Vec::new();
    let mut read = |stop_at: usize| {
        told.clear();
        let reading = Reader {
            format: None,
            zone: None,
            now: Instant::UNIX_EPOCH,
            here: Zone::UTC,
            rollover: ClockTime::NOON,
            progress: &mut |share| {
                told.push(share);
                told.len() != stop_at
            },
        }
        .read(Cursor::new(DAYS.as_bytes()));
        (reading.map(|_| ()), told.clone())
    };
    let (whole, shares) = read(usize::MAX);
    assert_eq!(whole, Ok(()));
    assert!(
        shares.len() == 3 && shares.is_sorted() && shares.iter().all(|share| *share <= 1.0),
        "at every record: {shares:?}"
    );
    let (stopped, shares) = read(2);
    assert!(stopped.is_err(), "it was told to stop");
    assert_eq!(shares.len(), 2, "and did so at once");
}
