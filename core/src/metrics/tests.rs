//! What holds of the numbers, with reasons.

mod chronotype;
mod insomnia;
mod night;
mod peers;
mod regularity;
mod trend;
mod window;

use chrono::Days;

use super::{Habits, WindowMetrics};
use crate::diary::{Entry, SleepRecord};
use crate::time::{ClockTime, Minutes, Weekday};

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

/// In bed 22:40, lights out 23:00, 25 min to fall asleep, 20 awake, awake 06:40, up 07:00.
fn entry(night: &str) -> Entry {
    Entry {
        night: night.parse().unwrap(),
        zone: "Europe/Berlin".parse().unwrap(),
        in_bed: clock("22:40"),
        lights_out: clock("23:00"),
        sol: Minutes(25),
        awakenings: Some(2),
        waso: Minutes(20),
        final_wake: clock("06:40"),
        out_of_bed: clock("07:00"),
        tasafa: Some(Minutes(10)),
        wanted_wake: None,
        quality: None,
        rested: None,
        note: None,
    }
}

/// `count` nights from `first` on, each [`entry`] as `change` makes it of its number.
fn nights(first: &str, count: u64, change: impl Fn(u64, &mut Entry)) -> Vec<SleepRecord> {
    (0..count)
        .map(|n| {
            let mut entry = entry(first);
            entry.night = entry.night + Days::new(n);
            change(n, &mut entry);
            entry.to_record(ClockTime::NOON).unwrap()
        })
        .collect()
}

/// What most people's settings say.
const USUAL: Habits<'static> = Habits {
    rollover: ClockTime::NOON,
    free_days: &[Weekday::Sat, Weekday::Sun],
    alarm_on_free_days: false,
};

fn window(nights: &[SleepRecord]) -> WindowMetrics {
    WindowMetrics::of(nights, &[], &USUAL)
}

fn about(value: Option<f64>, expected: f64) -> bool {
    value.is_some_and(|value| (value - expected).abs() < 1e-9)
}
