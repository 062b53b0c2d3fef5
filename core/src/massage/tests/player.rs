use chrono::{Duration, TimeZone, Utc};
use proptest::prelude::*;

use crate::massage::{Means, Plan, Player, Side, Step, content};
use crate::time::Instant;

fn start() -> Instant {
    // The evening before the clocks go back in Europe: elapsed time must not notice.
    Utc.with_ymd_and_hms(2026, 10, 25, 0, 58, 0).unwrap()
}

fn plan(seconds: &[u32]) -> Plan {
    let step = |(index, seconds): (usize, &u32)| Step {
        seconds: *seconds,
        title: format!("Step {index}"),
        text: String::new(),
        means: Means::Rest,
        pressure: 0,
        side: Side::Both,
        regions: Vec::new(),
    };
    Plan {
        routine: "test".to_owned(),
        title: "Test".to_owned(),
        breath: None,
        breath_cue: None,
        steps: seconds.iter().enumerate().map(step).collect(),
    }
}

fn s(seconds: i64) -> Duration {
    Duration::seconds(seconds)
}

#[test]
fn it_walks_through_the_steps_and_finishes_with_their_sum() {
    let player = Player::start(plan(&[30, 60, 10]), start());
    let at = |seconds| player.at(start() + s(seconds));
    assert_eq!(
        (at(0).step, at(0).left_ms, at(0).total_left_ms),
        (0, 30_000, 100_000)
    );
    assert_eq!(
        (at(30).step, at(30).elapsed_ms),
        (1, 0),
        "a step ends where the next begins"
    );
    assert_eq!(
        (at(89).step, at(89).elapsed_ms, at(89).left_ms),
        (1, 59_000, 1_000)
    );
    assert!(!at(99).finished);
    let end = at(100);
    assert!(
        end.finished && end.step == 2 && end.left_ms == 0,
        "the end is the last step's end: {end:?}"
    );
    assert_eq!(at(10_000), end, "nothing comes after the end");
}

#[test]
fn a_pause_takes_no_time() {
    let player = Player::start(plan(&[30, 60]), start()).pause(start() + s(40));
    let paused = player.at(start() + s(4_000));
    assert!(
        paused.paused && paused.step == 1 && paused.elapsed_ms == 10_000,
        "{paused:?}"
    );
    let player = player.resume(start() + s(4_000));
    assert_eq!(player.at(start() + s(4_005)).total_elapsed_ms, 45_000);
    assert_eq!(player.played_ms(start() + s(4_005)), 45_000);
}

#[test]
fn back_reaches_the_beginning_of_the_step_and_from_there_the_step_before() {
    let player = Player::start(plan(&[30, 60, 10]), start());
    let late = player.clone().back(start() + s(50));
    assert_eq!(
        late.at(start() + s(50)).total_elapsed_ms,
        30_000,
        "well into the step: its beginning"
    );
    let early = player.clone().back(start() + s(31));
    assert_eq!(
        early.at(start() + s(31)).total_elapsed_ms,
        0,
        "just begun: the step before"
    );
    let first = player.clone().back(start() + s(1));
    assert_eq!(
        first.at(start() + s(1)).total_elapsed_ms,
        0,
        "nothing lies before the first step"
    );
    let end = player.back(start() + s(200));
    assert_eq!(
        end.at(start() + s(200)).step,
        2,
        "from the end, the last step again"
    );
    assert!(!end.at(start() + s(200)).finished);
}

#[test]
fn skipping_past_the_last_step_ends_it_and_does_not_count_as_played() {
    let now = start() + s(5);
    let player = Player::start(plan(&[30, 60]), start()).skip(now);
    assert_eq!((player.at(now).step, player.at(now).elapsed_ms), (1, 0));
    let player = player.skip(now).skip(now);
    assert!(player.at(now).finished);
    assert_eq!(
        player.played_ms(now + s(500)),
        5_000,
        "only what was done counts"
    );
}

#[test]
fn a_clock_set_back_loses_nothing_that_was_kept() {
    let player = Player::start(plan(&[30, 60]), start()).tick(start() + s(40));
    let before = start() - Duration::hours(1);
    assert_eq!(
        player.at(before).total_elapsed_ms,
        40_000,
        "it waits rather than going back"
    );
    let on = player.tick(before);
    assert_eq!(
        on.at(before + s(5)).total_elapsed_ms,
        45_000,
        "and goes on by the new clock"
    );
}

#[test]
fn it_survives_a_restart_of_the_program() {
    let player = Player::start(plan(&[30, 60]), start()).tick(start() + s(40));
    let saved = serde_json::to_string(&player).expect("plain data");
    let loaded: Player = serde_json::from_str(&saved).expect("plain data");
    assert_eq!(loaded, player);
    let later = start() + s(50);
    assert_eq!(
        loaded.at(later).total_elapsed_ms,
        50_000,
        "its time goes on while the program is away"
    );
}

#[test]
fn a_plan_without_steps_is_over_at_once() {
    let at = Player::start(plan(&[]), start())
        .back(start())
        .skip(start())
        .at(start());
    assert!(at.finished && at.total_left_ms == 0, "{at:?}");
}

#[test]
fn every_routine_plays_to_its_end() {
    for routine in &content().expect("the guide holds").routines {
        let player = Player::start(
            Plan::new(routine, &crate::massage::Adjustments::default()),
            start(),
        );
        let total = i64::from(routine.total_seconds);
        assert!(
            !player.at(start() + s(total - 1)).finished,
            "{}",
            routine.id
        );
        assert!(player.at(start() + s(total)).finished, "{}", routine.id);
    }
}

#[derive(Debug, Clone, Copy)]
enum Verb {
    Tick,
    Pause,
    Resume,
    Back,
    Skip,
}

fn verb() -> impl Strategy<Value = Verb> {
    prop_oneof![
        Just(Verb::Tick),
        Just(Verb::Pause),
        Just(Verb::Resume),
        Just(Verb::Back),
        Just(Verb::Skip)
    ]
}

fn play(player: Player, verb: Verb, now: Instant) -> Player {
    match verb {
        Verb::Tick => player.tick(now),
        Verb::Pause => player.pause(now),
        Verb::Resume => player.resume(now),
        Verb::Back => player.back(now),
        Verb::Skip => player.skip(now),
    }
}

proptest! {
    #[test]
    fn left_alone_it_is_where_the_clock_says(
        seconds in prop::collection::vec(1_u32..900, 1..20), a in 0_i64..20_000_000, b in 0_i64..20_000_000,
    ) {
        let player = Player::start(plan(&seconds), start());
        let total = i64::from(seconds.iter().sum::<u32>()) * 1000;
        let at = |ms: i64| player.at(start() + Duration::milliseconds(ms));
        prop_assert_eq!(i64::from(at(a).total_elapsed_ms), a.min(total), "elapsed time and nothing else");
        let (early, late) = (a.min(b), a.max(b));
        prop_assert!(at(early).total_elapsed_ms <= at(late).total_elapsed_ms, "time runs one way");
        prop_assert!(at(early).step <= at(late).step, "and so do the steps");
    }

    #[test]
    fn whatever_is_done_and_whatever_the_clock_does_the_position_holds_together(
        seconds in prop::collection::vec(1_u32..900, 0..20),
        verbs in prop::collection::vec((verb(), -4_000_000_i64..4_000_000), 0..40),
        look in -4_000_000_i64..4_000_000,
    ) {
        let total: u32 = seconds.iter().sum::<u32>() * 1000;
        let mut now = start();
        let mut player = Player::start(plan(&seconds), start());
        for (verb, ms) in verbs {
            now += Duration::milliseconds(ms);
            player = play(player, verb, now);
        }
        let at = player.at(now + Duration::milliseconds(look));
        prop_assert_eq!(at.total_elapsed_ms + at.total_left_ms, total, "what is over and what is left are the whole");
        prop_assert_eq!(at.finished, at.total_left_ms == 0, "finished is nothing left");
        if let Some(step) = seconds.get(at.step as usize) {
            prop_assert_eq!(at.elapsed_ms + at.left_ms, step * 1000, "the same within the step");
            let before: u32 = seconds.iter().take(at.step as usize).sum::<u32>() * 1000;
            prop_assert_eq!(before + at.elapsed_ms, at.total_elapsed_ms, "the step is the one it lies in");
        } else {
            prop_assert!(seconds.is_empty(), "only an empty plan has no step");
        }
    }

    #[test]
    fn pauses_take_no_time_and_what_was_played_is_what_ran(
        seconds in prop::collection::vec(1_u32..900, 1..20),
        spans in prop::collection::vec((0_i64..200_000, 0_i64..9_000_000), 0..20),
    ) {
        let total = i64::from(seconds.iter().sum::<u32>()) * 1000;
        let mut now = start();
        let mut player = Player::start(plan(&seconds), now);
        let mut ran = 0;
        for (run, rest) in spans {
            now += Duration::milliseconds(run);
            ran += run;
            player = player.pause(now);
            now += Duration::milliseconds(rest);
            prop_assert_eq!(i64::from(player.at(now).total_elapsed_ms), ran.min(total), "resting moves nothing");
            player = player.resume(now);
        }
        prop_assert_eq!(i64::from(player.played_ms(now)), ran.min(total), "played is what ran");
    }

    #[test]
    fn keeping_the_position_changes_nothing_while_the_clock_runs_forward(
        seconds in prop::collection::vec(1_u32..900, 1..20),
        ticks in prop::collection::vec(0_i64..60_000, 0..40), later in 0_i64..9_000_000,
    ) {
        let untouched = Player::start(plan(&seconds), start());
        let mut now = start();
        let mut ticked = untouched.clone();
        for ms in ticks {
            now += Duration::milliseconds(ms);
            ticked = ticked.tick(now);
        }
        let then = now + Duration::milliseconds(later);
        prop_assert_eq!(ticked.at(then), untouched.at(then), "a tick only keeps");
    }
}
