//! Where it is tight or sore: keeping it, its history, and what may suit it.

use super::undo::Inverse;
use super::{Changed, Vesper};
use crate::error::Result;
use crate::massage::{BodyAdvice, BodyEvening, Mark, RegionHistory, advise, checked, history};
use crate::store::body as dao;
use crate::text::{date_without_year, text};
use crate::time::Night;

impl Vesper {
    /// The marks of the present evening; absent where nobody said how it is.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn body_tonight(&self) -> Result<Option<BodyEvening>> {
        let night = self.tonights_night()?;
        let marks = self.store.read(|db| dao::get(db, night))?;
        Ok(marks.map(|marks| BodyEvening { night, marks }))
    }

    /// Keeps `marks` as what is tight or sore this evening, in the place of those of before; none of them means nowhere.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a level or a side that is none.
    pub fn mark_body(&mut self, marks: &[Mark]) -> Result<Changed> {
        let night = self.tonights_night()?;
        let marks = checked(night, marks)?;
        let inverse = self.store.write(|db| {
            let former = dao::swap(db, night, Some(&marks))?;
            Inverse::body(db, night, former)
        })?;
        let done = text("body_done_kept", &[("night", &date_without_year(night))]);
        Ok(self.changed(vec![inverse], done))
    }

    /// Takes away what was said of `night`.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn clear_body(&mut self, night: Night) -> Result<Changed> {
        let inverse = self.store.write(|db| {
            let former = dao::swap(db, night, None)?;
            Inverse::body(db, night, former)
        })?;
        let done = text("body_done_cleared", &[("night", &date_without_year(night))]);
        Ok(self.changed(vec![inverse], done))
    }

    /// The evenings of a window on which somebody said how it is, oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn body_evenings(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<BodyEvening>> {
        self.store.read(|db| dao::window(db, from, to))
    }

    /// How each region that was marked in a window changed over its weeks.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn body_history(
        &self,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<RegionHistory>> {
        Ok(history(&self.body_evenings(from, to)?))
    }

    /// What may suit `marks`, with its reason and how sure that is, and what they call for first.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a level or a side that is none.
    pub fn advise_body(&self, marks: &[Mark]) -> Result<BodyAdvice> {
        let marks = checked(self.tonights_night()?, marks)?;
        let content = self.content()?;
        let offers = self.offers(&content)?;
        Ok(advise(&marks, &offers, &content.safety))
    }
}
