//! The guide's search, held to what people type.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use serde::Deserialize;
use vesper_core::guide::{guide, guide_in};
use vesper_core::language::Language;
use vesper_core::vesper::GuideIndex;

/// Of the forty everyday queries, so many must show the right article among the first [`SHOWN`].
const FOUND: usize = 38;
const SHOWN: usize = 3;

#[derive(Deserialize)]
struct Queries {
    query: Vec<Query>,
}

#[derive(Deserialize)]
struct Query {
    words: String,
    expects: Vec<String>,
}

/// Each language with what is typed in it.
fn queries() -> [(Language, Vec<Query>); 2] {
    let read = |text| toml::from_str::<Queries>(text).unwrap().query;
    [
        (Language::En, read(include_str!("guide_queries.toml"))),
        (Language::De, read(include_str!("guide_queries_de.toml"))),
    ]
}

#[test]
fn there_are_forty_queries_a_language_and_each_expects_articles_that_are_there() {
    for (language, all) in queries() {
        assert_eq!(all.len(), 40, "{language:?}");
        let absent: Vec<&String> = all
            .iter()
            .flat_map(|query| &query.expects)
            .filter(|slug| guide_in(language).page(slug).is_none())
            .collect();
        assert!(absent.is_empty(), "there are no such articles: {absent:?}");
    }
}

#[test]
fn an_everyday_query_shows_the_right_article_among_the_first_three() {
    for (language, all) in queries() {
        let index = GuideIndex::build(guide_in(language)).unwrap();
        let mut missed = Vec::new();
        for Query { words, expects } in &all {
            let found = index.search(words).unwrap();
            let first: Vec<String> = found
                .into_iter()
                .map(|found| found.article)
                .take(SHOWN)
                .collect();
            if !first.iter().any(|slug| expects.contains(slug)) {
                missed.push(format!("{words:?} expects {expects:?}, shows {first:?}"));
            }
        }
        let found = all.len() - missed.len();
        println!("{language:?}: {found} of {} found", all.len());
        assert!(
            found >= FOUND,
            "{language:?}: {found} found; at least {FOUND} must be:\n{}",
            missed.join("\n")
        );
    }
}

#[test]
fn an_apostrophe_may_be_left_out() {
    let index = GuideIndex::build(guide()).unwrap();
    let first = |words: &str| {
        let found = index.search(words).unwrap();
        found.into_iter().map(|found| found.article).next()
    };
    for (with, without) in [
        ("can't sleep", "cant sleep"),
        ("can't stay asleep", "cant stay asleep"),
        ("can't fall asleep", "cant fall asleep"),
    ] {
        assert_eq!(first(without), first(with), "{without}");
    }
    assert_eq!(
        first("cant stay asleep").as_deref(),
        Some("waking-at-night"),
        "it is about waking, not about a medicine whose article has both words"
    );
}
