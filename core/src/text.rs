//! The message catalogue, as Rust reads it.
//!
//! `messages/<language>/*.json` holds every sentence a person reads that is not in the guide; the page reads the same
//! files. A key that is missing is a fault a test finds, so `text` answers with the key rather than failing; one that only a
//! translation lacks is said in English.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use include_dir::{Dir, include_dir};

use crate::language::{Language, PerLanguage, spoken};

/// What holds of every translation of the catalogue.
pub mod check;

pub(crate) static MESSAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../messages");

type Catalogue = HashMap<String, String>;

fn catalogue(language: Language) -> &'static Catalogue {
    static CATALOGUES: PerLanguage<Catalogue> = PerLanguage::new();
    CATALOGUES.get(language, || read(language))
}

fn read(language: Language) -> Catalogue {
    let files = MESSAGES.get_dir(language.code()).into_iter();
    let mut all = HashMap::new();
    for file in files.flat_map(Dir::files) {
        let Ok(entries) =
            serde_json::from_slice::<HashMap<String, serde_json::Value>>(file.contents())
        else {
            continue;
        };
        all.extend(
            entries
                .into_iter()
                .filter_map(|(key, value)| Some((key, value.as_str()?.to_owned()))),
        );
    }
    all
}

/// The message `key` in `language`, or in English where that language lacks it.
fn message(language: Language, key: &str) -> Option<&'static String> {
    let own = catalogue(language).get(key);
    own.or_else(|| catalogue(Language::En).get(key))
}

/// Looks `key` up in the catalogue of the language that is spoken and fills its `{placeholders}`.
///
/// What that language lacks is said in English; what the whole catalogue lacks is answered with the key itself.
#[must_use]
pub fn text(key: &str, args: &[(&str, &str)]) -> String {
    text_in(spoken(), key, args)
}

/// The same as [`text`], in `language`.
#[must_use]
pub fn text_in(language: Language, key: &str, args: &[(&str, &str)]) -> String {
    let Some(message) = message(language, key) else {
        return key.to_owned();
    };
    filled(message, args)
}

/// Fills the placeholders in one pass: what a person wrote may hold braces of its own.
fn filled(message: &str, args: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, behind)| {
            let (_, value) = args.iter().find(|(known, _)| *known == name)?;
            Some((*value, behind))
        });
        rest = match named {
            Some((value, behind)) => {
                filled.push_str(value);
                behind
            }
            None => {
                filled.push('{');
                after
            }
        };
    }
    filled.push_str(rest);
    filled
}

/// Tells whether the catalogue has `key`.
#[must_use]
pub fn has(key: &str) -> bool {
    catalogue(Language::En).contains_key(key)
}

/// A number as the language that is spoken writes it, to so many places: `7.5`, or `7,5`.
#[must_use]
pub fn decimal(number: f64, places: usize) -> String {
    spoken().decimal(&format!("{number:.places$}"))
}

/// So many minutes in words, to the nearest: `35 min`, `7 h`, `6 h 40 min`.
#[must_use]
pub fn duration(minutes: f64) -> String {
    let minutes = minutes.round() as i64;
    let (hours, rest) = (minutes / 60, minutes % 60);
    let key = match (hours, rest) {
        (0, _) => "duration_min",
        (_, 0) => "duration_h",
        _ => "duration_h_min",
    };
    let (hours, rest) = (hours.to_string(), rest.to_string());
    text(key, &[("hours", &hours), ("minutes", &rest)])
}

/// A date as messages name it.
pub(crate) fn date(date: NaiveDate) -> String {
    named("date_whole", date)
}

/// A date of these months as messages name it, for example "22 November".
pub(crate) fn date_without_year(date: NaiveDate) -> String {
    named("date_short", date)
}

fn named(key: &str, date: NaiveDate) -> String {
    let month = text(&format!("month_{}", date.month()), &[]);
    let (day, year) = (date.day().to_string(), date.year().to_string());
    text(key, &[("day", &day), ("month", &month), ("year", &year)])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{duration, filled, has, text, text_in};
    use crate::language::Language;

    /// Every string in the sources under `dir` that is a key of these families.
    fn keys_in(dir: &Path, keys: &mut Vec<String>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                keys_in(&path, keys);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let families = ["error_", "question_", "reading_", "duration_"];
                let strings = source.split('"').filter(|string| {
                    families
                        .iter()
                        .any(|family| string.len() > family.len() && string.starts_with(family))
                        && string.bytes().all(|byte| {
                            byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
                        })
                });
                keys.extend(strings.map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_sentence_the_core_asks_for_is_in_the_catalogue() {
        let mut keys = Vec::new();
        keys_in(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut keys,
        );
        assert!(
            keys.len() > 20,
            "the sources name their sentences: {keys:?}"
        );
        let missing: Vec<&String> = keys.iter().filter(|key| !has(key)).collect();
        assert!(
            missing.is_empty(),
            "a person would read the key: {missing:?}"
        );
    }

    #[test]
    fn a_whole_hour_is_said_without_its_minutes() {
        for (minutes, said) in [
            (0.0, "0 min"),
            (59.6, "1 h"),
            (420.0, "7 h"),
            (400.0, "6 h 40 min"),
        ] {
            assert_eq!(duration(minutes), said, "{minutes} minutes");
        }
    }

    #[test]
    fn placeholders_are_filled_and_an_unknown_key_is_shown_as_it_is() {
        assert_eq!(text("duration_min", &[("minutes", "24")]), "24 min");
        assert_eq!(text("no such key", &[]), "no such key");
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let lacking = "a key no language has";
        assert_eq!(text_in(Language::De, lacking, &[]), lacking);
        let english = super::catalogue(Language::En);
        let german = super::catalogue(Language::De);
        for (key, message) in english.iter().filter(|(key, _)| !german.contains_key(*key)) {
            assert_eq!(
                super::message(Language::De, key),
                Some(message),
                "English stands in for {key}"
            );
        }
    }

    #[test]
    fn what_a_person_wrote_is_not_taken_for_a_placeholder() {
        let args = [("title", "{when} {x} {"), ("when", "22:15")];
        assert_eq!(
            filled("{title} at {when}", &args),
            "{when} {x} { at 22:15",
            "a title is shown as it was typed"
        );
        assert_eq!(
            filled("{unknown} {{when}", &args),
            "{unknown} {22:15",
            "a brace that names nothing stays"
        );
    }
}
