//! What a file holds, held against what the diary has.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Found, FoundAppointment, Skipped};
use crate::diary::{SleepRecord, Source};
use crate::reminders::{ReminderDraft, When, in_words};
use crate::text::text;
use crate::time::{Dial, Instant, Night};

/// What would become of each record of a reading.
#[derive(Debug, Default)]
pub(crate) struct Comparison<'r> {
    /// Would come in.
    pub(crate) new: Vec<&'r SleepRecord>,
    /// The diary has them already.
    pub(crate) duplicates: u32,
    /// Overlap another record of their source, in the diary or earlier in the file.
    pub(crate) skipped: Vec<Skipped>,
}

/// Compares `found` with the records the diary has.
///
/// A record is known by its source's own id; one without an id, by its source, kind, start and end.
pub(crate) fn compare<'r>(found: &'r [Found], diary: &[SleepRecord]) -> Comparison<'r> {
    let mut known = Known::default();
    for record in diary {
        known.add(record);
    }
    let mut comparison = Comparison::default();
    for Found { line, record } in found {
        if known.has(record) {
            comparison.duplicates += 1;
        } else if let Some(night) = known.overlapped_by(record) {
            let reason = text("import_row_overlap", &[("night", &night.to_string())]);
            comparison.skipped.push(Skipped {
                line: *line,
                reason,
            });
        } else {
            known.add(record);
            comparison.new.push(record);
        }
    }
    comparison
}

/// An appointment that Vesper has already.
pub(crate) struct KnownAppointment {
    /// What calendars know it by.
    pub(crate) id: Option<String>,
    /// As it stands.
    pub(crate) draft: ReminderDraft,
}

/// What would become of each appointment of a reading.
#[derive(Debug, Default)]
pub(crate) struct Appointments<'r> {
    /// Would come in.
    pub(crate) new: Vec<&'r FoundAppointment>,
    /// Vesper has them already.
    pub(crate) duplicates: u32,
    /// Vesper has them at another time, or with another length.
    pub(crate) skipped: Vec<Skipped>,
}

/// What an appointment is that this diary itself once wrote into a calendar.
pub(crate) enum Own<'a> {
    /// At times at which its reminder has it still.
    Same,
    /// At others: moved there, or moved here.
    Moved(&'a ReminderDraft),
}

/// Compares `found` with the appointments on record; `own` tells what became of one whose id names a reminder that stands here.
///
/// An appointment is known by the calendar's id; one without an id by its title, its rule and its zone. One that was moved is not
/// moved here: it may have been moved here too, and its reminder must be where its person thinks it is.
pub(crate) fn compare_appointments<'r, 'k>(
    found: &'r [FoundAppointment],
    known: &'k [KnownAppointment],
    own: impl Fn(&FoundAppointment) -> Option<Own<'k>>,
    dial: Dial,
) -> Appointments<'r> {
    let mut comparison = Appointments::default();
    let moved = |one: &FoundAppointment, draft: &ReminderDraft| Skipped {
        line: one.line,
        reason: text("import_ics_moved", &[("rule", &in_words(draft, dial))]),
    };
    for one in found {
        let same_time = |other: &ReminderDraft| same_time(other, &one.draft);
        let of_id = one.id.as_ref().and_then(|id| {
            let same = |known: &&KnownAppointment| known.id.as_ref() == Some(id);
            known.iter().find(same)
        });
        let of_content = || {
            let same = |draft: &ReminderDraft| same_time(draft) && draft.title == one.draft.title;
            one.id.is_none() && known.iter().any(|known| same(&known.draft))
        };
        let met = |other: &&&FoundAppointment| match (&other.id, &one.id) {
            (Some(other), Some(id)) => other == id,
            (None, None) => same_time(&other.draft) && other.draft.title == one.draft.title,
            _ => false,
        };
        match (of_id, own(one)) {
            (Some(known), _) if !same_time(&known.draft) => {
                comparison.skipped.push(moved(one, &known.draft));
            }
            (None, Some(Own::Moved(draft))) => comparison.skipped.push(moved(one, draft)),
            (Some(_), _) | (None, Some(Own::Same)) => comparison.duplicates += 1,
            (None, None) if of_content() => comparison.duplicates += 1,
            (None, None) if comparison.new.iter().any(|other| met(&other)) => {
                comparison.duplicates += 1;
            }
            (None, None) => comparison.new.push(one),
        }
    }
    comparison
}

/// Whether two appointments are at the same time and as long.
fn same_time(one: &ReminderDraft, other: &ReminderDraft) -> bool {
    let minutes = |draft: &ReminderDraft| draft.appointment.as_ref().map(|own| own.minutes);
    let zone = |draft: &ReminderDraft| draft.appointment.as_ref().map(|own| own.zone);
    let begins = match (&one.rule.when, &other.rule.when) {
        // An instant is the same one, whatever clock it is told on: where a calendar names none, on the computer's, which travels.
        (When::Once(one), When::Once(other)) => one == other,
        _ => one.rule == other.rule && zone(one) == zone(other),
    };
    begins && minutes(one) == minutes(other)
}

/// The records met so far, by identity and by the time they take.
#[derive(Default)]
struct Known {
    ids: HashSet<(Source, String)>,
    whole: HashSet<(Source, crate::diary::RecordKind, Instant, Instant)>,
    spans: HashMap<Source, BTreeMap<Instant, (Instant, Night)>>,
}

/// Milliseconds are what the store keeps.
fn span(record: &SleepRecord) -> Option<(Instant, Instant)> {
    use chrono::SubsecRound;
    Some((
        record.start()?.trunc_subsecs(3),
        record.end()?.trunc_subsecs(3),
    ))
}

impl Known {
    fn add(&mut self, record: &SleepRecord) {
        if let Some(id) = &record.external_id {
            self.ids.insert((record.source.clone(), id.clone()));
        }
        if let Some((start, end)) = span(record) {
            self.whole
                .insert((record.source.clone(), record.kind, start, end));
            self.spans
                .entry(record.source.clone())
                .or_default()
                .insert(start, (end, record.night));
        }
    }

    fn has(&self, record: &SleepRecord) -> bool {
        match (&record.external_id, span(record)) {
            (Some(id), _) => self.ids.contains(&(record.source.clone(), id.clone())),
            (None, Some((start, end))) => {
                self.whole
                    .contains(&(record.source.clone(), record.kind, start, end))
            }
            (None, None) => false,
        }
    }

    /// The night of a record of the same source that shares time with `record`. Spans of one source do not overlap each other,
    /// so only the last one that begins before the end can.
    fn overlapped_by(&self, record: &SleepRecord) -> Option<Night> {
        let (start, end) = span(record)?;
        let (_, (other_end, night)) = self.spans.get(&record.source)?.range(..end).next_back()?;
        (*other_end > start).then_some(*night)
    }
}
