//! What a routine is: its steps, what is known of it, and how sure that is.

use serde::{Deserialize, Serialize};

use super::body::{Region, Side};
use crate::guide::Certainty;
use crate::language::Language;

/// Where a routine can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Sitting at a desk.
    Desk,
    /// Sitting in a chair.
    Chair,
    /// Lying in bed.
    Bed,
    /// Standing against a wall.
    Wall,
}

impl Place {
    /// Every place.
    pub const ALL: [Self; 4] = [Self::Desk, Self::Chair, Self::Bed, Self::Wall];
}

/// By what means a step works on the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// The person's own hands.
    Hands,
    /// A soft ball.
    Ball,
    /// Moving or stretching, without touch.
    Move,
    /// Tensing muscles and letting go.
    Tense,
    /// Warmth: a mask or water.
    Heat,
    /// Resting, breathing or paying attention.
    Rest,
}

impl Means {
    /// Tells whether the body is touched with pressure.
    #[must_use]
    pub fn is_touch(self) -> bool {
        matches!(self, Self::Hands | Self::Ball)
    }
}

/// The pace of the breath; without one the breath is natural.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Breath {
    /// Seconds of breathing in.
    pub in_s: f64,
    /// Seconds of breathing out.
    pub out_s: f64,
}

/// A window of minutes before lights-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct MinutesBefore {
    /// The most minutes before lights-out.
    pub earliest: u32,
    /// The fewest minutes before lights-out.
    pub latest: u32,
}

impl MinutesBefore {
    /// When a routine should be over unless it says otherwise: 30 to 90 minutes before lights-out.
    ///
    /// Our own design, no trial tested it: late enough to belong to the evening, early enough not to become an effort to
    /// sleep.
    pub const FINISH: Self = Self {
        earliest: 90,
        latest: 30,
    };
}

/// One step of a routine: one thing to do for some seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// How long it takes, in seconds.
    pub seconds: u32,
    /// A short imperative, readable from a metre away.
    pub title: String,
    /// How to do it.
    pub text: String,
    /// By what means.
    pub means: Means,
    /// How firm: 0 none or a resting hand, 1 barely any weight, 2 moves the skin, 3 to 4 firm and pleasant.
    pub pressure: u8,
    /// Which side of the body.
    pub side: Side,
    /// Where the hands, the ball, the warmth or the attention are.
    pub regions: Vec<Region>,
}

/// A guided routine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// The slug, for example `neck-and-shoulders`.
    pub id: String,
    /// The row of the evidence review that the routine comes from, for example `R01`.
    pub evidence: String,
    /// Its name.
    pub title: String,
    /// One sentence: what one does.
    pub summary: String,
    /// Where it can be done.
    pub places: Vec<Place>,
    /// How sure it is that the routine does anything for sleep.
    pub certainty: Certainty,
    /// One or two honest sentences: what is known.
    pub known: String,
    /// Ids of the references behind [`Routine::known`].
    pub references: Vec<String>,
    /// The pace of the breath; `None` is natural breathing.
    pub breath: Option<Breath>,
    /// How to breathe, where a pace does not say it.
    pub breath_cue: Option<String>,
    /// Questions of the safety screen that are asked again each evening before the routine begins.
    #[serde(default)]
    pub confirm_tonight: Vec<String>,
    /// Confirmations without which the routine stays closed.
    #[serde(default)]
    pub locked_by: Vec<String>,
    /// When it should be over.
    #[serde(default = "finish")]
    pub finish_before: MinutesBefore,
    /// The seconds of all steps together.
    pub total_seconds: u32,
    /// What the routine works on: the regions of every step that is more than rest. Derived when the guide is read.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// What is done, in order.
    #[serde(rename(deserialize = "step"))]
    pub steps: Vec<Step>,
    /// The language its texts are in.
    #[serde(skip)]
    pub language: Language,
    /// Whether they are a translation that no native speaker has reviewed yet.
    #[serde(skip)]
    pub unreviewed: bool,
    /// Of a person's own routine: the routines of the guide that have steps like its own. What the screen says of those it says of
    /// it too.
    #[serde(skip)]
    pub like: Vec<String>,
}

fn finish() -> MinutesBefore {
    MinutesBefore::FINISH
}

impl Routine {
    /// Tells whether any step touches the body with hands or a ball.
    #[must_use]
    pub fn is_touch(&self) -> bool {
        self.steps.iter().any(|step| step.means.is_touch())
    }

    /// Whether the routine is `id`, or one of a person's own that has steps like it.
    #[must_use]
    pub fn is_or_is_like(&self, id: &str) -> bool {
        self.id == id || self.like.iter().any(|like| like == id)
    }

    /// The steps that the routine is about, as indices: those that touch, or, in a routine without touch, those that are
    /// more than rest. Without any of them nothing of the routine is left.
    pub(super) fn core_steps(&self) -> Vec<u32> {
        let touch = self.is_touch();
        let core = |step: &Step| {
            if touch {
                step.means.is_touch()
            } else {
                step.means != Means::Rest
            }
        };
        (0..)
            .zip(&self.steps)
            .filter(|(_, step)| core(step))
            .map(|(index, _)| index)
            .collect()
    }
}
