//! What holds of every translation of the catalogue: no key that English does not have, and the same placeholders in every message.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::MESSAGES;
use crate::language::Language;

/// The files of a language: name, and the messages by their keys.
pub type Files = BTreeMap<String, BTreeMap<String, Value>>;

/// A fault of a translation of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("messages/{language}/{file}: {what}", language = .language.code())]
pub struct Fault {
    /// The translation.
    pub language: Language,
    /// The file in its folder.
    pub file: String,
    /// What is wrong with it.
    pub what: What,
}

/// What may be wrong with a translation of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum What {
    /// The file does not parse.
    #[error("it is no JSON object")]
    Unreadable,
    /// The English file of that name has no such key.
    #[error("the English file has no `{0}`")]
    UnknownKey(String),
    /// The placeholders are not those of the English message.
    #[error("`{key}` has the placeholders {own:?}, and {english:?} in English")]
    Placeholders {
        /// The message.
        key: String,
        /// Those it has.
        own: BTreeSet<String>,
        /// Those it must have.
        english: BTreeSet<String>,
    },
    /// A message with forms where English has one sentence, or the other way round: Rust reads sentences only.
    #[error(
        "`{0}` must be a sentence where English has one, and have forms where English has forms"
    )]
    OtherShape(String),
    /// The message is empty.
    #[error("`{0}` is empty")]
    Empty(String),
}

/// The catalogue's files in `language` that this program was built with, and the names of those that do not parse.
#[must_use]
pub fn files(language: Language) -> (Files, Vec<String>) {
    let mut files = Files::new();
    let mut unreadable = Vec::new();
    let folder = MESSAGES.get_dir(language.code());
    for file in folder.into_iter().flat_map(include_dir::Dir::files) {
        let name = file.path().file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        match serde_json::from_slice(file.contents()) {
            Ok(messages) => {
                files.insert(name, messages);
            }
            Err(_) => unreadable.push(name),
        }
    }
    (files, unreadable)
}

/// The faults of the translation into `language`; none where all holds.
#[must_use]
pub fn check(language: Language) -> Vec<Fault> {
    let ((english, _), (own, unreadable)) = (files(Language::En), files(language));
    let unreadable = unreadable.into_iter().map(|file| Fault {
        language,
        file,
        what: What::Unreadable,
    });
    unreadable
        .chain(compare(language, &own, &english))
        .collect()
}

/// How many messages there are.
#[must_use]
pub fn count(files: &Files) -> usize {
    let keys = files.values().flat_map(BTreeMap::keys);
    keys.filter(|key| !key.starts_with('$')).count()
}

/// The keys, with their file, that `own` lacks of `english`.
#[must_use]
pub fn lacking(own: &Files, english: &Files) -> Vec<String> {
    let of_file = |(file, messages): (&String, &BTreeMap<String, Value>)| {
        let there = own.get(file);
        let lacks = |key: &&String| {
            !key.starts_with('$') && there.is_none_or(|there| !there.contains_key(*key))
        };
        let named = |key: &String| format!("{file}: {key}");
        messages.keys().filter(lacks).map(named).collect::<Vec<_>>()
    };
    english.iter().flat_map(of_file).collect()
}

fn compare(language: Language, own: &Files, english: &Files) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, messages) in own {
        let none = BTreeMap::new();
        let originals = english.get(file).unwrap_or(&none);
        for (key, message) in messages {
            if let Some(what) = fault_of(key, message, originals.get(key)) {
                faults.push(Fault {
                    language,
                    file: file.clone(),
                    what,
                });
            }
        }
    }
    faults
}

fn fault_of(key: &str, message: &Value, original: Option<&Value>) -> Option<What> {
    // What begins so is the format's own: `$schema`.
    if key.starts_with('$') {
        return None;
    }
    let Some(original) = original else {
        return Some(What::UnknownKey(key.to_owned()));
    };
    if message.is_string() != original.is_string() {
        return Some(What::OtherShape(key.to_owned()));
    }
    let (sentences, originals) = (sentences(message), sentences(original));
    if sentences.is_empty() || sentences.iter().any(|sentence| sentence.trim().is_empty()) {
        return Some(What::Empty(key.to_owned()));
    }
    let (own, english) = (placeholders(&sentences), placeholders(&originals));
    (own != english).then(|| What::Placeholders {
        key: key.to_owned(),
        own,
        english,
    })
}

/// The sentences of a message: itself, or each of its forms.
fn sentences(message: &Value) -> Vec<&str> {
    match message {
        Value::String(sentence) => vec![sentence],
        Value::Array(all) => all.iter().flat_map(sentences).collect(),
        Value::Object(parts) => match parts.get("match").and_then(Value::as_object) {
            Some(forms) => forms.values().flat_map(sentences).collect(),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn placeholders(sentences: &[&str]) -> BTreeSet<String> {
    let of_one = |sentence: &&str| {
        let openings = sentence.split('{').skip(1);
        let names = openings.filter_map(|rest| Some(rest.split_once('}')?.0.trim().to_owned()));
        names.collect::<Vec<_>>()
    };
    sentences.iter().flat_map(of_one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_translation_of_the_catalogue_holds() {
        for language in Language::ALL {
            let faults: Vec<String> = check(language).iter().map(Fault::to_string).collect();
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
    }

    #[test]
    fn the_catalogue_is_read_whole() {
        let (english, unreadable) = files(Language::En);
        assert_eq!(unreadable, Vec::<String>::new());
        let messages = count(&english);
        assert!(english.len() > 10 && messages > 1000, "{messages} messages");
    }

    fn one_file(text: &str) -> Files {
        Files::from([("a.json".to_owned(), serde_json::from_str(text).unwrap())])
    }

    const ENGLISH: &str = r#"{
        "at": "{title} at {when}",
        "nights": [{ "declarations": ["input count"], "match": { "form=one": "{count} night", "form=other": "{count} nights" } }],
        "bye": "Bye"
    }"#;

    fn planted(german: &str) -> Vec<What> {
        let faults = compare(Language::De, &one_file(german), &one_file(ENGLISH));
        faults.into_iter().map(|fault| fault.what).collect()
    }

    #[test]
    fn a_translation_that_fits_has_no_fault() {
        let german = r#"{
            "$schema": "x",
            "at": "{when}: {title}",
            "nights": [{ "match": { "form=one": "{count} Nacht", "form=other": "{count} Nächte" } }]
        }"#;
        assert_eq!(planted(german), []);
        assert_eq!(
            lacking(&one_file(german), &one_file(ENGLISH)),
            ["a.json: bye"]
        );
    }

    #[test]
    fn each_fault_is_found_where_it_is_planted() {
        let names = |all: &[&str]| all.iter().map(|&name| name.to_owned()).collect();
        assert_eq!(
            planted(r#"{ "at": "{titel} um {when}" }"#),
            [What::Placeholders {
                key: "at".into(),
                own: names(&["titel", "when"]),
                english: names(&["title", "when"]),
            }]
        );
        assert_eq!(
            planted(r#"{ "hi": "Hallo" }"#),
            [What::UnknownKey("hi".into())]
        );
        assert_eq!(planted(r#"{ "bye": " " }"#), [What::Empty("bye".into())]);
        assert_eq!(
            planted(r#"{ "nights": "{count} Nächte" }"#),
            [What::OtherShape("nights".into())]
        );
        let fault = Fault {
            language: Language::De,
            file: "a.json".into(),
            what: What::Empty("bye".into()),
        };
        assert_eq!(fault.to_string(), "messages/de/a.json: `bye` is empty");
    }
}
