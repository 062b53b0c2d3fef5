//! What all lives share: the walked zones, and where diaries lie.

use std::collections::HashMap;
use std::path::Path;

use chrono::{Days, Duration};
use tempfile::TempDir;
use vesper_core::reminders::{ReminderDraft, Schedule};
use vesper_core::time::{Instant, Zone};

use crate::reference::Calendar;
use crate::walk::Walk;

/// Where people travel to and have their appointments: every kind of change there is.
const ABROAD: [&str; 12] = [
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
    "Pacific/Pago_Pago",
    "Asia/Tokyo",
];

pub struct World {
    begin: Instant,
    end: Instant,
    walked: HashMap<Zone, Walk>,
}

impl World {
    /// A world between `begin` and `end`.
    pub fn new(begin: Instant, end: Instant) -> Self {
        let mut world = Self {
            begin,
            end,
            walked: HashMap::new(),
        };
        for zone in world.abroad() {
            let walk = world.walk(zone);
            world.walked.insert(zone, walk);
        }
        world
    }

    pub fn abroad(&self) -> [Zone; ABROAD.len()] {
        ABROAD.map(|name| name.parse().unwrap())
    }

    fn walk(&self, zone: Zone) -> Walk {
        Walk::through(
            zone,
            self.begin - Duration::days(12),
            self.end + Duration::days(20),
        )
    }

    /// What falls due in `zone`.
    pub fn calendar(
        &self,
        zone: Zone,
        abroad: Zone,
        drafts: &[ReminderDraft],
        plan: &Schedule,
    ) -> Calendar {
        let own;
        let walk = match self.walked.get(&zone) {
            Some(walk) => walk,
            None => {
                own = self.walk(zone);
                &own
            }
        };
        let first = self.begin.date_naive() - Days::new(5);
        let last = self.end.date_naive() + Days::new(12);
        Calendar::of(drafts, plan, (first, last), walk, &self.walked[&abroad])
    }

    /// A folder for a diary: in memory where the system has such a place, for a year of evenings is written in a second.
    pub fn folder(&self) -> TempDir {
        let memory = Path::new("/dev/shm");
        if memory.is_dir() {
            tempfile::tempdir_in(memory).unwrap()
        } else {
            tempfile::tempdir().unwrap()
        }
    }
}
