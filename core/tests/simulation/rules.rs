//! Twelve reminders of differing kinds, their times drawn by lot.

use chrono::{Days, Duration, NaiveDate};
use vesper_core::reminders::{
    Appointment, KindOfDay, NoticeAction, ReminderDraft, ReminderKind, Rule, Schedule, ScheduleDay,
    Sound, When,
};
use vesper_core::time::{ClockTime, Instant, Minutes, Weekday, Zone};

use crate::lot::Lot;

/// How many reminders a person has.
pub const RULES: usize = 12;

/// A week's planned sleep: the same every night, later at weekends, or planned on some nights only.
pub fn plan(lot: &mut Lot) -> Schedule {
    let bed = 22 * 60 + lot.below(120);
    let rise = 6 * 60 + lot.below(120);
    let style = lot.below(3);
    let day = |day| {
        let weekend = matches!(day, Weekday::Fri | Weekday::Sat);
        let later = if style > 0 && weekend { 90 } else { 0 };
        ScheduleDay {
            day,
            bed: ClockTime::from_minutes(bed + later),
            rise: ClockTime::from_minutes(rise + later),
        }
    };
    let planned = |day: &Weekday| style < 2 || !matches!(day, Weekday::Wed | Weekday::Sat);
    Schedule(Weekday::ALL.into_iter().filter(planned).map(day).collect())
}

/// The reminders of somebody who begins on `first`, and whose appointments are in `abroad`.
pub fn reminders(
    first: NaiveDate,
    begin: Instant,
    abroad: Zone,
    lot: &mut Lot,
) -> Vec<ReminderDraft> {
    use ReminderKind::{
        Bedtime, Custom, DimLights, MorningDiary, ProfessionalMassage, SelfMassage, WindDown,
    };
    let evening = |lot: &mut Lot| When::At(ClockTime::from_minutes(18 * 60 + lot.below(240)));
    let any = |lot: &mut Lot| When::At(ClockTime::from_minutes(lot.below(24 * 60)));
    let early = When::At(ClockTime::from_minutes(60 + lot.below(150)));
    let morning = When::At(ClockTime::from_minutes(5 * 60 + lot.below(240)));
    let before = |minutes| When::BeforeLightsOut(Minutes(minutes));
    let once = begin + Duration::minutes(i64::from(60 + lot.below(360 * 24 * 60)));
    let mut all = vec![
        daily(SelfMassage, evening(lot), first),
        // By night, when clocks are changed: what the planned sleep does not hold back comes once.
        daily(Custom, early, first),
        daily(WindDown, before(30 + lot.below(120)), first),
        daily(Bedtime, before(lot.below(20)), first),
        daily(MorningDiary, morning, first),
        daily(DimLights, evening(lot), first),
        daily(Custom, any(lot), first),
        daily(SelfMassage, before(20 + lot.below(200)), first),
        daily(Custom, any(lot), first),
        daily(Custom, When::Once(once), first),
        daily(
            ProfessionalMassage,
            When::At(ClockTime::from_minutes(9 * 60 + lot.below(660))),
            first,
        ),
        daily(WindDown, evening(lot), first),
    ];
    all[5].rule.days = vec![Weekday::Mon, Weekday::Wed, Weekday::Fri];
    all[6].rule.every_weeks = 2;
    all[6].rule.days = vec![Weekday::Tue, Weekday::Thu, Weekday::Sun];
    all[7].rule.kind_of_day = Some(KindOfDay::Work);
    all[8].rule.start = later(first, 30);
    all[8].rule.until = Some(later(first, 200));
    all[8].rule.count = Some(120);
    all[10].rule.every_weeks = 3;
    let mut appointment = Appointment::usual(abroad);
    appointment.heads_ups.insert(0, Minutes(7 * 24 * 60));
    all[10].appointment = Some(appointment);
    all[11].rule.kind_of_day = Some(KindOfDay::Free);
    assert_eq!(all.len(), RULES);
    all
}

fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date + Days::new(days)
}

fn daily(kind: ReminderKind, when: When, first: NaiveDate) -> ReminderDraft {
    ReminderDraft {
        kind,
        title: "Something".to_owned(),
        body: None,
        routine: None,
        rule: Rule {
            when,
            days: Vec::new(),
            kind_of_day: None,
            every_weeks: 1,
            start: first,
            until: None,
            count: None,
        },
        grace_min: kind.default_grace(),
        sound: Sound::None,
        actions: NoticeAction::ALL.to_vec(),
        appointment: None,
        enabled: true,
    }
}
