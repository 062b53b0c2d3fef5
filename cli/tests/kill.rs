//! A program that is killed at any moment costs no night that it said was logged.
//!
//! `kill -9` loses what a process holds, not what the system does: this shows that nothing is acknowledged early and that a
//! half-done opening, migration or write is no damage. That a power cut costs nothing either is `synchronous = FULL`'s part.

#![cfg(test)]

mod support;

use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::{Diary, date, log};

/// Chooses the moments; the same ones, as shares of a run, every time.
const SEED: u64 = 0x5EED_0F5E_E901_2026;
/// How often a program is killed.
const KILLS: u64 = 100;
/// How many of them befall one diary. The first one befalls a diary that is only being made.
const KILLS_A_DIARY: u64 = 10;

/// xorshift64* (Vigna 2016, doi:10.1145/2845077): a share between 0 and 1.
fn next_share(state: &mut u64) -> f64 {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1_u64 << 53) as f64
}

#[expect(
    clippy::disallowed_methods,
    reason = "the kill is aimed at a share of how long a run takes on this machine"
)]
fn length_of_a_run() -> Duration {
    let diary = Diary::new();
    diary.json(&log(&date(0)));
    let begun = Instant::now();
    diary.json(&log(&date(1)));
    begun.elapsed()
}

#[test]
fn a_killed_program_loses_no_night_that_it_said_was_logged() {
    println!("seed {SEED:#x}");
    let mut state = SEED;
    let whole = length_of_a_run();
    let (mut killed, mut finished) = (0, 0);
    for _ in 0..KILLS / KILLS_A_DIARY {
        let diary = Diary::new();
        let mut logged = Vec::new();
        let mut nights = (0..).map(date);
        for _ in 0..KILLS_A_DIARY {
            let doomed = nights.next().unwrap();
            let mut child = diary
                .command(&log(&doomed))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            sleep(whole.mul_f64(next_share(&mut state)));
            child.kill().unwrap();
            if child.wait().unwrap().success() {
                logged.push(doomed);
                finished += 1;
            } else {
                killed += 1;
            }
            // The next program finds a sound diary, whatever the killed one left.
            let after = nights.next().unwrap();
            diary.json(&log(&after));
            logged.push(after);
        }
        let known = diary.json(&["nights"]);
        let known: Vec<&str> = known
            .as_array()
            .unwrap()
            .iter()
            .map(|night| night["night"].as_str().unwrap())
            .collect();
        for night in &logged {
            assert!(
                known.contains(&night.as_str()),
                "{night} was acknowledged; {known:?}"
            );
        }
        let check = diary.run(&["check"]);
        assert_eq!(check.code, Some(0), "{}{}", check.out, check.err);
    }
    println!("{killed} killed at work, {finished} done before the kill");
    assert!(
        killed > KILLS / 4,
        "most kills must meet a program at work: {killed}"
    );
}
