//! Reading the guide.

use chrono::Days;

use super::Vesper;
use crate::error::{Error, Result};
use crate::guide::{Article, ArticleSummary, FORTNIGHT, Figure, Fortnight, Hit, guide};
use crate::store::{factors, guide_index, massage};
use crate::text::text;
use crate::time::PlannedNight;

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
    /// [`crate::Error::NotFound`] where there is none of that slug; where the store cannot be read.
    pub fn article(&self, id: &str) -> Result<Article> {
        let unknown = || Error::NotFound(text("error_article_unknown", &[("id", id)]));
        let page = guide().page(id).ok_or_else(unknown)?;
        let own = match page.body.figures.as_slice() {
            [] => None,
            _ => Some(self.fortnight()?),
        };
        let say = |figure: Figure| {
            own.as_ref()
                .map_or_else(String::new, |own| figure.words(own))
        };
        guide().article(id, say).ok_or_else(unknown)
    }

    /// What the diary holds of the last fortnight, for the figures inside the articles.
    fn fortnight(&self) -> Result<Fortnight> {
        let (now, zone) = (self.now(), self.zone());
        let (rollover, schedule) = (self.settings()?.rollover, self.schedule()?);
        let plan = |night| schedule.bed_and_rise(night);
        let tonight = PlannedNight::at(now, zone, rollover, plan).night;
        let first = tonight - Days::new(FORTNIGHT);
        let days = self
            .store
            .read(|db| factors::window(db, Some(first), Some(tonight)))?;
        let sessions = self.store.read(massage::begun)?;
        Ok(Fortnight {
            metrics: self.metrics(Some(first), tonight.pred_opt())?,
            days: days.into_iter().map(|(_, day)| day).collect(),
            massages: sessions
                .iter()
                .filter(|(night, ..)| (first..=tonight).contains(night))
                .count(),
        })
    }

    /// Finds words in the guide, best first; at most 20. The last word may be unfinished.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn search_guide(&self, words: &str) -> Result<Vec<Hit>> {
        let found = guide_index::index()?.search(words)?;
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
