//! What a file holds, held against what the diary has.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Found, Skipped};
use crate::diary::{SleepRecord, Source};
use crate::text::text;
use crate::time::{Instant, Night};

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
