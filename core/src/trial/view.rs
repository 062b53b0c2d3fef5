//! Trials as they are shown. Nothing here tells of a night later than tonight.

use serde::Serialize;

use super::{Adherence, Analysis, Arm, ArmPlan, Outcome, Power, Slot, Trial};
use crate::reminders::ReminderId;
use crate::text::text;
use crate::time::Night;

/// Where a trial stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum TrialState {
    /// Its first night is still to come.
    Planned,
    /// It goes on.
    Running,
    /// All its nights are over.
    Over,
    /// The person ended it before its time.
    Ended,
}

/// How one evening is to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TonightsArm {
    /// The trial.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// The evening.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// Its arm; absent on a washout night, which does not count.
    pub arm: Option<Arm>,
    /// Its pair, from 1; absent on a washout night.
    pub pair: Option<u32>,
    /// Its block within the pair, 1 or 2; absent on a washout night.
    pub block: Option<u32>,
    /// How the evening goes, in words.
    pub words: String,
    /// The routine to go through, where the arm names one.
    pub routine: Option<String>,
}

impl TonightsArm {
    /// How the evening of `night` goes by the trial `id`, whatever the hour: whether it may be told yet is for the caller to see to.
    /// `None` outside the course.
    #[must_use]
    pub fn of(id: u32, trial: &Trial, night: Night) -> Option<Self> {
        if night > trial.last() {
            return None;
        }
        let (arm, pair, block) = match trial.course.slot(night)? {
            Slot::Counts { arm, pair, block } => (Some(arm), Some(pair), Some(block)),
            Slot::Washout => (None, None, None),
        };
        let plan = arm.map(|arm| trial.plan(arm));
        let massage = plan.and_then(|plan| plan.massage.clone());
        Some(Self {
            id,
            title: trial.title.clone(),
            night,
            arm,
            pair,
            block,
            words: plan.map_or_else(
                || text("reading_trial_washout", &[]),
                |plan| plan.words.clone(),
            ),
            routine: massage.filter(|routine| routine != super::ANY_MASSAGE),
        })
    }
}

/// A night of the course that has come.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrialNight {
    /// The night.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// Its arm; absent on a washout night.
    pub arm: Option<Arm>,
    /// Its pair.
    pub pair: Option<u32>,
    /// Its block within the pair.
    pub block: Option<u32>,
    /// The outcome, where it is on record.
    pub value: Option<f64>,
    /// Whether the evening went as planned.
    pub adherence: Adherence,
    /// Whether a logged massage says so, and not the person.
    pub by_session: bool,
}

/// How far along a trial is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrialProgress {
    /// How many evenings it has in all, those that do not count included.
    pub evenings: u32,
    /// How many have come, tonight's included.
    pub come: u32,
    /// How many that count are over.
    pub counted: u32,
    /// Of these, how many the outcome is on record for.
    pub on_record: u32,
    /// Of these, how many went as planned.
    pub as_planned: u32,
    /// Of these, how many went otherwise; of the rest nobody said.
    pub otherwise: u32,
}

impl TrialProgress {
    fn of(trial: &Trial, nights: &[TrialNight], tonight: Night) -> Self {
        let evenings = (trial.last() - trial.course.start).num_days() + 1;
        let over = |fits: fn(&TrialNight) -> bool| {
            let over = nights
                .iter()
                .filter(|one| one.arm.is_some() && one.night < tonight && fits(one));
            count(over.count())
        };
        Self {
            evenings: u32::try_from(evenings).unwrap_or(0),
            come: count(nights.len()),
            counted: over(|_| true),
            on_record: over(|one| one.value.is_some()),
            as_planned: over(|one| one.adherence == Adherence::Done),
            otherwise: over(|one| one.adherence == Adherence::Not),
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A trial on record, up to tonight.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrialView {
    /// Its id.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// What it is about.
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
    /// The last.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub last: Night,
    /// Where it stands.
    pub state: TrialState,
    /// How far along it is.
    pub progress: TrialProgress,
    /// What the order was drawn by; told once no evening is to come, for whoever knows it knows them all.
    pub seed: Option<u32>,
    /// The reminder that tells the evening's arm.
    pub reminder: Option<ReminderId>,
    /// How tonight goes, where tonight belongs to it.
    pub tonight: Option<TonightsArm>,
    /// The nights that have come, oldest first; tonight's the last.
    pub nights: Vec<TrialNight>,
}

impl TrialView {
    /// Shows `trial`, of which `nights` have come up to `tonight`.
    #[must_use]
    pub fn of(id: u32, trial: &Trial, nights: Vec<TrialNight>, tonight: Night) -> Self {
        let last = nights.last().filter(|night| night.night == trial.last());
        let complete = last.is_some_and(|night| night.value.is_some());
        let state = if trial.ended.is_some() {
            TrialState::Ended
        } else if tonight > trial.last() || complete {
            TrialState::Over
        } else if tonight < trial.course.start {
            TrialState::Planned
        } else {
            TrialState::Running
        };
        let done = matches!(state, TrialState::Over | TrialState::Ended);
        Self {
            id,
            title: trial.title.clone(),
            outcome: trial.outcome,
            a: trial.a.clone(),
            b: trial.b.clone(),
            pairs: trial.course.pairs,
            block_nights: trial.course.block_nights,
            washout_nights: trial.course.washout_nights,
            start: trial.course.start,
            last: trial.last(),
            state,
            progress: TrialProgress::of(trial, &nights, tonight),
            seed: done.then_some(trial.course.seed),
            reminder: trial.reminder,
            tonight: TonightsArm::of(id, trial, tonight),
            nights,
        }
    }

    /// Whether no evening is to come.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, TrialState::Over | TrialState::Ended)
    }
}

/// What a trial's nights come to, in numbers and in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrialResult {
    /// The trial.
    pub id: u32,
    /// Its title.
    pub title: String,
    /// The numbers.
    #[serde(flatten)]
    pub analysis: Analysis,
    /// About how many pairs would show a difference as large as this one 8 times in 10, where it is not settled.
    pub pairs_needed: Option<u32>,
    /// What they say, in plain sentences.
    pub sentence: String,
    /// The same for the evenings that went as planned, where that leaves any out.
    pub per_protocol_sentence: Option<String>,
    /// What ending it tonight would mean, as long as it is not over.
    pub if_ended: Option<String>,
    /// What the paired t-test makes of the same pairs, where there is an answer to check.
    pub check_sentence: Option<String>,
}

/// What a trial could show, told before it begins.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrialOutlook {
    /// In a plain sentence or two.
    pub reading: String,
    /// How many past nights it rests on.
    pub nights: u32,
    /// How many evenings such a trial has, those that do not count included.
    pub evenings: u32,
    /// The last of them.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub last: Night,
    /// What trials of other lengths could show.
    pub powers: Vec<Power>,
}
