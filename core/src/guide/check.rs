//! What holds of the guide's content beyond that it parses. Pure: it is given the files.

use std::collections::BTreeSet;

use super::content::{BIBLIOGRAPHY, CLAIMS, CONTENTS, Guide, PLACES, Page};
use super::markdown::{Block, BlockKind};
use super::source::{Fault, Sources, What};

/// The hardest an article may read: twelve years of school.
pub const HARDEST_GRADE: f64 = 12.0;

/// Every fault of the guide's content; none where all holds.
#[must_use]
pub fn check(sources: &Sources) -> Vec<Fault> {
    let (guide, mut faults) = Guide::read(sources);
    for page in &guide.pages {
        let whats = check_page(&guide, page);
        faults.extend(whats.into_iter().map(|what| Fault::new(&page.file, what)));
    }
    faults.extend(check_claims(&guide));
    faults.extend(check_references(&guide, sources));
    for slug in &guide.contents.articles {
        if guide.page(slug).is_none() {
            faults.push(Fault::new(CONTENTS, What::DeadLink(slug.clone())));
        }
    }
    faults
}

fn check_page(guide: &Guide, page: &Page) -> Vec<What> {
    let mut whats = Vec::new();
    if page.front.summary.trim().is_empty() {
        whats.push(What::MissingSummary);
    }
    if !guide.contents.articles.contains(&page.summary.id) {
        whats.push(What::NotInContents(page.summary.id.clone()));
    }
    let absent = |ids: &[String], there: &dyn Fn(&str) -> bool, what: fn(String) -> What| {
        ids.iter()
            .filter(|id| !there(id))
            .cloned()
            .map(what)
            .collect::<Vec<_>>()
    };
    let is_topic = |topic: &str| guide.contents.topics.iter().any(|known| known == topic);
    let is_place = |place: &str| PLACES.contains(&place);
    let is_article = |slug: &str| guide.page(slug).is_some();
    let is_claim = |id: &str| guide.claims.iter().any(|claim| claim.id == id);
    whats.extend(absent(&page.front.topics, &is_topic, What::UnknownTopic));
    whats.extend(absent(&page.front.features, &is_place, What::UnknownPlace));
    whats.extend(absent(&page.body.places, &is_place, What::UnknownPlace));
    whats.extend(absent(&page.front.related, &is_article, What::DeadLink));
    whats.extend(absent(&page.body.articles, &is_article, What::DeadLink));
    whats.extend(absent(&page.body.claims, &is_claim, What::UnknownClaim));
    let grade = reading_grade(&page.body.blocks);
    if grade > HARDEST_GRADE {
        whats.push(What::TooHard {
            grade,
            most: HARDEST_GRADE,
        });
    }
    whats
}

fn check_claims(guide: &Guide) -> Vec<Fault> {
    let used: BTreeSet<&String> = guide
        .pages
        .iter()
        .flat_map(|page| &page.body.claims)
        .collect();
    let mut whats = Vec::new();
    for claim in &guide.claims {
        if claim.references.is_empty() {
            whats.push(What::ClaimWithoutReference(claim.id.clone()));
        }
        if !used.contains(&claim.id) {
            whats.push(What::UnusedClaim(claim.id.clone()));
        }
    }
    whats
        .into_iter()
        .map(|what| Fault::new(CLAIMS, what))
        .collect()
}

/// Claims, routines and the safety screen cite; what they cite must be there, and what is there must be cited.
fn check_references(guide: &Guide, sources: &Sources) -> Vec<Fault> {
    let mut cited = BTreeSet::new();
    let mut faults = Vec::new();
    for (path, text) in sources.0.iter().filter(|(path, _)| path.ends_with(".toml")) {
        let Ok(table) = text.parse::<toml::Table>() else {
            // The guide's own files have been named already; the routines' are the massage's to name.
            continue;
        };
        let mut here = BTreeSet::new();
        gather_references(&toml::Value::Table(table), &mut here);
        for id in here.iter().filter(|id| guide.reference(id).is_none()) {
            faults.push(Fault::new(path, What::UnknownReference(id.clone())));
        }
        cited.extend(here);
    }
    for reference in &guide.references {
        if !cited.contains(&reference.id) {
            faults.push(Fault::new(
                BIBLIOGRAPHY,
                What::UncitedReference(reference.id.clone()),
            ));
        }
    }
    faults
}

/// Every `references = [...]` of a file, at whatever depth.
fn gather_references(value: &toml::Value, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value.as_array().filter(|_| key == "references") {
                    Some(ids) => {
                        into.extend(ids.iter().filter_map(|id| Some(id.as_str()?.to_owned())))
                    }
                    None => gather_references(value, into),
                }
            }
        }
        toml::Value::Array(values) => {
            for value in values {
                gather_references(value, into);
            }
        }
        _ => {}
    }
}

/// The Flesch-Kincaid grade level of an article's paragraphs and items: years of school it takes to read it
/// (Kincaid et al. 1975, doi:10.21236/ADA006655). Syllables are counted as groups of vowels, a silent final e left out.
#[must_use]
pub fn reading_grade(blocks: &[Block]) -> f64 {
    let mut words = 0_u32;
    let mut sentences = 0_u32;
    let mut syllables = 0_u32;
    let prose = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
    for block in blocks.iter().filter(prose) {
        let mut open = false;
        for word in block.text.split_whitespace() {
            let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
            if !letters.is_empty() {
                words += 1;
                syllables += syllables_of(&letters.to_ascii_lowercase());
                open = true;
            }
            if word
                .trim_end_matches(['"', ')', '\u{201d}'])
                .ends_with(['.', '!', '?', ':'])
                && open
            {
                sentences += 1;
                open = false;
            }
        }
        sentences += u32::from(open);
    }
    if words == 0 {
        return 0.0;
    }
    let (words, sentences) = (f64::from(words), f64::from(sentences.max(1)));
    0.39 * words / sentences + 11.8 * f64::from(syllables) / words - 15.59
}

fn syllables_of(word: &str) -> u32 {
    let vowel = |c: char| "aeiouy".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in word.chars() {
        count += u32::from(vowel(c) && !before);
        before = vowel(c);
    }
    let silent_e = word.ends_with('e') && !word.ends_with("le") && count > 1;
    (count - u32::from(silent_e)).max(1)
}

#[cfg(test)]
mod tests;
