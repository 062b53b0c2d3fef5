//! Articles, claims, references and what a search for words finds. The content itself is in `guide/`.
//!
//! Pure: it knows no store; the index of its words is made elsewhere.

mod bibliography;
/// What holds of the guide's content, and a test that it does.
pub mod check;
mod content;
mod figure;
mod markdown;
mod source;
mod spelling;
mod translation;
mod words;

pub use content::{Guide, PLACES, Page, WHOLE, guide, guide_in};
pub use figure::{FORTNIGHT, Figure, Fortnight};
pub use markdown::{Block, BlockKind};
pub use source::{Fault, Sources, What};
pub use spelling::Vocabulary;
pub use translation::{Laid, lay};
pub use words::{Term, Words};

use serde::Serialize;

use crate::language::Language;

/// A stretch of text that a search hit, or that lies between hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// Whether it is a hit.
    pub hit: bool,
}

/// What the contents say of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ArticleSummary {
    /// Its slug.
    pub id: String,
    /// The language it is written in: English where it has not been translated.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Reading time, minutes.
    pub minutes: u32,
    /// Its topics' slugs.
    pub topics: Vec<String>,
}

/// One article, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Article {
    /// What the contents say of it.
    #[serde(flatten)]
    pub summary: ArticleSummary,
    /// Its body as HTML made from our own Markdown: a claim is `<a href="#claim-ID" data-claim="ID">`, a link to an article
    /// `<a href="#guide/ID" data-article="ID">`, perhaps with a heading (`ID#HEADING`), a button to a place
    /// `<a class="feature" href="#PLACE" data-place="PLACE">`, a figure of the person's own `<p class="figure" data-figure="NAME">`.
    pub html: String,
    /// Its body as plain blocks, for a terminal; not on the wire.
    #[serde(skip)]
    #[cfg_attr(feature = "specta", specta(skip))]
    pub blocks: Vec<Block>,
    /// The claims the text carries, in their order.
    pub claims: Vec<Claim>,
    /// Articles to go on with.
    pub related: Vec<ArticleSummary>,
    /// Whether it is a translation that no native speaker has reviewed yet.
    pub unreviewed: bool,
    /// The date it was last reviewed, ISO.
    pub reviewed: String,
}

/// What the evidence says of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It holds.
    Supported,
    /// It holds in part.
    Partly,
    /// Sources disagree.
    Contested,
    /// It does not hold, or nothing shows it.
    NotSupported,
}

/// How sure we are (after GRADE: Guyatt et al. 2008, doi:10.1136/bmj.39489.470347.AD).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Very low.
    VeryLow,
    /// Low.
    Low,
    /// Moderate.
    Moderate,
    /// High.
    High,
}

/// What a claim's [`Certainty`] speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum CertaintyOf {
    /// The verdict: how sure we are that the claim holds so far.
    Verdict,
    /// The evidence that was offered for a claim that is not supported: "the evidence offered for it is of low certainty".
    Offered,
    /// That a claim that is not supported is wrong: "we are highly sure that it is wrong".
    Wrong,
}

/// A claim with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Claim {
    /// Its slug.
    pub id: String,
    /// The language it is told in: English where it has not been translated.
    pub language: Language,
    /// The claim in one sentence.
    pub statement: String,
    /// The verdict.
    pub verdict: Verdict,
    /// How sure we are.
    pub certainty: Certainty,
    /// Of what we are that sure.
    pub certainty_of: CertaintyOf,
    /// The key figures, as sentences.
    pub numbers: String,
    /// Where they come from.
    pub references: Vec<Reference>,
}

/// A reference, ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Reference {
    /// Its slug.
    pub id: String,
    /// For example `Jong 2016`.
    pub short: String,
    /// The whole citation in one line.
    pub citation: String,
    /// Its DOI.
    pub doi: Option<String>,
    /// Its PubMed id.
    pub pmid: Option<String>,
}

/// An article that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Hit {
    /// The article.
    pub article: ArticleSummary,
    /// Its best passage, cut into hits and what lies between.
    pub excerpt: Vec<Fragment>,
}
