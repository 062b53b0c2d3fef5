//! Trials on oneself: setting one up, living it, and what it comes to.
//!
//! No verb tells of an evening later than tonight.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use chrono::Days;

use super::undo::Inverse;
use super::{Changed, Vesper};
use crate::error::{Error, Invalid, Result};
use crate::massage::content;
use crate::reminders::{ReminderDraft, ReminderId, ReminderKind, Rule, When};
use crate::store::{Reading, Writing, factors, massage, reminders, trials as dao};
use crate::text::{date_without_year, text};
use crate::time::{ClockTime, Minutes, Night, night_of};
use crate::trial::{
    ANY_MASSAGE, Adherence, ArmPlan, Course, FEWEST_PAIRS, MOST_PAIRS, Observed, Outcome,
    PAST_NIGHTS, Power, Slot, TonightsArm, Trial, TrialDraft, TrialNight, TrialOutlook,
    TrialResult, TrialView, analyse, answer, check, detectable, difference, if_ended, outlook,
    spread,
};

/// How long after its time a trial's reminder may still be shown: the evening can still be made to go so.
const GRACE: Minutes = Minutes(90);

impl Vesper {
    /// Sets a trial up. Where the draft names no seed, one is drawn by lot and told only once the trial is over; nobody can have gone
    /// by it on evenings that are past.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it cannot be.
    pub fn start_trial(&mut self, draft: &TrialDraft) -> Result<(u32, Changed)> {
        let now = self.now();
        let draft = draft.checked()?;
        let tonight = self.tonights_night()?;
        if draft.seed.is_none() && draft.start < tonight {
            return Err(Invalid::new("start", "error_trial_past", &[]).into());
        }
        for plan in [&draft.a, &draft.b] {
            check_massage(plan)?;
        }
        // The standard library keys each hasher by lot.
        let mut trial = Trial::of(&draft, RandomState::new().hash_one(now));
        let rollover = self.settings()?.rollover;
        let coming = draft.remind.filter(|_| trial.last() >= tonight);
        let reminder = coming.map(|when| reminder_of(&trial, when, rollover));
        let reminder = reminder.map(|reminder| reminder.checked()).transpose()?;
        let (id, inverses) = self.store.write(|db| {
            let mut inverses = Vec::new();
            if let Some(reminder) = &reminder {
                let id = reminders::insert(db, reminder, now)?;
                trial.reminder = Some(id);
                inverses.push(Inverse::reminder(db, id, None)?);
            }
            let said = BTreeMap::new();
            let id = dao::insert(db, &dao::Kept { trial, said })?;
            inverses.push(Inverse::trial(db, id, None)?);
            Ok((id, inverses))
        })?;
        let begins = [("night", &*date_without_year(draft.start))];
        let done = text("done_trial_started", &begins);
        Ok((id, self.changed(inverses, done)))
    }

    /// Ends a trial before its time. What it has so far is kept and can be looked at.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such trial; [`Error::Invalid`] where it is over already.
    pub fn end_trial(&mut self, id: u32) -> Result<Changed> {
        let view = self.trial(id)?;
        if view.is_done() {
            return Err(Invalid::new("id", "error_trial_done", &[]).into());
        }
        let tonight = self.tonights_night()?;
        // Tonight counts only where it is known already.
        let known = view
            .nights
            .last()
            .is_some_and(|night| night.value.is_some());
        let last = if known {
            Some(tonight)
        } else {
            tonight.pred_opt()
        };
        let inverses = self.store.write(|db| {
            let mut kept = dao::get(db, id)?.ok_or_else(no_trial)?;
            kept.trial.ended = last;
            let reminder = silence(db, kept.trial.reminder)?;
            let former = dao::swap(db, id, Some(&kept))?;
            let ended = Inverse::trial(db, id, former)?;
            Ok(reminder.into_iter().chain([ended]).collect())
        })?;
        Ok(self.changed(inverses, text("done_trial_ended", &[])))
    }

    /// Removes a trial with its reminder; the answer's token brings both back.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such trial.
    pub fn remove_trial(&mut self, id: u32) -> Result<Changed> {
        let inverses = self.store.write(|db| {
            let former = dao::swap(db, id, None)?.ok_or_else(no_trial)?;
            let reminder = silence(db, former.trial.reminder)?;
            let removed = Inverse::trial(db, id, Some(former))?;
            Ok(reminder.into_iter().chain([removed]).collect())
        })?;
        Ok(self.changed(inverses, text("done_trial_removed", &[])))
    }

    /// Says whether an evening went as the trial had it. [`Adherence::Unknown`] takes back what was said; then the logged
    /// massages speak, where the arms name any.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such trial; [`Error::Invalid`] for a night that does not count in it, or has not come.
    pub fn log_trial_night(
        &mut self,
        id: u32,
        night: Night,
        adherence: Adherence,
    ) -> Result<Changed> {
        self.refuse_concealed("night", night)?;
        let inverse = self.store.write(|db| {
            let mut kept = dao::get(db, id)?.ok_or_else(no_trial)?;
            let slot = kept.trial.course.slot(night);
            if night > kept.trial.last() || !matches!(slot, Some(Slot::Counts { .. })) {
                let named = [("night", &*night.to_string())];
                return Err(Invalid::new("night", "error_trial_no_night", &named).into());
            }
            match adherence {
                Adherence::Unknown => kept.said.remove(&night),
                said => kept.said.insert(night, said),
            };
            let former = dao::swap(db, id, Some(&kept))?;
            Inverse::trial(db, id, former)
        })?;
        let named = [("night", &*date_without_year(night))];
        Ok(self.changed(vec![inverse], text("done_trial_logged", &named)))
    }

    /// All trials, latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn trials(&self) -> Result<Vec<TrialView>> {
        let trials = self.store.read(dao::all)?;
        trials
            .iter()
            .map(|(id, kept)| self.view(*id, kept))
            .collect()
    }

    /// One trial.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such trial.
    pub fn trial(&self, id: u32) -> Result<TrialView> {
        self.view(id, &self.kept_trial(id)?)
    }

    /// How an evening goes by the trial `id`, or by the latest trial that it belongs to; `on` is tonight's where it is absent.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an evening later than tonight; [`Error::NotFound`] where no trial has it.
    pub fn trial_tonight(&self, id: Option<u32>, on: Option<Night>) -> Result<TonightsArm> {
        let night = on.map_or_else(|| self.tonights_night(), Ok)?;
        self.refuse_concealed("on", night)?;
        let trials = match id {
            Some(id) => vec![(id, self.kept_trial(id)?)],
            None => self.store.read(dao::all)?,
        };
        trials
            .iter()
            .find_map(|(id, kept)| TonightsArm::of(*id, &kept.trial, night))
            .ok_or_else(|| {
                let named = [("night", &*night.to_string())];
                Error::NotFound(text("error_trial_none_tonight", &named))
            })
    }

    /// How the evening of `night` goes by the latest trial that it belongs to; `None` where none has it, or it has not come.
    pub(super) fn tonights_arm(&self, night: Night) -> Result<Option<TonightsArm>> {
        match self.trial_tonight(None, Some(night)) {
            Ok(arm) => Ok(Some(arm)),
            Err(Error::NotFound(_) | Error::Invalid(_)) => Ok(None),
            Err(failure) => Err(failure),
        }
    }

    /// What a trial's nights come to. While nights are to come, that is "too early", and no estimate is told: whoever looks on the way
    /// stops where chance looks like an effect.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such trial.
    pub fn analyse_trial(&self, id: u32) -> Result<TrialResult> {
        let kept = self.kept_trial(id)?;
        let view = self.view(id, &kept)?;
        let trial = &kept.trial;
        let nights: Vec<Observed> = view.nights.iter().filter_map(observed).collect();
        let done = view.is_done();
        let whole = analyse(trial.outcome, &nights, done, trial.course.seed);
        let analysis = if done { whole } else { whole.concealed() };
        let per_protocol = &analysis.per_protocol;
        let differs = done && *per_protocol != analysis.drawn && per_protocol.interval.is_some();
        let per_protocol_sentence = differs.then(|| {
            let said = difference(&trial.a.words, trial.outcome, per_protocol);
            text("reading_trial_per_protocol", &[("said", &said)])
        });
        Ok(TrialResult {
            id,
            title: trial.title.clone(),
            sentence: answer(trial, &analysis, done),
            per_protocol_sentence,
            if_ended: (!done).then(|| if_ended(&analysis, trial.course.pairs)),
            check_sentence: check(&analysis),
            pairs_needed: analysis.pairs_needed(),
            analysis,
        })
    }

    /// What a trial like `draft` could show, from the person's own past nights.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it cannot be.
    pub fn trial_outlook(&self, draft: &TrialDraft) -> Result<TrialOutlook> {
        let draft = draft.checked()?;
        let last = self.tonights_night()?;
        let first = last.checked_sub_days(Days::new(PAST_NIGHTS));
        let past: BTreeMap<Night, f64> = self
            .outcomes(draft.outcome, first, Some(last))?
            .into_iter()
            .collect();
        let course = |pairs| Course {
            pairs,
            ..Trial::of(&draft, 0).course
        };
        let spread = spread(&past, draft.block_nights, draft.washout_nights);
        let power = |pairs: u32| {
            Some(Power {
                pairs,
                nights: course(pairs).nights(),
                detectable: detectable(spread?, pairs)?,
            })
        };
        let lengths =
            (FEWEST_PAIRS..=MOST_PAIRS).filter(|pairs| matches!(pairs, 6 | 8 | 10 | 12 | 16 | 20));
        Ok(TrialOutlook {
            reading: outlook(draft.outcome, draft.pairs, power(draft.pairs)),
            nights: u32::try_from(past.len()).unwrap_or(u32::MAX),
            evenings: course(draft.pairs).nights(),
            last: course(draft.pairs).last(),
            powers: lengths.filter_map(power).collect(),
        })
    }

    /// The night it is now: from the rollover on, that of the evening to come.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn tonights_night(&self) -> Result<Night> {
        Ok(night_of(self.now(), self.zone(), self.settings()?.rollover))
    }

    /// Refuses a night that has not come; `field` is what the caller named it by.
    fn refuse_concealed(&self, field: &str, night: Night) -> Result<()> {
        if night > self.tonights_night()? {
            return Err(Invalid::new(field, "error_trial_concealed", &[]).into());
        }
        Ok(())
    }

    fn kept_trial(&self, id: u32) -> Result<dao::Kept> {
        self.store.read(|db| dao::get(db, id))?.ok_or_else(no_trial)
    }

    fn view(&self, id: u32, kept: &dao::Kept) -> Result<TrialView> {
        let trial = &kept.trial;
        let tonight = self.tonights_night()?;
        let last = trial.last().min(tonight);
        let values: BTreeMap<Night, f64> = self
            .outcomes(trial.outcome, Some(trial.course.start), Some(last))?
            .into_iter()
            .collect();
        let mut massages: BTreeMap<Night, Vec<Option<String>>> = BTreeMap::new();
        for (_, had) in self.store.read(massage::all)? {
            massages
                .entry(had.night)
                .or_default()
                .push(had.session.routine);
        }
        let night = |(night, slot)| {
            let (arm, pair, block) = match slot {
                Slot::Counts { arm, pair, block } => (Some(arm), Some(pair), Some(block)),
                Slot::Washout => (None, None, None),
            };
            let had = massages.get(&night).map(Vec::as_slice).unwrap_or_default();
            let by_session = arm.map_or(Adherence::Unknown, |arm| trial.by_sessions(arm, had));
            let said = kept.said.get(&night);
            TrialNight {
                night,
                arm,
                pair,
                block,
                value: values.get(&night).copied(),
                adherence: said.copied().unwrap_or(by_session),
                by_session: said.is_none() && by_session != Adherence::Unknown,
            }
        };
        let nights = trial.course.until(last).map(night).collect();
        Ok(TrialView::of(id, trial, nights, tonight))
    }

    /// The outcome of the nights of a window that know it, oldest first.
    fn outcomes(
        &self,
        outcome: Outcome,
        from: Option<Night>,
        to: Option<Night>,
    ) -> Result<Vec<(Night, f64)>> {
        if matches!(outcome, Outcome::Tension | Outcome::Pain) {
            let days = self.store.read(|db| factors::window(db, from, to))?;
            let known = days
                .iter()
                .filter_map(|(night, factors)| Some((*night, outcome.of(None, Some(factors))?)));
            return Ok(known.collect());
        }
        let nights = self.primaries(from, to)?;
        let known = nights
            .iter()
            .filter_map(|(_, record)| Some((record.night, outcome.of(Some(record), None)?)));
        Ok(known.collect())
    }
}

/// `draft` as the reminder `id` says it on `night`: a trial's tells the arm of an evening that has come.
pub(super) fn told(
    db: &Reading<'_>,
    id: ReminderId,
    draft: ReminderDraft,
    night: Night,
    tonight: Night,
) -> Result<ReminderDraft> {
    let Some((trial, kept)) = dao::of_reminder(db, id)?.filter(|_| night <= tonight) else {
        return Ok(draft);
    };
    Ok(match TonightsArm::of(trial, &kept, night) {
        Some(arm) => ReminderDraft {
            body: Some(text("trial_reminder_tonight", &[("words", &arm.words)])),
            routine: arm.routine,
            ..draft
        },
        None => draft,
    })
}

/// The reminder that tells each evening's arm. Its own words name none, nor does it bear the trial's title: "Evening massage" over an
/// ordinary evening would say both.
fn reminder_of(trial: &Trial, when: When, rollover: ClockTime) -> ReminderDraft {
    let course = &trial.course;
    // Past midnight it is still the evening of the day before.
    let after = u64::from(matches!(when, When::At(at) if at < rollover));
    let date = |night: Night| night.checked_add_days(Days::new(after)).unwrap_or(night);
    ReminderDraft {
        kind: ReminderKind::Custom,
        title: text("trial_reminder_title", &[]),
        body: Some(text("trial_reminder_body", &[])),
        routine: None,
        rule: Rule {
            when,
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: date(course.start),
            until: Some(date(course.last())),
            count: None,
        },
        grace_min: GRACE,
        sound: ReminderKind::Custom.default_sound(),
        actions: ReminderKind::Custom.default_actions(),
        appointment: None,
        enabled: true,
    }
}

/// Removes a trial's reminder, where it still has one.
fn silence(db: &Writing<'_>, reminder: Option<ReminderId>) -> Result<Option<Inverse>> {
    let Some(id) = reminder else {
        return Ok(None);
    };
    let former = reminders::swap(db, id, None)?;
    former
        .map(|former| Inverse::reminder(db, id, Some(former)))
        .transpose()
}

fn observed(night: &TrialNight) -> Option<Observed> {
    Some(Observed {
        night: night.night,
        pair: night.pair?,
        arm: night.arm?,
        adherence: night.adherence,
        value: night.value,
    })
}

/// Refuses a routine that does not exist.
fn check_massage(plan: &ArmPlan) -> Result<()> {
    let Some(id) = plan.massage.as_deref().filter(|id| *id != ANY_MASSAGE) else {
        return Ok(());
    };
    if content()?.routine(id).is_none() {
        let named = [("routine", id)];
        return Err(Invalid::new("routine", "error_session_routine", &named).into());
    }
    Ok(())
}

fn no_trial() -> Error {
    Error::NotFound(text("error_trial_gone", &[]))
}
