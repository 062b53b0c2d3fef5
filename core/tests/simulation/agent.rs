//! The agent of a simulated person: the real scheduling code, on a real store or on a ledger in memory.
//!
//! On a store it is Vesper whole. In memory it is what decides (`look`, `notices`) and as plain a ledger as can be: a year on a
//! store takes five times as long, and most of it is SQLite's.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, Duration, NaiveDate};
use tempfile::TempDir;
use vesper_core::Vesper;
use vesper_core::reminders::{
    Action, Evenings, Gap, LedgerRow, Notice, Occurrence, Planned, Presence, ReminderDraft,
    ReminderId, Saying, Schedule, State, When, look, notices,
};
use vesper_core::time::{
    Clock as _, ClockTime, Dial, FixedClock, Hours, Instant, Minutes, Weekday, local, night_of,
};
use vesper_core::vesper::Pause;

use crate::reference::Due;
use crate::world::World;

/// A row of the ledger as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Which reminder.
    pub index: usize,
    /// When it was due.
    pub due: Instant,
    /// The date it stood for, in the zone it was written in. Of an appointment it says nothing: that has one in every zone.
    pub day: NaiveDate,
    /// What became of it.
    pub state: State,
    /// Until when it was put off.
    pub until: Option<Instant>,
}

pub enum Agent {
    Store {
        vesper: Option<Box<Vesper>>,
        clock: Arc<FixedClock>,
        ids: Vec<ReminderId>,
        drafts: Vec<ReminderDraft>,
        dir: TempDir,
    },
    Memory(Memory),
}

pub struct Memory {
    clock: Arc<FixedClock>,
    plan: Schedule,
    reminders: Vec<Planned>,
    ledger: BTreeMap<(Instant, u32), LedgerRow>,
    paused_until: Option<Instant>,
    last_look: Option<Instant>,
    /// What of that outlives a restart.
    kept: Option<Instant>,
}

impl Agent {
    pub fn on_a_store(
        world: &World,
        clock: Arc<FixedClock>,
        plan: &Schedule,
        drafts: &[ReminderDraft],
    ) -> Self {
        let dir = world.folder();
        let mut vesper = Vesper::open(dir.path(), clock.clone()).unwrap();
        vesper.set_schedule(plan).unwrap();
        let ids = drafts
            .iter()
            .map(|draft| vesper.add_reminder(draft).unwrap().0);
        Self::Store {
            ids: ids.collect(),
            vesper: Some(Box::new(vesper)),
            clock,
            drafts: drafts.to_vec(),
            dir,
        }
    }

    pub fn in_memory(clock: Arc<FixedClock>, plan: &Schedule, drafts: &[ReminderDraft]) -> Self {
        let since = clock.now();
        let planned = |(draft, id): (&ReminderDraft, u32)| Planned {
            id: ReminderId(id),
            draft: draft.clone(),
            since,
        };
        Self::Memory(Memory {
            clock,
            plan: plan.clone(),
            reminders: drafts.iter().zip(0..).map(planned).collect(),
            ledger: BTreeMap::new(),
            paused_until: None,
            last_look: None,
            kept: None,
        })
    }

    /// Claims what is due.
    pub fn claim(&mut self) -> Vec<Notice> {
        match self {
            Self::Store { vesper, .. } => open(vesper).claim_due(|| Presence::Free).unwrap(),
            Self::Memory(memory) => memory.claim(),
        }
    }

    /// Says that `notice` is on the screen.
    pub fn shown(&mut self, notice: &Notice) {
        match self {
            Self::Store { vesper, .. } => open(vesper).notice_shown(notice).unwrap(),
            Self::Memory(memory) => {
                let now = memory.clock.now();
                for one in &notice.shows {
                    let row = memory
                        .ledger
                        .get_mut(&(one.due.to_utc(), one.id.0))
                        .unwrap();
                    *row = row.shown(now);
                }
            }
        }
    }

    /// The person does `action` with `due`.
    pub fn act(&mut self, due: Due, action: Action) {
        match self {
            Self::Store { vesper, ids, .. } => {
                let acted = open(vesper).act_on_occurrence(ids[due.name.0], due.at, action);
                drop(acted.unwrap());
            }
            Self::Memory(memory) => memory.act(due, action),
        }
    }

    /// Pauses until then, or ends the pause.
    pub fn pause(&mut self, until: Option<Instant>) {
        match self {
            Self::Store { vesper, .. } => drop(open(vesper).set_pause(Pause { until }).unwrap()),
            Self::Memory(memory) => {
                // As the facade keeps it: when the last pause ended.
                let now = memory.clock.now();
                let ended = memory.paused_until.map(|until| until.min(now));
                memory.paused_until = until.or(ended);
            }
        }
    }

    /// The program ends and begins again.
    pub fn restart(&mut self) {
        match self {
            Self::Store {
                vesper, clock, dir, ..
            } => {
                *vesper = None;
                *vesper = Some(Box::new(Vesper::open(dir.path(), clock.clone()).unwrap()));
            }
            Self::Memory(memory) => memory.last_look = memory.kept,
        }
    }

    /// Which of the reminders `id` is.
    pub fn index(&self, id: ReminderId) -> usize {
        match self {
            Self::Store { ids, .. } => ids.iter().position(|one| *one == id).unwrap(),
            Self::Memory(_) => id.0 as usize,
        }
    }

    /// The ledger from `from` on.
    pub fn rows(&mut self, from: Option<Instant>) -> Vec<Row> {
        match self {
            Self::Store { vesper, drafts, .. } => {
                let from = from.map(|from| from.date_naive());
                let rows = open(vesper).reminder_history(from, None).unwrap();
                let drafts = drafts.clone();
                let row = |row: &Occurrence| {
                    let index = self.index(row.id);
                    Row {
                        index,
                        due: row.due.to_utc(),
                        day: day_of(&drafts[index], row),
                        state: row.state,
                        until: row.snoozed_until.map(|at| at.to_utc()),
                    }
                };
                rows.iter().map(row).collect()
            }
            Self::Memory(memory) => {
                let rows = memory
                    .ledger
                    .values()
                    .filter(|row| from.is_none_or(|from| from <= row.due));
                let until =
                    |row: &LedgerRow| row.snoozed_until.filter(|_| row.state == State::Snoozed);
                rows.map(|row| Row {
                    index: row.id.0 as usize,
                    due: row.due,
                    day: row.day,
                    state: row.state,
                    until: until(row),
                })
                .collect()
            }
        }
    }
}

/// The date that `occurrence` stands for: a night begins at noon, and what is due before it is of the date after.
fn day_of(draft: &ReminderDraft, occurrence: &Occurrence) -> NaiveDate {
    let evening = occurrence.night;
    match draft.rule.when {
        When::At(clock) if clock < ClockTime::NOON => evening + Days::new(1),
        _ => evening,
    }
}

fn open(vesper: &mut Option<Box<Vesper>>) -> &mut Vesper {
    vesper.as_mut().unwrap()
}

impl Memory {
    fn claim(&mut self) -> Vec<Notice> {
        let (now, zone) = (self.clock.now(), self.clock.zone());
        let evenings = Evenings {
            schedule: self.plan.clone(),
            rollover: ClockTime::NOON,
            zone,
            free_days: vec![Weekday::Sat, Weekday::Sun],
        };
        let from = self.last_look.map(|last| last.min(now) - Duration::days(5));
        let open = |row: &&LedgerRow| matches!(row.state, State::Planned | State::Snoozed);
        let rows: Vec<LedgerRow> = match from {
            None => self.ledger.values().copied().collect(),
            Some(from) => {
                let before = self
                    .ledger
                    .range(..(from, 0))
                    .map(|(_, row)| row)
                    .filter(open);
                let after = self.ledger.range((from, 0)..).map(|(_, row)| row);
                before.chain(after).copied().collect()
            }
        };
        let found = look(
            now,
            self.last_look,
            &self.reminders,
            &rows,
            self.paused_until,
            Presence::Free,
            &evenings,
        );
        if found.complete {
            self.last_look = Some(now);
            let stale = self
                .kept
                .is_none_or(|kept| (now - kept).abs() >= Duration::hours(1));
            if stale || !found.is_empty() {
                self.kept = Some(now);
            }
        }
        let mut decide = |slot: &vesper_core::reminders::Slot, state| {
            let row = self
                .ledger
                .entry((slot.due.at, slot.id.0))
                .or_insert(LedgerRow {
                    id: slot.id,
                    due: slot.due.at,
                    day: slot.due.day,
                    before: slot.due.before,
                    zone,
                    state,
                    changed_at: now,
                    shown_at: None,
                    snoozed_until: None,
                    until_free: false,
                });
            (row.state, row.changed_at) = (state, now);
            let draft = &self.reminders[slot.id.0 as usize].draft;
            let occurrence = Occurrence {
                id: slot.id,
                kind: draft.kind,
                title: draft.title.clone(),
                due: local(slot.due.at, zone),
                night: night_of(slot.due.at, zone, ClockTime::NOON),
                state,
                snoozed_until: None,
                until_free: false,
                routine: None,
                announces: None,
            };
            (occurrence, draft.clone())
        };
        let show = found
            .show
            .iter()
            .map(|slot| decide(slot, State::Planned))
            .collect();
        let mut missed = Vec::new();
        for slot in &found.missed {
            let (occurrence, _) = decide(slot, State::Missed);
            missed.extend(slot.late.then_some(occurrence));
        }
        for slot in &found.skipped {
            decide(slot, State::Skipped);
        }
        let late = found.show.iter().any(|slot| slot.late);
        let dial = Dial {
            zone,
            hours: Hours::TwentyFour,
        };
        let gap = if found.after_pause {
            Gap::Pause
        } else {
            Gap::Away
        };
        let saying = Saying {
            now,
            dial,
            late,
            gap,
            tells: false,
        };
        notices(show, missed, saying)
    }

    fn act(&mut self, due: Due, action: Action) {
        let now = self.clock.now();
        let (index, day, before) = due.name;
        let id = u32::try_from(index).unwrap();
        let zone = self.clock.zone();
        let row = self.ledger.entry((due.at, id)).or_insert(LedgerRow {
            id: ReminderId(id),
            due: due.at,
            day,
            before: Minutes(before),
            zone,
            state: State::Planned,
            changed_at: now,
            shown_at: None,
            snoozed_until: None,
            until_free: false,
        });
        row.changed_at = now;
        row.snoozed_until = None;
        row.state = match action {
            Action::Start => State::Started,
            Action::Skip => State::Skipped,
            Action::Done => State::Done,
            Action::Snooze(minutes) => {
                row.snoozed_until = Some(now.max(due.at) + Duration::minutes(minutes.into()));
                State::Snoozed
            }
            Action::SnoozeUntilFree => panic!("nobody here has a meeting"),
        };
    }
}
