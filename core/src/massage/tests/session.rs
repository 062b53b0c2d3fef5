use chrono::{Duration, TimeZone, Utc};

use crate::massage::{Adjustments, MassageSession, Plan, Player, content};
use crate::time::{Instant, Minutes, Zone};

fn start() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 22, 20, 30, 0).unwrap()
}

fn player() -> Player {
    let routine = content()
        .expect("the guide holds")
        .routine("neck-and-shoulders")
        .expect("it is there");
    Player::start(Plan::new(routine, &Adjustments::default()), start())
}

fn session() -> MassageSession {
    MassageSession::of(
        &player(),
        start() + Duration::seconds(300),
        Zone(chrono_tz::Europe::Berlin),
    )
}

fn refused(change: impl FnOnce(&mut MassageSession)) -> String {
    let mut session = session();
    change(&mut session);
    let refusal = session.validate(
        content().expect("the guide holds"),
        start() + Duration::hours(1),
    );
    let refusal = refusal.expect_err("it cannot be");
    assert!(
        refusal.message.ends_with('.'),
        "the catalogue has a sentence for it: {}",
        refusal.message
    );
    refusal.field
}

#[test]
fn a_routine_played_to_its_end_is_completed() {
    let session = session();
    assert!(session.completed);
    assert_eq!(session.minutes, Minutes(5));
    assert_eq!(session.at, start());
    assert_eq!(session.routine.as_deref(), Some("neck-and-shoulders"));
    assert_eq!(
        session.validate(content().expect("the guide holds"), start()),
        Ok(())
    );
}

#[test]
fn one_stopped_early_says_so_and_counts_what_was_played() {
    let paused = player().pause(start() + Duration::seconds(100));
    let session = MassageSession::of(&paused, start() + Duration::hours(2), Zone::UTC);
    assert!(!session.completed);
    assert_eq!(
        session.minutes,
        Minutes(2),
        "a hundred seconds, and no pause"
    );
    let glimpse = MassageSession::of(&player(), start() + Duration::seconds(1), Zone::UTC);
    assert_eq!(glimpse.minutes, Minutes(1), "what was had took some time");
}

#[test]
fn what_cannot_be_is_refused_by_its_field() {
    assert_eq!(
        refused(|it| it.routine = Some("elbow".to_owned())),
        "routine"
    );
    assert_eq!(refused(|it| it.routine = None), "routine");
    assert_eq!(
        refused(|it| it.professional = Some("Ms Ito".to_owned())),
        "routine"
    );
    assert_eq!(refused(|it| it.minutes = Minutes(0)), "minutes");
    assert_eq!(refused(|it| it.minutes = Minutes(601)), "minutes");
    assert_eq!(refused(|it| it.tension_before = Some(11)), "tension_before");
    assert_eq!(refused(|it| it.tension_after = Some(11)), "tension_after");
    assert_eq!(refused(|it| it.pain_before = Some(11)), "pain_before");
    assert_eq!(refused(|it| it.pain_after = Some(11)), "pain_after");
    assert_eq!(refused(|it| it.at = start() + Duration::hours(2)), "at");
}

#[test]
fn a_professional_massage_needs_words_and_no_routine() {
    let mut session = session();
    session.routine = None;
    session.professional = Some("Shiatsu with Ms Ito".to_owned());
    assert_eq!(
        session.validate(content().expect("the guide holds"), start()),
        Ok(())
    );
    session.professional = Some("  ".to_owned());
    assert!(
        session
            .validate(content().expect("the guide holds"), start())
            .is_err(),
        "blank is not a word"
    );
}
