//! Simulated people.

use vesper_core::trial::{Adherence, Arm, SplitMix64};

/// In what their nights are measured.
#[derive(Clone, Copy)]
pub enum Scale {
    /// Whole minutes around 45, standard deviation 12.
    Minutes,
    /// Whole minutes, most of them few and some many: log-normal, median 25.
    LongTailed,
    /// A rating of 1 to 5.
    Rating,
}

/// How somebody's nights are when nothing is tried.
#[derive(Clone, Copy)]
pub struct Person {
    /// How much of a night's mood goes on into the next: AR(1).
    pub phi: f64,
    /// The share of nights that are not logged.
    pub missing: f64,
    /// The share of the worse half of nights that are not logged, besides.
    pub bad_missing: f64,
    /// Minutes a day by which the nights change of themselves.
    pub drift: f64,
    /// In what they are measured.
    pub scale: Scale,
}

impl Person {
    pub const USUAL: Self = Self {
        phi: 0.0,
        missing: 0.0,
        bad_missing: 0.0,
        drift: 0.0,
        scale: Scale::Minutes,
    };

    /// Begins a stretch of this person's nights.
    pub fn life<'l>(&self, lot: &'l mut SplitMix64) -> Life<'l> {
        let mood = normal(lot);
        Life {
            person: *self,
            lot,
            mood,
            day: 0.0,
        }
    }
}

/// Nights as they come, one after another.
pub struct Life<'l> {
    person: Person,
    lot: &'l mut SplitMix64,
    mood: f64,
    day: f64,
}

impl Life<'_> {
    /// The next night as it is when nothing is tried, before it is rounded, and whether it is logged.
    pub fn night(&mut self) -> (f64, bool) {
        let Person { phi, scale, .. } = self.person;
        self.mood = phi * self.mood + (1.0 - phi * phi).sqrt() * normal(self.lot);
        self.day += 1.0;
        let drift = self.person.drift * self.day;
        let night = match scale {
            Scale::Minutes => (45.0 + 12.0 * self.mood + drift).round(),
            Scale::LongTailed => (25.0 * (0.8 * self.mood).exp()).round(),
            Scale::Rating => 3.0 + self.mood,
        };
        let missing = uniform(self.lot) < self.person.missing;
        let unbearable = self.mood > 0.0 && uniform(self.lot) < self.person.bad_missing;
        (night, !missing && !unbearable)
    }

    /// The night after an evening that was to go as `arm`, and whether it went so.
    pub fn lived(&mut self, base: f64, arm: Arm, effect: f64, skipped: f64) -> (f64, Adherence) {
        let skips = uniform(self.lot) < skipped;
        match (arm, skips) {
            (Arm::B, _) => (self.rounded(base), Adherence::Done),
            (Arm::A, true) => (self.rounded(base), Adherence::Not),
            (Arm::A, false) => (self.rounded(base + effect), Adherence::Done),
        }
    }

    fn rounded(&self, value: f64) -> f64 {
        match self.person.scale {
            Scale::Rating => value.round().clamp(1.0, 5.0),
            _ => value,
        }
    }
}

fn uniform(lot: &mut SplitMix64) -> f64 {
    (lot.next().unwrap() >> 11) as f64 / (1_u64 << 53) as f64
}

/// A standard normal number (Box and Muller 1958, doi:10.1214/aoms/1177706645).
fn normal(lot: &mut SplitMix64) -> f64 {
    let radius = (-2.0 * (1.0 - uniform(lot)).ln()).sqrt();
    radius * (std::f64::consts::TAU * uniform(lot)).cos()
}
