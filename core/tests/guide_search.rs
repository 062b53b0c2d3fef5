//! The guide's search, held to what people type.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use serde::Deserialize;
use vesper_core::guide::guide;
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

fn queries() -> Vec<Query> {
    let queries: Queries = toml::from_str(include_str!("guide_queries.toml")).unwrap();
    queries.query
}

#[test]
fn there_are_forty_queries_and_each_expects_articles_that_are_there() {
    let all = queries();
    assert_eq!(all.len(), 40);
    let absent: Vec<&String> = all
        .iter()
        .flat_map(|query| &query.expects)
        .filter(|slug| guide().page(slug).is_none())
        .collect();
    assert!(absent.is_empty(), "there are no such articles: {absent:?}");
}

#[test]
fn an_everyday_query_shows_the_right_article_among_the_first_three() {
    let index = GuideIndex::build(guide()).unwrap();
    let mut missed = Vec::new();
    for Query { words, expects } in queries() {
        let found = index.search(&words).unwrap();
        let first: Vec<String> = found
            .into_iter()
            .map(|found| found.article)
            .take(SHOWN)
            .collect();
        if !first.iter().any(|slug| expects.contains(slug)) {
            missed.push(format!("{words:?} expects {expects:?}, shows {first:?}"));
        }
    }
    let found = queries().len() - missed.len();
    println!("{found} of {} found", queries().len());
    assert!(
        found >= FOUND,
        "{found} found; at least {FOUND} must be:\n{}",
        missed.join("\n")
    );
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
