//! A clock time in words.

use crate::time::{ClockTime, Hours};

#[test]
fn a_clock_time_is_said_with_the_hours_the_person_reads() {
    for (time, twenty_four, twelve) in [
        ("00:05", "00:05", "12:05 am"),
        ("09:30", "09:30", "9:30 am"),
        ("12:00", "12:00", "12:00 pm"),
        ("21:30", "21:30", "9:30 pm"),
    ] {
        let time = time.parse::<ClockTime>().unwrap().time();
        assert_eq!(Hours::TwentyFour.say(time), twenty_four);
        assert_eq!(Hours::Twelve.say(time), twelve);
    }
}

#[test]
fn a_locale_decides_where_the_person_did_not() {
    for tag in ["en-US", "en_AU.UTF-8", "hi-IN", "en", "es-MX"] {
        assert_eq!(Hours::of_locale(tag), Hours::Twelve, "{tag}");
    }
    for tag in ["en-GB", "de-DE", "fr-CA", "C", "", "zh-Hans-CN"] {
        assert_eq!(Hours::of_locale(tag), Hours::TwentyFour, "{tag}");
    }
}
