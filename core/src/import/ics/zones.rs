//! Which zone a TZID means.
//!
//! A calendar may call a zone by its IANA name, by that name behind a prefix of its maker, by the name that Windows gives it, or by
//! any name at all and describe its offsets in a VTIMEZONE.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Offset};

use super::lines::{Component, Property};
use super::rule::weekday;
use super::values::{Moment, moment};
use super::windows;
use crate::time::{Instant, Weekday, Zone};

/// For how many years from now a described zone and one of ours must be alike.
const YEARS: i32 = 3;

/// The zone that the VTIMEZONE `described` means by its `tzid`; of those that it fits, `here` before any other.
pub(super) fn described(
    tzid: &Property,
    described: &Component,
    here: Zone,
    now: Instant,
) -> Option<Zone> {
    let called = ["X-LIC-LOCATION", "TZID-ALIAS-OF"];
    let mut called = called.iter().filter_map(|name| described.property(name));
    named(&tzid.value)
        .or_else(|| called.find_map(|name| named(&name.value)))
        .or_else(|| alike(described, here, now))
}

/// The zone that is called `name`, whoever calls it so.
pub(super) fn named(name: &str) -> Option<Zone> {
    let name = name.trim().trim_matches('"');
    let iana = |name: &str| name.parse::<Zone>().ok();
    // `/freeassociation.sourceforge.net/Europe/Berlin`; an IANA name with a slash has up to two.
    let behind = |slashes: usize| {
        let (at, _) = name.rmatch_indices('/').nth(slashes)?;
        iana(name.get(at + 1..)?)
    };
    iana(name)
        .or_else(|| windows::zone(name))
        .or_else(|| behind(2))
        .or_else(|| behind(1))
}

/// A zone that has the offsets that `described` tells of, from now on.
fn alike(described: &Component, here: Zone, now: Instant) -> Option<Zone> {
    let changes = changes(described, now)?;
    let offset = |at: Instant| {
        let last = changes.iter().rev().find(|change| change.at <= at);
        last.map(|change| change.to)
            .or_else(|| changes.first().map(|change| change.from))
    };
    let days = (0..365 * i64::from(YEARS)).map(|day| now + Duration::days(day));
    let offsets: Vec<(Instant, Option<i32>)> = days.map(|at| (at, offset(at))).collect();
    let fits = |zone: &Zone| {
        offsets.iter().all(|(at, offset)| {
            Some(at.with_timezone(&zone.0).offset().fix().local_minus_utc()) == *offset
        })
    };
    let all = chrono_tz::TZ_VARIANTS.iter().copied().map(Zone);
    // Where several are alike, the one that most people mean.
    [here]
        .into_iter()
        .chain(windows::zones())
        .chain(all)
        .find(fits)
}

/// A change of offset, seconds east of UTC.
struct Change {
    at: Instant,
    from: i32,
    to: i32,
}

/// The changes that `described` tells of, up to some years from now, earliest first; none where they cannot be read.
fn changes(described: &Component, now: Instant) -> Option<Vec<Change>> {
    let mut all = Vec::new();
    for observance in &described.parts {
        let seconds = |name| offset(&observance.property(name)?.value);
        let (from, to) = (seconds("TZOFFSETFROM")?, seconds("TZOFFSETTO")?);
        let Moment::Civil(first) = moment(&observance.property("DTSTART")?.value)? else {
            return None;
        };
        let mut onsets = vec![first];
        for dates in observance.all("RDATE") {
            for date in dates.value.split(',') {
                match moment(date)? {
                    Moment::Civil(civil) => onsets.push(civil),
                    Moment::Day(_) | Moment::Utc(_) => return None,
                }
            }
        }
        for rule in observance.all("RRULE") {
            onsets.extend(yearly(rule, first, from, now)?);
        }
        all.extend(onsets.into_iter().map(|civil| Change {
            at: DateTime::from_naive_utc_and_offset(
                civil - Duration::seconds(i64::from(from)),
                chrono::Utc,
            ),
            from,
            to,
        }));
    }
    all.sort_by_key(|change| change.at);
    (!all.is_empty()).then_some(all)
}

/// The onsets of a rule such as `FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU` in the years that matter.
fn yearly(
    rule: &Property,
    first: NaiveDateTime,
    from: i32,
    now: Instant,
) -> Option<Vec<NaiveDateTime>> {
    let (mut month, mut day, mut nth, mut of_month, mut until) = (None, None, None, None, None);
    for part in rule.value.trim().split(';').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=')?;
        match name {
            "FREQ" if value == "YEARLY" => {}
            "INTERVAL" if value == "1" => {}
            "WKST" => {}
            "BYMONTH" => month = Some(value.parse::<u32>().ok()?),
            "BYDAY" => {
                let at = value.len().checked_sub(2)?;
                let (number, code) = value.split_at_checked(at)?;
                day = Some(weekday(code)?);
                nth = (!number.is_empty())
                    .then(|| number.parse::<i8>())
                    .transpose()
                    .ok()?;
            }
            "BYMONTHDAY" => {
                let days: Result<Vec<u32>, _> = value.split(',').map(str::parse).collect();
                of_month = Some(days.ok()?);
            }
            "UNTIL" => {
                until = Some(match moment(value)? {
                    Moment::Utc(utc) => utc + Duration::seconds(i64::from(from)),
                    Moment::Civil(civil) => civil,
                    Moment::Day(date) => date.and_hms_opt(23, 59, 59)?,
                });
            }
            _ => return None,
        }
    }
    let month = month.unwrap_or(first.month());
    let year = now.year();
    let onset = |year: i32| {
        let days = NaiveDate::from_ymd_opt(year, month, 1)?
            .iter_days()
            .take_while(|date| date.month() == month);
        let fitting: Vec<NaiveDate> = days
            .filter(|date| match (day, &of_month) {
                (None, None) => date.day() == first.day(),
                (day, of_month) => {
                    day.is_none_or(|day| Weekday::of(*date) == day)
                        && of_month
                            .as_ref()
                            .is_none_or(|days| days.contains(&date.day()))
                }
            })
            .collect();
        let count = usize::from(nth.unwrap_or(1).unsigned_abs()).checked_sub(1)?;
        let date = if nth.is_some_and(|nth| nth < 0) {
            fitting.iter().rev().nth(count)
        } else {
            fitting.get(count)
        };
        Some(date?.and_time(first.time()))
    };
    let onsets = (year - 1..=year + YEARS + 1).filter_map(onset);
    let within =
        |civil: &NaiveDateTime| *civil >= first && until.is_none_or(|until| *civil <= until);
    Some(onsets.filter(within).collect())
}

/// Seconds east of UTC of `+0100`, `-033000`.
fn offset(value: &str) -> Option<i32> {
    let value = value.trim();
    let (sign, digits) = value.split_at_checked(1)?;
    let sign = match sign {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let part = |at: usize| digits.get(at..at + 2)?.parse::<u16>().ok().map(i32::from);
    let seconds = match digits.len() {
        4 => 0,
        6 => part(4)?,
        _ => return None,
    };
    Some(sign * (part(0)? * 3_600 + part(2)? * 60 + seconds))
}
