//! The Sleep Regularity Index: how alike two days in a row are, minute by minute.

use std::collections::BTreeMap;

use chrono::{Days, Duration};

use crate::diary::SleepRecord;
use crate::time::{ClockTime, Instant, Night, local, resolve};

/// Minutes of a day on the wall clock.
const DAY_MIN: usize = 24 * 60;
/// Fewer pairs of days than this give no index.
const PAIRS_OF_DAYS: u32 = 5;

/// The Sleep Regularity Index of a row of equal epochs: -100 + 200 * the share of epochs whose state (asleep or not) is the
/// same one day later.
///
/// From -100 (always the other) by 0 (chance) to 100 (always the same) (Phillips et al. 2017,
/// doi:10.1038/s41598-017-03171-4). An epoch of unknown state drops its pairs. `None` where no pair is left.
///
/// ```
/// use vesper_core::metrics::sri_of_epochs;
///
/// let (asleep, awake) = (Some(true), Some(false));
/// assert_eq!(sri_of_epochs(&[asleep, awake, asleep, awake], 2), Some(100.0));
/// assert_eq!(sri_of_epochs(&[asleep, awake, asleep, asleep], 2), Some(0.0));
/// assert_eq!(sri_of_epochs(&[asleep, None, None, awake], 2), None);
/// ```
#[must_use]
pub fn sri_of_epochs(epochs: &[Option<bool>], epochs_per_day: usize) -> Option<f64> {
    let later = epochs.get(epochs_per_day..)?;
    let mut agreement = Agreement::default();
    if epochs_per_day > 0 {
        agreement.compare(epochs, later);
    }
    agreement.sri()
}

/// Pairs of epochs a day apart, and how many of them are alike.
#[derive(Default)]
struct Agreement {
    pairs: u64,
    alike: u64,
}

impl Agreement {
    fn compare(&mut self, day: &[Option<bool>], next: &[Option<bool>]) {
        for (a, b) in day.iter().zip(next) {
            if let (Some(a), Some(b)) = (a, b) {
                self.pairs += 1;
                self.alike += u64::from(a == b);
            }
        }
    }

    fn sri(&self) -> Option<f64> {
        (self.pairs > 0).then(|| -100.0 + 200.0 * self.alike as f64 / self.pairs as f64)
    }
}

/// The Sleep Regularity Index over a window; `None` for fewer than five pairs of days in a row.
///
/// A day goes from rollover to rollover on the wall clock of its night's zone and is compared with the next minute by
/// minute, each with the same clock time: so a change of clocks does not make a steady sleeper irregular. The minutes that
/// the clocks skip drop out; of an hour they show twice, the first showing counts. A day without a record whose sleep is
/// known is missing, and so are its pairs. Asleep is from onset to final wake, naps too; time awake inside the night has no
/// known place and counts as sleep.
pub(super) fn sri(
    nights: &BTreeMap<Night, &SleepRecord>,
    naps: &[SleepRecord],
    rollover: ClockTime,
) -> Option<f64> {
    let mut sleeps: Vec<(Instant, Instant)> = nights
        .values()
        .copied()
        .chain(naps)
        .filter_map(|record| record.sleep_onset.zip(record.final_wake))
        .collect();
    sleeps.sort_unstable();

    let mut agreement = Agreement::default();
    let mut pairs_of_days = 0;
    let mut before: Option<(Night, Vec<Option<bool>>)> = None;
    for (night, record) in nights {
        if record.sleep_onset.is_none() || record.final_wake.is_none() {
            continue;
        }
        let day = states(record, rollover, &sleeps);
        if let Some((last, states)) = &before
            && last.checked_add_days(Days::new(1)) == Some(*night)
        {
            agreement.compare(states, &day);
            pairs_of_days += 1;
        }
        before = Some((*night, day));
    }
    agreement.sri().filter(|_| pairs_of_days >= PAIRS_OF_DAYS)
}

/// The state of each minute of the day that begins with the rollover of `record`'s night.
fn states(
    record: &SleepRecord,
    rollover: ClockTime,
    sleeps: &[(Instant, Instant)],
) -> Vec<Option<bool>> {
    let civil = record.night.and_time(rollover.time());
    let begins = resolve(civil, record.zone);
    let ends = resolve(civil + Duration::days(1), record.zone);
    // No sleep that ends in this day began over two days before it.
    let first = sleeps.partition_point(|(onset, _)| *onset < begins - Duration::days(2));
    let sleeps = sleeps.get(first..).unwrap_or_default();
    let sleeps = sleeps.iter().take_while(|(onset, _)| *onset < ends);

    if ends - begins == Duration::days(1) {
        let minute = |at: Instant| {
            let seconds = (at - begins).num_seconds().max(0).cast_unsigned();
            usize::try_from(seconds.div_ceil(60)).map_or(DAY_MIN, |minute| minute.min(DAY_MIN))
        };
        let mut states = vec![Some(false); DAY_MIN];
        for (onset, wake) in sleeps {
            let asleep = states.get_mut(minute(*onset)..minute(*wake));
            asleep.unwrap_or_default().fill(Some(true));
        }
        return states;
    }
    let sleeps: Vec<_> = sleeps.collect();
    (0..24 * 60)
        .map(|minute| {
            let civil = civil + Duration::minutes(minute);
            let at = resolve(civil, record.zone);
            let skipped = local(at, record.zone).naive_local() != civil;
            let asleep = sleeps
                .iter()
                .any(|(onset, wake)| *onset <= at && at < *wake);
            (!skipped).then_some(asleep)
        })
        .collect()
}
