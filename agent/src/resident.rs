//! The loop: looks once a minute, on the minute, says what is due, and does what the person answers.
//!
//! It decides nothing about reminders: what is due, and in which words, is the core's to say. Where the desktop shows no messages
//! the small window tells what waits; where the disk cannot be written it goes on from memory. Either is told once.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use chrono::NaiveDate;
use vesper_core::reminders::{Action, Notice, Presence, ReminderId, Sound};
use vesper_core::text::text;
use vesper_core::time::{Instant, Zone, local};
use vesper_core::vesper::Pause;
use vesper_core::{Error, Vesper, language};

use crate::desktop::{Choice, Event, Notifier, Tray};
use crate::face::{Command, Face, TONIGHT};
use crate::manners::Manners;

/// How long a message is put off on the message itself, minutes.
const SNOOZE: u32 = 15;
/// A wall clock that moved by more than this between two looks was set, or the computer slept.
const LEAP: chrono::Duration = chrono::Duration::seconds(90);
/// What the desktop refused to show is tried again, though not at once.
const TRY_AGAIN: chrono::Duration = chrono::Duration::seconds(30);
/// The place of the small window that tells what waits.
const WAITING: &str = "waiting";
/// The same, which also says why it comes.
const WAITING_FIRST: &str = "waiting/no-messages";
/// A look comes every so many milliseconds: once a minute, on the minute.
const MINUTE: i64 = 60_000;
/// To look a little after the minute: a timer that ends too soon would look a minute too late.
const AFTER_THE_MINUTE: i64 = 50;

/// The agent, whatever desktop it lives on.
pub struct Resident<D> {
    vesper: Vesper,
    desktop: D,
    events: Receiver<Event>,
    open: Box<dyn Fn(&str)>,
    manners: Box<dyn Manners>,
    /// The day on which it was noted which signs of being busy there are.
    signs_noted: Option<NaiveDate>,
    /// Up to when nothing can change, unless somebody changes it.
    quiet: Option<Quiet>,
    /// What is on its way to the screen: claimed, and not known to be shown.
    showing: Vec<Showing>,
    face: Option<Face>,
    backed_up: Option<NaiveDate>,
    /// The day on which it was said that there is no backup.
    no_backup: Option<NaiveDate>,
    in_trouble: bool,
    no_messages: bool,
}

/// An occurrence on its way to the screen.
struct Showing {
    name: (ReminderId, Instant),
    /// When the desktop refused to show it.
    refused: Option<Instant>,
    /// Whether the small window was opened for it.
    in_window: bool,
}

/// A stretch of time in which a look would find nothing.
struct Quiet {
    last: Instant,
    until: Instant,
    zone: Zone,
    version: u32,
}

impl<D: Notifier + Tray> Resident<D> {
    /// An agent for `vesper` on `desktop`, which hears `events`, opens places of the window with `open` and asks `manners`
    /// whether the person may be disturbed.
    pub fn new(
        vesper: Vesper,
        desktop: D,
        events: Receiver<Event>,
        open: Box<dyn Fn(&str)>,
        manners: Box<dyn Manners>,
    ) -> Self {
        Self {
            vesper,
            desktop,
            events,
            open,
            manners,
            signs_noted: None,
            quiet: None,
            showing: Vec::new(),
            face: None,
            backed_up: None,
            no_backup: None,
            in_trouble: false,
            no_messages: false,
        }
    }

    /// Lives until it is told to quit.
    pub fn live(mut self) {
        loop {
            let looked = self.vesper.now();
            self.look();
            match self.events.recv_timeout(wait(looked, self.vesper.now())) {
                Ok(Event::Commanded(Command::Quit)) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(event) => self.hear(event),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Looks for what is due, unless nothing can have changed.
    fn look(&mut self) {
        if self.is_quiet() {
            return;
        }
        self.speak();
        self.mind_the_disk();
        match self.say_what_is_due() {
            Ok(quiet) => {
                self.in_trouble = self.vesper.is_from_memory();
                self.quiet = quiet;
            }
            Err(failure) => self.trouble(&failure),
        }
    }

    /// Speaks the language that the person may have chosen since; the same one where the diary cannot be read.
    fn speak(&mut self) {
        let Ok(language) = self.vesper.language() else {
            return;
        };
        if language != language::spoken() {
            language::speak(language);
            // The same face is worn in other words.
            self.face = None;
        }
    }

    fn is_quiet(&mut self) -> bool {
        let (now, zone) = (self.vesper.now(), self.vesper.zone());
        let version = self.vesper.data_version().ok();
        let Some(quiet) = &mut self.quiet else {
            return false;
        };
        let passed = now - quiet.last;
        quiet.last = now;
        (chrono::Duration::zero()..LEAP).contains(&passed)
            && now < quiet.until
            && zone == quiet.zone
            && version == Some(quiet.version)
    }

    /// Says what is due; answers with the quiet that follows, where one does.
    fn say_what_is_due(&mut self) -> Result<Option<Quiet>, Error> {
        // What falls due while this look goes on is the next look's: it must not count as past.
        let now = self.vesper.now();
        // What another program changes while this look goes on is the next look's too.
        let version = self.vesper.data_version()?;
        self.note_signs(now)?;
        let presence = self.claim(now)?;
        let (face, until) = Face::at(now, &self.vesper)?;
        if self.face.as_ref() != Some(&face) {
            self.desktop.wear(face.clone());
            self.face = Some(face);
        }
        self.back_up();
        let refused = self.showing.iter().any(|one| one.refused.is_some());
        if presence == Presence::Busy || refused || self.vesper.is_from_memory() {
            return Ok(None);
        }
        Ok(Some(Quiet {
            last: now,
            until,
            zone: self.vesper.zone(),
            version,
        }))
    }

    /// Notes once a day which signs of being busy this computer gives: a camera may have been plugged in.
    fn note_signs(&mut self, now: Instant) -> Result<(), Error> {
        let today = local(now, self.vesper.zone()).date_naive();
        if self.signs_noted == Some(today) || self.vesper.is_from_memory() {
            return Ok(());
        }
        let given = self.manners.given();
        keep(&mut self.vesper, |vesper| vesper.note_signs(&given))?;
        self.signs_noted = Some(today);
        Ok(())
    }

    /// Claims what is due and shows it; answers whether the person may be disturbed, where that had to be asked.
    fn claim(&mut self, now: Instant) -> Result<Presence, Error> {
        let ignored = self.vesper.settings()?.ignored_signs;
        let mut answer = None;
        let mut ask = || *answer.get_or_insert_with(|| self.manners.presence(&ignored));
        let said = keep(&mut self.vesper, |vesper| vesper.claim_due(&mut ask))?;
        self.mind_the_disk();
        // What was refused and is claimed no more was answered, or its time is over.
        let claimed: Vec<_> = said.iter().flat_map(names).collect();
        self.showing
            .retain(|one| one.refused.is_none() || claimed.contains(&one.name));
        for notice in said {
            if names(&notice).all(|name| self.may_show(name, now)) {
                for name in names(&notice) {
                    match self.showing.iter_mut().find(|one| one.name == name) {
                        Some(one) => one.refused = None,
                        None => self.showing.push(Showing {
                            name,
                            refused: None,
                            in_window: false,
                        }),
                    }
                }
                self.desktop.show(notice);
            }
        }
        Ok(answer.unwrap_or_default())
    }

    /// Whether the desktop is to be asked to show it: not while it is asked already, nor at once after it refused.
    fn may_show(&self, name: (ReminderId, Instant), now: Instant) -> bool {
        let known = self.showing.iter().find(|one| one.name == name);
        known.is_none_or(|one| {
            one.refused
                .is_some_and(|refused| (now - refused).abs() >= TRY_AGAIN)
        })
    }

    /// Goes back to the disk as soon as it can be written; says once that it cannot.
    fn mind_the_disk(&mut self) {
        if let Err(failure) = self.vesper.return_to_disk()
            && !std::mem::replace(&mut self.in_trouble, true)
        {
            tracing::error!("{failure}");
            let body = text("agent_from_memory_text", &[("what", &failure.to_string())]);
            self.complain("agent_from_memory", body, TONIGHT);
        }
    }

    /// Makes the day's backup. Where that fails it says so once a day, and the next look that is not quiet tries again: reminders
    /// need no backup.
    fn back_up(&mut self) {
        let today = local(self.vesper.now(), self.vesper.zone()).date_naive();
        if self.backed_up == Some(today) || self.vesper.is_from_memory() {
            return;
        }
        match self.vesper.daily_backup() {
            Ok(()) => self.backed_up = Some(today),
            Err(failure) if self.no_backup != Some(today) => {
                self.no_backup = Some(today);
                tracing::error!("{failure}");
                self.complain("agent_no_backup", failure.to_string(), "settings/data");
            }
            Err(_) => {}
        }
    }

    /// Does what something that happened asks for.
    fn hear(&mut self, event: Event) {
        self.quiet = None;
        let done = match event {
            Event::Shown(notice) => {
                self.no_messages = false;
                self.shown(&notice)
            }
            Event::NotShown(notice) => {
                self.not_shown(&notice);
                Ok(())
            }
            Event::Chosen(notice, choice) => self.choose(&notice, choice),
            Event::Commanded(command) => self.command(command),
        };
        if let Err(failure) = done {
            self.trouble(&failure);
        }
    }

    fn shown(&mut self, notice: &Notice) -> Result<(), Error> {
        keep(&mut self.vesper, |vesper| vesper.notice_shown(notice))?;
        self.showing
            .retain(|one| !names(notice).any(|name| name == one.name));
        Ok(())
    }

    /// Tells by the small window what could not be shown, once; it says itself that it did. A later look tries the desktop again.
    fn not_shown(&mut self, notice: &Notice) {
        if notice.shows.is_empty() {
            // What was missed is in the history; what is wrong the window shows.
            if notice.misses.is_empty() {
                (self.open)(&notice.place);
            }
            return;
        }
        let now = self.vesper.now();
        let mut untold = false;
        for one in &mut self.showing {
            if names(notice).any(|name| name == one.name) {
                one.refused = Some(now);
                untold |= !std::mem::replace(&mut one.in_window, true);
            }
        }
        if untold && !std::mem::replace(&mut self.no_messages, true) {
            tracing::warn!("messages cannot be shown: the small window opens in their place");
            (self.open)(WAITING_FIRST);
        } else if untold {
            (self.open)(WAITING);
        }
    }

    fn choose(&mut self, notice: &Notice, choice: Choice) -> Result<(), Error> {
        for (id, due) in names(notice) {
            self.act(id, due, choice)?;
        }
        if matches!(choice, Choice::Open | Choice::Start) {
            (self.open)(&notice.place);
        }
        Ok(())
    }

    fn act(&mut self, id: ReminderId, due: Instant, choice: Choice) -> Result<(), Error> {
        let action = match choice {
            Choice::Open => return Ok(()),
            Choice::Start => Action::Start,
            Choice::Done => Action::Done,
            Choice::Snooze => Action::Snooze(SNOOZE),
            Choice::UntilFree => Action::SnoozeUntilFree,
            Choice::Skip => Action::Skip,
        };
        match keep(&mut self.vesper, |vesper| {
            vesper.act_on_occurrence(id, due, action)
        }) {
            // The reminder was removed while its message stood on the screen.
            Err(Error::NotFound(_)) => Ok(()),
            acted => acted.map(drop),
        }
    }

    /// Does what the tray's menu was asked for what waits.
    fn answer(&mut self, id: ReminderId, due: Instant, choice: Choice) -> Result<(), Error> {
        let waiting = self.vesper.waiting()?.into_iter();
        let mut asked = waiting.filter(|one| one.occurrence.id == id);
        let place = asked.find(|one| one.occurrence.due.to_utc() == due);
        self.act(id, due, choice)?;
        if choice == Choice::Start {
            (self.open)(place.as_ref().map_or(TONIGHT, |one| &one.place));
        }
        Ok(())
    }

    fn command(&mut self, command: Command) -> Result<(), Error> {
        match command {
            Command::Answer(id, due, choice) => self.answer(id, due, choice)?,
            Command::PauseForAnHour => {
                let until = Some(self.vesper.now() + chrono::Duration::hours(1));
                keep(&mut self.vesper, |vesper| vesper.set_pause(Pause { until }))?;
            }
            Command::PauseUntilMorning => {
                keep(&mut self.vesper, Vesper::pause_until_morning)?;
            }
            Command::Resume => {
                let until = None;
                keep(&mut self.vesper, |vesper| vesper.set_pause(Pause { until }))?;
            }
            Command::Open(place) => (self.open)(place),
            Command::Quit => {}
        }
        Ok(())
    }

    /// Says once that the diary cannot be read; the next look tries again.
    fn trouble(&mut self, failure: &Error) {
        self.quiet = None;
        if !std::mem::replace(&mut self.in_trouble, true) {
            tracing::error!("{failure}");
            self.complain("agent_trouble", failure.to_string(), TONIGHT);
        }
    }

    fn complain(&self, title: &str, body: String, place: &str) {
        self.desktop.show(Notice {
            title: text(title, &[]),
            body: Some(body),
            sound: Sound::None,
            actions: Vec::new(),
            shows: Vec::new(),
            misses: Vec::new(),
            place: place.to_owned(),
        });
    }
}

/// Does `verb`; where the disk refuses, it is done in memory.
fn keep<T>(
    vesper: &mut Vesper,
    mut verb: impl FnMut(&mut Vesper) -> Result<T, Error>,
) -> Result<T, Error> {
    match verb(vesper) {
        Err(Error::Storage(_)) if !vesper.is_from_memory() => {
            vesper.go_on_from_memory()?;
            verb(vesper)
        }
        done => done,
    }
}

/// How long to wait at `now` after a look that began at `looked`: until the minute of the wall clock that followed it, when other
/// programs wake the computer too.
///
/// Counted from the look's beginning: one that went on past the minute must not wait for the next. However long a computer
/// sleeps meanwhile, it is never more than a minute of waking time.
fn wait(looked: Instant, now: Instant) -> Duration {
    let looked = looked.timestamp_millis();
    let next = looked - looked.rem_euclid(MINUTE) + MINUTE + AFTER_THE_MINUTE;
    let left = (next - now.timestamp_millis()).clamp(0, MINUTE + AFTER_THE_MINUTE);
    Duration::from_millis(left.unsigned_abs())
}

/// The occurrences a message shows.
fn names(notice: &Notice) -> impl Iterator<Item = (ReminderId, Instant)> {
    notice.shows.iter().map(|one| (one.id, one.due.to_utc()))
}

#[cfg(test)]
mod tests;
