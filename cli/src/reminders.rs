//! Reminders: setting them up, what is upcoming, what became of them.

use chrono::{DateTime, NaiveDate, NaiveTime};
use clap::{Args, Subcommand};
use serde::Serialize;
use vesper_core::error::Invalid;
use vesper_core::reminders::{
    Action, Appointment, KindOfDay, KindSummary, NoticeAction, Occurrence, Reminder, ReminderDraft,
    ReminderId, ReminderKind, Rule, Sound, State, When, weekday_in_words,
};
use vesper_core::text::text;
use vesper_core::time::{
    ClockTime, Hours, Instant, LocalTime, Minutes, Weekday, Zone, local, night_of, resolve,
};
use vesper_core::vesper::{Pause, PauseFor};
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
    /// Leave a reminder out this time
    Skip(OccurrenceArgs),
    /// Put a reminder off
    Snooze {
        #[command(flatten)]
        which: OccurrenceArgs,
        /// By so many minutes
        #[arg(long, value_name = "MIN", default_value_t = 15)]
        minutes: u32,
        /// Until you are free again, as far as this computer tells: after this meeting
        #[arg(long, conflicts_with = "minutes")]
        until_free: bool,
    },
    /// Say that a reminder is done
    Done(OccurrenceArgs),
    /// Pause all reminders
    Pause(PauseArgs),
    /// End the pause
    Resume,
    /// Show what became of past reminders, latest first
    History(HistoryArgs),
    /// List what will be shown in a span, earliest first
    Upcoming(UpcomingArgs),
}

#[derive(Args)]
pub struct OccurrenceArgs {
    /// The reminder's id, as `list` shows it
    id: u32,
    /// Which time of it, as `upcoming` shows it (RFC 3339); the one that waits for an answer, or the next, unless named
    #[arg(long, value_name = "T", value_parser = arguments::instant)]
    due: Option<Instant>,
}

#[derive(Args)]
#[group(multiple = false)]
pub struct PauseArgs {
    /// For so many minutes; an hour unless named
    #[arg(long = "for", value_name = "MIN")]
    minutes: Option<i32>,
    /// Until the planned rise
    #[arg(long)]
    until_morning: bool,
    /// Until the planned rise on a date, or until an instant (RFC 3339)
    #[arg(long, value_name = "T", value_parser = moment)]
    until: Option<Moment>,
}

#[derive(Args)]
pub struct HistoryArgs {
    #[command(flatten)]
    window: Window,
    /// Sum it up by kind: how much was done, and in which hour it is done best
    #[arg(long)]
    summary: bool,
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
    /// On work days, or on free days, in place of weekdays
    #[arg(long, value_name = "work|free", value_parser = kind_of_day, conflicts_with = "days")]
    on: Option<KindOfDay>,
    /// Every so many weeks, from the week of the first date on
    #[arg(long, value_name = "N", default_value_t = 1)]
    every_weeks: u32,
    /// The first date; today unless named
    #[arg(long, value_name = "DATE", value_parser = arguments::date)]
    start: Option<NaiveDate>,
    /// The last date
    #[arg(long, value_name = "DATE", value_parser = arguments::date, conflicts_with = "count")]
    until: Option<NaiveDate>,
    /// So many times in all
    #[arg(long, value_name = "N")]
    count: Option<u32>,
    /// How many minutes late it may still be shown; each kind has its own unless named
    #[arg(long, value_name = "MIN")]
    grace: Option<i32>,
    /// Its sound: none, soft, bell or chime; each kind has its own unless named
    #[arg(long, value_name = "SOUND", value_parser = sound, num_args = 0..=1, default_missing_value = "soft")]
    sound: Option<Sound>,
    /// What can be done on its message: start, done, snooze, skip; each kind has its own unless named
    #[arg(long, value_name = "ACTIONS", value_delimiter = ',', value_parser = action)]
    actions: Option<Vec<NoticeAction>>,
    #[command(flatten)]
    appointment: AppointmentArgs,
}

/// What only an appointment (professional-massage) has.
#[derive(Args)]
struct AppointmentArgs {
    /// With whom the appointment is
    #[arg(long, value_name = "NAME")]
    therapist: Option<String>,
    /// Where the appointment is
    #[arg(long, value_name = "TEXT")]
    place: Option<String>,
    /// How long the appointment lasts; an hour unless named
    #[arg(long, value_name = "MIN")]
    minutes: Option<i32>,
    /// The zone the appointment's clock time is read in; the computer's own unless named
    #[arg(long, value_name = "ZONE", value_parser = arguments::zone)]
    zone: Option<Zone>,
    /// How many minutes before the appointment it is announced, for example 1440,60; 0 for not at all
    #[arg(long, value_name = "MIN", value_delimiter = ',')]
    heads_up: Option<Vec<i32>>,
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
    #[arg(long, value_name = "T", value_parser = arguments::instant)]
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

/// What `upcoming` lists.
#[derive(Serialize)]
struct Upcoming<'c> {
    id: ReminderId,
    kind: ReminderKind,
    title: &'c str,
    /// With `id`, the occurrence's name.
    due: LocalTime,
    /// When it is shown: `due`, unless it was put off or something holds it back.
    comes: LocalTime,
    /// When the appointment begins that it announces.
    announces: Option<LocalTime>,
}

/// An instant, or the midnight a date begins with.
#[derive(Clone, Copy)]
pub enum Moment {
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
        Command::Skip(which) => act(vesper, which, Action::Skip),
        Command::Snooze {
            which,
            minutes,
            until_free,
        } => {
            let action = if *until_free {
                Action::SnoozeUntilFree
            } else {
                Action::Snooze(*minutes)
            };
            act(vesper, which, action)
        }
        Command::Done(which) => act(vesper, which, Action::Done),
        Command::Pause(args) => pause(vesper, args),
        Command::Resume => {
            let changed = vesper.set_pause(Pause { until: None })?;
            Answer::new(&vesper.pause()?, changed.done)
        }
        Command::History(args) if args.summary => {
            let told = vesper.reminder_summary(args.window.from, args.window.to)?;
            let hours = vesper.dial()?.hours;
            let lines: Vec<String> = told.iter().map(|one| summary_line(one, hours)).collect();
            Answer::new(&told, or_none(&lines, "cli_no_reminder_history"))
        }
        Command::History(HistoryArgs { window, .. }) => {
            let history = vesper.reminder_history(window.from, window.to)?;
            let hours = vesper.dial()?.hours;
            let lines: Vec<String> = history.iter().map(|one| history_line(one, hours)).collect();
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
            kind_of_day: args.on,
            every_weeks: args.every_weeks,
            start: args.start.unwrap_or(today),
            until: args.until,
            count: args.count,
        },
        grace_min: args.grace.map_or(args.kind.default_grace(), Minutes),
        sound: args.sound.unwrap_or(args.kind.default_sound()),
        actions: args
            .actions
            .clone()
            .unwrap_or_else(|| args.kind.default_actions()),
        appointment: Some(args.appointment.over(Appointment::usual(vesper.zone()))),
        enabled: true,
    };
    let (id, changed) = vesper.add_reminder(&draft)?;
    let added = vesper
        .reminders()?
        .into_iter()
        .find(|reminder| reminder.id == id);
    Answer::new(&added, changed.done)
}

impl AppointmentArgs {
    /// The appointment these arguments make of the `usual` one. Any other kind of reminder has none.
    fn over(&self, usual: Appointment) -> Appointment {
        let heads_ups = self.heads_up.as_ref().map(|minutes| {
            let ahead = minutes.iter().filter(|minutes| **minutes != 0);
            ahead.map(|minutes| Minutes(*minutes)).collect()
        });
        Appointment {
            therapist: self.therapist.clone(),
            place: self.place.clone(),
            minutes: self.minutes.map_or(usual.minutes, Minutes),
            zone: self.zone.unwrap_or(usual.zone),
            heads_ups: heads_ups.unwrap_or(usual.heads_ups),
        }
    }
}

fn act(vesper: &mut Vesper, which: &OccurrenceArgs, action: Action) -> Result<Answer, Error> {
    let id = ReminderId(which.id);
    let due = match which.due {
        Some(due) => due,
        None => {
            // To leave an appointment out is to leave it out, not one of its heads-ups.
            let announced = matches!(action, Action::Snooze(_) | Action::SnoozeUntilFree);
            vesper.at_hand(id, announced)?.due.to_utc()
        }
    };
    let changed = vesper.act_on_occurrence(id, due, action)?;
    let due = local(due, vesper.zone());
    Answer::new(&serde_json::json!({ "id": id, "due": due }), changed.done)
}

fn pause(vesper: &mut Vesper, args: &PauseArgs) -> Result<Answer, Error> {
    let changed = match (args.until, args.minutes) {
        _ if args.until_morning => vesper.pause_for(PauseFor::UntilMorning)?,
        (Some(Moment::Instant(until)), _) => vesper.set_pause(Pause { until: Some(until) })?,
        (Some(Moment::Date(date)), _) => vesper.pause_for(PauseFor::UntilDate(date))?,
        (None, minutes) => vesper.pause_for(PauseFor::Minutes(Minutes(minutes.unwrap_or(60))))?,
    };
    Answer::new(&vesper.pause()?, changed.done)
}

fn upcoming(vesper: &Vesper, args: &UpcomingArgs) -> Result<Answer, Error> {
    let zone = args.zone.unwrap_or_else(|| vesper.zone());
    let (from, to) = (args.from.instant(zone), args.to.instant(zone));
    let coming = vesper.coming(from, to, zone)?;
    let listed: Vec<Upcoming<'_>> = coming
        .iter()
        .map(|one| Upcoming {
            id: one.occurrence.id,
            kind: one.occurrence.kind,
            title: &one.occurrence.title,
            due: one.occurrence.due,
            comes: one.comes,
            announces: one.occurrence.announces,
        })
        .collect();
    let hours = vesper.dial()?.hours;
    let lines: Vec<String> = coming
        .iter()
        .map(|one| {
            let day = weekday_in_words(Weekday::of(one.comes.date_naive()));
            let date = one.comes.format("%Y-%m-%d");
            let (time, offset) = (hours.say(one.comes.time()), one.comes.format("%:z"));
            format!("{day} {date} {time} {offset}  {}", one.words)
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

fn history_line(occurrence: &Occurrence, hours: Hours) -> String {
    let state = match occurrence.state {
        State::Planned => "reminder_state_planned",
        State::Shown => "reminder_state_shown",
        State::Snoozed => "reminder_state_snoozed",
        State::Started => "reminder_state_started",
        State::Done => "reminder_state_done",
        State::Skipped => "reminder_state_skipped",
        State::Missed => "reminder_state_missed",
    };
    let (date, time) = (
        occurrence.due.format("%Y-%m-%d"),
        hours.say(occurrence.due.time()),
    );
    format!(
        "{date} {time:>8}  {:<24}{}",
        text(state, &[]),
        occurrence.title
    )
}

fn summary_line(told: &KindSummary, hours: Hours) -> String {
    let slug = serde_json::to_value(told.kind).unwrap_or_default();
    let kind = slug.as_str().unwrap_or_default().replace('-', "_");
    let kind = text(&format!("settings_kind_{kind}"), &[]);
    let [done, due, skipped, missed] =
        [told.done, told.due, told.skipped, told.missed].map(|count| count.to_string());
    let counts = [
        ("kind", kind.as_str()),
        ("done", &done),
        ("due", &due),
        ("skipped", &skipped),
        ("missed", &missed),
    ];
    let line = text("cli_reminder_summary", &counts);
    let Some(best) = &told.best else {
        return line;
    };
    let (from, to) = (hours.say(best.from.time()), hours.say(best.to.time()));
    let (done, shown) = (best.done.to_string(), best.shown.to_string());
    let best = [
        ("from", from.as_str()),
        ("to", &to),
        ("done", &done),
        ("shown", &shown),
    ];
    format!("{line} {}", text("reminder_best_hour", &best))
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

fn kind_of_day(text: &str) -> Result<KindOfDay, String> {
    serde_json::from_value(text.into())
        .map_err(|_| vesper_core::text::text("reminder_error_kind_of_day", &[("text", text)]))
}

fn sound(text: &str) -> Result<Sound, String> {
    serde_json::from_value(text.into())
        .map_err(|_| vesper_core::text::text("reminder_error_sound", &[("text", text)]))
}

fn action(text: &str) -> Result<NoticeAction, String> {
    let named: Option<NoticeAction> = serde_json::from_value(text.into()).ok();
    named
        .filter(|action| NoticeAction::ALL.contains(action))
        .ok_or_else(|| vesper_core::text::text("reminder_error_action", &[("text", text)]))
}

fn moment(text: &str) -> Result<Moment, String> {
    let instant = DateTime::parse_from_rfc3339(text).map(|at| Moment::Instant(at.to_utc()));
    instant
        .or_else(|_| text.parse().map(Moment::Date))
        .map_err(|_| vesper_core::text::text("reminder_error_instant", &[("text", text)]))
}
