//! A year of evenings in every time zone, lived by simulated people with the real scheduling code on a real store, and compared
//! with a reference too slow and too simple to be wrong.
//!
//! A few weeks run with every test; `cargo xtask bench simulate` runs the whole.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod agent;
mod events;
mod life;
mod lot;
mod reference;
mod rules;
mod tally;
mod walk;
mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::Duration;
use life::Life;
use tally::Tally;
use vesper_core::time::{Instant, Zone};
use walk::utc;
use world::World;

/// After how many zones it is told how far it is.
const TOLD: usize = 25;

/// Lives a life in each of `homes` from `begin` on, on every processor; every so manieth on a real store.
fn simulate(homes: &[Zone], begin: Instant, days: i64, on_a_store: usize) -> Tally {
    let end = begin + Duration::days(days);
    let world = World::new(begin, end);
    let (next, total) = (AtomicUsize::new(0), Mutex::new(Tally::default()));
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|threads| {
        for _ in 0..processors {
            threads.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    let Some(home) = homes.get(nth) else {
                        break;
                    };
                    let seed = home
                        .name()
                        .bytes()
                        .fold(7, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte));
                    let stored = nth.is_multiple_of(on_a_store);
                    let life = Life::new(&world, *home, seed, (begin, end), stored);
                    let seen = life.live(end);
                    let mut total = total.lock().unwrap();
                    *total += seen;
                    if (nth + 1).is_multiple_of(TOLD) {
                        println!(
                            "{} zones begun: {} reminder-evenings lived, {} faults",
                            nth + 1,
                            total.evenings,
                            total.faults.len()
                        );
                    }
                }
            });
        }
    });
    total.into_inner().unwrap()
}

fn zones(names: &[&str]) -> Vec<Zone> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn holds(seen: &Tally) {
    assert!(
        seen.faults.is_empty(),
        "{} faults: {:#?}",
        seen.faults.len(),
        seen.faults.iter().take(20).collect::<Vec<_>>()
    );
}

#[test]
fn weeks_of_evenings_around_the_changes_of_clocks_are_as_the_reference_has_them() {
    let homes = zones(&[
        "Europe/Berlin",
        "America/Havana",
        "Africa/Casablanca",
        "Antarctica/Troll",
    ]);
    let seen = simulate(&homes, utc("2026-03-06T12:00:00Z"), 28, 2);
    println!("{seen}");
    holds(&seen);
}

#[expect(
    clippy::disallowed_methods,
    reason = "the ban keeps Vesper's own time to one clock; this one measures"
)]
fn stopwatch() -> std::time::Instant {
    std::time::Instant::now()
}

/// The whole: `VESPER_SIMULATE` asks for it, and names the zones, with commas between them, if not all.
#[test]
fn a_year_of_evenings_in_every_zone_is_as_the_reference_has_it() {
    let Ok(asked) = std::env::var("VESPER_SIMULATE") else {
        return;
    };
    let all: Vec<Zone> = chrono_tz::TZ_VARIANTS.iter().copied().map(Zone).collect();
    let homes = match asked.as_str() {
        "whole" => all,
        names => zones(&names.split(',').collect::<Vec<_>>()),
    };
    let began = stopwatch();
    let seen = simulate(&homes, utc("2026-01-01T12:00:00Z"), 365, 50);
    let minutes = began.elapsed().as_secs_f64() / 60.0;
    println!("{} zones in {minutes:.1} minutes\n{seen}", homes.len());
    holds(&seen);
}
