//! What the day before a night held.

use serde::{Deserialize, Serialize};

use super::validate::{beyond_calendar, not_negative};
use crate::error::Invalid;
use crate::time::{ClockTime, Minutes, Night, plausible};

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
    /// Refuses what cannot be: a rating beyond 0 to 10, a negative amount, more hours than a day has.
    ///
    /// # Errors
    /// Names the first field that cannot be.
    pub fn validate(&self, night: Night) -> Result<(), Invalid> {
        if !plausible(night) {
            return Err(beyond_calendar("night"));
        }
        amount("alcohol_drinks", self.alcohol_drinks)?;
        minutes("exercise_min", self.exercise_min, DAY_MIN)?;
        minutes("screens_min", self.screens_min, SCREENS_MIN)?;
        if self
            .medicines
            .iter()
            .any(|medicine| medicine.name.trim().is_empty())
        {
            return Err(Invalid::new("medicines", "error_medicine_name", &[]));
        }
        amount("cpap_hours", self.cpap_hours)?;
        if self.cpap_hours.is_some_and(|hours| hours > 24.0) {
            return Err(Invalid::new("cpap_hours", "error_hours_of_a_day", &[]));
        }
        amount("cpap_ahi", self.cpap_ahi)?;
        amount("cpap_leak", self.cpap_leak)?;
        if self
            .pain_regions
            .iter()
            .any(|region| region.trim().is_empty())
        {
            return Err(Invalid::new("pain_regions", "error_pain_region", &[]));
        }
        scale("pain", self.pain)?;
        scale("tension", self.tension)?;
        scale("mood", self.mood)
    }
}

/// Minutes of a day.
const DAY_MIN: i32 = 24 * 60;
/// Minutes of the two hours before lights out.
const SCREENS_MIN: i32 = 120;

fn amount(field: &str, amount: Option<f64>) -> Result<(), Invalid> {
    match amount {
        Some(amount) if !amount.is_finite() || amount < 0.0 => {
            Err(Invalid::new(field, "error_amount_negative", &[]))
        }
        _ => Ok(()),
    }
}

fn minutes(field: &str, minutes: Option<Minutes>, most: i32) -> Result<(), Invalid> {
    not_negative(field, minutes)?;
    if minutes.is_some_and(|minutes| minutes.0 > most) {
        let most = most.to_string();
        return Err(Invalid::new(
            field,
            "error_minutes_too_many",
            &[("most", &most)],
        ));
    }
    Ok(())
}

fn scale(field: &str, scale: Option<u8>) -> Result<(), Invalid> {
    if scale.is_some_and(|scale| scale > 10) {
        return Err(Invalid::new(field, "error_scale", &[]));
    }
    Ok(())
}
