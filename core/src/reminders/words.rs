//! Rules in words.

use super::{Appointment, KindOfDay, ReminderDraft, Rule, When};
use crate::text::{date, date_without_year, duration, text};
use crate::time::{Dial, Instant, Weekday, Zone, local};

/// Says when `draft` is due in words, for example "Mon and Thu, 45 min before lights out". An instant is read on `dial`; an
/// appointment's in its own zone, which is named where it is another.
#[must_use]
pub fn in_words(draft: &ReminderDraft, dial: Dial) -> String {
    match &draft.appointment {
        None => rule_in_words(&draft.rule, dial),
        Some(Appointment { zone, .. }) => {
            let said = rule_in_words(
                &draft.rule,
                Dial {
                    zone: *zone,
                    ..dial
                },
            );
            if *zone == dial.zone || matches!(draft.rule.when, When::BeforeLightsOut(_)) {
                return said;
            }
            text(
                "reminder_rule_in_zone",
                &[("rule", &said), ("zone", &place_of(*zone))],
            )
        }
    }
}

fn rule_in_words(rule: &Rule, dial: Dial) -> String {
    let when = match rule.when {
        When::Once(at) => {
            let day = local(at, dial.zone).date_naive();
            let (date, time) = (date(day), dial.say(at));
            return text("reminder_rule_once", &[("date", &date), ("time", &time)]);
        }
        When::At(at) => {
            let time = dial.hours.say(at.time());
            text("reminder_rule_at", &[("time", &time)])
        }
        When::BeforeLightsOut(minutes) if minutes.0 == 0 => text("reminder_rule_lights_out", &[]),
        When::BeforeLightsOut(minutes) => text(
            "reminder_rule_before_lights_out",
            &[("minutes", &minutes.0.to_string())],
        ),
    };
    if let Some(day) = rule.only_date() {
        let on = text("reminder_rule_on", &[("date", &date(day))]);
        return [on, when].join(", ");
    }
    let weeks = (rule.every_weeks > 1).then(|| {
        text(
            "reminder_rule_every_weeks",
            &[("weeks", &rule.every_weeks.to_string())],
        )
    });
    let until = rule
        .until
        .map(|until| text("reminder_rule_until", &[("date", &date(until))]));
    let count = rule
        .count
        .map(|count| text("reminder_rule_count", &[("count", &count.to_string())]));
    [Some(days(rule)), weeks, Some(when), until, count]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}

/// Says a weekday in short, for example "Mon".
#[must_use]
pub fn weekday_in_words(day: Weekday) -> String {
    text(
        match day {
            Weekday::Mon => "reminder_day_mon",
            Weekday::Tue => "reminder_day_tue",
            Weekday::Wed => "reminder_day_wed",
            Weekday::Thu => "reminder_day_thu",
            Weekday::Fri => "reminder_day_fri",
            Weekday::Sat => "reminder_day_sat",
            Weekday::Sun => "reminder_day_sun",
        },
        &[],
    )
}

/// What an appointment is, below its title: with whom, where, how long.
#[must_use]
pub fn particulars(draft: &ReminderDraft) -> Option<String> {
    let appointment = draft.appointment.as_ref()?;
    let with = appointment
        .therapist
        .as_ref()
        .filter(|name| !draft.title.contains(name.as_str()));
    let with = with.map(|name| text("reminder_with", &[("name", name)]));
    let length = duration(f64::from(appointment.minutes.0));
    let parts: Vec<String> = with
        .into_iter()
        .chain(appointment.place.clone())
        .chain([length])
        .collect();
    Some(parts.join(", "))
}

/// Says that an appointment `titled` so begins at `begins`, as one would at `now`: "Tomorrow at 17:00: Massage". Where its own
/// clock shows another time than `dial`, both are said.
#[must_use]
pub(super) fn announced(
    titled: &str,
    (begins, zone): (Instant, Zone),
    now: Instant,
    dial: Dial,
) -> String {
    let day = local(begins, dial.zone).date_naive();
    let ahead = (day - local(now, dial.zone).date_naive()).num_days();
    let key = match ahead {
        ..=0 => "reminder_announced_today",
        1 => "reminder_announced_tomorrow",
        _ => "reminder_announced_later",
    };
    let (here, there) = (dial.say(begins), Dial { zone, ..dial }.say(begins));
    let time = if here == there {
        here
    } else {
        let both = [
            ("here", here.as_str()),
            ("there", &there),
            ("zone", &place_of(zone)),
        ];
        text("reminder_both_times", &both)
    };
    let date = text(
        "reminder_weekday_date",
        &[
            ("weekday", &weekday_in_words(Weekday::of(day))),
            ("date", &date_without_year(day)),
        ],
    );
    text(key, &[("title", titled), ("time", &time), ("date", &date)])
}

/// A zone as a person names it: `Europe/Berlin` is Berlin.
fn place_of(zone: Zone) -> String {
    let name = zone.name();
    name.rsplit_once('/')
        .map_or(name, |(_, place)| place)
        .replace('_', " ")
}

fn days(rule: &Rule) -> String {
    match (rule.kind_of_day, rule.when) {
        (Some(KindOfDay::Work), When::BeforeLightsOut(_)) => {
            return text("reminder_rule_before_work_days", &[]);
        }
        (Some(KindOfDay::Free), When::BeforeLightsOut(_)) => {
            return text("reminder_rule_before_free_days", &[]);
        }
        (Some(KindOfDay::Work), _) => return text("reminder_rule_work_days", &[]),
        (Some(KindOfDay::Free), _) => return text("reminder_rule_free_days", &[]),
        (None, _) => {}
    }
    let chosen: Vec<Weekday> = match rule.days.as_slice() {
        [] if rule.every_weeks > 1 => vec![Weekday::of(rule.start)],
        [] => Weekday::ALL.to_vec(),
        some => Weekday::ALL
            .into_iter()
            .filter(|day| some.contains(day))
            .collect(),
    };
    if chosen == Weekday::ALL {
        return text("reminder_rule_every_day", &[]);
    }
    let names: Vec<String> = chosen.into_iter().map(weekday_in_words).collect();
    list(&names)
}

/// "a", "a and b", "a, b and c".
pub(super) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => text(
            "reminder_and",
            &[("some", &first.join(", ")), ("last", last)],
        ),
    }
}
