//! What a person types in the morning, and its way to a record.

use chrono::{Duration, Timelike};
use serde::{Deserialize, Serialize};

use super::validate::{
    beyond_calendar, elapsed, no_sleep_left, not_negative, out_of_order, validate,
};
use super::{RecordKind, Ribbon, SleepRecord, Source};
use crate::error::Invalid;
use crate::metrics::NightMetrics;
use crate::text::{date, text};
use crate::time::{
    ClockTime, Instant, Minutes, Night, Zone, first_at_or_after, local, nearest_to, plausible,
    resolve,
};

/// One night as a person enters it: clock times in the zone it was lived in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct Entry {
    /// The civil date of the evening.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// The zone the clock times are read in.
    pub zone: Zone,
    /// Got into bed.
    pub in_bed: ClockTime,
    /// Tried to sleep.
    pub lights_out: ClockTime,
    /// Minutes to fall asleep.
    pub sol: Minutes,
    /// Number of awakenings.
    pub awakenings: Option<u32>,
    /// Minutes awake in all, the final awakening not counted.
    pub waso: Minutes,
    /// Final awakening.
    pub final_wake: ClockTime,
    /// Out of bed.
    pub out_of_bed: ClockTime,
    /// Minutes of trying to sleep on after the final awakening.
    pub tasafa: Option<Minutes>,
    /// Wanted to wake.
    pub wanted_wake: Option<ClockTime>,
    /// Quality, 1 to 5.
    pub quality: Option<u8>,
    /// Rested, 1 to 5.
    pub rested: Option<u8>,
    /// Note.
    pub note: Option<String>,
}

/// A nap as a person enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub struct NapEntry {
    /// The civil date the nap began on.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub date: Night,
    /// The zone the clock times are read in.
    pub zone: Zone,
    /// Fell asleep, or lay down.
    pub start: ClockTime,
    /// Woke up.
    pub end: ClockTime,
    /// Note.
    pub note: Option<String>,
}

/// Something implausible that is asked about, not refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Question {
    /// The field it is about.
    pub field: String,
    /// One sentence, as a question.
    pub message: String,
}

/// What an entry would become, before it is saved.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EntryPreview {
    /// The ribbon as it would be drawn; absent while the entry cannot be.
    pub ribbon: Option<Ribbon>,
    /// The night's metrics; absent while the entry cannot be.
    pub metrics: Option<NightMetrics>,
    /// Why it cannot be saved as it stands.
    pub invalid: Option<Invalid>,
    /// What looks like a slip, to be confirmed.
    pub questions: Vec<Question>,
}

/// Over so long a step from one stop to the next, the two stand in the wrong order: nobody lies in bed that long.
const LONGEST_STEP: Duration = Duration::hours(18);
/// In bed for less than this is asked about.
const SHORT_NIGHT: Duration = Duration::hours(1);
/// In bed for more than this is asked about.
const LONG_NIGHT: Duration = Duration::hours(16);
/// In bed so long before lights out, or after the final awakening: morning and evening may have been swapped.
const LONG_WAIT: Duration = Duration::hours(6);
/// In bed so many minutes off the planned bedtime, half a day's slip is nearer than a late night.
const OFF_PLAN_MIN: i32 = 8 * 60;

impl Entry {
    /// Resolves the clock times to instants and refuses what cannot be.
    ///
    /// The time in bed is the first after the rollover of `night`; each later stop is the first such clock time at or after
    /// the one before it. Where that is over 18 h later, the two are in the wrong order.
    ///
    /// # Errors
    /// Names the first field that cannot be: order, SOL + WASO longer than the night, a rating beyond 1 to 5.
    ///
    /// # Examples
    /// The night of the spring change in Berlin, from 23:00 to 07:00, has seven hours:
    ///
    /// ```
    /// use vesper_core::diary::Entry;
    /// use vesper_core::metrics::NightMetrics;
    /// use vesper_core::time::{ClockTime, Minutes};
    ///
    /// let entry: Entry = serde_json::from_str(
    ///     r#"{
    ///         "night": "2026-03-28", "zone": "Europe/Berlin",
    ///         "in_bed": "23:00", "lights_out": "23:10", "sol": 25, "awakenings": 2, "waso": 20,
    ///         "final_wake": "06:40", "out_of_bed": "07:00"
    ///     }"#,
    /// )?;
    /// let record = entry.to_record(ClockTime::NOON)?;
    /// assert_eq!(NightMetrics::of(&record).tib_min, Some(Minutes(420)));
    ///
    /// let slip = Entry { out_of_bed: "06:30".parse()?, ..entry };
    /// let refused = slip.to_record(ClockTime::NOON).err();
    /// assert_eq!(refused.map(|invalid| invalid.field).as_deref(), Some("out_of_bed"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_record(&self, rollover: ClockTime) -> Result<SleepRecord, Invalid> {
        if !plausible(self.night) {
            return Err(beyond_calendar("night"));
        }
        not_negative("sol", Some(self.sol))?;
        not_negative("waso", Some(self.waso))?;
        not_negative("tasafa", self.tasafa)?;

        let begins = resolve(self.night.and_time(rollover.time()), self.zone);
        let in_bed = first_at_or_after(begins, self.in_bed, self.zone);
        let lights_out = self.step("lights_out", self.lights_out, ("in_bed", in_bed))?;
        let final_wake = self.step("final_wake", self.final_wake, ("lights_out", lights_out))?;
        let out_of_bed = self.step("out_of_bed", self.out_of_bed, ("final_wake", final_wake))?;

        let sol = elapsed(self.sol);
        if lights_out + sol + elapsed(self.waso) >= final_wake {
            return Err(no_sleep_left(sol, final_wake - lights_out));
        }
        let record = SleepRecord {
            night: self.night,
            kind: RecordKind::Night,
            source: Source::diary(),
            external_id: None,
            zone: self.zone,
            zone_end: self.zone,
            in_bed: Some(in_bed),
            lights_out: Some(lights_out),
            sleep_onset: Some(lights_out + sol),
            final_wake: Some(final_wake),
            out_of_bed: Some(out_of_bed),
            awakenings: self.awakenings,
            waso: Some(self.waso),
            tasafa: self.tasafa,
            wanted_wake: self
                .wanted_wake
                .map(|clock| nearest_to(final_wake, clock, self.zone)),
            quality: self.quality,
            rested: self.rested,
            note: worth_keeping(self.note.as_deref()),
        };
        validate(&record)?;
        Ok(record)
    }

    /// The first showing of `clock` at or after the stop `before`.
    fn step(
        &self,
        field: &str,
        clock: ClockTime,
        (before, before_at): (&str, Instant),
    ) -> Result<Instant, Invalid> {
        let at = first_at_or_after(before_at, clock, self.zone);
        if at - before_at > LONGEST_STEP {
            return Err(out_of_order(
                (field, at, self.zone),
                (before, before_at, self.zone),
            ));
        }
        Ok(at)
    }

    /// Tells what looks like a slip: a night that is not over at `now`, under 1 h or over 16 h in bed, a likely AM/PM confusion, a
    /// time that the clocks left out.
    ///
    /// `record` is what [`Self::to_record`] made of the entry; `planned_bed` the planned bedtime of that evening, which
    /// tells a slip from a habit. At most one question a field, the first field first.
    #[must_use]
    pub fn questions(
        &self,
        record: &SleepRecord,
        planned_bed: Option<ClockTime>,
        now: Instant,
    ) -> Vec<Question> {
        let lasts = |from: Option<Instant>, to: Option<Instant>| Some(to? - from?);
        let in_bed = lasts(record.in_bed, record.out_of_bed);
        let waited = lasts(record.in_bed, record.lights_out);
        let stayed = lasts(record.final_wake, record.out_of_bed);
        let off_plan = planned_bed.is_some_and(|bed| {
            let apart = (self.in_bed.minutes() - bed.minutes()).rem_euclid(24 * 60);
            apart.min(24 * 60 - apart) > OFF_PLAN_MIN
        });

        let mut questions = Vec::new();
        if off_plan || waited.is_some_and(|waited| waited >= LONG_WAIT) {
            questions.push(half_a_day("in_bed", self.in_bed));
        }
        if stayed.is_some_and(|stayed| stayed >= LONG_WAIT) {
            questions.push(half_a_day("out_of_bed", self.out_of_bed));
        }
        if in_bed.is_some_and(|in_bed| in_bed < SHORT_NIGHT) {
            questions.push(ask("out_of_bed", "question_short_night", &[]));
        }
        // A slip asked about above is the likely cause; asking twice would be nagging.
        if questions.is_empty() && in_bed.is_some_and(|in_bed| in_bed > LONG_NIGHT) {
            questions.push(ask("out_of_bed", "question_long_night", &[]));
        }
        if questions.is_empty() {
            questions.extend(self.skipped(record));
        }
        if let Some(up) = record
            .out_of_bed
            .filter(|up| questions.is_empty() && *up > now)
        {
            let up = local(up, self.zone);
            let told = [
                ("date", &*date(up.date_naive())),
                ("time", &*up.format("%H:%M").to_string()),
            ];
            questions.push(ask("out_of_bed", "question_not_over", &told));
        }
        questions.dedup_by(|later, first| later.field == first.field);
        questions
    }

    /// Asks about the first time that this night's clocks did not show.
    fn skipped(&self, record: &SleepRecord) -> Option<Question> {
        let entered = [
            ("in_bed", self.in_bed, record.in_bed),
            ("lights_out", self.lights_out, record.lights_out),
            ("final_wake", self.final_wake, record.final_wake),
            ("out_of_bed", self.out_of_bed, record.out_of_bed),
        ];
        entered.into_iter().find_map(|(field, clock, at)| {
            let kept = local(at?, self.zone).time();
            (kept != clock.time()).then(|| {
                let told = [
                    ("time", &*clock.to_string()),
                    ("kept", &*kept.format("%H:%M").to_string()),
                ];
                ask(field, "question_skipped_hour", &told)
            })
        })
    }

    /// The entry a record would be edited as; `None` where the record lacks what an entry must have.
    ///
    /// All clock times stand in the zone the night began in, to the minute.
    #[must_use]
    pub fn from_record(record: &SleepRecord) -> Option<Self> {
        if record.kind != RecordKind::Night {
            return None;
        }
        let clock = |at: Instant| {
            let time = local(at, record.zone).time();
            ClockTime::new(time.hour(), time.minute())
        };
        Some(Self {
            night: record.night,
            zone: record.zone,
            in_bed: clock(record.in_bed?)?,
            lights_out: clock(record.lights_out?)?,
            sol: record.sol()?,
            awakenings: record.awakenings,
            waso: record.waso?,
            final_wake: clock(record.final_wake?)?,
            out_of_bed: clock(record.out_of_bed?)?,
            tasafa: record.tasafa,
            wanted_wake: record.wanted_wake.and_then(clock),
            quality: record.quality,
            rested: record.rested,
            note: record.note.clone(),
        })
    }
}

impl NapEntry {
    /// Resolves the clock times to instants.
    ///
    /// # Errors
    /// Where the nap would last no time or over 16 h.
    pub fn to_record(&self) -> Result<SleepRecord, Invalid> {
        if !plausible(self.date) {
            return Err(beyond_calendar("date"));
        }
        let start = resolve(self.date.and_time(self.start.time()), self.zone);
        let end = first_at_or_after(start, self.end, self.zone);
        if end == start {
            return Err(Invalid::new("end", "error_nap_of_no_length", &[]));
        }
        if end - start > LONG_NIGHT {
            return Err(Invalid::new("end", "error_nap_too_long", &[]));
        }
        Ok(SleepRecord {
            night: self.date,
            kind: RecordKind::Nap,
            source: Source::diary(),
            external_id: None,
            zone: self.zone,
            zone_end: self.zone,
            in_bed: None,
            lights_out: None,
            sleep_onset: Some(start),
            final_wake: Some(end),
            out_of_bed: None,
            awakenings: None,
            waso: None,
            tasafa: None,
            wanted_wake: None,
            quality: None,
            rested: None,
            note: worth_keeping(self.note.as_deref()),
        })
    }
}

/// A note without the blanks around it; none where nothing is left.
fn worth_keeping(note: Option<&str>) -> Option<String> {
    note.map(str::trim)
        .filter(|note| !note.is_empty())
        .map(str::to_owned)
}

fn ask(field: &str, key: &str, args: &[(&str, &str)]) -> Question {
    Question {
        field: field.to_owned(),
        message: text(key, args),
    }
}

/// Asks whether `clock` was meant half a day later or earlier.
fn half_a_day(field: &str, clock: ClockTime) -> Question {
    let other = ClockTime::from_minutes(clock.minutes() + 12 * 60);
    ask(
        field,
        &format!("question_half_a_day_{field}"),
        &[("time", &clock.to_string()), ("other", &other.to_string())],
    )
}
