//! Settings and the planned sleep of the week.

use serde::{Deserialize, Serialize};

use super::undo::Inverse;
use super::{Changed, Topic, Vesper};
use crate::error::{Invalid, Result};
use crate::language::Language;
use crate::reminders::{Schedule, Sign};
use crate::store::settings;
use crate::text::{text, text_in};
use crate::time::{ClockTime, Dial, Hours, Weekday};

/// The key that [`Settings`] are kept under.
pub(super) const KEY: &str = "settings";

/// The rollover, the free days and the preferred source decide what nights and trends show; free days and the clock's hours also
/// when reminders fall due and how that is said. A page whose language changes is drawn anew.
const SHOWN_BY: &[Topic] = &[Topic::Settings, Topic::Diary, Topic::Reminders];

/// The sizes of text the window is made for, percent of the system's.
const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 80..=200;

/// Which light the window stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Light {
    /// Turns to evening two hours before tonight's planned lights-out.
    Auto,
    /// Follows the system.
    System,
    /// Always day.
    Day,
    /// Always evening.
    Evening,
}

/// How clock times are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub enum ClockStyle {
    /// As the locale does.
    #[serde(rename = "auto")]
    Auto,
    /// 00:00 to 23:59.
    #[serde(rename = "24")]
    H24,
    /// 12:00 am to 11:59 pm.
    #[serde(rename = "12")]
    H12,
}

/// What a person has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default)]
pub struct Settings {
    /// The language; absent follows the system.
    pub language: Option<Language>,
    /// The light.
    pub light: Light,
    /// The clock.
    pub clock_style: ClockStyle,
    /// The first day of the week; absent follows the locale.
    pub first_weekday: Option<Weekday>,
    /// When one night ends and the next begins.
    pub rollover: ClockTime,
    /// Weekdays that are free of work: their mornings are the free days of chronotype and social jetlag.
    pub free_days: Vec<Weekday>,
    /// Whether an alarm is used on free days (then there is no MSFsc).
    pub alarm_on_free_days: bool,
    /// The source preferred where a night has no diary entry.
    pub preferred_source: Option<String>,
    /// The size of all text, percent of the system's: 80 to 200.
    pub text_percent: u16,
    /// The signs of being busy that hold no reminder back.
    pub ignored_signs: Vec<Sign>,
    /// Whether the first screens have been seen or skipped.
    pub onboarded: bool,
}

/// How this person is spoken to: as they chose, or as their system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The hours of the clock.
    pub hours: Hours,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            light: Light::Auto,
            clock_style: ClockStyle::Auto,
            first_weekday: None,
            rollover: ClockTime::from_minutes(12 * 60),
            free_days: vec![Weekday::Sat, Weekday::Sun],
            alarm_on_free_days: false,
            preferred_source: None,
            text_percent: 100,
            ignored_signs: Vec::new(),
            onboarded: false,
        }
    }
}

impl Vesper {
    /// The settings.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn settings(&self) -> Result<Settings> {
        let kept = self.store.read(|db| settings::get(db, KEY))?;
        Ok(kept.unwrap_or_default())
    }

    /// The language of this person: the one chosen, or the system's.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn language(&self) -> Result<Language> {
        let chosen = self.settings()?.language;
        Ok(chosen.unwrap_or_else(|| self.clock.language()))
    }

    /// How this person is spoken to.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn locale(&self) -> Result<Locale> {
        Ok(Locale {
            language: self.language()?,
            hours: self.dial()?.hours,
        })
    }

    /// How this computer's wall clock shows the time to this person.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn dial(&self) -> Result<Dial> {
        let hours = match self.settings()?.clock_style {
            ClockStyle::Auto => self.clock.hours(),
            ClockStyle::H24 => Hours::TwentyFour,
            ClockStyle::H12 => Hours::Twelve,
        };
        Ok(Dial {
            zone: self.zone(),
            hours,
        })
    }

    /// Keeps `settings`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where the text would be too small or too large to read by; where the store cannot be written.
    pub fn set_settings(&mut self, settings: &Settings) -> Result<Changed> {
        if !TEXT_PERCENT.contains(&settings.text_percent) {
            let percent = settings.text_percent.to_string();
            let refusal = Invalid::new(
                "text_percent",
                "error_text_percent",
                &[("percent", &percent)],
            );
            return Err(refusal.into());
        }
        let inverse = self.store.write(|db| {
            let former = settings::swap(db, KEY, Some(settings))?;
            Inverse::setting(db, KEY, former, SHOWN_BY)
        })?;
        // Whoever has just chosen another language is answered in it.
        let done = text_in(self.language()?, "done_settings", &[]);
        Ok(self.changed(vec![inverse], done))
    }

    /// The planned sleep of the week.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn schedule(&self) -> Result<Schedule> {
        self.store.read(settings::schedule)
    }

    /// Plans the sleep of the weekdays that `schedule` names; others keep their plan.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a night that ends when it begins.
    pub fn set_schedule(&mut self, schedule: &Schedule) -> Result<Changed> {
        schedule.check()?;
        let inverse = self.store.write(|db| {
            let planned = settings::planned(db)?.with(schedule);
            Inverse::schedule(db, settings::swap_schedule(db, &planned)?)
        })?;
        Ok(self.changed(vec![inverse], text("done_schedule", &[])))
    }
}
