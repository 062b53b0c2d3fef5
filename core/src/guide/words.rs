//! What people type, made into what the articles say: words that carry nothing are left out, and what people call a thing is
//! searched for under its proper name too. The table itself is content: `guide/LANGUAGE/synonyms.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::Vocabulary;

/// The fewest letters of an unfinished word that may stand for a whole synonym.
const SHORTEST_BEGINNING: usize = 3;

/// The table of synonyms.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Words that carry nothing.
    ignore: BTreeSet<String>,
    synonym: Vec<Synonym>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Synonym {
    /// What people say.
    say: Vec<Said>,
    /// What the articles say, the nearest first.
    mean: Vec<String>,
    /// The article that must stand first.
    article: Option<String>,
    /// Whether everyone who reads the guide could say so: beside something else it tells little.
    #[serde(default)]
    general: bool,
}

/// What people say, and its words as they are compared: split once, not with every search.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "String")]
struct Said {
    text: String,
    words: Vec<String>,
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        let words = split(&text).iter().map(|word| plain(word)).collect();
        Self { text, words }
    }
}

/// One thing searched for: any of its alternatives will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Words or phrases: letters, digits, apostrophes and single spaces, nothing else.
    pub alternatives: Vec<String>,
    /// The article that must stand first.
    pub article: Option<String>,
    /// Whether the last word of the first alternative may be unfinished.
    pub unfinished: bool,
    /// Whether it tells little beside another term.
    pub general: bool,
}

impl Words {
    /// Makes what was typed into terms, a word that is unknown to `vocabulary`, to the table and to `finds` taken for the nearest
    /// one that is known.
    pub fn forgiving_terms(
        &self,
        typed: &str,
        vocabulary: &Vocabulary,
        finds: impl Fn(&str) -> bool,
    ) -> Vec<Term> {
        let words = split(typed);
        let last = words.len().saturating_sub(1);
        // "cant" is no mistyped "want": people say "can't sleep".
        let said = |word: &String| {
            let mut all = self.synonym.iter().flat_map(|synonym| &synonym.say);
            all.any(|said| said.words.contains(word))
        };
        let meant = words.iter().enumerate().map(|(place, word)| {
            let known = self.ignore.contains(&plain(word))
                || said(&plain(word))
                || vocabulary.knows(word)
                || (place == last && vocabulary.knows_beginning(word))
                || finds(word);
            let meant = || {
                let beginning = (place == last).then(|| vocabulary.beginning_without_umlauts(word));
                vocabulary
                    .without_umlauts(word)
                    .or_else(|| beginning.flatten())
                    .or_else(|| vocabulary.nearest(word))
            };
            (!known).then(meant).flatten().unwrap_or(word)
        });
        self.terms(&meant.collect::<Vec<_>>().join(" "))
    }

    /// The articles that a synonym puts first.
    pub(super) fn articles(&self) -> impl Iterator<Item = &String> {
        self.synonym
            .iter()
            .filter_map(|synonym| synonym.article.as_ref())
    }

    /// These words first, then those of `other`.
    #[must_use]
    pub(super) fn and(mut self, other: Self) -> Self {
        self.ignore.extend(other.ignore);
        self.synonym.extend(other.synonym);
        self
    }

    /// What people say, of every synonym.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        let all = self.synonym.iter().flat_map(|synonym| &synonym.say);
        all.map(|said| said.text.as_str())
    }

    /// Makes what was typed into terms. The last word may be unfinished; empty where there is nothing to search for.
    #[must_use]
    pub fn terms(&self, typed: &str) -> Vec<Term> {
        let words = split(typed);
        let mut terms = Vec::new();
        let mut met: Vec<&Synonym> = Vec::new();
        let mut rest = words.as_slice();
        while let Some((word, after)) = rest.split_first() {
            if let Some((synonym, length)) = self.synonym_at(rest) {
                rest = rest.split_at(length).1;
                // "wake up at 3am" says one thing twice.
                if met.iter().any(|other| std::ptr::eq(*other, synonym)) {
                    continue;
                }
                met.push(synonym);
                // A word may stand in an article as it was typed; a phrase that does would hide the article about the thing.
                let typed = (length == 1).then(|| word.clone());
                terms.push(Term {
                    unfinished: typed.is_some() && rest.is_empty(),
                    alternatives: typed
                        .into_iter()
                        .chain(synonym.mean.iter().cloned())
                        .collect(),
                    article: synonym.article.clone(),
                    general: synonym.general,
                });
                continue;
            }
            if !self.ignore.contains(&plain(word)) {
                terms.push(Term {
                    alternatives: vec![word.clone()],
                    article: None,
                    unfinished: after.is_empty(),
                    general: false,
                });
            }
            rest = after;
        }
        if terms.is_empty() {
            // Someone who types nothing but "the" means it.
            terms.extend(words.last().map(|word| Term {
                alternatives: vec![word.clone()],
                article: None,
                unfinished: true,
                general: false,
            }));
        }
        terms
    }

    /// The synonym that `words` begin with, and how many of them it takes; the longest wins.
    fn synonym_at(&self, words: &[String]) -> Option<(&Synonym, usize)> {
        let words: Vec<String> = words.iter().map(|word| plain(word)).collect();
        self.synonym
            .iter()
            .flat_map(|synonym| synonym.say.iter().map(move |said| (synonym, &said.words)))
            .filter(|(_, said)| begins_with(&words, said))
            .map(|(synonym, said)| (synonym, said.len()))
            .max_by_key(|(_, length)| *length)
    }
}

/// Tells whether `words` begin with `said`; where they end there, their last word may be unfinished.
fn begins_with(words: &[String], said: &[String]) -> bool {
    let same = |(place, (word, say)): (usize, (&String, &String))| {
        let is_last = place + 1 == words.len();
        word == say
            || (is_last && word.chars().count() >= SHORTEST_BEGINNING && say.starts_with(word))
    };
    !said.is_empty() && words.len() >= said.len() && words.iter().zip(said).enumerate().all(same)
}

/// Lower-case words of letters, digits and apostrophes.
pub(super) fn split(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('\u{2019}', "'")
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `can't`, `can’t` and `cant` are one word.
fn plain(word: &str) -> String {
    word.replace('\'', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        toml::from_str(
            r#"
            ignore = ["i", "the", "do"]
            [[synonym]]
            say = ["can't fall asleep", "fall asleep"]
            mean = ["sleep onset"]
            [[synonym]]
            say = ["ambien"]
            mean = ["zolpidem"]
            "#,
        )
        .unwrap()
    }

    fn alternatives(typed: &str) -> Vec<Vec<String>> {
        words()
            .terms(typed)
            .into_iter()
            .map(|term| term.alternatives)
            .collect()
    }

    #[test]
    fn a_thing_is_searched_for_under_its_proper_name_too() {
        assert_eq!(
            alternatives("Ambien today"),
            [vec!["ambien", "zolpidem"], vec!["today"]]
        );
    }

    #[test]
    fn the_longest_phrase_wins_however_its_apostrophe_is_written() {
        for typed in [
            "I can't fall asleep",
            "I cant fall asleep",
            "i can\u{2019}t   fall, asleep!",
        ] {
            let all = alternatives(typed);
            assert_eq!(all.len(), 1, "{typed}: {all:?}");
            assert_eq!(all[0], ["sleep onset"], "{typed}");
        }
    }

    #[test]
    fn an_unfinished_last_word_already_finds_its_synonym() {
        assert_eq!(alternatives("ambi"), [vec!["ambi", "zolpidem"]]);
        assert_eq!(
            alternatives("am"),
            [vec!["am"]],
            "two letters are too few to guess from"
        );
        assert_eq!(
            alternatives("ambi now")[0],
            ["ambi"],
            "a word that is not the last is finished"
        );
    }

    #[test]
    fn a_mistyped_word_is_taken_for_the_nearest_and_one_that_finds_something_is_left_alone() {
        let mut vocabulary = Vocabulary::default();
        vocabulary.learn("melatonin ambien massage");
        let terms = |typed: &str, finds: &str| {
            let terms = words().forgiving_terms(typed, &vocabulary, |word| word == finds);
            terms
                .into_iter()
                .map(|term| term.alternatives)
                .collect::<Vec<_>>()
        };
        assert_eq!(terms("melatonine", ""), [["melatonin"]]);
        assert_eq!(
            terms("ambein", ""),
            [["ambien", "zolpidem"]],
            "the synonym of what was meant"
        );
        assert_eq!(terms("massages", "massages"), [["massages"]]);
        assert_eq!(
            terms("melat", ""),
            [["melat"]],
            "unfinished is not mistyped"
        );
        assert_eq!(
            terms("melat now", ""),
            [["melat"], ["now"]],
            "nothing is near"
        );
    }

    #[test]
    fn only_the_last_word_may_be_unfinished() {
        let unfinished: Vec<_> = words()
            .terms("tired leg")
            .iter()
            .map(|term| term.unfinished)
            .collect();
        assert_eq!(unfinished, [false, true]);
    }

    #[test]
    fn words_that_carry_nothing_are_left_out_unless_they_are_all_there_is() {
        assert_eq!(alternatives("the legs"), [vec!["legs"]]);
        assert_eq!(alternatives("do the"), [vec!["the"]]);
        assert!(alternatives(" ?! ").is_empty());
    }
}
