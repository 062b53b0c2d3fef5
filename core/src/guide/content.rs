//! The guide's content, read once from the files that were compiled in.
//!
//! Reading never fails: what is faulty is left out and named, and a test keeps it from being released.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::bibliography::{self, Item};
use super::figure::Figure;
use super::markdown::{self, Rendered};
use super::source::{Fault, Sources, What};
use super::translation::lay;
use super::words::Words;
use super::{Article, ArticleSummary, Certainty, CertaintyOf, Claim, Reference, Verdict};
use crate::language::{Language, PerLanguage, spoken};

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

// The contents and the bibliography are everybody's; the others each language may have in its folder.
pub(super) const CONTENTS: &str = "contents.toml";
pub(super) const CLAIMS: &str = "claims.toml";
pub(super) const SYNONYMS: &str = "synonyms.toml";
pub(super) const ARTICLES: &str = "articles";
pub(super) const BIBLIOGRAPHY: &str = "references.json";

/// The guide, read.
#[derive(Debug, Clone, Default)]
pub struct Guide {
    /// The language it is read in. What that lacks is English.
    pub language: Language,
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
    pub aside: bool,
    #[serde(default)]
    translation_reviewed: bool,
}

impl Page {
    /// Tells whether the article speaks of the guide itself, so that a search names it after those that help.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        self.front.aside
    }

    /// The date it was last reviewed, ISO; a translation's is that of the state it follows.
    #[must_use]
    pub fn reviewed(&self) -> String {
        self.front.reviewed.to_string()
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
    #[serde(skip)]
    pub language: Language,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    claim: Vec<ClaimSource>,
}

/// The guide this program was built with, in the language that is spoken.
pub fn guide() -> &'static Guide {
    guide_in(spoken())
}

/// The guide this program was built with, in `language`.
pub fn guide_in(language: Language) -> &'static Guide {
    static GUIDES: PerLanguage<Guide> = PerLanguage::new();
    GUIDES.get(language, || Guide::read(&Sources::embedded(), language).0)
}

impl Guide {
    /// Reads the guide in `language`; what does not parse is left out and named.
    #[must_use]
    pub fn read(sources: &Sources, language: Language) -> (Self, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut read = Reader {
            sources,
            language,
            faults: &mut faults,
        };
        let (contents_file, claims_file) = (whole(CONTENTS), whole(CLAIMS));
        let contents: Contents = read.toml(&contents_file).unwrap_or_default();
        let claims = read.claims(&claims_file);
        let words_file = read.own(SYNONYMS).unwrap_or_else(|| whole(SYNONYMS));
        let words = read.words(&words_file);
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
            language,
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
            unreviewed: page.summary.language != Language::En && !page.front.translation_reviewed,
            reviewed: page.reviewed(),
        })
    }

    /// The claim `id` with its references.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<Claim> {
        let source = self.claims.iter().find(|claim| claim.id == id)?;
        Some(Claim {
            id: source.id.clone(),
            language: source.language,
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

/// The path of `name` in the language that is whole.
fn whole(name: &str) -> String {
    format!("{WHOLE}/{name}")
}

struct Reader<'a> {
    sources: &'a Sources,
    language: Language,
    faults: &'a mut Vec<Fault>,
}

impl Reader<'_> {
    /// The path of `name` in the language, where it is another than the one that is whole and has it.
    fn own(&self, name: &str) -> Option<String> {
        let own = format!("{}/{name}", self.language.code());
        (self.language != Language::En && self.sources.0.contains_key(&own)).then_some(own)
    }

    /// The claims, in the words of the language as far as it has them.
    fn claims(&mut self, path: &str) -> Vec<ClaimSource> {
        let english = self
            .toml(path)
            .map_or_else(Vec::new, |file: Claims| file.claim);
        let Some(own) = self.own(CLAIMS) else {
            return english;
        };
        let laid = lay(self.sources.text(path), self.sources.text(&own));
        let Some(laid) = self.keep(&own, laid) else {
            return english;
        };
        for what in laid.faults {
            self.fault(&own, what);
        }
        let translated = self.keep(&own, laid.file.try_into());
        let mut claims = translated.map_or(english, |file: Claims| file.claim);
        for claim in &mut claims {
            if laid.named.contains(&claim.id) {
                claim.language = self.language;
            }
        }
        claims
    }

    /// The table of synonyms: the language's own, and the whole one's for the articles that are not translated.
    fn words(&mut self, path: &str) -> Words {
        let words: Words = self.toml(path).unwrap_or_default();
        if path == whole(SYNONYMS) {
            return words;
        }
        words.and(self.toml(&whole(SYNONYMS)).unwrap_or_default())
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
        let name = format!("{ARTICLES}/{slug}.md");
        let english = &whole(&name);
        let own = self.own(&name);
        let language = own.as_ref().map_or(Language::En, |_| self.language);
        let path = own.as_ref().unwrap_or(english);
        let text = self.sources.text(path).replace("\r\n", "\n");
        let Some((front, body)) = parts(&text) else {
            self.fault(
                path,
                What::Unreadable("no front matter between +++".to_owned()),
            );
            return None;
        };
        let front: FrontMatter = self.keep(path, toml::from_str(front))?;
        let mut body = match own {
            None => markdown::render(body),
            Some(_) => {
                let english = self.sources.text(english).replace("\r\n", "\n");
                let english = parts(&english).map(|(_, body)| markdown::render(body));
                markdown::render_as(body, &english.unwrap_or_default().headings)
            }
        };
        for what in std::mem::take(&mut body.faults) {
            self.fault(path, what);
        }
        Some(Page {
            summary: ArticleSummary {
                id: slug.to_owned(),
                language,
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

/// An article's front matter, and its body.
fn parts(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("+++\n")?.split_once("\n+++\n")
}
