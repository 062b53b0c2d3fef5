//! Reminders: setting them up, what is upcoming, what became of them.

use chrono::{DateTime, NaiveDate, NaiveTime};
use clap::{Args, Subcommand};
use vesper_core::error::Invalid;
use vesper_core::reminders::{
    Occurrence, Reminder, ReminderDraft, ReminderId, ReminderKind, Rule, Sound, State, When,
    weekday_in_words,
};
use vesper_core::text::text;
use vesper_core::time::{ClockTime, Instant, Minutes, Weekday, Zone, night_of, resolve};
use vesper_core::vesper::Upcoming;
use vesper_core::{Error, Vesper};

use crate::arguments::{self, Window};
use crate::output::Answer;

#[derive(Subcommand)]
pub enum Command {
    /// Set a reminder up
    Add(Box<AddArgs>),
    /// List all reminders
    List,
    /// Remove a reminder with its history
    Remove {
        /// Its id, as `list` shows it
        id: u32,
    },
    /// Show what became of past reminders, latest first
    History(Window),
    /// List what will be shown in a span, earliest first
    Upcoming(UpcomingArgs),
}

#[derive(Args)]
pub struct AddArgs {
    /// What it is for: self-massage, professional-massage, wind-down, dim-lights, bedtime, morning-diary or custom
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: ReminderKind,
    /// Its words
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// A second line
    #[arg(long, value_name = "TEXT")]
    body: Option<String>,
    /// The routine it starts
    #[arg(long, value_name = "ID")]
    routine: Option<String>,
    #[command(flatten)]
    when: WhenArgs,
    /// The weekdays, for example mon,thu; every day unless named
    #[arg(long, value_name = "DAYS", value_delimiter = ',', value_parser = arguments::weekday)]
    days: Vec<Weekday>,
    /// Every so many weeks, from the week of the first date on
    #[arg(long, value_name = "N", default_value_t = 1)]
    every_weeks: u32,
    /// The first date; today unless named
    #[arg(long, value_name = "DATE")]
    start: Option<NaiveDate>,
    /// The last date
    #[arg(long, value_name = "DATE", conflicts_with = "count")]
    until: Option<NaiveDate>,
    /// So many times in all
    #[arg(long, value_name = "N")]
    count: Option<u32>,
    /// How many minutes late it may still be shown; each kind has its own unless named
    #[arg(long, value_name = "MIN")]
    grace: Option<i32>,
    /// Let it make a sound
    #[arg(long)]
    sound: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct WhenArgs {
    /// At a time of day, wherever the computer is
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    at: Option<ClockTime>,
    /// So many minutes before the planned lights-out
    #[arg(long, value_name = "MIN")]
    before_lights_out: Option<i32>,
    /// Once, at an instant (RFC 3339)
    #[arg(long, value_name = "T")]
    once: Option<Instant>,
}

#[derive(Args)]
pub struct UpcomingArgs {
    /// The beginning of the span: an instant (RFC 3339), or a date, which begins at midnight
    #[arg(long, value_name = "T", value_parser = moment)]
    from: Moment,
    /// The end of the span, itself left out
    #[arg(long, value_name = "T", value_parser = moment)]
    to: Moment,
    /// The zone to be in; the computer's own unless named
    #[arg(long, value_name = "ZONE", value_parser = arguments::zone)]
    zone: Option<Zone>,
}

/// An instant, or the midnight a date begins with.
#[derive(Clone, Copy)]
enum Moment {
    Instant(Instant),
    Date(NaiveDate),
}

impl Moment {
    fn instant(self, zone: Zone) -> Instant {
        match self {
            Self::Instant(instant) => instant,
            Self::Date(date) => resolve(date.and_time(NaiveTime::MIN), zone),
        }
    }
}

/// Sets up, lists, removes, tells.
pub fn run(vesper: &mut Vesper, command: &Command) -> Result<Answer, Error> {
    match command {
        Command::Add(args) => add(vesper, args),
        Command::List => {
            let reminders = vesper.reminders()?;
            let lines: Vec<String> = reminders.iter().map(reminder_line).collect();
            Answer::new(&reminders, or_none(&lines, "cli_no_reminders"))
        }
        Command::Remove { id } => {
            let changed = vesper.remove_reminder(ReminderId(*id))?;
            Answer::new(&serde_json::json!({ "id": id }), changed.done)
        }
        Command::History(window) => {
            let history = vesper.reminder_history(window.from, window.to)?;
            let lines: Vec<String> = history.iter().map(history_line).collect();
            Answer::new(&history, or_none(&lines, "cli_no_reminder_history"))
        }
        Command::Upcoming(args) => upcoming(vesper, args),
    }
}

fn add(vesper: &mut Vesper, args: &AddArgs) -> Result<Answer, Error> {
    let when = match (&args.when.at, args.when.before_lights_out, args.when.once) {
        (Some(at), _, _) => When::At(*at),
        (_, Some(minutes), _) => When::BeforeLightsOut(Minutes(minutes)),
        (_, _, Some(once)) => When::Once(once),
        (None, None, None) => {
            return Err(Invalid::new("at", "reminder_error_when", &[]).into());
        }
    };
    let today = match when {
        // After midnight, tonight's lights-out still belongs to yesterday's evening.
        When::BeforeLightsOut(_) => {
            night_of(vesper.now(), vesper.zone(), vesper.settings()?.rollover)
        }
        _ => vesper.now().with_timezone(&vesper.zone().0).date_naive(),
    };
    let draft = ReminderDraft {
        kind: args.kind,
        title: args.title.clone(),
        body: args.body.clone(),
        routine: args.routine.clone(),
        rule: Rule {
            when,
            days: args.days.clone(),
            kind_of_day: None,
            every_weeks: args.every_weeks,
            start: args.start.unwrap_or(today),
            until: args.until,
            count: args.count,
        },
        grace_min: args.grace.map_or(args.kind.default_grace(), Minutes),
        sound: if args.sound {
            Sound::Soft
        } else {
            args.kind.default_sound()
        },
        actions: args.kind.default_actions(),
        appointment: None,
        enabled: true,
    };
    let (id, changed) = vesper.add_reminder(&draft)?;
    let added = vesper
        .reminders()?
        .into_iter()
        .find(|reminder| reminder.id == id);
    Answer::new(&added, changed.done)
}

fn upcoming(vesper: &Vesper, args: &UpcomingArgs) -> Result<Answer, Error> {
    let zone = args.zone.unwrap_or_else(|| vesper.zone());
    let (from, to) = (args.from.instant(zone), args.to.instant(zone));
    let listed: Vec<Upcoming> = vesper
        .upcoming(from, to, zone)?
        .into_iter()
        .filter(|occurrence| matches!(occurrence.state, State::Planned | State::Snoozed))
        .map(|occurrence| Upcoming {
            id: occurrence.id,
            kind: occurrence.kind,
            title: occurrence.title,
            due: occurrence.due,
        })
        .collect();
    let lines: Vec<String> = listed
        .iter()
        .map(|one| {
            let day = weekday_in_words(Weekday::of(one.due.date_naive()));
            let due = one.due.format("%Y-%m-%d %H:%M %:z");
            format!("{day} {due}  {}", one.title)
        })
        .collect();
    Answer::new(&listed, or_none(&lines, "cli_no_upcoming"))
}

fn reminder_line(reminder: &Reminder) -> String {
    let key = if reminder.draft.enabled {
        "cli_reminder"
    } else {
        "cli_reminder_off"
    };
    let id = format!("{:>4}", reminder.id.0);
    let (title, rule) = (&reminder.draft.title, &reminder.in_words);
    text(key, &[("id", &id), ("title", title), ("rule", rule)])
}

fn history_line(occurrence: &Occurrence) -> String {
    let state = match occurrence.state {
        State::Planned => "reminder_state_planned",
        State::Shown => "reminder_state_shown",
        State::Snoozed => "reminder_state_snoozed",
        State::Started => "reminder_state_started",
        State::Done => "reminder_state_done",
        State::Skipped => "reminder_state_skipped",
        State::Missed => "reminder_state_missed",
    };
    let due = occurrence.due.format("%Y-%m-%d %H:%M").to_string();
    format!("{due}  {:<18}{}", text(state, &[]), occurrence.title)
}

fn or_none(lines: &[String], none: &str) -> String {
    if lines.is_empty() {
        text(none, &[])
    } else {
        lines.join("\n")
    }
}

fn kind(text: &str) -> Result<ReminderKind, String> {
    serde_json::from_value(text.into())
        .map_err(|_| vesper_core::text::text("reminder_error_kind", &[("text", text)]))
}

fn moment(text: &str) -> Result<Moment, String> {
    let instant = DateTime::parse_from_rfc3339(text).map(|at| Moment::Instant(at.to_utc()));
    instant
        .or_else(|_| text.parse().map(Moment::Date))
        .map_err(|_| vesper_core::text::text("reminder_error_instant", &[("text", text)]))
}
