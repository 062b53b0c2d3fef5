//! The planned night and the part of the day.

use proptest::prelude::*;

use super::{any_clock, any_night, any_zone, at, clock, zone};
use crate::time::{
    ClockTime, Instant, Night, PartOfDay, PlannedNight, lights_out_of, local, night_of, rise_of,
};

fn night(date: &str) -> Night {
    date.parse().unwrap()
}

#[test]
fn a_bedtime_after_midnight_belongs_to_the_evening_before() {
    let berlin = zone("Europe/Berlin");
    for (bed, rise, lights_out, up) in [
        (
            "23:00",
            "07:00",
            "2026-11-21T22:00:00Z",
            "2026-11-22T06:00:00Z",
        ),
        (
            "00:30",
            "08:00",
            "2026-11-21T23:30:00Z",
            "2026-11-22T07:00:00Z",
        ),
        (
            "21:00",
            "21:00",
            "2026-11-21T20:00:00Z",
            "2026-11-22T20:00:00Z",
        ),
    ] {
        let planned = lights_out_of(night("2026-11-21"), clock(bed), ClockTime::NOON, berlin);
        assert_eq!(planned, at(lights_out), "{bed} of the evening of the 21st");
        assert_eq!(
            rise_of(planned, clock(rise), berlin),
            at(up),
            "up at {rise}"
        );
    }
}

#[test]
fn a_night_over_a_change_of_clocks_is_planned_on_the_wall_clock() {
    let berlin = zone("Europe/Berlin");
    let plan = (clock("23:00"), clock("07:00"));
    let planned = PlannedNight::of(night("2026-03-28"), plan, ClockTime::NOON, berlin);
    assert_eq!(
        (planned.rise - planned.lights_out).num_hours(),
        7,
        "23:00 to 07:00 over the spring change"
    );
    let skipped = lights_out_of(night("2026-03-28"), clock("02:30"), ClockTime::NOON, berlin);
    assert_eq!(
        skipped,
        at("2026-03-29T01:00:00Z"),
        "a bedtime that the clocks skip is the first instant after the gap"
    );
}

/// The night and the part of the day at `now` in Berlin, planned from 23:00 to 07:00.
fn part(now: Instant, logged: bool) -> (String, PartOfDay) {
    let berlin = zone("Europe/Berlin");
    let plan = |_| (clock("23:00"), clock("07:00"));
    let planned = PlannedNight::at(now, berlin, ClockTime::NOON, plan);
    let last = planned.night.pred_opt().unwrap();
    let last = PlannedNight::of(last, plan(last), ClockTime::NOON, berlin);
    let part = planned.part_of_day(now, last.rise, logged, ClockTime::NOON, berlin);
    (planned.night.to_string(), part)
}

#[test]
fn the_day_has_four_parts() {
    use PartOfDay::{Day, Evening, Morning, Night};
    for (now, logged, night, expected) in [
        ("2026-11-22T06:00:00Z", false, "2026-11-22", Morning), // 07:00
        ("2026-11-22T06:00:00Z", true, "2026-11-22", Day),
        ("2026-11-22T10:59:00Z", false, "2026-11-22", Morning),
        ("2026-11-22T11:00:00Z", false, "2026-11-22", Day), // noon
        ("2026-11-22T19:59:00Z", false, "2026-11-22", Day),
        ("2026-11-22T20:00:00Z", false, "2026-11-22", Evening), // 21:00
        ("2026-11-22T21:59:00Z", true, "2026-11-22", Evening),
        ("2026-11-22T22:00:00Z", true, "2026-11-22", Night), // 23:00
        ("2026-11-23T02:00:00Z", false, "2026-11-22", Night),
        ("2026-11-23T05:59:00Z", false, "2026-11-22", Night),
    ] {
        assert_eq!(
            part(at(now), logged),
            (night.to_owned(), expected),
            "{now}, last night logged: {logged}"
        );
    }
}

#[test]
fn a_sleep_planned_past_noon_is_still_last_nights() {
    let berlin = zone("Europe/Berlin");
    let plan = |_| (clock("05:00"), clock("13:00"));
    let planned = PlannedNight::at(at("2026-11-23T11:30:00Z"), berlin, ClockTime::NOON, plan);
    assert_eq!(
        planned.night.to_string(),
        "2026-11-22",
        "12:30 lies in the sleep planned from 05:00 to 13:00"
    );
}

proptest! {
    #[test]
    fn a_planned_night_begins_in_its_own_night_and_ends_after_it_began(
        zone in any_zone(),
        night in any_night(),
        bed in any_clock(),
        rise in any_clock(),
    ) {
        let planned = PlannedNight::of(night, (bed, rise), ClockTime::NOON, zone);
        prop_assert!(planned.rise > planned.lights_out);
        prop_assume!(local(planned.lights_out, zone).time() == bed.time());
        prop_assert_eq!(night_of(planned.lights_out, zone, ClockTime::NOON), night);
    }

    #[test]
    fn the_night_that_is_or_comes_ends_ahead_of_now(
        zone in any_zone(),
        night in any_night(),
        now in any_clock(),
        bed in any_clock(),
        rise in any_clock(),
    ) {
        let now = lights_out_of(night, now, ClockTime::NOON, zone);
        let planned = PlannedNight::at(now, zone, ClockTime::NOON, |_| (bed, rise));
        prop_assert!(now < planned.rise, "a night that is over is not tonight");
    }
}
