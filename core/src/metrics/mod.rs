//! Numbers over nights. Pure functions; nothing here is stored.

mod night;

pub use night::NightMetrics;

use serde::Serialize;

use crate::time::Night;

/// How far the nights carry the insomnia signal: SOL or WASO of 31 min or more on 3 nights a week or more
/// (Lichstein et al. 2003, PMID 12643966). Not a diagnosis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum InsomniaLevel {
    /// The signal is absent, or too few nights are known.
    None,
    /// Present for less than three months.
    Acute,
    /// Present for three months or more.
    Chronic,
}

/// The insomnia signal over a window.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct InsomniaSignal {
    /// Nights a week with the signal, over the weeks that have enough nights; `None` where none has.
    pub nights_per_week: Option<f64>,
    /// Consecutive weeks, up to the last, with 3 such nights or more.
    pub weeks: u32,
    /// How long it has lasted.
    pub level: InsomniaLevel,
}

/// Numbers over a window of nights. Means are over the nights that know the value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct WindowMetrics {
    /// Nights with a record.
    pub nights: u32,
    /// Mean TST, minutes.
    pub tst_min: Option<f64>,
    /// Mean TIB, minutes.
    pub tib_min: Option<f64>,
    /// Mean SOL, minutes.
    pub sol_min: Option<f64>,
    /// Mean WASO, minutes.
    pub waso_min: Option<f64>,
    /// Mean TST / mean TIB, percent: not the mean of nightly SE.
    pub se_pct: Option<f64>,
    /// The same for diary sleep efficiency.
    pub dse_pct: Option<f64>,
    /// Sleep Regularity Index, -100 to 100 (Phillips et al. 2017, doi:10.1038/s41598-017-03171-4).
    pub sri: Option<f64>,
    /// Chronotype MSFsc as a clock time, `HH:MM:SS` (Roenneberg et al. 2004, doi:10.1016/j.cub.2004.11.039).
    pub msf_sc: Option<String>,
    /// Social jetlag, minutes (Wittmann et al. 2006, doi:10.1080/07420520500545979).
    pub social_jetlag_min: Option<f64>,
    /// The insomnia signal.
    pub insomnia: InsomniaSignal,
}

/// One point of a trend.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TrendPoint {
    /// The night.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub night: Night,
    /// That night's value.
    pub value: Option<f64>,
    /// The mean of the seven nights up to it, where at least four are known.
    pub smoothed: Option<f64>,
}

/// One measure over time, with its reading in a sentence.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Trend {
    /// `sol_min`, `waso_min`, `tst_min` or `se_pct`.
    pub measure: String,
    /// One plain sentence that reads the chart.
    pub reading: String,
    /// The nights from first to last.
    pub points: Vec<TrendPoint>,
}
