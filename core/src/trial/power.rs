//! What a trial could show, told before it begins from the person's own nights.

use std::collections::BTreeMap;

use chrono::Days;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal};

use super::analysis::{FEWEST_PAIRS, student};
use crate::time::Night;

/// Fewer past nights than this say too little of how the person's nights differ.
pub const FEWEST_NIGHTS: u32 = 14;
/// How many past nights are looked at: what was longer ago says less of the nights to come.
pub const PAST_NIGHTS: u64 = 120;

/// How often a trial should show what it is said to show.
const POWER: f64 = 0.8;

/// What a trial of so many pairs could show.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Power {
    /// How many pairs.
    pub pairs: u32,
    /// How many evenings that takes.
    pub nights: u32,
    /// The difference that such a trial would show 8 times in 10, in the outcome's unit.
    pub detectable: f64,
}

/// The spread of pair differences that blocks of `block_nights`, `washout_nights` apart, would have had over the `past` nights,
/// nothing being tried.
///
/// Every stretch of the past as long as a pair is taken for one, so what makes neighbouring nights alike (a bad week, the
/// weekend) is in the figure as it would be in the trial's. `None` where too little is on record.
#[must_use]
pub fn spread(past: &BTreeMap<Night, f64>, block_nights: u32, washout_nights: u32) -> Option<f64> {
    if past.len() < FEWEST_NIGHTS as usize {
        return None;
    }
    let (first, last) = (*past.keys().next()?, *past.keys().next_back()?);
    let block = |begins: Night| {
        let ends = begins.checked_add_days(Days::new(block_nights.into()))?;
        let known: Vec<f64> = past.range(begins..ends).map(|(_, value)| *value).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    let apart = Days::new((block_nights + washout_nights).into());
    let rest = Days::new((2 * block_nights + washout_nights).saturating_sub(1).into());
    let fits = |begins: &Night| {
        begins
            .checked_add_days(rest)
            .is_some_and(|ends| ends <= last)
    };
    let squares: Vec<f64> = first
        .iter_days()
        .take_while(fits)
        .filter_map(|begins| {
            let difference = block(begins)? - block(begins.checked_add_days(apart)?)?;
            Some(difference.powi(2))
        })
        .collect();
    (squares.len() >= FEWEST_PAIRS as usize)
        .then(|| (squares.iter().sum::<f64>() / squares.len() as f64).sqrt())
}

/// The difference that `pairs` pairs, whose differences spread by `spread`, would show 8 times in 10; `None` under
/// [`FEWEST_PAIRS`], which can show none.
///
/// By the paired t-test, whose power the randomisation test comes near to (docs/trial.md has the figures). With the fewest
/// pairs it does not: only where all of them lean one way are so few of their orders as extreme.
#[must_use]
pub fn detectable(spread: f64, pairs: u32) -> Option<f64> {
    let n = f64::from(pairs);
    if pairs < FEWEST_PAIRS {
        return None;
    }
    if pairs == FEWEST_PAIRS {
        let one_leans_so = POWER.powf(n.recip());
        return Some(Normal::standard().inverse_cdf(one_leans_so) * spread);
    }
    let student = student(n - 1.0)?;
    let reach = student.inverse_cdf(0.975) + student.inverse_cdf(POWER);
    Some(reach * spread / n.sqrt())
}
