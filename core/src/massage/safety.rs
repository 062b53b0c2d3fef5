//! The safety screen: the questions, what each answer changes, when to stop, what is never done; and the answers given.
//!
//! Holds the words and the rules as they stand in `guide/`; `judge`) applies them.

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::body::{Region, Side, Spot};
use super::routine::Means;
use super::tightness::Mark;
use crate::error::Invalid;
use crate::language::Language;
use crate::time::Instant;

/// How soon someone should be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Care {
    /// Nobody needs to be asked.
    None,
    /// A clinician, in their own time.
    Clinician,
    /// A doctor, the same day.
    SameDay,
    /// The emergency number, now.
    Emergency,
}

/// What a condition does to a routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// The routine is hidden and says why.
    Block,
    /// The steps met are left out.
    Skip,
    /// Pressure at most [`Action::LIGHT`], and no ball.
    Light,
    /// Not offered until a clinician has agreed.
    Ask,
}

impl Action {
    /// The firmest pressure of a light touch: it moves the skin, no more.
    pub const LIGHT: u8 = 2;
}

/// How far around the places a person named an effect reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum SpotScope {
    /// The places themselves.
    Place,
    /// The whole limb of each.
    Limb,
}

/// One effect of a condition. What is left empty does not narrow it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// What happens.
    pub action: Action,
    /// Only these routines, as slugs.
    #[serde(default)]
    pub routines: Vec<String>,
    /// Never these routines.
    #[serde(default)]
    pub except: Vec<String>,
    /// Only steps at these regions; with `spot`, where the person named no place.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// Only steps at the places the person named.
    pub spot: Option<SpotScope>,
    /// Only steps by these means; where neither these nor routines are named, hands and ball.
    #[serde(default)]
    pub means: Vec<Means>,
    /// Why, in one sentence; without it the condition's own.
    pub reason: Option<String>,
}

/// Marks on the body map that raise a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Marked {
    /// The regions.
    pub regions: Vec<Region>,
    /// From this level on.
    #[serde(default)]
    pub from: u8,
    /// Only where one side alone is marked.
    #[serde(default)]
    pub one_side: bool,
}

impl Marked {
    /// Whether `mark` raises it.
    #[must_use]
    pub fn raised_by(&self, mark: Mark) -> bool {
        let one = matches!(mark.side, Side::Left | Side::Right);
        self.regions.contains(&mark.region) && mark.level >= self.from && (one || !self.one_side)
    }
}

/// One question of the screen, asked so that "no" is the safe answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its key, for example `anticoagulant`.
    pub key: String,
    /// The group it is asked in.
    pub group: String,
    /// The question.
    pub question: String,
    /// Why it is asked, in one sentence.
    pub why: String,
    /// What to do where the answer is yes.
    pub advice: String,
    /// How soon to be seen where the answer is yes.
    pub care: Care,
    /// After how many days a "no" or a clearance is asked again. A "yes" holds until it is changed.
    pub stale_days: u32,
    /// Whether a "yes" should say where on the body.
    #[serde(default, rename = "where")]
    pub asks_where: bool,
    /// Whether it is asked only as a routine is about to begin, each evening anew.
    #[serde(default)]
    pub tonight: bool,
    /// The marks on the body map that raise it.
    pub marked: Option<Marked>,
    /// Ids of the references behind it.
    #[serde(default)]
    pub references: Vec<String>,
    /// What a "yes" changes.
    #[serde(rename(deserialize = "effect"))]
    pub effects: Vec<Effect>,
}

impl Condition {
    /// Tells whether a clinician's agreement changes anything.
    #[must_use]
    pub fn can_clear(&self) -> bool {
        self.effects
            .iter()
            .any(|effect| effect.action == Action::Ask)
    }
}

/// What a locked routine needs to be told before it opens: here "yes" is the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Its key, for example `lymph-taught`.
    pub key: String,
    /// The question.
    pub question: String,
    /// Why it is asked.
    pub why: String,
    /// What to do where the answer is no.
    pub advice: String,
    /// How soon to be seen where the answer is no.
    pub care: Care,
    /// After how many days a "yes" is asked again.
    pub stale_days: u32,
    /// Whether it is asked each evening anew.
    #[serde(default)]
    pub tonight: bool,
}

/// A group of questions that are asked together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its key.
    pub key: String,
    /// Its heading.
    pub title: String,
}

/// A symptom that ends a session at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct StopSymptom {
    /// Its key.
    pub key: String,
    /// The symptom.
    pub text: String,
    /// What to do.
    pub advice: String,
    /// How soon to be seen.
    pub care: Care,
}

/// What is never done, by anyone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Never {
    /// Its key.
    pub key: String,
    /// The rule.
    pub text: String,
    /// The regions that no step touches.
    pub regions: Vec<Region>,
    /// How people name the place in their own words, in lower case: no step of a person's own that presses may say it.
    #[serde(default)]
    pub named: Vec<String>,
    /// Ids of the references behind it.
    #[serde(default)]
    pub references: Vec<String>,
}

/// The safety screen and the standing rules, as the guide has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Safety {
    /// The line that stands beside every routine.
    pub comfort: String,
    /// What the pressures mean.
    pub pressure: String,
    /// How to breathe where nothing else is said.
    pub breath: String,
    /// When to be done.
    pub timing: String,
    /// The groups, in the order in which they are asked.
    #[serde(rename(deserialize = "group"))]
    pub groups: Vec<Group>,
    /// The questions, in their order.
    #[serde(rename(deserialize = "condition"))]
    pub conditions: Vec<Condition>,
    /// The confirmations that locked routines need.
    #[serde(rename(deserialize = "confirmation"))]
    pub confirmations: Vec<Confirmation>,
    /// When to stop at once.
    #[serde(rename(deserialize = "stop"))]
    pub stops: Vec<StopSymptom>,
    /// What is never done.
    #[serde(rename(deserialize = "never"))]
    pub never: Vec<Never>,
    /// The language its texts are in.
    #[serde(skip)]
    pub language: Language,
    /// Whether they are a translation that no native speaker has reviewed yet.
    #[serde(skip)]
    pub unreviewed: bool,
    /// The words by which a sentence that names such a place keeps away from it.
    #[serde(default)]
    pub keeping_away: Vec<String>,
}

impl Safety {
    /// The condition with this key.
    #[must_use]
    pub fn condition(&self, key: &str) -> Option<&Condition> {
        self.conditions
            .iter()
            .find(|condition| condition.key == key)
    }

    /// The confirmation with this key.
    #[must_use]
    pub fn confirmation(&self, key: &str) -> Option<&Confirmation> {
        self.confirmations
            .iter()
            .find(|confirmation| confirmation.key == key)
    }

    /// The questions of the screen: every condition that is not asked on the evening itself.
    pub fn screen(&self) -> impl Iterator<Item = &Condition> {
        self.conditions
            .iter()
            .filter(|condition| !condition.tonight)
    }

    /// Tells whether every question of the screen has an answer that still counts at `now`.
    #[must_use]
    pub fn is_complete(&self, answers: &Answers, now: Instant) -> bool {
        self.screen().all(|condition| {
            answers
                .get(&condition.key)
                .is_some_and(|answer| !answer.is_stale(condition.stale_days, now))
        })
    }

    /// Reads an answer to `key` given at `at`.
    ///
    /// `text` is `yes`, `no` or `cleared` (yes, and a clinician agreed); places may follow a `yes` or `cleared`, as in
    /// `yes@left-calf,right-hand`.
    ///
    /// # Errors
    /// [`Invalid`] for a key that is not asked, an answer that cannot be given to it, or a place that is not one.
    pub fn answer(&self, key: &str, text: &str, at: Instant) -> Result<Answer, Invalid> {
        let can_clear = match (self.condition(key), self.confirmation(key)) {
            (Some(condition), _) => condition.can_clear(),
            (None, Some(_)) => false,
            (None, None) => return Err(Invalid::new(key, "error_safety_key", &[("key", key)])),
        };
        let (reply, places) = text.split_once('@').unwrap_or((text, ""));
        let unknown = || {
            Invalid::new(
                key,
                "error_safety_answer",
                &[("key", key), ("answer", text)],
            )
        };
        let reply = match reply {
            "yes" => Reply::Yes,
            "no" => Reply::No,
            "cleared" if can_clear => Reply::Cleared,
            "cleared" => {
                return Err(Invalid::new(
                    key,
                    "error_safety_no_clearance",
                    &[("key", key)],
                ));
            }
            _ => return Err(unknown()),
        };
        if reply == Reply::No && !places.is_empty() {
            return Err(unknown());
        }
        let spots = places
            .split(',')
            .map(str::trim)
            .filter(|place| !place.is_empty())
            .map(|place| {
                place
                    .parse()
                    .map_err(|()| Invalid::new(key, "error_safety_place", &[("place", place)]))
            })
            .collect::<Result<_, _>>()?;
        Ok(Answer {
            key: key.to_owned(),
            reply,
            spots,
            at,
        })
    }
}

/// What a person answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// No.
    No,
    /// Yes.
    Yes,
    /// Yes, and a clinician agreed to self-massage.
    Cleared,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Answer {
    /// The question's key.
    pub key: String,
    /// What was answered.
    pub reply: Reply,
    /// Where on the body; empty where it was not said.
    pub spots: Vec<Spot>,
    /// When.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub at: Instant,
}

impl Answer {
    /// The answer as [`Safety::answer`] reads it, for example `yes@left-calf`.
    #[must_use]
    pub fn text(&self) -> String {
        let reply = match self.reply {
            Reply::No => "no",
            Reply::Yes => "yes",
            Reply::Cleared => "cleared",
        };
        let spots: Vec<String> = self.spots.iter().map(ToString::to_string).collect();
        if spots.is_empty() {
            reply.to_owned()
        } else {
            format!("{reply}@{}", spots.join(","))
        }
    }

    /// Tells whether the answer is older than `days` at `now`. One that a clock set back puts in the future is fresh.
    #[must_use]
    pub fn is_stale(&self, days: u32, now: Instant) -> bool {
        now - self.at > Duration::days(i64::from(days))
    }
}

/// The answers a person has given, the latest to each question.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(transparent)]
pub struct Answers(Vec<Answer>);

impl Answers {
    /// The latest answer to `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Answer> {
        self.0.iter().find(|answer| answer.key == key)
    }

    /// Puts `answer` in place of an earlier one to the same question.
    pub fn put(&mut self, answer: Answer) {
        match self.0.iter_mut().find(|old| old.key == answer.key) {
            Some(old) if old.at <= answer.at => *old = answer,
            Some(_) => {}
            None => self.0.push(answer),
        }
    }
}

impl FromIterator<Answer> for Answers {
    fn from_iter<I: IntoIterator<Item = Answer>>(answers: I) -> Self {
        let mut all = Self::default();
        answers.into_iter().for_each(|answer| all.put(answer));
        all
    }
}
