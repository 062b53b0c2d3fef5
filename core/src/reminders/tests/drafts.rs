//! What a reminder can be.

use super::*;

fn plain() -> ReminderDraft {
    draft(
        ReminderKind::SelfMassage,
        every_day(When::At(clock("21:30")), "2026-06-01"),
    )
}

#[test]
fn a_draft_that_cannot_be_is_refused_by_the_name_of_its_field() {
    let with_rule = |change: fn(&mut Rule)| {
        let mut draft = plain();
        change(&mut draft.rule);
        draft
    };
    let drafts = [
        (
            "title",
            ReminderDraft {
                title: "  ".to_owned(),
                ..plain()
            },
        ),
        (
            "title",
            ReminderDraft {
                title: "x".repeat(201),
                ..plain()
            },
        ),
        (
            "body",
            ReminderDraft {
                body: Some("x".repeat(2001)),
                ..plain()
            },
        ),
        (
            "grace",
            ReminderDraft {
                grace_min: Minutes(-1),
                ..plain()
            },
        ),
        (
            "grace",
            ReminderDraft {
                grace_min: Minutes(1441),
                ..plain()
            },
        ),
        ("every_weeks", with_rule(|rule| rule.every_weeks = 0)),
        ("every_weeks", with_rule(|rule| rule.every_weeks = u32::MAX)),
        (
            "until",
            with_rule(|rule| rule.until = Some(date("2026-05-31"))),
        ),
        ("start", with_rule(|rule| rule.start = NaiveDate::MIN)),
        ("count", with_rule(|rule| rule.count = Some(0))),
        (
            "before_lights_out",
            with_rule(|rule| rule.when = before_lights_out(-5)),
        ),
        (
            "before_lights_out",
            with_rule(|rule| rule.when = before_lights_out(i32::MAX)),
        ),
    ];
    for (field, draft) in drafts {
        let refusal = draft.checked().expect_err("it cannot be");
        assert_eq!(refusal.field, field);
        assert!(
            refusal.message.contains(' ') && !refusal.message.contains('{'),
            "a whole sentence: {}",
            refusal.message
        );
    }
}

#[test]
fn a_moment_gone_by_is_refused_for_a_one_off_reminder_alone() {
    let mut draft = plain();
    let now = at("2026-06-01T20:00:00Z");
    assert!(draft.check_ahead(now).is_ok(), "a rule has other days");
    draft.rule.when = When::Once(now);
    assert_eq!(
        draft.check_ahead(now).map_err(|refusal| refusal.field),
        Err("at".to_owned())
    );
}

#[test]
fn a_draft_is_kept_trimmed_with_its_weekdays_in_order() {
    let mut draft = plain();
    draft.title = " Neck ".to_owned();
    draft.body = Some("  ".to_owned());
    draft.rule.days = vec![Weekday::Thu, Weekday::Mon, Weekday::Thu];
    let kept = draft.checked().unwrap();
    assert_eq!(kept.title, "Neck");
    assert_eq!(kept.body, None, "a blank line is no line");
    assert_eq!(kept.rule.days, [Weekday::Mon, Weekday::Thu]);
}

#[test]
fn the_page_offers_the_grace_that_the_core_gives() {
    let form = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../ui/src/settings/reminder.ts"
    );
    let form = std::fs::read_to_string(form).unwrap();
    for kind in [
        ReminderKind::SelfMassage,
        ReminderKind::ProfessionalMassage,
        ReminderKind::WindDown,
        ReminderKind::DimLights,
        ReminderKind::Bedtime,
        ReminderKind::MorningDiary,
        ReminderKind::Custom,
    ] {
        let name = serde_json::to_value(kind).unwrap();
        let name = name.as_str().unwrap();
        let usual = form.lines().find(|line| {
            line.trim_start()
                .replace('\'', "")
                .starts_with(&format!("{name}: {{"))
        });
        let usual = usual.unwrap_or_else(|| panic!("the form knows the kind {name}"));
        let grace = kind.default_grace().0;
        assert!(
            usual.contains(&format!("grace: {grace}")),
            "{name} has {grace} minutes: {usual}"
        );
    }
}
