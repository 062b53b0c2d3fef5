//! What a trial's nights come to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{Arm, Outcome, flips::Flips};
use crate::time::Night;

/// Fewer complete pairs than this cannot tell a difference from chance, however large it is: of five pairs there are 2^5 = 32
/// orders, and the two most extreme of them are already 1 in 16.
pub const FEWEST_PAIRS: u32 = 6;

/// Whether an evening went as the trial had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Adherence {
    /// As planned.
    Done,
    /// Otherwise.
    Not,
    /// Nobody said.
    #[default]
    Unknown,
}

/// A night that counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observed {
    /// The night.
    pub night: Night,
    /// Its pair, from 1.
    pub pair: u32,
    /// How its evening was to go.
    pub arm: Arm,
    /// Whether it went so.
    pub adherence: Adherence,
    /// The outcome, where it is on record.
    pub value: Option<f64>,
}

/// Whether it helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum TrialVerdict {
    /// The outcome is better on `a` evenings than chance explains.
    Helps,
    /// It is worse.
    Hurts,
    /// Chance explains the difference.
    NoClearDifference,
    /// The course is not over, or too few pairs are complete.
    TooEarly,
}

/// One pair, both of whose blocks have a night with the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Pair {
    /// Its number, from 1.
    pub pair: u32,
    /// The mean of its `a` nights.
    pub a: f64,
    /// The mean of its `b` nights.
    pub b: f64,
    /// `a - b`.
    pub difference: f64,
    /// How many nights of `a` are known.
    pub a_nights: u32,
    /// How many of `b`.
    pub b_nights: u32,
}

/// The arms compared: by the randomisation test over the pairs, with the interval that inverts it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Comparison {
    /// Pairs that both arms have a night in.
    pub n_pairs: u32,
    /// Nights without the outcome; per protocol also those that were not lived as planned.
    pub missing: u32,
    /// Pairs that an arm has no night in.
    pub dropped_pairs: u32,
    /// The mean of the pair differences, `a - b`, in the outcome's unit.
    pub estimate: Option<f64>,
    /// What a true difference may be, 95 %; absent under [`FEWEST_PAIRS`] pairs, of which no test could refuse any.
    pub interval: Option<[f64; 2]>,
    /// How often chance alone would make a difference as large, two-sided.
    pub p: Option<f64>,
}

/// The same pairs by the paired t-test, which takes their differences for normal: to see how far the answer hangs on the method.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PairedT {
    /// The 95 % interval.
    pub interval: [f64; 2],
    /// Two-sided.
    pub p: f64,
}

/// What a trial's nights come to.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Analysis {
    /// The outcome.
    pub outcome: Outcome,
    /// All evenings as they were drawn, whether or not they went so.
    #[serde(flatten)]
    pub drawn: Comparison,
    /// Whether it helps.
    pub verdict: TrialVerdict,
    /// Only the evenings that, for all anybody said, went as planned. What kept the others from it may also have touched the
    /// nights, so this is the weaker evidence.
    pub per_protocol: Comparison,
    /// The paired t-test on the same pairs.
    pub t: Option<PairedT>,
    /// The pairs.
    pub pairs: Vec<Pair>,
}

/// Compares the arms over `nights`, in any order; `over` is whether no night is still to come. `seed` is the trial's.
///
/// A pair's difference is the mean of its known `a` nights less that of its known `b` nights, and the estimate is the mean of these,
/// each pair counting the same however many of its nights are known: how many are known does not hang on the arm, so the coin's
/// symmetry holds for each pair as it is.
#[must_use]
pub fn analyse(outcome: Outcome, nights: &[Observed], over: bool, seed: u32) -> Analysis {
    let mut nights = nights.to_vec();
    nights.sort_by_key(|night| night.night);
    let pairs = pair_up(&nights);
    let drawn = compare(&nights, &pairs, seed);
    let kept: Vec<Observed> = nights
        .iter()
        .map(|night| Observed {
            value: night.value.filter(|_| night.adherence != Adherence::Not),
            ..*night
        })
        .collect();
    let per_protocol = if kept == nights {
        drawn.clone()
    } else {
        compare(&kept, &pair_up(&kept), seed)
    };
    let differences: Vec<f64> = pairs.iter().map(|pair| pair.difference).collect();
    let verdict = verdict(outcome, &drawn, over);
    Analysis {
        outcome,
        verdict,
        per_protocol,
        t: paired_t(&differences),
        pairs,
        drawn,
    }
}

fn verdict(outcome: Outcome, drawn: &Comparison, over: bool) -> TrialVerdict {
    let (Some(estimate), Some(p)) = (drawn.estimate, drawn.p) else {
        return TrialVerdict::TooEarly;
    };
    if !over || drawn.n_pairs < FEWEST_PAIRS {
        TrialVerdict::TooEarly
    } else if p > 0.05 {
        TrialVerdict::NoClearDifference
    } else if (estimate > 0.0) == outcome.more_is_better() {
        TrialVerdict::Helps
    } else {
        TrialVerdict::Hurts
    }
}

fn pair_up(nights: &[Observed]) -> Vec<Pair> {
    let mut blocks: BTreeMap<(u32, Arm), (f64, u32)> = BTreeMap::new();
    for night in nights {
        if let Some(value) = night.value {
            let (sum, n) = blocks.entry((night.pair, night.arm)).or_default();
            *sum += value;
            *n += 1;
        }
    }
    let of_a = blocks.iter().filter(|((_, arm), _)| *arm == Arm::A);
    of_a.filter_map(|((pair, _), (a, a_nights))| {
        let (b, b_nights) = blocks.get(&(*pair, Arm::B))?;
        let (a, b) = (a / f64::from(*a_nights), b / f64::from(*b_nights));
        Some(Pair {
            pair: *pair,
            a,
            b,
            difference: a - b,
            a_nights: *a_nights,
            b_nights: *b_nights,
        })
    })
    .collect()
}

fn compare(nights: &[Observed], pairs: &[Pair], seed: u32) -> Comparison {
    let differences: Vec<f64> = pairs.iter().map(|pair| pair.difference).collect();
    let flips = Flips::of(&differences, seed);
    let begun: std::collections::BTreeSet<u32> = nights.iter().map(|night| night.pair).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Comparison {
        n_pairs: count(pairs.len()),
        missing: count(nights.iter().filter(|night| night.value.is_none()).count()),
        dropped_pairs: count(begun.len() - pairs.len()),
        estimate: flips.mean(),
        interval: flips.interval(),
        p: flips.p(),
    }
}

/// Student's t with so many degrees of freedom; `None` of none.
pub(super) fn student(freedom: f64) -> Option<StudentsT> {
    StudentsT::new(0.0, 1.0, freedom).ok()
}

/// The mean of `values` and its standard error; `None` of fewer than two.
pub(super) fn mean_and_error(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    let freedom = (n >= 2.0).then_some(n - 1.0)?;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((mean, (squares / freedom / n).sqrt()))
}

fn paired_t(differences: &[f64]) -> Option<PairedT> {
    let (mean, error) = mean_and_error(differences)?;
    let student = student(differences.len() as f64 - 1.0)?;
    let reach = error * student.inverse_cdf(0.975);
    (error > 0.0).then(|| PairedT {
        interval: [mean - reach, mean + reach],
        p: 2.0 * student.cdf(-(mean / error).abs()),
    })
}

impl Comparison {
    fn concealed(self) -> Self {
        Self {
            estimate: None,
            interval: None,
            p: None,
            ..self
        }
    }
}

impl Analysis {
    /// The same without what the nights come to: how many pairs and nights there are, and no difference.
    #[must_use]
    pub fn concealed(self) -> Self {
        Self {
            drawn: self.drawn.concealed(),
            per_protocol: self.per_protocol.concealed(),
            t: None,
            pairs: Vec::new(),
            ..self
        }
    }

    /// About how many pairs would show a difference as large as this one 8 times in 10; `None` where it is settled or too early, and
    /// where that is more than a sensible trial has.
    #[must_use]
    pub fn pairs_needed(&self) -> Option<u32> {
        if self.verdict != TrialVerdict::NoClearDifference {
            return None;
        }
        let differences: Vec<f64> = self.pairs.iter().map(|pair| pair.difference).collect();
        let (mean, error) = mean_and_error(&differences)?;
        let spread = error * (differences.len() as f64).sqrt();
        (self.drawn.n_pairs + 1..=super::MOST_PAIRS).find(|pairs| {
            super::power::detectable(spread, *pairs).is_some_and(|least| least <= mean.abs())
        })
    }
}
