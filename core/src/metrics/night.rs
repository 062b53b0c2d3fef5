//! One night's numbers.

use serde::Serialize;

use crate::diary::SleepRecord;
use crate::time::{Instant, LocalTime, Minutes, local};

/// One night's derived numbers; `None` where the record does not say enough.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NightMetrics {
    /// Time in bed: out of bed - into bed.
    pub tib_min: Option<Minutes>,
    /// Sleep period time: final wake - sleep onset.
    pub spt_min: Option<Minutes>,
    /// Total sleep time: (final wake - lights out) - SOL - WASO.
    ///
    /// As SOL is lights out to sleep onset, this is SPT - WASO; so it is known for a device that saw the sleep begin but not
    /// the lights go out.
    pub tst_min: Option<Minutes>,
    /// Terminal wakefulness: out of bed - final wake.
    pub twak_min: Option<Minutes>,
    /// Early-morning awakening: wanted wake - final wake.
    pub ema_min: Option<Minutes>,
    /// Sleep efficiency, percent: 100 * TST / TIB.
    pub se_pct: Option<f64>,
    /// Diary sleep efficiency, percent: 100 * TST / (SOL + TST + WASO + TASAFA) (Reed & Sacco 2016, doi:10.5664/jcsm.5498).
    pub dse_pct: Option<f64>,
    /// Mid-sleep: sleep onset + SPT / 2, on the wall clock of the morning.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub midsleep: Option<LocalTime>,
}

impl NightMetrics {
    /// Derives the numbers of `record`. Spans are elapsed time in whole minutes, a part of a minute left out.
    #[must_use]
    pub fn of(record: &SleepRecord) -> Self {
        let tib = span(record.in_bed, record.out_of_bed);
        let spt = span(record.sleep_onset, record.final_wake);
        let tst = minus(spt, record.waso);
        let midsleep = record
            .sleep_onset
            .zip(record.final_wake)
            .map(|(onset, wake)| local(onset + (wake - onset) / 2, record.zone_end));
        let mut night = Self {
            tib_min: tib,
            spt_min: spt,
            tst_min: tst,
            twak_min: span(record.final_wake, record.out_of_bed),
            ema_min: span(record.final_wake, record.wanted_wake),
            se_pct: percent(tst, tib),
            dse_pct: None,
            midsleep,
        };
        night.dse_pct = percent(tst, night.attempted_min(record));
        night
    }

    /// Time spent asleep or trying to be: SOL + TST + WASO + TASAFA, what diary sleep efficiency is a share of.
    ///
    /// The diary asks for TASAFA only where there was some, so a diary that leaves it blank says none; a device cannot know.
    pub(super) fn attempted_min(&self, record: &SleepRecord) -> Option<Minutes> {
        let blank = record.source.is_diary().then_some(Minutes(0));
        plus(
            plus(record.sol(), self.tst_min),
            plus(record.waso, record.tasafa.or(blank)),
        )
    }
}

/// Elapsed whole minutes from `from` to `to`.
fn span(from: Option<Instant>, to: Option<Instant>) -> Option<Minutes> {
    i32::try_from((to? - from?).num_minutes()).ok().map(Minutes)
}

fn plus(a: Option<Minutes>, b: Option<Minutes>) -> Option<Minutes> {
    a?.0.checked_add(b?.0).map(Minutes)
}

fn minus(a: Option<Minutes>, b: Option<Minutes>) -> Option<Minutes> {
    a?.0.checked_sub(b?.0).map(Minutes)
}

/// 100 * `part` / `whole`; `None` where the whole is nothing.
fn percent(part: Option<Minutes>, whole: Option<Minutes>) -> Option<f64> {
    let (part, whole) = (f64::from(part?.0), f64::from(whole?.0));
    (whole > 0.0).then(|| 100.0 * part / whole)
}
