//! May this routine be offered to this person tonight, and what must change in it.
//!
//! The order of what is said: a known reason against it first, then questions that are open, a clinician who must be
//! asked, a lock, and last what is confirmed each evening. In doubt the answer is the safer one: silence is not a "no".

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::body::Region;
use super::content::Content;
use super::routine::{Means, Routine, Step};
use super::safety::{Action, Answer, Answers, Care, Condition, Effect, Reply, SpotScope};
use crate::text::text;
use crate::time::Instant;

/// The evening a routine is judged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tonight {
    /// The present instant.
    pub now: Instant,
    /// Since when an answer counts as given this evening: the rollover of the running night.
    pub since: Instant,
}

/// Why a routine, or a step of it, is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Reason {
    /// The condition's key.
    pub key: String,
    /// What it does.
    pub action: Action,
    /// Why, in one sentence.
    pub text: String,
    /// What to do.
    pub advice: String,
    /// How soon to be seen.
    pub care: Care,
    /// Whether the answer is old and should be asked again: perhaps it has passed.
    pub stale: bool,
    /// Whether naming the place on the body would open the rest again.
    pub needs_place: bool,
}

impl Reason {
    /// The reason and what to do, in sentences.
    #[must_use]
    pub fn sentence(&self) -> String {
        let place = self
            .needs_place
            .then(|| text("massage_name_the_place", &[]));
        [Some(self.text.clone()), place, Some(self.advice.clone())]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A step that is changed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Adjusted {
    /// The step's place in the routine, from 0.
    pub step: u32,
    /// Why.
    pub reason: Reason,
}

/// What is changed in a routine for one person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Adjustments {
    /// The steps left out.
    pub skip: Vec<Adjusted>,
    /// The steps done with a light touch.
    pub light: Vec<Adjusted>,
}

impl Adjustments {
    /// Tells whether step `index` is left out.
    #[must_use]
    pub fn skips(&self, index: u32) -> bool {
        self.skip.iter().any(|adjusted| adjusted.step == index)
    }

    /// Tells whether step `index` is done with a light touch.
    #[must_use]
    pub fn lightens(&self, index: u32) -> bool {
        self.light.iter().any(|adjusted| adjusted.step == index)
    }

    /// What is changed, a sentence each, in the order of the steps and without repeats.
    #[must_use]
    pub fn sentences(&self, routine: &Routine) -> Vec<String> {
        let title = |index: u32| {
            usize::try_from(index)
                .ok()
                .and_then(|index| routine.steps.get(index))
        };
        let skipped = self.skip.iter().filter_map(|adjusted| {
            let step = title(adjusted.step)?;
            Some(text(
                "massage_left_out",
                &[("step", &step.title), ("reason", &adjusted.reason.text)],
            ))
        });
        let light = self
            .light
            .iter()
            .filter(|adjusted| !self.skips(adjusted.step));
        let light =
            light.map(|adjusted| text("massage_light", &[("reason", &adjusted.reason.text)]));
        distinct(skipped.chain(light))
    }
}

/// What a person is told of a routine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Offer {
    /// It may begin, with these changes.
    Allowed {
        /// The changes.
        adjustments: Adjustments,
    },
    /// It may begin once these questions are answered tonight.
    Confirm {
        /// The questions' keys, of conditions or confirmations.
        keys: Vec<String>,
        /// The changes.
        adjustments: Adjustments,
    },
    /// It stays closed until these confirmations are answered with yes.
    Locked {
        /// The confirmations' keys.
        keys: Vec<String>,
    },
    /// A clinician is asked first.
    Ask {
        /// Why.
        reasons: Vec<Reason>,
    },
    /// The screen is not done: these questions bear on the routine and are open.
    Unscreened {
        /// The questions' keys.
        missing: Vec<String>,
    },
    /// It is not for this person now.
    Blocked {
        /// Why.
        reasons: Vec<Reason>,
    },
}

impl Offer {
    /// Tells whether the routine may begin now.
    #[must_use]
    pub fn may_start(&self) -> bool {
        matches!(self, Self::Allowed { .. })
    }

    /// The changes, where the routine is offered.
    #[must_use]
    pub fn adjustments(&self) -> Option<&Adjustments> {
        match self {
            Self::Allowed { adjustments } | Self::Confirm { adjustments, .. } => Some(adjustments),
            _ => None,
        }
    }

    /// The questions to be answered again tonight before it begins.
    #[must_use]
    pub fn ask_tonight(&self) -> &[String] {
        match self {
            Self::Confirm { keys, .. } => keys,
            _ => &[],
        }
    }

    /// The questions to be answered before it is offered: open ones of the screen, or its confirmations.
    #[must_use]
    pub fn open(&self) -> &[String] {
        match self {
            Self::Unscreened { missing } => missing,
            Self::Locked { keys } => keys,
            _ => &[],
        }
    }

    /// Why it is not offered, a sentence or two each and without repeats; empty where it is.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Allowed { .. } | Self::Confirm { .. } => Vec::new(),
            Self::Locked { .. } => vec![text("massage_locked", &[])],
            Self::Unscreened { .. } => vec![text("massage_unscreened", &[])],
            Self::Blocked { reasons } => distinct(reasons.iter().map(Reason::sentence)),
            Self::Ask { reasons } => {
                let ask = |reason: &Reason| format!("{} {}", reason.text, text("massage_ask", &[]));
                distinct(reasons.iter().map(ask))
            }
        }
    }
}

/// The sentences in their order, each once: different reasons may read alike.
fn distinct(sentences: impl Iterator<Item = String>) -> Vec<String> {
    let mut once = Vec::new();
    for sentence in sentences {
        if !once.contains(&sentence) {
            once.push(sentence);
        }
    }
    once
}

/// Judges whether `routine` may be offered tonight to someone who gave `answers`.
///
/// A "yes" holds until it is changed; a "no", a clearance and a confirmation lapse after the question's `stale_days`, and
/// must be from this evening where the routine asks for it.
#[must_use]
pub fn judge(routine: &Routine, content: &Content, answers: &Answers, tonight: Tonight) -> Offer {
    let mut found = Found::default();
    for condition in content
        .safety
        .conditions
        .iter()
        .filter(|condition| bears_on(condition, routine))
    {
        // What is asked each evening anew says nothing about any other evening.
        let answer = answers
            .get(&condition.key)
            .filter(|answer| !condition.tonight || is_of(answer, tonight));
        let stands = |answer: &Answer| !answer.is_stale(condition.stale_days, tonight.now);
        let confirmed = |answer: &Answer| {
            !routine.confirm_tonight.contains(&condition.key) || is_of(answer, tonight)
        };
        match answer {
            Some(answer) if answer.reply != Reply::No => {
                apply(condition, answer, routine, tonight, &mut found)
            }
            Some(answer) if stands(answer) && confirmed(answer) => {}
            Some(answer) if stands(answer) => found.tonight.push(condition.key.clone()),
            _ if condition.tonight => found.tonight.push(condition.key.clone()),
            _ => found.missing.push(condition.key.clone()),
        }
    }
    for key in &routine.locked_by {
        let Some(confirmation) = content.safety.confirmation(key) else {
            continue;
        };
        let answer = answers.get(key);
        let fresh = answer.filter(|answer| match confirmation.tonight {
            true => is_of(answer, tonight),
            false => !answer.is_stale(confirmation.stale_days, tonight.now),
        });
        match fresh.map(|answer| answer.reply) {
            Some(Reply::Yes | Reply::Cleared) => {}
            None if confirmation.tonight => found.tonight.push(key.clone()),
            Some(Reply::No) | None => found.locked.push(key.clone()),
        }
    }
    found.offer(routine)
}

/// Whether `answer` was given this evening. One that a clock set back puts well ahead of now is not.
fn is_of(answer: &Answer, tonight: Tonight) -> bool {
    answer.at >= tonight.since && answer.at <= tonight.now + Duration::hours(1)
}

/// What the answers say of one routine, gathered.
#[derive(Default)]
struct Found {
    blocked: Vec<Reason>,
    ask: Vec<Reason>,
    adjustments: Adjustments,
    missing: Vec<String>,
    locked: Vec<String>,
    tonight: Vec<String>,
}

impl Found {
    fn offer(mut self, routine: &Routine) -> Offer {
        let core = routine.core_steps();
        if !core.is_empty() && core.iter().all(|step| self.adjustments.skips(*step)) {
            for adjusted in self
                .adjustments
                .skip
                .iter()
                .filter(|adjusted| core.contains(&adjusted.step))
            {
                note(&mut self.blocked, adjusted.reason.clone());
            }
        }
        if !self.blocked.is_empty() {
            Offer::Blocked {
                reasons: self.blocked,
            }
        } else if !self.missing.is_empty() {
            Offer::Unscreened {
                missing: self.missing,
            }
        } else if !self.ask.is_empty() {
            Offer::Ask { reasons: self.ask }
        } else if !self.locked.is_empty() {
            Offer::Locked { keys: self.locked }
        } else if !self.tonight.is_empty() {
            Offer::Confirm {
                keys: self.tonight,
                adjustments: self.adjustments,
            }
        } else {
            Offer::Allowed {
                adjustments: self.adjustments,
            }
        }
    }
}

/// Adds a reason unless the same is there already.
fn note(reasons: &mut Vec<Reason>, reason: Reason) {
    if !reasons.contains(&reason) {
        reasons.push(reason);
    }
}

/// Whether some answer to `condition` could change `routine`.
fn bears_on(condition: &Condition, routine: &Routine) -> bool {
    condition.effects.iter().any(|effect| {
        routine
            .steps
            .iter()
            .any(|step| could_meet(effect, routine, step))
    })
}

fn apply(
    condition: &Condition,
    answer: &Answer,
    routine: &Routine,
    tonight: Tonight,
    found: &mut Found,
) {
    let stale = answer.is_stale(condition.stale_days, tonight.now);
    for effect in &condition.effects {
        let reason = || Reason {
            key: condition.key.clone(),
            action: effect.action,
            text: effect
                .reason
                .clone()
                .unwrap_or_else(|| condition.why.clone()),
            advice: condition.advice.clone(),
            care: condition.care,
            stale,
            needs_place: condition.asks_where && effect.spot.is_some() && answer.spots.is_empty(),
        };
        for (index, step) in (0..)
            .zip(&routine.steps)
            .filter(|(_, step)| meets(effect, routine, step, answer))
        {
            match effect.action {
                Action::Block => note(&mut found.blocked, reason()),
                Action::Light if step.means == Means::Ball => note(&mut found.blocked, reason()),
                Action::Light if step.pressure > Action::LIGHT => {
                    found.adjustments.light.push(Adjusted {
                        step: index,
                        reason: reason(),
                    });
                }
                Action::Light => {}
                Action::Skip if found.adjustments.skips(index) => {}
                Action::Skip => found.adjustments.skip.push(Adjusted {
                    step: index,
                    reason: reason(),
                }),
                // A clearance that has lapsed asks again rather than standing for good.
                Action::Ask if answer.reply == Reply::Cleared && !stale => {}
                Action::Ask if answer.reply == Reply::Cleared => {
                    if !found.missing.contains(&condition.key) {
                        found.missing.push(condition.key.clone());
                    }
                }
                Action::Ask => note(&mut found.ask, reason()),
            }
        }
    }
}

/// Whether `effect` could meet `step` for some answer.
fn could_meet(effect: &Effect, routine: &Routine, step: &Step) -> bool {
    let named = effect.routines.iter().any(|id| routine.is_or_is_like(id));
    let means = match effect.means.as_slice() {
        [] => named || step.means.is_touch(),
        means => means.contains(&step.means),
    };
    let place =
        effect.spot.is_some() || effect.regions.is_empty() || touches(step, &effect.regions);
    (named || effect.routines.is_empty()) && !effect.except.contains(&routine.id) && means && place
}

/// Whether `effect` meets `step`, given where the person said it is.
fn meets(effect: &Effect, routine: &Routine, step: &Step, answer: &Answer) -> bool {
    if !could_meet(effect, routine, step) {
        return false;
    }
    match effect.spot {
        None => true,
        Some(_) if answer.spots.is_empty() => {
            effect.regions.is_empty() || touches(step, &effect.regions)
        }
        Some(scope) => answer.spots.iter().any(|spot| {
            let there = match scope {
                SpotScope::Place => std::slice::from_ref(&spot.region),
                SpotScope::Limb => spot.region.limb(),
            };
            touches(step, there) && step.side.meets(spot.side)
        }),
    }
}

/// Whether `step` is at one of `regions`.
pub(super) fn touches(step: &Step, regions: &[Region]) -> bool {
    step.regions.iter().any(|region| regions.contains(region))
}
