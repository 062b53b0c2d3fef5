//! `vesper-cli`: Vesper's verbs for scripts and for people at a terminal.
//!
//! One file a family of commands. Each turns its arguments into one verb of the core and the verb's answer into an `Answer`; it
//! computes nothing itself. To add a family: a file with `Args` and `run`, a variant of `Command`, a line in `run`.

mod arguments;
mod diary;
mod exchange;
mod guide;
mod massage;
mod output;
mod programme;
mod reminders;
mod safekeeping;
mod safety;
mod schedule;
mod trial;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
use vesper_core::language::{self, Language};
use vesper_core::time::{Clock, SystemClock};
use vesper_core::{Error, Vesper, place};

use crate::output::Answer;

/// An honest sleep diary, and evenings that lead to sleep.
#[derive(Parser)]
#[command(name = "vesper-cli", version, about)]
struct Cli {
    /// The folder the diary lives in
    #[arg(long, global = true, value_name = "DIR", env = place::VARIABLE)]
    data_dir: Option<PathBuf>,
    /// Print one JSON value and nothing else
    #[arg(long, global = true)]
    json: bool,
    /// The language to answer in; else the one chosen in the settings, or the system's (LANGUAGE, LC_ALL, LC_MESSAGES, LANG)
    #[arg(long, global = true, value_name = "LANG", value_parser = arguments::language)]
    lang: Option<Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Log a night
    Log(diary::LogArgs),
    /// Show the nights of a window, oldest first
    Nights(arguments::Window),
    /// Show the numbers over the nights of a window
    Metrics(arguments::Window),
    /// Plan the sleep of the week
    #[command(subcommand)]
    Schedule(schedule::Command),
    /// Bring nights in from another program's export
    Import(exchange::ImportArgs),
    /// Write the diary to a file
    Export(exchange::ExportArgs),
    /// Be reminded
    #[command(subcommand)]
    Reminders(reminders::Command),
    /// See what is offered, and what the safety screen says of it
    #[command(subcommand)]
    Routines(massage::Routines),
    /// Log massages
    #[command(subcommand)]
    Massage(massage::Sessions),
    /// Plan a course of massages, and see before and after
    #[command(subcommand)]
    Programme(programme::Command),
    /// Answer the questions that come before any routine
    #[command(subcommand)]
    Safety(safety::Command),
    /// Try something on yourself: evenings of two kinds, in random order
    #[command(subcommand)]
    Trial(trial::Command),
    /// Read about sleep and massage
    #[command(subcommand)]
    Guide(guide::Command),
    /// Copy the whole diary to a file
    Backup(safekeeping::File),
    /// Put a backup in the place of the diary, which is kept beside it
    Restore(safekeeping::File),
    /// Look whether the diary is in order
    Check,
}

fn run(cli: &Cli) -> Result<Answer, Error> {
    language::speak(cli.lang.unwrap_or_else(|| SystemClock.language()));
    let dir = place::data_dir(cli.data_dir.as_deref())?;
    if let Command::Check = cli.command
        && let Some(answer) = safekeeping::examine(&dir)?
    {
        return Ok(answer);
    }
    let vesper = &mut Vesper::open(&dir, Arc::new(SystemClock))?;
    // Where the settings cannot be read, what says so is in the system's language.
    if cli.lang.is_none()
        && let Ok(language) = vesper.language()
    {
        language::speak(language);
    }
    match &cli.command {
        Command::Log(args) => diary::log(vesper, args),
        Command::Nights(window) => diary::nights(vesper, window),
        Command::Metrics(window) => diary::metrics(vesper, window),
        Command::Schedule(command) => schedule::run(vesper, command),
        Command::Import(args) => exchange::import(vesper, args),
        Command::Export(args) => exchange::export(vesper, args),
        Command::Reminders(command) => reminders::run(vesper, command),
        Command::Routines(command) => massage::routines(vesper, command),
        Command::Massage(command) => massage::sessions(vesper, command),
        Command::Programme(command) => programme::run(vesper, command),
        Command::Safety(command) => safety::run(vesper, command),
        Command::Trial(command) => trial::run(vesper, command),
        Command::Guide(command) => guide::run(vesper, command),
        Command::Backup(file) => safekeeping::backup(vesper, file),
        Command::Restore(file) => safekeeping::restore(vesper, file),
        Command::Check => safekeeping::check(vesper),
    }
}

fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => match run(&cli) {
            Ok(answer) => output::print(&answer, cli.json),
            Err(failure) => output::fail(&failure, cli.json),
        },
        Err(usage) => output::usage(&usage),
    }
}
