//! The routines and the safety screen, read once from the guide that is built into the program.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::DeserializeOwned;

use super::body::Region;
use super::own::OWN;
use super::routine::{Means, Routine};
use super::rules;
use super::safety::{Care, Safety};
use crate::guide::{Sources, WHOLE, lay};
use crate::language::{Language, PerLanguage, spoken};

/// A fault in the guide's files: which file, which field, what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentError {
    /// The file, under `guide/en`.
    pub file: String,
    /// The field, for example `step[2].pressure`; empty where the file does not parse.
    pub field: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field.as_str() {
            "" => write!(f, "guide/en/{}: {}", self.file, self.message),
            field => write!(f, "guide/en/{}, {field}: {}", self.file, self.message),
        }
    }
}

impl std::error::Error for ContentError {}

impl From<ContentError> for crate::error::Error {
    fn from(fault: ContentError) -> Self {
        Self::Storage(fault.to_string())
    }
}

/// All routines, in the order of the evidence review, and the safety screen before them.
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    /// The routines.
    pub routines: Vec<Routine>,
    /// The screen and the standing rules.
    pub safety: Safety,
}

/// The guide's massage content, in the language that is spoken; a routine that is not translated is English.
///
/// # Errors
/// [`ContentError`] where a file that was built in does not hold; the tests keep that from being released.
pub fn content() -> Result<&'static Content, ContentError> {
    static CONTENTS: PerLanguage<Result<Content, ContentError>> = PerLanguage::new();
    let language = spoken();
    CONTENTS
        .get(language, || {
            Content::read_in(&Sources::embedded(), language)
        })
        .as_ref()
        .map_err(Clone::clone)
}

/// A file in the words of a language, and how they came to be.
struct Told {
    text: String,
    language: Language,
    unreviewed: bool,
}

impl Told {
    /// The file `name` of the guide: English, with what `language` has of its texts laid over it.
    fn of(sources: &Sources, name: &str, language: Language) -> Self {
        let english = sources.text(&format!("{WHOLE}/{name}"));
        let own = sources.text(&format!("{}/{name}", language.code()));
        // A translation that does not parse is left out; the guide's check names it.
        let laid = (language != Language::En && !own.is_empty())
            .then(|| lay(english, own).ok())
            .flatten();
        laid.map_or_else(
            || Self {
                text: english.to_owned(),
                language: Language::En,
                unreviewed: false,
            },
            |laid| Self {
                text: laid.file.to_string(),
                language,
                unreviewed: !laid.reviewed,
            },
        )
    }
}

impl Content {
    /// Reads the massage content of the guide in `language`.
    ///
    /// # Errors
    /// As [`Content::read`].
    pub fn read_in(sources: &Sources, language: Language) -> Result<Self, ContentError> {
        let routines: BTreeMap<String, Told> = sources
            .under(&format!("{WHOLE}/routines"), ".toml")
            .map(|(_, id, _)| {
                let told = Told::of(sources, &format!("routines/{id}.toml"), language);
                (id.to_owned(), told)
            })
            .collect();
        let safety = Told::of(sources, "safety.toml", language);
        let files = routines
            .iter()
            .map(|(id, told)| (format!("{id}.toml"), told.text.as_str()));
        let mut content = Self::read(files, &safety.text)?;
        for routine in &mut content.routines {
            if let Some(told) = routines.get(&routine.id) {
                (routine.language, routine.unreviewed) = (told.language, told.unreviewed);
            }
        }
        (content.safety.language, content.safety.unreviewed) = (safety.language, safety.unreviewed);
        Ok(content)
    }

    /// Reads routines, as `(file name, TOML)`, and the screen.
    ///
    /// # Errors
    /// [`ContentError`] naming the first file and field that does not hold.
    pub fn read<'a>(
        routines: impl IntoIterator<Item = (String, &'a str)>,
        safety: &str,
    ) -> Result<Self, ContentError> {
        let safety: Safety = parse("safety.toml", safety)?;
        let routines = routines.into_iter().map(|(name, toml)| {
            let file = format!("routines/{name}");
            let mut routine: Routine = parse(&file, toml)?;
            routine.regions = worked_on(&routine);
            check_routine(&file, &name, &routine, &safety)?;
            Ok(routine)
        });
        let mut routines: Vec<Routine> = routines.collect::<Result<_, _>>()?;
        routines.sort_by(|a, b| a.evidence.cmp(&b.evidence));
        let content = Self { routines, safety };
        content.check_safety()?;
        Ok(content)
    }

    /// The routine with this slug.
    #[must_use]
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        self.routines.iter().find(|routine| routine.id == id)
    }

    fn check_safety(&self) -> Result<(), ContentError> {
        let safety = &self.safety;
        let mut keys = BTreeSet::new();
        let all = safety.conditions.iter().map(|condition| &condition.key);
        for key in all.chain(
            safety
                .confirmations
                .iter()
                .map(|confirmation| &confirmation.key),
        ) {
            ensure(
                keys.insert(key),
                "safety.toml",
                key,
                "the key is there twice",
            )?;
        }
        for condition in &safety.conditions {
            let group = safety
                .groups
                .iter()
                .any(|group| group.key == condition.group);
            ensure(
                group,
                "safety.toml",
                &format!("{}.group", condition.key),
                "there is no such group",
            )?;
            // What changes no routine may still be a sign that somebody should look at.
            ensure(
                !condition.effects.is_empty() || condition.care != Care::None,
                "safety.toml",
                &condition.key,
                "it has no effect and leads to nobody",
            )?;
            for (index, effect) in condition.effects.iter().enumerate() {
                let field = format!("{}.effect[{index}]", condition.key);
                for id in effect.routines.iter().chain(&effect.except) {
                    ensure(
                        self.routine(id).is_some(),
                        "safety.toml",
                        &field,
                        &format!("there is no routine {id}"),
                    )?;
                }
                let narrow = !effect.routines.is_empty()
                    || !effect.regions.is_empty()
                    || !effect.means.is_empty()
                    || effect.spot.is_some();
                ensure(
                    narrow,
                    "safety.toml",
                    &field,
                    "it says neither routines, regions, means nor spot",
                )?;
                let asked = effect.spot.is_none() || condition.asks_where;
                ensure(
                    asked,
                    "safety.toml",
                    &field,
                    "it goes by the place, but the question does not ask where",
                )?;
            }
        }
        Ok(())
    }
}

fn parse<T: DeserializeOwned>(file: &str, toml: &str) -> Result<T, ContentError> {
    toml::from_str(toml).map_err(|error| ContentError {
        file: file.to_owned(),
        field: String::new(),
        message: error.to_string(),
    })
}

fn ensure(holds: bool, file: &str, field: &str, message: &str) -> Result<(), ContentError> {
    let fault = || ContentError {
        file: file.to_owned(),
        field: field.to_owned(),
        message: message.to_owned(),
    };
    if holds { Ok(()) } else { Err(fault()) }
}

pub(super) fn worked_on(routine: &Routine) -> Vec<Region> {
    let active = routine
        .steps
        .iter()
        .filter(|step| step.means != Means::Rest);
    active
        .flat_map(|step| step.regions.iter().copied())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

fn check_routine(
    file: &str,
    name: &str,
    routine: &Routine,
    safety: &Safety,
) -> Result<(), ContentError> {
    ensure(
        name.strip_suffix(".toml") == Some(routine.id.as_str()),
        file,
        "id",
        "it is not the file's name",
    )?;
    ensure(
        !routine.id.starts_with(OWN),
        file,
        "id",
        "a name that a person's own routines have",
    )?;
    rules::check(routine, safety).map_err(|broken| ContentError {
        file: file.to_owned(),
        field: broken.field,
        message: broken.message,
    })?;
    for key in &routine.confirm_tonight {
        let known = safety.condition(key).is_some();
        ensure(
            known,
            file,
            "confirm_tonight",
            &format!("there is no question {key}"),
        )?;
    }
    for key in &routine.locked_by {
        let known = safety.confirmation(key).is_some();
        ensure(
            known,
            file,
            "locked_by",
            &format!("there is no confirmation {key}"),
        )?;
    }
    Ok(())
}
