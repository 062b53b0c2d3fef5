//! The night ribbon: one night as a band from noon to noon, ready to be drawn.

use serde::Serialize;

use super::SleepRecord;
use super::validate::stops;
use crate::time::{ClockTime, Minutes, local};

/// What a stretch of the ribbon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum SegmentKind {
    /// In bed, not trying to sleep.
    InBed,
    /// In bed with the lights out, not yet or no longer asleep.
    LightsOut,
    /// Asleep.
    Asleep,
    /// Awake inside the night. A record knows only how long in all: up to four stretches, spread evenly, stand for it.
    Awake,
}

/// One stretch. Positions are minutes on the wall clock since noon of the evening, so that 07:00 stands under 07:00 whatever the clocks did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RibbonSegment {
    /// What it shows.
    pub kind: SegmentKind,
    /// Minutes after noon.
    pub start: Minutes,
    /// Minutes after noon.
    pub end: Minutes,
}

/// One night as a band. Stops are minutes on the wall clock since noon of the evening; `None` where the source did not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Ribbon {
    /// The stretches from left to right; they touch and never overlap.
    pub segments: Vec<RibbonSegment>,
    /// Into bed.
    pub in_bed: Option<Minutes>,
    /// Lights out.
    pub lights_out: Option<Minutes>,
    /// Sleep onset.
    pub sleep_onset: Option<Minutes>,
    /// Final awakening.
    pub final_wake: Option<Minutes>,
    /// Out of bed.
    pub out_of_bed: Option<Minutes>,
}

/// At most so many stretches stand for the awakenings: more would be a comb, and none of their places is known.
const AWAKE_STRETCHES: u32 = 4;

impl Ribbon {
    /// Draws `record` from noon of its night in its own zone.
    ///
    /// Each end stands on its own zone's wall clock; where the clocks go back inside the night, a stop never moves left of
    /// the one before it. Between two stops the band shows what the earlier one began; time the record does not tell of
    /// is not drawn. The sleep of someone who sleeps by day may begin more than a day after noon.
    #[must_use]
    pub fn of(record: &SleepRecord) -> Self {
        let noon = record.night.and_time(ClockTime::NOON.time());
        let mut reached = None;
        let [in_bed, lights_out, sleep_onset, final_wake, out_of_bed] =
            stops(record).map(|(_, at, zone)| {
                let shown = (local(at?, zone).naive_local() - noon).num_minutes();
                let shown = i32::try_from(shown).ok()?;
                let at = reached.map_or(shown, |reached| shown.max(reached));
                reached = Some(at);
                Some(at)
            });
        let tried_until = final_wake
            .zip(out_of_bed)
            .zip(record.tasafa)
            .map(|((woke, up), tasafa)| woke.saturating_add(tasafa.0).clamp(woke, up));

        let began = [
            (in_bed, SegmentKind::InBed),
            (lights_out, SegmentKind::LightsOut),
            (sleep_onset, SegmentKind::Asleep),
            (final_wake, SegmentKind::LightsOut),
            (tried_until.or(final_wake), SegmentKind::InBed),
            (out_of_bed, SegmentKind::InBed),
        ];
        let known: Vec<(i32, SegmentKind)> = began
            .into_iter()
            .filter_map(|(at, kind)| Some((at?, kind)))
            .collect();
        let mut segments = Vec::new();
        for (&(start, kind), &(end, _)) in known.iter().zip(known.iter().skip(1)) {
            // Without a final awakening, when the sleep ended is not known.
            match kind {
                SegmentKind::Asleep if final_wake.is_some() => {
                    sleep(record, start, end, &mut segments);
                }
                SegmentKind::Asleep => {}
                kind => draw(kind, start, end, &mut segments),
            }
        }
        Self {
            segments,
            in_bed: in_bed.map(Minutes),
            lights_out: lights_out.map(Minutes),
            sleep_onset: sleep_onset.map(Minutes),
            final_wake: final_wake.map(Minutes),
            out_of_bed: out_of_bed.map(Minutes),
        }
    }
}

/// Draws the sleep from `start` to `end` with its time awake: as many equal stretches as awakenings, four at most, spread
/// evenly.
fn sleep(record: &SleepRecord, start: i32, end: i32, segments: &mut Vec<RibbonSegment>) {
    let awake = record.waso.map_or(0, |waso| waso.0).clamp(0, end - start);
    let stretches = record.awakenings.unwrap_or(1).clamp(1, AWAKE_STRETCHES);
    let stretches = i32::try_from(stretches).unwrap_or(1).min(awake);
    let asleep = end - start - awake;
    let mut at = start;
    for n in 1..=stretches {
        let falls = start + asleep * n / (stretches + 1) + awake * (n - 1) / stretches;
        let ends = start + asleep * n / (stretches + 1) + awake * n / stretches;
        draw(SegmentKind::Asleep, at, falls, segments);
        draw(SegmentKind::Awake, falls, ends, segments);
        at = ends;
    }
    draw(SegmentKind::Asleep, at, end, segments);
}

/// Adds a stretch unless it has no length.
fn draw(kind: SegmentKind, start: i32, end: i32, segments: &mut Vec<RibbonSegment>) {
    if start < end {
        segments.push(RibbonSegment {
            kind,
            start: Minutes(start),
            end: Minutes(end),
        });
    }
}
