//! The safety screen: its questions, the answers, answering.

use clap::Subcommand;
use vesper_core::error::Invalid;
use vesper_core::massage::{Reply, SafetyItem, SafetyScreen};
use vesper_core::text::text;
use vesper_core::{Error, Vesper};

use crate::guide::note;
use crate::output::{Answer, wrapped};

#[derive(Subcommand)]
pub enum Command {
    /// Show the questions with why they are asked, when to stop, and what is never done
    Screen,
    /// Show the answers given
    Show,
    /// Answer questions
    Set {
        /// For example fever=no, or varicose-veins=yes@left-calf; `cleared` is yes, and a clinician agreed
        #[arg(required = true, value_name = "KEY=yes|no|cleared", value_parser = answer)]
        answers: Vec<(String, String)>,
    },
}

fn answer(text: &str) -> Result<(String, String), String> {
    let pair = text
        .split_once('=')
        .map(|(key, answer)| (key.to_owned(), answer.to_owned()));
    let refusal = || Invalid::new("answer", "cli_safety_pair", &[("text", text)]).message;
    pair.ok_or_else(refusal)
}

/// Shows the questions or the answers, or answers.
pub fn run(vesper: &mut Vesper, command: &Command) -> Result<Answer, Error> {
    if let Command::Set { answers } = command {
        vesper.answer_safety(answers)?;
    }
    let screen = vesper.safety()?;
    let text = match command {
        Command::Screen => questions(&screen),
        Command::Show | Command::Set { .. } => answers(&screen),
    };
    Answer::new(&screen, text)
}

fn questions(screen: &SafetyScreen) -> String {
    let mut parts = vec![wrapped("", &screen.comfort)];
    parts.extend(note(screen.language, screen.unreviewed).map(|note| wrapped("", &note)));
    let mut group = "";
    for item in &screen.items {
        if item.group != group {
            group = &item.group;
            parts.push(item.group.clone());
        }
        let lead = format!("{}: ", item.key);
        parts.push(format!(
            "{}\n{}\n{}",
            wrapped("", &format!("{lead}{}", item.question)),
            wrapped("    ", &item.why),
            wrapped("    ", &said(item)),
        ));
    }
    let list = |heading: &str, lines: &[String]| {
        let lines: Vec<String> = lines.iter().map(|line| wrapped("  - ", line)).collect();
        format!("{}\n{}", text(heading, &[]), lines.join("\n"))
    };
    parts.push(list("cli_safety_stop", &screen.stop_symptoms));
    parts.push(list("cli_safety_never", &screen.never));
    parts.push(state(screen));
    parts.join("\n\n")
}

fn answers(screen: &SafetyScreen) -> String {
    let given = screen.items.iter().filter(|item| item.answer.is_some());
    let mut lines: Vec<String> = given
        .map(|item| format!("{}: {}", item.key, said(item)))
        .collect();
    lines.push(state(screen));
    lines.join("\n")
}

fn state(screen: &SafetyScreen) -> String {
    let asked = |item: &&SafetyItem| !item.tonight && !item.confirms;
    let open = screen
        .items
        .iter()
        .filter(asked)
        .filter(|item| item.answer.is_none() || item.stale);
    let open: Vec<&str> = open.map(|item| item.key.as_str()).collect();
    if screen.complete {
        text("cli_safety_complete", &[])
    } else {
        wrapped("", &text("cli_safety_open", &[("keys", &open.join(", "))]))
    }
}

/// The answer in words.
fn said(item: &SafetyItem) -> String {
    let key = match item.answer {
        None => "cli_answer_none",
        Some(Reply::Yes) => "cli_answer_yes",
        Some(Reply::No) => "cli_answer_no",
        Some(Reply::Cleared) => "cli_answer_cleared",
    };
    let mut words = vec![text(key, &[])];
    if !item.spots.is_empty() {
        words.push(format!("({})", item.spots.join(", ")));
    }
    if item.stale {
        words.push(text("cli_answer_stale", &[]));
    }
    words.join(" ")
}
