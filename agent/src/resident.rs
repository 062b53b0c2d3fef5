//! The loop: looks once a minute, on the minute, says what is due, and does what the person answers.
//!
//! It decides nothing about reminders: what is due, and in which words, is the core's to say.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use chrono::NaiveDate;
use vesper_core::reminders::{Action, Notice, Presence, ReminderId};
use vesper_core::text::text;
use vesper_core::time::{Instant, Zone, local};
use vesper_core::vesper::Pause;
use vesper_core::{Error, Vesper};

use crate::desktop::{Choice, Event, Notifier, Tray};
use crate::face::{Command, Face};

/// How long a message is put off on the message itself, minutes.
const SNOOZE: u32 = 15;
/// A wall clock that moved by more than this between two looks was set, or the computer slept.
const LEAP: chrono::Duration = chrono::Duration::seconds(90);
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
    /// Up to when nothing can change, unless somebody changes it.
    quiet: Option<Quiet>,
    /// What is on its way to the screen: claimed, and not known to be shown.
    showing: Vec<(ReminderId, Instant)>,
    face: Option<Face>,
    backed_up: Option<NaiveDate>,
    /// The day on which it was said that there is no backup.
    no_backup: Option<NaiveDate>,
    in_trouble: bool,
    no_messages: bool,
}

/// A stretch of time in which a look would find nothing.
struct Quiet {
    last: Instant,
    until: Instant,
    zone: Zone,
    version: u32,
}

impl<D: Notifier + Tray> Resident<D> {
    /// An agent for `vesper` on `desktop`, which hears `events` and opens places of the window with `open`.
    pub fn new(
        vesper: Vesper,
        desktop: D,
        events: Receiver<Event>,
        open: Box<dyn Fn(&str)>,
    ) -> Self {
        Self {
            vesper,
            desktop,
            events,
            open,
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
        match self.say_what_is_due() {
            Ok(quiet) => {
                self.in_trouble = false;
                self.quiet = Some(quiet);
            }
            Err(failure) => self.trouble(&failure),
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

    fn say_what_is_due(&mut self) -> Result<Quiet, Error> {
        // What falls due while this look goes on is the next look's: it must not count as past.
        let now = self.vesper.now();
        for notice in self.vesper.claim_due(|| Presence::Free)? {
            let fresh = |(id, due)| !self.showing.contains(&(id, due));
            if names(&notice).all(fresh) {
                self.showing.extend(names(&notice));
                self.desktop.show(notice);
            }
        }
        let (face, until) = Face::at(now, &self.vesper)?;
        if self.face.as_ref() != Some(&face) {
            self.desktop.wear(face.clone());
            self.face = Some(face);
        }
        self.back_up();
        Ok(Quiet {
            last: now,
            until,
            zone: self.vesper.zone(),
            version: self.vesper.data_version()?,
        })
    }

    /// Makes the day's backup. Where that fails it says so once a day, and the next look that is not quiet tries again: reminders
    /// need no backup.
    fn back_up(&mut self) {
        let today = local(self.vesper.now(), self.vesper.zone()).date_naive();
        if self.backed_up == Some(today) {
            return;
        }
        match self.vesper.daily_backup() {
            Ok(()) => self.backed_up = Some(today),
            Err(failure) if self.no_backup != Some(today) => {
                self.no_backup = Some(today);
                self.complain("agent_no_backup", &failure, "settings/data");
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
                if !self.no_messages {
                    self.no_messages = true;
                    tracing::warn!("messages cannot be shown: the window opens in their place");
                }
                (self.open)(&notice.place);
                self.shown(&notice)
            }
            Event::Chosen(notice, choice) => self.choose(&notice, choice),
            Event::Commanded(command) => self.command(command),
        };
        if let Err(failure) = done {
            self.trouble(&failure);
        }
    }

    fn shown(&mut self, notice: &Notice) -> Result<(), Error> {
        self.vesper.notice_shown(notice)?;
        self.showing
            .retain(|shown| !names(notice).any(|name| name == *shown));
        Ok(())
    }

    fn choose(&mut self, notice: &Notice, choice: Choice) -> Result<(), Error> {
        let action = match choice {
            Choice::Open => None,
            Choice::Start => Some(Action::Start),
            Choice::Snooze => Some(Action::Snooze(SNOOZE)),
            Choice::Skip => Some(Action::Skip),
        };
        if let Some(action) = action {
            for (id, due) in names(notice) {
                match self.vesper.act_on_occurrence(id, due, action) {
                    // The reminder was removed while its message stood on the screen.
                    Err(Error::NotFound(_)) => {}
                    acted => drop(acted?),
                }
            }
        }
        if matches!(choice, Choice::Open | Choice::Start) {
            (self.open)(&notice.place);
        }
        Ok(())
    }

    fn command(&mut self, command: Command) -> Result<(), Error> {
        match command {
            Command::PauseForAnHour => {
                let until = Some(self.vesper.now() + chrono::Duration::hours(1));
                self.vesper.set_pause(Pause { until })?;
            }
            Command::PauseUntilMorning => drop(self.vesper.pause_until_morning()?),
            Command::Resume => drop(self.vesper.set_pause(Pause { until: None })?),
            Command::Open(place) => (self.open)(place),
            Command::Quit => {}
        }
        Ok(())
    }

    /// Says once that the diary cannot be read or written; the next look tries again.
    fn trouble(&mut self, failure: &Error) {
        self.quiet = None;
        if self.in_trouble {
            return;
        }
        self.in_trouble = true;
        self.complain("agent_trouble", failure, "tonight");
    }

    fn complain(&self, title: &str, failure: &Error, place: &str) {
        tracing::error!("{failure}");
        self.desktop.show(Notice {
            title: text(title, &[]),
            body: Some(failure.to_string()),
            sound: false,
            shows: Vec::new(),
            misses: Vec::new(),
            place: place.to_owned(),
        });
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
