//! Reading the guide.

use super::Vesper;
use crate::error::Result;
use crate::guide::{Article, ArticleSummary, Hit};

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
}
