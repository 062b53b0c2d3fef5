//! Reading the guide.

use super::Vesper;
use crate::error::{Error, Result};
use crate::guide::{Article, ArticleSummary, Hit, guide};
use crate::store::guide_index;
use crate::text::text;

impl Vesper {
    /// The contents, in the order in which they are best read.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleSummary> {
        guide()
            .pages
            .iter()
            .map(|page| page.summary.clone())
            .collect()
    }

    /// One article.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is none of that slug.
    pub fn article(&self, id: &str) -> Result<Article> {
        guide()
            .article(id)
            .ok_or_else(|| Error::NotFound(text("error_article_unknown", &[("id", id)])))
    }

    /// Finds words in the guide, best first; at most 20. The last word may be unfinished.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn search_guide(&self, words: &str) -> Result<Vec<Hit>> {
        let found = guide_index::search(&guide().words.terms(words))?;
        let hit = |found: guide_index::Found| {
            Some(Hit {
                article: guide().page(&found.article)?.summary.clone(),
                excerpt: found.excerpt,
            })
        };
        Ok(found.into_iter().filter_map(hit).collect())
    }

    /// The DOI of the reference `id`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such reference, or it has no DOI.
    pub fn doi(&self, id: &str) -> Result<String> {
        let doi = guide()
            .reference(id)
            .and_then(|reference| reference.doi.clone());
        doi.ok_or_else(|| Error::NotFound(text("guide_no_doi", &[])))
    }
}
