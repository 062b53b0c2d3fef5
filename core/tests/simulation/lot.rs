//! Chance, the same each time.

use vesper_core::trial::SplitMix64;

/// A drawer of lots.
pub struct Lot(SplitMix64);

impl Lot {
    pub fn seeded(seed: u64) -> Self {
        Self(SplitMix64::new(seed))
    }

    /// One of `0..end`.
    pub fn below(&mut self, end: i32) -> i32 {
        let drawn = self.0.next().unwrap() >> 33;
        i32::try_from(drawn % u64::try_from(end).unwrap()).unwrap()
    }

    /// Whether something happens that happens `times` in `of`.
    pub fn falls(&mut self, times: i32, of: i32) -> bool {
        self.below(of) < times
    }

    /// One of `all`.
    pub fn choose<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::try_from(self.below(i32::try_from(all.len()).unwrap())).unwrap()]
    }
}
