//! A reminder and the rule by which it recurs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Appointment, NoticeAction, Sound};
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

impl ReminderKind {
    /// How long after its due instant such a reminder may still be shown, unless the person says otherwise.
    ///
    /// | kind | grace | why |
    /// |---|---|---|
    /// | self-massage | 45 min | a routine of a quarter of an hour still fits before lights out |
    /// | professional massage | 30 min | afterwards the appointment is under way |
    /// | wind-down | 45 min | the evening is still long enough to slow down in |
    /// | dim the lights | 60 min | late dimming is still dimming |
    /// | bedtime | 30 min | later the person has seen the clock |
    /// | morning diary | 240 min | the night is remembered all morning |
    /// | custom | 30 min | nothing is known of it |
    #[must_use]
    pub fn default_grace(self) -> Minutes {
        Minutes(match self {
            Self::SelfMassage | Self::WindDown => 45,
            Self::DimLights => 60,
            Self::MorningDiary => 240,
            Self::ProfessionalMassage | Self::Bedtime | Self::Custom => 30,
        })
    }
}

/// When in the day a reminder is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// At a clock time; it floats with the computer's zone.
    At(ClockTime),
    /// So many minutes before the planned lights-out of that evening.
    BeforeLightsOut(Minutes),
    /// Once, at an instant.
    Once(#[cfg_attr(feature = "specta", specta(type = String))] Instant),
}

/// Work days and free days, as the person's settings name them.
///
/// At a clock time it is the date itself that counts; relative to lights-out the morning that follows, as in the plan of the
/// week: Friday's evening is one before a free day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum KindOfDay {
    /// The weekdays that are not free.
    Work,
    /// The weekdays that are free.
    Free,
}

/// The rule by which a reminder recurs. Dates are civil dates of the day it is due on; before lights-out, of the evening,
/// whichever side of midnight it falls. For [`When::Once`] the other fields say nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Rule {
    /// When in the day.
    pub when: When,
    /// On which weekdays. Empty means every day; where `every_weeks` is above 1, the weekday of `start`, as iCalendar has it.
    #[serde(default)]
    pub days: Vec<Weekday>,
    /// On work days or on free days, whichever weekdays these are when it falls due; then `days` is empty.
    #[serde(default)]
    pub kind_of_day: Option<KindOfDay>,
    /// Every so many weeks, counted from the week of `start` (weeks begin on Monday); 1 means every week.
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

impl Rule {
    /// The one date of a rule that begins and ends on it, where it is no instant.
    #[must_use]
    pub(crate) fn only_date(&self) -> Option<NaiveDate> {
        let named = self.days.is_empty() || self.days.contains(&Weekday::of(self.start));
        let one = self.until == Some(self.start) && self.kind_of_day.is_none() && named;
        (one && !matches!(self.when, When::Once(_))).then_some(self.start)
    }

    /// Whether it comes a single time.
    #[must_use]
    pub(crate) fn is_single(&self) -> bool {
        matches!(self.when, When::Once(_)) || self.only_date().is_some()
    }
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
    /// The sound it makes.
    pub sound: Sound,
    /// What can be done on its message.
    pub actions: Vec<NoticeAction>,
    /// Where, with whom and how long it is, for a professional massage; absent for any other kind.
    pub appointment: Option<Appointment>,
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
