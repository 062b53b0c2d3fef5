//! What holds of a translation beside its original, and how far it has come.

use std::collections::BTreeSet;
use std::fmt;

use super::super::content::{ARTICLES, CLAIMS, CONTENTS, Guide, Page, WHOLE};
use super::super::source::{Fault, Sources, What};
use super::super::translation::{Laid, lay};
use super::{digits, numbers};
use crate::language::Language;

const ROUTINES: &str = "routines";
const SAFETY: &str = "safety.toml";

/// How far a language's guide has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// The articles: how many of how many are translated, and which are not.
    pub articles: Part,
    /// The routines.
    pub routines: Part,
    /// The claims.
    pub claims: Part,
    /// The texts of the safety screen.
    pub safety: Part,
    /// The translations that follow an older state of their original, by their path.
    pub outdated: Vec<String>,
}

/// How far a part of a translation has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// How many texts there are in English.
    pub all: usize,
    /// The names of those that are not translated.
    pub lacking: Vec<String>,
}

impl fmt::Display for Part {
    /// `12/72`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.all - self.lacking.len(), self.all)
    }
}

/// How far the guide in `language` has come.
#[must_use]
pub fn progress(sources: &Sources, language: Language) -> Progress {
    let (guide, _) = Guide::read(sources, language);
    let (english, _) = Guide::read(sources, Language::En);
    let code = language.code();
    let lacks = |folder: &str, name: &str, extension: &str| {
        !sources
            .0
            .contains_key(&format!("{code}/{folder}/{name}{extension}"))
    };
    let files = |folder: &str, extension: &str| {
        let whole = format!("{WHOLE}/{folder}");
        let names: Vec<String> = sources
            .under(&whole, extension)
            .map(|(_, name, _)| name.to_owned())
            .collect();
        Part {
            all: names.len(),
            lacking: names
                .into_iter()
                .filter(|name| lacks(folder, name, extension))
                .collect(),
        }
    };
    let untold = guide
        .claims
        .iter()
        .filter(|claim| claim.language != language);
    let outdated = guide
        .pages
        .iter()
        .filter(|page| page.summary.language == language)
        .filter(|page| {
            let original = english.page(&page.summary.id);
            original.is_some_and(|original| original.reviewed() != page.reviewed())
        });
    Progress {
        articles: files(ARTICLES, ".md"),
        routines: files(ROUTINES, ".toml"),
        claims: Part {
            all: guide.claims.len(),
            lacking: untold.map(|claim| claim.id.clone()).collect(),
        },
        safety: safety(sources, language),
        outdated: outdated.map(|page| page.file.clone()).collect(),
    }
}

/// How far the safety screen has come, by its texts.
fn safety(sources: &Sources, language: Language) -> Part {
    let english = sources.text(&format!("{WHOLE}/{SAFETY}"));
    let own = sources.text(&format!("{}/{SAFETY}", language.code()));
    let lacking = |texts| lay(english, texts).map_or_else(|_| Vec::new(), |laid| laid.lacking);
    Part {
        all: lacking("").len(),
        lacking: if language == Language::En {
            Vec::new()
        } else {
            lacking(own)
        },
    }
}

/// The faults of a translation beside its original; none of English, which is nobody's translation.
pub(super) fn check(guide: &Guide, sources: &Sources) -> Vec<Fault> {
    let language = guide.language;
    if language == Language::En {
        return Vec::new();
    }
    let mut faults = strays(sources, language);
    let (english, _) = Guide::read(sources, Language::En);
    for page in &guide.pages {
        let original = english.page(&page.summary.id);
        if let Some(original) = original.filter(|_| page.summary.language == language) {
            let whats = differences(page, original).into_iter();
            faults.extend(whats.map(|what| Fault::new(&page.file, what)));
        }
    }
    faults.extend(check_claims(guide, &english));
    faults.extend(check_texts(sources, language));
    faults
}

/// Files that translate nothing.
fn strays(sources: &Sources, language: Language) -> Vec<Fault> {
    let folder = format!("{}/", language.code());
    let names = sources
        .0
        .keys()
        .filter_map(|path| Some((path, path.strip_prefix(&folder)?)));
    names
        .filter(|(_, name)| {
            *name == CONTENTS || !sources.0.contains_key(&format!("{WHOLE}/{name}"))
        })
        .map(|(path, _)| Fault::new(path, What::Stray))
        .collect()
}

/// What a translated article has otherwise than its original, though it is no matter of language.
fn differences(page: &Page, original: &Page) -> Vec<What> {
    let set = |all: &[String]| -> String {
        let sorted: BTreeSet<&str> = all.iter().map(String::as_str).collect();
        sorted.into_iter().collect::<Vec<_>>().join(", ")
    };
    let figures = |page: &Page| -> Vec<String> {
        let all = page.body.figures.iter();
        all.map(|figure| figure.name().to_owned()).collect()
    };
    let compared = [
        ("claims", set(&page.body.claims), set(&original.body.claims)),
        ("places", set(&page.body.places), set(&original.body.places)),
        ("figures", set(&figures(page)), set(&figures(original))),
        (
            "topics",
            set(&page.front.topics),
            set(&original.front.topics),
        ),
        (
            "features",
            set(&page.front.features),
            set(&original.front.features),
        ),
        (
            "related articles",
            set(&page.front.related),
            set(&original.front.related),
        ),
        (
            "number of headings",
            page.body.headings.len().to_string(),
            original.body.headings.len().to_string(),
        ),
    ];
    compared
        .into_iter()
        .filter(|(_, own, english)| own != english)
        .map(|(what, _, english)| What::Differs { what, english })
        .collect()
}

/// A translated claim may say no number that the English one does not.
fn check_claims(guide: &Guide, english: &Guide) -> Vec<Fault> {
    let file = format!("{}/{CLAIMS}", guide.language.code());
    let mut faults = Vec::new();
    for claim in guide
        .claims
        .iter()
        .filter(|claim| claim.language == guide.language)
    {
        let Some(original) = english.claims.iter().find(|other| other.id == claim.id) else {
            continue;
        };
        let said = |text: &str, more: &[String]| -> Vec<String> {
            let all = std::iter::once(text).chain(more.iter().map(String::as_str));
            all.flat_map(numbers).map(str::to_owned).collect()
        };
        let known: BTreeSet<String> = said(&original.statement, &original.numbers)
            .iter()
            .map(|number| digits(number))
            .collect();
        for number in said(&claim.statement, &claim.numbers) {
            if !known.contains(&digits(&number)) {
                let claim = claim.id.clone();
                faults.push(Fault::new(&file, What::OtherNumber { claim, number }));
            }
        }
    }
    faults
}

/// The routines and the safety screen: their texts must fit, and a routine's must be whole.
fn check_texts(sources: &Sources, language: Language) -> Vec<Fault> {
    let code = language.code();
    let routines = format!("{code}/{ROUTINES}");
    let mut faults = Vec::new();
    for (path, name, text) in sources.under(&routines, ".toml") {
        let original = sources.text(&format!("{WHOLE}/{ROUTINES}/{name}.toml"));
        if original.is_empty() {
            continue;
        }
        match lay(original, text) {
            Ok(Laid {
                faults: whats,
                lacking,
                ..
            }) => {
                let untranslated = lacking.into_iter().map(What::Untranslated);
                let whats = whats.into_iter().chain(untranslated);
                faults.extend(whats.map(|what| Fault::new(path, what)));
            }
            Err(error) => faults.push(Fault::new(path, What::Unreadable(error.to_string()))),
        }
    }
    let own = format!("{code}/{SAFETY}");
    match lay(
        sources.text(&format!("{WHOLE}/{SAFETY}")),
        sources.text(&own),
    ) {
        Ok(laid) => faults.extend(laid.faults.into_iter().map(|what| Fault::new(&own, what))),
        Err(error) => faults.push(Fault::new(&own, What::Unreadable(error.to_string()))),
    }
    faults
}

#[cfg(test)]
mod tests;
