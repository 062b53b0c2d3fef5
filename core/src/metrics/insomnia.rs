//! The insomnia signal: how often, and for how long, nights were hard.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diary::SleepRecord;
use crate::time::{Minutes, Night};

/// SOL or WASO of so many minutes makes a night a hard one (Lichstein et al. 2003, PMID 12643966).
const HARD_MIN: Minutes = Minutes(31);
/// So many hard nights a week carry the signal (the same).
const HARD_NIGHTS: u32 = 3;
/// A week of which fewer nights are known says nothing, unless those few already carry the signal.
const KNOWN_NIGHTS: u32 = 4;
/// Three months.
const CHRONIC_WEEKS: u32 = 13;

/// How far the nights carry the insomnia signal: SOL or WASO of 31 min or more on 3 nights a week or more
/// (Lichstein et al. 2003, PMID 12643966). Not a diagnosis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum InsomniaLevel {
    /// The signal is absent, or too few nights are known.
    None,
    /// Present for less than three months.
    Acute,
    /// Present for three months or more.
    Chronic,
}

/// The insomnia signal over a window.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InsomniaSignal {
    /// Nights a week with the signal: their mean over the weeks that have enough nights; `None` where none has.
    pub nights_per_week: Option<f64>,
    /// Consecutive weeks, up to the last, with 3 such nights or more. A week that says too little ends the row, unless it is the
    /// last, which is then passed over.
    pub weeks: u32,
    /// How long it has lasted.
    pub level: InsomniaLevel,
}

impl InsomniaSignal {
    /// Reads the signal from the nights of a window.
    ///
    /// Weeks are seven civil dates each, counted back from the last night on record. A week has enough nights where four of it
    /// are known, or where three are hard already. Nights not on record are not counted as good ones or as hard ones, so a
    /// week with gaps may count fewer hard nights than it had.
    #[must_use]
    pub(super) fn of(nights: &BTreeMap<Night, &SleepRecord>) -> Self {
        let mut weeks: BTreeMap<i64, (u32, u32)> = BTreeMap::new();
        let last = nights.keys().next_back().copied().unwrap_or_default();
        for (night, record) in nights {
            let (known, hard) = weeks.entry((last - *night).num_days() / 7).or_default();
            if let Some(is_hard) = is_hard(record) {
                *known += 1;
                *hard += u32::from(is_hard);
            }
        }
        weeks.retain(|_, (known, hard)| *known >= KNOWN_NIGHTS || *hard >= HARD_NIGHTS);
        // The latest week may have only begun: while it says too little it neither adds to the row nor ends it.
        let latest = i64::from(!weeks.contains_key(&0));
        let in_a_row = weeks
            .iter()
            .zip(latest..)
            .take_while(|((ago, (_, hard)), n)| **ago == *n && *hard >= HARD_NIGHTS)
            .count();
        let in_a_row = u32::try_from(in_a_row).unwrap_or(u32::MAX);
        let hard: u32 = weeks.values().map(|(_, hard)| hard).sum();
        Self {
            nights_per_week: (!weeks.is_empty()).then(|| f64::from(hard) / weeks.len() as f64),
            weeks: in_a_row,
            level: match in_a_row {
                0 => InsomniaLevel::None,
                1..CHRONIC_WEEKS => InsomniaLevel::Acute,
                _ => InsomniaLevel::Chronic,
            },
        }
    }
}

/// Whether the night was hard; `None` where it does not say enough to tell.
fn is_hard(record: &SleepRecord) -> Option<bool> {
    let hard = |minutes: Option<Minutes>| minutes.map(|minutes| minutes >= HARD_MIN);
    match (hard(record.sol()), hard(record.waso)) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}
