//! Appointments brought in from a calendar.

use std::collections::BTreeSet;

use chrono::Duration;
use serde::Serialize;

use super::undo::Inverse;
use super::{Vesper, reminders as verbs};
use crate::error::Result;
use crate::import::{
    Appointments, FoundAppointment, KnownAppointment, Own, Reading, compare_appointments,
};
use crate::reminders::{
    Evenings, Planned, ReminderDraft, ReminderId, State, in_words, occurrences, particulars,
};
use crate::store::{self, reminders, settings};
use crate::time::{Dial, Instant};

/// The setting that names this diary in calendars.
pub(super) const DIARY_ID: &str = "diary_id";

/// An appointment that would come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ComingAppointment {
    /// Its title.
    pub title: String,
    /// When it is, in words.
    pub in_words: String,
    /// With whom, where, how long.
    pub particulars: String,
    /// How many dates of its rule are left out.
    pub without: u32,
}

impl ComingAppointment {
    pub(super) fn of(found: &FoundAppointment, dial: Dial) -> Self {
        Self {
            title: found.draft.title.clone(),
            in_words: in_words(&found.draft, dial),
            particulars: particulars(&found.draft).unwrap_or_default(),
            without: u32::try_from(found.without.len()).unwrap_or(u32::MAX),
        }
    }
}

impl Vesper {
    /// What would become of the appointments of `reading`.
    pub(super) fn compare_appointments<'r>(
        db: &store::Reading<'_>,
        reading: &'r Reading,
        now: Instant,
        dial: Dial,
    ) -> Result<Appointments<'r>> {
        if reading.appointments.is_empty() {
            return Ok(Appointments::default());
        }
        let all = reminders::all(db)?;
        let known = all
            .iter()
            .map(|Planned { id, draft, .. }| {
                Ok(KnownAppointment {
                    id: reminders::external_id(db, *id)?,
                    draft: draft.clone(),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        let diary: String = settings::get(db, DIARY_ID)?.unwrap_or_default();
        let evenings = verbs::evenings(db, dial.zone)?;
        let own = |found: &FoundAppointment| {
            let id = of_diary(found.id.as_deref()?, &diary)?;
            let Planned { draft, .. } = all.iter().find(|planned| planned.id == id)?;
            Some(if comes_as(&found.draft, draft, now, &evenings) {
                Own::Same
            } else {
                Own::Moved(draft)
            })
        };
        Ok(compare_appointments(
            &reading.appointments,
            &known,
            own,
            dial,
        ))
    }
}

/// Keeps `found` as part of the import `batch`: a reminder, and of each date that it leaves out that it was left out.
pub(super) fn bring_in(
    db: &store::Writing<'_>,
    found: &FoundAppointment,
    batch: u32,
    now: Instant,
) -> Result<Vec<Inverse>> {
    let FoundAppointment {
        draft, without, id, ..
    } = found;
    let origin = reminders::Origin {
        external_id: id.clone(),
        import: batch,
    };
    let id = reminders::bring_in(db, draft, now, &origin)?;
    let mut inverses = vec![Inverse::reminder(db, id, None)?];
    if let Some(appointment) = &draft.appointment {
        for due in without {
            let row = verbs::row(id, *due, appointment.zone, State::Skipped, now);
            let former = reminders::swap_row(db, id, due.at, Some(&row))?;
            inverses.push(Inverse::occurrence(db, id, due.at, former)?);
        }
    }
    Ok(inverses)
}

/// Whether `found`, as a calendar has it now, comes at no time of the year around `now` at which `own` does not: a series that Vesper
/// wrote as several, or with dates of its own, is still the same.
fn comes_as(found: &ReminderDraft, own: &ReminderDraft, now: Instant, evenings: &Evenings) -> bool {
    let begins = |draft| {
        let year = Duration::days(366);
        let all = occurrences(draft, evenings, now - year, now + year).into_iter();
        all.filter(|due| due.before.0 == 0).map(|due| due.at)
    };
    let minutes = |draft: &ReminderDraft| draft.appointment.as_ref().map(|one| one.minutes);
    let of_own: BTreeSet<Instant> = begins(own).collect();
    minutes(found) == minutes(own) && begins(found).all(|at| of_own.contains(&at))
}

/// The reminder that an id names which `diary` wrote into a calendar: `reminder-7@DIARY.vesper`, `reminder-7-2@DIARY.vesper`.
fn of_diary(id: &str, diary: &str) -> Option<ReminderId> {
    // A single date of a series bears its instant behind the id.
    let uid = id.split(' ').next()?;
    let number = uid
        .strip_suffix(&format!("@{diary}.vesper"))?
        .strip_prefix("reminder-")?;
    let number = number.split('-').next()?;
    number.parse().ok().map(ReminderId)
}
