//! An event, as the appointment it becomes.

use std::collections::HashMap;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::lines::{Component, Property};
use super::values::{Moment, duration, moment};
use super::{FoundAppointment, Reader, Skipped, left_out, rule, uid, zones};
use crate::reminders::{
    Appointment, Due, EARLIEST, LONGEST_BODY, LONGEST_PLACE, LONGEST_TITLE, MOST_HEADS_UPS,
    ReminderDraft, ReminderKind, Rule, When, is_date, last_date,
};
use crate::text::text;
use crate::time::{Instant, Minutes, Zone, as_calendars_read, local, plausible, resolve};

/// What the events of one calendar have in common.
pub(super) struct Context<'c> {
    /// The zones that it describes, by their TZID.
    zones: HashMap<&'c str, Zone>,
    /// The dates that have an event of their own, by the UID of their series.
    dates: HashMap<&'c str, Vec<&'c Property>>,
    /// In which the times of events that name no zone are read.
    floating: Zone,
    here: Zone,
    now: Instant,
    method: String,
}

impl<'c> Context<'c> {
    /// What `calendar` says, and what the caller knows. A time that names no zone is read in the caller's, else in the calendar's,
    /// else in that of the computer.
    pub(super) fn of(calendar: &'c Component, reader: &Reader<'_>) -> Self {
        let value = |name| {
            calendar
                .property(name)
                .map(|property| property.value.trim())
        };
        let own = || zones::named(value("X-WR-TIMEZONE")?);
        let mut zones = HashMap::new();
        for described in calendar.parts("VTIMEZONE") {
            if let Some(tzid) = described.property("TZID")
                && let Some(zone) = zones::described(tzid, described, reader.here, reader.now)
            {
                zones.entry(tzid.value.trim()).or_insert(zone);
            }
        }
        let mut dates: HashMap<&str, Vec<&Property>> = HashMap::new();
        for event in calendar.parts("VEVENT") {
            if let (Some(uid), Some(date)) = (uid(event), event.property("RECURRENCE-ID")) {
                dates.entry(uid).or_default().push(date);
            }
        }
        Self {
            zones,
            dates,
            floating: reader.zone.or_else(own).unwrap_or(reader.here),
            here: reader.here,
            now: reader.now,
            method: value("METHOD").unwrap_or_default().to_ascii_uppercase(),
        }
    }

    /// When a moment is, and on which clock.
    fn at(&self, moment: Moment, property: &Property) -> Result<At, Skipped> {
        let (civil, zone) = match (moment, property.parameter("TZID")) {
            (Moment::Day(_), _) => return Err(left_out(property.line, "import_ics_all_day", &[])),
            (Moment::Utc(civil), _) => (civil, Zone::UTC),
            (Moment::Civil(civil), None) => (civil, self.floating),
            (Moment::Civil(civil), Some(tzid)) => {
                let described = self.zones.get(tzid.trim()).copied();
                let zone = described.or_else(|| zones::named(tzid));
                let unknown = || left_out(property.line, "import_ics_zone", &[("zone", tzid)]);
                (civil, zone.ok_or_else(unknown)?)
            }
        };
        if !plausible(civil.date()) {
            return Err(left_out(property.line, "import_ics_year", &[]));
        }
        Ok(At {
            instant: as_calendars_read(civil, zone),
            civil,
            zone,
        })
    }

    /// The moments that `property` lists.
    fn moments<'p>(
        &self,
        property: &'p Property,
    ) -> impl Iterator<Item = Result<Moment, Skipped>> + 'p {
        property.value.split(',').map(|value| {
            // Of a period its beginning.
            let begin = value.split_once('/').map_or(value, |(begin, _)| begin);
            moment(begin).ok_or_else(|| unreadable(property, value))
        })
    }
}

/// An instant, and how the clock that it was named by shows it.
struct At {
    instant: Instant,
    civil: NaiveDateTime,
    zone: Zone,
}

fn unreadable(property: &Property, value: &str) -> Skipped {
    let shown: String = value.chars().take(40).collect();
    left_out(
        property.line,
        "import_ics_unreadable",
        &[("name", &property.name), ("value", &shown)],
    )
}

/// The appointments that `event` becomes: itself, and the dates that stand beside its rule.
///
/// # Errors
/// Where it cannot be an appointment, or is over: the line that says so.
pub(super) fn read(
    event: &Component,
    context: &Context<'_>,
) -> Result<Vec<FoundAppointment>, Skipped> {
    refuse_called_off(event, context)?;
    let of_series = event.property("RECURRENCE-ID");
    let dates = dates_of_series(event, context);
    if let Some(open) = dates.iter().copied().chain(of_series).find(|date| {
        date.parameter("RANGE")
            .is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"))
    }) {
        return Err(left_out(open.line, "import_ics_from_then_on", &[]));
    }
    let begins = event
        .property("DTSTART")
        .ok_or_else(|| left_out(event.line, "import_ics_no_start", &[]))?;
    let said = moment(&begins.value).ok_or_else(|| unreadable(begins, &begins.value))?;
    let at = context.at(said, begins)?;
    let rules: Vec<&Property> = event.all("RRULE").chain(event.all("EXRULE")).collect();
    let rule = match rules.as_slice() {
        [] => once(&at),
        [rule] if rule.name == "RRULE" => recurring(rule, &at, begins.line)?,
        [.., one] => {
            return Err(left_out(
                one.line,
                "import_ics_rule_beyond",
                &[("part", &one.name)],
            ));
        }
    };
    let minutes = length(event, context, &at, begins.line)?;
    let zone = match said {
        // An instant alone: it is told on the person's own clock.
        Moment::Utc(_) if matches!(rule.when, When::Once(_)) => context.floating,
        _ => at.zone,
    };
    let draft = draft(event, context, rule, zone, minutes)?;
    let mut dates = exceptions(event, context, &at, &draft.rule, dates)?;
    let id = |instant: Instant| {
        uid(event).map(|uid| format!("{uid} {}", instant.format("%Y%m%dT%H%M%SZ")))
    };
    let own = match of_series {
        None => uid(event).map(str::to_owned),
        Some(date) => {
            let said = moment(&date.value).ok_or_else(|| unreadable(date, &date.value))?;
            let of = match said {
                Moment::Day(day) => as_calendars_read(day.and_time(at.civil.time()), at.zone),
                said => context.at(said, date)?.instant,
            };
            id(of)
        }
    };
    let mut found = Vec::new();
    if comes(&draft.rule, &at, context.now) {
        dates.with.retain(|(_, instant)| *instant != at.instant);
        found.push(FoundAppointment {
            line: begins.line,
            id: own,
            draft: draft.clone(),
            without: dates.without,
        });
    }
    found.extend(dates.with.into_iter().map(|(line, instant)| {
        let rule = Rule {
            when: When::Once(instant),
            ..once(&At {
                instant,
                civil: local(instant, at.zone).naive_local(),
                zone: at.zone,
            })
        };
        FoundAppointment {
            line,
            id: id(instant),
            draft: ReminderDraft {
                rule,
                ..draft.clone()
            },
            without: Vec::new(),
        }
    }));
    if found.is_empty() {
        return Err(left_out(begins.line, "import_ics_past", &[]));
    }
    Ok(found)
}

/// Refuses what is not to take place, and what is no appointment of the person's.
fn refuse_called_off(event: &Component, context: &Context<'_>) -> Result<(), Skipped> {
    match context.method.as_str() {
        "CANCEL" => return Err(left_out(event.line, "import_ics_cancelled", &[])),
        "REPLY" | "COUNTER" | "DECLINECOUNTER" | "REFRESH" => {
            return Err(left_out(event.line, "import_ics_answer", &[]));
        }
        _ => {}
    }
    if let Some(status) = event.property("STATUS")
        && status.value.trim().eq_ignore_ascii_case("CANCELLED")
    {
        return Err(left_out(status.line, "import_ics_cancelled", &[]));
    }
    match event.property("X-VESPER-KIND") {
        Some(kind) if kind.value.trim() != "professional-massage" => {
            Err(left_out(kind.line, "import_ics_own", &[]))
        }
        _ => Ok(()),
    }
}

/// Which dates of the series `event` have an event of their own.
fn dates_of_series<'c>(event: &Component, context: &'c Context<'_>) -> &'c [&'c Property] {
    let is_series = event.property("RECURRENCE-ID").is_none();
    let dates = uid(event).filter(|_| is_series);
    dates
        .and_then(|uid| context.dates.get(uid))
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// The rule of a single event.
fn once(at: &At) -> Rule {
    Rule {
        when: When::Once(at.instant),
        days: Vec::new(),
        kind_of_day: None,
        every_weeks: 1,
        start: at.civil.date(),
        until: None,
        count: None,
    }
}

/// The rule of a series; of one that ends on its first date, that of a single event.
fn recurring(property: &Property, at: &At, line: u32) -> Result<Rule, Skipped> {
    let rule = rule::rule(property, at.civil, line, at.zone)?;
    if last_date(&rule, &[]) == Some(rule.start) {
        return Ok(once(at));
    }
    Ok(rule)
}

/// Whether a date of `rule`, of an event that begins at `at`, is still to come.
fn comes(rule: &Rule, at: &At, now: Instant) -> bool {
    match rule.when {
        When::Once(instant) => instant > now,
        When::At(_) | When::BeforeLightsOut(_) => last_date(rule, &[])
            .is_none_or(|last| resolve(last.and_time(time_of(rule, at)), at.zone) > now),
    }
}

/// The clock time at which `rule` is due.
fn time_of(rule: &Rule, at: &At) -> NaiveTime {
    match rule.when {
        When::At(clock) => clock.time(),
        When::Once(_) | When::BeforeLightsOut(_) => at.civil.time(),
    }
}

/// How long `event` lasts; an hour where it does not say.
fn length(
    event: &Component,
    context: &Context<'_>,
    at: &At,
    begins: u32,
) -> Result<Minutes, Skipped> {
    let (property, length) = if let Some(end) = event.property("DTEND") {
        let said = moment(&end.value).ok_or_else(|| unreadable(end, &end.value))?;
        (end, context.at(said, end)?.instant - at.instant)
    } else if let Some(length) = event.property("DURATION") {
        let said = duration(&length.value).ok_or_else(|| unreadable(length, &length.value))?;
        (length, said)
    } else {
        return Ok(Appointment::usual(at.zone).minutes);
    };
    if length < Duration::zero() {
        let begins = begins.to_string();
        return Err(left_out(
            property.line,
            "import_ics_end",
            &[("line", &begins)],
        ));
    }
    if length.is_zero() {
        return Ok(Appointment::usual(at.zone).minutes);
    }
    let minutes = i32::try_from(length.num_minutes()).unwrap_or(i32::MAX);
    Ok(Minutes(minutes.max(1)))
}

/// Dates that stand beside a rule.
struct Beside {
    /// Said by it and left out.
    without: Vec<Due>,
    /// Not said by it and added, each with its line.
    with: Vec<(u32, Instant)>,
}

/// The dates still to come that `event` takes out of its `rule`, or adds to it.
fn exceptions(
    event: &Component,
    context: &Context<'_>,
    at: &At,
    rule: &Rule,
    of_series: &[&Property],
) -> Result<Beside, Skipped> {
    let time = time_of(rule, at);
    let recurs = !matches!(rule.when, When::Once(_));
    let falls = |day: NaiveDate| recurs && is_date(rule, day, &[]);
    let due = |day: NaiveDate| Due {
        at: resolve(day.and_time(time), at.zone),
        day,
        before: Minutes(0),
    };
    let mut without: Vec<Due> = Vec::new();
    for property in event.all("EXDATE").chain(of_series.iter().copied()) {
        for said in context.moments(property) {
            let day = match said? {
                Moment::Day(day) => day,
                said => local(context.at(said, property)?.instant, at.zone).date_naive(),
            };
            if falls(day) && due(day).at > context.now && !without.contains(&due(day)) {
                without.push(due(day));
            }
        }
    }
    let mut with: Vec<(u32, Instant)> = Vec::new();
    for property in event.all("RDATE") {
        for said in context.moments(property) {
            let instant = context.at(said?, property)?.instant;
            // What the rule leaves out at the very instant at which it is added stays in the rule.
            if without.iter().any(|due| due.at == instant) {
                without.retain(|due| due.at != instant);
                continue;
            }
            let day = local(instant, at.zone).date_naive();
            let said = falls(day) && due(day).at == instant;
            if instant > context.now && !said && with.iter().all(|(_, known)| *known != instant) {
                with.push((property.line, instant));
            }
        }
    }
    without.sort_unstable();
    Ok(Beside { without, with })
}

/// The reminder that `event` becomes.
fn draft(
    event: &Component,
    context: &Context<'_>,
    rule: Rule,
    zone: Zone,
    minutes: Minutes,
) -> Result<ReminderDraft, Skipped> {
    let words = |name| {
        let words = event.property(name).map(Property::text)?;
        let words = words.trim();
        (!words.is_empty()).then(|| words.to_owned())
    };
    let therapist = therapist(event, context);
    // Vesper puts the name behind the title for those who read the calendar.
    let appended = event
        .property("X-VESPER-THERAPIST")
        .and_then(|own| own.parameter("X-APPENDED"))
        .and(therapist.as_ref())
        .map(|name| format!(" {}", text("reminder_with", &[("name", name)])));
    let title = words("SUMMARY").map(|title| {
        let bare = appended.and_then(|appended| title.strip_suffix(&appended));
        cut(bare.unwrap_or(&title), LONGEST_TITLE)
    });
    let kind = ReminderKind::ProfessionalMassage;
    let draft = ReminderDraft {
        kind,
        title: title.unwrap_or_else(|| text("import_ics_untitled", &[])),
        body: words("DESCRIPTION").map(|body| cut(&body, LONGEST_BODY)),
        routine: None,
        rule,
        grace_min: kind.default_grace(),
        sound: kind.default_sound(),
        actions: kind.default_actions(),
        appointment: Some(Appointment {
            therapist,
            place: words("LOCATION").map(|place| cut(&place, LONGEST_PLACE)),
            minutes,
            zone,
            heads_ups: heads_ups(event, context, minutes)?,
        }),
        enabled: true,
    };
    draft.checked().map_err(|invalid| {
        let names: &[&str] = match invalid.field.as_str() {
            "title" => &["SUMMARY"],
            "body" => &["DESCRIPTION"],
            "place" => &["LOCATION"],
            "minutes" => &["DTEND", "DURATION"],
            "every_weeks" | "until" | "count" => &["RRULE"],
            _ => &["DTSTART"],
        };
        let line = names.iter().find_map(|name| event.property(name));
        Skipped {
            line: line.map_or(event.line, |property| property.line),
            reason: invalid.message,
        }
    })
}

/// With whom: as Vesper wrote it, or who sent the invitation.
fn therapist(event: &Component, context: &Context<'_>) -> Option<String> {
    let name = match event.property("X-VESPER-THERAPIST") {
        Some(own) => own.text(),
        None if context.method == "REQUEST" => {
            let name = event.property("ORGANIZER")?.parameter("CN")?.to_owned();
            (!name.contains('@')).then_some(name)?
        }
        None => return None,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| cut(name, LONGEST_PLACE))
}

/// When it is announced: as its alarms do, those at its beginning or later left to the reminder itself; the usual times where it
/// has none.
fn heads_ups(
    event: &Component,
    context: &Context<'_>,
    minutes: Minutes,
) -> Result<Vec<Minutes>, Skipped> {
    let alarms: Vec<&Component> = event.parts("VALARM").collect();
    if alarms.is_empty() {
        return Ok(Appointment::usual(context.here).heads_ups);
    }
    let mut found = Vec::new();
    for alarm in alarms {
        let value = |name| alarm.property(name).map(|property| property.value.trim());
        let silent = value("ACTION").is_some_and(|action| action.eq_ignore_ascii_case("NONE"));
        let Some(trigger) = alarm.property("TRIGGER").filter(|_| !silent) else {
            continue;
        };
        let ahead = match (duration(&trigger.value), moment(&trigger.value)) {
            (Some(after), _) => {
                let of_end = trigger
                    .parameter("RELATED")
                    .is_some_and(|related| related.eq_ignore_ascii_case("END"));
                let length = Duration::minutes(i64::from(if of_end { minutes.0 } else { 0 }));
                -(after + length).num_minutes()
            }
            // At an instant: of a series it is the first date's alone.
            (None, Some(at)) => {
                let begins = event.property("DTSTART");
                let start = begins.and_then(|begins| {
                    let said = moment(&begins.value)?;
                    context.at(said, begins).ok()
                });
                let at = context.at(at, trigger)?.instant;
                start.map_or(0, |start| (start.instant - at).num_minutes())
            }
            (None, None) => return Err(unreadable(trigger, &trigger.value)),
        };
        let ahead = i32::try_from(ahead.min(i64::from(EARLIEST))).unwrap_or_default();
        if ahead > 0 && !found.contains(&Minutes(ahead)) {
            found.push(Minutes(ahead));
        }
    }
    // Of too many those that come last.
    found.sort_unstable();
    found.truncate(MOST_HEADS_UPS);
    Ok(found)
}

/// `words`, of which no more than `most` characters are kept.
fn cut(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let kept: String = words.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}
