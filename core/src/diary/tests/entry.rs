//! From what a person types to a record.

use crate::diary::{Entry, NightView, RecordId};
use crate::time::{ClockTime, Minutes};

pub(super) fn clock(text: &str) -> ClockTime {
    text.parse().unwrap()
}

/// 23:00 to 07:00 in bed, 25 min to fall asleep, 20 min awake, up at 07:00.
pub(super) fn entry(night: &str, zone: &str) -> Entry {
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

#[test]
fn time_in_bed_is_elapsed_time_over_a_change_of_clocks() {
    for (night, zone, tib) in [
        ("2026-03-28", "Europe/Berlin", 420),
        ("2026-10-24", "Europe/Berlin", 540),
        ("2026-03-28", "Asia/Kolkata", 480),
        ("2026-10-24", "Asia/Kolkata", 480),
        ("2026-11-22", "Europe/Berlin", 480),
    ] {
        let record = entry(night, zone).to_record(ClockTime::NOON).unwrap();
        let view = NightView::of(RecordId(1), &record, true);
        assert_eq!(
            view.metrics.tib_min,
            Some(Minutes(tib)),
            "23:00 to 07:00 of {night} in {zone} lasts what a stopwatch says"
        );
    }
}
