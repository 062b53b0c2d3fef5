//! What happens in a year besides reminders.

use std::collections::VecDeque;

use chrono::Duration;
use vesper_core::time::{Instant, Zone};

use crate::lot::Lot;
use crate::world::World;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The machine sleeps for so many minutes.
    Suspend(i32),
    /// The agent ends and begins again.
    Restart,
    /// Reminders are paused for so many minutes.
    Pause(i32),
    /// The pause ends.
    Resume,
    /// Something is left out or put off before it comes.
    ActAhead,
    /// The machine stands in another zone.
    Travel(Zone),
    /// The clock is put forward or back by so many minutes.
    Step(i32),
    /// The clock leaps by so many years, and is put right.
    Leap(i32),
}

/// Draws what happens between `begin` and `end`: on one day in so many.
pub fn draw(
    lot: &mut Lot,
    world: &World,
    begin: Instant,
    end: Instant,
) -> VecDeque<(Instant, Event)> {
    let mut events = Vec::new();
    let mut day = begin;
    while day < end {
        let mut at = |lot: &mut Lot, event| {
            events.push((day + Duration::minutes(lot.below(24 * 60).into()), event))
        };
        if lot.falls(1, 3) {
            let minutes = match lot.below(20) {
                0 => 24 * 60 + lot.below(8 * 24 * 60),
                1..6 => 1 + lot.below(30),
                _ => 30 + lot.below(12 * 60),
            };
            at(lot, Event::Suspend(minutes));
        }
        if lot.falls(1, 12) {
            at(lot, Event::Restart);
        }
        if lot.falls(1, 25) {
            let longest = *lot.choose(&[60, 12 * 60, 48 * 60, 7 * 24 * 60]);
            let minutes = 1 + lot.below(longest);
            at(lot, Event::Pause(minutes));
        }
        if lot.falls(1, 40) {
            at(lot, Event::Resume);
        }
        if lot.falls(1, 15) {
            at(lot, Event::ActAhead);
        }
        if lot.falls(1, 60) {
            let zone = *lot.choose(&world.abroad());
            at(lot, Event::Travel(zone));
        }
        if lot.falls(1, 60) {
            let minutes = *lot.choose(&[
                1, -1, 3, -3, 20, -20, 60, -60, 90, -90, 300, -300, 700, -700,
            ]);
            at(lot, Event::Step(minutes));
        }
        if lot.falls(1, 180) {
            let years = *lot.choose(&[-1, -6, -30]);
            at(lot, Event::Leap(years));
        }
        day += Duration::days(1);
    }
    // A leap forward fills the ledger with a year of what was missed, which every later look reads: it comes late, and to some.
    let last = end - Duration::days(4);
    if last > begin && lot.falls(1, 5) {
        events.push((last, Event::Leap(*lot.choose(&[1, 2, 10]))));
    }
    events.sort_by_key(|(at, _)| *at);
    events.into()
}
