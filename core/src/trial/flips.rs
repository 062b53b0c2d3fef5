//! The randomisation test: what the pair differences would have been, had the coin of each pair fallen the other way.

use super::SplitMix64;

/// Up to so many pairs all orders are gone through; beyond, so many of them are drawn.
const EXACT: usize = 20;
/// How many orders are drawn where they are too many: with the one that was lived, a hundred thousand.
const DRAWN: usize = 99_999;
/// 1 / 0.05: a difference counts as more than chance where at most one order in so many is as extreme.
const ONE_IN: usize = 20;

/// Whose sign an order changes: the sum of their differences, and how many they are.
#[derive(Debug, Clone, Copy)]
struct Flip {
    sum: f64,
    size: u32,
}

/// The pair differences under every order the coins could have made.
///
/// Had a pair's coin fallen the other way, and had it made no difference how an evening goes, the same nights would have been
/// lived and the pair's difference would have its sign changed. So whatever the nights are like, all orders' means were equally
/// likely (Edgington and Onghena 2007, doi:10.1201/9781420011814).
pub(super) struct Flips {
    differences: Vec<f64>,
    total: f64,
    flips: Vec<Flip>,
}

impl Flips {
    /// Of `differences`, one a pair, in the order of the pairs; `seed` draws orders where there are too many of them.
    pub(super) fn of(differences: &[f64], seed: u32) -> Self {
        Self {
            differences: differences.to_vec(),
            total: differences.iter().sum(),
            flips: if differences.len() <= EXACT {
                all(differences)
            } else {
                drawn(differences, seed)
            },
        }
    }

    /// The mean of the differences; `None` of none.
    pub(super) fn mean(&self) -> Option<f64> {
        let pairs = self.differences.len();
        (pairs > 0).then(|| self.total / pairs as f64)
    }

    /// The share of orders whose mean is at least as far from zero as the one that was lived; two-sided.
    pub(super) fn p(&self) -> Option<f64> {
        self.mean()?;
        let size: f64 = self.differences.iter().map(|one| one.abs()).sum();
        // Sums of the same numbers in another order may differ in their last bits.
        let far = self.total.abs() - size * 1e-12;
        let as_far = |flip: &&Flip| (self.total - 2.0 * flip.sum).abs() >= far;
        let extreme = self.flips.iter().filter(as_far).count();
        Some(extreme as f64 / self.flips.len() as f64)
    }

    /// The constant differences that the test does not refuse at 5 %; `None` where it could refuse none.
    ///
    /// Taking `delta` off every difference, an order that changes the signs of a set of pairs has a mean as extreme as the lived
    /// one exactly where the mean difference of that set, or of the others, is not on the lived mean's side of `delta`. So
    /// the ends of the interval are the so-manieth smallest and largest of these means (Hartigan 1969,
    /// doi:10.1080/01621459.1969.10501057), and no search is needed.
    pub(super) fn interval(&self) -> Option<[f64; 2]> {
        let place = (self.flips.len() / ONE_IN).checked_sub(1)?;
        let pairs = self.differences.len() as f64;
        let side = |pick: fn(f64, f64) -> f64, none: f64| -> Vec<f64> {
            // The first is the order that was lived.
            let others = self.flips.iter().skip(1);
            others
                .map(|flip| {
                    let size = f64::from(flip.size);
                    if size == 0.0 || size == pairs {
                        return none;
                    }
                    let rest = (self.total - flip.sum) / (pairs - size);
                    pick(flip.sum / size, rest)
                })
                .collect()
        };
        let mut low = side(f64::min, f64::NEG_INFINITY);
        let mut high = side(f64::max, f64::INFINITY);
        if place >= low.len() {
            return None;
        }
        let (_, low, _) = low.select_nth_unstable_by(place, f64::total_cmp);
        let (_, high, _) = high.select_nth_unstable_by(place, |a, b| b.total_cmp(a));
        (low.is_finite() && high.is_finite()).then_some([*low, *high])
    }
}

/// All orders, the lived one first. An order and its opposite are as extreme as each other, so one of the two stands for both:
/// the last pair keeps its sign.
fn all(differences: &[f64]) -> Vec<Flip> {
    let mut flips = vec![Flip { sum: 0.0, size: 0 }];
    let but_last = differences.len().saturating_sub(1);
    for difference in differences.iter().take(but_last) {
        let with: Vec<Flip> = flips
            .iter()
            .map(|flip| Flip {
                sum: flip.sum + difference,
                size: flip.size + 1,
            })
            .collect();
        flips.extend(with);
    }
    flips
}

/// The lived order, and others as `seed` draws them.
fn drawn(differences: &[f64], seed: u32) -> Vec<Flip> {
    let lived = Flip { sum: 0.0, size: 0 };
    let others = SplitMix64::new(seed.into()).take(DRAWN).map(|bits| {
        let flipped = (0..64)
            .zip(differences)
            .filter(|(pair, _)| bits >> pair & 1 == 1);
        flipped.fold(lived, |flip, (_, difference)| Flip {
            sum: flip.sum + difference,
            size: flip.size + 1,
        })
    });
    std::iter::once(lived).chain(others).collect()
}
