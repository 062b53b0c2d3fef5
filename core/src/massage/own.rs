//! A person's own routines: what they write, what becomes of it, and the file by which it is passed on.
//!
//! They keep to the rules of the guide's routines, and the safety screen judges them by what they do: where, by what means and how
//! firmly. What a condition says of a routine of the guide, it says of every own routine that has steps like it.

use serde::{Deserialize, Serialize};

use super::body::Side;
use super::content::{Content, worked_on};
use super::judge::touches;
use super::routine::{Breath, MinutesBefore, Place, Routine, Step};
use super::rules;
use super::safety::Safety;
use crate::error::Invalid;
use crate::guide::Certainty;
use crate::language::spoken;
use crate::text::text;

/// What the slug of a person's own routine begins with; none of the guide's does.
pub const OWN: &str = "own-";

/// The version of the file by which a routine is passed on.
const VERSION: u32 = 1;
/// The longest file that is read, bytes.
const LONGEST_FILE: usize = 64 * 1024;
/// The longest title of a routine or a step, characters: it is to be read from a metre away.
const LONGEST_TITLE: usize = 60;
/// The longest other text, characters.
const LONGEST_TEXT: usize = 500;

/// A routine as a person puts it together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct OwnRoutine {
    /// Its name.
    pub title: String,
    /// One sentence: what one does.
    pub summary: String,
    /// Where it can be done.
    pub places: Vec<Place>,
    /// The pace of the breath; `None` is natural breathing.
    pub breath: Option<Breath>,
    /// What is done, in order.
    pub steps: Vec<Step>,
}

/// What would become of a routine as it stands in the form.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RoutineCheck {
    /// The first rule it breaks.
    pub invalid: Option<Invalid>,
    /// How long it takes, seconds.
    pub seconds: u32,
    /// Why the safety screen would not offer it as it is: a sentence or two each.
    pub blocked: Vec<String>,
}

/// The file by which a routine is passed on, as TOML.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shared {
    /// The version of this layout.
    vesper_routine: u32,
    /// The routine.
    routine: OwnRoutine,
}

impl OwnRoutine {
    /// What a person's own version of `routine` begins with.
    ///
    /// # Errors
    /// [`Invalid`] for one that only a therapist can teach.
    pub fn from_routine(routine: &Routine) -> Result<Self, Invalid> {
        let own = Self {
            title: routine.title.clone(),
            summary: routine.summary.clone(),
            places: routine.places.clone(),
            breath: routine.breath,
            steps: routine.steps.clone(),
        };
        own.refuse_taught()?;
        Ok(own)
    }

    /// The routine as it is kept: trimmed, each region once.
    ///
    /// # Errors
    /// [`Invalid`] naming the first field that does not hold, for example `step[2].pressure`.
    pub fn checked(&self, safety: &Safety) -> Result<Self, Invalid> {
        let mut own = self.clone();
        own.title = line("title", &own.title, LONGEST_TITLE)?;
        own.summary = short("summary", &own.summary)?;
        own.places = Place::ALL
            .into_iter()
            .filter(|place| self.places.contains(place))
            .collect();
        for (index, step) in own.steps.iter_mut().enumerate() {
            step.title = line(&format!("step[{index}].title"), &step.title, LONGEST_TITLE)?;
            step.text = short(&format!("step[{index}].text"), &step.text)?;
            if step.means.is_touch() {
                refuse_named(&format!("step[{index}].title"), &step.title, safety)?;
                refuse_named(&format!("step[{index}].text"), &step.text, safety)?;
            }
            step.regions.sort_unstable();
            step.regions.dedup();
        }
        own.refuse_taught()?;
        rules::check(&own.plain(String::new()), safety).map_err(|broken| Invalid {
            field: broken.field,
            message: broken.message,
        })?;
        Ok(own)
    }

    /// The routine under the slug `id`, as the screen judges it and the player plays it.
    #[must_use]
    pub fn to_routine(&self, id: String, guide: &Content) -> Routine {
        let mut routine = self.plain(id);
        let like: Vec<&Routine> = guide
            .routines
            .iter()
            .filter(|ours| is_like(&routine, ours))
            .collect();
        let all = |keys: fn(&Routine) -> &[String]| {
            let mut all: Vec<String> = like.iter().flat_map(|ours| keys(ours).to_vec()).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        routine.confirm_tonight = all(|ours| &ours.confirm_tonight);
        routine.locked_by = all(|ours| &ours.locked_by);
        let mut windows = like.iter().map(|ours| ours.finish_before);
        if let Some(other) = windows.find(|window| *window != MinutesBefore::FINISH) {
            routine.finish_before = other;
        }
        routine.known = match like.as_slice() {
            [] => text("routine_own_known", &[]),
            some => {
                let titles: Vec<&str> = some.iter().map(|ours| ours.title.as_str()).collect();
                text("routine_own_known_like", &[("titles", &titles.join(", "))])
            }
        };
        routine.like = like.into_iter().map(|ours| ours.id.clone()).collect();
        routine
    }

    /// The routine as a file.
    ///
    /// # Errors
    /// [`Invalid`] where it cannot be written down.
    pub fn to_file(&self) -> Result<String, Invalid> {
        let shared = Shared {
            vesper_routine: VERSION,
            routine: self.clone(),
        };
        toml::to_string(&shared).map_err(|error| unreadable(&error.to_string()))
    }

    /// Reads a routine from a file; [`Self::checked`] is for the caller to ask.
    ///
    /// # Errors
    /// [`Invalid`] for the field `file` with the line and what is wrong with it.
    pub fn from_file(bytes: &[u8]) -> Result<Self, Invalid> {
        if bytes.len() > LONGEST_FILE {
            return Err(Invalid::new("file", "routine_file_long", &[]));
        }
        let text = std::str::from_utf8(bytes)
            .map_err(|_| Invalid::new("file", "routine_file_no_text", &[]))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let version = toml::from_str::<toml::Table>(text)
            .map_err(|error| unreadable(&error.to_string()))?
            .get("vesper_routine")
            .and_then(toml::Value::as_integer);
        match version {
            Some(version) if version > i64::from(VERSION) => {
                Err(Invalid::new("file", "routine_file_newer", &[]))
            }
            Some(_) => toml::from_str::<Shared>(text)
                .map(|shared| shared.routine)
                .map_err(|error| unreadable(&error.to_string())),
            None => Err(Invalid::new("file", "routine_file_other", &[])),
        }
    }

    fn refuse_taught(&self) -> Result<(), Invalid> {
        let taught = self.steps.iter().any(|step| step.side == Side::Taught);
        if taught {
            return Err(Invalid::new("steps", "routine_rule_taught", &[]));
        }
        Ok(())
    }

    /// As a routine that is like none.
    fn plain(&self, id: String) -> Routine {
        let seconds = self.steps.iter().map(|step| step.seconds);
        let mut routine = Routine {
            id,
            evidence: String::new(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            places: self.places.clone(),
            certainty: Certainty::VeryLow,
            known: String::new(),
            references: Vec::new(),
            breath: self.breath,
            breath_cue: None,
            confirm_tonight: Vec::new(),
            locked_by: Vec::new(),
            finish_before: MinutesBefore::FINISH,
            total_seconds: seconds.fold(0, u32::saturating_add),
            regions: Vec::new(),
            steps: self.steps.clone(),
            language: spoken(),
            unreviewed: false,
            like: Vec::new(),
        };
        routine.regions = worked_on(&routine);
        routine
    }
}

/// Whether `own` does what `ours` is about: works on the same regions by the same means; or, where both only rest, paces the breath
/// as it does or leaves it alone as it does.
fn is_like(own: &Routine, ours: &Routine) -> bool {
    let core = ours.core_steps();
    if core.is_empty() {
        return own.core_steps().is_empty() && own.breath.is_some() == ours.breath.is_some();
    }
    let core = (0..)
        .zip(&ours.steps)
        .filter(|(index, step)| core.contains(index) && step.side != Side::Taught);
    core.into_iter().any(|(_, core)| {
        own.steps
            .iter()
            .any(|step| step.means == core.means && touches(step, &core.regions))
    })
}

/// Text of one line that may not be empty.
fn line(field: &str, text: &str, most: usize) -> Result<String, Invalid> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > most {
        let most = most.to_string();
        return Err(Invalid::new(
            field,
            "routine_rule_title",
            &[("value", &most)],
        ));
    }
    Ok(text)
}

fn short(field: &str, text: &str) -> Result<String, Invalid> {
    let text = text.trim();
    if text.chars().count() > LONGEST_TEXT {
        let most = LONGEST_TEXT.to_string();
        return Err(Invalid::new(
            field,
            "routine_rule_text",
            &[("value", &most)],
        ));
    }
    Ok(text.to_owned())
}

/// Refuses a text that names a place which is never touched: the region chosen beside it may say otherwise.
fn refuse_named(field: &str, text: &str, safety: &Safety) -> Result<(), Invalid> {
    for sentence in text.split(['.', '!', '?', ';', '\n']).map(plain_words) {
        let says = |words: &&String| sentence.contains(&plain_words(words));
        if safety.keeping_away.iter().any(|words| says(&words)) {
            continue;
        }
        if let Some(named) = safety.never.iter().flat_map(|rule| &rule.named).find(says) {
            return Err(Invalid::new(
                field,
                "routine_rule_never",
                &[("value", named)],
            ));
        }
    }
    Ok(())
}

/// The words of `text` in lower case, a space before and after each: whole words are found and no parts of them.
fn plain_words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

fn unreadable(cause: &str) -> Invalid {
    Invalid::new(
        "file",
        "routine_file_unreadable",
        &[("cause", cause.trim_end())],
    )
}
