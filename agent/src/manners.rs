//! Manners: the signs that the person is not to be disturbed.
//!
//! They are read only when there is something to say, and in `--manners`, never by the minute. A sign that this computer does not
//! give holds nothing back. No sound and no picture is ever read: only whether a program has the device open.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(windows)]
mod windows;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use vesper_core::reminders::{Presence, Sign, SignSeen};
use vesper_core::text::text;

/// A desktop that has not answered by then is passed over.
const PATIENCE: Duration = Duration::from_secs(1);
/// Enough for a connection to the desktop.
const STACK: usize = 256 * 1024;

/// Where a sign is read.
pub trait Source: Send + Sync {
    /// Whether it says that the person is busy; `None` where this computer does not tell.
    fn is_busy(&self) -> Option<bool>;
}

/// What the agent asks of the signs.
pub trait Manners {
    /// Whether the person may be disturbed, by all signs but the `ignored` ones.
    fn presence(&self, ignored: &[Sign]) -> Presence;

    /// The signs that this computer gives.
    fn given(&self) -> Vec<Sign>;
}

/// One sign and where it is read.
struct Read {
    sign: Sign,
    source: Arc<dyn Source>,
    /// Whether it is being read: one that never answers is asked once.
    reading: Arc<AtomicBool>,
}

/// The signs that this computer may give.
pub struct Signs(Vec<Read>);

impl Signs {
    /// All that are known of this system.
    #[must_use]
    pub fn of_this_computer() -> Self {
        #[cfg(target_os = "linux")]
        let sources = linux::sources();
        #[cfg(windows)]
        let sources = windows::sources();
        #[cfg(not(any(target_os = "linux", windows)))]
        let sources = Vec::new();
        Self::of(sources)
    }

    fn of(sources: Vec<(Sign, Arc<dyn Source>)>) -> Self {
        let read = |(sign, source)| Read {
            sign,
            source,
            reading: Arc::default(),
        };
        Self(sources.into_iter().map(read).collect())
    }

    /// What each sign says just now.
    #[must_use]
    pub fn seen(&self) -> Vec<SignSeen> {
        let read = self.read(&[]);
        let seen = |sign| {
            let found = read.iter().find(|(read, _)| *read == sign);
            let busy = found.map(|(_, busy)| *busy);
            SignSeen {
                sign,
                available: busy.is_some(),
                busy: busy.unwrap_or(false),
                says: says(sign, busy),
            }
        };
        Sign::ALL.into_iter().map(seen).collect()
    }

    /// What each sign says just now, for the window.
    #[must_use]
    pub fn as_json(&self) -> Value {
        json!(self.seen())
    }

    /// Reads all signs but the `ignored` ones at the same time; those that do not answer are left out.
    fn read(&self, ignored: &[Sign]) -> Vec<(Sign, bool)> {
        let (tell, told) = mpsc::channel();
        for read in self.0.iter().filter(|read| !ignored.contains(&read.sign)) {
            if read.reading.swap(true, Ordering::AcqRel) {
                continue;
            }
            let (tell, sign) = (tell.clone(), read.sign);
            let (source, reading) = (read.source.clone(), read.reading.clone());
            let begun = thread::Builder::new().stack_size(STACK).spawn(move || {
                let busy = source.is_busy();
                reading.store(false, Ordering::Release);
                let _ = tell.send((sign, busy));
            });
            if begun.is_err() {
                read.reading.store(false, Ordering::Release);
            }
        }
        drop(tell);
        let mut answers = Vec::new();
        while let Ok((sign, busy)) = told.recv_timeout(PATIENCE) {
            answers.extend(busy.map(|busy| (sign, busy)));
        }
        answers
    }
}

impl Manners for Signs {
    fn presence(&self, ignored: &[Sign]) -> Presence {
        let busy = self.read(ignored).into_iter().any(|(_, busy)| busy);
        if busy { Presence::Busy } else { Presence::Free }
    }

    fn given(&self) -> Vec<Sign> {
        let seen = self.seen().into_iter();
        seen.filter(|seen| seen.available)
            .map(|seen| seen.sign)
            .collect()
    }
}

/// What `sign` says in words, where it says anything.
fn says(sign: Sign, busy: Option<bool>) -> String {
    let sign = match sign {
        Sign::DoNotDisturb => "do_not_disturb",
        Sign::FullScreen => "full_screen",
        Sign::Microphone => "microphone",
        Sign::Camera => "camera",
        Sign::Away => "away",
    };
    let state = match busy {
        None => "unavailable",
        Some(true) => "busy",
        Some(false) => "free",
    };
    text(&format!("manners_{sign}_{state}"), &[])
}

#[cfg(test)]
mod tests {
    use vesper_core::text::has;

    use super::*;

    struct Says(Option<bool>);

    impl Source for Says {
        fn is_busy(&self) -> Option<bool> {
            self.0
        }
    }

    /// Answers when the test ends.
    struct Never(std::sync::Mutex<mpsc::Receiver<()>>);

    impl Source for Never {
        fn is_busy(&self) -> Option<bool> {
            let _ = self.0.lock().unwrap().recv();
            Some(true)
        }
    }

    fn signs(says: &[(Sign, Option<bool>)]) -> Signs {
        let source = |(sign, busy): &(Sign, Option<bool>)| {
            let source: Arc<dyn Source> = Arc::new(Says(*busy));
            (*sign, source)
        };
        Signs::of(says.iter().map(source).collect())
    }

    #[test]
    fn one_sign_is_enough_unless_the_person_ignores_it() {
        let signs = signs(&[(Sign::Camera, Some(true)), (Sign::Away, Some(false))]);
        assert_eq!(signs.presence(&[]), Presence::Busy);
        assert_eq!(signs.presence(&[Sign::Camera]), Presence::Free);
    }

    #[test]
    fn a_sign_that_is_not_given_holds_nothing_back_and_is_listed_as_that() {
        let signs = signs(&[(Sign::Camera, None)]);
        assert_eq!(signs.presence(&[]), Presence::Free);
        let seen = signs.seen();
        assert_eq!(seen.len(), Sign::ALL.len(), "all are listed");
        assert!(seen.iter().all(|seen| !seen.available && !seen.busy));
    }

    #[test]
    fn a_sign_that_never_answers_is_passed_over_and_not_asked_again() {
        let (end, ended) = mpsc::channel();
        let never: Arc<dyn Source> = Arc::new(Never(std::sync::Mutex::new(ended)));
        let free: Arc<dyn Source> = Arc::new(Says(Some(false)));
        let signs = Signs::of(vec![(Sign::FullScreen, never), (Sign::Away, free)]);
        for _ in 0..2 {
            assert_eq!(signs.read(&[]), [(Sign::Away, false)]);
        }
        drop(end);
    }

    #[test]
    fn every_sign_has_its_words() {
        for sign in Sign::ALL {
            for busy in [None, Some(false), Some(true)] {
                let words = says(sign, busy);
                assert!(!words.starts_with("manners_"), "{words}");
            }
        }
        assert!(has("manners_away_busy"));
    }
}
