//! Times and durations as calendars write them (RFC 5545, 3.3).

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

/// A date, or a date and a time, with what is said of its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A whole day.
    Day(NaiveDate),
    /// On a wall clock: the TZID's, or none's in particular.
    Civil(NaiveDateTime),
    /// In UTC.
    Utc(NaiveDateTime),
}

/// Reads `20261203`, `20261203T170000` or `20261203T160000Z`.
pub(super) fn moment(value: &str) -> Option<Moment> {
    let value = value.trim();
    let Some((date, time)) = value.split_once(['T', 't']) else {
        return date(value).map(Moment::Day);
    };
    let date = self::date(date)?;
    match time.strip_suffix(['Z', 'z']) {
        Some(time) => Some(Moment::Utc(date.and_time(clock(time)?))),
        None => Some(Moment::Civil(date.and_time(clock(time)?))),
    }
}

fn digits<const N: usize>(text: &str) -> Option<[u32; N]> {
    let digits: Vec<u32> = text
        .chars()
        .map(|character| character.to_digit(10))
        .collect::<Option<_>>()?;
    digits.try_into().ok()
}

fn date(text: &str) -> Option<NaiveDate> {
    let [a, b, c, d, m, n, x, y] = digits::<8>(text)?;
    let year = i32::try_from(a * 1000 + b * 100 + c * 10 + d).ok()?;
    NaiveDate::from_ymd_opt(year, m * 10 + n, x * 10 + y)
}

fn clock(text: &str) -> Option<NaiveTime> {
    let [a, b, m, n, s, t] = digits::<6>(text)?;
    // A leap second is the second before it.
    let second = if (s, t) == (6, 0) { 59 } else { s * 10 + t };
    NaiveTime::from_hms_opt(a * 10 + b, m * 10 + n, second)
}

/// Reads `PT1H30M`, `-P1D`, `P2W`.
pub(super) fn duration(value: &str) -> Option<Duration> {
    let value = value.trim();
    let (sign, rest) = match value.split_at_checked(1)? {
        ("-", rest) => (-1, rest),
        ("+", rest) => (1, rest),
        _ => (1, value),
    };
    let rest = rest.strip_prefix(['P', 'p'])?;
    let (mut seconds, mut number, mut in_time, mut said) = (0_i64, None, false, false);
    for character in rest.chars() {
        if let Some(digit) = character.to_digit(10) {
            let longer = number.unwrap_or(0_i64) * 10 + i64::from(digit);
            // No appointment is announced or lasts a million weeks.
            number = Some(longer).filter(|longer| *longer < 1_000_000);
            number?;
            continue;
        }
        let unit = match (character.to_ascii_uppercase(), in_time) {
            ('T', false) if number.is_none() => {
                in_time = true;
                continue;
            }
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        seconds += number.take()? * unit;
        said = true;
    }
    (said && number.is_none()).then(|| Duration::seconds(sign * seconds))
}
