//! The player's time: where in a routine someone is at an instant, as a pure function of what they did.
//!
//! Reads no clock: every verb takes the instant. The state is plain data, so that it survives a restart.

use serde::{Deserialize, Serialize};

use super::judge::Adjustments;
use super::routine::{Breath, Routine, Step};
use super::safety::Action;
use crate::time::Instant;

/// Going back within this many milliseconds of a step's beginning reaches the step before; later, this step's beginning.
const BACK_MS: u32 = 3_000;

/// A routine as one person plays it: what is left out is gone, what is light is light.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Plan {
    /// The routine's slug.
    pub routine: String,
    /// Its title.
    pub title: String,
    /// The pace of the breath.
    pub breath: Option<Breath>,
    /// How to breathe, where a pace does not say it.
    pub breath_cue: Option<String>,
    /// The steps that are left, in order.
    pub steps: Vec<Step>,
}

impl Plan {
    /// The plan of `routine` with `adjustments`.
    #[must_use]
    pub fn new(routine: &Routine, adjustments: &Adjustments) -> Self {
        let steps = (0..)
            .zip(&routine.steps)
            .filter(|(index, _)| !adjustments.skips(*index));
        let steps = steps.map(|(index, step)| {
            let firmest = if adjustments.lightens(index) {
                Action::LIGHT
            } else {
                step.pressure
            };
            Step {
                pressure: step.pressure.min(firmest),
                ..step.clone()
            }
        });
        Self {
            routine: routine.id.clone(),
            title: routine.title.clone(),
            breath: routine.breath,
            breath_cue: routine.breath_cue.clone(),
            steps: steps.collect(),
        }
    }

    /// How long it takes, in seconds.
    #[must_use]
    pub fn seconds(&self) -> u32 {
        self.steps
            .iter()
            .fold(0, |sum, step| sum.saturating_add(step.seconds))
    }

    fn total_ms(&self) -> u32 {
        self.steps
            .iter()
            .fold(0, |sum, step| sum.saturating_add(ms(step)))
    }

    /// Where each step begins and ends, in milliseconds from the start.
    fn spans(&self) -> impl Iterator<Item = (u32, u32)> {
        self.steps.iter().scan(0_u32, |end, step| {
            let begin = *end;
            *end = end.saturating_add(ms(step));
            Some((begin, *end))
        })
    }

    /// The step that position `at` lies in, with its span; the last one at the end.
    fn step_at(&self, at: u32) -> (u32, (u32, u32)) {
        let mut found = (0, (0, 0));
        for (index, span) in (0..).zip(self.spans()) {
            found = (index, span);
            if at < span.1 {
                break;
            }
        }
        found
    }
}

fn ms(step: &Step) -> u32 {
    step.seconds.saturating_mul(1000)
}

/// Where the player stands at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Position {
    /// The step, from 0; the last one once finished.
    pub step: u32,
    /// Milliseconds into the step.
    pub elapsed_ms: u32,
    /// Milliseconds left in the step.
    pub left_ms: u32,
    /// Milliseconds into the routine.
    pub total_elapsed_ms: u32,
    /// Milliseconds left in the routine.
    pub total_left_ms: u32,
    /// Whether it is paused.
    pub paused: bool,
    /// Whether every step is over.
    pub finished: bool,
}

/// A routine being played.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Player {
    /// What is played.
    pub plan: Plan,
    /// When it began.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub started_at: Instant,
    /// The position reached at `running_since`, or where it was paused.
    position_ms: u32,
    /// How long was played, pauses and skipped time left out, up to `running_since`.
    played_ms: u32,
    /// Since when it has been running; none while paused.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    running_since: Option<Instant>,
}

impl Player {
    /// Begins `plan` at `now`.
    #[must_use]
    pub fn start(plan: Plan, now: Instant) -> Self {
        Self {
            plan,
            started_at: now,
            position_ms: 0,
            played_ms: 0,
            running_since: Some(now),
        }
    }

    /// Where it stands at `now`. A clock that was set back never takes it before the last verb's position.
    #[must_use]
    pub fn at(&self, now: Instant) -> Position {
        let total = self.plan.total_ms();
        let at = self.position_ms.min(total).saturating_add(self.run(now));
        let (step, (begin, end)) = self.plan.step_at(at);
        Position {
            step,
            elapsed_ms: at.min(end).saturating_sub(begin),
            left_ms: end.saturating_sub(at),
            total_elapsed_ms: at,
            total_left_ms: total.saturating_sub(at),
            paused: self.running_since.is_none(),
            finished: at >= total,
        }
    }

    /// How long was played up to `now`, in milliseconds: pauses and what was skipped do not count.
    #[must_use]
    pub fn played_ms(&self, now: Instant) -> u32 {
        self.played_ms.saturating_add(self.run(now))
    }

    /// Keeps what was played up to `now`, so that an interruption after it loses nothing before it.
    #[must_use]
    pub fn tick(self, now: Instant) -> Self {
        let (position_ms, played_ms) = (self.at(now).total_elapsed_ms, self.played_ms(now));
        Self {
            position_ms,
            played_ms,
            running_since: self.running_since.map(|_| now),
            ..self
        }
    }

    /// As it stood when it was last kept, paused there: whoever played it is gone, and nobody knows since when.
    #[must_use]
    pub fn interrupted(self) -> Self {
        Self {
            running_since: None,
            ..self
        }
    }

    /// When it was last kept, while it runs.
    #[must_use]
    pub fn kept_at(&self) -> Option<Instant> {
        self.running_since
    }

    /// Pauses at `now`.
    #[must_use]
    pub fn pause(self, now: Instant) -> Self {
        Self {
            running_since: None,
            ..self.tick(now)
        }
    }

    /// Goes on at `now`.
    #[must_use]
    pub fn resume(self, now: Instant) -> Self {
        Self {
            running_since: Some(now),
            ..self.tick(now)
        }
    }

    /// Goes back at `now`: to the step's beginning, or, close to it, to the step before.
    #[must_use]
    pub fn back(self, now: Instant) -> Self {
        let kept = self.tick(now);
        let (_, (begin, _)) = kept.plan.step_at(kept.position_ms);
        let to = match kept.position_ms.saturating_sub(begin) {
            near if near < BACK_MS => kept.plan.step_at(begin.saturating_sub(1)).1.0,
            _ => begin,
        };
        Self {
            position_ms: to,
            ..kept
        }
    }

    /// Goes on to the next step at `now`; from the last one to the end.
    #[must_use]
    pub fn skip(self, now: Instant) -> Self {
        let kept = self.tick(now);
        let (_, (_, end)) = kept.plan.step_at(kept.position_ms);
        Self {
            position_ms: end,
            ..kept
        }
    }

    /// Milliseconds run since the position was kept, no further than the end.
    fn run(&self, now: Instant) -> u32 {
        let left = self.plan.total_ms().saturating_sub(self.position_ms);
        let ran = self
            .running_since
            .map_or(0, |since| (now - since).num_milliseconds().max(0));
        u32::try_from(ran).unwrap_or(u32::MAX).min(left)
    }
}
