//! Courses of massages: planned into the reminders, moved, ended, and read.

use std::collections::BTreeMap;

use chrono::{Days, Duration, NaiveDate};

use super::reminders::{check_routine, evenings};
use super::undo::Inverse;
use super::{Changed, Vesper};
use crate::diary::{DayFactors, SleepRecord};
use crate::error::{Error, Invalid, Result};
use crate::guide::{Reference, guide};
use crate::massage::{
    Compared, Content, Course, CourseDate, CourseState, Measure, NIGHTS, Past, Programme,
    ProgrammeDraft, ProgrammeKind, SessionView,
};
use crate::metrics::NightMetrics;
use crate::reminders::{ReminderId, occurrences};
use crate::store::{Reading, Writing, factors, programmes as dao, reminders};
use crate::text::{date_without_year, text};
use crate::time::{Instant, LocalTime, Night, Zone, local, resolve};

impl Vesper {
    /// Begins a course: each of its dates has a reminder of its own.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it cannot be, or another is under way.
    pub fn start_programme(&mut self, draft: &ProgrammeDraft) -> Result<(u32, Changed)> {
        let (now, today, content) = (self.now(), self.today(), self.content()?);
        let (title, days) = (draft.title()?, draft.dates(today)?);
        if self.programmes()?.iter().any(|course| course.running) {
            return Err(Invalid::new("start", "programme_error_running", &[]).into());
        }
        let planned = (1..).zip(&days).map(|(position, day)| {
            let reminder = draft.reminder(&title, *day, position, days.len());
            let mut reminder = reminder.in_zone(self.zone()).checked()?;
            // A course has many dates, and each comes once; who wants one announced says so on its reminder.
            if let Some(appointment) = &mut reminder.appointment {
                appointment.heads_ups.clear();
            }
            check_routine(&reminder, &content)?;
            Ok((*day, reminder))
        });
        let planned = planned.collect::<Result<Vec<_>>>()?;
        let (id, inverses) = self.store.write(|db| {
            let (mut dates, mut inverses) = (Vec::new(), Vec::new());
            for (day, reminder) in &planned {
                let id = reminders::insert(db, reminder, now)?;
                inverses.push(Inverse::reminder(db, id, None)?);
                dates.push((*day, id));
            }
            let programme = Programme {
                kind: draft.kind,
                title,
                routine: draft.routine.clone(),
                ended_on: None,
                dates,
            };
            let id = dao::insert(db, &programme)?;
            inverses.push(Inverse::programme(db, id, None)?);
            Ok((id, inverses))
        })?;
        let count = planned.len().to_string();
        let done = text("programme_done_started", &[("count", &count)]);
        Ok((id, self.changed(inverses, done)))
    }

    /// Moves the date at `position`, from 1, to another day; its reminder goes with it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a day that has passed or is another of its dates; [`Error::NotFound`] where there is no such course.
    pub fn move_programme_date(
        &mut self,
        id: u32,
        position: u32,
        to: NaiveDate,
    ) -> Result<Changed> {
        let (now, today) = (self.now(), self.today());
        let inverses = self.store.write(|db| {
            let former = dao::get(db, id)?.ok_or_else(no_programme)?;
            former.check_move(position, to, today)?;
            let mut moved = former.clone();
            let mut inverses = Vec::new();
            for (n, (day, reminder)) in (1..).zip(&mut moved.dates) {
                if n == position {
                    *day = to;
                    inverses.extend(move_reminder(db, *reminder, to, now)?);
                }
            }
            dao::swap(db, id, Some(&moved))?;
            inverses.push(Inverse::programme(db, id, Some(former))?);
            Ok(inverses)
        })?;
        let done = text("programme_done_moved", &[("day", &date_without_year(to))]);
        Ok(self.changed(inverses, done))
    }

    /// Ends a course today: the reminders of today and later that are not done are removed, what was noted stays.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such course.
    pub fn end_programme(&mut self, id: u32) -> Result<Changed> {
        let today = self.today();
        let course = self.programme(id)?;
        let inverses = self.store.write(|db| {
            let former = dao::get(db, id)?.ok_or_else(no_programme)?;
            let ended = Programme {
                ended_on: former.ended_on.or(Some(today)),
                ..former.clone()
            };
            let mut inverses = Vec::new();
            let open = |date: &&CourseDate| date.state == CourseState::Planned;
            for date in course.dates.iter().filter(open) {
                inverses.extend(drop_reminder(db, date.reminder)?);
            }
            dao::swap(db, id, Some(&ended))?;
            inverses.push(Inverse::programme(db, id, Some(former))?);
            Ok(inverses)
        })?;
        Ok(self.changed(inverses, text("programme_done_ended", &[])))
    }

    /// Removes a course with its reminders; the massages that were logged stay.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such course.
    pub fn remove_programme(&mut self, id: u32) -> Result<Changed> {
        let inverses = self.store.write(|db| {
            let former = dao::get(db, id)?.ok_or_else(no_programme)?;
            let mut inverses = Vec::new();
            for (_, reminder) in &former.dates {
                inverses.extend(drop_reminder(db, *reminder)?);
            }
            dao::swap(db, id, None)?;
            inverses.push(Inverse::programme(db, id, Some(former))?);
            Ok(inverses)
        })?;
        Ok(self.changed(inverses, text("programme_done_removed", &[])))
    }

    /// The courses, the latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn programmes(&self) -> Result<Vec<Course>> {
        let (sessions, content) = (self.sessions()?, self.content_with_removed()?);
        let all = self.store.read(dao::all)?;
        let shown =
            |(id, programme): &(u32, Programme)| self.course(*id, programme, &sessions, &content);
        all.iter().map(shown).collect()
    }

    /// One course.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn programme(&self, id: u32) -> Result<Course> {
        let course = self
            .programmes()?
            .into_iter()
            .find(|course| course.id == id);
        course.ok_or_else(no_programme)
    }

    fn today(&self) -> NaiveDate {
        local(self.now(), self.zone()).date_naive()
    }

    fn course(
        &self,
        id: u32,
        programme: &Programme,
        sessions: &[SessionView],
        content: &Content,
    ) -> Result<Course> {
        let (now, today, zone) = (self.now(), self.today(), self.zone());
        let of_course = |session: &&SessionView| match &programme.routine {
            Some(routine) => session.routine.as_ref() == Some(routine),
            None => session.professional.is_some(),
        };
        let on = |session: &SessionView, day: NaiveDate| {
            session.night == day || session.at.date_naive() == day
        };
        let had = |day: NaiveDate| sessions.iter().filter(of_course).any(|one| on(one, day));
        let due = self.store.read(|db| due(db, programme, zone, now))?;
        let mut dates: Vec<CourseDate> = (1..)
            .zip(&programme.dates)
            .map(|(position, (day, reminder))| CourseDate {
                position,
                day: *day,
                due: due.get(reminder).copied(),
                reminder: *reminder,
                state: programme.state(*day, had(*day), today),
            })
            .collect();
        let pairs = |value: fn(&SessionView) -> Option<(u8, u8)>| -> Vec<(f64, f64)> {
            let of_dates =
                |one: &&SessionView| programme.dates.iter().any(|(day, _)| on(one, *day));
            let of_it = sessions.iter().filter(of_course).filter(of_dates);
            of_it
                .filter_map(value)
                .map(|(before, after)| (before.into(), after.into()))
                .collect()
        };
        let felt = vec![
            Compared::pairs(
                Measure::Tension,
                &pairs(|one| one.tension_before.zip(one.tension_after)),
            ),
            Compared::pairs(
                Measure::Pain,
                &pairs(|one| one.pain_before.zip(one.pain_after)),
            ),
        ];
        let (before, after) = stretches(programme, today);
        let (early, late) = (self.past(before)?, self.past(after)?);
        let nights = [
            Measure::Tension,
            Measure::Pain,
            Measure::Sol,
            Measure::Se,
            Measure::Quality,
        ];
        let nights = nights
            .into_iter()
            .map(|measure| Compared::nights(measure, &early.of(measure), &late.of(measure)))
            .collect();
        let is = |state| move |date: &&CourseDate| date.state == state;
        let done = dates.iter().filter(is(CourseState::Done)).count();
        let next = dates
            .iter()
            .filter(is(CourseState::Planned))
            .map(|date| date.day)
            .min();
        let reading = reading(programme, done, next);
        let running = next.is_some();
        dates.sort_by_key(|date| date.day);
        let routine = programme.routine.as_deref();
        Ok(Course {
            id,
            kind: programme.kind,
            title: programme.title_in_words(),
            routine: programme.routine.clone(),
            what: routine
                .and_then(|id| content.routine(id))
                .map_or_else(|| text("programme_therapist", &[]), |one| one.title.clone()),
            dates,
            done: u32::try_from(done).unwrap_or(u32::MAX),
            running,
            ended_on: programme.ended_on,
            known: known(programme.kind),
            references: cited(programme.kind),
            felt,
            nights,
            before,
            after,
            reading,
            caveat: text("programme_caveat", &[]),
        })
    }

    /// What the diary says of a stretch of nights.
    fn past(&self, stretch: Option<Span>) -> Result<Stretch> {
        let Some((from, to)) = stretch else {
            return Ok(Stretch::default());
        };
        let records = self.primaries(Some(from), Some(to))?;
        let days = self
            .store
            .read(|db| factors::window(db, Some(from), Some(to)))?;
        Ok(Stretch {
            nights: from.iter_days().take_while(|night| *night <= to).collect(),
            records: records
                .into_iter()
                .map(|(_, record)| (record.night, record))
                .collect(),
            factors: days.into_iter().collect(),
        })
    }
}

/// A first and a last night.
type Span = (Night, Night);

/// The nights before a course that are compared, and its own: the last ones that have begun. `None` before its second night.
fn stretches(programme: &Programme, today: NaiveDate) -> (Option<Span>, Option<Span>) {
    let Some((first, last)) = programme.span() else {
        return (None, None);
    };
    let days = |count: u64| Days::new(count);
    let before = first
        .checked_sub_days(days(NIGHTS))
        .zip(first.checked_sub_days(days(1)));
    // The night of today is yet to come.
    let to = [
        Some(last),
        today.checked_sub_days(days(1)),
        programme
            .ended_on
            .and_then(|ended| ended.checked_sub_days(days(1))),
    ];
    let to = to.into_iter().flatten().min().unwrap_or(last);
    let from = to
        .checked_sub_days(days(NIGHTS - 1))
        .map(|from| from.max(first));
    let after = from.filter(|from| *from <= to).map(|from| (from, to));
    (before, after)
}

/// A stretch of nights with what the diary says of them.
#[derive(Default)]
struct Stretch {
    nights: Vec<Night>,
    records: BTreeMap<Night, SleepRecord>,
    factors: BTreeMap<Night, DayFactors>,
}

impl Stretch {
    fn of(&self, measure: Measure) -> Past {
        let of_night = |night: &Night| {
            let record = self.records.get(night);
            let factors = self.factors.get(night);
            match measure {
                Measure::Tension => factors?.tension.map(f64::from),
                Measure::Pain => factors?.pain.map(f64::from),
                Measure::Sol => record?.sol().map(|sol| f64::from(sol.0)),
                Measure::Se => NightMetrics::of(record?).se_pct,
                Measure::Quality => record?.quality.map(f64::from),
            }
        };
        self.nights.iter().map(of_night).collect()
    }
}

/// When each date's reminder is due, where it still has one.
fn due(
    db: &Reading<'_>,
    programme: &Programme,
    zone: Zone,
    now: Instant,
) -> Result<BTreeMap<ReminderId, LocalTime>> {
    let evenings = evenings(db, zone)?;
    let mut due = BTreeMap::new();
    for (day, id) in &programme.dates {
        let Some(reminder) = reminders::get(db, *id)? else {
            continue;
        };
        let begins = resolve(day.and_time(evenings.rollover.time()), zone) - Duration::days(1);
        let found = occurrences(
            &reminder.draft,
            &evenings,
            begins.min(now),
            begins + Duration::days(3),
        );
        // A heads-up announces the date; it is not the date.
        if let Some(date) = found.iter().find(|due| due.before.0 == 0) {
            due.insert(*id, local(date.at, zone));
        }
    }
    Ok(due)
}

fn move_reminder(
    db: &Writing<'_>,
    id: ReminderId,
    to: NaiveDate,
    now: Instant,
) -> Result<Option<Inverse>> {
    let Some(known) = reminders::get(db, id)? else {
        return Ok(None);
    };
    let mut draft = known.draft;
    (draft.rule.start, draft.rule.until) = (to, Some(to));
    let kept = reminders::Kept {
        draft,
        since: now,
        ledger: Vec::new(),
        origin: None,
    };
    let former = reminders::swap(db, id, Some(&kept))?;
    Inverse::reminder(db, id, former).map(Some)
}

fn drop_reminder(db: &Writing<'_>, id: ReminderId) -> Result<Option<Inverse>> {
    let former = reminders::swap(db, id, None)?;
    former
        .map(|former| Inverse::reminder(db, id, Some(former)))
        .transpose()
}

fn reading(programme: &Programme, done: usize, next: Option<NaiveDate>) -> String {
    let key = match (programme.ended_on, next) {
        (Some(_), _) => "programme_over_early",
        (None, Some(_)) => "programme_standing_next",
        (None, None) => "programme_over",
    };
    let day = next.map(date_without_year).unwrap_or_default();
    let (done, of) = (done.to_string(), programme.dates.len().to_string());
    text(key, &[("done", &done), ("of", &of), ("day", &day)])
}

fn known(kind: ProgrammeKind) -> String {
    let key = match kind {
        ProgrammeKind::TwiceWeekly => "programme_known_twice_weekly",
        ProgrammeKind::Nightly => "programme_known_nightly",
        ProgrammeKind::Own => "programme_known_own",
    };
    text(key, &[])
}

fn cited(kind: ProgrammeKind) -> Vec<Reference> {
    match kind {
        ProgrammeKind::TwiceWeekly => {
            guide().cite(&["rapaport-2012".to_owned(), "moyer-2011".to_owned()])
        }
        ProgrammeKind::Nightly | ProgrammeKind::Own => Vec::new(),
    }
}

fn no_programme() -> Error {
    Error::NotFound(text("programme_not_found", &[]))
}
