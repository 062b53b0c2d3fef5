//! A course of massages: its dates, and what was noted before and after.
//!
//! Pure. It promises nothing: what differs between two stretches of nights may have many reasons, and that is said beside it.

mod compare;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

pub use self::compare::{Compared, Difference, Measure, NIGHTS, Past};
use crate::error::Invalid;
use crate::language::Language;
use crate::reminders::{ReminderDraft, ReminderId, ReminderKind, Rule, When};
use crate::text::{text, text_in};
use crate::time::{LocalTime, Night, Weekday};

/// The sessions of the twice-weekly course, over five weeks (Rapaport et al. 2012, doi:10.1089/acm.2011.0071).
const TWICE_WEEKLY: u32 = 10;
/// The evenings of the nightly course: two weeks.
const NIGHTLY: u32 = 14;
/// The most dates of a course of one's own.
const MOST: u32 = 60;
/// The longest title, characters.
const LONGEST_TITLE: usize = 80;

/// Which course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ProgrammeKind {
    /// Two massages a week for five weeks.
    TwiceWeekly,
    /// Ten minutes or so every evening for two weeks.
    Nightly,
    /// As the person likes.
    Own,
}

/// A course as it is set up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ProgrammeDraft {
    /// Which course.
    pub kind: ProgrammeKind,
    /// Its name; absent is the course's own.
    pub title: Option<String>,
    /// The routine of every date; absent is a massage by a therapist.
    pub routine: Option<String>,
    /// Its first possible date.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub start: NaiveDate,
    /// On which weekdays; empty is the start's weekday and three days later for the twice-weekly course, else every day.
    pub days: Vec<Weekday>,
    /// How many dates, for a course of one's own.
    pub count: Option<u32>,
    /// When in the day.
    pub when: When,
}

/// A course on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Which course.
    pub kind: ProgrammeKind,
    /// Its name.
    pub title: String,
    /// The routine of every date; absent is a massage by a therapist.
    pub routine: Option<String>,
    /// The day it was ended before its last date.
    pub ended_on: Option<NaiveDate>,
    /// Its dates in their order, each with the reminder that stands for it.
    pub dates: Vec<(NaiveDate, ReminderId)>,
}

/// What became of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum CourseState {
    /// Still to come.
    Planned,
    /// A massage was logged that day.
    Done,
    /// The day has passed without one.
    Passed,
    /// The course was ended before it.
    Dropped,
}

/// A date of a course as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct CourseDate {
    /// Its place in the course, from 1.
    pub position: u32,
    /// The day.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub day: NaiveDate,
    /// When its reminder is due; absent where there is none any more.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub due: Option<LocalTime>,
    /// Its reminder.
    pub reminder: ReminderId,
    /// What became of it.
    pub state: CourseState,
}

/// A course as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Course {
    /// Its id.
    pub id: u32,
    /// Which course.
    pub kind: ProgrammeKind,
    /// Its name.
    pub title: String,
    /// The routine's slug; absent is a massage by a therapist.
    pub routine: Option<String>,
    /// What is given each time, in words.
    pub what: String,
    /// Its dates.
    pub dates: Vec<CourseDate>,
    /// How many of them were done.
    pub done: u32,
    /// Whether dates are still to come.
    pub running: bool,
    /// The day it was ended before its last date.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub ended_on: Option<NaiveDate>,
    /// What is known of such a course, honestly.
    pub known: String,
    /// Where that comes from.
    pub references: Vec<crate::guide::Reference>,
    /// Right before and right after its massages: tension and pain.
    pub felt: Vec<Compared>,
    /// The nights before it and its last ones: tension, pain, SOL, SE, quality.
    pub nights: Vec<Compared>,
    /// The nights before it that are compared: first and last.
    #[cfg_attr(feature = "specta", specta(type = Option<(String, String)>))]
    pub before: Option<(Night, Night)>,
    /// Its own nights that are compared: first and last.
    #[cfg_attr(feature = "specta", specta(type = Option<(String, String)>))]
    pub after: Option<(Night, Night)>,
    /// How it stands, in a sentence or two.
    pub reading: String,
    /// What the comparison cannot say.
    pub caveat: String,
}

impl ProgrammeKind {
    /// The key of the course's own name.
    fn name(self) -> &'static str {
        match self {
            Self::TwiceWeekly => "programme_twice_weekly",
            Self::Nightly => "programme_nightly",
            Self::Own => "programme_own",
        }
    }
}

impl Programme {
    /// Its name; one that nobody chose is said in the language that is spoken, whichever was when it was planned.
    #[must_use]
    pub fn title_in_words(&self) -> String {
        let own = self.kind.name();
        let chosen = Language::ALL
            .iter()
            .all(|language| text_in(*language, own, &[]) != self.title);
        if chosen {
            self.title.clone()
        } else {
            text(own, &[])
        }
    }
}

impl ProgrammeDraft {
    /// The course's name as it is kept.
    ///
    /// # Errors
    /// [`Invalid`] for one that is too long.
    pub fn title(&self) -> Result<String, Invalid> {
        let given = self.title.as_deref().map(str::trim).unwrap_or_default();
        if given.chars().count() > LONGEST_TITLE {
            let most = LONGEST_TITLE.to_string();
            return Err(Invalid::new(
                "title",
                "error_session_words",
                &[("most", &most)],
            ));
        }
        if !given.is_empty() {
            return Ok(given.to_owned());
        }
        Ok(text(self.kind.name(), &[]))
    }

    /// The dates, in their order.
    ///
    /// # Errors
    /// [`Invalid`] for a beginning before `today`, weekdays or a count that the course does not have, or a time of day that is none.
    pub fn dates(&self, today: NaiveDate) -> Result<Vec<NaiveDate>, Invalid> {
        if self.start < today {
            return Err(Invalid::new("start", "programme_error_start", &[]));
        }
        if matches!(self.when, When::Once(_)) {
            return Err(Invalid::new("at", "programme_error_when", &[]));
        }
        let (days, count) = match (self.kind, self.count) {
            (ProgrammeKind::TwiceWeekly, _) => (self.twice()?, TWICE_WEEKLY),
            (ProgrammeKind::Nightly, _) => (Vec::new(), NIGHTLY),
            (ProgrammeKind::Own, Some(count)) if (1..=MOST).contains(&count) => {
                (self.days.clone(), count)
            }
            (ProgrammeKind::Own, _) => {
                let most = MOST.to_string();
                return Err(Invalid::new(
                    "count",
                    "programme_error_count",
                    &[("most", &most)],
                ));
            }
        };
        let falls = |day: &NaiveDate| days.is_empty() || days.contains(&Weekday::of(*day));
        let count = usize::try_from(count).unwrap_or_default();
        Ok(self.start.iter_days().filter(falls).take(count).collect())
    }

    /// The two weekdays of the twice-weekly course.
    fn twice(&self) -> Result<Vec<Weekday>, Invalid> {
        let mut days = self.days.clone();
        if days.is_empty() {
            let later = self.start.checked_add_days(Days::new(3));
            days = [Some(self.start), later]
                .into_iter()
                .flatten()
                .map(Weekday::of)
                .collect();
        }
        days.sort_unstable();
        days.dedup();
        if days.len() == 2 {
            Ok(days)
        } else {
            Err(Invalid::new("days", "programme_error_days", &[]))
        }
    }

    /// The reminder of date `position` of `of`, from 1, which is on `day`: a rule of that one date, so that it alone can be moved.
    #[must_use]
    pub fn reminder(
        &self,
        title: &str,
        day: NaiveDate,
        position: usize,
        of: usize,
    ) -> ReminderDraft {
        let kind = if self.routine.is_some() {
            ReminderKind::SelfMassage
        } else {
            ReminderKind::ProfessionalMassage
        };
        let (position, of) = (position.to_string(), of.to_string());
        let args = [("title", title), ("position", &position), ("of", &of)];
        ReminderDraft {
            kind,
            title: text("programme_reminder", &args),
            body: None,
            routine: self.routine.clone(),
            rule: on(self.when, day),
            grace_min: kind.default_grace(),
            sound: kind.default_sound(),
            actions: kind.default_actions(),
            appointment: None,
            enabled: true,
        }
    }
}

/// The rule of one date.
#[must_use]
pub(crate) fn on(when: When, day: NaiveDate) -> Rule {
    Rule {
        when,
        days: Vec::new(),
        kind_of_day: None,
        every_weeks: 1,
        start: day,
        until: Some(day),
        count: None,
    }
}

impl Programme {
    /// Its first and its last date.
    #[must_use]
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || self.dates.iter().map(|(day, _)| *day);
        days().min().zip(days().max())
    }

    /// Whether the date `to` can be `position`'s, from 1.
    ///
    /// # Errors
    /// [`Invalid`] for a day that has passed or that is another date of the course, or a position that it does not have.
    pub fn check_move(
        &self,
        position: u32,
        to: NaiveDate,
        today: NaiveDate,
    ) -> Result<(), Invalid> {
        let taken = |(n, (day, _)): (u32, &(NaiveDate, ReminderId))| n != position && *day == to;
        if self.ended_on.is_some() || self.date(position).is_none() {
            return Err(Invalid::new("position", "programme_error_position", &[]));
        }
        if to < today {
            return Err(Invalid::new("day", "programme_error_past", &[]));
        }
        if (1..).zip(&self.dates).any(taken) {
            return Err(Invalid::new("day", "programme_error_taken", &[]));
        }
        Ok(())
    }

    /// The date at `position`, from 1.
    #[must_use]
    pub fn date(&self, position: u32) -> Option<(NaiveDate, ReminderId)> {
        let index = usize::try_from(position).ok()?.checked_sub(1)?;
        self.dates.get(index).copied()
    }

    /// What became of the date `day`, given whether a massage of the course was logged that day.
    #[must_use]
    pub fn state(&self, day: NaiveDate, done: bool, today: NaiveDate) -> CourseState {
        match self.ended_on {
            _ if done => CourseState::Done,
            Some(ended) if day >= ended => CourseState::Dropped,
            _ if day < today => CourseState::Passed,
            _ => CourseState::Planned,
        }
    }
}
