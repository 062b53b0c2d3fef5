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

/// The place of the window in which an occurrence of this kind and routine is carried out, as `vesper --open` takes it.
#[must_use]
pub fn place(kind: ReminderKind, routine: Option<&str>) -> String {
    match (kind, routine) {
        (_, Some(routine)) => format!("massage/{routine}"),
        (ReminderKind::MorningDiary, None) => "diary/log".to_owned(),
        (_, None) => "tonight".to_owned(),
    }
}

/// Says at `now` what is shown and what was missed, the times as `dial` shows them. After a gap (`late`, or anything missed)
/// that is one message, however much there is.
#[must_use]
pub fn notices(
    show: Vec<(Occurrence, ReminderDraft)>,
    missed: Vec<Occurrence>,
    late: bool,
    now: Instant,
    dial: Dial,
) -> Vec<Notice> {
    if show.len() == 1 || (!late && missed.is_empty()) {
        let mut misses = missed;
        return show
            .into_iter()
            .map(|(occurrence, draft)| {
                let misses = std::mem::take(&mut misses);
                one(occurrence, draft, misses, now, dial)
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
        title: text("reminder_away_title", &[]),
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
    now: Instant,
    dial: Dial,
) -> Notice {
    let announces = occurrence.announces.zip(draft.appointment.as_ref());
    let title = match announces {
        Some((begins, appointment)) => {
            announced(&draft.title, (begins.to_utc(), appointment.zone), now, dial)
        }
        None => draft.title.clone(),
    };
    // What is only announced can be neither begun nor done.
    let possible = |action: &NoticeAction| {
        announces.is_none() || matches!(action, NoticeAction::Snooze | NoticeAction::Skip)
    };
    let lines: Vec<String> = particulars(&draft)
        .into_iter()
        .chain(draft.body)
        .chain(missed_sentence(&misses, dial))
        .collect();
    Notice {
        title,
        body: (!lines.is_empty()).then(|| lines.join("\n")),
        sound: draft.sound,
        actions: draft.actions.into_iter().filter(possible).collect(),
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
