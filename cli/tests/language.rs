//! In which language the program answers.

#![cfg(test)]

mod support;

use std::sync::Arc;

use support::Diary;
use vesper_core::Vesper;
use vesper_core::guide::guide_in;
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

const SHOW: [&str; 3] = ["guide", "show", "insomnia"];

#[test]
fn the_system_s_language_is_spoken_unless_another_is_chosen_or_asked_for() {
    let diary = Diary::new();
    let title = |language| {
        let page = guide_in(language).page("insomnia").unwrap();
        page.summary.title.clone()
    };
    let (in_german, in_english) = (title(Language::De), title(Language::En));
    assert_ne!(in_german, in_english, "the article is translated");
    let german = |locale: &str, more: &[&str]| {
        let printed = shown(&diary, locale, &[more, &SHOW].concat());
        let german = printed.starts_with(&in_german);
        assert!(german || printed.starts_with(&in_english), "{printed}");
        german
    };
    assert!(german("de_AT.UTF-8", &[]), "the system is German");
    assert!(!german("en_GB.UTF-8", &[]), "the system is English");
    assert!(!german("fr_FR.UTF-8", &[]), "nobody here speaks French");
    assert!(
        german("en_GB.UTF-8", &["--lang", "de"]),
        "German is asked for"
    );
    choose(&diary, Language::De);
    assert!(german("en_GB.UTF-8", &[]), "German is chosen");
    assert!(
        !german("de_DE.UTF-8", &["--lang", "en"]),
        "what is asked for goes before"
    );
    choose(&diary, Language::En);
    assert!(!german("de_DE.UTF-8", &[]), "English is chosen");
}

#[test]
fn a_translation_that_no_native_speaker_has_reviewed_says_so() {
    let diary = Diary::new();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let note = words(&text_in(Language::De, "translation_unreviewed", &[]));
    let german = [&["--lang", "de"], &SHOW[..]].concat();
    let article = diary.json(&german);
    assert_eq!(article["language"], "de");
    let marked = words(&diary.run(&german).out).contains(&note);
    assert_eq!(article["unreviewed"], marked, "it says so where it is so");
    let english = diary.json(&SHOW);
    assert_eq!(
        (&english["language"], &english["unreviewed"]),
        (&"en".into(), &false.into())
    );
}

#[test]
fn a_language_that_vesper_does_not_speak_is_refused_and_those_it_does_are_named() {
    let refusal = Diary::new().refusal(&["--lang", "fr", "nights"]);
    assert!(
        refusal.contains("fr") && refusal.contains("en, de"),
        "{refusal}"
    );
}
