//! How hard an article reads, as the years of school it takes.

use super::super::markdown::{Block, BlockKind};
use crate::language::Language;

/// The hardest an article may read, in years of school: twelve in English, and in German the nine that nobody there has had fewer of.
#[must_use]
pub const fn hardest_grade(language: Language) -> f64 {
    match language {
        Language::En => 12.0,
        Language::De => 9.0,
    }
}

/// The grade level of an article's paragraphs and items: years of school it takes to read it.
///
/// English by Flesch and Kincaid's formula (Kincaid et al. 1975, doi:10.21236/ADA006655), which counts every German compound as a
/// hard word and would refuse plain German; German by the first Vienna formula (Bamberger and Vanecek 1984, Lesen – Verstehen –
/// Lernen – Schreiben, Wien: Jugend und Volk), made for German and answering with a school year too. Syllables are counted as groups of vowels, in English a silent final e left out.
#[must_use]
pub fn reading_grade(language: Language, blocks: &[Block]) -> f64 {
    let counted = Counted::of(language, blocks);
    if counted.words == 0 {
        return 0.0;
    }
    match language {
        Language::En => counted.flesch_kincaid(),
        Language::De => counted.vienna(),
    }
}

/// What the formulas are made of.
#[derive(Default)]
struct Counted {
    words: u32,
    sentences: u32,
    syllables: u32,
    /// Words of one syllable.
    one_syllable: u32,
    /// Words of three syllables or more.
    many_syllables: u32,
    /// Words of more than six letters.
    long: u32,
}

impl Counted {
    fn of(language: Language, blocks: &[Block]) -> Self {
        let mut counted = Self::default();
        let prose = |block: &&Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
        for block in blocks.iter().filter(prose) {
            let mut open = false;
            for word in block.text.split_whitespace() {
                let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
                if !letters.is_empty() {
                    counted.word(language, &letters.to_lowercase());
                    open = true;
                }
                if word
                    .trim_end_matches(['"', ')', '\u{201c}', '\u{201d}'])
                    .ends_with(['.', '!', '?', ':'])
                    && open
                {
                    counted.sentences += 1;
                    open = false;
                }
            }
            counted.sentences += u32::from(open);
        }
        counted
    }

    fn word(&mut self, language: Language, letters: &str) {
        let syllables = syllables_of(language, letters);
        self.words += 1;
        self.syllables += syllables;
        self.one_syllable += u32::from(syllables == 1);
        self.many_syllables += u32::from(syllables >= 3);
        self.long += u32::from(letters.chars().count() > 6);
    }

    /// Words in a sentence, on average.
    fn sentence(&self) -> f64 {
        f64::from(self.words) / f64::from(self.sentences.max(1))
    }

    /// So many of the words, as a share.
    fn share(&self, some: u32) -> f64 {
        f64::from(some) / f64::from(self.words)
    }

    fn flesch_kincaid(&self) -> f64 {
        0.39 * self.sentence() + 11.8 * self.share(self.syllables) - 15.59
    }

    fn vienna(&self) -> f64 {
        let percent = |some| 100.0 * self.share(some);
        0.1935 * percent(self.many_syllables)
            + 0.1672 * self.sentence()
            + 0.1297 * percent(self.long)
            - 0.0327 * percent(self.one_syllable)
            - 0.875
    }
}

fn syllables_of(language: Language, word: &str) -> u32 {
    let vowel = |c: char| "aeiouyäöü".contains(c);
    let mut count = 0_u32;
    let mut before = false;
    for c in word.chars() {
        count += u32::from(vowel(c) && !before);
        before = vowel(c);
    }
    let silent_e =
        language == Language::En && word.ends_with('e') && !word.ends_with("le") && count > 1;
    (count - u32::from(silent_e)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(language: Language, text: &str) -> f64 {
        let block = Block {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
            claims: Vec::new(),
        };
        reading_grade(language, &[block])
    }

    #[test]
    fn the_grade_of_a_plain_sentence_is_low_and_is_what_the_formula_says() {
        // Six words, one sentence, six syllables: 0.39 * 6 + 11.8 - 15.59.
        let plain = grade(Language::En, "The cat sat on the mat.");
        assert!((plain + 1.45).abs() < 1e-9, "{plain}");
        // Six words, all of one syllable, none of more than six letters: 0.1672 * 6 - 3.27 - 0.875.
        let plain = grade(Language::De, "Der Hund lag auf dem Bett.");
        assert!((plain + 3.1418).abs() < 1e-9, "{plain}");
        // Four words: two of three syllables or more, two of one; two of more than six letters.
        let harder = grade(Language::De, "Die Schlafstörung ist unangenehm.");
        let formula = 0.1935 * 50.0 + 0.1672 * 4.0 + 0.1297 * 50.0 - 0.0327 * 50.0 - 0.875;
        assert!((harder - formula).abs() < 1e-9, "{harder}");
    }

    #[test]
    fn plain_german_is_not_refused_for_its_long_words() {
        let text = "Schlaftabletten helfen manchen Menschen für kurze Zeit. Nach einigen Wochen lässt die Wirkung nach. \
                    Hör nie plötzlich damit auf, sondern sprich mit deiner Ärztin.";
        assert!(grade(Language::De, text) < hardest_grade(Language::De));
        assert!(
            grade(Language::En, text) > grade(Language::De, text),
            "the English formula is harsher to it"
        );
    }

    #[test]
    fn syllables_are_groups_of_vowels() {
        let words = [
            (Language::En, "table", 2),
            (Language::En, "sleep", 1),
            (Language::En, "there", 1),
            (Language::En, "evidence", 3),
            (Language::En, "massage", 2),
            (Language::En, "the", 1),
            (Language::De, "massage", 3),
            (Language::De, "müdigkeit", 3),
            (Language::De, "schläft", 1),
        ];
        for (language, word, syllables) in words {
            assert_eq!(syllables_of(language, word), syllables, "{word}");
        }
    }
}
