//! Chronotype and social jetlag, as the Munich Chronotype Questionnaire defines them, over logged nights.
//!
//! Clock times are seconds after midnight and live on a circle; durations are seconds.

use std::f64::consts::TAU;

/// Seconds of a day on a wall clock.
const DAY: f64 = 86_400.0;

/// The circular mean of clock times; `None` where there are none, or where they point every way alike.
pub(super) fn circular_mean(clocks: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (mut x, mut y, mut n) = (0.0, 0.0, 0.0);
    for clock in clocks {
        let (sin, cos) = (clock / DAY * TAU).sin_cos();
        (x, y, n) = (x + cos, y + sin, n + 1.0);
    }
    // Below this the direction is rounding noise: 22:00 and 10:00 have no middle.
    (f64::hypot(x, y) > n * 1e-9).then(|| y.atan2(x).rem_euclid(TAU) / TAU * DAY)
}

/// The shorter way round the clock from `from` to `to`, negative where it goes back.
pub(super) fn shorter_interval(from: f64, to: f64) -> f64 {
    let ahead = (to - from).rem_euclid(DAY);
    if ahead > DAY / 2.0 {
        ahead - DAY
    } else {
        ahead
    }
}

/// Mean sleep duration over a week of `workdays` workdays (Roenneberg et al. 2004, doi:10.1016/j.cub.2004.11.039).
pub(super) fn sd_week(sd_work: f64, sd_free: f64, workdays: u32) -> f64 {
    let workdays = f64::from(workdays.min(7));
    (sd_work * workdays + sd_free * (7.0 - workdays)) / 7.0
}

/// MSFsc: mid-sleep on free days, corrected for sleep made up for there.
///
/// MSF - (SDf - SDweek) / 2 where free days are slept longer than workdays, else MSF
/// (Roenneberg et al. 2004, doi:10.1016/j.cub.2004.11.039).
pub(super) fn msf_sc(msf: f64, sd_work: f64, sd_free: f64, sd_week: f64) -> f64 {
    if sd_free > sd_work {
        (msf - (sd_free - sd_week) / 2.0).rem_euclid(DAY)
    } else {
        msf
    }
}

/// Social jetlag: the shorter interval between mid-sleep on workdays and on free days
/// (Wittmann et al. 2006, doi:10.1080/07420520500545979).
pub(super) fn social_jetlag(msw: f64, msf: f64) -> f64 {
    shorter_interval(msw, msf).abs()
}
