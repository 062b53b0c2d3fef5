//! Routines, the screen, the player and sessions as they are shown: what the window and the command line agree on.

use serde::{Deserialize, Serialize};

use super::body::{Region, Side, Spot};
use super::content::Content;
use super::judge::{Adjustments, Offer};
use super::own::OWN;
use super::player::Plan;
use super::routine::{Place, Routine};
use super::safety::{Answers, Care, Condition, Confirmation, Reply, Safety, StopSymptom};
use super::session::{MassageSession, Sitting};
use crate::diary::SleepRecord;
use crate::error::Invalid;
use crate::guide::{Certainty, Reference};
use crate::language::Language;
use crate::metrics::NightMetrics;
use crate::text::text;
use crate::time::{Instant, LocalTime, Minutes, Night, Zone, local};

/// A routine as it is offered, or why it is not.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoutineCard {
    /// Its slug.
    pub id: String,
    /// Whether it is one of the person's own.
    pub own: bool,
    /// The language of its title, its steps and what is known of it: English where the guide's has not been translated.
    pub language: Language,
    /// Whether these are a translation that no native speaker has reviewed yet.
    pub unreviewed: bool,
    /// Its title.
    pub title: String,
    /// What one does, in one sentence.
    pub summary: String,
    /// Where it can be done.
    pub places: Vec<Place>,
    /// How long it takes with the steps that are offered, seconds.
    pub seconds: u32,
    /// The firmest pressure in it, 0 to 10.
    pub pressure: u8,
    /// The regions it works on.
    pub regions: Vec<Region>,
    /// How to breathe, where a pace does not say it.
    pub breath_cue: Option<String>,
    /// What is known, honestly.
    pub known: String,
    /// How sure we are of it, for sleep.
    pub certainty: Certainty,
    /// Where that comes from.
    pub references: Vec<Reference>,
    /// Whether it may be started, once the questions of [`RoutineCard::ask_tonight`] are answered.
    pub allowed: bool,
    /// Why it is not offered: a sentence or two each.
    pub blocked: Vec<String>,
    /// Safety questions that must be answered before it is offered, as keys.
    pub open: Vec<String>,
    /// What is left out or done more lightly for this person: one sentence each.
    pub adjustments: Vec<String>,
    /// Safety questions that must be answered again tonight before it starts, as keys.
    pub ask_tonight: Vec<String>,
    /// Its steps, as they would be played.
    pub steps: Vec<PlayerStep>,
}

impl RoutineCard {
    /// Shows `routine` as `offer` has it; `references` are those behind what is known of it.
    #[must_use]
    pub fn of(routine: &Routine, offer: &Offer, references: Vec<Reference>) -> Self {
        let unchanged = Adjustments::default();
        let adjustments = offer.adjustments();
        let plan = Plan::new(routine, adjustments.unwrap_or(&unchanged));
        Self {
            id: routine.id.clone(),
            own: routine.id.starts_with(OWN),
            language: routine.language,
            unreviewed: routine.unreviewed,
            title: routine.title.clone(),
            summary: routine.summary.clone(),
            places: routine.places.clone(),
            seconds: plan.seconds(),
            pressure: plan
                .steps
                .iter()
                .map(|step| step.pressure)
                .max()
                .unwrap_or(0),
            regions: routine.regions.clone(),
            breath_cue: routine.breath_cue.clone(),
            known: routine.known.clone(),
            certainty: routine.certainty,
            references,
            allowed: adjustments.is_some(),
            blocked: offer.sentences(),
            open: offer.open().to_vec(),
            adjustments: adjustments.map_or_else(Vec::new, |all| all.sentences(routine)),
            ask_tonight: offer.ask_tonight().to_vec(),
            steps: PlayerStep::all(&plan),
        }
    }
}

/// One step of a routine.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct PlayerStep {
    /// Seconds.
    pub seconds: u32,
    /// A short imperative.
    pub title: String,
    /// How.
    pub text: String,
    /// Pressure, 0 to 10.
    pub pressure: u8,
    /// Which side of the body.
    pub side: Side,
    /// Where the hands are.
    pub regions: Vec<Region>,
    /// Seconds to breathe in, where the step paces the breath.
    pub breath_in_s: Option<f64>,
    /// Seconds to breathe out, where the step paces the breath.
    pub breath_out_s: Option<f64>,
}

impl PlayerStep {
    fn all(plan: &Plan) -> Vec<Self> {
        let steps = plan.steps.iter().map(|step| Self {
            seconds: step.seconds,
            title: step.title.clone(),
            text: step.text.clone(),
            pressure: step.pressure,
            side: step.side,
            regions: step.regions.clone(),
            breath_in_s: plan.breath.map(|breath| breath.in_s),
            breath_out_s: plan.breath.map(|breath| breath.out_s),
        });
        steps.collect()
    }
}

/// One question of the safety screen with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SafetyItem {
    /// Its key.
    pub key: String,
    /// The heading it stands under.
    pub group: String,
    /// The question, in plain words.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// What to do where the answer is not the safe one.
    pub advice: String,
    /// How soon to be seen where the answer is not the safe one.
    pub care: Care,
    /// Whether "yes" is the safe answer: the key to a routine that is otherwise closed.
    pub confirms: bool,
    /// Whether it is asked only as a routine is about to begin, each evening anew.
    pub tonight: bool,
    /// The answer; absent where there is none.
    pub answer: Option<Reply>,
    /// Where on the body, where a "yes" says so; written `left-calf`.
    pub spots: Vec<String>,
    /// Whether a "yes" should say where on the body, as in `yes@left-calf,right-hand`.
    pub asks_where: bool,
    /// Whether `cleared` is an answer to it.
    pub can_clear: bool,
    /// Whether the answer has grown stale and is asked again.
    pub stale: bool,
}

impl SafetyItem {
    fn of_condition(condition: &Condition, group: &str) -> Self {
        Self {
            key: condition.key.clone(),
            group: group.to_owned(),
            question: condition.question.clone(),
            why: condition.why.clone(),
            advice: condition.advice.clone(),
            care: condition.care,
            confirms: false,
            tonight: condition.tonight,
            answer: None,
            spots: Vec::new(),
            asks_where: condition.asks_where,
            can_clear: condition.can_clear(),
            stale: false,
        }
    }

    fn of_confirmation(confirmation: &Confirmation) -> Self {
        Self {
            key: confirmation.key.clone(),
            group: text("massage_confirmations", &[]),
            question: confirmation.question.clone(),
            why: confirmation.why.clone(),
            advice: confirmation.advice.clone(),
            care: confirmation.care,
            confirms: true,
            tonight: confirmation.tonight,
            answer: None,
            spots: Vec::new(),
            asks_where: false,
            can_clear: false,
            stale: false,
        }
    }

    fn answered(self, answers: &Answers, stale_days: u32, now: Instant) -> Self {
        let Some(answer) = answers.get(&self.key) else {
            return self;
        };
        Self {
            answer: Some(answer.reply),
            spots: answer.spots.iter().map(Spot::to_string).collect(),
            stale: answer.is_stale(stale_days, now),
            ..self
        }
    }
}

/// The safety screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SafetyScreen {
    /// The language of its texts.
    pub language: Language,
    /// Whether these are a translation that no native speaker has reviewed yet.
    pub unreviewed: bool,
    /// The questions in their order: the screen's, those asked on the evening itself, and the confirmations.
    pub items: Vec<SafetyItem>,
    /// Whether every question of the screen has an answer that has not grown stale.
    pub complete: bool,
    /// The line that stands beside every routine.
    pub comfort: String,
    /// What the pressures mean.
    pub pressure: String,
    /// How to breathe where nothing else is said.
    pub breath: String,
    /// When to be done.
    pub timing: String,
    /// Stop at once for these: the symptom, and what to do.
    pub stop_symptoms: Vec<String>,
    /// The same with how soon to be seen.
    pub stops: Vec<StopSymptom>,
    /// What is never massaged: a sentence each.
    pub never: Vec<String>,
}

impl SafetyScreen {
    /// Shows the screen as `answers` stand at `now`.
    #[must_use]
    pub fn of(safety: &Safety, answers: &Answers, now: Instant) -> Self {
        let heading = |key: &str| {
            let group = safety.groups.iter().find(|group| group.key == key);
            group.map_or("", |group| group.title.as_str())
        };
        let conditions = safety.conditions.iter().map(|condition| {
            SafetyItem::of_condition(condition, heading(&condition.group)).answered(
                answers,
                condition.stale_days,
                now,
            )
        });
        let confirmations = safety.confirmations.iter().map(|confirmation| {
            SafetyItem::of_confirmation(confirmation).answered(
                answers,
                confirmation.stale_days,
                now,
            )
        });
        let stops = safety.stops.iter();
        Self {
            language: safety.language,
            unreviewed: safety.unreviewed,
            items: conditions.chain(confirmations).collect(),
            complete: safety.is_complete(answers, now),
            comfort: safety.comfort.clone(),
            pressure: safety.pressure.clone(),
            breath: safety.breath.clone(),
            timing: safety.timing.clone(),
            stop_symptoms: stops
                .map(|stop| format!("{}. {}", stop.text, stop.advice))
                .collect(),
            stops: safety.stops.clone(),
            never: safety.never.iter().map(|rule| rule.text.clone()).collect(),
        }
    }
}

/// The player as it stands at the present instant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ActivePlayer {
    /// The routine.
    pub routine: String,
    /// Its title.
    pub title: String,
    /// How to breathe, where a pace does not say it.
    pub breath_cue: Option<String>,
    /// Its steps as they are played.
    pub steps: Vec<PlayerStep>,
    /// The step it is in, from 0.
    pub step: u32,
    /// Seconds into the step.
    pub elapsed_s: f64,
    /// Seconds left in the step.
    pub left_s: f64,
    /// Seconds left in all.
    pub total_left_s: f64,
    /// Whether it is paused.
    pub paused: bool,
    /// Whether all steps are over.
    pub finished: bool,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
}

impl ActivePlayer {
    /// Shows the player as it stands at `now`.
    #[must_use]
    pub fn of(sitting: &Sitting, now: Instant) -> Self {
        let position = sitting.player.at(now);
        let seconds = |ms: u32| f64::from(ms) / 1000.0;
        let plan = &sitting.player.plan;
        Self {
            routine: plan.routine.clone(),
            title: plan.title.clone(),
            breath_cue: plan.breath_cue.clone(),
            steps: PlayerStep::all(plan),
            step: position.step,
            elapsed_s: seconds(position.elapsed_ms),
            left_s: seconds(position.left_ms),
            total_left_s: seconds(position.total_left_ms),
            paused: position.paused,
            finished: position.finished,
            tension_before: sitting.tension_before,
            pain_before: sitting.pain_before,
        }
    }
}

/// A session as a person logs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SessionDraft {
    /// The routine's slug; absent for a professional massage.
    pub routine: Option<String>,
    /// Who gave a professional massage, or what it was.
    pub professional: Option<String>,
    /// The kind of a professional massage.
    #[serde(default)]
    pub kind: Option<String>,
    /// Where on the body, each written `left-calf` or `calf`.
    #[serde(default)]
    pub regions: Vec<String>,
    /// What a professional massage cost, with its currency, as typed.
    #[serde(default)]
    pub cost: Option<String>,
    /// When it began.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: Instant,
    /// How long it took.
    pub minutes: Minutes,
    /// Whether it was finished.
    pub completed: bool,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Tension after, 0 to 10.
    pub tension_after: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
    /// Pain after, 0 to 10.
    pub pain_after: Option<u8>,
    /// Note.
    pub note: Option<String>,
}

impl SessionDraft {
    /// The session that was had in `zone`.
    ///
    /// # Errors
    /// [`Invalid`] for a region that is none.
    pub fn to_session(&self, zone: Zone) -> Result<MassageSession, Invalid> {
        let said = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).unwrap_or_default();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let spot = |place: &String| {
            place
                .parse()
                .map_err(|()| Invalid::new("regions", "error_safety_place", &[("place", place)]))
        };
        Ok(MassageSession {
            routine: self.routine.clone(),
            professional: said(&self.professional),
            kind: said(&self.kind),
            regions: self.regions.iter().map(spot).collect::<Result<_, _>>()?,
            cost: said(&self.cost),
            at: self.at,
            zone,
            minutes: self.minutes,
            completed: self.completed,
            tension_before: self.tension_before,
            tension_after: self.tension_after,
            pain_before: self.pain_before,
            pain_after: self.pain_after,
            note: said(&self.note),
        })
    }
}

/// The night that followed a massage, as far as the diary knows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NightAfter {
    /// Minutes to fall asleep.
    pub sol_min: Option<Minutes>,
    /// Sleep efficiency, percent.
    pub se_pct: Option<f64>,
    /// Quality, 1 to 5.
    pub quality: Option<u8>,
    /// The same in words.
    pub in_words: String,
}

impl NightAfter {
    /// Tells of `record`; nothing where it knows none of these.
    #[must_use]
    pub fn of(record: &SleepRecord) -> Option<Self> {
        let sol_min = record.sol();
        let se_pct = NightMetrics::of(record).se_pct;
        let said = [
            sol_min.map(|sol| ("massage_night_sol", sol.0.to_string())),
            se_pct.map(|se| ("massage_night_se", format!("{se:.0}"))),
            record
                .quality
                .map(|quality| ("massage_night_quality", quality.to_string())),
        ];
        let said: Vec<String> = said
            .into_iter()
            .flatten()
            .map(|(key, value)| text(key, &[("value", &value)]))
            .collect();
        (!said.is_empty()).then(|| Self {
            sol_min,
            se_pct,
            quality: record.quality,
            in_words: text("massage_night_after", &[("said", &said.join(", "))]),
        })
    }
}

/// A session on record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SessionView {
    /// Its id.
    pub id: u32,
    /// The evening it belongs to.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// When it began.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: LocalTime,
    /// The routine's slug.
    pub routine: Option<String>,
    /// The routine's title, or the professional massage in words.
    pub title: String,
    /// The professional massage in words.
    pub professional: Option<String>,
    /// The kind of a professional massage.
    pub kind: Option<String>,
    /// Where on the body, each written `left-calf` or `calf`.
    pub regions: Vec<String>,
    /// What it cost, as typed.
    pub cost: Option<String>,
    /// How long it took.
    pub minutes: Minutes,
    /// Whether it was finished.
    pub completed: bool,
    /// Tension before, 0 to 10.
    pub tension_before: Option<u8>,
    /// Tension after, 0 to 10.
    pub tension_after: Option<u8>,
    /// Pain before, 0 to 10.
    pub pain_before: Option<u8>,
    /// Pain after, 0 to 10.
    pub pain_after: Option<u8>,
    /// Note.
    pub note: Option<String>,
    /// The night that followed, where the diary has it.
    pub slept: Option<NightAfter>,
}

impl SessionView {
    /// Shows `session` of `night`, which is on record as `slept`.
    #[must_use]
    pub fn of(
        id: u32,
        night: Night,
        session: &MassageSession,
        slept: Option<&SleepRecord>,
        content: &Content,
    ) -> Self {
        let routine = session.routine.as_deref();
        let title = match routine.and_then(|slug| content.routine(slug)) {
            Some(routine) => routine.title.clone(),
            // A routine that a later guide no longer has keeps its name on record.
            None => routine
                .or(session.professional.as_deref())
                .unwrap_or_default()
                .to_owned(),
        };
        Self {
            id,
            night,
            at: local(session.at, session.zone),
            routine: session.routine.clone(),
            title,
            professional: session.professional.clone(),
            kind: session.kind.clone(),
            regions: session.regions.iter().map(Spot::to_string).collect(),
            cost: session.cost.clone(),
            minutes: session.minutes,
            completed: session.completed,
            tension_before: session.tension_before,
            tension_after: session.tension_after,
            pain_before: session.pain_before,
            pain_after: session.pain_after,
            note: session.note.clone(),
            slept: slept.and_then(NightAfter::of),
        }
    }
}
