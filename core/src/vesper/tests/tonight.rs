//! The Tonight page through a day, and over a clock change.

use super::{berlin, clock, device_night, entry, home, instant, night};
use crate::reminders::{
    NoticeAction, ReminderDraft, ReminderKind, Rule, Schedule, ScheduleDay, Sound, State, When,
};
use crate::time::{Minutes, Weekday, local};
use crate::vesper::{Light, PartOfDay};

#[test]
fn the_page_follows_the_day() {
    // Berlin is at UTC+1; the usual plan is 23:00 to 07:00.
    let mut home = home("2026-11-23T03:00:00Z");
    let cases = [
        (
            "2026-11-23T03:00:00Z",
            PartOfDay::Night,
            Light::Evening,
            "2026-11-22",
            false,
        ),
        (
            "2026-11-23T06:30:00Z",
            PartOfDay::Morning,
            Light::Day,
            "2026-11-23",
            true,
        ),
        (
            "2026-11-23T13:00:00Z",
            PartOfDay::Day,
            Light::Day,
            "2026-11-23",
            true,
        ),
        (
            "2026-11-23T19:59:00Z",
            PartOfDay::Day,
            Light::Day,
            "2026-11-23",
            true,
        ),
        (
            "2026-11-23T20:00:00Z",
            PartOfDay::Evening,
            Light::Evening,
            "2026-11-23",
            false,
        ),
        (
            "2026-11-23T22:30:00Z",
            PartOfDay::Night,
            Light::Evening,
            "2026-11-23",
            false,
        ),
    ];
    for (now, part, light, date, log_last) in cases {
        home.clock.set(instant(now));
        let page = home.vesper.tonight().unwrap();
        assert_eq!(page.part, part, "the part of the day at {now}");
        assert_eq!(page.light, light, "the light at {now}");
        assert_eq!(
            page.night,
            night(date),
            "the night that is or comes at {now}"
        );
        assert_eq!(page.log_last, log_last, "whether to log at {now}");
        assert_eq!(
            page.now,
            local(instant(now), berlin()),
            "as the clock shows it"
        );
    }
    home.clock.set(instant("2026-11-23T21:15:00Z"));
    assert_eq!(
        home.vesper.tonight().unwrap().minutes_left,
        45,
        "22:15 to 23:00"
    );
    home.clock.set(instant("2026-11-23T22:15:30Z"));
    assert_eq!(home.vesper.tonight().unwrap().minutes_left, -16, "past it");
    home.vesper.log_night(&entry("2026-11-22")).unwrap();
    home.clock.set(instant("2026-11-23T07:30:00Z"));
    let page = home.vesper.tonight().unwrap();
    assert_eq!(
        (page.part, page.log_last),
        (PartOfDay::Day, false),
        "once last night is logged the morning is over"
    );
}

#[test]
fn last_night_is_told_in_plain_words() {
    let mut home = home("2026-11-23T08:00:00Z");
    let reading = |home: &super::Home| home.vesper.tonight().unwrap().last_reading;
    assert_eq!(reading(&home), None, "nothing is known, nothing is said");
    device_night(&mut home.vesper, "2026-11-22", "watch");
    assert_eq!(
        reading(&home).as_deref(),
        Some("Asleep from 00:10 to 07:30."),
        "a device knows no more"
    );
    assert!(
        home.vesper.tonight().unwrap().log_last,
        "the diary lacks it all the same"
    );
    let mut logged = entry("2026-11-22");
    logged.sol = Minutes(28);
    home.vesper.log_night(&logged).unwrap();
    assert_eq!(
        reading(&home).as_deref(),
        Some(
            "About 6 h 50 min of sleep, half an hour to drop off. Awake in the night for about 20 min."
        ),
        "460 min from lights out less 28 and 20, as memory rounds it"
    );
}

#[test]
fn the_evening_over_a_clock_change_is_planned_by_the_wall_clock() {
    let home = home("2026-03-28T20:00:00Z");
    let page = home.vesper.tonight().unwrap();
    assert_eq!(page.lights_out.to_rfc3339(), "2026-03-28T23:00:00+01:00");
    assert_eq!(page.rise.to_rfc3339(), "2026-03-29T07:00:00+02:00");
}

#[test]
fn stops_are_this_evenings_reminders_in_their_order() {
    let mut home = home("2026-11-23T12:00:00Z");
    let draft = |title: &str, when, body: Option<&str>, routine: Option<&str>| ReminderDraft {
        kind: ReminderKind::SelfMassage,
        title: title.to_owned(),
        body: body.map(str::to_owned),
        routine: routine.map(str::to_owned),
        rule: Rule {
            when,
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: night("2026-11-20"),
            until: None,
            count: None,
        },
        grace_min: Minutes(60),
        sound: Sound::None,
        actions: NoticeAction::ALL.to_vec(),
        appointment: None,
        enabled: true,
    };
    let routine = crate::massage::content().unwrap().routines[0].id.clone();
    let before = When::BeforeLightsOut(Minutes(45));
    for (title, when, body, routine) in [
        ("late", before, None, Some(routine.as_str())),
        (
            "early",
            When::At(clock("18:30")),
            Some("With the lamp low"),
            None,
        ),
        ("in the morning", When::At(clock("08:00")), None, None),
    ] {
        home.vesper
            .add_reminder(&draft(title, when, body, routine))
            .unwrap();
    }
    home.clock.set(instant("2026-11-23T18:00:00Z"));
    let stops = home.vesper.tonight().unwrap().stops;
    let told: Vec<_> = stops
        .iter()
        .map(|stop| {
            (
                stop.occurrence.title.as_str(),
                stop.past,
                stop.occurrence.state,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("early", true, State::Planned),
            ("late", false, State::Planned)
        ],
        "the morning's belongs to another day"
    );
    assert_eq!(
        stops[0].detail.as_deref(),
        Some("With the lamp low"),
        "its own line"
    );
    let detail = stops[1].detail.clone().unwrap();
    assert!(
        detail.contains(" min, "),
        "the routine's length and place: {detail}"
    );
    assert_eq!(
        stops[1].occurrence.due.to_rfc3339(),
        "2026-11-23T22:15:00+01:00",
        "45 min before 23:00"
    );
}

#[test]
fn a_plan_after_midnight_belongs_to_the_evening_before() {
    let mut home = home("2026-11-23T22:30:00Z");
    let late = ScheduleDay {
        day: Weekday::Mon,
        bed: clock("00:30"),
        rise: clock("08:30"),
    };
    home.vesper.set_schedule(&Schedule(vec![late])).unwrap();
    let page = home.vesper.tonight().unwrap();
    assert_eq!(page.night, night("2026-11-23"), "Monday's night");
    assert_eq!(page.minutes_left, 60, "23:30 to 00:30");
    assert_eq!(page.part, PartOfDay::Evening, "not yet the night");
}
