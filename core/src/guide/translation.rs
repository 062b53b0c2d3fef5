//! A translation's texts laid over the English file they translate: its structure, its numbers and its references stay English's, so
//! that no translation can change what a routine does or what a claim rests on.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::source::What;

/// The keys whose value is text for people. A translation holds these, the names of what they belong to, and nothing else.
const TEXTS: [&str; 15] = [
    "advice",
    "breath",
    "breath_cue",
    "comfort",
    "known",
    "numbers",
    "pressure",
    "question",
    "reason",
    "statement",
    "summary",
    "text",
    "timing",
    "title",
    "why",
];

/// The keys that name what a text belongs to.
const NAMES: [&str; 2] = ["id", "key"];

/// Set in a translation once a native speaker has reviewed it.
const REVIEWED: &str = "translation_reviewed";

/// An English file in the words of a translation.
#[derive(Debug, Default)]
pub struct Laid {
    /// The file; a text that the translation lacks, or that does not fit, is English.
    pub file: Table,
    /// Whether a native speaker has reviewed the translation.
    pub reviewed: bool,
    /// The names of what the translation speaks of.
    pub named: BTreeSet<String>,
    /// What does not fit.
    pub faults: Vec<What>,
    /// The texts it lacks, each by its path: `condition[fever].why`, `step[2].title`.
    pub lacking: Vec<String>,
}

/// Lays the texts of `translation` over `english`, both TOML.
///
/// # Errors
/// Where one of the two is no TOML.
pub fn lay(english: &str, translation: &str) -> Result<Laid, toml::de::Error> {
    let (mut file, mut texts): (Table, Table) =
        (toml::from_str(english)?, toml::from_str(translation)?);
    let reviewed = texts.remove(REVIEWED);
    let mut laid = Laid {
        reviewed: reviewed.and_then(|value| value.as_bool()) == Some(true),
        ..Laid::default()
    };
    laid.table(&mut file, &texts, "");
    laid.file = file;
    Ok(laid)
}

impl Laid {
    fn table(&mut self, english: &mut Table, texts: &Table, path: &str) {
        for key in texts.keys() {
            let same = texts.get(key) == english.get(key);
            let nothing = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
            // A list that is empty in English may stand empty in the translation, which keeps the places of the others.
            let silent =
                same && (NAMES.contains(&key.as_str()) || english.get(key).is_some_and(nothing));
            if !silent && !english.get(key).is_some_and(|value| holds_text(key, value)) {
                self.faults.push(What::NoText(join(path, key)));
            }
        }
        for (key, value) in english.iter_mut() {
            let path = join(path, key);
            let own = texts.get(key);
            match value {
                Value::Array(all) if is_tables(all) => {
                    self.tables(all, own.and_then(Value::as_array), &path);
                }
                _ if holds_text(key, value) => self.text(value, own, path),
                _ => {}
            }
        }
    }

    fn text(&mut self, english: &mut Value, own: Option<&Value>, path: String) {
        match own {
            None => self.lacking.push(path),
            Some(own) if fits(english, own) => *english = own.clone(),
            Some(_) => self.faults.push(What::OtherShape(path)),
        }
    }

    /// Tables that have names are translated by them, others by their place.
    fn tables(&mut self, english: &mut [Value], own: Option<&Vec<Value>>, path: &str) {
        let none = Vec::new();
        let own = own.unwrap_or(&none);
        let names: BTreeSet<&str> = english.iter().filter_map(name).collect();
        if names.is_empty() {
            if !own.is_empty() && own.len() != english.len() {
                self.faults.push(What::OtherShape(path.to_owned()));
            }
        } else {
            let mut met = BTreeSet::new();
            for own in own {
                match name(own).filter(|own| names.contains(own)) {
                    Some(name) if met.insert(name) => {}
                    Some(name) => self.faults.push(What::DuplicateId(name.to_owned())),
                    None => {
                        let stray = name(own).unwrap_or_default();
                        self.faults.push(What::NoText(format!("{path}[{stray}]")));
                    }
                }
            }
            self.named.extend(met.into_iter().map(str::to_owned));
        }
        let untranslated = Table::new();
        for (index, value) in english.iter_mut().enumerate() {
            let (label, own) = match name(value) {
                Some(id) => (id.to_owned(), own.iter().find(|own| name(own) == Some(id))),
                None => (index.to_string(), own.get(index)),
            };
            let own = own.and_then(Value::as_table).unwrap_or(&untranslated);
            if let Value::Table(table) = value {
                self.table(table, own, &format!("{path}[{label}]"));
            }
        }
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}.{key}")
    }
}

fn is_tables(all: &[Value]) -> bool {
    !all.is_empty() && all.iter().all(Value::is_table)
}

/// Tells whether `value` is text for people, or tables that may hold some.
fn holds_text(key: &str, value: &Value) -> bool {
    match value {
        Value::String(_) => TEXTS.contains(&key),
        Value::Array(all) if is_tables(all) => true,
        Value::Array(all) => TEXTS.contains(&key) && all.iter().all(Value::is_str),
        _ => false,
    }
}

/// Tells whether a translation has the shape of what it translates: a sentence for a sentence, as many for many.
fn fits(english: &Value, own: &Value) -> bool {
    let said = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    match (english, own) {
        (Value::Array(english), Value::Array(own)) => {
            english.len() == own.len() && own.iter().all(said)
        }
        (Value::String(_), own) => said(own),
        _ => false,
    }
}

fn name(value: &Value) -> Option<&str> {
    NAMES.iter().find_map(|key| value.get(key)?.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = r#"
        id = "nap"
        title = "Nap"
        certainty = "low"
        effect = []
        pressure = 3
        [[step]]
        seconds = 10
        title = "Lie down"
        [[step]]
        seconds = 20
        title = "Get up"
        [[question]]
        key = "cough"
        why = "It may spread."
        effect = [{ action = "block", reason = "You cough." }, { action = "skip" }]
        [[question]]
        key = "cold"
        why = "It is cold."
    "#;

    fn laid(translation: &str) -> Laid {
        lay(ENGLISH, translation).unwrap()
    }

    #[test]
    fn texts_are_taken_from_the_translation_and_everything_else_from_english() {
        let laid = laid(
            r#"
            id = "nap"
            title = "Schläfchen"
            effect = []
            translation_reviewed = true
            step = [{ title = "Leg dich hin" }, { title = "Steh auf" }]
            [[question]]
            key = "cold"
            why = "Es ist kalt."
            "#,
        );
        assert_eq!(laid.faults, []);
        assert!(laid.reviewed);
        assert_eq!(laid.file["title"].as_str(), Some("Schläfchen"));
        assert_eq!(laid.file["certainty"].as_str(), Some("low"));
        assert_eq!(laid.file["step"][1]["title"].as_str(), Some("Steh auf"));
        assert_eq!(laid.file["step"][1]["seconds"].as_integer(), Some(20));
        assert_eq!(
            laid.file["question"][1]["why"].as_str(),
            Some("Es ist kalt.")
        );
        assert_eq!(
            laid.file["question"][0]["why"].as_str(),
            Some("It may spread."),
            "what it lacks stays English"
        );
        assert_eq!(
            laid.lacking,
            ["question[cough].effect[0].reason", "question[cough].why"],
            "and is named"
        );
        assert!(laid.named.contains("cold") && !laid.named.contains("cough"));
    }

    #[test]
    fn what_is_no_text_may_not_be_translated() {
        for (planted, path) in [
            ("certainty = \"high\"", "certainty"),
            ("pressure = 9", "pressure"),
            ("id = \"sleep\"", "id"),
            ("titel = \"x\"", "titel"),
            ("effect = [{}]", "effect"),
            ("[[step]]\nseconds = 600\n[[step]]", "step[0].seconds"),
            ("[[question]]\nkey = \"itch\"", "question[itch]"),
        ] {
            let faults = laid(planted).faults;
            assert_eq!(faults, [What::NoText(path.into())], "{planted}");
        }
    }

    #[test]
    fn a_translation_has_as_many_steps_and_no_empty_text() {
        for (planted, path) in [
            ("step = [{ title = \"Leg dich hin\" }]", "step"),
            ("title = \" \"", "title"),
            ("title = [\"a\"]", "title"),
        ] {
            let laid = laid(planted);
            assert_eq!(laid.faults, [What::OtherShape(path.into())], "{planted}");
            assert_eq!(
                laid.file["title"].as_str(),
                Some("Nap"),
                "what does not fit is left out"
            );
        }
        let twice = "[[question]]\nkey = \"cold\"\n[[question]]\nkey = \"cold\"";
        assert_eq!(laid(twice).faults, [What::DuplicateId("cold".into())]);
    }

    #[test]
    fn an_effect_s_reason_is_translated_by_its_place() {
        let laid =
            laid("[[question]]\nkey = \"cough\"\neffect = [{ reason = \"Du hustest.\" }, {}]");
        assert_eq!(laid.faults, []);
        assert_eq!(
            laid.file["question"][0]["effect"][0]["reason"].as_str(),
            Some("Du hustest.")
        );
        assert_eq!(
            laid.file["question"][0]["effect"][0]["action"].as_str(),
            Some("block")
        );
    }
}
