//! The one place where the wall clock is read.

use std::sync::Mutex;

use super::{Hours, Instant, Zone};
use crate::language::Language;

/// Tells the time, the computer's zone and what else it is set to. Everything else takes `now` as an argument.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;
    /// The zone the computer is set to now; it may change while the program runs.
    fn zone(&self) -> Zone;
    /// Whether clocks show 12 or 24 hours where the computer is set to, for a person who did not choose.
    fn hours(&self) -> Hours {
        Hours::default()
    }
    /// The language the computer is set to, for a person who did not choose; English where Vesper does not speak it.
    fn language(&self) -> Language {
        Language::default()
    }
}

/// The computer's own clock and zone.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the clock at the edge is the one place that reads the time"
    )]
    fn now(&self) -> Instant {
        chrono::Utc::now()
    }

    /// Follows `TZ` where it names an IANA zone, then the system's setting; UTC where neither tells.
    fn zone(&self) -> Zone {
        let named = std::env::var("TZ")
            .ok()
            .map(|tz| tz.trim_start_matches(':').to_owned());
        named
            .and_then(|name| name.parse().ok())
            .or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok())
            .unwrap_or(Zone::UTC)
    }

    fn hours(&self) -> Hours {
        let locale = sys_locale::get_locale();
        locale.map_or(Hours::default(), |tag| Hours::of_locale(&tag))
    }

    fn language(&self) -> Language {
        Language::of_preferred(sys_locale::get_locales())
    }
}

/// A clock that stands where a test put it.
#[derive(Debug)]
pub struct FixedClock(Mutex<(Instant, Zone)>);

impl FixedClock {
    /// A clock standing at `now` in `zone`.
    #[must_use]
    pub fn new(now: Instant, zone: Zone) -> Self {
        Self(Mutex::new((now, zone)))
    }

    /// Puts the clock to `now`.
    pub fn set(&self, now: Instant) {
        self.state().0 = now;
    }

    /// Moves the computer to `zone`.
    pub fn travel(&self, zone: Zone) {
        self.state().1 = zone;
    }

    fn state(&self) -> std::sync::MutexGuard<'_, (Instant, Zone)> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        self.state().0
    }

    fn zone(&self) -> Zone {
        self.state().1
    }
}
