//! What a mistyped word was meant to be: the nearest word that the guide knows.
//!
//! Asked only of a word that finds nothing; a word that finds something is never "corrected".

use std::collections::BTreeMap;

/// A shorter word is near to too many others.
const SHORTEST: usize = 4;
/// From this length on, two slips are forgiven.
const LONG: usize = 8;

/// The words of the guide, each with how often it stands there.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    words: BTreeMap<String, u32>,
    /// The words by how they are typed where a keyboard has no umlauts.
    plain: BTreeMap<String, String>,
}

impl Vocabulary {
    /// Takes in the words of `text`.
    pub fn learn(&mut self, text: &str) {
        for word in super::words::split(text) {
            self.plain.insert(plain(&word), word.clone());
            *self.words.entry(word).or_default() += 1;
        }
    }

    /// Tells whether `word` is one of the words.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// Tells whether one of the words begins with `beginning`.
    #[must_use]
    pub fn knows_beginning(&self, beginning: &str) -> bool {
        let mut from = self.words.range(beginning.to_owned()..);
        from.next()
            .is_some_and(|(word, _)| word.starts_with(beginning))
    }

    /// The word that `typed` is without its umlauts or its sharp s: `muede` is `müde`, `fuss` is `fuß`.
    #[must_use]
    pub fn without_umlauts(&self, typed: &str) -> Option<&str> {
        self.plain.get(&plain(typed)).map(String::as_str)
    }

    /// The beginning of a word that `typed` is without its umlauts: `schlafstoe` is `schlafstö`.
    #[must_use]
    pub fn beginning_without_umlauts(&self, typed: &str) -> Option<&str> {
        let typed = plain(typed);
        let (begun, word) = self.plain.range(typed.clone()..).next()?;
        let ends = word
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        let mut beginnings = ends.filter_map(|end| word.get(..end));
        let begins = begun.starts_with(&typed);
        beginnings.find(|beginning| begins && plain(beginning) == typed)
    }

    /// The nearest word: one slip away, or two where `typed` is long and begins alike. Of two as near, the more common one.
    #[must_use]
    pub fn nearest(&self, typed: &str) -> Option<&str> {
        let typed: Vec<char> = typed.chars().collect();
        if typed.len() < SHORTEST || typed.iter().any(|sign| sign.is_ascii_digit()) {
            return None;
        }
        let near = |(word, count): (&'_ String, &u32)| {
            let most = match typed.len() {
                LONG.. if word.chars().next().as_ref() == typed.first() => 2,
                _ => 1,
            };
            // Most words are too long or too short, and are not taken apart.
            if word.chars().count().abs_diff(typed.len()) > most {
                return None;
            }
            let letters: Vec<char> = word.chars().collect();
            let slips = slips(&typed, &letters, most)?;
            Some((slips, std::cmp::Reverse(*count), word.len()))
        };
        self.words
            .iter()
            .filter(|(word, _)| word.len() >= SHORTEST)
            .filter_map(|entry| Some((near(entry)?, entry.0)))
            .min()
            .map(|(_, word)| word.as_str())
    }
}

/// A word without umlauts and sharp s, however they are typed: `ä`, `ae` and `a` are one.
fn plain(word: &str) -> String {
    [("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss")]
        .into_iter()
        .chain([("ae", "a"), ("oe", "o"), ("ue", "u")])
        .fold(word.to_owned(), |word, (from, to)| word.replace(from, to))
}

/// How many slips lie between two words: a letter left out, put in, replaced, or two neighbours swapped (the restricted
/// Damerau-Levenshtein distance: Damerau 1964, doi:10.1145/363958.363994). `None` where there are more than `most`.
fn slips(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut previous = None;
    for (row, letter) in one.iter().enumerate() {
        let mut now = Vec::with_capacity(last.len());
        now.push(row + 1);
        let mut left = None;
        for (column, facing) in other.iter().enumerate() {
            let at = |line: &[usize], place: usize| line.get(place).copied().unwrap_or(usize::MAX);
            let mut best = (at(&last, column + 1) + 1)
                .min(at(&now, column) + 1)
                .min(at(&last, column) + usize::from(letter != facing));
            if previous == Some(facing) && left == Some(letter) {
                best = best.min(at(&before, column.wrapping_sub(1)).saturating_add(1));
            }
            now.push(best);
            left = Some(facing);
        }
        previous = Some(letter);
        before = std::mem::replace(&mut last, now);
        if last.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
    }
    last.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut words = Vocabulary::default();
        words.learn(
            "Insomnia, melatonin; massage massage message. Fibromyalgia? Sleep, apnoea: can't",
        );
        words
    }

    #[test]
    fn a_slip_is_forgiven() {
        for (typed, meant) in [
            ("insomina", Some("insomnia")),
            ("melatonine", Some("melatonin")),
            ("fibromialgia", Some("fibromyalgia")),
            ("slep", Some("sleep")),
            ("apnea", Some("apnoea")),
            ("massige", Some("massage")),
        ] {
            assert_eq!(vocabulary().nearest(typed), meant, "{typed}");
        }
    }

    #[test]
    fn two_slips_are_forgiven_in_a_long_word_only() {
        assert_eq!(vocabulary().nearest("insonmina"), Some("insomnia"));
        assert_eq!(vocabulary().nearest("slip"), None);
        assert_eq!(vocabulary().nearest("xylophone"), None);
        assert_eq!(vocabulary().nearest("3am"), None);
    }

    #[test]
    fn umlauts_may_be_typed_as_two_letters_or_as_one() {
        let mut words = vocabulary();
        words.learn("Müde, Füße, Schlafstörung, neue, Fuß");
        for (typed, meant) in [
            ("muede", Some("müde")),
            ("mude", Some("müde")),
            ("fuesse", Some("füße")),
            ("fuss", Some("fuß")),
            ("schlafstoerung", Some("schlafstörung")),
            ("neue", Some("neue")),
            ("miete", None),
        ] {
            assert_eq!(words.without_umlauts(typed), meant, "{typed}");
        }
        assert_eq!(
            words.beginning_without_umlauts("schlafstoer"),
            Some("schlafstör")
        );
        assert_eq!(words.beginning_without_umlauts("mued"), Some("müd"));
        assert_eq!(words.beginning_without_umlauts("muet"), None);
    }

    #[test]
    fn a_beginning_is_known() {
        assert!(vocabulary().knows_beginning("melat"));
        assert!(!vocabulary().knows_beginning("melot"));
    }

    /// The same, written as it is defined, without a bound.
    fn naive(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([one @ .., a], [other @ .., b]) => {
                let whole = |letters: &[char], last: &char| [letters, &[*last]].concat();
                let mut best = (naive(one, &whole(other, b)) + 1)
                    .min(naive(&whole(one, a), other) + 1)
                    .min(naive(one, other) + usize::from(a != b));
                if let ([one @ .., c], [other @ .., d]) = (one, other)
                    && a == d
                    && b == c
                {
                    best = best.min(naive(one, other) + 1);
                }
                best
            }
        }
    }

    proptest! {
        #[test]
        fn slips_are_as_the_definition_has_them(one in "[ab]{0,5}", other in "[abc]{0,5}", most in 0_usize..4) {
            let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            let all = naive(&one, &other);
            prop_assert_eq!(slips(&one, &other, most), (all <= most).then_some(all));
        }
    }
}
