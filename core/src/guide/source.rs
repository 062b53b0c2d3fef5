//! The guide's files as text, and what may be wrong with them.
//!
//! Reads nothing from the disk: the files are compiled in, or given by a test.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, DirEntry, include_dir};

static GUIDE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../guide");

/// The guide's files: their path under `guide/`, and their text.
#[derive(Debug, Clone, Default)]
pub struct Sources(pub BTreeMap<String, String>);

impl Sources {
    /// The files this program was built with.
    #[must_use]
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        gather(&GUIDE, &mut files);
        Self(files)
    }

    /// The languages there are: a folder each.
    #[must_use]
    pub fn languages(&self) -> BTreeSet<&str> {
        let folders = self.0.keys().filter_map(|path| path.split_once('/'));
        folders.map(|(folder, _)| folder).collect()
    }

    /// The text of `path`; empty where there is no such file.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        self.0.get(path).map_or("", String::as_str)
    }

    /// The files right under `folder` whose name ends in `extension`: path, name without the extension, text.
    pub fn under<'a>(
        &'a self,
        folder: &'a str,
        extension: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a str)> {
        self.0.iter().filter_map(move |(path, text)| {
            let name = path
                .strip_prefix(folder)?
                .strip_prefix('/')?
                .strip_suffix(extension)?;
            (!name.contains('/')).then_some((path.as_str(), name, text.as_str()))
        })
    }
}

fn gather(dir: &Dir<'_>, files: &mut BTreeMap<String, String>) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => gather(dir, files),
            DirEntry::File(file) => {
                let path: Vec<_> = file
                    .path()
                    .iter()
                    .map(|part| part.to_string_lossy())
                    .collect();
                let text = String::from_utf8_lossy(file.contents()).into_owned();
                files.insert(path.join("/"), text);
            }
        }
    }
}

/// A fault of the guide's content: where, and what.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("guide/{file}: {what}")]
pub struct Fault {
    /// The file, under `guide/`.
    pub file: String,
    /// What is wrong with it.
    pub what: What,
}

impl Fault {
    pub(super) fn new(file: &str, what: What) -> Self {
        Self {
            file: file.to_owned(),
            what,
        }
    }
}

/// What may be wrong with a file of the guide.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum What {
    /// It does not parse.
    #[error("it does not parse: {0}")]
    Unreadable(String),
    /// An id stands twice.
    #[error("the id `{0}` stands twice")]
    DuplicateId(String),
    /// The Markdown holds HTML.
    #[error("raw HTML is not allowed: {0}")]
    RawHtml(String),
    /// The Markdown holds an image.
    #[error("an image is not allowed: {0}")]
    Image(String),
    /// A link leads neither to a claim, nor to an article, nor to a place.
    #[error("a link must begin with claim:, guide: or vesper:, not `{0}`")]
    StrangeLink(String),
    /// A figure stands inside a sentence, or is none of the person's own.
    #[error("there is no figure `{0}`; one stands in a paragraph of its own")]
    UnknownFigure(String),
    /// A link or a list leads to an article that is not there.
    #[error("there is no article `{0}`")]
    DeadLink(String),
    /// A link leads to a claim that is not there.
    #[error("there is no claim `{0}`")]
    UnknownClaim(String),
    /// No article carries the claim.
    #[error("no article carries the claim `{0}`")]
    UnusedClaim(String),
    /// A claim names no reference.
    #[error("the claim `{0}` has no reference")]
    ClaimWithoutReference(String),
    /// A reference that is not in the bibliography.
    #[error("there is no reference `{0}`")]
    UnknownReference(String),
    /// No claim and no routine cites the reference.
    #[error("nothing cites the reference `{0}`")]
    UncitedReference(String),
    /// The article has no summary.
    #[error("the summary is missing")]
    MissingSummary,
    /// The topic is not in the contents.
    #[error("there is no topic `{0}`")]
    UnknownTopic(String),
    /// The feature is no place of the window.
    #[error("there is no place `{0}`")]
    UnknownPlace(String),
    /// The contents do not list the article.
    #[error("contents.toml does not list the article `{0}`")]
    NotInContents(String),
    /// A link leads to a heading that its article does not have.
    #[error("there is no heading `{0}`")]
    DeadHeading(String),
    /// No other article leads to this one.
    #[error("no other article leads here")]
    Unlinked,
    /// It is too long.
    #[error("it has {words} words; the most is {most}")]
    TooLong {
        /// Its words.
        words: usize,
        /// The most allowed.
        most: usize,
    },
    /// The guide has too few articles.
    #[error("it lists {articles} articles; the fewest is {fewest}")]
    TooFew {
        /// How many there are.
        articles: usize,
        /// The fewest allowed.
        fewest: usize,
    },
    /// The reading time does not fit the length.
    #[error("`minutes = {minutes}` does not fit {words} words: {fit} would")]
    WrongMinutes {
        /// What it says.
        minutes: u32,
        /// Its words.
        words: usize,
        /// What fits.
        fit: u32,
    },
    /// A number in the words of a claim's link is not in the claim.
    #[error("the claim `{claim}` says nothing of the {number} that the text gives for it")]
    UnbackedNumber {
        /// The claim.
        claim: String,
        /// The number.
        number: String,
    },
    /// A translation says what is not a text of the English file.
    #[error("`{0}` is no text of the English file; a translation holds only texts")]
    NoText(String),
    /// A translated text is empty, or there are not as many as in English.
    #[error("`{0}` is empty, or not as many as in English")]
    OtherShape(String),
    /// A text that a translation must have is missing.
    #[error("`{0}` is not translated; leave the whole file out, or translate it")]
    Untranslated(String),
    /// A file of a language that no English file stands behind.
    #[error("there is no English file that it translates")]
    Stray,
    /// A translated article differs from the English one in what is no matter of language.
    #[error("its {what} must be as in English: {english}")]
    Differs {
        /// What differs.
        what: &'static str,
        /// What the English article has.
        english: String,
    },
    /// A number of a translated claim is not in the English one.
    #[error("the claim `{claim}` says {number}, which the English one does not")]
    OtherNumber {
        /// The claim.
        claim: String,
        /// The number.
        number: String,
    },
    /// It reads too hard.
    #[error("it reads at grade {grade:.1}; the most is {most:.0}")]
    TooHard {
        /// Its grade: by Flesch and Kincaid's formula in English, by Bamberger and Vanecek's in German.
        grade: f64,
        /// The highest grade allowed.
        most: f64,
    },
}
