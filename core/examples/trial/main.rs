//! How often a trial errs: simulated people live it by the very code a person's is analysed by.
//!
//! Prints the tables of `docs/trial.md`. `cargo xtask bench trial` runs it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement may fail loudly"
)]

mod person;
mod welch;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use person::{Person, Scale};
use vesper_core::trial::{
    Analysis, Comparison, Course, Observed, Outcome, Slot, SplitMix64, analyse, detectable, spread,
};

/// Simulated trials a figure.
const TRIALS: u32 = 20_000;

/// What a row of a table is about.
#[derive(Clone, Copy)]
struct Cell {
    pairs: u32,
    block_nights: u32,
    washout_nights: u32,
    person: Person,
    /// What is tried changes a night by so much, where it is tried on somebody on whom it works.
    effect: f64,
    /// The share of `a` evenings that do not go as planned.
    skipped: f64,
}

impl Cell {
    const USUAL: Self = Self {
        pairs: 8,
        block_nights: 2,
        washout_nights: 0,
        person: Person::USUAL,
        effect: -10.0,
        skipped: 0.0,
    };

    /// One trial of somebody on whom what is tried works by `effect`.
    fn live(&self, effect: f64, lot: &mut SplitMix64) -> (Vec<Observed>, u32) {
        let seed = u32::try_from(lot.next().unwrap() >> 32).unwrap();
        let course = Course {
            start: NaiveDate::default(),
            pairs: self.pairs,
            block_nights: self.block_nights,
            washout_nights: self.washout_nights,
            seed,
        };
        let mut life = self.person.life(lot);
        let nights = course.until(course.last()).filter_map(|(night, slot)| {
            let (base, known) = life.night();
            let Slot::Counts { arm, pair, .. } = slot else {
                return None;
            };
            let (value, adherence) = life.lived(base, arm, effect, self.skipped);
            Some(Observed {
                night,
                pair,
                arm,
                adherence,
                value: known.then_some(value),
            })
        });
        (nights.collect(), seed)
    }

    fn analyse(&self, effect: f64, lot: &mut SplitMix64) -> (Vec<Observed>, Analysis) {
        let (nights, seed) = self.live(effect, lot);
        let analysis = analyse(Outcome::Sol, &nights, true, seed);
        (nights, analysis)
    }
}

/// What so many trials of one cell came to, in shares of them.
#[derive(Default)]
struct Tally {
    refused: u32,
    covered: u32,
    welch_refused: u32,
    welch_covered: u32,
    protocol_refused: u32,
    protocol_covered: u32,
}

impl Tally {
    /// `effect` as it is on an evening that goes as planned.
    fn of(cell: &Cell, effect: f64, seed: u64) -> Self {
        let lot = &mut SplitMix64::new(seed);
        let drawn = effect * (1.0 - cell.skipped);
        let mut tally = Self::default();
        for _ in 0..TRIALS {
            let (nights, analysis) = cell.analyse(effect, lot);
            let (refused, covered) = judged(&analysis.drawn, drawn);
            tally.refused += refused;
            tally.covered += covered;
            let (refused, covered) = judged(&analysis.per_protocol, effect);
            tally.protocol_refused += refused;
            tally.protocol_covered += covered;
            let welch = welch::test(&nights);
            tally.welch_refused += u32::from(welch.p <= 0.05);
            tally.welch_covered += u32::from(welch.interval.contains(&drawn));
        }
        tally
    }
}

/// Whether a comparison calls chance refused, and whether its interval has the truth.
fn judged(compared: &Comparison, truth: f64) -> (u32, u32) {
    let refused = compared.p.is_some_and(|p| p <= 0.05);
    let covered = compared
        .interval
        .is_none_or(|[low, high]| low - 1e-9 <= truth && truth <= high + 1e-9);
    (refused.into(), covered.into())
}

fn percent(count: u32) -> String {
    format!("{:.1}", 100.0 * f64::from(count) / f64::from(TRIALS))
}

fn row(name: &str, cell: &Cell, seed: u64) {
    let chance = Tally::of(cell, 0.0, seed);
    let works = Tally::of(cell, cell.effect, seed.wrapping_add(1 << 32));
    let protocol = |count| {
        if cell.skipped > 0.0 {
            percent(count)
        } else {
            "".to_owned()
        }
    };
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} |",
        percent(chance.refused),
        percent(chance.welch_refused),
        percent(works.covered),
        percent(works.welch_covered),
        percent(works.refused),
        percent(works.welch_refused),
        protocol(chance.protocol_refused),
        protocol(works.protocol_covered),
    );
}

const HEAD: &str = "\
false alarms | by Welch | interval has it | by Welch | effect seen | by Welch | false alarms, per protocol | interval has it, per protocol |";

fn heading(title: &str, columns: &str) {
    println!("\n### {title}\n\n| {columns} | {HEAD}");
    let rule = "---|".repeat(columns.split('|').count() + 8);
    println!("|{rule}");
}

fn main() {
    println!(
        "{TRIALS} simulated trials a figure, in percent; an effect of {} min.",
        -Cell::USUAL.effect
    );
    heading("People of every kind", "pairs | phi | missing | skipped");
    let mut seed = 0;
    for pairs in [8, 12, 16] {
        for phi in [0.0, 0.3, 0.6] {
            for missing in [0.0, 0.15] {
                for skipped in [0.0, 0.2] {
                    seed += 1;
                    let person = Person {
                        phi,
                        missing,
                        ..Person::USUAL
                    };
                    let cell = Cell {
                        pairs,
                        person,
                        skipped,
                        ..Cell::USUAL
                    };
                    let (missing, skipped) = (missing * 100.0, skipped * 100.0);
                    let name = format!("{pairs} | {phi} | {missing} % | {skipped} %");
                    row(&name, &cell, seed);
                }
            }
        }
    }
    unusual(seed);
    foretold();
}

/// Where the shape of the data or of the course is out of the ordinary.
fn unusual(mut seed: u64) {
    heading("Out of the ordinary, 8 pairs, phi 0.3", "what");
    let person = Person {
        phi: 0.3,
        ..Person::USUAL
    };
    let cell = Cell {
        person,
        ..Cell::USUAL
    };
    let of = |person| Cell { person, ..cell };
    let blocks = |block_nights, washout_nights| Cell {
        block_nights,
        washout_nights,
        ..cell
    };
    let rows = [
        ("blocks of one night", blocks(1, 0)),
        ("blocks of three nights, one of washout", blocks(3, 1)),
        (
            "bad nights are logged half as often",
            of(Person {
                bad_missing: 0.5,
                ..person
            }),
        ),
        (
            "nights get better by a minute a day",
            of(Person {
                drift: -1.0,
                ..person
            }),
        ),
        (
            "nights as long-tailed as times to fall asleep are",
            of(Person {
                scale: Scale::LongTailed,
                ..person
            }),
        ),
        (
            "a rating of 1 to 5, effect one point",
            Cell {
                effect: 1.0,
                ..of(Person {
                    scale: Scale::Rating,
                    ..person
                })
            },
        ),
    ];
    for (name, cell) in rows {
        seed += 1;
        row(name, &cell, seed);
    }
}

/// Whether the difference that is foretold from past nights shows as often as it is said to.
fn foretold() {
    println!("\n### The outlook: effects as large as was foretold from 60 past nights\n");
    println!("| pairs | phi | foretold, min (middle) | seen in % of trials |\n|---|---|---|---|");
    let mut seed = 1_000;
    for pairs in [6, 8, 12, 16] {
        for phi in [0.0, 0.3, 0.6] {
            seed += 1;
            let lot = &mut SplitMix64::new(seed);
            let person = Person {
                phi,
                ..Person::USUAL
            };
            let cell = Cell {
                pairs,
                person,
                ..Cell::USUAL
            };
            let mut seen = 0;
            let mut effects = Vec::new();
            for _ in 0..TRIALS / 2 {
                let mut life = person.life(lot);
                let past: BTreeMap<NaiveDate, f64> = (0..60)
                    .map(|day| (NaiveDate::default() + Days::new(day), life.night().0))
                    .collect();
                let effect = detectable(spread(&past, 2, 0).unwrap(), pairs).unwrap();
                effects.push(effect);
                let (_, analysis) = cell.analyse(-effect, lot);
                seen += judged(&analysis.drawn, -effect).0;
            }
            effects.sort_by(f64::total_cmp);
            let middle = effects.get(effects.len() / 2).unwrap();
            println!("| {pairs} | {phi} | {middle:.0} | {} |", percent(2 * seen));
        }
    }
}
