//! In which language the program answers.

#![cfg(test)]

mod support;

use std::sync::Arc;

use support::Diary;
use vesper_core::Vesper;
use vesper_core::language::Language;
use vesper_core::text::text_in;
use vesper_core::time::SystemClock;
use vesper_core::vesper::Settings;

/// What the program prints of an article on a system whose locale is `locale`.
fn shown(diary: &Diary, locale: &str, words: &[&str]) -> String {
    let mut command = diary.command(words);
    for variable in ["LANGUAGE", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(variable);
    }
    let output = command.env("LANG", locale).output().unwrap();
    assert!(output.status.success(), "{words:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn choose(diary: &Diary, language: Language) {
    let mut vesper = Vesper::open(diary.dir(), Arc::new(SystemClock)).unwrap();
    let settings = Settings {
        language: Some(language),
        ..vesper.settings().unwrap()
    };
    vesper.set_settings(&settings).unwrap();
}

/// The line under an article that is only there in English, as a German reads it; broken as a terminal's lines are.
fn told_in_german(printed: &str) -> bool {
    let note = text_in(Language::De, "translation_none", &[]);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    words(printed).contains(&words(&note))
}

// This article tells where the guide began, and is nobody's first to translate.
const ENGLISH_ONLY: [&str; 3] = ["guide", "show", "what-our-starting-article-got-wrong"];

#[test]
fn the_system_s_language_is_spoken_unless_another_is_chosen_or_asked_for() {
    let diary = Diary::new();
    let german = |locale: &str, more: &[&str]| {
        told_in_german(&shown(&diary, locale, &[more, &ENGLISH_ONLY].concat()))
    };
    assert!(german("de_AT.UTF-8", &[]), "the system is German");
    assert!(!german("en_GB.UTF-8", &[]), "the system is English");
    assert!(!german("fr_FR.UTF-8", &[]), "nobody here speaks French");
    assert!(german("en_GB.UTF-8", &["--lang", "de"]), "German is asked for");
    choose(&diary, Language::De);
    assert!(german("en_GB.UTF-8", &[]), "German is chosen");
    assert!(!german("de_DE.UTF-8", &["--lang", "en"]), "what is asked for goes before");
    choose(&diary, Language::En);
    assert!(!german("de_DE.UTF-8", &[]), "English is chosen");
}

#[test]
fn scripts_read_of_an_article_in_which_language_it_is() {
    let diary = Diary::new();
    let article = diary.json(&[&["--lang", "de"], &ENGLISH_ONLY[..]].concat());
    assert_eq!(article["language"], "en");
    assert_eq!(article["unreviewed"], false, "English is nobody's translation");
}

#[test]
fn a_language_that_vesper_does_not_speak_is_refused_and_those_it_does_are_named() {
    let refusal = Diary::new().refusal(&["--lang", "fr", "nights"]);
    assert!(refusal.contains("fr") && refusal.contains("en, de"), "{refusal}");
}
