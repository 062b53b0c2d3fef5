//! What is due, in words: a message each while somebody looks, one message for all of it after a gap.

use serde::Serialize;

use super::words::{announced, list, particulars};
use super::{NoticeAction, Occurrence, ReminderDraft, ReminderKind, Sound};
use crate::text::text;
use crate::time::{Dial, Instant};

/// One message to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its first line.
    pub title: String,
    /// What stands below it.
    pub body: Option<String>,
    /// The sound it makes.
    pub sound: Sound,
    /// What can be done on the message itself; nothing where it shows other than one occurrence.
    pub actions: Vec<NoticeAction>,
    /// What it shows.
    pub shows: Vec<Occurrence>,
    /// What it names as missed.
    pub misses: Vec<Occurrence>,
    /// The place of the window that it opens.
    pub place: String,
}

/// Why nothing was said for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nobody looked: the computer slept or the program did not run.
    Away,
    /// Reminders were paused.
    Pause,
    /// The person was not to be disturbed.
    Busy,
}

/// The place of the window in which an occurrence of this kind and routine is carried out, as `vesper --open` takes it.
#[must_use]
pub fn place(kind: ReminderKind, routine: Option<&str>) -> String {
    match (kind, routine) {
        (_, Some(routine)) => format!("massage/{routine}"),
        (ReminderKind::MorningDiary, None) => "diary/log".to_owned(),
        (_, None) => "tonight".to_owned(),
    }
}

/// An occurrence of `draft` as it is said at `now`: its title, or what it announces ("Tomorrow at 17:00: Massage").
#[must_use]
pub fn said(draft: &ReminderDraft, occurrence: &Occurrence, now: Instant, dial: Dial) -> String {
    match (occurrence.announces, &draft.appointment) {
        (Some(begins), Some(appointment)) => {
            announced(&draft.title, (begins.to_utc(), appointment.zone), now, dial)
        }
        _ => draft.title.clone(),
    }
}

/// What can be done on the message of an occurrence of `draft`, or wherever else it waits: the reminder's own actions. What only
/// announces an appointment can be neither begun nor done. What can be put off can be put off until the person is free, where the
/// computer `tells` of that.
#[must_use]
pub fn offered(draft: &ReminderDraft, announces: bool, tells: bool) -> Vec<NoticeAction> {
    let mut offered = Vec::new();
    for action in &draft.actions {
        match action {
            NoticeAction::Start | NoticeAction::Done if announces => {}
            NoticeAction::Snooze if tells => {
                offered.extend([NoticeAction::Snooze, NoticeAction::UntilFree]);
            }
            other => offered.push(*other),
        }
    }
    offered
}

/// How things stand when something is said.
#[derive(Debug, Clone, Copy)]
pub struct Saying {
    /// When.
    pub now: Instant,
    /// The clock that times are read on.
    pub dial: Dial,
    /// Whether anything of it comes late.
    pub late: bool,
    /// What it comes after, where it comes late or names what was missed.
    pub gap: Gap,
    /// Whether this computer tells when the person is free again.
    pub tells: bool,
}

/// Says what is shown and what was missed. After a gap (anything late or missed) that is one message, however much there is.
#[must_use]
pub fn notices(
    show: Vec<(Occurrence, ReminderDraft)>,
    missed: Vec<Occurrence>,
    saying: Saying,
) -> Vec<Notice> {
    let Saying {
        dial, late, gap, ..
    } = saying;
    if show.len() == 1 || (!late && missed.is_empty()) {
        let mut misses = missed;
        return show
            .into_iter()
            .map(|(occurrence, draft)| {
                let misses = std::mem::take(&mut misses);
                one(occurrence, draft, misses, saying)
            })
            .collect();
    }
    if show.is_empty() && missed.is_empty() {
        return Vec::new();
    }
    let sounds = show.iter().map(|(_, draft)| draft.sound);
    let sound = sounds.fold(Sound::None, |loudest, sound| {
        if loudest == Sound::None {
            sound
        } else {
            loudest
        }
    });
    let shows: Vec<Occurrence> = show.into_iter().map(|(occurrence, _)| occurrence).collect();
    let possible = (!shows.is_empty()).then(|| {
        text(
            "reminder_still_possible",
            &[("names", &names(&shows, dial))],
        )
    });
    let sentences: Vec<String> = possible
        .into_iter()
        .chain(missed_sentence(&missed, dial))
        .collect();
    vec![Notice {
        title: text(
            match gap {
                Gap::Away => "reminder_away_title",
                Gap::Pause => "reminder_pause_title",
                Gap::Busy => "reminder_busy_title",
            },
            &[],
        ),
        body: Some(sentences.join(" ")),
        sound,
        actions: Vec::new(),
        shows,
        misses: missed,
        place: "tonight".to_owned(),
    }]
}

fn one(
    occurrence: Occurrence,
    draft: ReminderDraft,
    misses: Vec<Occurrence>,
    saying: Saying,
) -> Notice {
    let Saying {
        now, dial, tells, ..
    } = saying;
    let title = said(&draft, &occurrence, now, dial);
    let actions = offered(&draft, occurrence.announces.is_some(), tells);
    let lines: Vec<String> = particulars(&draft)
        .into_iter()
        .chain(draft.body)
        .chain(missed_sentence(&misses, dial))
        .collect();
    Notice {
        title,
        body: (!lines.is_empty()).then(|| lines.join("\n")),
        sound: draft.sound,
        actions,
        place: place(draft.kind, draft.routine.as_deref()),
        shows: vec![occurrence],
        misses,
    }
}

fn missed_sentence(missed: &[Occurrence], dial: Dial) -> Option<String> {
    (!missed.is_empty()).then(|| text("reminder_missed", &[("names", &names(missed, dial))]))
}

fn names(occurrences: &[Occurrence], dial: Dial) -> String {
    let named: Vec<String> = occurrences
        .iter()
        .map(|occurrence| {
            // An appointment is named by its own time, not by that of its heads-up.
            let at = occurrence.announces.unwrap_or(occurrence.due);
            text(
                "reminder_named",
                &[
                    ("title", &occurrence.title),
                    ("time", &dial.hours.say(at.time())),
                ],
            )
        })
        .collect();
    list(&named)
}
