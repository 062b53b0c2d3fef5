//! Reading the guide.

use super::Vesper;
use crate::error::{Error, Result};
use crate::guide::{Article, ArticleSummary, Hit};
use crate::text::text;

impl Vesper {
    /// The contents.
    #[must_use]
    pub fn articles(&self) -> Vec<ArticleSummary> {
        todo!()
    }

    /// One article.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is none of that slug.
    pub fn article(&self, id: &str) -> Result<Article> {
        let _ = id;
        todo!()
    }

    /// Finds words in the guide, best first; at most 20. The last word may be unfinished.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn search_guide(&self, words: &str) -> Result<Vec<Hit>> {
        let _ = words;
        todo!()
    }

    /// The DOI of the reference `id`, as any article cites it.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where no article cites such a reference, or it has no DOI.
    pub fn doi(&self, id: &str) -> Result<String> {
        for summary in self.articles() {
            let article = self.article(&summary.id)?;
            let cited = article.claims.iter().flat_map(|claim| &claim.references);
            if let Some(doi) = cited
                .filter(|reference| reference.id == id)
                .find_map(|reference| reference.doi.clone())
            {
                return Ok(doi);
            }
        }
        Err(Error::NotFound(text("guide_no_doi", &[])))
    }
}
