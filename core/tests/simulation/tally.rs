//! What was simulated, and what was wrong.

use std::fmt;
use std::ops::AddAssign;

#[derive(Debug, Default)]
pub struct Tally {
    /// Reminders times evenings.
    pub evenings: u64,
    pub looks: u64,
    /// Rows of the ledger.
    pub due: u64,
    pub shown: u64,
    pub missed: u64,
    pub skipped: u64,
    pub catch_ups: u64,
    pub snoozes: u64,
    pub suspends: u64,
    pub restarts: u64,
    pub crashes: u64,
    pub pauses: u64,
    pub travels: u64,
    pub steps: u64,
    pub leaps: u64,
    pub faults: Vec<String>,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.evenings += other.evenings;
        self.looks += other.looks;
        self.due += other.due;
        self.shown += other.shown;
        self.missed += other.missed;
        self.skipped += other.skipped;
        self.catch_ups += other.catch_ups;
        self.snoozes += other.snoozes;
        self.suspends += other.suspends;
        self.restarts += other.restarts;
        self.crashes += other.crashes;
        self.pauses += other.pauses;
        self.travels += other.travels;
        self.steps += other.steps;
        self.leaps += other.leaps;
        self.faults.extend(other.faults);
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            evenings,
            looks,
            due,
            shown,
            missed,
            skipped,
            ..
        } = self;
        writeln!(
            f,
            "{evenings} reminder-evenings, {looks} looks, {due} rows in the ledger"
        )?;
        writeln!(
            f,
            "{shown} shown, {missed} missed and recorded, {skipped} left out by a pause or a skip"
        )?;
        writeln!(
            f,
            "{} catch-ups after {} suspends, {} restarts, {} crashes between claim and message",
            self.catch_ups, self.suspends, self.restarts, self.crashes
        )?;
        write!(
            f,
            "{} snoozes, {} pauses, {} changes of zone, {} steps of the clock, {} leaps of years",
            self.snoozes, self.pauses, self.travels, self.steps, self.leaps
        )
    }
}
