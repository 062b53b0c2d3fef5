//! Against a reference too slow and too simple to be wrong.

use chrono::{Datelike, Duration, NaiveDateTime};
use proptest::prelude::*;

use super::*;

/// The first instant, minute by minute, at which the wall clock shows `civil` or has passed it.
fn first_showing(civil: NaiveDateTime, zone: Zone) -> Instant {
    let mut instant = civil.and_utc() - Duration::hours(30);
    while instant.with_timezone(&zone.0).naive_local() < civil {
        instant += Duration::minutes(1);
    }
    instant
}

/// The dates of a rule, day by day from its start.
fn dates(rule: &Rule, last: NaiveDate) -> Vec<NaiveDate> {
    let mut found = Vec::new();
    let mut monday_of_week = rule.start.week(chrono::Weekday::Mon).first_day();
    let mut on = true;
    let mut off_for = 0;
    for day in rule.start.iter_days().take_while(|day| *day <= last) {
        let monday = day.week(chrono::Weekday::Mon).first_day();
        if monday != monday_of_week {
            monday_of_week = monday;
            off_for = (off_for + 1) % rule.every_weeks;
            on = off_for == 0;
        }
        let chosen = match rule.days.as_slice() {
            [] if rule.every_weeks > 1 => day.weekday() == rule.start.weekday(),
            [] => true,
            days => days.contains(&Weekday::of(day)),
        };
        let ended = rule.until.is_some_and(|until| day > until)
            || rule
                .count
                .is_some_and(|count| found.len() >= count as usize);
        if on && chosen && !ended {
            found.push(day);
        }
    }
    found
}

fn reference(rule: &Rule, evenings: &Evenings, from: Instant, to: Instant) -> Vec<Instant> {
    let mut all: Vec<Instant> = dates(rule, to.date_naive() + Duration::days(4))
        .into_iter()
        .map(|day| match rule.when {
            When::At(clock) => first_showing(day.and_time(clock.time()), evenings.zone),
            When::BeforeLightsOut(minutes) => {
                let plan = evenings
                    .schedule
                    .of(day)
                    .or(Schedule::default().of(day))
                    .unwrap();
                let after_midnight = plan.bed < evenings.rollover;
                let bed_date = day + Duration::days(i64::from(after_midnight));
                first_showing(bed_date.and_time(plan.bed.time()), evenings.zone)
                    - Duration::minutes(i64::from(minutes.0))
            }
            When::Once(at) => at,
        })
        .filter(|at| from <= *at && *at < to)
        .filter(|at| !asleep(*at, evenings))
        .collect();
    all.sort_unstable();
    all
}

/// Whether `instant` lies in a planned sleep: go back minute by minute to whichever was last, a lights-out or a rise.
fn asleep(instant: Instant, evenings: &Evenings) -> bool {
    (-3..=2).any(|days| {
        let night = instant.date_naive() + Duration::days(days);
        let Some(plan) = evenings.schedule.of(night) else {
            return false;
        };
        let bed_date = night + Duration::days(i64::from(plan.bed < evenings.rollover));
        let lights_out = first_showing(bed_date.and_time(plan.bed.time()), evenings.zone);
        let rise_date = bed_date + Duration::days(i64::from(plan.rise <= plan.bed));
        let rise = first_showing(rise_date.and_time(plan.rise.time()), evenings.zone);
        lights_out <= instant && instant < rise
    })
}

fn any_zone() -> impl Strategy<Value = Zone> {
    // Zones with every kind of change, and all of them.
    prop_oneof![
        proptest::sample::select(vec![
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "America/Havana",
            "Asia/Beirut",
            "America/St_Johns",
            "Pacific/Chatham",
            "Asia/Kathmandu",
            "Antarctica/Troll",
        ])
        .prop_map(zone),
        proptest::sample::select(chrono_tz::TZ_VARIANTS.to_vec()).prop_map(Zone),
    ]
}

fn any_clock() -> impl Strategy<Value = ClockTime> {
    (0..1440).prop_map(ClockTime::from_minutes)
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let when = prop_oneof![
        any_clock().prop_map(When::At),
        (0..4).prop_map(|quarter| When::At(ClockTime::from_minutes(120 + quarter * 15))),
        (0..240).prop_map(before_lights_out),
    ];
    let days = proptest::sample::subsequence(Weekday::ALL.to_vec(), 0..=7);
    let day = (2015..2035, 1..=366u32)
        .prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day.min(365)).unwrap());
    (
        when,
        days,
        1..4u32,
        day,
        proptest::option::of(0..400i64),
        proptest::option::of(1..200u32),
    )
        .prop_map(|(when, days, every_weeks, start, until, count)| Rule {
            when,
            days,
            kind_of_day: None,
            every_weeks,
            start,
            until: until.map(|days| start + Duration::days(days)),
            count,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_occurrences_are_those_of_the_naive_reference(
        zone in any_zone(),
        rule in any_rule(),
        plan in proptest::option::of((any_clock(), any_clock())),
        offset in -10..380i64,
        span in 1..40i64,
    ) {
        // A plan that rises near the time of going to bed is refused elsewhere; a change of clocks would fold it.
        let plan = plan.filter(|(bed, rise)| (120..1320).contains(&(rise.minutes() - bed.minutes()).rem_euclid(1440)));
        let day = |(bed, rise)| Weekday::ALL.into_iter().map(|day| ScheduleDay { day, bed, rise }).collect();
        let evenings = Evenings {
            schedule: Schedule(plan.map(day).unwrap_or_default()),
            rollover: clock("12:00"),
            zone,
            free_days: Vec::new(),
        };
        let from = (rule.start + Duration::days(offset)).and_time(clock("05:00").time()).and_utc();
        let to = from + Duration::days(span);
        let found: Vec<Instant> = occurrences(&draft(ReminderKind::Custom, rule.clone()), &evenings, from, to)
            .into_iter()
            .map(|due| due.at)
            .collect();
        prop_assert_eq!(found, reference(&rule, &evenings, from, to));
    }

    #[test]
    fn spans_laid_end_to_end_hold_what_the_whole_span_holds(
        zone in any_zone(),
        rule in any_rule(),
        cut in 1..719i64,
    ) {
        let evenings = Evenings { schedule: Schedule(Vec::new()), rollover: clock("12:00"), zone, free_days: Vec::new() };
        let from = rule.start.and_time(clock("00:00").time()).and_utc();
        let (middle, to) = (from + Duration::hours(cut), from + Duration::days(30));
        let draft = draft(ReminderKind::Custom, rule);
        let of = |from, to| occurrences(&draft, &evenings, from, to);
        let halves: Vec<Due> = of(from, middle).into_iter().chain(of(middle, to)).collect();
        prop_assert_eq!(halves, of(from, to), "a look a minute must not differ from one a month");
    }
}
