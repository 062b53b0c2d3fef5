//! The routines: the guide's behind the safety screen, and a person's own.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use super::massage::no_routine;
use super::undo::Inverse;
use super::{Changed, Vesper};
use crate::error::{Error, Invalid, Result};
use crate::guide::guide;
use crate::massage::{
    Content, OWN, Offer, OwnRoutine, Routine, RoutineCard, RoutineCheck, content, judge,
};
use crate::store::own_routines as dao;
use crate::text::text;

impl Vesper {
    /// All routines, the allowed ones first, each with what the safety screen says.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn routines(&self) -> Result<Vec<RoutineCard>> {
        let content = self.content()?;
        let mut cards: Vec<RoutineCard> = self
            .offers(&content)?
            .iter()
            .map(|(routine, offer)| {
                let references = guide().cite(&routine.references);
                RoutineCard::of(routine, offer, references)
            })
            .collect();
        cards.sort_by_key(|card| !card.allowed);
        Ok(cards)
    }

    /// One routine.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that slug.
    pub fn routine(&self, id: &str) -> Result<RoutineCard> {
        let card = self.routines()?.into_iter().find(|card| card.id == id);
        card.ok_or_else(|| no_routine(id))
    }

    /// What a person's own version of the routine `id` begins with: its steps as they are. Of one of their own, what they wrote.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that slug; [`Error::Invalid`] for one that only a therapist can teach.
    pub fn routine_draft(&self, id: &str) -> Result<OwnRoutine> {
        let content = self.content()?;
        let routine = content.routine(id).ok_or_else(|| no_routine(id))?;
        Ok(OwnRoutine::from_routine(routine)?)
    }

    /// Tells what would become of `routine`: the first rule it breaks, and what the safety screen says of it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn check_routine(&self, routine: &OwnRoutine) -> Result<RoutineCheck> {
        let guide = content()?;
        let judged = routine.to_routine(OWN.to_owned(), guide);
        let offer = judge(&judged, guide, &self.answers()?, self.this_evening()?);
        Ok(RoutineCheck {
            invalid: routine.checked(&guide.safety).err(),
            seconds: judged.total_seconds,
            blocked: offer.sentences(),
        })
    }

    /// Keeps a routine of the person's own: a new one, or `id` as it is now. Answers with its slug.
    ///
    /// # Errors
    /// [`Error::Invalid`] for the first rule it breaks, or where `id` is one of the guide's; [`Error::NotFound`] where it is gone.
    pub fn save_routine(
        &mut self,
        id: Option<&str>,
        routine: &OwnRoutine,
    ) -> Result<(String, Changed)> {
        let routine = routine.checked(&content()?.safety)?;
        let id = id.map(number).transpose()?;
        let (id, inverse) = self.store.write(|db| match id {
            None => {
                let id = dao::insert(db, &routine)?;
                Ok((id, Inverse::routine(db, id, None)?))
            }
            Some(id) => {
                let former = standing(dao::get(db, id)?, id)?;
                let kept = dao::Kept {
                    routine,
                    removed: false,
                };
                dao::swap(db, id, Some(&kept))?;
                Ok((id, Inverse::routine(db, id, Some(former))?))
            }
        })?;
        let done = text("routine_done_saved", &[]);
        Ok((slug(id), self.changed(vec![inverse], done)))
    }

    /// Removes a routine of the person's own; the answer's token brings it back. The massages it was begun for keep its name.
    ///
    /// # Errors
    /// [`Error::Invalid`] where `id` is one of the guide's; [`Error::NotFound`] where it is gone.
    pub fn remove_routine(&mut self, id: &str) -> Result<Changed> {
        let id = number(id)?;
        let inverse = self.store.write(|db| {
            let former = standing(dao::get(db, id)?, id)?;
            let kept = dao::Kept {
                removed: true,
                ..former.clone()
            };
            dao::swap(db, id, Some(&kept))?;
            Inverse::routine(db, id, Some(former))
        })?;
        Ok(self.changed(vec![inverse], text("routine_done_removed", &[])))
    }

    /// Writes a routine of the person's own to `file`, for somebody else to bring in.
    ///
    /// # Errors
    /// As [`Self::remove_routine`]; [`Error::Storage`] where the file cannot be written.
    pub fn export_routine(&self, id: &str, file: &Path) -> Result<()> {
        let number = number(id)?;
        let kept = self.store.read(|db| dao::get(db, number))?;
        let shared = standing(kept, number)?.routine.to_file()?;
        fs::write(file, shared).map_err(|error| failed(&error))
    }

    /// Brings a routine in that somebody passed on: a new one of the person's own. Answers with its slug.
    ///
    /// # Errors
    /// [`Error::Invalid`] where the file is no routine or breaks a rule, naming the field; nothing is changed then.
    /// [`Error::Storage`] where it cannot be read.
    pub fn import_routine(&mut self, file: &Path) -> Result<(String, Changed)> {
        let bytes = fs::read(file).map_err(|error| failed(&error))?;
        let routine = OwnRoutine::from_file(&bytes)?;
        let (id, changed) = self.save_routine(None, &routine)?;
        let title = routine.title.trim();
        let done = text("routine_done_imported", &[("title", title)]);
        Ok((id, Changed { done, ..changed }))
    }

    /// The guide's content with the person's own routines after it.
    pub(super) fn content(&self) -> Result<Cow<'static, Content>> {
        self.with_own(|kept| !kept.removed)
    }

    /// As [`Self::content`], those that were removed too: what is on record keeps its name.
    pub(super) fn content_with_removed(&self) -> Result<Cow<'static, Content>> {
        self.with_own(|_| true)
    }

    fn with_own(&self, wanted: fn(&dao::Kept) -> bool) -> Result<Cow<'static, Content>> {
        let guide = content()?;
        let own: Vec<Routine> = self
            .store
            .read(dao::all)?
            .iter()
            .filter(|(_, kept)| wanted(kept))
            .map(|(id, kept)| kept.routine.to_routine(slug(*id), guide))
            .collect();
        if own.is_empty() {
            return Ok(Cow::Borrowed(guide));
        }
        let mut all = guide.clone();
        all.routines.extend(own);
        Ok(Cow::Owned(all))
    }

    /// What the safety screen says of each routine of `content` tonight.
    pub(super) fn offers<'c>(&self, content: &'c Content) -> Result<Vec<(&'c Routine, Offer)>> {
        let (answers, tonight) = (self.answers()?, self.this_evening()?);
        let offer = |routine: &'c Routine| (routine, judge(routine, content, &answers, tonight));
        Ok(content.routines.iter().map(offer).collect())
    }
}

/// The slug of the person's own routine `id`.
fn slug(id: u32) -> String {
    format!("{OWN}{id}")
}

/// The number in the slug of a person's own routine.
fn number(slug: &str) -> Result<u32> {
    let number = slug
        .strip_prefix(OWN)
        .and_then(|number| number.parse().ok());
    number.ok_or_else(|| Invalid::new("id", "routine_not_own", &[]).into())
}

fn standing(kept: Option<dao::Kept>, id: u32) -> Result<dao::Kept> {
    kept.filter(|kept| !kept.removed)
        .ok_or_else(|| no_routine(&slug(id)))
}

fn failed(error: &std::io::Error) -> Error {
    Error::Storage(text(
        "routine_file_failed",
        &[("cause", &error.to_string())],
    ))
}
