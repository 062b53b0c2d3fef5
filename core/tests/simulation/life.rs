//! A person's year with Vesper: what happens to the machine, the clock and the person, and what Vesper then does.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use chrono::Duration;
use vesper_core::reminders::{Action, Notice, ReminderDraft, ReminderKind, Schedule, State};
use vesper_core::time::{FixedClock, Instant, Zone};

use crate::agent::{Agent, Row};
use crate::events::{self, Event};
use crate::lot::Lot;
use crate::reference::{Calendar, Due, HALF_AN_HOUR, Name};
use crate::rules::{RULES, plan, reminders};
use crate::tally::Tally;
use crate::world::World;

/// How long after a change of zone or clock nothing is compared minute by minute: what was put off before it is decided by then.
const SETTLES: Duration = Duration::hours(50);

/// What should have become of an occurrence.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    /// Put off until then, or claimed and not shown.
    Open(Due, Option<Instant>),
    /// Decided, or out of account.
    Over,
}

pub struct Life<'w> {
    world: &'w World,
    clock: Arc<FixedClock>,
    agent: Agent,
    drafts: Vec<ReminderDraft>,
    plan: Schedule,
    abroad: Zone,
    home: Zone,
    zone: Zone,
    calendar: Calendar,
    lot: Lot,
    begin: Instant,
    now: Instant,
    /// When somebody looks.
    looks: BTreeSet<Instant>,
    events: VecDeque<(Instant, Event)>,
    fates: HashMap<Name, Fate>,
    /// What stands in the ledger of what was compared minute by minute.
    ledger: HashMap<(usize, Instant), State>,
    /// Everything that any of the zones lived in knows.
    known: HashMap<(usize, Instant), Vec<Due>>,
    /// How often each was shown, and how often it may be.
    shown: HashMap<Name, (u32, u32)>,
    paused_until: Option<Instant>,
    /// While the clock or the zone has just changed: since when, until when, and what the zones of that time know.
    unsettled: Option<(Instant, Instant, Vec<BTreeSet<Name>>)>,
    slept: bool,
    catch_ups: u32,
    tally: Tally,
}

impl<'w> Life<'w> {
    /// A life in `home` with the lot of `seed`, from `begin` on; on a store, or in memory.
    pub fn new(
        world: &'w World,
        home: Zone,
        seed: u64,
        (begin, end): (Instant, Instant),
        on_a_store: bool,
    ) -> Self {
        let mut lot = Lot::seeded(seed);
        let plan = plan(&mut lot);
        let abroad = *lot.choose(&world.abroad());
        let first = begin.date_naive().pred_opt().unwrap();
        let drafts = reminders(first, begin, abroad, &mut lot);
        let clock = Arc::new(FixedClock::new(begin, home));
        let agent = if on_a_store {
            Agent::on_a_store(world, clock.clone(), &plan, &drafts)
        } else {
            Agent::in_memory(clock.clone(), &plan, &drafts)
        };
        let events = events::draw(&mut lot, world, begin, end);
        let mut life = Self {
            calendar: world.calendar(home, abroad, &drafts, &plan),
            world,
            clock,
            agent,
            drafts,
            plan,
            abroad,
            home,
            zone: home,
            lot,
            begin,
            now: begin,
            looks: BTreeSet::new(),
            events,
            fates: HashMap::new(),
            ledger: HashMap::new(),
            known: HashMap::new(),
            shown: HashMap::new(),
            paused_until: None,
            unsettled: None,
            slept: false,
            catch_ups: 0,
            tally: Tally::default(),
        };
        life.learn();
        life.plan_looks(end);
        life
    }

    /// Lives until `end`; answers with what was seen.
    pub fn live(mut self, end: Instant) -> Tally {
        self.look();
        let mut next = self.now + Duration::seconds(1);
        while self.now < end && self.tally.faults.len() < 3 {
            let look = self.looks.range(next..).next().copied().unwrap_or(end);
            match self.events.front() {
                Some((at, _)) if *at <= look => {
                    let (at, event) = self.events.pop_front().unwrap();
                    self.now = self.now.max(at);
                    self.happens(event, end);
                    // Whatever happens in a minute, somebody looks in it too.
                    next = self.now;
                }
                _ => {
                    self.now = look;
                    self.look();
                    next = look + Duration::seconds(1);
                }
            }
        }
        self.compare_ledger();
        let evenings = (end - self.begin).num_days();
        self.tally.evenings = u64::try_from(evenings).unwrap() * RULES as u64;
        self.tally
    }

    /// Takes note of what the zone's calendar knows.
    fn learn(&mut self) {
        for due in &self.calendar.due {
            let known = self.known.entry((due.name.0, due.at)).or_default();
            // Two zones a day apart call one instant by two dates: the one lived in has the word.
            known.retain(|other| other != due);
            known.insert(0, *due);
        }
    }

    /// When somebody looks: at what is due, now and then a minute early or late, at each rise, and by chance.
    fn plan_looks(&mut self, end: Instant) {
        // Somebody looks still when what was put off comes again, or a pause ends.
        let planned = self.looks.split_off(&self.now);
        let near = self.now + Duration::days(8);
        self.looks = planned.into_iter().take_while(|at| *at < near).collect();
        let mut moments: Vec<Instant> = self.calendar.due.iter().map(|due| due.at).collect();
        moments.extend(self.calendar.sleeps.iter().map(|sleep| sleep.rise));
        for at in moments {
            self.looks.insert(at);
            if self.lot.falls(1, 8) {
                self.looks.insert(at - Duration::minutes(1));
                self.looks.insert(at + Duration::minutes(1));
            }
        }
        let mut at = self.now;
        while at < end {
            at += Duration::minutes((1 + self.lot.below(1_000)).into());
            self.looks.insert(at);
        }
    }

    fn happens(&mut self, event: Event, end: Instant) {
        self.clock.set(self.now);
        match event {
            Event::Suspend(minutes) => {
                self.tally.suspends += 1;
                self.now += Duration::minutes(minutes.into());
                self.wake(end);
            }
            Event::Restart => {
                self.tally.restarts += 1;
                self.restart();
            }
            Event::Pause(minutes) => {
                self.tally.pauses += 1;
                let until = self.now + Duration::minutes(minutes.into());
                self.agent.pause(Some(until));
                self.paused_until = Some(until);
                self.looks.insert(until);
            }
            Event::Resume => {
                self.agent.pause(None);
                // What ended in the pause was left out by it, whoever ended the pause.
                self.paused_until = self.paused_until.map(|until| until.min(self.now));
                self.catch_ups = 0;
                self.look();
            }
            Event::ActAhead => self.act_ahead(),
            Event::Travel(zone) => {
                self.travel(zone, end);
                self.look();
            }
            Event::Step(minutes) => {
                self.tally.steps += 1;
                self.now = (self.now + Duration::minutes(minutes.into())).max(self.begin);
                self.unsettle();
                self.look();
            }
            Event::Leap(years) => self.leap(years),
        }
    }

    /// Wakes after a suspend: what would have happened meanwhile did not, but the machine may stand elsewhere.
    fn wake(&mut self, end: Instant) {
        while let Some((at, event)) = self.events.front().copied()
            && at <= self.now
        {
            self.events.pop_front();
            if let Event::Travel(zone) = event {
                self.travel(zone, end);
            }
        }
        self.catch_ups = 0;
        self.look();
    }

    fn restart(&mut self) {
        self.agent.restart();
        self.catch_ups = 0;
    }

    fn travel(&mut self, zone: Zone, end: Instant) {
        self.tally.travels += 1;
        self.unsettle();
        self.zone = zone;
        self.clock.travel(zone);
        self.calendar = self
            .world
            .calendar(zone, self.abroad, &self.drafts, &self.plan);
        self.learn();
        self.unsettle();
        self.plan_looks(end);
    }

    /// From now on what was planned in the zone lived in is not compared minute by minute for a while.
    fn unsettle(&mut self) {
        // What a zone had due before the reminders were made was never due in it.
        let due = self.calendar.due.iter();
        let names = due
            .filter(|due| self.begin <= due.at)
            .map(|due| due.name)
            .collect();
        let (since, mut zones) = match self.unsettled.take() {
            Some((since, _, zones)) => (since.min(self.now), zones),
            None => (self.now, Vec::new()),
        };
        zones.push(names);
        self.unsettled = Some((since, self.now + SETTLES, zones));
        self.catch_ups = 0;
    }

    /// The clock leaps by years, somebody looks, and it is put right.
    fn leap(&mut self, years: i32) {
        self.tally.leaps += 1;
        let right = self.now;
        self.clock
            .set(right + Duration::days(365 * i64::from(years)));
        for _ in 0..2 {
            let said = self.agent.claim();
            self.tally.looks += 1;
            if years < 0 && !said.is_empty() {
                self.fault(
                    "invented",
                    format!("said before the reminder was: {said:?}"),
                );
            }
            if said.len() > 1 && said.iter().any(|notice| !notice.misses.is_empty()) {
                self.fault(
                    "burst",
                    format!("{} messages after a leap of years", said.len()),
                );
            }
            for notice in said {
                self.agent.shown(&notice);
            }
        }
        self.clock.set(right);
        self.unsettle();
        self.look();
    }

    /// Leaves something out, or puts it off, before it comes.
    fn act_ahead(&mut self) {
        let ahead = self.now + Duration::hours(30);
        let coming: Vec<Due> = self
            .calendar
            .due
            .iter()
            .copied()
            .filter(|due| {
                self.now < due.at && due.at < ahead && !self.fates.contains_key(&due.name)
            })
            .collect();
        if coming.is_empty() || self.unsettled.is_some() {
            return;
        }
        let due = *self.lot.choose(&coming);
        if self.lot.falls(1, 3) {
            self.snooze(due);
        } else {
            self.act(due, Action::Skip, State::Skipped);
        }
    }

    fn snooze(&mut self, due: Due) {
        let any = 1 + self.lot.below(240).cast_unsigned();
        let minutes = *self.lot.choose(&[5, 15, 30, 60, any]);
        self.tally.snoozes += 1;
        self.shown.entry(due.name).or_insert((0, 1)).1 += 1;
        let until = self.now.max(due.at) + Duration::minutes(minutes.into());
        self.looks.insert(until);
        self.agent.act(due, Action::Snooze(minutes));
        self.fates.insert(due.name, Fate::Open(due, Some(until)));
    }

    fn act(&mut self, due: Due, action: Action, state: State) {
        self.agent.act(due, action);
        self.fates.insert(due.name, Fate::Over);
        self.ledger.insert((due.name.0, due.at), state);
    }

    /// What the agent does: claims, shows, says that it is shown; unless it crashes in between.
    fn look(&mut self) {
        self.clock.set(self.now);
        self.tally.looks += 1;
        let asleep = self.calendar.asleep(self.now).is_some();
        if (self.slept && !asleep) || self.paused_until == Some(self.now) {
            self.catch_ups = 0;
        }
        self.slept = asleep;
        let expected = if self.unsettled.is_none() {
            self.expect()
        } else {
            Vec::new()
        };
        let said = self.agent.claim();
        let crashes = !said.is_empty() && self.lot.falls(1, 40);
        let shown = self.check(&said, crashes);
        if self.unsettled.is_none() {
            self.compare(&expected, &shown, said.len());
        }
        if crashes {
            self.tally.crashes += 1;
            for (due, snoozed) in expected {
                self.fates.insert(due.name, Fate::Open(due, snoozed));
            }
            self.restart();
            self.looks.insert(self.now + Duration::minutes(1));
            return;
        }
        for notice in &said {
            self.agent.shown(notice);
        }
        for due in shown {
            match self.lot.below(12) {
                0 | 1 => self.snooze(due),
                2 => self.act(due, Action::Skip, State::Skipped),
                3 => self.act(due, Action::Done, State::Done),
                4 => self.act(due, Action::Start, State::Started),
                _ => {}
            }
        }
        self.settle(asleep);
    }

    /// What should be shown now; what should be missed or left out is taken note of.
    fn expect(&mut self) -> Vec<(Due, Option<Instant>)> {
        let late = self.now - Duration::days(12);
        let dues = &self.calendar.due;
        let since = dues.partition_point(|due| due.at < late.max(self.begin));
        let mut open: Vec<(Due, Option<Instant>)> = dues[since..]
            .iter()
            .take_while(|due| due.at <= self.now)
            .filter(|due| !self.fates.contains_key(&due.name))
            .map(|due| (*due, None))
            .collect();
        open.extend(self.fates.values().filter_map(|fate| match fate {
            Fate::Open(due, snoozed) => Some((*due, *snoozed)),
            Fate::Over => None,
        }));
        let asleep = self.calendar.asleep(self.now);
        let paused = self.paused_until.is_some_and(|until| self.now < until);
        let mut show = Vec::new();
        for (due, snoozed) in open {
            let begin = snoozed.unwrap_or(due.at);
            let draft = &self.drafts[due.name.0];
            let end = self.calendar.may_be_shown_until(draft, due, begin);
            let appointment = (due.name.0, due.name.1, 0);
            let called_off = due.name.2 > 0
                && self.fates.contains_key(&appointment)
                && self.called_off(appointment);
            let quiet = asleep.is_some_and(|sleep| {
                draft.kind != ReminderKind::Bedtime || self.now >= sleep.lights_out + HALF_AN_HOUR
            });
            let decided = if self.now < begin {
                continue;
            } else if called_off {
                State::Skipped
            } else if self.now < end {
                if paused || quiet {
                    continue;
                }
                State::Shown
            } else if asleep.is_some() {
                continue;
            } else if self.paused_until.is_some_and(|until| end <= until) {
                State::Skipped
            } else {
                State::Missed
            };
            match decided {
                State::Shown => show.push((due, snoozed)),
                State::Missed => self.tally.missed += 1,
                _ => self.tally.skipped += 1,
            }
            self.fates.insert(due.name, Fate::Over);
            self.ledger.insert((due.name.0, due.at), decided);
        }
        show.sort_by_key(|(due, _)| (due.at, due.name));
        show
    }

    fn called_off(&self, (index, day, before): Name) -> bool {
        let of_it = self
            .calendar
            .due
            .iter()
            .find(|due| due.name == (index, day, before));
        let state = of_it.and_then(|due| self.ledger.get(&(index, due.at)));
        matches!(state, Some(State::Skipped | State::Done))
    }

    /// What must hold whatever happened. Answers with what was shown.
    fn check(&mut self, said: &[Notice], crashes: bool) -> Vec<Due> {
        let (now, asleep) = (self.now, self.calendar.asleep(self.now));
        let mut all = Vec::new();
        let naming = |notice: &&Notice| !notice.misses.is_empty() || notice.shows.len() > 1;
        let catch_ups = said.iter().filter(naming).count();
        self.catch_ups += u32::try_from(catch_ups).unwrap();
        self.tally.catch_ups += catch_ups as u64;
        if self.catch_ups > 1 || (catch_ups > 0 && said.len() > 1) {
            self.fault(
                "burst",
                format!("{} messages, {} catch-ups", said.len(), self.catch_ups),
            );
        }
        for notice in said {
            if asleep.is_some() && !notice.misses.is_empty() {
                self.fault("asleep", format!("named {:?}", notice.misses));
            }
            if self.paused_until.is_some_and(|until| now < until) && !notice.shows.is_empty() {
                self.fault("paused", format!("{:?}", notice.shows));
            }
            for one in &notice.shows {
                let index = self.agent.index(one.id);
                let at = one.due.to_utc();
                let bedtime = one.kind == ReminderKind::Bedtime;
                if asleep.is_some_and(|sleep| !bedtime || now >= sleep.lights_out + HALF_AN_HOUR) {
                    self.fault("asleep", format!("{one:?}"));
                }
                let known = self.known.get(&(index, at)).cloned().unwrap_or_default();
                let unseen = known.iter().find(|due| {
                    self.shown
                        .get(&due.name)
                        .is_none_or(|(shown, may)| shown < may)
                });
                let Some(due) = unseen.or(known.first()).copied() else {
                    self.fault("invented", format!("{one:?}"));
                    continue;
                };
                if at > now {
                    self.fault("early", format!("{one:?}"));
                }
                let count = self.shown.entry(due.name).or_insert((0, 1));
                count.0 += u32::from(!crashes);
                if count.0 > count.1 {
                    self.fault("doubled", format!("{one:?}"));
                }
                self.tally.shown += u64::from(!crashes);
                all.push(due);
            }
        }
        all.sort_by_key(|due| (due.at, due.name));
        all
    }

    fn compare(&mut self, expected: &[(Due, Option<Instant>)], shown: &[Due], messages: usize) {
        let late = |(due, snoozed): &(Due, Option<Instant>)| {
            self.now - snoozed.unwrap_or(due.at) >= Duration::minutes(2)
        };
        if messages > 1 && expected.iter().any(late) {
            self.fault("burst", format!("{messages} messages after a gap"));
        }
        for (due, _) in expected {
            if !shown.contains(due) {
                self.fault("lost", format!("not shown: {due:?}"));
            }
        }
        for due in shown {
            if !expected.iter().any(|(one, _)| one == due) {
                let what = format!("not to be shown: {due:?}, {:?}", self.fates.get(&due.name));
                self.fault("unasked", what);
            }
        }
    }

    /// Once a change of clock or zone is over: everything that every zone of that time knows stands in the ledger.
    fn settle(&mut self, asleep: bool) {
        let Some((since, until, zones)) = &self.unsettled else {
            return;
        };
        let (since, until, zones) = (*since, *until, zones.clone());
        let paused = self.paused_until.is_some_and(|until| self.now < until);
        if self.now < until || asleep || paused {
            return;
        }
        let reach = Duration::days(14);
        let rows = self.agent.rows(Some(since.min(self.now) - reach));
        self.unsettled = None;
        self.fates.retain(|_, fate| *fate == Fate::Over);
        let due: Vec<Due> = self
            .calendar
            .due
            .iter()
            .copied()
            .filter(|due| self.begin <= due.at && due.at <= self.now)
            .collect();
        for due in due {
            let written = rows.iter().find_map(|row| {
                let meant = self.meant_by(row)?;
                (meant.name == due.name).then_some((row, meant))
            });
            match written {
                Some((row, due)) if matches!(row.state, State::Snoozed | State::Planned) => {
                    self.looks.extend(row.until);
                    self.fates.insert(due.name, Fate::Open(due, row.until));
                }
                Some((row, due)) => {
                    self.fates.insert(due.name, Fate::Over);
                    self.ledger.insert((due.name.0, row.due), row.state);
                }
                None => {
                    let everywhere = zones.iter().all(|names| names.contains(&due.name));
                    if due.at > since - Duration::days(2) && everywhere {
                        self.fault("lost", format!("not recorded: {due:?}"));
                    }
                    self.fates.insert(due.name, Fate::Over);
                }
            }
        }
        // What another zone brought forward stands too.
        let ahead: Vec<Due> = self
            .calendar
            .due
            .iter()
            .copied()
            .filter(|due| due.at > self.now && due.at < self.now + Duration::days(4))
            .collect();
        for due in ahead {
            let stands = rows.iter().any(|row| {
                let meant = self.meant_by(row);
                row.state != State::Missed && meant.is_some_and(|meant| meant.name == due.name)
            });
            if stands {
                self.fates.insert(due.name, Fate::Over);
            }
        }
    }

    /// What `row` stands for. Two zones a day apart call one instant by two dates: then it is the date that was written.
    fn meant_by(&self, row: &Row) -> Option<Due> {
        match self.known.get(&(row.index, row.due))?.as_slice() {
            [one] => Some(*one),
            several => several.iter().copied().find(|one| one.name.1 == row.day),
        }
    }

    /// At the end the ledger holds what it should.
    fn compare_ledger(&mut self) {
        let rows: HashMap<(usize, Instant), State> = self
            .agent
            .rows(None)
            .into_iter()
            .map(|row| ((row.index, row.due), row.state))
            .collect();
        self.tally.due = rows.len() as u64;
        let expected: Vec<_> = self
            .ledger
            .iter()
            .map(|(key, state)| (*key, *state))
            .collect();
        for ((index, at), state) in expected {
            let name = self.known[&(index, at)][0].name;
            // What was put off and is still open.
            if matches!(self.fates.get(&name), Some(Fate::Open(..))) {
                continue;
            }
            let found = rows.get(&(index, at)).copied();
            if found != Some(state) {
                self.fault(
                    "ledger",
                    format!("{name:?} at {at}: {found:?}, not {state:?}"),
                );
            }
        }
    }

    fn fault(&mut self, kind: &'static str, what: String) {
        let settled = if self.unsettled.is_some() {
            ""
        } else {
            ", settled"
        };
        let (home, zone, now) = (self.home, self.zone, self.now);
        let text = format!("{kind}: of {home}, in {zone} at {now}{settled}: {what}");
        self.tally.faults.push(text);
    }
}
