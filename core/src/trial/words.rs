//! A trial in sentences.

use super::{Analysis, Comparison, FEWEST_PAIRS, Outcome, Power, Trial, TrialVerdict};
use crate::text::{decimal, text};

/// Says what the nights of `trial` come to. As long as nights are to come it says no more than that.
#[must_use]
pub fn answer(trial: &Trial, analysis: &Analysis, done: bool) -> String {
    let drawn = &analysis.drawn;
    let verdict = match analysis.verdict {
        TrialVerdict::TooEarly if !done => return text("reading_trial_running", &[]),
        TrialVerdict::TooEarly => {
            let counts = [
                ("pairs", &*drawn.n_pairs.to_string()),
                ("fewest", &*FEWEST_PAIRS.to_string()),
            ];
            return text("reading_trial_too_few", &counts);
        }
        TrialVerdict::Helps | TrialVerdict::Hurts => by_chance(drawn.p.unwrap_or(1.0)),
        TrialVerdict::NoClearDifference => {
            let more = analysis
                .pairs_needed()
                .map(|needed| needed.saturating_sub(drawn.n_pairs));
            match more {
                Some(1) => text("reading_trial_one_more", &[]),
                Some(more) => text("reading_trial_more", &[("more", &more.to_string())]),
                None => text("reading_trial_small", &[]),
            }
        }
    };
    let not_blinded = text("reading_trial_not_blinded", &[]);
    [
        difference(&trial.a.words, trial.outcome, drawn),
        verdict,
        not_blinded,
    ]
    .join(" ")
}

/// Says how the arms compare: "With a warm foot bath you fell asleep about 6 min sooner; ..."
pub(crate) fn difference(a: &str, outcome: Outcome, compared: &Comparison) -> String {
    let (Some(estimate), Some([low, high])) = (compared.estimate, compared.interval) else {
        return String::new();
    };
    let key = format!(
        "reading_trial_{}_{}",
        outcome.slug(),
        turn(outcome, estimate)
    );
    let said = text(&key, &[("n", &size(outcome, estimate))]);
    let (from, to) = ends(outcome, [low, high]);
    let parts = [("a", a), ("said", &said), ("from", &from), ("to", &to)];
    text("reading_trial_difference", &parts)
}

/// The ends of an interval in words, the worse one first.
fn ends(outcome: Outcome, [low, high]: [f64; 2]) -> (String, String) {
    let (worst, best) = if outcome.more_is_better() {
        (low, high)
    } else {
        (high, low)
    };
    (amount(outcome, worst), amount(outcome, best))
}

/// A difference with its direction: "6 min sooner", "0.4 points worse".
#[must_use]
pub fn amount(outcome: Outcome, difference: f64) -> String {
    let turn = turn(outcome, difference);
    let key = format!("reading_trial_amount_{}_{turn}", outcome.slug());
    text(&key, &[("n", &size(outcome, difference))])
}

/// Says what it would mean to end a trial of so many pairs now.
pub(crate) fn if_ended(analysis: &Analysis, all: u32) -> String {
    let pairs = analysis.drawn.n_pairs;
    let key = if pairs < FEWEST_PAIRS {
        "reading_trial_end_few"
    } else {
        "reading_trial_end_some"
    };
    let counts = [
        ("pairs", &*pairs.to_string()),
        ("fewest", &*FEWEST_PAIRS.to_string()),
        ("all", &*all.to_string()),
    ];
    text(key, &counts)
}

/// Says what the paired t-test makes of the same pairs; `None` where there is no answer to check.
pub(crate) fn check(analysis: &Analysis) -> Option<String> {
    let t = analysis.t?;
    if analysis.verdict == TrialVerdict::TooEarly {
        return None;
    }
    let (from, to) = ends(analysis.outcome, t.interval);
    let interval = text("reading_trial_check", &[("from", &from), ("to", &to)]);
    Some([interval, by_chance(t.p)].join(" "))
}

/// Says what a trial could show; `power` is absent where too little is known of the person's nights.
#[must_use]
pub fn outlook(outcome: Outcome, pairs: u32, power: Option<Power>) -> String {
    if pairs < FEWEST_PAIRS {
        return text(
            "reading_trial_never",
            &[("fewest", &FEWEST_PAIRS.to_string())],
        );
    }
    let Some(power) = power else {
        return text("reading_trial_no_outlook", &[]);
    };
    let unit = format!("reading_trial_unit_{}", outcome.slug());
    let amount = text(&unit, &[("n", &size(outcome, power.detectable))]);
    let values = [
        ("pairs", &*power.pairs.to_string()),
        ("nights", &*power.nights.to_string()),
        ("amount", &amount),
    ];
    text("reading_trial_outlook", &values)
}

fn by_chance(p: f64) -> String {
    match (p * 100.0).round() as u32 {
        0 => text("reading_trial_chance_never", &[]),
        1 => text("reading_trial_chance_once", &[]),
        times => text("reading_trial_chance", &[("times", &times.to_string())]),
    }
}

/// Whole minutes; ratings and shares to a tenth.
fn size(outcome: Outcome, value: f64) -> String {
    match outcome {
        Outcome::Sol | Outcome::Waso => format!("{:.0}", value.abs()),
        _ => decimal(value.abs(), 1),
    }
}

/// Whether a difference is more, less, or none once it is rounded as it is said.
fn turn(outcome: Outcome, difference: f64) -> &'static str {
    if size(outcome, difference).parse() == Ok(0.0) {
        "none"
    } else if difference > 0.0 {
        "more"
    } else {
        "less"
    }
}
