//! What holds of the guide's content beyond that it parses. Pure: it is given the files.

use std::collections::BTreeSet;

use super::content::{BIBLIOGRAPHY, FEATURES, Guide, PLACES, Page, WHOLE};
use super::markdown::{Block, BlockKind};
use super::source::{Fault, Sources, What};
use crate::language::Language;

mod reading;
mod translation;

pub use reading::{hardest_grade, reading_grade};
pub use translation::{Progress, progress};

/// The longest an article may be, words.
pub const LONGEST: usize = 900;
/// The fewest articles the guide may have.
pub const FEWEST: usize = 45;
/// Words that a tired person reads in a minute; a rested one reads 238 (Brysbaert 2019, doi:10.1016/j.jml.2019.104047).
const WORDS_A_MINUTE: f64 = 200.0;
/// How far the reading time given may lie from the length's, minutes.
const MINUTES_OFF: f64 = 1.0;

/// Every fault of the guide's content, in every language; none where all holds.
#[must_use]
pub fn check(sources: &Sources) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    for language in Language::ALL {
        for fault in check_in(sources, language) {
            // What a language takes from the one that is whole is at fault once.
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    faults
}

fn check_in(sources: &Sources, language: Language) -> Vec<Fault> {
    let (guide, mut faults) = Guide::read(sources, language);
    faults.extend(translation::check(&guide, sources));
    for page in &guide.pages {
        let whats = check_page(&guide, page, sources);
        faults.extend(whats.into_iter().map(|what| Fault::new(&page.file, what)));
    }
    faults.extend(check_claims(&guide));
    faults.extend(check_references(&guide, sources));
    let contents = |what| Fault::new(&guide.contents_file, what);
    for slug in &guide.contents.articles {
        if guide.page(slug).is_none() {
            faults.push(contents(What::DeadLink(slug.clone())));
        }
    }
    for slug in guide.words.articles() {
        if guide.page(slug).is_none() {
            faults.push(Fault::new(&guide.words_file, What::DeadLink(slug.clone())));
        }
    }
    let articles = guide.contents.articles.len();
    if articles < FEWEST {
        faults.push(contents(What::TooFew {
            articles,
            fewest: FEWEST,
        }));
    }
    faults
}

fn check_page(guide: &Guide, page: &Page, sources: &Sources) -> Vec<What> {
    let mut whats = Vec::new();
    let slug = &page.summary.id;
    if page.front.summary.trim().is_empty() {
        whats.push(What::MissingSummary);
    }
    if !guide.contents.articles.contains(slug) {
        whats.push(What::NotInContents(slug.clone()));
    }
    if !guide.pages.iter().any(|other| leads_to(other, slug)) {
        whats.push(What::Unlinked);
    }
    let absent = |ids: &[String], there: &dyn Fn(&str) -> bool, what: fn(String) -> What| {
        ids.iter()
            .filter(|id| !there(id))
            .cloned()
            .map(what)
            .collect::<Vec<_>>()
    };
    let is_topic = |topic: &str| guide.contents.topics.iter().any(|known| known == topic);
    let is_feature = |feature: &str| FEATURES.contains(&feature);
    let is_place = |place: &str| PLACES.contains(&place) || is_routine(sources, place);
    let is_article = |to: &str| guide.page(article_of(to)).is_some();
    let is_heading = |to: &str| match (to.split_once('#'), guide.page(article_of(to))) {
        (Some((_, heading)), Some(page)) => page.body.headings.iter().any(|id| id == heading),
        _ => true,
    };
    let is_claim = |id: &str| guide.claims.iter().any(|claim| claim.id == id);
    whats.extend(absent(&page.front.topics, &is_topic, What::UnknownTopic));
    whats.extend(absent(
        &page.front.features,
        &is_feature,
        What::UnknownPlace,
    ));
    whats.extend(absent(&page.body.places, &is_place, What::UnknownPlace));
    whats.extend(absent(&page.front.related, &is_article, What::DeadLink));
    whats.extend(absent(&page.body.articles, &is_article, What::DeadLink));
    whats.extend(absent(&page.body.articles, &is_heading, What::DeadHeading));
    whats.extend(absent(&page.body.claims, &is_claim, What::UnknownClaim));
    whats.extend(unbacked_numbers(guide, page));
    whats.extend(check_length(page));
    let grade = reading_grade(page.summary.language, &page.body.blocks);
    let most = hardest_grade(page.summary.language);
    if grade > most {
        whats.push(What::TooHard { grade, most });
    }
    whats
}

/// Tells whether `page` leads to another article `slug`.
fn leads_to(page: &Page, slug: &str) -> bool {
    let mut links = page.front.related.iter().chain(&page.body.articles);
    page.summary.id != slug && links.any(|to| article_of(to) == slug)
}

/// The article of a link that may name a heading as well.
fn article_of(link: &str) -> &str {
    link.split_once('#').map_or(link, |(article, _)| article)
}

fn is_routine(sources: &Sources, place: &str) -> bool {
    let file = place
        .strip_prefix("massage/")
        .map(|routine| format!("{WHOLE}/routines/{routine}.toml"));
    file.is_some_and(|file| sources.0.contains_key(&file))
}

fn check_length(page: &Page) -> Vec<What> {
    let prose = |block: &&Block| !matches!(block.kind, BlockKind::Feature | BlockKind::Figure);
    let words = page
        .body
        .blocks
        .iter()
        .filter(prose)
        .map(|block| block.text.split_whitespace().count())
        .sum::<usize>();
    let mut whats = Vec::new();
    if words > LONGEST {
        whats.push(What::TooLong {
            words,
            most: LONGEST,
        });
    }
    let (minutes, fit) = (page.summary.minutes, words as f64 / WORDS_A_MINUTE);
    if (f64::from(minutes) - fit).abs() > MINUTES_OFF || minutes == 0 {
        whats.push(What::WrongMinutes {
            minutes,
            words,
            fit: (fit.round() as u32).max(1),
        });
    }
    whats
}

/// A number in the words of a claim's link must stand in the claim: in its statement, or in its numbers.
fn unbacked_numbers(guide: &Guide, page: &Page) -> Vec<What> {
    let english = guide.language == Language::En;
    let cited = page.body.cited.iter().filter_map(|(id, words)| {
        let claim = guide.claims.iter().find(|claim| claim.id == *id)?;
        let backed: BTreeSet<&str> = numbers(&claim.statement)
            .chain(claim.numbers.iter().flat_map(|line| numbers(line)))
            .collect();
        Some((id, words, backed))
    });
    // An article and its claim may be in two languages, which write 0.64 and 1,802 the other way round.
    let same =
        move |one: &str, other: &str| one == other || (!english && digits(one) == digits(other));
    let unbacked = cited.flat_map(|(id, words, backed)| {
        numbers(words)
            .filter(move |number| !backed.iter().any(|known| same(known, number)))
            .map(|number| What::UnbackedNumber {
                claim: id.clone(),
                number: number.to_owned(),
            })
    });
    unbacked.collect()
}

/// The numbers of a text in digits, such as `28`, `0.64` and `1,802`.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map(|number| number.trim_matches(['.', ',']))
        .filter(|number| !number.is_empty())
}

/// The digits of a number, whatever stands between them.
fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
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
        .map(|what| Fault::new(&guide.claims_file, what))
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

#[cfg(test)]
mod tests;
