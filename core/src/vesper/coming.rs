//! What will be shown, and when.

use chrono::Duration;
use serde::Serialize;

use super::Vesper;
use super::due::paused_until;
use super::reminders::{check_span, each_due, evenings, shown};
use crate::error::Result;
use crate::reminders::{EARLIEST, Occurrence, State, comes, may_show_until, said};
use crate::time::{Dial, Instant, LocalTime, Zone, local};

/// How long before it is shown an occurrence can have fallen due, unless a pause holds it back.
const BACK: Duration = Duration::days(2);
/// The longest a pause can hold back what has fallen due: a heads-up says something until its appointment.
const LONGEST_OPEN: Duration = Duration::minutes(EARLIEST as i64);

/// An occurrence that will be shown, unless somebody acts on it before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Coming {
    /// The reminder's occurrence.
    #[serde(flatten)]
    pub occurrence: Occurrence,
    /// When it is shown: when it is due, or later where it was put off, reminders are paused, or the planned sleep lies between.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub comes: LocalTime,
    /// Its title, or what it announces, as it is said then.
    pub words: String,
}

impl Vesper {
    /// What will be shown in a span (its end left out) to a person who is free, the earliest first, in `zone`. What is shown
    /// when is said here and nowhere else.
    ///
    /// # Errors
    /// As [`Self::upcoming`].
    pub fn coming(&self, from: Instant, to: Instant, zone: Zone) -> Result<Vec<Coming>> {
        check_span(from, to)?;
        let now = self.now();
        let dial = Dial {
            zone,
            ..self.dial()?
        };
        self.store.read(|db| {
            let evenings = evenings(db, zone)?;
            let paused_until = paused_until(db)?;
            let held = paused_until.is_some_and(|until| from <= until);
            let back = if held {
                from.min(now) - LONGEST_OPEN
            } else {
                from - BACK
            };
            let mut found = Vec::new();
            each_due(db, (back, to), now, &evenings, |draft, row| {
                let open = matches!(row.state, State::Planned | State::Snoozed);
                let over =
                    may_show_until(draft, row.of(), row.begins(), row.until_free, &evenings) <= now;
                let comes = comes(draft, &row, paused_until, &evenings)
                    .filter(|at| open && !over && from <= *at && *at < to);
                let Some(at) = comes else {
                    return;
                };
                let occurrence = shown(draft, &row, &evenings, zone);
                found.push(Coming {
                    words: said(draft, &occurrence, at, dial),
                    occurrence,
                    comes: local(at, zone),
                });
            })?;
            found.sort_by_key(|one| (one.comes, one.occurrence.due, one.occurrence.id));
            found.dedup_by_key(|one| (one.occurrence.due, one.occurrence.id));
            Ok(found)
        })
    }

    /// The planned rise, where the present instant lies in the planned sleep.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn asleep_until(&self) -> Result<Option<Instant>> {
        let evenings = self.store.read(|db| evenings(db, self.zone()))?;
        Ok(evenings.asleep(self.now()).map(|night| night.rise))
    }
}
