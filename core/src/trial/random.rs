//! The generator a trial's order is drawn with, written out so that anybody can draw the same order from the same seed.

/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), the state being the seed.
///
/// ```
/// use vesper_core::trial::SplitMix64;
///
/// let drawn: Vec<u64> = SplitMix64::new(1_234_567).take(2).collect();
/// assert_eq!(drawn, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
/// ```
#[derive(Debug, Clone)]
pub struct SplitMix64(u64);

impl SplitMix64 {
    /// The generator that `seed` begins.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
}

impl Iterator for SplitMix64 {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Some(mixed ^ (mixed >> 31))
    }
}
