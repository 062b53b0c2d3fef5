//! An appointment: where, with whom, how long, in which zone, and how long before it is announced.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{Due, Evenings};
use crate::error::Invalid;
use crate::time::{Instant, Minutes, Zone};

/// The earliest an appointment can be announced, minutes: four weeks.
pub(crate) const EARLIEST: i32 = 28 * 24 * 60;
/// The most heads-ups an appointment can have.
pub(crate) const MOST_HEADS_UPS: usize = 5;
/// The longest place and name, characters.
pub(crate) const LONGEST_PLACE: usize = 200;
/// How long before lights-out a heads-up comes that would fall into the sleep after it: early enough to pack a bag.
const BEFORE_LIGHTS_OUT: Duration = Duration::minutes(30);

/// What a professional massage has beyond any reminder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Appointment {
    /// With whom.
    pub therapist: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// How long it lasts.
    pub minutes: Minutes,
    /// The zone its clock time is read in: it does not float with the computer.
    pub zone: Zone,
    /// How long before it begins it is announced, each by a message of its own; the longest first.
    pub heads_ups: Vec<Minutes>,
}

impl Appointment {
    /// An hour in `zone`, announced the day before and an hour before.
    #[must_use]
    pub fn usual(zone: Zone) -> Self {
        Self {
            therapist: None,
            place: None,
            minutes: Minutes(60),
            zone,
            heads_ups: vec![Minutes(24 * 60), Minutes(60)],
        }
    }

    /// The appointment as it is kept: trimmed, its heads-ups once each, the longest first.
    ///
    /// # Errors
    /// Names the first field that cannot be.
    pub(super) fn checked(&self) -> Result<Self, Invalid> {
        let some = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let (therapist, place) = (some(&self.therapist), some(&self.place));
        for (field, text) in [("therapist", &therapist), ("place", &place)] {
            if text
                .as_ref()
                .is_some_and(|text| text.chars().count() > LONGEST_PLACE)
            {
                return Err(super::draft::too_long(field, LONGEST_PLACE));
            }
        }
        if !(1..=24 * 60).contains(&self.minutes.0) {
            return Err(Invalid::new("minutes", "reminder_error_minutes", &[]));
        }
        let mut heads_ups = self.heads_ups.clone();
        heads_ups.sort_unstable_by(|one, other| other.cmp(one));
        heads_ups.dedup();
        let possible = heads_ups
            .iter()
            .all(|ahead| (1..=EARLIEST).contains(&ahead.0));
        if !possible || heads_ups.len() > MOST_HEADS_UPS {
            let most = MOST_HEADS_UPS.to_string();
            return Err(Invalid::new(
                "heads_ups",
                "reminder_error_heads_ups",
                &[("most", &most)],
            ));
        }
        Ok(Self {
            therapist,
            place,
            heads_ups,
            ..self.clone()
        })
    }

    /// How far a heads-up can lie from its appointment: its time, and a day for the sleep it was moved out of.
    pub(super) fn reach(&self) -> Duration {
        let earliest = self.heads_ups.iter().max().map_or(0, |ahead| ahead.0);
        Duration::minutes(i64::from(earliest)) + Duration::days(1)
    }

    /// The heads-ups of the appointment `of`, where the one before it began at `former`; earliest first.
    ///
    /// One that would come no later than `former` is left out: of two appointments only the next is announced. Inside the
    /// planned sleep one waits for the rise where at least half of its time is left by then; else it comes half an hour before
    /// lights-out. Of two that
    /// meet at one instant, and would say the same, the one with the shorter time is kept.
    pub(super) fn heads_ups_of(
        &self,
        of: Due,
        former: Option<Instant>,
        evenings: &Evenings,
    ) -> Vec<Due> {
        let mut found: Vec<Due> = Vec::new();
        for before in &self.heads_ups {
            let lead = Duration::minutes(i64::from(before.0));
            let at = match evenings.asleep(of.at - lead) {
                None => of.at - lead,
                Some(night) if of.at - night.rise >= lead / 2 => night.rise,
                Some(night) => night.lights_out - BEFORE_LIGHTS_OUT,
            };
            let comes_before = |former| of.at - lead <= former || at <= former;
            if former.is_some_and(comes_before) || at >= of.at {
                continue;
            }
            found.retain(|other| other.at != at);
            found.push(Due {
                at,
                day: of.day,
                before: *before,
            });
        }
        found.sort_unstable();
        found
    }
}
