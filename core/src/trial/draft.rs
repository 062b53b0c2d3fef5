//! A trial as a person sets it up, and as it is kept.

use serde::{Deserialize, Serialize};

use super::{Adherence, Arm, Course, Outcome, SplitMix64};
use crate::error::Invalid;
use crate::reminders::{ReminderId, When};
use crate::time::{Night, plausible};

/// The most pairs a trial has: with blocks of two nights that is over five months.
pub const MOST_PAIRS: u32 = 40;
/// Stands in [`ArmPlan::massage`] for any massage at all.
pub const ANY_MASSAGE: &str = "any";

const FEWEST: u32 = 2;
const LONGEST_BLOCK: u32 = 14;
const LONGEST_WASHOUT: u32 = 7;
const LONGEST_TITLE: usize = 200;
const LONGEST_WORDS: usize = 100;

/// How the evenings of one arm go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ArmPlan {
    /// In a few words that go with "with": "a warm foot bath", "an ordinary evening".
    pub words: String,
    /// The routine that belongs to it, or [`ANY_MASSAGE`]: a logged session says by itself that the evening went so.
    #[serde(default)]
    pub massage: Option<String>,
}

/// A trial as a person sets it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrialDraft {
    /// Its title.
    pub title: String,
    /// What it is about, fixed before it begins.
    pub outcome: Outcome,
    /// The evenings with what is tried.
    pub a: ArmPlan,
    /// The others.
    pub b: ArmPlan,
    /// How many pairs of blocks.
    pub pairs: u32,
    /// How many nights a block has.
    pub block_nights: u32,
    /// How many nights after each block do not count.
    pub washout_nights: u32,
    /// The first night.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub start: Night,
    /// What the order is drawn by; absent lets it be drawn by lot.
    pub seed: Option<u32>,
    /// When a reminder tells the evening's arm; absent for none.
    pub remind: Option<When>,
}

impl TrialDraft {
    /// The draft as it is kept: trimmed.
    ///
    /// # Errors
    /// Names the first field that cannot be, as the command line spells it.
    pub fn checked(&self) -> Result<Self, Invalid> {
        let trimmed = |plan: &ArmPlan| ArmPlan {
            words: plan.words.trim().to_owned(),
            massage: plan.massage.clone(),
        };
        let draft = Self {
            title: self.title.trim().to_owned(),
            a: trimmed(&self.a),
            b: trimmed(&self.b),
            ..self.clone()
        };
        said("title", &draft.title, LONGEST_TITLE)?;
        said("with", &draft.a.words, LONGEST_WORDS)?;
        said("without", &draft.b.words, LONGEST_WORDS)?;
        if draft.a.words.to_lowercase() == draft.b.words.to_lowercase() {
            return Err(Invalid::new("without", "error_trial_same", &[]));
        }
        within("pairs", draft.pairs, FEWEST, MOST_PAIRS)?;
        within("block_nights", draft.block_nights, 1, LONGEST_BLOCK)?;
        within("washout_nights", draft.washout_nights, 0, LONGEST_WASHOUT)?;
        if !plausible(draft.start) {
            return Err(Invalid::new("start", "error_date_beyond_calendar", &[]));
        }
        if matches!(draft.remind, Some(When::Once(_))) {
            return Err(Invalid::new("remind", "error_trial_once", &[]));
        }
        Ok(draft)
    }
}

fn said(field: &str, words: &str, most: usize) -> Result<(), Invalid> {
    if words.is_empty() {
        return Err(Invalid::new(field, "error_trial_words", &[]));
    }
    if words.chars().count() > most {
        let most = most.to_string();
        return Err(Invalid::new(
            field,
            "reminder_error_too_long",
            &[("most", &most)],
        ));
    }
    Ok(())
}

fn within(field: &str, value: u32, least: u32, most: u32) -> Result<(), Invalid> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    let bounds = [("least", &*least.to_string()), ("most", &*most.to_string())];
    Err(Invalid::new(field, "error_trial_number", &bounds))
}

/// A trial on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub outcome: Outcome,
    /// The evenings with what is tried.
    pub a: ArmPlan,
    /// The others.
    pub b: ArmPlan,
    /// Which evening is which.
    pub course: Course,
    /// The last night that counts, where the person ended it before its time.
    pub ended: Option<Night>,
    /// The reminder that tells the evening's arm.
    pub reminder: Option<ReminderId>,
}

impl Trial {
    /// What `draft`, checked, becomes. `lot` is a number nobody chose, from which the seed is drawn where the draft names none.
    #[must_use]
    pub fn of(draft: &TrialDraft, lot: u64) -> Self {
        let drawn = || SplitMix64::new(lot).next().map_or(0, |drawn| drawn >> 32);
        let seed = draft
            .seed
            .unwrap_or_else(|| u32::try_from(drawn()).unwrap_or(0));
        Self {
            title: draft.title.clone(),
            outcome: draft.outcome,
            a: draft.a.clone(),
            b: draft.b.clone(),
            course: Course {
                start: draft.start,
                pairs: draft.pairs,
                block_nights: draft.block_nights,
                washout_nights: draft.washout_nights,
                seed,
            },
            ended: None,
            reminder: None,
        }
    }

    /// How the evenings of `arm` go.
    #[must_use]
    pub fn plan(&self, arm: Arm) -> &ArmPlan {
        match arm {
            Arm::A => &self.a,
            Arm::B => &self.b,
        }
    }

    /// The last night that counts.
    #[must_use]
    pub fn last(&self) -> Night {
        self.ended.unwrap_or(self.course.last())
    }

    /// What an evening's logged massages (the routine of each; `None` for a professional's) say of whether it went as `arm` has it.
    #[must_use]
    pub fn by_sessions(&self, arm: Arm, had: &[Option<String>]) -> Adherence {
        let of = |plan: &ArmPlan| {
            plan.massage.as_deref().is_some_and(|massage| {
                had.iter()
                    .any(|had| massage == ANY_MASSAGE || had.as_deref() == Some(massage))
            })
        };
        if of(self.plan(arm)) {
            Adherence::Done
        } else if of(self.plan(arm.other())) {
            Adherence::Not
        } else {
            Adherence::Unknown
        }
    }
}
