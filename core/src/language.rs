//! The languages Vesper speaks, and the one this program speaks now.
//!
//! Which one is decided at the edge, by the person's choice or the system's locale, and said once to `speak`. Everything that
//! puts something into words asks `spoken`; a language is not handed down through every function in between
//! (`docs/adr/0006-one-message-catalogue.md`).

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

/// A language Vesper speaks: a folder of `messages/` and of `guide/`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English: the one that is whole. What another lacks is taken from it.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// Its ISO 639 code, which is its folder's name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The language of a BCP 47 tag or a POSIX locale, for example `de-AT` or `de_AT.UTF-8`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_', '.', '@']).next()?;
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// The first of these tags that Vesper speaks, as a person prefers them; English where it speaks none.
    ///
    /// `C` and `POSIX` ask for the words the program was written in.
    #[must_use]
    pub fn of_preferred(tags: impl IntoIterator<Item = String>) -> Self {
        let plain = |tag: &str| matches!(tag, "C" | "POSIX");
        tags.into_iter()
            .find_map(|tag| Self::of_tag(&tag).or_else(|| plain(&tag).then_some(Self::En)))
            .unwrap_or_default()
    }

    /// A number written with a decimal point, as the language writes it: `7,5`.
    #[must_use]
    pub fn decimal(self, number: &str) -> String {
        match self {
            Self::En => number.to_owned(),
            Self::De => number.replace('.', ","),
        }
    }
}

static SPOKEN: AtomicUsize = AtomicUsize::new(0);

/// Has this program speak `language` from now on.
pub fn speak(language: Language) {
    SPOKEN.store(language as usize, Ordering::Relaxed);
}

/// The language this program speaks; English until it was told.
#[must_use]
pub fn spoken() -> Language {
    let place = SPOKEN.load(Ordering::Relaxed);
    Language::ALL.get(place).copied().unwrap_or_default()
}

/// One value a language, each made when it is first asked for.
#[derive(Debug)]
pub(crate) struct PerLanguage<T>([OnceLock<T>; 2]);

impl<T> PerLanguage<T> {
    pub(crate) const fn new() -> Self {
        Self([OnceLock::new(), OnceLock::new()])
    }

    /// The value of `language`, made by `make` where there is none yet.
    pub(crate) fn get(&self, language: Language, make: impl FnOnce() -> T) -> &T {
        let [english, german] = &self.0;
        let cell = match language {
            Language::En => english,
            Language::De => german,
        };
        cell.get_or_init(make)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_says_its_language_however_it_is_written() {
        for (tag, language) in [
            ("de", Some(Language::De)),
            ("de-AT", Some(Language::De)),
            ("de_CH.UTF-8", Some(Language::De)),
            ("en_GB@euro", Some(Language::En)),
            ("DE", Some(Language::De)),
            ("nds", None),
            ("fr-FR", None),
            ("", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag:?}");
        }
    }

    #[test]
    fn the_first_language_a_person_prefers_that_vesper_speaks_is_spoken() {
        let of = |tags: &[&str]| Language::of_preferred(tags.iter().map(|&tag| tag.to_owned()));
        assert_eq!(of(&["fr-FR", "de-CH", "en-US"]), Language::De);
        assert_eq!(
            of(&["C", "de-DE"]),
            Language::En,
            "LC_ALL=C asks for plain English"
        );
        assert_eq!(of(&["fr-FR"]), Language::En);
        assert_eq!(of(&[]), Language::En);
    }

    #[test]
    fn a_language_s_place_in_the_list_is_its_number() {
        for (place, language) in Language::ALL.into_iter().enumerate() {
            assert_eq!(
                language as usize, place,
                "what is spoken is kept as the number"
            );
        }
    }

    #[test]
    fn english_is_spoken_until_a_program_says_otherwise() {
        assert_eq!(
            spoken(),
            Language::En,
            "a test is never at the mercy of the machine's locale"
        );
    }

    #[test]
    fn germans_write_a_comma() {
        assert_eq!(Language::De.decimal("7.5"), "7,5");
        assert_eq!(Language::En.decimal("7.5"), "7.5");
    }
}
