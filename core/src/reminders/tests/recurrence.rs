//! When rules fall due.

use super::*;

#[test]
fn a_time_in_a_gap_falls_due_at_the_first_instant_after_it() {
    let rule = every_day(When::At(clock("02:30")), "2026-03-01");
    assert_eq!(
        due(
            ReminderKind::Custom,
            &rule,
            &evenings("Europe/Berlin", None),
            "2026-03-28T00:00:00+01:00",
            "2026-03-31T00:00:00+02:00",
        ),
        [
            "2026-03-28T02:30:00+01:00",
            "2026-03-29T03:00:00+02:00",
            "2026-03-30T02:30:00+02:00",
        ],
        "the clocks went from 02:00 to 03:00 on the 29th"
    );
}

#[test]
fn a_time_in_a_fold_falls_due_once_at_the_first() {
    let rule = every_day(When::At(clock("02:30")), "2026-10-01");
    assert_eq!(
        due(
            ReminderKind::Custom,
            &rule,
            &evenings("Europe/Berlin", None),
            "2026-10-24T12:00:00+02:00",
            "2026-10-26T00:00:00+01:00",
        ),
        ["2026-10-25T02:30:00+02:00"],
        "02:30 came twice on the 25th; the first has summer time's offset"
    );
}

#[test]
fn a_clock_time_floats_with_the_zone() {
    let rule = every_day(When::At(clock("21:30")), "2026-01-01");
    let span = ("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z");
    for (name, expected) in [
        ("Europe/Berlin", "2026-06-01T21:30:00+02:00"),
        ("Asia/Kathmandu", "2026-06-01T21:30:00+05:45"),
    ] {
        let found = due(
            ReminderKind::Custom,
            &rule,
            &evenings(name, None),
            span.0,
            span.1,
        );
        assert_eq!(found, [expected], "it is half past nine wherever one is");
    }
}

#[test]
fn an_instant_stays_where_it_is_in_any_zone() {
    let rule = every_day(When::Once(at("2026-06-01T15:00:00Z")), "2026-06-01");
    let found = due(
        ReminderKind::ProfessionalMassage,
        &rule,
        &evenings("Asia/Tokyo", None),
        "2026-06-01T00:00:00Z",
        "2026-06-03T00:00:00Z",
    );
    assert_eq!(
        found,
        ["2026-06-02T00:00:00+09:00"],
        "an appointment keeps its instant"
    );
}

#[test]
fn before_lights_out_belongs_to_the_evening_whichever_side_of_midnight_it_falls() {
    let rule = Rule {
        days: vec![Weekday::Sat],
        ..every_day(before_lights_out(15), "2026-06-01")
    };
    let plan = evenings("Europe/Berlin", Some(("00:30", "08:00")));
    let (from, to) = ("2026-06-05T00:00:00+02:00", "2026-06-09T00:00:00+02:00");
    assert_eq!(
        due(ReminderKind::WindDown, &rule, &plan, from, to),
        ["2026-06-07T00:15:00+02:00"],
        "Saturday's lights-out at 00:30 is on Sunday's date, and so is a quarter of an hour before it"
    );
    let earlier = Rule {
        when: before_lights_out(45),
        ..rule
    };
    assert_eq!(
        due(ReminderKind::WindDown, &earlier, &plan, from, to),
        ["2026-06-06T23:45:00+02:00"],
        "the same evening, before midnight"
    );
}

#[test]
fn a_changed_schedule_moves_what_hangs_on_lights_out() {
    let rule = every_day(before_lights_out(45), "2026-06-01");
    let (from, to) = ("2026-06-05T12:00:00+02:00", "2026-06-06T12:00:00+02:00");
    for (bed, expected) in [("23:00", "22:15"), ("22:00", "21:15")] {
        let plan = evenings("Europe/Berlin", Some((bed, "06:00")));
        assert_eq!(
            due(ReminderKind::WindDown, &rule, &plan, from, to),
            [format!("2026-06-05T{expected}:00+02:00")]
        );
    }
    assert_eq!(
        due(
            ReminderKind::WindDown,
            &rule,
            &evenings("Europe/Berlin", None),
            from,
            to
        ),
        ["2026-06-05T22:15:00+02:00"],
        "an evening nobody planned has the usual lights-out at 23:00"
    );
}

#[test]
fn nothing_falls_due_in_the_planned_sleep_but_bedtime_itself_and_the_diary_waits_for_the_rise() {
    let plan = evenings("Europe/Berlin", Some(("23:00", "07:30")));
    let (from, to) = ("2026-06-05T12:00:00+02:00", "2026-06-06T12:00:00+02:00");
    let found = |kind, when| due(kind, &every_day(when, "2026-06-01"), &plan, from, to);
    let none: [String; 0] = [];
    assert_eq!(
        found(ReminderKind::SelfMassage, When::At(clock("23:00"))),
        none,
        "lights are out"
    );
    assert_eq!(
        found(ReminderKind::Custom, When::At(clock("03:00"))),
        none,
        "asleep"
    );
    assert_eq!(
        found(ReminderKind::Custom, When::At(clock("07:30"))),
        ["2026-06-06T07:30:00+02:00"],
        "the rise is outside the sleep"
    );
    assert_eq!(
        found(ReminderKind::Bedtime, before_lights_out(0)),
        ["2026-06-05T23:00:00+02:00"],
        "bedtime is about lights out"
    );
    assert_eq!(
        found(ReminderKind::Bedtime, When::At(clock("23:30"))),
        none,
        "half an hour is all"
    );
    assert_eq!(
        found(ReminderKind::MorningDiary, When::At(clock("07:00"))),
        ["2026-06-06T07:30:00+02:00"],
        "on a morning one sleeps longer, the diary waits"
    );
}

#[test]
fn what_nobody_planned_holds_nothing_back() {
    let rule = every_day(When::At(clock("03:00")), "2026-06-01");
    let (from, to) = ("2026-06-05T00:00:00Z", "2026-06-06T00:00:00Z");
    let found = due(
        ReminderKind::Custom,
        &rule,
        &evenings("UTC", None),
        from,
        to,
    );
    assert_eq!(found, ["2026-06-05T03:00:00+00:00"]);
}

#[test]
fn every_second_week_counts_from_the_week_of_the_start_and_weeks_begin_on_monday() {
    let rule = Rule {
        days: vec![Weekday::Mon, Weekday::Sun],
        every_weeks: 2,
        ..every_day(When::At(clock("21:00")), "2026-06-03")
    };
    let found = due(
        ReminderKind::Custom,
        &rule,
        &evenings("UTC", None),
        "2026-06-01T00:00:00Z",
        "2026-07-01T00:00:00Z",
    );
    assert_eq!(
        found,
        [
            "2026-06-07T21:00:00+00:00",
            "2026-06-15T21:00:00+00:00",
            "2026-06-21T21:00:00+00:00",
            "2026-06-29T21:00:00+00:00",
        ],
        "the Monday of the first week lies before the start; the Sunday belongs to the same week"
    );
}

#[test]
fn every_second_week_without_weekdays_keeps_the_weekday_of_the_start() {
    let rule = Rule {
        every_weeks: 2,
        ..every_day(When::At(clock("21:00")), "2026-06-03")
    };
    let found = due(
        ReminderKind::Custom,
        &rule,
        &evenings("UTC", None),
        "2026-06-01T00:00:00Z",
        "2026-07-01T00:00:00Z",
    );
    assert_eq!(
        found,
        ["2026-06-03T21:00:00+00:00", "2026-06-17T21:00:00+00:00"]
    );
}

#[test]
fn a_count_ends_a_rule_wherever_one_begins_to_look() {
    let rule = Rule {
        days: vec![Weekday::Tue, Weekday::Fri],
        count: Some(3),
        ..every_day(When::At(clock("21:00")), "2026-06-03")
    };
    let all = ["2026-06-05", "2026-06-09", "2026-06-12"];
    for (n, first) in all.iter().enumerate() {
        let found = due(
            ReminderKind::Custom,
            &rule,
            &evenings("UTC", None),
            &format!("{first}T00:00:00Z"),
            "2026-12-01T00:00:00Z",
        );
        assert_eq!(
            found.len(),
            all.len() - n,
            "three in all, {n} of them before {first}"
        );
    }
}

#[test]
fn the_last_date_is_part_of_the_rule_and_the_end_of_a_span_is_not() {
    let rule = Rule {
        until: Some(date("2026-06-03")),
        ..every_day(When::At(clock("21:00")), "2026-06-02")
    };
    let found = |to| {
        let plan = evenings("UTC", None);
        due(
            ReminderKind::Custom,
            &rule,
            &plan,
            "2026-06-01T00:00:00Z",
            to,
        )
        .len()
    };
    assert_eq!(found("2026-07-01T00:00:00Z"), 2);
    assert_eq!(
        found("2026-06-03T21:00:00Z"),
        1,
        "spans are half open, so that they can be laid end to end"
    );
}
