//! Clock times and instants, in every zone there is.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone};
use proptest::prelude::*;

use super::{any_clock, any_night, any_zone, at, clock, zone};
use crate::time::{
    ClockTime, Instant, Weekday, Zone, first_at_or_after, local, nearest_to, night_of, plausible,
    resolve,
};

fn civil(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn offset(instant: Instant, zone: Zone) -> Duration {
    let there = zone.0.offset_from_utc_datetime(&instant.naive_utc());
    Duration::seconds(i64::from(there.fix().local_minus_utc()))
}

/// Every change of clocks in `zone` from 2020 to 2030: the first instant after it, and the offsets before and after.
fn changes(zone: Zone) -> Vec<(Instant, Duration, Duration)> {
    let mut changes = Vec::new();
    let mut from = at("2020-01-01T00:00:00Z");
    while from.year() < 2031 {
        let to = from + Duration::days(7);
        let (before, after) = (offset(from, zone), offset(to, zone));
        if before != after {
            let (mut low, mut high) = (from, to);
            while high - low > Duration::seconds(1) {
                let middle = low + (high - low) / 2;
                if offset(middle, zone) == before {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            let first = at("1970-01-01T00:00:00Z") + Duration::seconds(high.timestamp());
            changes.push((first, before, after));
        }
        from = to;
    }
    changes
}

#[test]
fn a_skipped_time_is_the_first_instant_after_the_gap_and_a_repeated_one_the_first_in_every_zone() {
    let (mut gaps, mut folds) = (0, 0);
    for tz in chrono_tz::TZ_VARIANTS {
        let zone = Zone(tz);
        for (change, before, after) in changes(zone) {
            let old = change.naive_utc() + before;
            let new = change.naive_utc() + after;
            let (from, to) = (old.min(new), old.max(new));
            for shown in [from, from + (to - from) / 2, to - Duration::seconds(1)] {
                if after > before {
                    assert_eq!(
                        resolve(shown, zone),
                        change,
                        "{shown} does not exist in {zone}: the gap ends at its change"
                    );
                    gaps += 1;
                } else {
                    let first = (shown - before).and_utc();
                    assert_eq!(
                        resolve(shown, zone),
                        first,
                        "{zone} shows {shown} twice: a time means its first showing"
                    );
                    folds += 1;
                }
            }
        }
    }
    assert!(
        gaps > 1_000 && folds > 1_000,
        "the database has thousands of changes in these years, {gaps} and {folds} were tried"
    );
}

#[test]
fn a_whole_skipped_day_ends_where_the_next_begins() {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    let apia = zone("Pacific/Apia");
    assert_eq!(
        resolve(civil("2011-12-30T08:00:00"), apia),
        at("2011-12-30T10:00:00Z"),
        "the day that was left out ends with the change"
    );
    assert_eq!(
        first_at_or_after(at("2011-12-30T09:30:00Z"), clock("22:00"), apia),
        at("2011-12-30T10:00:00Z"),
        "the evening of the day that was left out is over as soon as it begins"
    );
}

#[test]
fn the_second_showing_counts_where_the_first_is_past() {
    let berlin = zone("Europe/Berlin");
    // 02:45 the first time; 02:30 has been, and comes once more.
    assert_eq!(
        first_at_or_after(at("2026-10-25T00:45:00Z"), clock("02:30"), berlin),
        at("2026-10-25T01:30:00Z"),
        "02:30 after the first 02:45 is the second 02:30, not tomorrow's"
    );
    assert_eq!(
        first_at_or_after(at("2026-10-25T00:15:00Z"), clock("02:30"), berlin),
        at("2026-10-25T00:30:00Z"),
        "before either, the first comes first"
    );
}

#[test]
fn the_nearest_showing_may_lie_on_the_day_before_or_after() {
    let wake = at("2026-11-23T05:40:00Z"); // 06:40
    let berlin = zone("Europe/Berlin");
    for (shown, nearest) in [
        ("07:00", "2026-11-23T06:00:00Z"),
        ("23:30", "2026-11-22T22:30:00Z"),
        ("06:40", "2026-11-23T05:40:00Z"),
        ("18:40", "2026-11-22T17:40:00Z"),
    ] {
        assert_eq!(
            nearest_to(wake, clock(shown), berlin),
            at(nearest),
            "{shown} nearest to 06:40"
        );
    }
}

#[test]
fn dates_at_the_end_of_the_calendar_are_held_not_panicked_over() {
    for civil in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        for tz in chrono_tz::TZ_VARIANTS {
            let at = resolve(civil, Zone(tz));
            assert!(
                (0..=9999).contains(&at.year()),
                "{civil} in {tz} is held inside the years 1 to 9999"
            );
        }
    }
    assert!(!plausible(NaiveDate::MAX) && !plausible(NaiveDate::MIN));
}

#[test]
fn a_night_is_named_by_the_date_of_its_evening() {
    let berlin = zone("Europe/Berlin");
    for (instant, rollover, night) in [
        ("2026-11-22T22:00:00Z", "12:00", "2026-11-22"),
        ("2026-11-23T02:00:00Z", "12:00", "2026-11-22"),
        ("2026-11-23T10:59:00Z", "12:00", "2026-11-22"),
        ("2026-11-23T11:00:00Z", "12:00", "2026-11-23"),
        // Someone who sleeps from 08:00 to 16:00 and says that a night ends at 20:00.
        ("2026-11-23T07:00:00Z", "20:00", "2026-11-22"),
        ("2026-11-23T15:00:00Z", "20:00", "2026-11-22"),
    ] {
        assert_eq!(
            night_of(at(instant), berlin, clock(rollover)).to_string(),
            night,
            "{instant} in Berlin, nights ending at {rollover}"
        );
    }
}

#[test]
fn clock_times_are_read_to_the_minute_and_written_as_read() {
    for text in ["00:00", "09:05", "23:59"] {
        assert_eq!(clock(text).to_string(), text, "written as it was read");
    }
    assert_eq!(clock("22:40:59"), clock("22:40"), "seconds are left out");
    for text in ["24:00", "7", "", "22:60", "10:40 pm"] {
        let refused = text.parse::<ClockTime>().unwrap_err();
        assert!(
            refused.message.contains(text),
            "{text:?} is no clock time, and the refusal shows it: {}",
            refused.message
        );
    }
    assert_eq!(ClockTime::from_minutes(-1), clock("23:59"), "wraps back");
    assert_eq!(ClockTime::from_minutes(1_440), clock("00:00"), "wraps on");
}

#[test]
fn zones_go_by_their_iana_names() {
    assert_eq!(zone("Europe/Berlin").to_string(), "Europe/Berlin");
    let refused = "Mars/Olympus".parse::<Zone>().unwrap_err();
    assert_eq!(refused.field, "zone");
    assert!(
        refused.message.contains("Mars/Olympus"),
        "the refusal shows what was written: {}",
        refused.message
    );
    let json = serde_json::to_string(&zone("Asia/Kolkata")).unwrap();
    assert_eq!(json, "\"Asia/Kolkata\"");
    assert_eq!(
        serde_json::from_str::<Zone>(&json).unwrap(),
        zone("Asia/Kolkata"),
        "the wire and back"
    );
}

#[test]
fn a_weekday_is_that_of_its_date() {
    let monday = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    for (n, weekday) in (0..).zip(Weekday::ALL) {
        assert_eq!(
            Weekday::of(monday + chrono::Days::new(n)),
            weekday,
            "the week from Monday 23 November 2026 on"
        );
    }
}

proptest! {
    #[test]
    fn what_a_wall_clock_shows_leads_back_to_its_instant(
        zone in any_zone(),
        seconds in 0..2_145_916_800_i64, // 1970 to 2037
    ) {
        let instant = at("1970-01-01T00:00:00Z") + Duration::seconds(seconds);
        let shown = local(instant, zone);
        prop_assert_eq!(shown.to_utc(), instant, "showing an instant does not move it");
        let back = resolve(shown.naive_local(), zone);
        prop_assert_eq!(local(back, zone).naive_local(), shown.naive_local(), "what is shown exists");
        prop_assert!(back <= instant, "of two showings the first is meant");
    }

    #[test]
    fn a_clock_time_after_a_noon_belongs_to_that_night(
        zone in any_zone(),
        night in any_night(),
        shown in any_clock(),
    ) {
        let noon = resolve(night.and_time(ClockTime::NOON.time()), zone);
        let instant = first_at_or_after(noon, shown, zone);
        // A time that the clocks skip that night has no night of its own.
        prop_assume!(local(instant, zone).time() == shown.time());
        prop_assume!(local(noon, zone).time() == ClockTime::NOON.time());
        prop_assert_eq!(night_of(instant, zone, ClockTime::NOON), night);
    }

    #[test]
    fn the_first_showing_after_an_instant_has_none_before_it(
        zone in any_zone(),
        seconds in 946_684_800..2_145_916_800_i64,
        shown in any_clock(),
    ) {
        let after = at("1970-01-01T00:00:00Z") + Duration::seconds(seconds / 60 * 60);
        let found = first_at_or_after(after, shown, zone);
        prop_assert!(found >= after);
        prop_assert!(found - after <= Duration::hours(48), "a clock time comes round");
        let mut minute = after;
        while minute < found {
            let time: NaiveTime = local(minute, zone).time();
            prop_assert_ne!(time, shown.time(), "it was shown before, at {}", minute);
            minute += Duration::minutes(1);
        }
    }
}
