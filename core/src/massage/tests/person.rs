//! A person and their answers, for the tests of the screen.

use chrono::{Duration, TimeZone, Utc};

use crate::massage::{Answers, Content, Offer, Routine, Tonight, content, judge};
use crate::time::Instant;

pub const BALLS: [&str; 2] = ["feet-with-a-ball", "lower-back-with-a-ball"];
pub const NO_TOUCH: [&str; 4] = [
    "muscle-relaxation",
    "slow-breathing",
    "body-scan",
    "warm-foot-bath",
];

pub fn guide() -> &'static Content {
    content().unwrap_or_else(|fault| panic!("{fault}"))
}

pub fn routine(id: &str) -> &'static Routine {
    guide()
        .routine(id)
        .unwrap_or_else(|| panic!("no routine {id}"))
}

pub fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 22, 21, 0, 0).unwrap()
}

pub fn tonight() -> Tonight {
    Tonight {
        now: now(),
        since: now() - Duration::hours(9),
    }
}

/// Everything answered with "no", every confirmation with "yes", `ago` before now.
pub fn healthy(ago: Duration) -> Answers {
    let safety = &guide().safety;
    let no = safety
        .conditions
        .iter()
        .map(|condition| (&condition.key, "no"));
    let yes = safety
        .confirmations
        .iter()
        .map(|confirmation| (&confirmation.key, "yes"));
    no.chain(yes)
        .map(|(key, text)| safety.answer(key, text, now() - ago).unwrap())
        .collect()
}

pub fn with(answers: &[(&str, &str)]) -> Answers {
    let mut all = healthy(Duration::hours(1));
    for (key, text) in answers {
        all.put(
            guide()
                .safety
                .answer(key, text, now())
                .unwrap_or_else(|it| panic!("{}", it.message)),
        );
    }
    all
}

pub fn offer(id: &str, answers: &Answers) -> Offer {
    judge(routine(id), guide(), answers, tonight())
}

pub fn status(offer: &Offer) -> &'static str {
    match offer {
        Offer::Allowed { .. } => "allowed",
        Offer::Confirm { .. } => "confirm",
        Offer::Locked { .. } => "locked",
        Offer::Ask { .. } => "ask",
        Offer::Unscreened { .. } => "unscreened",
        Offer::Blocked { .. } => "blocked",
    }
}

/// The titles of the steps that are left out.
pub fn left_out(id: &str, answers: &Answers) -> Vec<String> {
    let offer = offer(id, answers);
    let adjustments = offer
        .adjustments()
        .unwrap_or_else(|| panic!("{id} is {}", status(&offer)));
    let skip = adjustments.skip.iter();
    skip.map(|adjusted| {
        routine(id).steps[usize::try_from(adjusted.step).unwrap()]
            .title
            .clone()
    })
    .collect()
}

pub fn assert_all(answers: &Answers, ids: &[&str], expected: &str, why: &str) {
    for id in ids {
        assert_eq!(status(&offer(id, answers)), expected, "{id}: {why}");
    }
}
