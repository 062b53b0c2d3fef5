//! A sleep record as Vesper's own CSV and JSON write it: every fact the store keeps, nothing derived.

use chrono::SubsecRound;
use serde::{Deserialize, Serialize};

use super::{RecordKind, SleepRecord, Source};
use crate::time::{Instant, LocalTime, Minutes, Night, Zone, local};

/// One record, in the order of the columns. Instants are RFC 3339 with the offset of the zone they were lived in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PortableRecord {
    /// The civil date of the evening.
    pub night: Night,
    /// Night or nap.
    pub kind: RecordKind,
    /// Where it comes from.
    pub source: Source,
    /// The source's own id.
    pub external_id: Option<String>,
    /// The zone at the start.
    pub zone: Zone,
    /// The zone at the end.
    pub zone_end: Zone,
    /// Into bed.
    pub in_bed: Option<LocalTime>,
    /// Lights out.
    pub lights_out: Option<LocalTime>,
    /// Sleep onset.
    pub sleep_onset: Option<LocalTime>,
    /// Final awakening.
    pub final_wake: Option<LocalTime>,
    /// Out of bed.
    pub out_of_bed: Option<LocalTime>,
    /// Number of awakenings.
    pub awakenings: Option<u32>,
    /// Wake after sleep onset.
    pub waso_min: Option<Minutes>,
    /// Time attempting to sleep after the final awakening.
    pub tasafa_min: Option<Minutes>,
    /// Wanted to wake.
    pub wanted_wake: Option<LocalTime>,
    /// Quality, 1 to 5.
    pub quality: Option<u8>,
    /// Rested, 1 to 5.
    pub rested: Option<u8>,
    /// The person's note.
    pub note: Option<String>,
}

impl From<&SleepRecord> for PortableRecord {
    fn from(record: &SleepRecord) -> Self {
        let start =
            |instant: Option<Instant>| instant.map(|at| local(at.trunc_subsecs(3), record.zone));
        let end = |instant: Option<Instant>| {
            instant.map(|at| local(at.trunc_subsecs(3), record.zone_end))
        };
        Self {
            night: record.night,
            kind: record.kind,
            source: record.source.clone(),
            external_id: record.external_id.clone(),
            zone: record.zone,
            zone_end: record.zone_end,
            in_bed: start(record.in_bed),
            lights_out: start(record.lights_out),
            sleep_onset: start(record.sleep_onset),
            final_wake: end(record.final_wake),
            out_of_bed: end(record.out_of_bed),
            awakenings: record.awakenings,
            waso_min: record.waso,
            tasafa_min: record.tasafa,
            wanted_wake: end(record.wanted_wake),
            quality: record.quality,
            rested: record.rested,
            note: record.note.clone(),
        }
    }
}

impl From<PortableRecord> for SleepRecord {
    fn from(record: PortableRecord) -> Self {
        let utc = |instant: Option<LocalTime>| instant.map(|at| at.to_utc());
        Self {
            night: record.night,
            kind: record.kind,
            source: record.source,
            external_id: record.external_id,
            zone: record.zone,
            zone_end: record.zone_end,
            in_bed: utc(record.in_bed),
            lights_out: utc(record.lights_out),
            sleep_onset: utc(record.sleep_onset),
            final_wake: utc(record.final_wake),
            out_of_bed: utc(record.out_of_bed),
            awakenings: record.awakenings,
            waso: record.waso_min,
            tasafa: record.tasafa_min,
            wanted_wake: utc(record.wanted_wake),
            quality: record.quality,
            rested: record.rested,
            note: record.note,
        }
    }
}

/// The whole diary as Vesper's own JSON carries it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Portable {
    /// The version of this layout.
    pub vesper_diary: u32,
    /// The sleep records, oldest first.
    pub records: Vec<PortableRecord>,
    /// The day factors, oldest first.
    pub day_factors: Vec<PortableFactors>,
}

impl Portable {
    /// The version that is written.
    pub const VERSION: u32 = 1;
}

/// One night's day factors.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PortableFactors {
    /// The night they belong to.
    pub night: Night,
    /// The factors.
    #[serde(flatten)]
    pub factors: super::DayFactors,
}
