//! The safety screen, the player behind it, and the log of sessions.

use std::collections::HashMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::due::routine_finished;
use super::undo::Inverse;
use super::{Changed, Topic, Vesper};
use crate::diary::SleepRecord;
use crate::error::{Error, Invalid, Result};
use crate::massage::{
    ActivePlayer, Adjustments, Answer, Answers, MassageSession, Offer, Plan, Player, SafetyScreen,
    SessionDraft, SessionView, Sitting, Tonight, content, judge,
};
use crate::store::{massage as dao, settings};
use crate::text::text;
use crate::time::{Instant, Night, night_of, resolve};

/// The setting that holds the player, so that it survives a restart of the program.
const PLAYER: &str = "player";
/// How often a running player is kept: so much of it a crash may lose.
const KEPT_EVERY: Duration = Duration::seconds(10);

/// A key of the player.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum PlayerMove {
    /// Stops the time.
    Pause,
    /// Lets it go on.
    Resume,
    /// To the beginning of this step, or of the one before in its first three seconds.
    Back,
    /// To the next step.
    Next,
}

impl Vesper {
    /// The safety screen with its answers.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn safety(&self) -> Result<SafetyScreen> {
        let answers = self.answers()?;
        Ok(SafetyScreen::of(&content()?.safety, &answers, self.now()))
    }

    /// Answers safety questions, `(key, answer)` each: `yes`, `no` or `cleared`; places on the body may follow, as in
    /// `yes@left-calf,right-hand`.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for a key or an answer that does not exist; then none is kept.
    pub fn answer_safety(&mut self, answers: &[(String, String)]) -> Result<Changed> {
        let (now, safety) = (self.now(), &content()?.safety);
        let read = answers
            .iter()
            .map(|(key, text)| safety.answer(key, text, now))
            .collect::<Result<Vec<_>, Invalid>>()?;
        let inverses = self.store.write(|db| {
            let keep = |answer: &Answer| {
                let former = dao::answer(db, answer)?;
                Inverse::safety(db, answer.key.clone(), former)
            };
            read.iter().map(keep).collect::<Result<Vec<_>>>()
        })?;
        Ok(self.changed(inverses, text("done_safety", &[])))
    }

    /// Begins a routine in the player, with tension and pain before it, 0 to 10. One that was begun before and never ended
    /// gives way and is logged as far as it went.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such routine; [`crate::Error::Invalid`] where the safety screen does not
    /// allow it, or asks something first, or where the one begun before cannot be logged: then that one stays.
    pub fn start_player(
        &mut self,
        routine: &str,
        tension: Option<u8>,
        pain: Option<u8>,
    ) -> Result<ActivePlayer> {
        let now = self.now();
        let content = self.content()?;
        let routine = content
            .routine(routine)
            .ok_or_else(|| no_routine(routine))?;
        let offer = judge(routine, &content, &self.answers()?, self.this_evening()?);
        let adjustments = may_start(&offer)?;
        let sitting = Sitting::start(Plan::new(routine, adjustments), now, tension, pain)?;
        match self.store.read(|db| settings::get(db, PLAYER))? {
            Some(open) => self.log_sitting(&open, None, None, Some(&sitting))?,
            None => vec![self.keep(Some(&sitting))?],
        };
        Ok(ActivePlayer::of(&sitting, now))
    }

    /// The player as it stands; absent where none was begun. It survives a restart of the program: its time goes on.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn player(&self) -> Result<Option<ActivePlayer>> {
        let now = self.now();
        let sitting = self.store.read(|db| settings::get(db, PLAYER))?;
        Ok(sitting.map(|sitting| ActivePlayer::of(&sitting, now)))
    }

    /// The player as it stands, for whoever plays it and asks again and again: what was played is kept every few seconds.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn play_on(&mut self) -> Result<Option<ActivePlayer>> {
        let now = self.now();
        let Some(sitting) = self.store.read(|db| settings::get::<Sitting>(db, PLAYER))? else {
            return Ok(None);
        };
        let stale = |kept: Instant| (now - kept).abs() >= KEPT_EVERY;
        if !sitting.player.at(now).finished && sitting.player.kept_at().is_some_and(stale) {
            let kept = Sitting {
                player: sitting.player.clone().tick(now),
                ..sitting.clone()
            };
            self.keep(Some(&kept))?;
        }
        Ok(Some(ActivePlayer::of(&sitting, now)))
    }

    /// Pauses a player that nobody plays any more, where it was last kept: the program has just begun, so the one that played it
    /// has ended without pausing it.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn find_player(&mut self) -> Result<()> {
        let found = self.store.read(|db| settings::get::<Sitting>(db, PLAYER))?;
        if let Some(sitting) = found.filter(|sitting| sitting.player.kept_at().is_some()) {
            let paused = Sitting {
                player: sitting.player.interrupted(),
                ..sitting
            };
            self.keep(Some(&paused))?;
        }
        Ok(())
    }

    /// Moves the player: `pause`, `resume`, `back`, `next`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where none was begun.
    pub fn move_player(&mut self, to: PlayerMove) -> Result<ActivePlayer> {
        let now = self.now();
        let sitting = self.sitting()?;
        let moved = match to {
            PlayerMove::Pause => Player::pause,
            PlayerMove::Resume => Player::resume,
            PlayerMove::Back => Player::back,
            PlayerMove::Next => Player::skip,
        };
        let sitting = Sitting {
            player: moved(sitting.player, now),
            ..sitting
        };
        self.keep(Some(&sitting))?;
        Ok(ActivePlayer::of(&sitting, now))
    }

    /// Ends the player and logs the session with tension and pain after it; `completed` is whether all steps were over. A
    /// reminder of the routine that was answered by it is done. `log = false` throws the session away.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where none was begun; [`crate::Error::Invalid`] for a rating beyond 0 to 10: then the player
    /// stays.
    pub fn end_player(
        &mut self,
        tension: Option<u8>,
        pain: Option<u8>,
        log: bool,
    ) -> Result<Changed> {
        let sitting = self.sitting()?;
        if !log {
            let inverse = self.keep(None)?;
            return Ok(self.changed(vec![inverse], text("done_player_ended", &[])));
        }
        let inverses = self.log_sitting(&sitting, tension, pain, None)?;
        Ok(self.changed(inverses, text("done_session_logged", &[])))
    }

    /// Logs a session.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] where it cannot be.
    pub fn log_session(&mut self, draft: &SessionDraft) -> Result<(u32, Changed)> {
        let session = draft.to_session(self.zone())?;
        session.validate(self.content_with_removed()?.as_ref(), self.now())?;
        let kept = self.of_its_night(session)?;
        let (id, inverse) = self.store.write(|db| {
            let id = dao::insert(db, &kept)?;
            Ok((id, Inverse::session(db, id, None)?))
        })?;
        let done = text("done_session_logged", &[]);
        Ok((id, self.changed(vec![inverse], done)))
    }

    /// Replaces the session `id` by `draft`; it stays in the zone it was had in.
    ///
    /// # Errors
    /// As [`Self::log_session`]; [`Error::NotFound`] where there is no such session.
    pub fn edit_session(&mut self, id: u32, draft: &SessionDraft) -> Result<Changed> {
        let former = self.store.read(|db| dao::get(db, id))?;
        let former = former.ok_or_else(no_session)?;
        let session = draft.to_session(former.session.zone)?;
        session.validate(self.content_with_removed()?.as_ref(), self.now())?;
        let kept = self.of_its_night(session)?;
        let inverse = self.store.write(|db| {
            let former = dao::swap(db, id, Some(&kept))?.ok_or_else(no_session)?;
            Inverse::session(db, id, Some(former))
        })?;
        let done = text("done_session_changed", &[]);
        Ok(self.changed(vec![inverse], done))
    }

    /// Deletes a session; the answer's token brings it back.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] where there is no such session.
    pub fn delete_session(&mut self, id: u32) -> Result<Changed> {
        let inverse = self.store.write(|db| {
            let former = dao::swap(db, id, None)?.ok_or_else(no_session)?;
            Inverse::session(db, id, Some(former))
        })?;
        let done = text("done_session_deleted", &[]);
        Ok(self.changed(vec![inverse], done))
    }

    /// The sessions on record, latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn sessions(&self) -> Result<Vec<SessionView>> {
        let content = self.content_with_removed()?;
        let kept = self.store.read(dao::all)?;
        let nights = || kept.iter().map(|(_, kept)| kept.night);
        let slept: HashMap<Night, SleepRecord> = match nights().min().zip(nights().max()) {
            Some((from, to)) => self
                .primaries(Some(from), Some(to))?
                .into_iter()
                .map(|(_, record)| (record.night, record))
                .collect(),
            None => HashMap::new(),
        };
        let view = |(id, kept): &(u32, dao::Kept)| {
            let night = kept.night;
            SessionView::of(*id, night, &kept.session, slept.get(&night), &content)
        };
        Ok(kept.iter().map(view).collect())
    }

    pub(super) fn answers(&self) -> Result<Answers> {
        let safety = &content()?.safety;
        self.store.read(|db| dao::answers(db, safety))
    }

    /// The present evening: it began at the last rollover.
    pub(super) fn this_evening(&self) -> Result<Tonight> {
        let (now, zone) = (self.now(), self.zone());
        let rollover = self.settings()?.rollover;
        let night = night_of(now, zone, rollover);
        Ok(Tonight {
            now,
            since: resolve(night.and_time(rollover.time()), zone),
        })
    }

    fn of_its_night(&self, session: MassageSession) -> Result<dao::Kept> {
        let rollover = self.settings()?.rollover;
        Ok(dao::Kept {
            night: night_of(session.at, session.zone, rollover),
            session,
        })
    }

    fn sitting(&self) -> Result<Sitting> {
        self.store
            .read(|db| settings::get(db, PLAYER))?
            .ok_or_else(|| Error::NotFound(text("error_no_player", &[])))
    }

    /// Logs `sitting`, with tension and pain after it, and puts `next` in its place.
    fn log_sitting(
        &mut self,
        sitting: &Sitting,
        tension: Option<u8>,
        pain: Option<u8>,
        next: Option<&Sitting>,
    ) -> Result<Vec<Inverse>> {
        let (now, zone) = (self.now(), self.zone());
        let session = MassageSession {
            tension_before: sitting.tension_before,
            tension_after: tension,
            pain_before: sitting.pain_before,
            pain_after: pain,
            ..MassageSession::of(&sitting.player, now, zone)
        };
        session.validate(self.content_with_removed()?.as_ref(), now)?;
        let kept = self.of_its_night(session)?;
        let routine = &sitting.player.plan.routine;
        self.store.write(|db| {
            let player = settings::swap(db, PLAYER, next)?;
            let id = dao::insert(db, &kept)?;
            let mut inverses = vec![
                Inverse::setting(db, PLAYER, player, &[Topic::Massage])?,
                Inverse::session(db, id, None)?,
            ];
            inverses.extend(routine_finished(db, routine, kept.session.at, zone, now)?);
            Ok(inverses)
        })
    }

    fn keep(&mut self, sitting: Option<&Sitting>) -> Result<Inverse> {
        self.store.write(|db| {
            let former = settings::swap(db, PLAYER, sitting)?;
            Inverse::setting(db, PLAYER, former, &[Topic::Massage])
        })
    }
}

/// The changes a routine begins with, or why it does not.
fn may_start(offer: &Offer) -> Result<&Adjustments> {
    let message = match offer {
        Offer::Allowed { adjustments } => return Ok(adjustments),
        Offer::Confirm { keys, .. } => text("massage_confirm", &[("keys", &keys.join(", "))]),
        closed => closed.sentences().join(" "),
    };
    Err(Error::Invalid(Invalid {
        field: "routine".to_owned(),
        message,
    }))
}

fn no_session() -> Error {
    Error::NotFound(text("error_session_gone", &[]))
}

pub(super) fn no_routine(id: &str) -> Error {
    Error::NotFound(text("error_session_routine", &[("routine", id)]))
}
