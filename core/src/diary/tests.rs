//! What holds of entries, records and ribbons, with reasons.

mod entry;
mod factors;
mod ribbon;
mod validate;

use proptest::prelude::*;

use super::{Entry, SleepRecord};
use crate::time::tests::{any_night, any_zone};
use crate::time::{ClockTime, Instant, Minutes};

fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

fn at(rfc3339: &str) -> Instant {
    rfc3339.parse().unwrap()
}

/// In bed 23:00, lights out 23:10, asleep 25 min later, 20 min awake in 2 awakenings, awake 06:40, up 07:00.
fn entry(night: &str, zone: &str) -> Entry {
    Entry {
        night: night.parse().unwrap(),
        zone: zone.parse().unwrap(),
        in_bed: clock("23:00"),
        lights_out: clock("23:10"),
        sol: Minutes(25),
        awakenings: Some(2),
        waso: Minutes(20),
        final_wake: clock("06:40"),
        out_of_bed: clock("07:00"),
        tasafa: None,
        wanted_wake: None,
        quality: None,
        rested: None,
        note: None,
    }
}

/// What [`entry`] becomes on an ordinary night in Berlin.
fn record() -> SleepRecord {
    entry("2026-11-22", "Europe/Berlin")
        .to_record(ClockTime::NOON)
        .unwrap()
}

/// Entries that can be, in any zone, over changes of clocks too.
pub(crate) fn any_entry() -> impl Strategy<Value = Entry> {
    let stops = (0..24 * 60, 0..180, 60..720, 0..180);
    let minutes = (0..60, 0..60, proptest::option::of(0..60));
    let rest = (
        proptest::option::of(0..8u32),
        proptest::option::of(1..=5u8),
        proptest::option::of(0..24 * 60),
    );
    (any_night(), any_zone(), stops, minutes, rest)
        .prop_map(
            |(night, zone, (bed, lights, asleep, up), (sol, waso, tasafa), rest)| {
                let clock = ClockTime::from_minutes;
                let (awakenings, quality, wanted) = rest;
                Entry {
                    night,
                    zone,
                    in_bed: clock(bed),
                    lights_out: clock(bed + lights),
                    sol: Minutes(sol),
                    awakenings,
                    waso: Minutes(waso),
                    final_wake: clock(bed + lights + asleep),
                    out_of_bed: clock(bed + lights + asleep + up),
                    tasafa: tasafa.map(Minutes),
                    wanted_wake: wanted.map(clock),
                    quality,
                    rested: quality,
                    note: None,
                }
            },
        )
        .prop_filter("an entry that can be", |entry| {
            entry.to_record(ClockTime::NOON).is_ok()
        })
}
