//! A reminder and the rule by which it recurs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::time::{ClockTime, Instant, Minutes, Weekday};

/// A reminder's id in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct ReminderId(pub u32);

/// What a reminder is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum ReminderKind {
    /// A massage one gives oneself.
    SelfMassage,
    /// An appointment with a therapist.
    ProfessionalMassage,
    /// The beginning of the quiet part of the evening.
    WindDown,
    /// Dimming the lights.
    DimLights,
    /// Going to bed.
    Bedtime,
    /// Logging last night.
    MorningDiary,
    /// Anything else.
    Custom,
}

/// When in the day a reminder is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// At a clock time; it floats with the computer's zone.
    At(ClockTime),
    /// So many minutes before tonight's planned lights-out.
    BeforeLightsOut(Minutes),
    /// Once, at an instant.
    Once(#[cfg_attr(feature = "specta", specta(type = String))] Instant),
}

/// The rule by which a reminder recurs. Dates are civil dates of the day it is due on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Rule {
    /// When in the day.
    pub when: When,
    /// On which weekdays; empty means every day.
    #[serde(default)]
    pub days: Vec<Weekday>,
    /// Every so many weeks, counted from the week of `start`; 1 means every week.
    pub every_weeks: u32,
    /// The first date.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub start: NaiveDate,
    /// The last date.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub until: Option<NaiveDate>,
    /// At most so many occurrences.
    pub count: Option<u32>,
}

/// A reminder as a person sets it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReminderDraft {
    /// What it is for.
    pub kind: ReminderKind,
    /// Its words.
    pub title: String,
    /// A second line.
    pub body: Option<String>,
    /// The routine it starts.
    pub routine: Option<String>,
    /// When it recurs.
    pub rule: Rule,
    /// How long after its due instant it may still be shown.
    pub grace_min: Minutes,
    /// Whether it makes a sound.
    pub sound: bool,
    /// Whether it is on.
    pub enabled: bool,
}

/// A reminder on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Reminder {
    /// Its id.
    pub id: ReminderId,
    /// What the person set up.
    #[serde(flatten)]
    pub draft: ReminderDraft,
    /// Its rule in words, for example "Mon and Thu, 45 min before lights out".
    pub in_words: String,
}
