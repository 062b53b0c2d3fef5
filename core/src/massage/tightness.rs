//! Where it is tight or sore: the marks of an evening, how each region changed over the weeks, and what may suit what is marked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days};
use serde::{Deserialize, Serialize};

use super::body::{Region, Side, Spot};
use super::judge::Offer;
use super::routine::Routine;
use super::safety::{Condition, Safety};
use crate::error::Invalid;
use crate::guide::Certainty;
use crate::text::{decimal, text};
use crate::time::{Night, plausible};

/// The most that a place can be tight or sore.
const MOST: u8 = 10;
/// A week's mean that differs by less is about the same, points of 10.
const A_POINT: f64 = 1.0;

/// How tight or sore one place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Mark {
    /// The region.
    pub region: Region,
    /// Left, right or both.
    pub side: Side,
    /// 1 (barely) to 10 (the most).
    pub level: u8,
}

impl Mark {
    /// The place it is at.
    #[must_use]
    pub fn spot(self) -> Spot {
        Spot {
            region: self.region,
            side: self.side,
        }
    }
}

/// The marks as they are kept: no 0, each place once, from head to foot.
///
/// # Errors
/// [`Invalid`] for a level above 10, a side that is none of left, right and both, or an evening beyond the calendar.
pub fn checked(night: Night, marks: &[Mark]) -> Result<Vec<Mark>, Invalid> {
    if !plausible(night) {
        return Err(Invalid::new("night", "error_date_beyond_calendar", &[]));
    }
    let mut kept = BTreeMap::new();
    for mark in marks {
        if mark.level > MOST {
            let value = mark.level.to_string();
            return Err(Invalid::new(
                "level",
                "error_session_rating",
                &[("value", &value)],
            ));
        }
        if matches!(mark.side, Side::Middle | Side::Taught) {
            return Err(Invalid::new("side", "body_error_side", &[]));
        }
        if mark.level > 0 {
            kept.insert(mark.spot(), *mark);
        }
    }
    Ok(kept.into_values().collect())
}

/// One evening's marks; without any: it was nowhere tight or sore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BodyEvening {
    /// The evening.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// One week of one region.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RegionWeek {
    /// Its Monday.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub monday: Night,
    /// Evenings of the week on which somebody said how it is.
    pub evenings: u32,
    /// Of those, the ones on which the region was marked.
    pub marked: u32,
    /// The mean over the evenings that are known, 0 where it was not marked; absent where none is known.
    pub level: Option<f64>,
}

/// How a region changed over the weeks.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RegionHistory {
    /// The region, its sides taken together: of the two the worse one counts.
    pub region: Region,
    /// One sentence that reads it.
    pub reading: String,
    /// The weeks, oldest first, those without an evening too.
    pub weeks: Vec<RegionWeek>,
}

/// How each region that was ever marked changed: what is worst now comes first.
#[must_use]
pub fn history(evenings: &[BodyEvening]) -> Vec<RegionHistory> {
    let by_night: BTreeMap<Night, &BodyEvening> = evenings
        .iter()
        .map(|evening| (evening.night, evening))
        .collect();
    let (Some(first), Some(last)) = (by_night.keys().next(), by_night.keys().next_back()) else {
        return Vec::new();
    };
    let mondays: Vec<Night> = std::iter::successors(Some(monday(*first)), |monday| {
        monday.checked_add_days(Days::new(7))
    })
    .take_while(|monday| monday <= last)
    .collect();
    let regions: BTreeSet<Region> = evenings
        .iter()
        .flat_map(|evening| evening.marks.iter().map(|mark| mark.region))
        .collect();
    let mut all: Vec<RegionHistory> = regions
        .into_iter()
        .map(|region| {
            let weeks: Vec<RegionWeek> = mondays
                .iter()
                .map(|monday| week(region, *monday, &by_night))
                .collect();
            RegionHistory {
                region,
                reading: reading(region, &weeks),
                weeks,
            }
        })
        .collect();
    all.sort_by(|one, other| latest(&other.weeks).total_cmp(&latest(&one.weeks)));
    all
}

fn week(region: Region, monday: Night, evenings: &BTreeMap<Night, &BodyEvening>) -> RegionWeek {
    let end = monday.checked_add_days(Days::new(7)).unwrap_or(monday);
    let levels: Vec<u8> = evenings
        .range(monday..end)
        .map(|(_, evening)| {
            let here = evening.marks.iter().filter(|mark| mark.region == region);
            here.map(|mark| mark.level).max().unwrap_or(0)
        })
        .collect();
    let count = |all: usize| u32::try_from(all).unwrap_or(u32::MAX);
    let evenings = count(levels.len());
    let sum: f64 = levels.iter().copied().map(f64::from).sum();
    RegionWeek {
        monday,
        evenings,
        marked: count(levels.iter().filter(|level| **level > 0).count()),
        level: (evenings > 0).then(|| sum / f64::from(evenings)),
    }
}

fn monday(night: Night) -> Night {
    let past = u64::from(night.weekday().num_days_from_monday());
    night.checked_sub_days(Days::new(past)).unwrap_or(night)
}

fn latest(weeks: &[RegionWeek]) -> f64 {
    weeks
        .iter()
        .rev()
        .find_map(|week| week.level)
        .unwrap_or(0.0)
}

fn reading(region: Region, weeks: &[RegionWeek]) -> String {
    let known: Vec<f64> = weeks.iter().filter_map(|week| week.level).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return String::new();
    };
    let key = match (known.len(), last - first) {
        (..=1, _) => "body_reading_once",
        (_, change) if change <= -A_POINT => "body_reading_less",
        (_, change) if change >= A_POINT => "body_reading_more",
        _ => "body_reading_same",
    };
    let place = capital(&region.in_words());
    let (first, last) = (decimal(*first, 1), decimal(*last, 1));
    text(
        key,
        &[("place", &place), ("first", &first), ("last", &last)],
    )
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A routine that works where it is marked, and why it is named.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Suggestion {
    /// The routine's slug.
    pub routine: String,
    /// Its title.
    pub title: String,
    /// Which of the marked regions it works on.
    pub regions: Vec<Region>,
    /// Why it is named, in a sentence.
    pub reason: String,
    /// How sure it is that the routine does anything for sleep.
    pub certainty: Certainty,
    /// What is known of it.
    pub known: String,
    /// Whether it is offered.
    pub allowed: bool,
    /// Why it is not, a sentence or two each.
    pub why_not: Vec<String>,
}

/// What may suit the marks, and what they call for first.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct BodyAdvice {
    /// Safety questions that such marks raise, as keys: they come before any routine.
    pub ask: Vec<String>,
    /// The routines, the most fitting first, those that are not offered last.
    pub suggestions: Vec<Suggestion>,
    /// What is to be said of marks that no routine is for, a sentence each.
    pub remarks: Vec<String>,
}

/// Says what may suit `marks`. Of two routines that reach the same marks the one that spends more of its time there comes first.
#[must_use]
pub fn advise(marks: &[Mark], routines: &[(&Routine, Offer)], safety: &Safety) -> BodyAdvice {
    let mut found: Vec<(bool, u32, u32, Suggestion)> = routines
        .iter()
        .filter_map(|(routine, offer)| suggestion(marks, routine, offer))
        .collect();
    found.sort_by_key(|(allowed, levels, share, _)| std::cmp::Reverse((*allowed, *levels, *share)));
    let suggestions: Vec<Suggestion> = found.into_iter().map(|(.., one)| one).collect();
    let never = |region: Region| {
        let mut rules = safety.never.iter();
        rules.find(|rule| rule.regions.contains(&region))
    };
    let mut remarks: Vec<String> = Vec::new();
    for mark in marks {
        let reached = suggestions
            .iter()
            .any(|one| one.regions.contains(&mark.region));
        let remark = match never(mark.region) {
            Some(rule) => Some(rule.text.clone()),
            None if reached => None,
            None => Some(text(
                "body_no_routine",
                &[("place", &mark.region.in_words())],
            )),
        };
        if let Some(remark) = remark.filter(|remark| !remarks.contains(remark)) {
            remarks.push(remark);
        }
    }
    let raised = |condition: &&Condition| {
        let marked = condition.marked.as_ref();
        marked.is_some_and(|marked| marks.iter().any(|mark| marked.raised_by(*mark)))
    };
    BodyAdvice {
        ask: safety
            .conditions
            .iter()
            .filter(raised)
            .map(|condition| condition.key.clone())
            .collect(),
        suggestions,
        remarks,
    }
}

/// Whether it is offered, the levels of the marks it reaches together, the share of its time that it spends there (per mille), and
/// what is said of it.
fn suggestion(
    marks: &[Mark],
    routine: &Routine,
    offer: &Offer,
) -> Option<(bool, u32, u32, Suggestion)> {
    let core = routine.core_steps();
    let steps: Vec<_> = (0..)
        .zip(&routine.steps)
        .filter(|(index, _)| core.contains(index))
        .map(|(_, step)| step)
        .collect();
    let reaches = |mark: &&Mark| {
        steps
            .iter()
            .any(|step| step.regions.contains(&mark.region) && step.side.meets(mark.side))
    };
    let reached: Vec<&Mark> = marks.iter().filter(reaches).collect();
    let worst = reached.iter().max_by_key(|mark| mark.level)?;
    let there = |step: &&&super::routine::Step| {
        let mut marks = reached.iter();
        marks.any(|mark| step.regions.contains(&mark.region) && step.side.meets(mark.side))
    };
    let seconds: u32 = steps.iter().filter(there).map(|step| step.seconds).sum();
    let share = seconds
        .saturating_mul(1000)
        .checked_div(routine.total_seconds)
        .unwrap_or(0);
    let mut regions: Vec<Region> = reached.iter().map(|mark| mark.region).collect();
    regions.dedup();
    let as_bad = |mark: &&&Mark| mark.region == worst.region && mark.level == worst.level;
    let place = if reached.iter().filter(as_bad).count() > 1 {
        text("massage_on_both", &[("region", &worst.region.in_words())])
    } else {
        worst.spot().in_words()
    };
    let args = [
        ("place", place),
        ("level", worst.level.to_string()),
        ("minutes", seconds.div_ceil(60).to_string()),
        ("of", routine.total_seconds.div_ceil(60).to_string()),
    ];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    let key = if routine.is_touch() {
        "body_reason_touch"
    } else {
        "body_reason_no_touch"
    };
    let allowed = offer.adjustments().is_some();
    let levels = reached.iter().map(|mark| u32::from(mark.level)).sum();
    Some((
        allowed,
        levels,
        share,
        Suggestion {
            routine: routine.id.clone(),
            title: routine.title.clone(),
            regions,
            reason: text(key, &args),
            certainty: routine.certainty,
            known: routine.known.clone(),
            allowed,
            why_not: offer.sentences(),
        },
    ))
}
