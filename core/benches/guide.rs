//! What a person waits for in the guide: its index, once, and what a search answers as they type.

#![cfg(test)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use vesper_core::guide::{Guide, Sources, guide};
use vesper_core::language::Language;
use vesper_core::vesper::GuideIndex;

fn searching(criterion: &mut Criterion) {
    criterion.bench_function("read the guide", |bench| {
        bench.iter(|| black_box(Guide::read(&Sources::embedded(), Language::En)));
    });
    criterion.bench_function("index the guide", |bench| {
        bench.iter(|| black_box(GuideIndex::build(guide()).unwrap()));
    });
    let index = GuideIndex::build(guide()).unwrap();
    for (name, typed) in [
        ("search: one letter", "s"),
        ("search: a word", "massage"),
        ("search: a mistyped word", "fibromialgia"),
        (
            "search: a sentence",
            "why do I keep waking up at 3am and can't get back to sleep",
        ),
        (
            "search: a sentence, every word mistyped",
            "woried abuot slepping tablts and melatonine evry nigth",
        ),
    ] {
        criterion.bench_function(name, |bench| {
            bench.iter(|| black_box(index.search(typed).unwrap()));
        });
    }
}

criterion_group!(guide_search, searching);
criterion_main!(guide_search);
