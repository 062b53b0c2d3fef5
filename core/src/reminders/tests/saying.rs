//! What is said.

use super::*;
use crate::time::{Dial, Hours, local};

fn berlin() -> Dial {
    Dial {
        zone: zone("Europe/Berlin"),
        hours: Hours::TwentyFour,
    }
}

/// What is said at 22:10 in Berlin on 5 June 2026.
fn said(
    show: Vec<(Occurrence, ReminderDraft)>,
    missed: Vec<Occurrence>,
    late: bool,
) -> Vec<Notice> {
    said_after(Gap::Away, late, show, missed)
}

fn said_after(
    gap: Gap,
    late: bool,
    show: Vec<(Occurrence, ReminderDraft)>,
    missed: Vec<Occurrence>,
) -> Vec<Notice> {
    let saying = Saying {
        now: at("2026-06-05T20:10:00Z"),
        dial: berlin(),
        late,
        gap,
        tells: false,
    };
    notices(show, missed, saying)
}

#[test]
fn a_rule_reads_as_a_person_would_say_it() {
    let rule = every_day(before_lights_out(45), "2026-06-01");
    let says = |rule: &Rule, expected: &str| {
        let draft = draft(ReminderKind::SelfMassage, rule.clone());
        assert_eq!(in_words(&draft, berlin()), expected);
    };
    says(&rule, "Every day, 45 min before lights out");
    let days = vec![Weekday::Mon, Weekday::Thu];
    says(
        &Rule {
            days: days.clone(),
            ..rule.clone()
        },
        "Mon and Thu, 45 min before lights out",
    );
    says(
        &Rule {
            days: vec![Weekday::Mon, Weekday::Wed, Weekday::Sun],
            when: When::At(clock("21:30")),
            every_weeks: 2,
            count: Some(10),
            ..rule.clone()
        },
        "Mon, Wed and Sun, every 2 weeks, at 21:30, 10 times in all",
    );
    says(
        &Rule {
            every_weeks: 3,
            ..rule.clone()
        },
        "Mon, every 3 weeks, 45 min before lights out",
    );
    says(
        &Rule {
            when: before_lights_out(0),
            until: Some(date("2026-12-24")),
            ..rule.clone()
        },
        "Every day, at lights out, until 24 December 2026",
    );
    says(
        &Rule {
            when: When::Once(at("2026-06-05T13:00:00Z")),
            ..rule
        },
        "Once, on 5 June 2026 at 15:00",
    );
}

fn occurrence(title: &str, due: &str) -> Occurrence {
    let due = at(due);
    Occurrence {
        id: ReminderId(1),
        kind: ReminderKind::SelfMassage,
        title: title.to_owned(),
        due: local(due, zone("Europe/Berlin")),
        night: date("2026-06-05"),
        state: State::Planned,
        snoozed_until: None,
        until_free: false,
        routine: None,
        announces: None,
    }
}

fn shown(title: &str, due: &str) -> (Occurrence, ReminderDraft) {
    let mut draft = draft(
        ReminderKind::SelfMassage,
        every_day(before_lights_out(45), "2026-06-01"),
    );
    draft.title = title.to_owned();
    draft.routine = Some("neck-and-shoulders".to_owned());
    (occurrence(title, due), draft)
}

#[test]
fn what_is_due_while_somebody_looks_is_said_one_by_one() {
    let said = said(
        vec![
            shown("Neck", "2026-06-05T20:00:00Z"),
            shown("Feet", "2026-06-05T20:00:00Z"),
        ],
        Vec::new(),
        false,
    );
    let titles: Vec<&str> = said.iter().map(|notice| notice.title.as_str()).collect();
    assert_eq!(
        titles,
        ["Neck", "Feet"],
        "each has its own words and its own actions"
    );
    assert_eq!(said[0].place, "massage/neck-and-shoulders");
}

#[test]
fn after_a_gap_everything_is_said_in_one_message() {
    let said = said(
        vec![
            shown("Neck", "2026-06-05T20:00:00Z"),
            shown("Feet", "2026-06-05T20:10:00Z"),
        ],
        vec![occurrence("Dim the lights", "2026-06-05T18:00:00Z")],
        true,
    );
    assert_eq!(said.len(), 1, "never a burst");
    assert_eq!(
        said[0].body.as_deref(),
        Some(
            "There is still time for Neck (22:00) and Feet (22:10). Passed by: Dim the lights (20:00). Nothing needs making up."
        )
    );
    assert_eq!(said[0].shows.len(), 2, "both count as shown");
    assert_eq!(said[0].place, "tonight", "the evening's line offers both");
}

#[test]
fn what_comes_after_a_gap_says_what_it_comes_after_and_names_what_passed_by() {
    for (gap, title) in [
        (Gap::Away, "While you were away"),
        (Gap::Pause, "After the pause"),
        (Gap::Busy, "While you were busy"),
    ] {
        let show = vec![
            shown("Neck", "2026-06-05T20:00:00Z"),
            shown("Feet", "2026-06-05T20:05:00Z"),
        ];
        let missed = vec![occurrence("Dim the lights", "2026-06-05T18:00:00Z")];
        let said = said_after(gap, true, show, missed);
        assert_eq!(said.len(), 1, "{gap:?}");
        assert_eq!(said[0].title, title);
        let body = said[0].body.as_deref().unwrap();
        assert!(body.contains("Dim the lights (20:00)"), "{gap:?}: {body}");
    }
}

#[test]
fn what_can_be_put_off_can_be_put_off_until_one_is_free_where_the_computer_tells() {
    use NoticeAction::{Skip, Snooze, Start, UntilFree};
    let (_, mut draft) = shown("Neck", "2026-06-05T20:00:00Z");
    assert_eq!(offered(&draft, false, false), [Start, Snooze, Skip]);
    assert_eq!(
        offered(&draft, false, true),
        [Start, Snooze, UntilFree, Skip]
    );
    assert_eq!(
        offered(&draft, true, true),
        [Snooze, UntilFree, Skip],
        "what is only announced is not begun"
    );
    draft.actions = vec![Start];
    assert_eq!(offered(&draft, false, true), [Start], "the person chose so");
}

#[test]
fn the_one_that_is_still_possible_keeps_its_actions_and_names_what_passed_by() {
    let said = said(
        vec![shown("Neck", "2026-06-05T20:00:00Z")],
        vec![occurrence("Dim the lights", "2026-06-05T18:00:00Z")],
        true,
    );
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].title, "Neck");
    assert_eq!(
        said[0].body.as_deref(),
        Some("Passed by: Dim the lights (20:00). Nothing needs making up.")
    );
}

#[test]
fn where_there_is_nothing_to_say_nothing_is_said() {
    assert_eq!(said(Vec::new(), Vec::new(), true), []);
}

#[test]
fn a_reminder_opens_where_it_is_carried_out() {
    assert_eq!(
        place(ReminderKind::SelfMassage, Some("feet")),
        "massage/feet"
    );
    assert_eq!(place(ReminderKind::MorningDiary, None), "diary/log");
    assert_eq!(place(ReminderKind::WindDown, None), "tonight");
}
