//! What every routine keeps to, whether it is in the guide or a person put it together.

use super::body::{Region, Side};
use super::routine::{Means, Place, Routine, Step};
use super::safety::Safety;
use crate::text::text;

/// The firmest pressure any routine asks for: firm and pleasant (our own scale of 0 to 4; 5 and more is never).
const FIRMEST: u8 = 4;
/// The longest routine, seconds.
const LONGEST: u32 = 15 * 60;
/// The longest one of warmth, or of what was taught, seconds.
const LONGEST_OF_WARMTH: u32 = 20 * 60;
/// The most steps of a routine.
const MOST_STEPS: usize = 60;
/// Seconds of breathing in or out that a pace may ask for.
const BREATH: std::ops::RangeInclusive<f64> = 2.0..=10.0;

/// Where a ball may go, and the places it is used at: seated under the foot, standing against a wall, or in the hand. Lain on, it
/// presses the spine; stood on, it rolls away.
const BALL: &[(&[Region], &[Place])] = &[
    (&[Region::Sole], &[Place::Desk, Place::Chair]),
    (
        &[Region::LowerBack, Region::UpperBack, Region::Buttock],
        &[Place::Wall],
    ),
    (
        &[Region::Hand, Region::Forearm],
        &[Place::Desk, Place::Chair, Place::Bed, Place::Wall],
    ),
];

/// A rule that a routine breaks: where, and why it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    /// The field, for example `step[2].pressure`.
    pub(super) field: String,
    /// One sentence.
    pub(super) message: String,
}

/// Looks for the first rule that `routine` breaks.
///
/// # Errors
/// [`Broken`] naming it.
pub(super) fn check(routine: &Routine, safety: &Safety) -> Result<(), Broken> {
    if routine.steps.is_empty() || routine.steps.len() > MOST_STEPS {
        return broken("steps", "routine_rule_steps", &MOST_STEPS.to_string());
    }
    if routine.places.is_empty() {
        return broken("places", "routine_rule_places", "");
    }
    let mut sum = 0_u32;
    for (index, step) in routine.steps.iter().enumerate() {
        check_step(index, step, routine, safety)?;
        sum = sum.saturating_add(step.seconds);
    }
    if sum != routine.total_seconds {
        return broken("total_seconds", "routine_rule_sum", &sum.to_string());
    }
    let warm = |step: &Step| step.means == Means::Heat || step.side == Side::Taught;
    let most = if routine.steps.iter().any(warm) {
        LONGEST_OF_WARMTH
    } else {
        LONGEST
    };
    if sum > most {
        return broken("steps", "routine_rule_long", &(most / 60).to_string());
    }
    let even = |seconds: f64| BREATH.contains(&seconds);
    match routine.breath {
        Some(breath) if !(even(breath.in_s) && even(breath.out_s)) => {
            broken("breath", "routine_rule_breath", "")
        }
        _ => Ok(()),
    }
}

fn check_step(index: usize, step: &Step, routine: &Routine, safety: &Safety) -> Result<(), Broken> {
    let field = |name: &str| format!("step[{index}].{name}");
    if step.seconds == 0 {
        return broken(&field("seconds"), "routine_rule_seconds", "");
    }
    if step.pressure > FIRMEST {
        return broken(
            &field("pressure"),
            "routine_rule_pressure",
            &FIRMEST.to_string(),
        );
    }
    if step.means.is_touch() != (step.pressure > 0) {
        return broken(&field("pressure"), "routine_rule_pressed", "");
    }
    // What names no place cannot be judged by the safety screen.
    if step.means != Means::Rest && step.regions.is_empty() && step.side != Side::Taught {
        return broken(&field("regions"), "routine_rule_regions", "");
    }
    let never = |region: &Region| {
        let mut rules = safety.never.iter();
        rules.any(|rule| rule.regions.contains(region))
    };
    if let Some(region) = step.regions.iter().find(|region| never(region))
        && step.means.is_touch()
    {
        return broken(&field("regions"), "routine_rule_never", &region.in_words());
    }
    if step.means == Means::Ball {
        check_ball(&field("regions"), step, routine)?;
    }
    Ok(())
}

fn check_ball(field: &str, step: &Step, routine: &Routine) -> Result<(), Broken> {
    for region in &step.regions {
        let rule = BALL.iter().find(|(regions, _)| regions.contains(region));
        let Some((_, places)) = rule else {
            return broken(field, "routine_rule_ball", &region.in_words());
        };
        if !routine.places.iter().all(|place| places.contains(place)) {
            return broken("places", "routine_rule_ball_place", &region.in_words());
        }
    }
    Ok(())
}

fn broken(field: &str, key: &str, value: &str) -> Result<(), Broken> {
    Err(Broken {
        field: field.to_owned(),
        message: text(key, &[("value", value)]),
    })
}
