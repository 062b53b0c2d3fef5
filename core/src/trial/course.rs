//! The course of a trial: which evening is which.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::SplitMix64;
use crate::time::Night;

/// Which of the two ways an evening goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Arm {
    /// With what is tried.
    A,
    /// Without it, or with the other thing.
    B,
}

impl Arm {
    /// The other way.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// Pairs of blocks of nights, the order within each pair drawn by the seed.
///
/// Pair 1's first block, its second, pair 2's first, and so on, with the washout nights after each block but the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// The first night.
    pub start: Night,
    /// How many pairs.
    pub pairs: u32,
    /// How many nights a block has.
    pub block_nights: u32,
    /// How many nights after a block do not count.
    pub washout_nights: u32,
    /// What the order is drawn by.
    pub seed: u32,
}

/// What a night of the course is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// It counts.
    Counts {
        /// Its arm.
        arm: Arm,
        /// Its pair, from 1.
        pair: u32,
        /// Its block within the pair, 1 or 2.
        block: u32,
    },
    /// It lies between two blocks and does not count.
    Washout,
}

impl Course {
    /// The arm that `pair` (from 1) begins with: `b` where the highest bit of the seed's so-manieth draw is set.
    #[must_use]
    pub fn first_arm(&self, pair: u32) -> Arm {
        let draw = SplitMix64::new(self.seed.into()).nth(pair.saturating_sub(1) as usize);
        match draw.map_or(0, |drawn| drawn >> 63) {
            0 => Arm::A,
            _ => Arm::B,
        }
    }

    /// How many nights there are, those of washout included.
    #[must_use]
    pub fn nights(&self) -> u32 {
        (2 * self.pairs * (self.block_nights + self.washout_nights))
            .saturating_sub(self.washout_nights)
    }

    /// The last night.
    #[must_use]
    pub fn last(&self) -> Night {
        let after = Days::new(self.nights().saturating_sub(1).into());
        self.start.checked_add_days(after).unwrap_or(NaiveDate::MAX)
    }

    /// What `night` is for; `None` outside the course.
    #[must_use]
    pub fn slot(&self, night: Night) -> Option<Slot> {
        let day = u32::try_from((night - self.start).num_days()).ok()?;
        if day >= self.nights() {
            return None;
        }
        let period = self.block_nights + self.washout_nights;
        let (nth, within) = (day / period, day % period);
        if within >= self.block_nights {
            return Some(Slot::Washout);
        }
        let (pair, block) = (nth / 2 + 1, nth % 2 + 1);
        let first = self.first_arm(pair);
        let arm = if block == 1 { first } else { first.other() };
        Some(Slot::Counts { arm, pair, block })
    }

    /// The nights from the first up to and with `last`, each with what it is for.
    pub fn until(&self, last: Night) -> impl Iterator<Item = (Night, Slot)> {
        self.start
            .iter_days()
            .take_while(move |night| *night <= last)
            .map_while(|night| Some((night, self.slot(night)?)))
    }
}
