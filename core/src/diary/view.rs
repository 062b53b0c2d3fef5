//! Records as they are shown: what the window, the command line and the exports agree on.

use std::collections::HashMap;

use chrono::{Duration, NaiveTime};
use serde::Serialize;

use super::{
    DayFactors, Entry, Nights, RecordId, RecordKind, Ribbon, RibbonSegment, SleepRecord, Source,
};
use crate::metrics::NightMetrics;
use crate::time::{Instant, LocalTime, Minutes, Night, Zone, local};

/// One record with its metrics. Instants stand as RFC 3339 with the offset of the zone they were lived in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct NightView {
    /// The record's id.
    pub id: RecordId,
    /// The civil date of the evening.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// Night or nap.
    pub kind: RecordKind,
    /// The zone at the start.
    pub zone: Zone,
    /// Where it comes from.
    pub source: Source,
    /// Whether it is the night's primary record: the diary's if there is one, else the preferred source's.
    pub primary: bool,
    /// Into bed.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub in_bed: Option<LocalTime>,
    /// Lights out.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub lights_out: Option<LocalTime>,
    /// Sleep onset.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub sleep_onset: Option<LocalTime>,
    /// Final awakening.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub final_wake: Option<LocalTime>,
    /// Out of bed.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub out_of_bed: Option<LocalTime>,
    /// Sleep-onset latency.
    pub sol_min: Option<Minutes>,
    /// Number of awakenings.
    pub awakenings: Option<u32>,
    /// Wake after sleep onset.
    pub waso_min: Option<Minutes>,
    /// Time attempting to sleep after the final awakening.
    pub tasafa_min: Option<Minutes>,
    /// Wanted to wake.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub wanted_wake: Option<LocalTime>,
    /// Quality, 1 to 5.
    pub quality: Option<u8>,
    /// Rested, 1 to 5.
    pub rested: Option<u8>,
    /// The person's note.
    pub note: Option<String>,
    /// Derived numbers.
    pub metrics: NightMetrics,
    /// The band to draw.
    pub ribbon: Ribbon,
}

impl NightView {
    /// Shows `record`.
    #[must_use]
    pub fn of(id: RecordId, record: &SleepRecord, primary: bool) -> Self {
        let begins = |at: Option<Instant>| at.map(|at| local(at, record.zone));
        let ends = |at: Option<Instant>| at.map(|at| local(at, record.zone_end));
        Self {
            id,
            night: record.night,
            kind: record.kind,
            zone: record.zone,
            source: record.source.clone(),
            primary,
            in_bed: begins(record.in_bed),
            lights_out: begins(record.lights_out),
            sleep_onset: begins(record.sleep_onset),
            final_wake: ends(record.final_wake),
            out_of_bed: ends(record.out_of_bed),
            sol_min: record.sol(),
            awakenings: record.awakenings,
            waso_min: record.waso,
            tasafa_min: record.tasafa,
            wanted_wake: ends(record.wanted_wake),
            quality: record.quality,
            rested: record.rested,
            note: record.note.clone(),
            metrics: NightMetrics::of(record),
            ribbon: Ribbon::of(record),
        }
    }
}

/// One record of the raster: only what is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct RasterRow {
    /// The civil date of the evening.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// The record drawn.
    pub id: RecordId,
    /// Where it comes from.
    pub source: Source,
    /// Whether it is the night's primary record; device records of the same night stand below it.
    pub primary: bool,
    /// The stretches to draw.
    pub segments: Vec<RibbonSegment>,
    /// Total sleep time, where it is known.
    pub tst_min: Option<Minutes>,
    /// Minutes after noon at which a massage was begun that evening.
    pub massages: Vec<Minutes>,
    /// Whether the night carries a note.
    pub has_note: bool,
}

impl RasterRow {
    fn of(id: RecordId, record: SleepRecord, primary: bool, massages: Vec<Minutes>) -> Self {
        Self {
            night: record.night,
            id,
            primary,
            segments: Ribbon::of(&record).segments,
            tst_min: NightMetrics::of(&record).tst_min,
            massages,
            has_note: record.note.is_some(),
            source: record.source,
        }
    }
}

/// The raster over all history, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Raster {
    /// One row a record of a night.
    pub rows: Vec<RasterRow>,
    /// The naps, each drawn in the row of the night its day leads to; none is a primary record.
    pub naps: Vec<RasterRow>,
    /// The earliest minute after noon that any row reaches, rounded down to an hour.
    pub from: Minutes,
    /// The latest minute after noon that any row reaches, rounded up to an hour.
    pub to: Minutes,
}

impl Raster {
    /// Draws `nights`, each with the massages that were begun on its evening, and `naps`, which come oldest first.
    #[must_use]
    pub fn of(
        nights: Nights,
        naps: Vec<(RecordId, SleepRecord)>,
        massages: &[(Night, Instant, Zone)],
    ) -> Self {
        let mut begun: HashMap<Night, Vec<Minutes>> = HashMap::new();
        for (night, at, zone) in massages {
            let noon = night.and_time(NaiveTime::MIN) + Duration::hours(12);
            let after = local(*at, *zone).naive_local() - noon;
            let minutes = i32::try_from(after.num_minutes()).map(Minutes);
            begun.entry(*night).or_default().extend(minutes);
        }
        let rows: Vec<RasterRow> = nights
            .into_iter()
            .rev()
            .flat_map(|(night, records)| {
                let massages = begun.remove(&night).unwrap_or_default();
                records
                    .into_iter()
                    .enumerate()
                    .map(move |(n, (id, record))| {
                        let massages = if n == 0 { massages.clone() } else { Vec::new() };
                        RasterRow::of(id, record, n == 0, massages)
                    })
            })
            .collect();
        let naps: Vec<RasterRow> = naps
            .into_iter()
            .rev()
            .map(|(id, nap)| RasterRow::of(id, nap, false, Vec::new()))
            .collect();
        let drawn = || rows.iter().chain(&naps).flat_map(|row| &row.segments);
        let from = drawn().map(|segment| segment.start.0).min();
        let to = drawn().map(|segment| segment.end.0).max();
        Self {
            from: Minutes(from.unwrap_or(0).div_euclid(60) * 60),
            to: Minutes((to.unwrap_or(24 * 60) + 59).div_euclid(60) * 60),
            rows,
            naps,
        }
    }
}

/// A note that a search for words found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NoteHit {
    /// The night.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// The record.
    pub id: RecordId,
    /// The note around the hit, cut into stretches that are hits and stretches that are not.
    pub excerpt: Vec<crate::guide::Fragment>,
}

/// Everything known of one night.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct NightPage {
    /// The civil date of the evening.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// The nights on record before and after it.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub previous: Option<Night>,
    /// The next night on record.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub next: Option<Night>,
    /// Its records, the primary one first.
    pub records: Vec<NightView>,
    /// Naps of that day.
    pub naps: Vec<NightView>,
    /// The diary entry as it would be edited: the one on record, or a starting point for a new one.
    pub entry: Entry,
    /// The diary record that `entry` stands for; absent where it is a starting point.
    pub entry_id: Option<RecordId>,
    /// The day's factors.
    pub factors: DayFactors,
    /// Massages of that evening.
    pub massages: Vec<crate::massage::SessionView>,
}
