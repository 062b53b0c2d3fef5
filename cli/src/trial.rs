//! Trials on oneself.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use vesper_core::reminders::When;
use vesper_core::text::{decimal, text};
use vesper_core::time::{ClockTime, Minutes};
use vesper_core::trial::{
    Adherence, ArmPlan, Outcome, TonightsArm, TrialDraft, TrialNight, TrialState, TrialVerdict,
    TrialView,
};
use vesper_core::{Error, Vesper};

use crate::arguments::{self, clock};
use crate::output::{Answer, wrapped};

#[derive(Subcommand)]
pub enum Command {
    /// Set a trial up
    New(Box<NewArgs>),
    /// Tell which kind of evening it is
    Tonight {
        /// The trial; the latest one that has the evening where it is left out
        id: Option<u32>,
        /// A past evening instead of tonight's
        #[arg(long, value_name = "DATE", value_parser = arguments::date)]
        on: Option<NaiveDate>,
    },
    /// Say whether an evening went as the trial had it
    Log {
        /// The trial
        id: u32,
        /// The evening
        #[arg(long, value_name = "DATE", value_parser = arguments::date)]
        night: NaiveDate,
        /// done, not or unknown
        #[arg(long, value_name = "ANSWER", value_parser = adherence)]
        adherence: Adherence,
    },
    /// List the trials, latest first, with the evenings that have come
    List,
    /// Say what the nights come to: the answer waits for the end
    #[command(visible_alias = "analyze")]
    Analyse {
        /// The trial
        id: u32,
    },
    /// End a trial before its time; what it has is kept
    End {
        /// The trial
        id: u32,
    },
    /// Remove a trial
    Remove {
        /// The trial
        id: u32,
    },
}

#[derive(Args)]
pub struct NewArgs {
    /// What it is about, in a few words
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// What is measured: sol, waso, se, quality, tension or pain
    #[arg(long, value_name = "NAME", value_parser = outcome)]
    outcome: Outcome,
    /// How many pairs of blocks
    #[arg(long, value_name = "N", default_value_t = 8)]
    pairs: u32,
    /// How many nights a block has
    #[arg(long, value_name = "N", default_value_t = 2)]
    block_nights: u32,
    /// How many nights after each block do not count
    #[arg(long, value_name = "N", default_value_t = 0)]
    washout_nights: u32,
    /// Draw the order by this number instead of by lot, as for a trial that was drawn elsewhere
    #[arg(long, value_name = "N")]
    seed: Option<u32>,
    /// The first evening; tonight's where it is left out. A past one needs the seed it was drawn by
    #[arg(long, value_name = "DATE", value_parser = arguments::date)]
    start: Option<NaiveDate>,
    /// The evenings with what is tried, in a few words that go with "with"
    #[arg(long, value_name = "TEXT")]
    with: Option<String>,
    /// The other evenings, in a few words that go with "with"
    #[arg(long, value_name = "TEXT")]
    without: Option<String>,
    /// The routine of the evenings with, or "any" massage: a logged one says that the evening went so
    #[arg(long, value_name = "ID")]
    routine: Option<String>,
    /// The routine of the other evenings
    #[arg(long, value_name = "ID")]
    routine_without: Option<String>,
    #[command(flatten)]
    remind: Remind,
}

#[derive(Args)]
#[group(multiple = false)]
struct Remind {
    /// Be told the evening's kind at a time of day
    #[arg(long, value_name = "TIME", value_parser = clock)]
    remind_at: Option<ClockTime>,
    /// Be told the evening's kind so many minutes before lights out
    #[arg(long, value_name = "MIN")]
    remind_before_lights_out: Option<i32>,
}

/// Sets up, lives and looks at trials.
pub fn run(vesper: &mut Vesper, command: &Command) -> Result<Answer, Error> {
    match command {
        Command::New(args) => new(vesper, args),
        Command::Tonight { id, on } => {
            let arm = vesper.trial_tonight(*id, *on)?;
            let text = evening(&arm);
            Answer::new(&arm, text)
        }
        Command::Log {
            id,
            night,
            adherence,
        } => {
            let changed = vesper.log_trial_night(*id, *night, *adherence)?;
            let trial = vesper.trial(*id)?;
            let logged = trial.nights.iter().find(|one| one.night == *night);
            Answer::new(&logged, changed.done)
        }
        Command::List => {
            let trials = vesper.trials()?;
            let pages: Vec<String> = trials.iter().map(page).collect();
            let text = if pages.is_empty() {
                text("cli_no_trials", &[])
            } else {
                pages.join("\n\n")
            };
            Answer::new(&trials, text)
        }
        Command::Analyse { id } => {
            let result = vesper.analyse_trial(*id)?;
            let sentences = std::iter::once(&result.sentence).chain(&result.per_protocol_sentence);
            let mut lines: Vec<String> = sentences.map(|said| wrapped("", said)).collect();
            if result.analysis.verdict != TrialVerdict::TooEarly {
                lines.push(wrapped("", &numbers(&result.analysis.drawn)));
            }
            Answer::new(&result, lines.join("\n"))
        }
        Command::End { id } => {
            let changed = vesper.end_trial(*id)?;
            Answer::new(&vesper.trial(*id)?, changed.done)
        }
        Command::Remove { id } => {
            let removed = vesper.trial(*id)?;
            let changed = vesper.remove_trial(*id)?;
            Answer::new(&removed, changed.done)
        }
    }
}

fn new(vesper: &mut Vesper, args: &NewArgs) -> Result<Answer, Error> {
    let remind = &args.remind;
    let before = remind.remind_before_lights_out;
    let draft = TrialDraft {
        title: args.title.clone(),
        outcome: args.outcome,
        a: ArmPlan {
            words: args.with.clone().unwrap_or_else(|| tried(args)),
            massage: args.routine.clone(),
        },
        b: ArmPlan {
            words: args
                .without
                .clone()
                .unwrap_or_else(|| text("trial_without", &[])),
            massage: args.routine_without.clone(),
        },
        pairs: args.pairs,
        block_nights: args.block_nights,
        washout_nights: args.washout_nights,
        start: args.start.map_or_else(|| vesper.tonights_night(), Ok)?,
        seed: args.seed,
        remind: remind
            .remind_at
            .map(When::At)
            .or(before.map(|minutes| When::BeforeLightsOut(Minutes(minutes)))),
    };
    let outlook = vesper.trial_outlook(&draft)?;
    let (id, changed) = vesper.start_trial(&draft)?;
    let trial = vesper.trial(id)?;
    // A seed that was given is no secret to whoever gave it.
    let trial = TrialView {
        seed: trial.seed.or(args.seed),
        ..trial
    };
    let named = [("id", &*id.to_string()), ("done", &*changed.done)];
    let begun = text("cli_trial_new", &named);
    let text = format!("{begun}\n{}", wrapped("", &outlook.reading));
    Answer::new(&trial, text)
}

/// What is tried, where no words say it. Not the title: it names the whole, and may hold both kinds of evening.
fn tried(args: &NewArgs) -> String {
    let key = if args.routine.is_some() {
        "trial_with_massage"
    } else {
        "trial_with"
    };
    text(key, &[])
}

fn numbers(compared: &vesper_core::trial::Comparison) -> String {
    let number = |value: f64| decimal(value, 2);
    let [low, high] = compared.interval.unwrap_or([f64::NAN; 2]).map(number);
    let values = [
        ("pairs", &*compared.n_pairs.to_string()),
        ("missing", &*compared.missing.to_string()),
        ("estimate", &*number(compared.estimate.unwrap_or(f64::NAN))),
        ("low", &*low),
        ("high", &*high),
        ("p", &*decimal(compared.p.unwrap_or(1.0), 4)),
    ];
    text("cli_trial_numbers", &values)
}

fn evening(arm: &TonightsArm) -> String {
    let night = arm.night.to_string();
    let values = [
        ("night", &*night),
        ("title", &*arm.title),
        ("words", &*arm.words),
    ];
    text("cli_trial_evening", &values)
}

fn page(trial: &TrialView) -> String {
    let state = match trial.state {
        TrialState::Planned => "cli_trial_planned",
        TrialState::Running => "cli_trial_running",
        TrialState::Over => "cli_trial_over",
        TrialState::Ended => "cli_trial_ended",
    };
    let values = [
        ("id", &*trial.id.to_string()),
        ("title", &*trial.title),
        ("start", &*trial.start.to_string()),
        ("last", &*trial.last.to_string()),
        ("state", &*text(state, &[])),
    ];
    let head = text("cli_trial", &values);
    let nights = trial.nights.iter().map(|one| night(trial, one));
    std::iter::once(head)
        .chain(nights)
        .collect::<Vec<_>>()
        .join("\n")
}

fn night(trial: &TrialView, night: &TrialNight) -> String {
    let words = match night.arm {
        Some(vesper_core::trial::Arm::A) => trial.a.words.clone(),
        Some(vesper_core::trial::Arm::B) => trial.b.words.clone(),
        None => text("reading_trial_washout", &[]),
    };
    let adherence = match night.adherence {
        Adherence::Done => "cli_trial_done",
        Adherence::Not => "cli_trial_not",
        Adherence::Unknown => "cli_trial_unknown",
    };
    let value = night
        .value
        .map_or_else(|| "-".to_owned(), |value| decimal(value, 1));
    let values = [
        ("night", &*night.night.to_string()),
        ("words", &*words),
        ("value", &*value),
        ("adherence", &*text(adherence, &[])),
    ];
    text("cli_trial_night", &values)
}

fn outcome(text: &str) -> Result<Outcome, String> {
    serde_json::from_value(text.into())
        .map_err(|_| vesper_core::text::text("error_trial_outcome", &[("text", text)]))
}

fn adherence(text: &str) -> Result<Adherence, String> {
    serde_json::from_value(text.into())
        .map_err(|_| vesper_core::text::text("error_trial_adherence", &[("text", text)]))
}
