//! Trends and how they read.

use super::{about, clock, nights};
use crate::metrics::{Trend, trends};
use crate::text::text;
use crate::time::Minutes;

fn of<'a>(trends: &'a [Trend], measure: &str) -> &'a Trend {
    trends
        .iter()
        .find(|trend| trend.measure == measure)
        .unwrap()
}

#[test]
fn there_is_a_trend_a_measure_even_without_nights() {
    let none = trends(&[]);
    let measures: Vec<&str> = none.iter().map(|trend| trend.measure.as_str()).collect();
    assert_eq!(measures, ["sol_min", "waso_min", "tst_min", "se_pct"]);
    for trend in none {
        assert_eq!(trend.points, []);
        assert_eq!(trend.reading, text("reading_too_few", &[]));
    }
}

#[test]
fn a_trend_reads_the_week_now_beside_the_week_two_weeks_before() {
    let better = nights("2026-11-01", 21, |n, entry| {
        entry.sol = Minutes(if n < 7 { 41 } else { 24 });
    });
    let better = trends(&better);
    assert_eq!(
        of(&better, "sol_min").reading,
        "You fall asleep in about 24 min; two weeks before it was 41 min."
    );
    assert_eq!(
        of(&better, "waso_min").reading,
        "You lie awake for about 20 min in the night, much as two weeks before."
    );
    assert_eq!(
        of(&better, "tst_min").reading,
        "You sleep about 6 h 56 min a night; two weeks before it was 6 h 39 min."
    );
    assert_eq!(
        of(&better, "se_pct").reading,
        "You are asleep for about 83 % of your time in bed; two weeks before it was 80 %."
    );
    let mut later = nights("2026-11-01", 21, |_, _| ());
    later.drain(14..20);
    assert_eq!(
        of(&trends(&later), "sol_min").reading,
        "In the week to 17 November: You fall asleep in about 25 min.",
        "the newest night stands alone: the sentence says of which week it is"
    );
    let week = trends(&nights("2026-11-01", 7, |_, _| ()));
    assert_eq!(
        of(&week, "sol_min").reading,
        "You fall asleep in about 25 min.",
        "nothing is said of weeks that are not known"
    );
}

#[test]
fn nights_without_a_record_are_points_without_a_value() {
    let mut ten = nights("2026-11-01", 10, |n, entry| {
        entry.sol = Minutes(10 * i32::try_from(n).unwrap());
    });
    ten.drain(1..5);
    let trend = trends(&ten);
    let points = &of(&trend, "sol_min").points;
    assert_eq!(points.len(), 10, "every date from first to last");
    assert_eq!(points[0].value, Some(0.0));
    assert_eq!((points[1].value, points[4].value), (None, None));
    assert_eq!(
        points[6].smoothed, None,
        "the 1st, 6th and 7th are three nights"
    );
    assert!(
        about(points[8].smoothed, 65.0),
        "the mean of 50 to 80 min, the week up to the 9th: {:?}",
        points[8].smoothed
    );
}

#[test]
fn smoothed_sleep_efficiency_is_mean_tst_over_mean_tib() {
    let four = nights("2026-11-01", 4, |n, entry| {
        if n == 3 {
            entry.in_bed = clock("18:40");
        }
    });
    let trend = trends(&four);
    let last = of(&trend, "se_pct").points.last().unwrap();
    assert!(about(last.value, 100.0 * 415.0 / 740.0), "{last:?}");
    assert!(
        about(last.smoothed, 100.0 * (4.0 * 415.0) / (3.0 * 500.0 + 740.0)),
        "{last:?}"
    );
}
