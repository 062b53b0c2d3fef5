//! Reminders as iCalendar (RFC 5545): an event a reminder, that any calendar shows at the instants at which Vesper would.
//!
//! What a rule cannot say (a plan that moves lights-out, a date held back by the planned sleep, a night on which the clocks change)
//! stands as EXDATE and RDATE for as long as the calendar reaches; beyond that the rule goes on alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset};
use chrono_tz::OffsetComponents;

use crate::reminders::{Due, ReminderDraft, ReminderId, ReminderKind, When, in_words};
use crate::text::text;
use crate::time::{Dial, Instant, Minutes, Weekday, Zone, as_calendars_read, local};

/// One reminder and the instants, earliest first, at which it is shown until the calendar's end.
pub struct Series {
    /// Its id.
    pub id: ReminderId,
    /// What the person set up.
    pub draft: ReminderDraft,
    /// When it comes; heads-ups are alarms of these and not among them.
    pub dues: Vec<Due>,
    /// The last date of its rule, where it ends.
    pub last: Option<NaiveDate>,
}

/// A calendar to be written.
pub struct Calendar {
    /// Names the diary.
    pub diary: String,
    /// When it is written.
    pub now: Instant,
    /// Up to when exceptions to the rules stand in it.
    pub end: Instant,
    /// The person's clock: in its zone clock times that float are read, as it shows hours they are told.
    pub dial: Dial,
    /// The reminders.
    pub series: Vec<Series>,
}

/// The longest content line, octets without its break (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Writes `calendar`; answers with the number of events.
///
/// # Errors
/// Where `out` refuses.
pub fn write(calendar: &Calendar, out: &mut dyn Write) -> io::Result<u32> {
    let mut lines = Lines(out);
    lines.say("BEGIN", "VCALENDAR")?;
    lines.say("VERSION", "2.0")?;
    lines.say("PRODID", "-//Vesper//Vesper//EN")?;
    lines.say("CALSCALE", "GREGORIAN")?;
    let events: Vec<Event<'_>> = calendar
        .series
        .iter()
        .flat_map(|series| events(calendar, series))
        .collect();
    let mut zones: Vec<Zone> = Vec::new();
    for event in &events {
        if !zones.contains(&event.zone) && !is_utc(event.zone) {
            zones.push(event.zone);
        }
    }
    for zone in zones {
        let first = events.iter().map(|event| event.start).min();
        timezone(
            &mut lines,
            zone,
            first.unwrap_or(calendar.now),
            calendar.end,
        )?;
    }
    for event in &events {
        event.write(calendar, &mut lines)?;
    }
    lines.say("END", "VCALENDAR")?;
    Ok(u32::try_from(events.len()).unwrap_or(u32::MAX))
}

/// One event: the dates of a series that stand at one clock time.
struct Event<'a> {
    series: &'a Series,
    /// Which of the series' events it is, from 1.
    nth: usize,
    zone: Zone,
    start: Instant,
    rule: Option<String>,
    /// Said by the rule, and not shown, on the wall clock.
    without: Vec<NaiveDateTime>,
    /// Shown, and not said by the rule.
    with: Vec<Instant>,
}

/// A clock time, and how many days after the rule's date it lies.
type Place = (i64, NaiveTime);

/// The events that show what `series` shows. A rule at a clock time is one event; one relative to lights-out is one for each
/// clock time that the plan of the week gives it.
fn events<'a>(calendar: &Calendar, series: &'a Series) -> Vec<Event<'a>> {
    let zone = series
        .draft
        .appointment
        .as_ref()
        .map_or(calendar.dial.zone, |one| one.zone);
    let event = |nth, start, rule, without, with| Event {
        series,
        nth,
        zone,
        start,
        rule,
        without,
        with,
    };
    if series.draft.rule.is_single() {
        return series
            .dues
            .first()
            .map(|due| event(1, due.at, None, Vec::new(), Vec::new()))
            .into_iter()
            .collect();
    }
    let mut groups: BTreeMap<Place, (BTreeSet<Weekday>, Vec<Due>)> = BTreeMap::new();
    for weekday in Weekday::ALL {
        let on: Vec<Due> = series
            .dues
            .iter()
            .copied()
            .filter(|due| Weekday::of(due.day) == weekday)
            .collect();
        if let Some(usual) = usual(&on, zone) {
            let (days, dues) = groups.entry(usual).or_default();
            days.insert(weekday);
            dues.extend(on);
        }
    }
    let mut made: Vec<Event<'_>> = groups
        .into_iter()
        .filter_map(|(place, (days, mut dues))| {
            dues.sort_unstable();
            let first = *dues.iter().find(|due| place_of(**due, zone) == place)?;
            let (rule, without, with) =
                recurrence(calendar, series, zone, place, &days, &dues, first);
            Some(event(0, first.at, Some(rule), without, with))
        })
        .collect();
    made.sort_by_key(|event| event.start);
    for (event, nth) in made.iter_mut().zip(1..) {
        event.nth = nth;
    }
    made
}

fn place_of(due: Due, zone: Zone) -> Place {
    let civil = local(due.at, zone).naive_local();
    ((civil.date() - due.day).num_days(), civil.time())
}

/// Where most of `dues` lie.
fn usual(dues: &[Due], zone: Zone) -> Option<Place> {
    let mut counts: BTreeMap<Place, usize> = BTreeMap::new();
    for due in dues {
        *counts.entry(place_of(*due, zone)).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(place, _)| place)
}

/// The RRULE of `dues`, and what it says too much and too little.
fn recurrence(
    calendar: &Calendar,
    series: &Series,
    zone: Zone,
    (shift, time): Place,
    days: &BTreeSet<Weekday>,
    dues: &[Due],
    first: Due,
) -> (String, Vec<NaiveDateTime>, Vec<Instant>) {
    let weeks = series.draft.rule.every_weeks.max(1);
    let shifted = |date: NaiveDate| {
        date.checked_add_signed(Duration::days(shift))
            .unwrap_or(date)
    };
    let last = series.last.filter(|last| *last >= first.day);
    // The weeks of the rule begin on Monday; where it comes a day later, these weeks do too.
    let monday = NaiveDate::from_isoywd_opt(2026, 1, chrono::Weekday::Mon).unwrap_or_default();
    let code = |date: NaiveDate| match Weekday::of(date) {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    };
    let named: Vec<&str> = Weekday::ALL
        .into_iter()
        .zip(monday.iter_days())
        .filter(|(day, _)| days.contains(day))
        .map(|(_, date)| code(shifted(date)))
        .collect();
    let mut rule = String::from("FREQ=WEEKLY");
    if weeks > 1 {
        rule.push_str(&format!(";INTERVAL={weeks}"));
    }
    rule.push_str(&format!(
        ";WKST={};BYDAY={}",
        code(shifted(monday)),
        named.join(",")
    ));
    if let Some(last) = last {
        let until = as_calendars_read(shifted(last).and_time(time), zone);
        rule.push_str(&format!(";UNTIL={}", utc(until)));
    }
    // What a calendar makes of the rule, date by date as it reads it.
    let first_week = week(first.day);
    let end = local(calendar.end, zone).date_naive();
    let said: BTreeMap<Instant, NaiveDateTime> = first
        .day
        .iter_days()
        .take_while(|date| *date <= end && last.is_none_or(|last| *date <= last))
        .filter(|date| days.contains(&Weekday::of(*date)))
        .filter(|date| (week(*date) - first_week) % i64::from(weeks) == 0)
        .map(|date| shifted(date).and_time(time))
        .map(|civil| (as_calendars_read(civil, zone), civil))
        .filter(|(at, _)| *at < calendar.end)
        .collect();
    let shown: BTreeSet<Instant> = dues.iter().map(|due| due.at).collect();
    let unsaid = |at: &&Instant| !said.contains_key(*at);
    let with = shown.iter().filter(unsaid).copied().collect();
    let without = said.iter().filter(|(at, _)| !shown.contains(*at));
    let without = without.map(|(_, civil)| *civil).collect();
    (rule, without, with)
}

/// The week of `date`, counted from one that began on a Monday.
fn week(date: NaiveDate) -> i64 {
    let days = i64::from(date.num_days_from_ce()) - 1;
    days.div_euclid(7)
}

impl Event<'_> {
    fn write(&self, calendar: &Calendar, lines: &mut Lines<'_>) -> io::Result<()> {
        let Series { id, draft, .. } = self.series;
        let suffix = if self.nth > 1 {
            format!("-{}", self.nth)
        } else {
            String::new()
        };
        lines.say("BEGIN", "VEVENT")?;
        lines.say(
            "UID",
            &format!("reminder-{}{suffix}@{}.vesper", id.0, calendar.diary),
        )?;
        lines.say("DTSTAMP", &utc(calendar.now))?;
        // Each writing is newer than the one before: a calendar then takes it in the place of that.
        let written = (calendar.now.timestamp() / 60).rem_euclid(i64::from(i32::MAX));
        lines.say("SEQUENCE", &written.to_string())?;
        self.civil(lines, "DTSTART", local(self.start, self.zone).naive_local())?;
        if let Some(appointment) = &draft.appointment {
            lines.say("DURATION", &format!("PT{}M", appointment.minutes.0))?;
        }
        if let Some(rule) = &self.rule {
            lines.say("RRULE", rule)?;
        }
        for civil in &self.without {
            self.civil(lines, "EXDATE", *civil)?;
        }
        for at in &self.with {
            // By the world's clock, which no change of clocks shows twice.
            lines.say("RDATE", &utc(*at))?;
        }
        lines.say("X-VESPER-KIND", &slug(draft.kind))?;
        let appointment = draft.appointment.as_ref();
        let mut summary = draft.title.clone();
        if let Some(name) = appointment.and_then(|one| one.therapist.as_ref()) {
            let mut property = "X-VESPER-THERAPIST";
            if !draft.title.contains(name.as_str()) {
                property = "X-VESPER-THERAPIST;X-APPENDED=TRUE";
                summary = format!("{summary} {}", text("reminder_with", &[("name", name)]));
            }
            lines.say(property, &escaped(name))?;
        }
        lines.say("SUMMARY", &escaped(&summary))?;
        if let Some(place) = appointment.and_then(|one| one.place.as_ref()) {
            lines.say("LOCATION", &escaped(place))?;
        }
        if appointment.is_none() {
            // A reminder takes none of the day's time.
            lines.say("TRANSP", "TRANSPARENT")?;
        }
        let mut description: Vec<String> = draft.body.clone().into_iter().collect();
        if let When::BeforeLightsOut(minutes) = draft.rule.when {
            lines.say("X-VESPER-BEFORE-LIGHTS-OUT", &minutes.0.to_string())?;
            let date = local(calendar.now, calendar.dial.zone).date_naive();
            let planned = [
                ("rule", in_words(draft, calendar.dial)),
                ("date", date.to_string()),
            ];
            let planned = planned
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            description.push(text("calendar_follows_plan", &planned));
        }
        if !description.is_empty() {
            lines.say("DESCRIPTION", &escaped(&description.join("\n")))?;
        }
        // An appointment is told of when it begins too, as Vesper does.
        let heads_ups = appointment.map_or_else(Vec::new, |one| one.heads_ups.clone());
        for Minutes(minutes) in heads_ups.into_iter().chain([Minutes(0)]) {
            let trigger = if minutes == 0 {
                "PT0S".to_owned()
            } else {
                format!("-PT{minutes}M")
            };
            lines.say("BEGIN", "VALARM")?;
            lines.say("ACTION", "DISPLAY")?;
            lines.say("TRIGGER", &trigger)?;
            lines.say("DESCRIPTION", &escaped(&summary))?;
            lines.say("END", "VALARM")?;
        }
        lines.say("END", "VEVENT")
    }

    /// A property whose value is a time on the wall clock of the event's zone.
    fn civil(&self, lines: &mut Lines<'_>, name: &str, civil: NaiveDateTime) -> io::Result<()> {
        if is_utc(self.zone) {
            return lines.say(name, &format!("{}Z", stamp(civil)));
        }
        lines.say(&format!("{name};TZID={}", self.zone), &stamp(civil))
    }
}

/// The zone's changes of offset around a span, as RDATEs: what the zone's own rules make of them, whatever these are.
fn timezone(lines: &mut Lines<'_>, zone: Zone, from: Instant, to: Instant) -> io::Result<()> {
    let begin = from - Duration::days(400);
    let end = to + Duration::days(400);
    lines.say("BEGIN", "VTIMEZONE")?;
    lines.say("TZID", zone.name())?;
    observance(lines, zone, begin, begin)?;
    let mut at = begin;
    while at < end {
        let next = at + Duration::days(1);
        if state(zone, at) != state(zone, next) {
            observance(lines, zone, change(zone, at, next), at)?;
        }
        at = next;
    }
    lines.say("END", "VTIMEZONE")
}

/// The offset from UTC in seconds, and whether it is that of summer.
fn state(zone: Zone, at: Instant) -> (i32, bool) {
    let there = at.with_timezone(&zone.0);
    let summer = there.offset().dst_offset() != Duration::zero();
    (there.offset().fix().local_minus_utc(), summer)
}

/// The first second after `from` at which the zone is not as it was at `from`; at `to` it is not.
fn change(zone: Zone, from: Instant, to: Instant) -> Instant {
    let (mut before, mut after) = (from, to);
    while after - before > Duration::seconds(1) {
        let middle = before + (after - before) / 2;
        let middle = middle - Duration::nanoseconds(i64::from(middle.timestamp_subsec_nanos()));
        if state(zone, middle) == state(zone, from) {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

/// What holds from `at` on, where `former` lies before it.
fn observance(lines: &mut Lines<'_>, zone: Zone, at: Instant, former: Instant) -> io::Result<()> {
    let (offset, summer) = state(zone, at);
    let (offset_before, _) = state(zone, former);
    let name = if summer { "DAYLIGHT" } else { "STANDARD" };
    let civil = at.naive_utc() + Duration::seconds(i64::from(offset_before));
    lines.say("BEGIN", name)?;
    lines.say("DTSTART", &stamp(civil))?;
    lines.say("TZOFFSETFROM", &signed(offset_before))?;
    lines.say("TZOFFSETTO", &signed(offset))?;
    lines.say("END", name)
}

/// The kind as the wire names it.
fn slug(kind: ReminderKind) -> String {
    let named = serde_json::to_value(kind).unwrap_or_default();
    named.as_str().unwrap_or_default().to_owned()
}

fn signed(seconds: i32) -> String {
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

fn is_utc(zone: Zone) -> bool {
    matches!(
        zone.name(),
        "UTC" | "Etc/UTC" | "Etc/GMT" | "GMT" | "Zulu" | "UCT"
    )
}

fn stamp(civil: NaiveDateTime) -> String {
    civil.format("%Y%m%dT%H%M%S").to_string()
}

fn utc(at: Instant) -> String {
    format!("{}Z", stamp(at.naive_utc()))
}

/// Text as a value has it (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// Content lines: folded, and ended as the format wants it.
struct Lines<'a>(&'a mut dyn Write);

impl Lines<'_> {
    fn say(&mut self, name: &str, value: &str) -> io::Result<()> {
        let mut length = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            if length + character.len_utf8() > LONGEST {
                self.0.write_all(b"\r\n ")?;
                length = 1;
            }
            let mut octets = [0; 4];
            self.0
                .write_all(character.encode_utf8(&mut octets).as_bytes())?;
            length += character.len_utf8();
        }
        self.0.write_all(b"\r\n")
    }
}
