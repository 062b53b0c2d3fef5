//! What the day before a night held.

use serde::{Deserialize, Serialize};

use crate::error::Invalid;
use crate::time::{ClockTime, Minutes, Night};

/// A medicine or supplement taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Medicine {
    /// Its name, as the person writes it.
    pub name: String,
    /// The dose, as the person writes it.
    pub dose: Option<String>,
    /// When it was taken.
    pub at: Option<ClockTime>,
}

/// The day factors of one night: all optional, none judged.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(default)]
pub struct DayFactors {
    /// Caffeine, mg in all.
    pub caffeine_mg: Option<u32>,
    /// The last caffeine.
    pub caffeine_last: Option<ClockTime>,
    /// Alcohol, standard drinks.
    pub alcohol_drinks: Option<f64>,
    /// The last drink.
    pub alcohol_last: Option<ClockTime>,
    /// Exercise, minutes.
    pub exercise_min: Option<Minutes>,
    /// When exercise ended.
    pub exercise_last: Option<ClockTime>,
    /// Nicotine, times used.
    pub nicotine_times: Option<u32>,
    /// Screens in the last two hours before lights out, minutes.
    pub screens_min: Option<Minutes>,
    /// Medicines and supplements taken.
    pub medicines: Vec<Medicine>,
    /// CPAP use, hours.
    pub cpap_hours: Option<f64>,
    /// CPAP: apnoea-hypopnoea index, events an hour.
    pub cpap_ahi: Option<f64>,
    /// CPAP: leak, litres a minute.
    pub cpap_leak: Option<f64>,
    /// Pain at bedtime, 0 to 10.
    pub pain: Option<u8>,
    /// Where: slugs of the body regions.
    pub pain_regions: Vec<String>,
    /// Stress or tension before bed, 0 to 10.
    pub tension: Option<u8>,
    /// Mood, 0 to 10.
    pub mood: Option<u8>,
}

impl DayFactors {
    /// Refuses what cannot be: a rating beyond 0 to 10, a negative amount.
    ///
    /// # Errors
    /// Names the first field that cannot be.
    pub fn validate(&self, night: Night) -> Result<(), Invalid> {
        let _ = night;
        todo!()
    }
}
