//! What is due, in words: a message each while somebody looks, one message for all of it after a gap.

use serde::Serialize;

use super::words::{clock, list};
use super::{Occurrence, ReminderDraft, ReminderKind};
use crate::text::text;

/// One message to the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its first line.
    pub title: String,
    /// What stands below it.
    pub body: Option<String>,
    /// Whether it makes a sound.
    pub sound: bool,
    /// What it shows. Where that is one occurrence, it can be started, put off or left out on the message itself.
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

/// Says what is shown and what was missed. After a gap (`late`, or anything missed) that is one message, however much there is.
#[must_use]
pub fn notices(
    show: Vec<(Occurrence, ReminderDraft)>,
    missed: Vec<Occurrence>,
    late: bool,
) -> Vec<Notice> {
    if show.len() == 1 || (!late && missed.is_empty()) {
        let mut misses = missed;
        return show
            .into_iter()
            .map(|(occurrence, draft)| one(occurrence, draft, std::mem::take(&mut misses)))
            .collect();
    }
    if show.is_empty() && missed.is_empty() {
        return Vec::new();
    }
    let sound = show.iter().any(|(_, draft)| draft.sound);
    let shows: Vec<Occurrence> = show.into_iter().map(|(occurrence, _)| occurrence).collect();
    let possible =
        (!shows.is_empty()).then(|| text("reminder_still_possible", &[("names", &names(&shows))]));
    let sentences: Vec<String> = possible
        .into_iter()
        .chain(missed_sentence(&missed))
        .collect();
    vec![Notice {
        title: text("reminder_away_title", &[]),
        body: Some(sentences.join(" ")),
        sound,
        shows,
        misses: missed,
        place: "tonight".to_owned(),
    }]
}

fn one(occurrence: Occurrence, draft: ReminderDraft, misses: Vec<Occurrence>) -> Notice {
    let lines: Vec<String> = draft
        .body
        .into_iter()
        .chain(missed_sentence(&misses))
        .collect();
    Notice {
        title: draft.title,
        body: (!lines.is_empty()).then(|| lines.join("\n")),
        sound: draft.sound,
        place: place(draft.kind, draft.routine.as_deref()),
        shows: vec![occurrence],
        misses,
    }
}

fn missed_sentence(missed: &[Occurrence]) -> Option<String> {
    (!missed.is_empty()).then(|| text("reminder_missed", &[("names", &names(missed))]))
}

fn names(occurrences: &[Occurrence]) -> String {
    let named: Vec<String> = occurrences
        .iter()
        .map(|occurrence| {
            text(
                "reminder_named",
                &[
                    ("title", &occurrence.title),
                    ("time", &clock(occurrence.due.time())),
                ],
            )
        })
        .collect();
    list(&named)
}
