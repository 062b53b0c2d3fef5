//! A trial on oneself: evenings of two kinds in random order, and what the nights after them come to.
//!
//! Pure, as every domain module. `course` says which evening is which, `analysis` compares the two kinds by the coin that was
//! thrown and by nothing else, `power` says beforehand what could be shown, `words` puts it into sentences. How it is done,
//! why, and how often it errs, is in `docs/trial.md`.

mod analysis;
mod course;
mod draft;
mod flips;
mod outcome;
mod power;
mod random;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use analysis::{
    Adherence, Analysis, Comparison, FEWEST_PAIRS, Observed, Pair, PairedT, TrialVerdict, analyse,
};
pub use course::{Arm, Course, Slot};
pub use draft::{ANY_MASSAGE, ArmPlan, MOST_PAIRS, Trial, TrialDraft};
pub use outcome::Outcome;
pub use power::{FEWEST_NIGHTS, PAST_NIGHTS, Power, detectable, spread};
pub use random::SplitMix64;
pub use view::{
    TonightsArm, TrialNight, TrialOutlook, TrialProgress, TrialResult, TrialState, TrialView,
};
pub use words::{amount, answer, outlook};
pub(crate) use words::{check, difference, if_ended};
