//! The evening as a line from now to lights-out, and the morning's entry.

use serde::Serialize;

use super::{Light, Vesper};
use crate::diary::NightView;
use crate::error::Result;
use crate::reminders::Occurrence;
use crate::time::{LocalTime, Night, PartOfDay};

/// One stop of the evening's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Stop {
    /// The reminder's occurrence.
    #[serde(flatten)]
    pub occurrence: Occurrence,
    /// Whether it lies in the past.
    pub past: bool,
    /// A second line: the reminder's own, or the routine's length and place.
    pub detail: Option<String>,
}

/// The Tonight page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Tonight {
    /// Now.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub now: LocalTime,
    /// The computer's zone.
    pub zone: crate::time::Zone,
    /// The part of the day.
    pub part: PartOfDay,
    /// Which light [`Light::Auto`] stands in now: day or evening.
    pub light: Light,
    /// The night that comes (or is).
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// Planned lights-out of that night.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub lights_out: LocalTime,
    /// Planned rise after it.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub rise: LocalTime,
    /// Minutes until lights-out; negative once it is past.
    pub minutes_left: i32,
    /// The evening's reminders, earliest first.
    pub stops: Vec<Stop>,
    /// The night before.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub last_night: Night,
    /// Its primary record.
    pub last: Option<NightView>,
    /// Last night in one or two plain sentences.
    pub last_reading: Option<String>,
    /// Whether the diary lacks last night and it is time to log it.
    pub log_last: bool,
    /// Until when reminders are paused.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub paused_until: Option<LocalTime>,
}

impl Vesper {
    /// The Tonight page at the present instant.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn tonight(&self) -> Result<Tonight> {
        todo!()
    }
}
