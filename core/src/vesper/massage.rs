//! Routines behind the safety screen, the player, and the log of sessions.

use serde::{Deserialize, Serialize};

use super::{Changed, Vesper};
use crate::error::Result;
use crate::guide::{Certainty, Reference};
use crate::time::{Instant, LocalTime, Minutes, Night};

/// A routine as it is offered, or why it is not.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoutineCard {
    /// Its slug.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for, in one sentence.
    pub summary: String,
    /// Where it can be done: `desk`, `chair`, `bed`, `wall`.
    pub places: Vec<String>,
    /// How long it takes with the steps that are offered, seconds.
    pub seconds: u32,
    /// The firmest pressure in it, 0 to 10.
    pub pressure: u8,
    /// The regions it works on, as slugs.
    pub regions: Vec<String>,
    /// What is known, honestly.
    pub known: String,
    /// How sure we are of it, for sleep.
    pub certainty: Certainty,
    /// Where that comes from.
    pub references: Vec<Reference>,
    /// Whether it may be started now.
    pub allowed: bool,
    /// Why it is not offered: one sentence each.
    pub blocked: Vec<String>,
    /// What is left out or done more lightly for this person: one sentence each.
    pub adjustments: Vec<String>,
    /// Safety questions that must be answered again tonight before it starts, as keys.
    pub ask_tonight: Vec<String>,
    /// Its steps, as they would be played.
    pub steps: Vec<PlayerStep>,
}

/// One step of a routine.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlayerStep {
    /// Seconds.
    pub seconds: u32,
    /// A short imperative.
    pub title: String,
    /// How.
    pub text: String,
    /// Pressure, 0 to 10.
    pub pressure: u8,
    /// `left`, `right`, `both`, `middle` or `taught`.
    pub side: String,
    /// Where the hands are, as region slugs.
    pub regions: Vec<String>,
    /// Seconds to breathe in, where the step paces the breath.
    pub breath_in_s: Option<f64>,
    /// Seconds to breathe out, where the step paces the breath.
    pub breath_out_s: Option<f64>,
}

/// One question of the safety screen with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SafetyItem {
    /// Its key.
    pub key: String,
    /// The question, in plain words.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// What to do where the answer is yes.
    pub advice: String,
    /// `none`, `clinician`, `same-day` or `emergency`.
    pub care: String,
    /// `yes`, `no`, `cleared` (yes, and a clinician agreed), or absent where it was not answered.
    pub answer: Option<String>,
    /// Whether `cleared` is an answer to it.
    pub can_clear: bool,
    /// Whether the answer has grown stale and is asked again.
    pub stale: bool,
}

/// The safety screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SafetyScreen {
    /// The questions in their order.
    pub items: Vec<SafetyItem>,
    /// Whether every question has an answer that has not grown stale.
    pub complete: bool,
    /// Stop at once for these: a sentence each.
    pub stop_symptoms: Vec<String>,
    /// What is never massaged: a sentence each.
    pub never: Vec<String>,
}

/// The player as it stands at the present instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActivePlayer {
    /// The routine.
    pub routine: String,
    /// Its title.
    pub title: String,
    /// Its steps as they are played.
    pub steps: Vec<PlayerStep>,
    /// The step it is in, from 0.
    pub step: u32,
    /// Seconds into the step.
    pub elapsed_s: f64,
    /// Seconds left in the step.
    pub left_s: f64,
    /// Seconds left in all.
    pub total_left_s: f64,
    /// Whether it is paused.
    pub paused: bool,
    /// Whether all steps are over.
    pub finished: bool,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
}

/// A session as a person logs it, or as the player ends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SessionDraft {
    /// The routine's slug; absent for a professional massage.
    pub routine: Option<String>,
    /// The therapist or the kind of a professional massage.
    pub professional: Option<String>,
    /// When it began.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: Instant,
    /// How long it took.
    pub minutes: Minutes,
    /// Whether it was finished.
    pub completed: bool,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Tension after, 0 to 10.
    pub tension_after: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
    /// Pain after, 0 to 10.
    pub pain_after: Option<u8>,
    /// Note.
    pub note: Option<String>,
}

/// A session on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SessionView {
    /// Its id.
    pub id: u32,
    /// The evening it belongs to.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// When it began.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: LocalTime,
    /// The routine's slug.
    pub routine: Option<String>,
    /// The routine's title, or the professional massage in words.
    pub title: String,
    /// The professional massage in words.
    pub professional: Option<String>,
    /// How long it took.
    pub minutes: Minutes,
    /// Whether it was finished.
    pub completed: bool,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Tension after, 0 to 10.
    pub tension_after: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
    /// Pain after, 0 to 10.
    pub pain_after: Option<u8>,
    /// Note.
    pub note: Option<String>,
}

impl Vesper {
    /// All routines, the allowed ones first, each with what the safety screen says.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn routines(&self) -> Result<Vec<RoutineCard>> {
        todo!()
    }

    /// The safety screen with its answers.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn safety(&self) -> Result<SafetyScreen> {
        todo!()
    }

    /// Answers safety questions, `(key, answer)` each: `yes`, `no` or `cleared`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a key or an answer that does not exist.
    pub fn answer_safety(&mut self, answers: &[(String, String)]) -> Result<Changed> {
        let _ = answers;
        todo!()
    }

    /// Begins a routine in the player, with tension and pain before it, 0 to 10.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where the safety screen does not allow it.
    pub fn start_player(
        &mut self,
        routine: &str,
        tension: Option<u8>,
        pain: Option<u8>,
    ) -> Result<ActivePlayer> {
        let _ = (routine, tension, pain);
        todo!()
    }

    /// The player as it stands; absent where none was begun. It survives a restart of the program.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn player(&self) -> Result<Option<ActivePlayer>> {
        todo!()
    }

    /// Moves the player: `pause`, `resume`, `back`, `next`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where none was begun.
    pub fn move_player(&mut self, to: PlayerMove) -> Result<ActivePlayer> {
        let _ = to;
        todo!()
    }

    /// Ends the player and logs the session; `completed` is whether all steps were over. `log = false` throws it away.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where none was begun.
    pub fn end_player(
        &mut self,
        tension: Option<u8>,
        pain: Option<u8>,
        log: bool,
    ) -> Result<Changed> {
        let _ = (tension, pain, log);
        todo!()
    }

    /// Logs a session.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where it cannot be.
    pub fn log_session(&mut self, draft: &SessionDraft) -> Result<(u32, Changed)> {
        let _ = draft;
        todo!()
    }

    /// Deletes a session; the answer's token brings it back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such session.
    pub fn delete_session(&mut self, id: u32) -> Result<Changed> {
        let _ = id;
        todo!()
    }

    /// The sessions on record, latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sessions(&self) -> Result<Vec<SessionView>> {
        todo!()
    }
}

/// A key of the player.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum PlayerMove {
    /// Stops the time.
    Pause,
    /// Lets it go on.
    Resume,
    /// To the beginning of this step, or of the one before in its first three seconds.
    Back,
    /// To the next step.
    Next,
}
