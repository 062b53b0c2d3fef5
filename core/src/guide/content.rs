//! The guide's content, read once from the files that were compiled in.
//!
//! Reading never fails: what is faulty is left out and named, and a test keeps it from being released.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::bibliography::{self, Item};
use super::figure::Figure;
use super::markdown::{self, Rendered};
use super::source::{Fault, Sources, What};
use super::words::Words;
use super::{Article, ArticleSummary, Certainty, CertaintyOf, Claim, Reference, Verdict};

/// The areas of the window that an article may say it belongs to.
pub const FEATURES: [&str; 7] = [
    "tonight",
    "diary",
    "patterns",
    "massage",
    "guide",
    "reminders",
    "settings",
];

/// The places of the window that an article may lead to. A routine's page, `massage/ROUTINE`, is one as well.
pub const PLACES: [&str; 13] = [
    "tonight",
    "diary",
    "diary/log",
    "diary/today",
    "patterns",
    "patterns/trial",
    "patterns/trial/new",
    "massage",
    "massage/safety",
    "guide",
    "settings/evenings",
    "settings/reminders",
    "settings/reminders/new",
];

/// The language that is whole: what another lacks is taken from it.
pub const WHOLE: &str = "en";

// Each language has its own of these in its folder; the bibliography is everybody's.
pub(super) const CONTENTS: &str = "contents.toml";
pub(super) const CLAIMS: &str = "claims.toml";
pub(super) const SYNONYMS: &str = "synonyms.toml";
pub(super) const ARTICLES: &str = "articles";
pub(super) const BIBLIOGRAPHY: &str = "references.json";

/// The guide, read.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    /// The articles, in the order of the contents.
    pub pages: Vec<Page>,
    /// The bibliography.
    pub references: Vec<Reference>,
    /// What people say for what the articles say.
    pub words: Words,
    pub(super) contents: Contents,
    pub(super) claims: Vec<ClaimSource>,
    pub(super) contents_file: String,
    pub(super) claims_file: String,
    pub(super) words_file: String,
}

/// An article as it was written.
#[derive(Debug, Clone)]
pub struct Page {
    /// What the contents say of it.
    pub summary: ArticleSummary,
    /// Its body.
    pub body: Rendered,
    pub(super) file: String,
    pub(super) front: FrontMatter,
}

/// What stands above an article, between two lines of `+++`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FrontMatter {
    title: String,
    #[serde(default)]
    pub summary: String,
    minutes: u32,
    pub topics: Vec<String>,
    pub features: Vec<String>,
    pub related: Vec<String>,
    reviewed: toml::value::Datetime,
    #[serde(default)]
    aside: bool,
}

impl Page {
    /// Tells whether the article speaks of the guide itself, so that a search names it after those that help.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        self.front.aside
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    pub articles: Vec<String>,
    pub topics: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClaimSource {
    pub id: String,
    #[serde(default, rename = "seed")]
    _seed: Option<u32>,
    pub statement: String,
    verdict: Verdict,
    certainty: Certainty,
    #[serde(default)]
    wrong: bool,
    pub numbers: Vec<String>,
    #[serde(default)]
    pub references: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    claim: Vec<ClaimSource>,
}

/// The guide this program was built with.
pub fn guide() -> &'static Guide {
    static CONTENT: OnceLock<Guide> = OnceLock::new();
    CONTENT.get_or_init(|| Guide::read(&Sources::embedded(), WHOLE).0)
}

impl Guide {
    /// Reads the guide in `language`; what does not parse is left out and named.
    #[must_use]
    pub fn read(sources: &Sources, language: &str) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut read = Reader {
            sources,
            language,
            faults: &mut faults,
        };
        let (contents_file, claims_file) = (read.file(CONTENTS), read.file(CLAIMS));
        let contents: Contents = read.toml(&contents_file).unwrap_or_default();
        let claims = read
            .toml(&claims_file)
            .map_or_else(Vec::new, |file: Claims| file.claim);
        let words_file = read.file(SYNONYMS);
        let words = read.toml(&words_file).unwrap_or_default();
        let items: Vec<Item> = read.json(BIBLIOGRAPHY).unwrap_or_default();
        let mut pages: Vec<Page> = sources
            .under(&format!("{WHOLE}/{ARTICLES}"), ".md")
            .filter_map(|(_, slug, _)| read.page(slug))
            .collect();
        let place = |slug: &str| contents.articles.iter().position(|listed| listed == slug);
        pages.sort_by_key(|page| place(&page.summary.id).unwrap_or(usize::MAX));
        read.twice(&claims_file, claims.iter().map(|claim| &claim.id));
        read.twice(BIBLIOGRAPHY, items.iter().map(|item| &item.id));
        let guide = Self {
            pages,
            references: bibliography::references(&items),
            words,
            contents,
            claims,
            contents_file,
            claims_file,
            words_file,
        };
        (guide, faults)
    }

    /// The article `id`, ready to be shown; `say` puts the person's own figures into words.
    #[must_use]
    pub fn article(&self, id: &str, say: impl Fn(Figure) -> String) -> Option<Article> {
        let page = self.page(id)?;
        let (html, blocks) = page.body.with_figures(say);
        Some(Article {
            summary: page.summary.clone(),
            html,
            blocks,
            claims: page
                .body
                .claims
                .iter()
                .filter_map(|id| self.claim(id))
                .collect(),
            related: page
                .front
                .related
                .iter()
                .filter_map(|id| Some(self.page(id)?.summary.clone()))
                .collect(),
            reviewed: page.front.reviewed.to_string(),
        })
    }

    /// The claim `id` with its references.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<Claim> {
        let source = self.claims.iter().find(|claim| claim.id == id)?;
        Some(Claim {
            id: source.id.clone(),
            statement: source.statement.clone(),
            verdict: source.verdict,
            certainty: source.certainty,
            certainty_of: match (source.verdict, source.wrong) {
                (Verdict::NotSupported, true) => CertaintyOf::Wrong,
                (Verdict::NotSupported, false) => CertaintyOf::Offered,
                _ => CertaintyOf::Verdict,
            },
            numbers: source.numbers.join(" "),
            references: self.cite(&source.references),
        })
    }

    /// The references of these ids, in their order; one that is not there is left out.
    #[must_use]
    pub fn cite(&self, ids: &[String]) -> Vec<Reference> {
        ids.iter()
            .filter_map(|id| self.reference(id).cloned())
            .collect()
    }

    /// The reference `id`.
    #[must_use]
    pub fn reference(&self, id: &str) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.id == id)
    }

    /// The article `id` as it was written.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.summary.id == id)
    }
}

struct Reader<'a> {
    sources: &'a Sources,
    language: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    /// The path of `name` in the language, or in the one that is whole.
    fn file(&self, name: &str) -> String {
        let own = format!("{}/{name}", self.language);
        if self.sources.0.contains_key(&own) {
            own
        } else {
            format!("{WHOLE}/{name}")
        }
    }

    fn toml<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let read = toml::from_str(self.sources.text(path));
        self.keep(path, read)
    }

    fn json<T: DeserializeOwned>(&mut self, path: &str) -> Option<T> {
        let read = serde_json::from_str(self.sources.text(path));
        self.keep(path, read)
    }

    fn keep<T, E: ToString>(&mut self, path: &str, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.fault(path, What::Unreadable(error.to_string())))
            .ok()
    }

    fn fault(&mut self, path: &str, what: What) {
        self.faults.push(Fault::new(path, what));
    }

    fn page(&mut self, slug: &str) -> Option<Page> {
        let path = &self.file(&format!("{ARTICLES}/{slug}.md"));
        let text = self.sources.text(path).replace("\r\n", "\n");
        let Some((front, body)) = text
            .strip_prefix("+++\n")
            .and_then(|text| text.split_once("\n+++\n"))
        else {
            self.fault(
                path,
                What::Unreadable("no front matter between +++".to_owned()),
            );
            return None;
        };
        let front: FrontMatter = self.keep(path, toml::from_str(front))?;
        let mut body = markdown::render(body);
        for what in std::mem::take(&mut body.faults) {
            self.fault(path, what);
        }
        Some(Page {
            summary: ArticleSummary {
                id: slug.to_owned(),
                title: front.title.clone(),
                summary: front.summary.clone(),
                minutes: front.minutes,
                topics: front.topics.clone(),
            },
            body,
            file: path.clone(),
            front,
        })
    }

    fn twice<'i>(&mut self, path: &str, ids: impl Iterator<Item = &'i String>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.fault(path, What::DuplicateId(id.clone()));
            }
        }
    }
}
