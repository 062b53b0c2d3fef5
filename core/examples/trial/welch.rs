//! Welch's t-test over all nights of either kind, as if each were a stranger's (Welch 1947, doi:10.1093/biomet/34.1-2.28): what the
//! nights of a trial on oneself are usually put through.

use std::ops::RangeInclusive;

use statrs::distribution::{ContinuousCDF, StudentsT};
use vesper_core::trial::{Arm, Observed};

/// Its answer.
pub struct Welch {
    /// Two-sided.
    pub p: f64,
    /// The 95 % interval of `a - b`.
    pub interval: RangeInclusive<f64>,
}

/// Compares the nights of the two arms.
pub fn test(nights: &[Observed]) -> Welch {
    let [(a, of_a, n_a), (b, of_b, n_b)] = [Arm::A, Arm::B].map(|arm| {
        let nights = nights.iter().filter(|night| night.arm == arm);
        let known: Vec<f64> = nights.filter_map(|night| night.value).collect();
        let n = known.len() as f64;
        let mean = known.iter().sum::<f64>() / n;
        let squares: f64 = known.iter().map(|value| (value - mean).powi(2)).sum();
        (mean, squares / (n - 1.0) / n, n)
    });
    let (estimate, error) = (a - b, (of_a + of_b).sqrt());
    let freedom = (of_a + of_b).powi(2) / (of_a.powi(2) / (n_a - 1.0) + of_b.powi(2) / (n_b - 1.0));
    // Ratings may all be the same.
    let Ok(student) = StudentsT::new(0.0, 1.0, freedom) else {
        return Welch {
            p: 1.0,
            interval: estimate..=estimate,
        };
    };
    let reach = student.inverse_cdf(0.975) * error;
    Welch {
        p: 2.0 * student.cdf(-(estimate / error).abs()),
        interval: estimate - reach..=estimate + reach,
    }
}
