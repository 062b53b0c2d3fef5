//! Which of a night's records speaks for it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{RecordId, SleepRecord};
use crate::time::Night;

/// The records of nights, each night's primary one first.
pub type Nights = BTreeMap<Night, Vec<(RecordId, SleepRecord)>>;

/// Groups `records` by night. A night's primary record is the diary's if there is one, else the preferred source's; among equals the
/// one that spans the longest time, so that a doze before the night does not stand for it.
#[must_use]
pub fn by_night(
    records: impl IntoIterator<Item = (RecordId, SleepRecord)>,
    preferred_source: Option<&str>,
) -> Nights {
    let mut nights = Nights::new();
    for (id, record) in records {
        nights.entry(record.night).or_default().push((id, record));
    }
    for records in nights.values_mut() {
        records.sort_by_cached_key(|(id, record)| {
            let rank = if record.source.is_diary() {
                0
            } else if Some(record.source.0.as_str()) == preferred_source {
                1
            } else {
                2
            };
            let span = record
                .start()
                .zip(record.end())
                .map(|(start, end)| end - start);
            (rank, Reverse(span), *id)
        });
    }
    nights
}

/// The primary records alone, oldest first.
#[must_use]
pub fn primaries(nights: Nights) -> Vec<(RecordId, SleepRecord)> {
    nights
        .into_values()
        .filter_map(|records| records.into_iter().next())
        .collect()
}
