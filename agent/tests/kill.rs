//! The real agent, killed at random instants around what is due: each comes at least once, and again only where the kill fell
//! between the message and its confirmation on the disk (docs/adr/0008).
//!
//! What was shown is known from outside: a notification server of the test's own writes it down, on a bus of its own. A few kills
//! run with every test; `cargo xtask bench kill` runs a thousand.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "kill/server.rs"]
mod server;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use chrono::SubsecRound;
use server::{Bus, Server};
use tempfile::TempDir;
use vesper_core::Vesper;
use vesper_core::reminders::{
    NoticeAction, ReminderDraft, ReminderId, ReminderKind, Rule, Sound, State, When,
};
use vesper_core::time::{Minutes, SystemClock, local};

/// How often the agent is killed where nobody asks for more.
const KILLS: u32 = 40;
/// How many diaries have agents at once.
const DESKS: u64 = 2;
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

#[expect(
    clippy::disallowed_methods,
    reason = "the ban keeps Vesper's own time to one clock; this one measures"
)]
fn now() -> Instant {
    Instant::now()
}

/// One diary, and the agents that live on it one after the other.
struct Desk<'s> {
    server: Server,
    bus: &'s Bus,
    home: TempDir,
    vesper: Vesper,
    number: u64,
    round: u32,
}

/// What waits in one round: its reminder, and the mark in its title.
type Waiting = Vec<(ReminderId, String)>;

impl<'s> Desk<'s> {
    fn new(bus: &'s Bus, number: u64) -> Self {
        let home = tempfile::tempdir().unwrap();
        let vesper = Vesper::open(home.path(), Arc::new(SystemClock)).unwrap();
        Self {
            server: Server::start(&bus.address),
            bus,
            home,
            vesper,
            number,
            round: 0,
        }
    }

    /// Sets up as many reminders that are due in a moment, and waits for that moment.
    fn fall_due(&mut self, how_many: u32) -> Waiting {
        self.round += 1;
        let soon = chrono::Duration::milliseconds(1_300);
        let at = (self.vesper.now() + soon).trunc_subsecs(0);
        let waiting = (0..how_many)
            .map(|nth| {
                let mark = format!("mark{}-{:06}{nth}", self.number, self.round);
                let start = local(at, self.vesper.zone()).date_naive();
                let draft = ReminderDraft {
                    kind: ReminderKind::Custom,
                    title: mark.clone(),
                    body: None,
                    routine: None,
                    rule: Rule {
                        when: When::Once(at),
                        days: Vec::new(),
                        kind_of_day: None,
                        every_weeks: 1,
                        start,
                        until: None,
                        count: None,
                    },
                    grace_min: Minutes(60),
                    sound: Sound::None,
                    actions: NoticeAction::ALL.to_vec(),
                    appointment: None,
                    enabled: true,
                };
                (self.vesper.add_reminder(&draft).unwrap().0, mark)
            })
            .collect();
        while self.vesper.now() < at {
            sleep(Duration::from_millis(5));
        }
        waiting
    }

    fn agent(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_vesper-agent"))
            .env_clear()
            .env("HOME", self.home.path())
            .env("VESPER_DATA_DIR", self.home.path())
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address)
            .env(
                "DBUS_SYSTEM_BUS_ADDRESS",
                "unix:path=/nonexistent/system-bus",
            )
            .env("TZ", "Etc/UTC")
            .current_dir(self.home.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// What the ledger on the disk says of `waiting`.
    fn states(&self, waiting: &Waiting) -> Vec<Option<State>> {
        let rows = self.vesper.reminder_history(None, None).unwrap();
        let of = |id| rows.iter().find(|row| row.id == id).map(|row| row.state);
        waiting.iter().map(|(id, _)| of(*id)).collect()
    }

    fn all_confirmed(&self, waiting: &Waiting) -> bool {
        let shown = |state: &Option<State>| *state == Some(State::Shown);
        self.states(waiting).iter().all(shown)
    }

    /// Lets an agent live until all is confirmed; answers how long after its message each was, in milliseconds.
    fn live(&self, waiting: &Waiting) -> Vec<f64> {
        let mut agent = self.agent();
        let began = now();
        let mut confirmed: BTreeMap<&str, Instant> = BTreeMap::new();
        while confirmed.len() < waiting.len() {
            let states = self.states(waiting);
            let read = now();
            for ((_, mark), state) in waiting.iter().zip(states) {
                if state == Some(State::Shown) {
                    confirmed.entry(mark.as_str()).or_insert(read);
                }
            }
            assert!(began.elapsed() < PATIENCE, "lost: {waiting:?} never came");
            sleep(Duration::from_micros(500));
        }
        end(&mut agent);
        let window = |(mark, confirmed): (&str, Instant)| {
            let shown = self.server.last(mark)?;
            Some(confirmed.saturating_duration_since(shown).as_secs_f64() * 1_000.0)
        };
        confirmed.into_iter().filter_map(window).collect()
    }

    /// Forgets what waited.
    fn clear(&mut self, waiting: Waiting) {
        for (id, _) in waiting {
            self.vesper.remove_reminder(id).unwrap();
        }
    }
}

fn end(agent: &mut Child) {
    agent.kill().unwrap();
    agent.wait().unwrap();
}

/// What came of all the kills.
#[derive(Default)]
struct Tally {
    kills: u32,
    due: u32,
    shown: u32,
    between: u32,
    twice: u32,
    windows: Vec<f64>,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.kills += other.kills;
        self.due += other.due;
        self.shown += other.shown;
        self.between += other.between;
        self.twice += other.twice;
        self.windows.extend(other.windows);
    }
}

/// Kills agents of one diary `kills` times; measures `windows` messages of agents that are left alone.
fn try_to_lose(desk: &mut Desk<'_>, kills: u32, windows: usize) -> Tally {
    let mut tally = Tally::default();
    // How long an agent takes from its start until all is confirmed: the kills fall within, and a little after.
    let mut takes = Duration::ZERO;
    while tally.windows.len() < windows {
        let waiting = desk.fall_due(1);
        let began = now();
        tally.windows.extend(desk.live(&waiting));
        takes = takes.max(began.elapsed());
        desk.clear(waiting);
    }
    // Spread without a pattern, and the same each time.
    let mut lot = vesper_core::trial::SplitMix64::new(desk.number);
    while tally.kills < kills {
        let how_many = 1 + tally.kills % 3;
        let waiting = desk.fall_due(how_many);
        let mut may = vec![1; waiting.len()];
        // How often each had come when it was found confirmed.
        let mut settled: Vec<Option<usize>> = vec![None; waiting.len()];
        // What is confirmed has nothing more to lose.
        while !desk.all_confirmed(&waiting) && tally.kills < kills {
            let before: Vec<usize> = counts(desk, &waiting);
            let mut agent = desk.agent();
            let share = lot.next().unwrap() >> 40;
            sleep(takes.mul_f64(share as f64 / f64::from(1_u32 << 24)));
            end(&mut agent);
            tally.kills += 1;
            desk.server.alone();
            let after = counts(desk, &waiting);
            for (nth, state) in desk.states(&waiting).into_iter().enumerate() {
                if state == Some(State::Shown) {
                    settled[nth].get_or_insert(after[nth]);
                } else if after[nth] > before[nth] {
                    may[nth] += 1;
                    tally.between += 1;
                }
            }
        }
        // Nobody kills the last one before it has done its work; nor may it do more.
        desk.live(&waiting);
        desk.server.alone();
        for (nth, came) in counts(desk, &waiting).into_iter().enumerate() {
            let (_, mark) = &waiting[nth];
            tally.due += 1;
            tally.shown += u32::from(came > 0);
            tally.twice += u32::from(came > 1);
            assert!(came > 0, "lost: {mark} is confirmed and was not shown");
            assert!(
                came <= may[nth],
                "doubled: {mark} came {came} times, and {} kills fell before its confirmation",
                may[nth] - 1
            );
            assert!(
                settled[nth].is_none_or(|then| came == then),
                "doubled: {mark} came again after it was confirmed"
            );
        }
        desk.clear(waiting);
    }
    tally
}

fn counts(desk: &Desk<'_>, waiting: &Waiting) -> Vec<usize> {
    waiting
        .iter()
        .map(|(_, mark)| desk.server.times(mark))
        .collect()
}

/// The value below which a share of `sorted` lies.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    sorted[((last as f64) * share).round() as usize]
}

#[test]
fn killed_at_any_instant_it_shows_what_is_due_and_twice_only_where_it_could_not_say_that_it_had() {
    let asked = std::env::var("VESPER_KILLS").ok();
    let kills = asked
        .as_deref()
        .map_or(KILLS, |kills| kills.parse().unwrap());
    let windows = if asked.is_some() { 200 } else { 4 };
    let within = Path::new(env!("CARGO_TARGET_TMPDIR"));
    // A bus a diary: when its agent is off the bus, nothing of it is on its way.
    let Some(buses) = (0..DESKS)
        .map(|_| Bus::start(within))
        .collect::<Option<Vec<_>>>()
    else {
        eprintln!("The kills did NOT run: there is no dbus-daemon here.");
        return;
    };
    let mut tally = Tally::default();
    // Most of the time is spent waiting for what is due.
    std::thread::scope(|threads| {
        let desks: Vec<_> = (0..DESKS)
            .zip(&buses)
            .map(|(number, bus)| {
                let (kills, windows) = (kills / DESKS as u32, windows / DESKS as usize);
                threads.spawn(move || try_to_lose(&mut Desk::new(bus, number), kills, windows))
            })
            .collect();
        for desk in desks {
            tally += desk.join().unwrap();
        }
    });
    tally.windows.sort_by(f64::total_cmp);
    println!(
        "{} kills around {} due: {} shown, {} of them again after one of {} kills between message and confirmation.\n\
         From a message to its confirmation on the disk: median {:.0} ms, 99 % within {:.0} ms ({} measured).",
        tally.kills,
        tally.due,
        tally.shown,
        tally.twice,
        tally.between,
        quantile(&tally.windows, 0.5),
        quantile(&tally.windows, 0.99),
        tally.windows.len(),
    );
    assert_eq!(tally.due, tally.shown);
}
