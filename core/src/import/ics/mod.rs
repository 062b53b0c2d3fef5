//! iCalendar (RFC 5545): the events of a calendar or of an invitation, as appointments for a massage.
//!
//! One file a part of the format: `lines` are its content lines and components, `values` its times and durations, `zones` what its
//! TZIDs mean, `rule` its repetitions, `event` an event with its alarms. What our rules cannot say is left out with its line and
//! the way out, never bent into something near.

mod event;
mod lines;
mod rule;
#[cfg(test)]
mod tests;
mod values;
mod windows;
mod zones;

use std::collections::HashMap;

use self::event::Context;
use self::lines::Component;
use super::{Reader, Reading, Skipped};
use crate::error::Invalid;
use crate::reminders::{Due, ReminderDraft};
use crate::text::text;

/// An appointment a calendar told of, and the line its beginning stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundAppointment {
    /// The line in the file, from 1.
    pub line: u32,
    /// What the calendar knows it by; a single date of a series by the date too.
    pub id: Option<String>,
    /// The reminder that it becomes.
    pub draft: ReminderDraft,
    /// Dates of its rule that are left out.
    pub without: Vec<Due>,
}

pub(super) fn recognises(head: &str) -> bool {
    lines::recognises(head.as_bytes())
}

/// Whether a file that begins with these bytes is a calendar.
pub(super) fn is_calendar(bytes: &[u8]) -> bool {
    lines::recognises(bytes)
}

/// The same lines, none of them broken within a character.
pub(super) fn whole_characters(bytes: Vec<u8>) -> Vec<u8> {
    lines::whole_characters(bytes)
}

/// Reads the appointments of the calendars in `file` that are still to come.
pub(super) fn read(file: &str, reader: &mut Reader<'_>) -> Result<Reading, Invalid> {
    let calendars = lines::parse(file)?;
    let mut reading = Reading::default();
    let all: usize = calendars.iter().map(|calendar| calendar.parts.len()).sum();
    let mut done = 0;
    for calendar in &calendars {
        if calendar.name != "VCALENDAR" {
            reading
                .skipped
                .push(not_an_appointment(calendar.line, &calendar.name));
            continue;
        }
        let context = Context::of(calendar, reader);
        let newest = newest(calendar);
        for (at, part) in calendar.parts.iter().enumerate() {
            done += 1;
            reader.report(done, all)?;
            match part.name.as_str() {
                "VTIMEZONE" => {}
                "VEVENT"
                    if newest
                        .get(&identity(part))
                        .is_none_or(|newest| *newest == at) =>
                {
                    match event::read(part, &context) {
                        Ok(found) => reading.appointments.extend(found),
                        Err(skipped) => reading.skipped.push(skipped),
                    }
                }
                "VEVENT" => reading
                    .skipped
                    .push(left_out(part.line, "import_ics_twice", &[])),
                other => reading.skipped.push(not_an_appointment(part.line, other)),
            }
        }
    }
    Ok(reading)
}

/// What an event is known by: its UID, and which date of a series it stands for.
fn identity(event: &Component) -> Option<(&str, Option<&str>)> {
    let uid = uid(event)?;
    Some((
        uid,
        event
            .property("RECURRENCE-ID")
            .map(|date| date.value.trim()),
    ))
}

/// The UID of an event, where it has one.
fn uid(event: &Component) -> Option<&str> {
    let uid = event.property("UID")?.value.trim();
    (!uid.is_empty()).then_some(uid)
}

/// Of each event that stands there more than once, which is the newest.
fn newest(calendar: &Component) -> HashMap<Option<(&str, Option<&str>)>, usize> {
    let mut newest = HashMap::new();
    let age = |at: usize| {
        let event = calendar.parts.get(at);
        let value = |name| {
            event
                .and_then(|event| event.property(name))
                .map(|property| property.value.trim())
        };
        let sequence = value("SEQUENCE").and_then(|number| number.parse::<u64>().ok());
        (sequence.unwrap_or_default(), value("DTSTAMP"), at)
    };
    for (at, event) in calendar.parts.iter().enumerate() {
        if event.name == "VEVENT" && identity(event).is_some() {
            newest
                .entry(identity(event))
                .and_modify(|known| {
                    if age(*known) < age(at) {
                        *known = at;
                    }
                })
                .or_insert(at);
        }
    }
    newest
}

/// What is left out, because of what stands on `line`.
fn left_out(line: u32, key: &str, args: &[(&str, &str)]) -> Skipped {
    Skipped {
        line,
        reason: text(key, args),
    }
}

fn not_an_appointment(line: u32, name: &str) -> Skipped {
    let key = match name {
        "VTODO" => "import_ics_to_do",
        "VJOURNAL" => "import_ics_journal",
        "VFREEBUSY" => "import_ics_free_busy",
        _ => return left_out(line, "import_ics_other", &[("name", name)]),
    };
    left_out(line, key, &[])
}
