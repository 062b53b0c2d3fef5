//! Courses of massages: planned into the reminders, moved, ended, and read.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::json;
use vesper_core::massage::{
    Compared, Course, CourseDate, CourseState, ProgrammeDraft, ProgrammeKind,
};
use vesper_core::reminders::When;
use vesper_core::text::text;
use vesper_core::time::{ClockTime, Minutes, Weekday, local};
use vesper_core::{Error, Vesper};

use crate::arguments;
use crate::output::{Answer, wrapped};

#[derive(Subcommand)]
pub enum Command {
    /// Plan a course: each date has its own reminder
    Start(Box<StartArgs>),
    /// Show a course, the latest unless named: its dates, and before and after
    Show {
        /// Its id
        id: Option<u32>,
    },
    /// List the courses, the latest first
    List,
    /// Move one date to another day
    Move {
        /// The course
        id: u32,
        /// Which date, from 1, as `show` numbers them
        position: u32,
        /// The new day
        #[arg(value_parser = arguments::date)]
        day: NaiveDate,
    },
    /// End a course early; its later reminders go
    End {
        /// The course
        id: u32,
    },
    /// Remove a course with its reminders
    Remove {
        /// The course
        id: u32,
    },
}

#[derive(Args)]
pub struct StartArgs {
    /// twice-weekly (two a week for five weeks), nightly (two weeks of evenings), or own
    #[arg(long, value_name = "KIND", default_value = "twice-weekly", value_parser = kind)]
    kind: ProgrammeKind,
    /// Its name
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The routine of every date; a massage by a therapist unless named
    #[arg(long, value_name = "ID")]
    routine: Option<String>,
    /// Its first possible date; today unless named
    #[arg(long, value_name = "DATE", value_parser = arguments::date)]
    start: Option<NaiveDate>,
    /// The weekdays, for example mon,thu
    #[arg(long, value_name = "DAYS", value_delimiter = ',', value_parser = arguments::weekday)]
    days: Vec<Weekday>,
    /// How many dates, for a course of your own
    #[arg(long, value_name = "N")]
    count: Option<u32>,
    #[command(flatten)]
    when: WhenArgs,
}

#[derive(Args)]
#[group(multiple = false)]
struct WhenArgs {
    /// At a time of day
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    at: Option<ClockTime>,
    /// So many minutes before the planned lights-out; 60 unless named
    #[arg(long, value_name = "MIN")]
    before_lights_out: Option<i32>,
}

/// Plans, shows, lists, moves, ends, removes.
pub fn run(vesper: &mut Vesper, command: &Command) -> Result<Answer, Error> {
    match command {
        Command::Start(args) => start(vesper, args),
        Command::Show { id } => {
            let latest = || vesper.programmes().map(|all| all.into_iter().next());
            let course = match id {
                Some(id) => Some(vesper.programme(*id)?),
                None => latest()?,
            };
            let said = course
                .as_ref()
                .map_or_else(|| text("cli_no_programmes", &[]), page);
            Answer::new(&course, said)
        }
        Command::List => {
            let courses = vesper.programmes()?;
            let lines: Vec<String> = courses.iter().map(line).collect();
            let said = if lines.is_empty() {
                text("cli_no_programmes", &[])
            } else {
                lines.join("\n")
            };
            Answer::new(&courses, said)
        }
        Command::Move { id, position, day } => {
            let changed = vesper.move_programme_date(*id, *position, *day)?;
            Answer::new(&vesper.programme(*id)?, changed.done)
        }
        Command::End { id } => {
            let changed = vesper.end_programme(*id)?;
            Answer::new(&vesper.programme(*id)?, changed.done)
        }
        Command::Remove { id } => {
            let changed = vesper.remove_programme(*id)?;
            Answer::new(&json!({ "id": id }), changed.done)
        }
    }
}

fn start(vesper: &mut Vesper, args: &StartArgs) -> Result<Answer, Error> {
    let today = local(vesper.now(), vesper.zone()).date_naive();
    let before = Minutes(args.when.before_lights_out.unwrap_or(60));
    let draft = ProgrammeDraft {
        kind: args.kind,
        title: args.title.clone(),
        routine: args.routine.clone(),
        start: args.start.unwrap_or(today),
        days: args.days.clone(),
        count: args.count,
        when: args.when.at.map_or(When::BeforeLightsOut(before), When::At),
    };
    let (id, changed) = vesper.start_programme(&draft)?;
    let course = vesper.programme(id)?;
    Answer::new(&course, format!("{}\n{}", changed.done, page(&course)))
}

fn kind(slug: &str) -> Result<ProgrammeKind, String> {
    serde_json::from_value(slug.into()).map_err(|error| error.to_string())
}

fn line(course: &Course) -> String {
    let id = course.id.to_string();
    let args = [
        ("id", id.as_str()),
        ("title", &course.title),
        ("what", &course.what),
        ("reading", &course.reading),
    ];
    text("cli_programme", &args)
}

fn page(course: &Course) -> String {
    let dates = course.dates.iter().map(date);
    let compared = |all: &[Compared]| -> Vec<String> {
        all.iter()
            .map(|one| wrapped("  - ", &format!("{}: {}", one.name, one.reading)))
            .collect()
    };
    std::iter::once(line(course))
        .chain(dates)
        .chain(compared(&course.felt))
        .chain(compared(&course.nights))
        .chain([wrapped("", &course.caveat), wrapped("", &course.known)])
        .collect::<Vec<_>>()
        .join("\n")
}

fn date(date: &CourseDate) -> String {
    let state = match (date.state, date.due) {
        (CourseState::Planned, Some(due)) => {
            let time = due.format("%H:%M").to_string();
            text("cli_programme_planned_at", &[("time", &time)])
        }
        (CourseState::Planned, None) => text("cli_programme_planned", &[]),
        (CourseState::Done, _) => text("cli_programme_done", &[]),
        (CourseState::Passed, _) => text("cli_programme_passed", &[]),
        (CourseState::Dropped, _) => text("cli_programme_dropped", &[]),
    };
    let (position, day) = (date.position.to_string(), date.day.to_string());
    text(
        "cli_programme_date",
        &[("position", &position), ("day", &day), ("state", &state)],
    )
}
