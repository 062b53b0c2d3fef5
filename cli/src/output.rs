//! What is printed, and with which code the program ends: 0 done, 1 our failure, 2 bad input.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::{Value, json};
use vesper_core::Error;

/// A command's answer, for scripts and for people.
pub struct Answer {
    json: Value,
    text: String,
    fault: bool,
}

impl Answer {
    /// Answers with `value` for scripts and `text` for people.
    pub fn new(value: &impl Serialize, text: impl Into<String>) -> Result<Self, Error> {
        let json = serde_json::to_value(value).map_err(|e| Error::Storage(e.to_string()))?;
        Ok(Self {
            json,
            text: text.into(),
            fault: false,
        })
    }

    /// The same answer with more lines for people.
    pub fn with(self, more: impl Iterator<Item = String>) -> Self {
        let text = std::iter::once(self.text).chain(more).collect::<Vec<_>>();
        Self {
            text: text.join("\n"),
            ..self
        }
    }

    /// The same answer, ending with 1: the command did its work and found a fault.
    pub fn fault(self) -> Self {
        Self {
            fault: true,
            ..self
        }
    }
}

/// The widest a line of prose becomes: it reads well, and fits the narrowest terminal.
const WIDTH: usize = 80;

/// Breaks `text` into lines; the first begins with `lead`, the others are indented as far.
pub fn wrapped(lead: &str, text: &str) -> String {
    let indent = " ".repeat(lead.chars().count());
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(lead)
        .subsequent_indent(&indent)
        .break_words(false)
        // A key is copied from here, so it stays whole.
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// Prints a command's answer.
pub fn print(answer: &Answer, json: bool) -> ExitCode {
    if json {
        say(io::stdout(), &answer.json.to_string());
    } else if !answer.text.is_empty() {
        say(io::stdout(), &answer.text);
    }
    ExitCode::from(u8::from(answer.fault))
}

/// Prints why a command failed.
pub fn fail(failure: &Error, json: bool) -> ExitCode {
    let message = match failure {
        Error::Invalid(invalid) => format!("{}: {}", invalid.field, invalid.message),
        other => other.to_string(),
    };
    error(failure.code(), &message, json);
    ExitCode::from(match failure {
        Error::Invalid(_) | Error::NotFound(_) => 2,
        _ => 1,
    })
}

/// Prints what was wrong with the command's words, or the help that was asked for.
pub fn usage(usage: &clap::Error) -> ExitCode {
    // The words could not be read, so whether JSON was wanted has to be seen in them as they stand.
    let json = std::env::args_os().any(|word| word == "--json");
    if !usage.use_stderr() {
        say(io::stdout(), usage.to_string().trim_end());
        return ExitCode::SUCCESS;
    }
    let told = usage.to_string();
    let told = told.trim_end().trim_start_matches("error: ");
    let first = told.split("\n\n").next().unwrap_or(told);
    error("invalid", if json { first } else { told }, json);
    ExitCode::from(2)
}

fn error(code: &str, message: &str, json: bool) {
    if json {
        let error = json!({"error": {"code": code, "message": message}});
        say(io::stdout(), &error.to_string());
    } else {
        say(io::stderr(), message);
    }
}

/// Writes a line. A reader that went away (`| head`) is no failure of ours.
fn say(mut to: impl Write, line: &str) {
    let _ = writeln!(to, "{line}");
}
