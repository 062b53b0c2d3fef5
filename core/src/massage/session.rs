//! A massage that was had: a routine of one's own, or one given by a professional.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::content::Content;
use super::player::Player;
use crate::error::Invalid;
use crate::time::{Instant, Minutes, Zone};

/// A massage session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MassageSession {
    /// The routine's slug; absent for a professional massage.
    pub routine: Option<String>,
    /// The therapist or the kind of a professional massage; absent for a routine.
    pub professional: Option<String>,
    /// When it began.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: Instant,
    /// The zone it was had in.
    pub zone: Zone,
    /// How long it took, pauses left out.
    pub minutes: Minutes,
    /// Whether it was carried through to the end.
    pub completed: bool,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Tension after, 0 to 10.
    pub tension_after: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
    /// Pain after, 0 to 10.
    pub pain_after: Option<u8>,
    /// A note.
    pub note: Option<String>,
}

/// The longest session that is believed.
const LONGEST: i32 = 600;

impl MassageSession {
    /// What `player`, ended at `now` in `zone`, leaves to be logged; the ratings are the caller's to add.
    #[must_use]
    pub fn of(player: &Player, now: Instant, zone: Zone) -> Self {
        let played = player.played_ms(now);
        let minutes = i32::try_from(played.saturating_add(30_000) / 60_000).unwrap_or(LONGEST);
        Self {
            routine: Some(player.plan.routine.clone()),
            professional: None,
            at: player.started_at,
            zone,
            minutes: Minutes(minutes.max(1)),
            completed: player.at(now).finished,
            tension_before: None,
            tension_after: None,
            pain_before: None,
            pain_after: None,
            note: None,
        }
    }

    /// Refuses what cannot be: both or neither kind, an unknown routine, no or endless minutes, a rating beyond 0 to 10, a
    /// beginning that lies ahead of `now`.
    ///
    /// # Errors
    /// [`Invalid`] naming the first field that does not hold.
    pub fn validate(&self, content: &Content, now: Instant) -> Result<(), Invalid> {
        match (&self.routine, self.professional.as_deref().map(str::trim)) {
            (Some(routine), None) if content.routine(routine).is_none() => {
                return Err(Invalid::new(
                    "routine",
                    "error_session_routine",
                    &[("routine", routine)],
                ));
            }
            (Some(_), None) => {}
            (None, Some(text)) if !text.is_empty() => {}
            _ => return Err(Invalid::new("routine", "error_session_kind", &[])),
        }
        if !(1..=LONGEST).contains(&self.minutes.0) {
            let minutes = self.minutes.0.to_string();
            return Err(Invalid::new(
                "minutes",
                "error_session_minutes",
                &[("minutes", &minutes)],
            ));
        }
        let ratings = [
            ("tension_before", self.tension_before),
            ("tension_after", self.tension_after),
            ("pain_before", self.pain_before),
            ("pain_after", self.pain_after),
        ];
        for (field, value) in ratings {
            if let Some(value) = value.filter(|value| *value > 10) {
                return Err(Invalid::new(
                    field,
                    "error_session_rating",
                    &[("value", &value.to_string())],
                ));
            }
        }
        // Two clocks rarely agree to the second.
        if self.at > now + Duration::minutes(5) {
            return Err(Invalid::new("at", "error_session_future", &[]));
        }
        Ok(())
    }
}
