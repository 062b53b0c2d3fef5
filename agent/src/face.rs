//! What the tray shows: computed once, drawn by each platform.

use chrono::Duration;
use vesper_core::reminders::{ReminderId, State, weekday_in_words};
use vesper_core::text::text;
use vesper_core::time::{Hours, Instant, LocalTime, Weekday, local};
use vesper_core::vesper::{Coming, Waiting};
use vesper_core::{Error, Vesper};

use crate::desktop::Choice;

/// How far ahead the next reminders are looked for.
const AHEAD: Duration = Duration::days(7);
/// After so long the face is looked at again, whatever happens.
const AT_MOST: Duration = Duration::minutes(15);
/// The place where last night is logged.
const LOG: &str = "diary/log";
/// The place where a massage is chosen.
const MASSAGE: &str = "massage";
/// The place the window opens at.
pub const TONIGHT: &str = "tonight";

/// How many of the next reminders the menu names.
const NAMED: usize = 3;

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
    /// The reminders that come next, earliest first.
    pub next: Vec<String>,
    /// What waits for an answer, the latest first.
    pub waiting: Vec<Waits>,
    /// Whether reminders are paused.
    pub paused: bool,
}

/// An occurrence that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// Its reminder.
    pub id: ReminderId,
    /// When it was due.
    pub due: Instant,
    /// Its title and time, or what it announces.
    pub words: String,
    /// What the menu offers to do with it.
    pub choices: Vec<Choice>,
}

/// What the person can do in the tray's menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Answers an occurrence that waits.
    Answer(ReminderId, Instant, Choice),
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
        let here = local(now, zone);
        let waiting = vesper.waiting()?;
        let mut next = vesper.coming(now, now + AHEAD, zone)?;
        next.retain(|one| now < one.comes.to_utc());
        let comes_next = next.first().map(|one| one.comes.to_utc());
        // An appointment is named by itself, not by what announces it.
        next.retain(|one| one.occurrence.announces.is_none());
        next.truncate(NAMED);
        let paused = vesper.pause()?.until;
        let hours = vesper.dial()?.hours;
        let shown = |one: &Waiting| one.occurrence.state == State::Shown;
        let look = if paused.is_some() {
            Look::Paused
        } else if waiting.iter().any(shown) {
            Look::Due
        } else {
            Look::Active
        };
        let named = |one: &Coming| {
            let when = if one.occurrence.until_free {
                text("agent_at_free", &[])
            } else {
                when("agent_at", one.comes, here, hours)
            };
            text("agent_named", &[("title", &one.words), ("when", &when)])
        };
        // At the rise what the night held back is told.
        let changes = [comes_next, paused, vesper.asleep_until()?]
            .into_iter()
            .flatten()
            .chain(waiting.iter().map(|one| one.until.to_utc()))
            .fold(now + AT_MOST, Instant::min);
        let next: Vec<String> = next.iter().map(named).collect();
        let line = match (paused, next.first()) {
            (Some(until), _) => {
                let until = when("agent_until", local(until, zone), here, hours);
                text("agent_paused_until", &[("when", &until)])
            }
            (None, Some(named)) => text("agent_next", &[("named", named)]),
            (None, None) => text("agent_nothing_next", &[]),
        };
        let face = Self {
            look,
            line,
            next,
            waiting: waiting
                .into_iter()
                .map(|one| waits(&one, here, hours))
                .collect(),
            paused: paused.is_some(),
        };
        Ok((face, changes))
    }

    /// The menu's lines from top to bottom.
    #[must_use]
    pub fn menu(&self) -> Vec<Line> {
        let does = |key, command| Line::Does(text(key, &[]), command);
        let mut lines = Vec::new();
        for (n, one) in self.waiting.iter().enumerate() {
            lines.push(Line::Label(one.words.clone()));
            // The latest is what the person has just seen; the others are a click further.
            if n == 0 {
                let answers = one
                    .choices
                    .iter()
                    .map(|choice| does(choice.key(), Command::Answer(one.id, one.due, *choice)));
                lines.extend(answers);
            }
        }
        if !self.waiting.is_empty() {
            lines.push(Line::Rule);
        }
        if self.paused || self.next.is_empty() {
            lines.push(Line::Label(self.line.clone()));
        }
        lines.extend(self.next.iter().cloned().map(Line::Label));
        lines.push(Line::Rule);
        if self.paused {
            lines.push(does("agent_resume", Command::Resume));
        } else {
            lines.push(does("agent_pause_hour", Command::PauseForAnHour));
            lines.push(does("agent_pause_morning", Command::PauseUntilMorning));
        }
        lines.extend([
            Line::Rule,
            does("agent_log", Command::Open(LOG)),
            does("agent_massage", Command::Open(MASSAGE)),
            does("agent_open", Command::Open(TONIGHT)),
            Line::Rule,
            does("agent_quit", Command::Quit),
        ]);
        lines
    }
}

#[cfg(any(windows, target_os = "macos", test))]
impl Command {
    /// The menu's name for it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Answer(id, due, choice) => {
                format!("{} {} {}", choice.name(), id.0, due.timestamp_millis())
            }
            Self::PauseForAnHour => "pause-hour".to_owned(),
            Self::PauseUntilMorning => "pause-morning".to_owned(),
            Self::Resume => "resume".to_owned(),
            Self::Open(place) => place.to_owned(),
            Self::Quit => "quit".to_owned(),
        }
    }

    /// The command that the menu calls `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let answer = || {
            let mut parts = name.split(' ');
            let choice = Choice::named(parts.next()?)?;
            let id = ReminderId(parts.next()?.parse().ok()?);
            let due = Instant::from_timestamp_millis(parts.next()?.parse().ok()?)?;
            Some(Self::Answer(id, due, choice))
        };
        [
            Self::PauseForAnHour,
            Self::PauseUntilMorning,
            Self::Resume,
            Self::Open(LOG),
            Self::Open(MASSAGE),
            Self::Open(TONIGHT),
            Self::Quit,
        ]
        .into_iter()
        .find(|command| command.name() == name)
        .or_else(answer)
    }
}

fn waits(one: &Waiting, now: LocalTime, hours: Hours) -> Waits {
    let Waiting { occurrence, .. } = one;
    let words = if occurrence.announces.is_some() {
        // It says itself when.
        one.words.clone()
    } else {
        let when = when("agent_at", occurrence.due, now, hours);
        text("agent_waits", &[("title", &one.words), ("when", &when)])
    };
    Waits {
        id: occurrence.id,
        due: occurrence.due.to_utc(),
        words,
        choices: one.actions.iter().copied().map(Choice::of).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn face() -> Face {
        let due = |minutes| Instant::UNIX_EPOCH + Duration::minutes(minutes);
        let waits = |id, minutes, words: &str| Waits {
            id: ReminderId(id),
            due: due(minutes),
            words: words.to_owned(),
            choices: vec![Choice::Done, Choice::Snooze],
        };
        Face {
            look: Look::Due,
            line: "Next: c".to_owned(),
            next: vec!["c".to_owned(), "d".to_owned()],
            waiting: vec![waits(2, 30, "b"), waits(1, 0, "a")],
            paused: false,
        }
    }

    #[test]
    fn the_menu_begins_with_what_waits_then_what_comes_next() {
        let lines = face().menu();
        let answer = |choice| Command::Answer(ReminderId(2), face().waiting[0].due, choice);
        let label = |words: &str| Line::Label(words.to_owned());
        let does = |choice: Choice| Line::Does(text(choice.key(), &[]), answer(choice));
        let first = [
            label("b"),
            does(Choice::Done),
            does(Choice::Snooze),
            label("a"),
            Line::Rule,
            label("c"),
            label("d"),
            Line::Rule,
        ];
        assert_eq!(lines[..first.len()], first);
    }

    #[test]
    fn paused_or_with_nothing_to_come_the_menu_says_so() {
        let mut face = face();
        face.waiting.clear();
        face.paused = true;
        face.line = "Paused".to_owned();
        assert_eq!(face.menu()[0], Line::Label("Paused".to_owned()));
        face.paused = false;
        face.next.clear();
        face.line = "Nothing".to_owned();
        assert_eq!(face.menu()[0], Line::Label("Nothing".to_owned()));
    }

    #[test]
    fn a_command_of_the_menu_is_found_again_by_its_name() {
        for paused in [false, true] {
            for line in (Face { paused, ..face() }).menu() {
                if let Line::Does(_, command) = line {
                    assert_eq!(Command::named(&command.name()), Some(command));
                }
            }
        }
        assert_eq!(Command::named("start 1"), None);
    }
}
