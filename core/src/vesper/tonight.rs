//! The evening as a line from now to lights-out, and the morning's entry.

use serde::Serialize;

use super::trial::told;
use super::{Light, Vesper};
use crate::diary::{NightView, reading};
use crate::error::Result;
use crate::massage::{Content, Place};
use crate::reminders::{NoticeAction, Occurrence, offered, particulars, place};
use crate::text::{duration, text};
use crate::time::{ClockTime, LocalTime, Night, PartOfDay, PlannedNight, local, resolve};
use crate::trial::TonightsArm;

/// One stop of the evening's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Stop {
    /// The reminder's occurrence.
    #[serde(flatten)]
    pub occurrence: Occurrence,
    /// Whether it lies in the past.
    pub past: bool,
    /// A second line: the reminder's own, or the routine's length and place.
    pub detail: Option<String>,
    /// What can be done with it.
    pub actions: Vec<NoticeAction>,
    /// The place of the window in which it is carried out.
    pub place: String,
}

/// The Tonight page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Tonight {
    /// Now.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub now: LocalTime,
    /// The computer's zone.
    pub zone: crate::time::Zone,
    /// The part of the day.
    pub part: PartOfDay,
    /// Which light [`Light::Auto`] stands in now: day or evening.
    pub light: Light,
    /// The night that comes (or is).
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// Planned lights-out of that night.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub lights_out: LocalTime,
    /// Planned rise after it.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub rise: LocalTime,
    /// Minutes until lights-out; negative once it is past.
    pub minutes_left: i32,
    /// How the evening goes by a trial that is under way, once that may be told.
    pub trial: Option<TonightsArm>,
    /// The evening's reminders, earliest first.
    pub stops: Vec<Stop>,
    /// The night before.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub last_night: Night,
    /// Its primary record.
    pub last: Option<NightView>,
    /// Last night in one or two plain sentences.
    pub last_reading: Option<String>,
    /// Whether the diary lacks last night and it is time to log it.
    pub log_last: bool,
    /// Until when reminders are paused.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub paused_until: Option<LocalTime>,
}

impl Vesper {
    /// The Tonight page at the present instant.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn tonight(&self) -> Result<Tonight> {
        let (now, zone) = (self.now(), self.zone());
        let rollover = self.settings()?.rollover;
        let schedule = self.schedule()?;
        let plan = |night| schedule.bed_and_rise(night);
        let planned = PlannedNight::at(now, zone, rollover, plan);
        let last_night = planned.night.pred_opt().unwrap_or(planned.night);
        let last_rise = PlannedNight::of(last_night, plan(last_night), rollover, zone).rise;

        let last = self.primaries(Some(last_night), Some(last_night))?.pop();
        let logged = last
            .as_ref()
            .is_some_and(|(_, record)| record.source.is_diary());
        let part = planned.part_of_day(now, last_rise, logged, rollover, zone);
        let by_day = matches!(part, PartOfDay::Morning | PartOfDay::Day);
        let minutes_left = (planned.lights_out - now).num_seconds().div_euclid(60);
        Ok(Tonight {
            now: local(now, zone),
            zone,
            part,
            light: if by_day { Light::Day } else { Light::Evening },
            night: planned.night,
            lights_out: local(planned.lights_out, zone),
            rise: local(planned.rise, zone),
            minutes_left: i32::try_from(minutes_left).unwrap_or(i32::MAX),
            trial: self.tonights_arm(planned.night)?,
            stops: self.stops(&planned, rollover)?,
            last_night,
            last_reading: last.as_ref().and_then(|(_, record)| reading(record)),
            last: last.map(|(id, record)| NightView::of(id, &record, true)),
            log_last: !logged && by_day && now >= last_rise,
            paused_until: self.pause()?.until.map(|until| local(until, zone)),
        })
    }

    /// The reminders of an evening, from the rollover before it until its planned rise. What only announces an appointment is none.
    fn stops(&self, planned: &PlannedNight, rollover: ClockTime) -> Result<Vec<Stop>> {
        let (now, zone) = (self.now(), self.zone());
        let begins = resolve(planned.night.and_time(rollover.time()), zone);
        let (reminders, content) = (self.reminders()?, self.content()?);
        let tells = self.store.read(super::due::tells_of_meetings)?;
        let tonight = self.tonights_night()?;
        let stop = |mut occurrence: Occurrence| {
            let mut all = reminders.iter();
            let known = all.find(|reminder| reminder.id == occurrence.id)?;
            let (id, night) = (occurrence.id, occurrence.night);
            let draft = known.draft.clone();
            Some(
                self.store
                    .read(|db| told(db, id, draft, night, tonight))
                    .map(|draft| {
                        occurrence.routine.clone_from(&draft.routine);
                        let routine = draft.routine.as_deref();
                        let own = particulars(&draft).or_else(|| draft.body.clone());
                        Stop {
                            past: occurrence.due.to_utc() < now,
                            detail: own.or_else(|| length_and_place(routine?, &content)),
                            actions: offered(&draft, false, tells),
                            place: place(draft.kind, routine),
                            occurrence,
                        }
                    }),
            )
        };
        let occurrences = self.upcoming(begins, planned.rise, zone)?;
        let themselves = occurrences
            .into_iter()
            .filter(|one| one.announces.is_none());
        themselves.filter_map(stop).collect()
    }
}

/// How long a routine takes and where it can be done, in words.
fn length_and_place(routine: &str, content: &Content) -> Option<String> {
    let routine = content.routine(routine)?;
    let seconds: u32 = routine.steps.iter().map(|step| step.seconds).sum();
    let places = routine.places.iter().map(|place| {
        let key = match place {
            Place::Desk => "stop_at_desk",
            Place::Chair => "stop_in_chair",
            Place::Bed => "stop_in_bed",
            Place::Wall => "stop_at_wall",
        };
        text(key, &[])
    });
    let place = places
        .reduce(|first, second| text("stop_or", &[("first", &first), ("second", &second)]))?;
    let length = duration((f64::from(seconds) / 60.0).ceil());
    Some(text(
        "stop_routine",
        &[("length", &length), ("place", &place)],
    ))
}
