//! Rows written in the app's own manner, with the traps its real files hold.

use std::io::Cursor;

use super::*;
use crate::import::ImportFormat;
use crate::time::ClockTime;

const HEADER: &str =
    "Id,Tz,From,To,Sched,Hours,Rating,Comment,Framerate,Snore,Noise,Cycles,DeepSleep,LenAdjust,Geo";

/// A record as the app writes it: its own header with that night's clock times, then its row.
fn row(id: i64, zone: &str, hours: &str, rating: &str, comment: &str, adjust: &str) -> String {
    format!(
        "{HEADER},\"7:00\",\"Event\",\"Event\"\n\"{id}\",\"{zone}\",\"01. 01. 2000 0:00\",\"01. 01. 2000 0:00\",\"01. 01. 2000 0:00\",\"{hours}\",\"{rating}\",\"{comment}\",\"10007\",\"-1\",\"-1.0\",\"-1\",\"-1.0\",\"{adjust}\",\"\",\"0.0\",\"LUX-1-9.0\",\"DEVICE-1-3.3E18\"\n"
    )
}

fn import(file: &[u8]) -> Result<Reading, Invalid> {
    let reader = Reader {
        format: None,
        zone: None,
        now: crate::time::Instant::UNIX_EPOCH,
        here: Zone::UTC,
        rollover: ClockTime::from_minutes(720),
        progress: &mut |_| true,
    };
    let (format, reading) = reader.read(Cursor::new(file))?;
    assert_eq!(
        format,
        ImportFormat::SleepAsAndroid,
        "the header names the app"
    );
    Ok(reading)
}

fn millis(text: &str) -> i64 {
    DateTime::parse_from_rfc3339(text)
        .expect("the test's own instant")
        .timestamp_millis()
}

#[test]
fn the_end_is_the_start_and_the_elapsed_hours_whatever_the_clocks_did() {
    let start = millis("2021-03-27T23:00:00+01:00");
    let reading = import(row(start, "Europe/Berlin", "7.000", "0.0", "", "0").as_bytes())
        .expect("a plain file");
    let record = &reading.records[0].record;
    let local_end =
        crate::time::local(record.final_wake.expect("an end"), record.zone_end).to_rfc3339();
    assert_eq!(
        local_end, "2021-03-28T07:00:00+02:00",
        "23:00 to 07:00 over the spring change is 7 h"
    );
    assert_eq!(
        record.night.to_string(),
        "2021-03-27",
        "a night is named by its evening"
    );
}

#[test]
fn a_rating_of_none_and_an_empty_comment_are_unknown() {
    let start = millis("2021-01-01T22:00:00Z");
    let reading = import(row(start, "Etc/UTC", "8.000", "0.0", " \\n ", "-1.0").as_bytes())
        .expect("a plain file");
    let record = &reading.records[0].record;
    assert_eq!(
        (record.quality, record.note.as_deref()),
        (None, None),
        "0 stars and a bare line break say nothing"
    );
}

#[test]
fn comments_keep_their_lines_their_quotes_and_their_tags() {
    let start = millis("2021-01-01T22:00:00Z");
    let reading = import(
        row(
            start,
            "Etc/UTC",
            "8.000",
            "3.5",
            "Warm \"\"night\"\" \\n  #stress ",
            "0",
        )
        .as_bytes(),
    )
    .expect("a plain file");
    let record = &reading.records[0].record;
    assert_eq!(
        record.note.as_deref(),
        Some("Warm \"night\"\n#stress"),
        "the app writes a line break as two characters"
    );
    assert_eq!(record.quality, Some(4), "half stars are rounded up");
}

#[test]
fn minutes_taken_off_are_awake_minutes() {
    let start = millis("2021-01-01T22:00:00Z");
    let reading =
        import(row(start, "Etc/UTC", "8.000", "0.0", "", "25").as_bytes()).expect("a plain file");
    assert_eq!(
        reading.records[0].record.waso,
        Some(Minutes(25)),
        "LenAdjust is taken off the sleep"
    );
    for (adjust, waso) in [("0", Some(Minutes(0))), ("-1.0", None), ("", None)] {
        let reading = import(row(start, "Etc/UTC", "8.000", "0.0", "", adjust).as_bytes())
            .expect("a plain file");
        assert_eq!(
            reading.records[0].record.waso, waso,
            "LenAdjust {adjust:?}: nought is the app's own count, below it nothing was said"
        );
    }
}

#[test]
fn the_longest_sleep_of_a_day_is_its_night_and_the_rest_are_naps() {
    let file = row(
        millis("2021-01-02T14:00:00Z"),
        "Etc/UTC",
        "1.000",
        "0.0",
        "",
        "0",
    ) + &row(
        millis("2021-01-02T23:00:00Z"),
        "Etc/UTC",
        "7.500",
        "0.0",
        "",
        "0",
    );
    let kinds: Vec<_> = import(file.as_bytes())
        .expect("a plain file")
        .records
        .iter()
        .map(|found| found.record.kind)
        .collect();
    assert_eq!(
        kinds,
        [RecordKind::Nap, RecordKind::Night],
        "an hour in the afternoon is no night"
    );
}

#[test]
fn a_try_of_the_tracker_a_bad_number_and_a_second_copy_are_skipped_with_their_line() {
    let good = millis("2021-01-01T22:00:00Z");
    let file = row(good, "Etc/UTC", "8.000", "0.0", "", "0")
        + &row(good, "Etc/UTC", "8.000", "0.0", "", "0")
        + &row(good + 100_000_000, "Etc/UTC", "0.010", "0.0", "", "0")
        + &row(good + 200_000_000, "Etc/UTC", "eight", "0.0", "", "0")
        + &row(good + 300_000_000, "Middle/Earth", "8.0", "0.0", "", "0");
    let reading = import(file.as_bytes()).expect("a plain file");
    let lines: Vec<u32> = reading.skipped.iter().map(|skipped| skipped.line).collect();
    assert_eq!(
        (reading.records.len(), lines),
        (1, vec![4, 6, 8, 10]),
        "each stands on the second line of its pair"
    );
    assert!(
        reading
            .skipped
            .iter()
            .all(|skipped| skipped.reason.contains(' ')),
        "each says why, in words: {:?}",
        reading.skipped
    );
}

#[test]
fn a_zone_that_is_not_known_is_the_one_the_person_named() {
    let file = row(
        millis("2021-01-01T22:00:00Z"),
        "Middle/Earth",
        "8.000",
        "0.0",
        "",
        "0",
    );
    let zone: Zone = "Europe/Berlin".parse().expect("an IANA zone");
    let reader = Reader {
        format: None,
        zone: Some(zone),
        now: crate::time::Instant::UNIX_EPOCH,
        here: Zone::UTC,
        rollover: ClockTime::from_minutes(720),
        progress: &mut |_| true,
    };
    let (_, reading) = reader.read(Cursor::new(file)).expect("a plain file");
    assert_eq!(
        reading.records[0].record.zone, zone,
        "better a zone the person knows than a night lost"
    );
}

#[test]
fn a_file_cut_short_keeps_what_was_whole() {
    let whole = row(
        millis("2021-01-01T22:00:00Z"),
        "Etc/UTC",
        "8.000",
        "0.0",
        "",
        "0",
    );
    let file = format!("{whole}{HEADER}\n\"16094");
    let reading = import(file.as_bytes()).expect("a plain file");
    assert_eq!(
        (reading.records.len(), reading.skipped.len()),
        (1, 1),
        "the broken row is named, the whole one taken"
    );
}

#[test]
fn utf_16_and_a_byte_order_mark_are_read() {
    let plain = row(
        millis("2021-01-01T22:00:00Z"),
        "Etc/UTC",
        "8.000",
        "0.0",
        "Gr\u{fc}n",
        "0",
    );
    let utf16: Vec<u8> = [0xFEFF]
        .into_iter()
        .chain(plain.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    for file in [format!("\u{feff}{plain}").into_bytes(), utf16] {
        assert_eq!(
            import(&file).expect("a known encoding").records[0]
                .record
                .note
                .as_deref(),
            Some("Gr\u{fc}n"),
            "the mark is no text"
        );
    }
}

#[test]
fn an_empty_file_a_foreign_file_and_a_broken_zip_are_refused_in_words() {
    for (file, field) in [
        (&b""[..], "file"),
        (&b"a,b\n1,2\n"[..], "file"),
        (&b"PK\x03\x04 and no more"[..], "file"),
        (&[0x80, 0x81][..], "file"),
    ] {
        let refused = import(file).expect_err("it is no export");
        assert_eq!(refused.field, field, "it is the file that is at fault");
        assert!(
            refused.message.contains(' ') && crate::text::has("error_import_empty"),
            "a sentence, not a key: {}",
            refused.message
        );
    }
}
