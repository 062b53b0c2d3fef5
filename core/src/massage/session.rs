//! A massage that was had: a routine of one's own, or one given by a professional.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::body::Spot;
use super::content::Content;
use super::player::{Plan, Player};
use crate::error::Invalid;
use crate::time::{Instant, Minutes, Zone};

/// The player with what was said before it began: what is kept while a routine runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sitting {
    /// The player.
    pub player: Player,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
}

impl Sitting {
    /// Begins `plan` at `now`, with tension and pain as they are then.
    ///
    /// # Errors
    /// [`Invalid`] for a rating beyond 0 to 10.
    pub fn start(
        plan: Plan,
        now: Instant,
        tension: Option<u8>,
        pain: Option<u8>,
    ) -> Result<Self, Invalid> {
        rated("tension", tension)?;
        rated("pain", pain)?;
        Ok(Self {
            player: Player::start(plan, now),
            tension_before: tension,
            pain_before: pain,
        })
    }
}

/// A massage session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct MassageSession {
    /// The routine's slug; absent for a professional massage.
    pub routine: Option<String>,
    /// Who gave a professional massage, or what it was; absent for a routine.
    pub professional: Option<String>,
    /// The kind of a professional massage, for example `Swedish`.
    pub kind: Option<String>,
    /// Where on the body, as far as it was said.
    pub regions: Vec<Spot>,
    /// What a professional massage cost, with its currency, as typed.
    pub cost: Option<String>,
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
            kind: None,
            regions: Vec::new(),
            cost: None,
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
        if self.routine.is_some() && (self.kind.is_some() || self.cost.is_some()) {
            let field = if self.kind.is_some() { "kind" } else { "cost" };
            return Err(Invalid::new(field, "error_session_of_therapist", &[]));
        }
        words("professional", self.professional.as_deref())?;
        words("kind", self.kind.as_deref())?;
        words("cost", self.cost.as_deref())?;
        if !(1..=LONGEST).contains(&self.minutes.0) {
            let minutes = self.minutes.0.to_string();
            return Err(Invalid::new(
                "minutes",
                "error_session_minutes",
                &[("minutes", &minutes)],
            ));
        }
        rated("tension_before", self.tension_before)?;
        rated("tension_after", self.tension_after)?;
        rated("pain_before", self.pain_before)?;
        rated("pain_after", self.pain_after)?;
        // Two clocks rarely agree to the second.
        if self.at > now + Duration::minutes(5) {
            return Err(Invalid::new("at", "error_session_future", &[]));
        }
        Ok(())
    }
}

/// The most characters of a few words.
const LONGEST_WORDS: usize = 120;

/// Refuses a few words that are a letter.
fn words(field: &str, text: Option<&str>) -> Result<(), Invalid> {
    match text.filter(|text| text.chars().count() > LONGEST_WORDS) {
        Some(_) => Err(Invalid::new(
            field,
            "error_session_words",
            &[("most", &LONGEST_WORDS.to_string())],
        )),
        None => Ok(()),
    }
}

/// Refuses a rating beyond 0 to 10.
fn rated(field: &str, value: Option<u8>) -> Result<(), Invalid> {
    match value.filter(|value| *value > 10) {
        Some(value) => Err(Invalid::new(
            field,
            "error_session_rating",
            &[("value", &value.to_string())],
        )),
        None => Ok(()),
    }
}
