//! Massage: the routines that are offered, and the massages that were had.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;
use vesper_core::massage::{PlayerStep, RoutineCard, SessionDraft, SessionView};
use vesper_core::text::text;
use vesper_core::time::{Instant, Minutes};
use vesper_core::{Error, Vesper};

use crate::arguments;
use crate::guide::{certainty, note};
use crate::output::{Answer, wrapped};

#[derive(Subcommand)]
pub enum Routines {
    /// List the routines: which are allowed, and why others are not
    List,
    /// Show a routine with its steps
    Show {
        /// Its id, as `list` shows it
        id: String,
    },
    /// Write a routine of your own to a file, to pass it on
    Export {
        /// Its id, as `list` shows it
        id: String,
        /// The file to write
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Bring in a routine that somebody passed on
    Import {
        /// The file
        file: PathBuf,
    },
    /// Remove a routine of your own
    Remove {
        /// Its id, as `list` shows it
        id: String,
    },
}

#[derive(Subcommand)]
pub enum Sessions {
    /// Log a massage
    Log(Box<LogArgs>),
    /// List the massages on record, latest first
    List,
}

#[derive(Args)]
pub struct LogArgs {
    #[command(flatten)]
    what: What,
    /// When it began (RFC 3339)
    #[arg(long, value_name = "T", value_parser = arguments::instant)]
    at: Instant,
    /// How many minutes it took
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    minutes: i32,
    /// Tension before, 0 (none) to 10
    #[arg(long, value_name = "0-10")]
    tension_before: Option<u8>,
    /// Tension after
    #[arg(long, value_name = "0-10")]
    tension_after: Option<u8>,
    /// Pain before, 0 (none) to 10
    #[arg(long, value_name = "0-10")]
    pain_before: Option<u8>,
    /// Pain after
    #[arg(long, value_name = "0-10")]
    pain_after: Option<u8>,
    /// It was ended before all steps were over
    #[arg(long)]
    unfinished: bool,
    /// The kind of a professional massage, for example Swedish
    #[arg(long, value_name = "TEXT", requires = "professional")]
    kind: Option<String>,
    /// Where on the body, for example left-calf,shoulder
    #[arg(long, value_name = "PLACES", value_delimiter = ',')]
    regions: Vec<String>,
    /// What a professional massage cost, with its currency
    #[arg(long, value_name = "TEXT", requires = "professional")]
    cost: Option<String>,
    /// A note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct What {
    /// The routine
    #[arg(long, value_name = "ID")]
    routine: Option<String>,
    /// A professional massage: its kind, or who gave it
    #[arg(long, value_name = "TEXT")]
    professional: Option<String>,
}

/// Lists the routines, shows one, and passes a person's own on.
pub fn routines(vesper: &mut Vesper, command: &Routines) -> Result<Answer, Error> {
    match command {
        Routines::List => {
            let cards = vesper.routines()?;
            let lines: Vec<String> = cards.iter().map(entry).collect();
            Answer::new(&cards, lines.join("\n"))
        }
        Routines::Show { id } => {
            let card = vesper.routine(id)?;
            let text = page(&card);
            Answer::new(&card, text)
        }
        Routines::Export { id, output } => {
            vesper.export_routine(id, output)?;
            let file = output.display().to_string();
            let said = text("cli_routine_exported", &[("id", id), ("file", &file)]);
            Answer::new(&json!({ "id": id, "file": file }), said)
        }
        Routines::Import { file } => {
            let (id, changed) = vesper.import_routine(file)?;
            let card = vesper.routine(&id)?;
            Answer::new(&card, format!("{}\n{}", changed.done, entry(&card)))
        }
        Routines::Remove { id } => {
            let changed = vesper.remove_routine(id)?;
            Answer::new(&json!({ "id": id }), changed.done)
        }
    }
}

/// Logs a massage, or lists those on record.
pub fn sessions(vesper: &mut Vesper, command: &Sessions) -> Result<Answer, Error> {
    let mut sessions = vesper.sessions()?;
    if let Sessions::Log(args) = command {
        let draft = SessionDraft {
            routine: args.what.routine.clone(),
            professional: args.what.professional.clone(),
            kind: args.kind.clone(),
            regions: args.regions.clone(),
            cost: args.cost.clone(),
            at: args.at,
            minutes: Minutes(args.minutes),
            completed: !args.unfinished,
            tension_before: args.tension_before,
            tension_after: args.tension_after,
            pain_before: args.pain_before,
            pain_after: args.pain_after,
            note: args.note.clone(),
        };
        let (id, changed) = vesper.log_session(&draft)?;
        sessions = vesper.sessions()?;
        if let Some(logged) = sessions.iter().find(|session| session.id == id) {
            return Answer::new(logged, format!("{}\n{}", changed.done, line(logged)));
        }
    }
    let lines: Vec<String> = sessions.iter().map(line).collect();
    let text = if lines.is_empty() {
        text("cli_no_massages", &[])
    } else {
        lines.join("\n")
    };
    Answer::new(&sessions, text)
}

fn entry(card: &RoutineCard) -> String {
    let minutes = ((card.seconds + 30) / 60).to_string();
    let asked = card.ask_tonight.join(", ");
    let head = [
        ("id", card.id.as_str()),
        ("title", &card.title),
        ("minutes", &minutes),
        ("keys", &asked),
    ];
    let key = match (card.allowed, asked.is_empty()) {
        (true, true) => "cli_routine_allowed",
        (true, false) => "cli_routine_allowed_once",
        (false, _) => "cli_routine_blocked",
    };
    std::iter::once(text(key, &head))
        .chain(remarks(card))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Why a routine is not offered, what is changed in it, what has to be answered before it is offered.
fn remarks(card: &RoutineCard) -> Vec<String> {
    let mut said: Vec<String> = card
        .blocked
        .iter()
        .chain(&card.adjustments)
        .cloned()
        .collect();
    if !card.open.is_empty() {
        said.push(text("cli_routine_asks", &[("keys", &card.open.join(", "))]));
    }
    said.iter()
        .map(|remark| wrapped("    - ", remark))
        .collect()
}

fn page(card: &RoutineCard) -> String {
    let sure = text(
        "cli_routine_sure",
        &[("certainty", &certainty(card.certainty))],
    );
    let mut parts = vec![
        entry(card),
        wrapped("", &card.summary),
        wrapped("", &format!("{} {sure}", card.known)),
    ];
    parts.extend(note(card.language, card.unreviewed).map(|note| wrapped("", &note)));
    let cited = card
        .references
        .iter()
        .map(|reference| wrapped("  - ", &reference.citation));
    let cited: Vec<String> = cited.collect();
    if !cited.is_empty() {
        parts.push(cited.join("\n"));
    }
    parts.extend(card.breath_cue.iter().map(|cue| wrapped("", cue)));
    parts.extend(
        (1..)
            .zip(&card.steps)
            .map(|(number, one)| step(number, one)),
    );
    parts.join("\n\n")
}

fn step(number: u32, step: &PlayerStep) -> String {
    let values = [
        ("number", number.to_string()),
        ("title", step.title.clone()),
        ("seconds", step.seconds.to_string()),
        ("pressure", step.pressure.to_string()),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    format!(
        "{}\n{}",
        text("cli_step", &values),
        wrapped("    ", &step.text)
    )
}

fn line(session: &SessionView) -> String {
    let rated = |key: &str, before: Option<u8>, after: Option<u8>| {
        let value = |rating: Option<u8>| rating.map_or_else(|| "-".to_owned(), |it| it.to_string());
        (before.is_some() || after.is_some())
            .then(|| text(key, &[("before", &value(before)), ("after", &value(after))]))
    };
    let values = [
        ("id", session.id.to_string()),
        ("at", session.at.format("%Y-%m-%d %H:%M").to_string()),
        ("title", session.title.clone()),
        ("minutes", session.minutes.0.to_string()),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let key = if session.completed {
        "cli_massage"
    } else {
        "cli_massage_unfinished"
    };
    [
        Some(text(key, &values)),
        rated(
            "cli_massage_tension",
            session.tension_before,
            session.tension_after,
        ),
        rated("cli_massage_pain", session.pain_before, session.pain_after),
        session.kind.clone(),
        session.cost.clone(),
        session.note.clone(),
        session.slept.as_ref().map(|slept| slept.in_words.clone()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("; ")
}
