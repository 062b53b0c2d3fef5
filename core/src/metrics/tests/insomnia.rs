//! The insomnia signal.

use super::{nights, window};
use crate::metrics::{InsomniaLevel, InsomniaSignal};
use crate::time::Minutes;

/// The signal over `weeks` weeks whose first `hard` nights each took `sol` min to fall asleep.
fn signal(weeks: u64, hard: u64, sol: i32) -> InsomniaSignal {
    let nights = nights("2026-01-05", 7 * weeks, |n, entry| {
        if n % 7 < hard {
            entry.sol = Minutes(sol);
        }
    });
    window(&nights).insomnia
}

#[test]
fn three_nights_a_week_carry_the_signal_and_two_do_not() {
    assert_eq!(
        signal(2, 3, 31),
        InsomniaSignal {
            nights_per_week: Some(3.0),
            weeks: 2,
            level: InsomniaLevel::Acute
        }
    );
    assert_eq!(
        signal(2, 2, 90),
        InsomniaSignal {
            nights_per_week: Some(2.0),
            weeks: 0,
            level: InsomniaLevel::None
        },
        "a few bad nights are common"
    );
    assert_eq!(
        signal(2, 7, 30).nights_per_week,
        Some(0.0),
        "30 min are not 31"
    );
}

#[test]
fn it_is_chronic_from_three_months_on() {
    assert_eq!(signal(12, 4, 45).level, InsomniaLevel::Acute);
    assert_eq!(signal(13, 4, 45).level, InsomniaLevel::Chronic);
    assert_eq!(signal(13, 4, 45).weeks, 13);
}

#[test]
fn time_awake_in_the_night_counts_as_time_to_fall_asleep_does() {
    let awake = nights("2026-11-16", 7, |n, entry| {
        if n < 3 {
            entry.waso = Minutes(31);
        }
    });
    assert_eq!(window(&awake).insomnia.weeks, 1);
}

#[test]
fn the_weeks_count_back_from_the_last_night_and_a_good_one_ends_them() {
    let was_hard = nights("2026-01-05", 35, |n, entry| {
        // Weeks 1, 2, 4 and 5 were hard; the third was not.
        if n / 7 != 2 && n % 7 < 3 {
            entry.sol = Minutes(60);
        }
    });
    let signal = window(&was_hard).insomnia;
    assert_eq!(signal.weeks, 2);
    assert_eq!(signal.nights_per_week, Some(12.0 / 5.0));
    let over = nights("2026-01-05", 21, |n, entry| {
        if n < 14 {
            entry.sol = Minutes(60);
        }
    });
    let signal = window(&over).insomnia;
    assert_eq!(
        (signal.weeks, signal.level),
        (0, InsomniaLevel::None),
        "it has passed"
    );
}

#[test]
fn a_week_that_says_too_little_is_left_out_and_ends_the_row() {
    let mut sparse = nights("2026-01-05", 21, |_, entry| entry.sol = Minutes(60));
    sparse.retain(|record| {
        // Of the second week two nights are left.
        let day = (record.night - super::entry("2026-01-05").night).num_days();
        !(9..14).contains(&day)
    });
    let signal = window(&sparse).insomnia;
    assert_eq!(
        signal.weeks, 1,
        "nothing is known of the week before the last"
    );
    assert_eq!(
        signal.nights_per_week,
        Some(7.0),
        "over the two weeks that are known"
    );

    let mut begun = nights("2026-01-05", 22, |_, entry| entry.sol = Minutes(60));
    // Of the latest week one night is on record, and that a good one.
    begun.remove(20);
    begun.drain(14..20);
    if let Some(last) = begun.last_mut() {
        last.waso = Some(Minutes(5));
        last.sleep_onset = last.lights_out;
    }
    assert_eq!(
        window(&begun).insomnia.weeks,
        2,
        "a week that has only begun does not undo the weeks before it"
    );

    let three = nights("2026-01-05", 3, |_, entry| entry.sol = Minutes(60));
    assert_eq!(
        window(&three).insomnia.weeks,
        1,
        "three hard nights are three, whatever the rest were"
    );
    let good = nights("2026-01-05", 3, |_, _| ());
    assert_eq!(
        window(&good).insomnia.nights_per_week,
        None,
        "three good ones leave four unknown"
    );
}

#[test]
fn a_night_that_knows_neither_is_not_a_good_one() {
    let mut device = nights("2026-01-05", 7, |_, _| ());
    for record in &mut device {
        record.waso = None;
    }
    assert_eq!(
        window(&device).insomnia.nights_per_week,
        None,
        "a short SOL alone does not say that the night was good"
    );
}
