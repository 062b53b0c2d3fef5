//! Before and after: means, their difference, and the interval that fits it.
//!
//! Two kinds of difference: within the massages of a course (a pair each), and between the nights before it and its last ones.
//! Nights that follow each other resemble each other, so fewer of them count than there are (Bayley & Hammersley 1946,
//! doi:10.2307/2983560).

use serde::{Deserialize, Serialize};

use crate::text::{decimal, duration, text};

/// So many nights before a course, and so many of its last ones, are compared.
pub const NIGHTS: u64 = 14;
/// Fewer nights or massages than this say nothing.
const FEWEST: usize = 5;
/// Nights are taken to resemble their neighbours at most so much.
const MOST_ALIKE: f64 = 0.8;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Tension, 0 to 10.
    Tension,
    /// Pain, 0 to 10.
    Pain,
    /// Minutes to fall asleep.
    Sol,
    /// Sleep efficiency, percent.
    Se,
    /// Quality, 1 to 5.
    Quality,
}

impl Measure {
    fn name(self) -> String {
        let key = match self {
            Self::Tension => "programme_tension",
            Self::Pain => "programme_pain",
            Self::Sol => "programme_sol",
            Self::Se => "programme_se",
            Self::Quality => "programme_quality",
        };
        text(key, &[])
    }

    /// A value as it is said, for example `24 min` or `83 %`.
    fn said(self, value: f64) -> String {
        match self {
            Self::Sol => duration(value),
            Self::Se => text("programme_percent", &[("value", &format!("{value:.0}"))]),
            Self::Tension | Self::Pain | Self::Quality => decimal(value, 1),
        }
    }

    /// A change as it is said: `6 min less`, `0.4 more`.
    fn change(self, by: f64) -> String {
        let size = match self {
            Self::Se => text(
                "programme_points",
                &[("value", &format!("{:.0}", by.abs()))],
            ),
            _ => self.said(by.abs()),
        };
        let key = if by < 0.0 {
            "programme_less"
        } else {
            "programme_more"
        };
        text(key, &[("size", &size)])
    }
}

/// What was noted of a measure over some nights or massages, in their order; `None` where it was not noted.
pub type Past = Vec<Option<f64>>;

/// A difference with the interval that fits it, after minus before, in the measure's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Difference {
    /// The difference of the means.
    pub mean: f64,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

/// One measure before and after.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Compared {
    /// What is compared.
    pub measure: Measure,
    /// Its name.
    pub name: String,
    /// The mean before.
    pub before: Option<f64>,
    /// From how many nights or massages.
    pub before_n: u32,
    /// The mean after.
    pub after: Option<f64>,
    /// From how many.
    pub after_n: u32,
    /// The difference; absent where too little is known.
    pub difference: Option<Difference>,
    /// What it says, without its name.
    pub reading: String,
}

impl Compared {
    /// Compares what was noted right before massages with what was noted right after the same ones.
    #[must_use]
    pub fn pairs(measure: Measure, pairs: &[(f64, f64)]) -> Self {
        let (before, after): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let changes: Vec<f64> = pairs.iter().map(|(before, after)| after - before).collect();
        let difference = mean(&changes)
            .filter(|_| changes.len() >= FEWEST)
            .map(|mean| {
                let n = count(&changes);
                let error = (variance(&changes) / n).sqrt();
                around(mean, error, n - 1.0)
            });
        Self::of(
            measure,
            &before,
            &after,
            difference,
            "programme_few_massages",
        )
    }

    /// Compares the nights before with the nights after, each in their order.
    #[must_use]
    pub fn nights(measure: Measure, before: &Past, after: &Past) -> Self {
        let (early, late) = (known(before), known(after));
        let enough = early.len() >= FEWEST && late.len() >= FEWEST;
        let difference = mean(&early)
            .zip(mean(&late))
            .filter(|_| enough)
            .map(|(one, other)| {
                let alike = alike(&[before, after]);
                let fewer = (1.0 - alike) / (1.0 + alike);
                let part = |values: &[f64]| {
                    let n = (count(values) * fewer).max(2.0);
                    (variance(values) / n, n)
                };
                let ((first, n), (second, m)) = (part(&early), part(&late));
                let sum = first + second;
                // Welch (1947), doi:10.1093/biomet/34.1-2.28.
                let freedom = sum * sum / (first * first / (n - 1.0) + second * second / (m - 1.0));
                around(other - one, sum.sqrt(), freedom)
            });
        Self::of(measure, &early, &late, difference, "programme_few_nights")
    }

    fn of(
        measure: Measure,
        before: &[f64],
        after: &[f64],
        difference: Option<Difference>,
        few: &str,
    ) -> Self {
        let (early, late) = (mean(before), mean(after));
        let reading = match (early, late, difference) {
            (Some(early), Some(late), Some(by)) => {
                let key = if by.low > 0.0 || by.high < 0.0 {
                    "programme_reading"
                } else {
                    "programme_reading_open"
                };
                let args = [
                    ("before", measure.said(early)),
                    ("after", measure.said(late)),
                    ("change", measure.change(by.mean)),
                    ("low", measure.change(by.low)),
                    ("high", measure.change(by.high)),
                ];
                text(
                    key,
                    &args.each_ref().map(|(key, value)| (*key, value.as_str())),
                )
            }
            _ => text(few, &[("fewest", &FEWEST.to_string())]),
        };
        let number = |values: &[f64]| u32::try_from(values.len()).unwrap_or(u32::MAX);
        Self {
            measure,
            name: measure.name(),
            before: early,
            before_n: number(before),
            after: late,
            after_n: number(after),
            difference,
            reading,
        }
    }
}

fn known(values: &Past) -> Vec<f64> {
    values.iter().copied().flatten().collect()
}

fn count(values: &[f64]) -> f64 {
    f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX))
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / count(values))
}

/// The sample variance; 0 of fewer than two values.
fn variance(values: &[f64]) -> f64 {
    let Some(mean) = mean(values).filter(|_| values.len() > 1) else {
        return 0.0;
    };
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    squares / (count(values) - 1.0)
}

/// How much a night resembles the one before it, 0 to [`MOST_ALIKE`]: the correlation of neighbours within each stretch of nights,
/// mended for being drawn too low in short ones (Marriott & Pope 1954, doi:10.1093/biomet/41.3-4.390).
fn alike(stretches: &[&Past]) -> f64 {
    let (mut together, mut alone, mut nights, mut n) = (0.0, 0.0, 0.0, 0.0);
    for stretch in stretches {
        let values = known(stretch);
        let Some(mean) = mean(&values) else { continue };
        let off: Vec<Option<f64>> = stretch
            .iter()
            .map(|value| value.map(|value| value - mean))
            .collect();
        for neighbours in off.windows(2) {
            if let [Some(one), Some(next)] = neighbours {
                together += one * next;
                nights += 1.0;
            }
        }
        alone += off.iter().flatten().map(|off| off * off).sum::<f64>();
        n += count(&values);
    }
    if alone <= 0.0 || nights <= 0.0 {
        return 0.0;
    }
    let seen = (together / nights) / (alone / n);
    let each = n / stretches.len().max(1) as f64;
    let mended = if each > 5.0 {
        (seen + 1.0 / each) / (1.0 - 4.0 / each)
    } else {
        seen
    };
    mended.clamp(0.0, MOST_ALIKE)
}

fn around(mean: f64, error: f64, freedom: f64) -> Difference {
    let reach = if error > 0.0 { t(freedom) * error } else { 0.0 };
    Difference {
        mean,
        low: mean - reach,
        high: mean + reach,
    }
}

/// The 97.5 % quantile of Student's t, by the expansion of Cornish and Fisher (Abramowitz & Stegun 1964, 26.7.5); exact to 0.01 from
/// 4 degrees of freedom on, and wider than it need be below.
fn t(freedom: f64) -> f64 {
    const Z: f64 = 1.959_963_985;
    const FEW: [f64; 3] = [12.706, 4.303, 3.182];
    if !freedom.is_finite() {
        return Z;
    }
    if let Some(exact) = FEW.get((freedom.max(1.0) as usize).saturating_sub(1)) {
        return *exact;
    }
    let z = |power: i32| Z.powi(power);
    let terms = [
        (z(3) + Z) / 4.0,
        (5.0 * z(5) + 16.0 * z(3) + 3.0 * Z) / 96.0,
        (3.0 * z(7) + 19.0 * z(5) + 17.0 * z(3) - 15.0 * Z) / 384.0,
        (79.0 * z(9) + 776.0 * z(7) + 1482.0 * z(5) - 1920.0 * z(3) - 945.0 * Z) / 92_160.0,
    ];
    let mut sum = Z;
    let mut power = 1.0;
    for term in terms {
        power *= freedom;
        sum += term / power;
    }
    sum
}

#[cfg(test)]
mod tests;
