//! Nights: logging them, showing them, and the numbers over them.

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;
use vesper_core::diary::{Entry, NightView, Source};
use vesper_core::metrics::{InsomniaLevel, NightMetrics, WindowMetrics};
use vesper_core::text::text;
use vesper_core::time::{ClockTime, LocalTime, Minutes, Zone};
use vesper_core::{Error, Vesper};

use crate::arguments::{self, Window};
use crate::output::Answer;

/// A night as a person enters it: clock times in the zone it was lived in.
#[derive(Args)]
pub struct LogArgs {
    /// The date of the evening
    #[arg(long, value_name = "DATE", value_parser = arguments::date)]
    night: NaiveDate,
    /// The time zone it was lived in; this computer's unless named
    #[arg(long, value_parser = arguments::zone)]
    zone: Option<Zone>,
    /// Got into bed
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    in_bed: ClockTime,
    /// Tried to sleep
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    lights_out: ClockTime,
    /// Minutes to fall asleep
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true)]
    sol: i32,
    /// Number of awakenings
    #[arg(long, value_name = "NUMBER")]
    awakenings: Option<u32>,
    /// Minutes awake in all, the final awakening not counted
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true)]
    waso: i32,
    /// Woke for the last time
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    final_wake: ClockTime,
    /// Got out of bed
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    out_of_bed: ClockTime,
    /// Minutes of trying to sleep on after the final awakening
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true)]
    tasafa: Option<i32>,
    /// Wanted to wake
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    wanted_wake: Option<ClockTime>,
    /// Quality, 1 (very poor) to 5 (very good)
    #[arg(long, value_name = "1-5")]
    quality: Option<u8>,
    /// Rested, 1 (not at all) to 5 (very well)
    #[arg(long, value_name = "1-5")]
    rested: Option<u8>,
    /// A note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// In place of what the diary has of that night
    #[arg(long)]
    replace: bool,
}

/// Logs a night.
pub fn log(vesper: &mut Vesper, args: &LogArgs) -> Result<Answer, Error> {
    let entry = Entry {
        night: args.night,
        zone: args.zone.unwrap_or_else(|| vesper.zone()),
        in_bed: args.in_bed,
        lights_out: args.lights_out,
        sol: Minutes(args.sol),
        awakenings: args.awakenings,
        waso: Minutes(args.waso),
        final_wake: args.final_wake,
        out_of_bed: args.out_of_bed,
        tasafa: args.tasafa.map(Minutes),
        wanted_wake: args.wanted_wake,
        quality: args.quality,
        rested: args.rested,
        note: args.note.clone(),
    };
    let questions = vesper.preview_entry(&entry, None)?.questions;
    let former = if args.replace {
        let nights = vesper.nights(Some(args.night), Some(args.night))?;
        let own = nights.iter().find(|night| night.source.is_diary());
        own.map(|night| night.id)
    } else {
        None
    };
    let id = match former {
        Some(id) => {
            vesper.edit_night(id, &entry)?;
            id
        }
        None => vesper.log_night(&entry)?.0,
    };
    let night = vesper.record(id)?;
    let mut lines = vec![text("cli_logged", &[]), line(&night)];
    // What looks like a slip is asked about, never refused.
    lines.extend(questions.into_iter().map(|question| question.message));
    Answer::new(&Row::of(&night), lines.join("\n"))
}

/// Shows the nights of a window.
pub fn nights(vesper: &Vesper, window: &Window) -> Result<Answer, Error> {
    let nights = vesper.nights(window.from, window.to)?;
    let mut lines: Vec<String> = nights.iter().map(line).collect();
    if lines.is_empty() {
        lines.push(text("cli_no_nights", &[]));
    }
    let naps = vesper.naps(window.from, window.to)?.len();
    if naps > 0 {
        lines.push(text("cli_naps", &[("count", &naps.to_string())]));
    }
    let rows: Vec<Row<'_>> = nights.iter().map(Row::of).collect();
    Answer::new(&rows, lines.join("\n"))
}

/// A night for scripts: these names and no others are promised to them. What the window draws by is left out.
#[derive(Serialize)]
struct Row<'n> {
    night: NaiveDate,
    zone: Zone,
    source: &'n Source,
    in_bed: Option<LocalTime>,
    lights_out: Option<LocalTime>,
    sleep_onset: Option<LocalTime>,
    final_wake: Option<LocalTime>,
    out_of_bed: Option<LocalTime>,
    sol_min: Option<Minutes>,
    awakenings: Option<u32>,
    waso_min: Option<Minutes>,
    quality: Option<u8>,
    rested: Option<u8>,
    note: Option<&'n str>,
    metrics: &'n NightMetrics,
}

impl<'n> Row<'n> {
    fn of(night: &'n NightView) -> Self {
        Self {
            night: night.night,
            zone: night.zone,
            source: &night.source,
            in_bed: night.in_bed,
            lights_out: night.lights_out,
            sleep_onset: night.sleep_onset,
            final_wake: night.final_wake,
            out_of_bed: night.out_of_bed,
            sol_min: night.sol_min,
            awakenings: night.awakenings,
            waso_min: night.waso_min,
            quality: night.quality,
            rested: night.rested,
            note: night.note.as_deref(),
            metrics: &night.metrics,
        }
    }
}

/// Shows the numbers over a window.
pub fn metrics(vesper: &Vesper, window: &Window) -> Result<Answer, Error> {
    let metrics = vesper.metrics(window.from, window.to)?;
    let text = numbers(&metrics);
    Answer::new(&metrics, text)
}

/// A night in one line.
fn line(night: &NightView) -> String {
    let clock = |at: Option<LocalTime>| match at {
        Some(at) => at.format("%H:%M").to_string(),
        None => "--:--".to_owned(),
    };
    let minutes = |minutes: Option<Minutes>| minutes.map(|Minutes(n)| f64::from(n));
    // A device does not know how long it took to fall asleep.
    let key = if night.sol_min.is_some() {
        "cli_night"
    } else {
        "cli_night_device"
    };
    text(
        key,
        &[
            ("night", &night.night.to_string()),
            (
                "in_bed",
                &clock(night.in_bed.or(night.lights_out).or(night.sleep_onset)),
            ),
            ("out_of_bed", &clock(night.out_of_bed.or(night.final_wake))),
            ("slept", &duration(minutes(night.metrics.tst_min))),
            ("sol", &duration(minutes(night.sol_min))),
            ("waso", &duration(minutes(night.waso_min))),
            ("source", &night.source.0),
        ],
    )
}

fn numbers(metrics: &WindowMetrics) -> String {
    let percent = |value: Option<f64>| in_words(value, |value| format!("{value:.0} %"));
    let level = match metrics.insomnia.level {
        InsomniaLevel::None => "cli_insomnia_none",
        InsomniaLevel::Acute => "cli_insomnia_acute",
        InsomniaLevel::Chronic => "cli_insomnia_chronic",
    };
    let rows = [
        ("cli_nights", metrics.nights.to_string()),
        ("cli_tst", duration(metrics.tst_min)),
        ("cli_tib", duration(metrics.tib_min)),
        ("cli_sol", duration(metrics.sol_min)),
        ("cli_waso", duration(metrics.waso_min)),
        ("cli_se", percent(metrics.se_pct)),
        ("cli_dse", percent(metrics.dse_pct)),
        ("cli_sri", in_words(metrics.sri, |sri| format!("{sri:.0}"))),
        (
            "cli_msf",
            // To the minute; it is an estimate.
            in_words(metrics.msf_sc.as_deref(), |at| {
                at.get(..5).unwrap_or(at).to_owned()
            }),
        ),
        ("cli_jetlag", duration(metrics.social_jetlag_min)),
        ("cli_insomnia", text(level, &[])),
    ];
    rows.map(|(key, value)| format!("{:<34}{value}", text(key, &[])))
        .join("\n")
}

fn duration(minutes: Option<f64>) -> String {
    in_words(minutes, vesper_core::text::duration)
}

/// `value` in words, or that it is not known.
fn in_words<T>(value: Option<T>, words: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| text("cli_unknown", &[]), words)
}
