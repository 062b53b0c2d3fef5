//! The reference's clock: a year of a zone, walked minute by minute.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use vesper_core::time::{Instant, Zone};

/// What a wall clock in one zone shows at each minute of the simulated time.
pub struct Walk {
    /// The minute at which the walk begins.
    from: Instant,
    /// What the clock shows then.
    earliest: NaiveDateTime,
    /// What the clock shows at each minute, in minutes after `earliest`.
    shows: Vec<i32>,
    /// The minute of the walk at which the clock first shows, or has passed, each minute after `earliest`.
    first: Vec<u32>,
}

impl Walk {
    /// Walks through `from..to` in `zone`.
    pub fn through(zone: Zone, from: Instant, to: Instant) -> Self {
        let civil = |at: Instant| at.with_timezone(&zone.0).naive_local();
        let earliest = civil(from);
        let mut walk = Self {
            from,
            earliest,
            shows: Vec::new(),
            first: Vec::new(),
        };
        let mut at = from;
        for minute in 0.. {
            let shown = (civil(at) - earliest).num_minutes();
            walk.shows.push(i32::try_from(shown).unwrap());
            // A clock put forward passes many at once; one put back passes none that it has not passed before.
            while i64::try_from(walk.first.len()).unwrap() <= shown {
                walk.first.push(minute);
            }
            at += Duration::minutes(1);
            if at >= to {
                break;
            }
        }
        walk
    }

    /// When the clock first shows `civil`, or has passed it.
    pub fn first_showing(&self, date: NaiveDate, time: NaiveTime) -> Instant {
        let minutes = (date.and_time(time) - self.earliest).num_minutes();
        let found = usize::try_from(minutes).map(|minutes| self.first[minutes]);
        self.from + Duration::minutes(found.unwrap().into())
    }

    /// What the clock shows at `at`.
    pub fn shown(&self, at: Instant) -> NaiveDateTime {
        let minute = usize::try_from((at - self.from).num_minutes()).unwrap();
        self.earliest + Duration::minutes(self.shows[minute].into())
    }

    /// When, after `at`, the clock next comes round to `time`.
    pub fn comes_round(&self, at: Instant, time: NaiveTime) -> Instant {
        let mut shown = self.shown(at);
        let mut at = at;
        loop {
            at += Duration::minutes(1);
            let next = self.shown(at);
            let mut passed = shown;
            while passed < next {
                passed += Duration::minutes(1);
                if passed.time() == time {
                    return at;
                }
            }
            if next < shown && next.time() == time {
                return at;
            }
            shown = next;
        }
    }
}

/// An instant of 2026 or thereabouts, at UTC.
pub fn utc(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}
