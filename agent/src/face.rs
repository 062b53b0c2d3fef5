//! What the tray shows: computed once, drawn by each platform.

use std::collections::HashMap;

use chrono::Duration;
use vesper_core::reminders::{Occurrence, ReminderId, State, weekday_in_words};
use vesper_core::text::text;
use vesper_core::time::{Hours, Instant, LocalTime, Weekday, local};
use vesper_core::{Error, Vesper};

/// How far ahead the next reminder is looked for.
const AHEAD: Duration = Duration::days(7);
/// The longest grace a reminder can have: how far back one that is shown can still be waiting.
const BACK: Duration = Duration::days(1);
/// After so long the face is looked at again, whatever happens.
const AT_MOST: Duration = Duration::minutes(15);

/// Which icon the tray wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Reminders are on.
    Active,
    /// Reminders are paused.
    Paused,
    /// Something is due and waits for the person.
    Due,
}

/// What the tray shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Its icon.
    pub look: Look,
    /// The next reminder, or until when reminders are paused.
    pub line: String,
    /// Whether reminders are paused.
    pub paused: bool,
}

/// What the person can do in the tray's menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Pauses reminders for an hour.
    PauseForAnHour,
    /// Pauses reminders until the planned rise.
    PauseUntilMorning,
    /// Ends the pause.
    Resume,
    /// Opens the window at a place.
    Open(&'static str),
    /// Ends the agent.
    Quit,
}

/// One line of the tray's menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A line that only tells something.
    Label(String),
    /// A line that does something.
    Does(String, Command),
    /// A rule between lines.
    Rule,
}

impl Face {
    /// The face at `now`, and when it changes at the latest.
    ///
    /// # Errors
    /// Where the diary cannot be read.
    pub fn at(now: Instant, vesper: &Vesper) -> Result<(Self, Instant), Error> {
        let zone = vesper.zone();
        let graces: HashMap<ReminderId, Duration> = vesper
            .reminders()?
            .into_iter()
            .map(|reminder| {
                (
                    reminder.id,
                    Duration::minutes(reminder.draft.grace_min.0.into()),
                )
            })
            .collect();
        let known = vesper.upcoming(now - BACK, now + AHEAD, zone)?;
        let waits_until = |one: &Occurrence| {
            let grace = graces.get(&one.id).copied().unwrap_or_default();
            (one.state == State::Shown).then(|| one.due.to_utc() + grace)
        };
        let waiting = known
            .iter()
            .filter_map(waits_until)
            .filter(|until| now < *until)
            .min();
        let next = known
            .iter()
            .filter_map(|one| Some((begins(one)?, one)))
            .filter(|(begins, _)| now < begins.to_utc())
            .min_by_key(|(begins, _)| *begins);
        let paused = vesper.pause()?.until;
        let hours = vesper.dial()?.hours;
        let look = match (paused, waiting) {
            (Some(_), _) => Look::Paused,
            (None, Some(_)) => Look::Due,
            (None, None) => Look::Active,
        };
        let line = match (paused, next) {
            (Some(until), _) => {
                let until = when("agent_until", local(until, zone), local(now, zone), hours);
                text("agent_paused_until", &[("when", &until)])
            }
            (None, Some((begins, one))) => {
                let begins = when("agent_at", begins, local(now, zone), hours);
                text("agent_next", &[("title", &one.title), ("when", &begins)])
            }
            (None, None) => text("agent_nothing_next", &[]),
        };
        let changes = [next.map(|(begins, _)| begins.to_utc()), waiting, paused];
        let changes = changes
            .into_iter()
            .flatten()
            .fold(now + AT_MOST, Instant::min);
        let face = Self {
            look,
            line,
            paused: paused.is_some(),
        };
        Ok((face, changes))
    }

    /// The commands of the menu, with and without a pause.
    #[cfg(any(windows, target_os = "macos"))]
    pub fn commands(paused: bool) -> Vec<Command> {
        let face = Self {
            look: Look::Active,
            line: String::new(),
            paused,
        };
        let command = |line| match line {
            Line::Does(_, command) => Some(command),
            Line::Label(_) | Line::Rule => None,
        };
        face.menu().into_iter().filter_map(command).collect()
    }

    /// The menu's lines from top to bottom.
    #[must_use]
    pub fn menu(&self) -> Vec<Line> {
        let does = |key, command| Line::Does(text(key, &[]), command);
        let mut lines = vec![Line::Label(self.line.clone()), Line::Rule];
        if self.paused {
            lines.push(does("agent_resume", Command::Resume));
        } else {
            lines.push(does("agent_pause_hour", Command::PauseForAnHour));
            lines.push(does("agent_pause_morning", Command::PauseUntilMorning));
        }
        lines.extend([
            Line::Rule,
            does("agent_log", Command::Open("diary/log")),
            does("agent_massage", Command::Open("massage")),
            does("agent_open", Command::Open("tonight")),
            Line::Rule,
            does("agent_quit", Command::Quit),
        ]);
        lines
    }
}

/// When an occurrence that is still to be shown will be.
fn begins(one: &Occurrence) -> Option<LocalTime> {
    match one.state {
        State::Planned => Some(one.due),
        State::Snoozed => one.snoozed_until,
        _ => None,
    }
}

/// An instant of the coming week, as a person names it: by the message of `family` for today, tomorrow, or a weekday.
fn when(family: &str, at: LocalTime, now: LocalTime, hours: Hours) -> String {
    let time = hours.say(at.time());
    let day_of = match (at.date_naive() - now.date_naive()).num_days() {
        0 => "today",
        1 => "tomorrow",
        _ => "weekday",
    };
    let day = weekday_in_words(Weekday::of(at.date_naive()));
    text(
        &format!("{family}_{day_of}"),
        &[("day", &day), ("time", &time)],
    )
}
