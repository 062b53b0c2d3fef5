//! Reading the guide, and what a person keeps of it.

use chrono::Days;
use serde::Serialize;

use super::undo::Inverse;
use super::{Changed, Topic, Vesper};
use crate::error::{Error, Result};
use crate::guide::{Article, ArticleSummary, FORTNIGHT, Figure, Fortnight, Hit, guide};
use crate::store::{factors, guide_index, massage, settings};
use crate::text::text;
use crate::time::PlannedNight;

/// The key that the bookmarks are kept under: slugs, the latest last.
const BOOKMARKS: &str = "guide-bookmarks";
/// The key that the places are kept under where reading stopped, the latest last.
const STOPPED: &str = "guide-stopped";
/// Older places are forgotten.
const MOST_STOPPED: usize = 12;

/// Where a person stopped reading an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Stopped {
    /// The article.
    pub article: ArticleSummary,
    /// The paragraph, heading or list that was topmost, counted from 0.
    pub block: u32,
}

/// What a person keeps of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct KeptOfGuide {
    /// The articles marked, the latest first.
    pub bookmarks: Vec<ArticleSummary>,
    /// The articles begun and not read to their end, the latest first.
    pub stopped: Vec<Stopped>,
}

/// A place as it is stored: an article's slug and the block.
type Place = (String, u32);

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
        let page = guide().page(id).ok_or_else(|| unknown(id))?;
        let own = match page.body.figures.as_slice() {
            [] => None,
            _ => Some(self.fortnight()?),
        };
        let say = |figure: Figure| {
            own.as_ref()
                .map_or_else(String::new, |own| figure.words(own))
        };
        guide().article(id, say).ok_or_else(|| unknown(id))
    }

    /// What the diary holds of the last fortnight, for the figures inside the articles.
    pub(super) fn fortnight(&self) -> Result<Fortnight> {
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

    /// What the person keeps of the guide. An article that this guide no longer has is left out.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn kept_of_guide(&self) -> Result<KeptOfGuide> {
        let summary = |id: &String| Some(guide().page(id)?.summary.clone());
        self.store.read(|db| {
            let bookmarks: Vec<String> = settings::get(db, BOOKMARKS)?.unwrap_or_default();
            let stopped: Vec<Place> = settings::get(db, STOPPED)?.unwrap_or_default();
            let stopped = stopped.iter().rev().filter_map(|(id, block)| {
                Some(Stopped {
                    article: summary(id)?,
                    block: *block,
                })
            });
            Ok(KeptOfGuide {
                bookmarks: bookmarks.iter().rev().filter_map(summary).collect(),
                stopped: stopped.collect(),
            })
        })
    }

    /// Marks the article `id`, or takes its mark away.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such article; where the store cannot be written.
    pub fn set_bookmark(&mut self, id: &str, on: bool) -> Result<Changed> {
        let page = guide().page(id).ok_or_else(|| unknown(id))?;
        let inverse = self.store.write(|db| {
            let mut marked: Vec<String> = settings::get(db, BOOKMARKS)?.unwrap_or_default();
            marked.retain(|other| other != id);
            if on {
                marked.push(id.to_owned());
            }
            let former = settings::swap(db, BOOKMARKS, Some(&marked))?;
            Inverse::setting(db, BOOKMARKS, former, &[Topic::Guide])
        })?;
        let key = if on {
            "done_bookmark_set"
        } else {
            "done_bookmark_removed"
        };
        let done = text(key, &[("title", &page.summary.title)]);
        Ok(self.changed(vec![inverse], done))
    }

    /// Keeps where reading the article `id` stopped; `None` once it was read to its end, or not begun.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such article; where the store cannot be written.
    pub fn keep_stopped(&mut self, id: &str, block: Option<u32>) -> Result<()> {
        guide().page(id).ok_or_else(|| unknown(id))?;
        let former: Vec<Place> = self
            .store
            .read(|db| settings::get(db, STOPPED))?
            .unwrap_or_default();
        let mut places = former.clone();
        places.retain(|(other, _)| other != id);
        places.extend(block.map(|block| (id.to_owned(), block)));
        let places = places.split_off(places.len().saturating_sub(MOST_STOPPED));
        // Leaving an article that was only glanced at is no reason to write.
        if places == former {
            return Ok(());
        }
        self.store
            .write(|db| settings::swap(db, STOPPED, Some(&places)))?;
        Ok(())
    }
}

fn unknown(id: &str) -> Error {
    Error::NotFound(text("error_article_unknown", &[("id", id)]))
}
