use super::*;

fn past(values: &[f64]) -> Past {
    values.iter().copied().map(Some).collect()
}

#[test]
fn the_quantile_is_that_of_the_tables() {
    for (freedom, table) in [(4.0, 2.776), (9.0, 2.262), (13.0, 2.160), (26.0, 2.056)] {
        assert!(
            (t(freedom) - table).abs() < 0.01,
            "{freedom} degrees: {} is not {table}",
            t(freedom)
        );
    }
    assert!(
        (t(1.0) - 12.706).abs() < 0.001,
        "few are read from the table"
    );
    assert!((t(1e9) - 1.96).abs() < 0.001, "many are the normal law");
}

#[test]
fn a_paired_difference_is_that_of_the_textbook() {
    // Changes -2, -1, -3, -2, -2: mean -2, s = 0.7071, s/sqrt(5) = 0.3162, t(4) = 2.776.
    let pairs = [(6.0, 4.0), (5.0, 4.0), (7.0, 4.0), (6.0, 4.0), (5.0, 3.0)];
    let compared = Compared::pairs(Measure::Tension, &pairs);
    let by = compared.difference.unwrap();
    assert!((by.mean + 2.0).abs() < 1e-9, "{by:?}");
    assert!(
        (by.low + 2.878).abs() < 0.01 && (by.high + 1.122).abs() < 0.01,
        "{by:?}"
    );
    assert!(
        compared.reading.contains("2.0 less"),
        "{}",
        compared.reading
    );
}

#[test]
fn too_few_say_so_and_give_no_interval() {
    let few = Compared::nights(Measure::Sol, &past(&[30.0; 4]), &past(&[20.0; 9]));
    assert_eq!(few.difference, None, "four nights are not enough");
    assert_eq!(
        (few.before_n, few.after_n),
        (4, 9),
        "and it is said from how many"
    );
    assert!(few.reading.contains('5'), "{}", few.reading);
    let none = Compared::nights(Measure::Pain, &Vec::new(), &Vec::new());
    assert_eq!((none.before, none.after), (None, None), "nothing was noted");
}

#[test]
fn an_interval_that_holds_nothing_is_read_as_open() {
    let before = past(&[30.0, 20.0, 45.0, 15.0, 35.0, 25.0, 40.0]);
    let after = past(&[28.0, 22.0, 40.0, 18.0, 33.0, 20.0, 42.0]);
    let compared = Compared::nights(Measure::Sol, &before, &after);
    let by = compared.difference.unwrap();
    assert!(by.low < 0.0 && by.high > 0.0, "{by:?}");
    assert!(
        compared.reading.contains("no difference"),
        "{}",
        compared.reading
    );
}

#[test]
fn nights_that_never_change_have_no_width_and_no_fault() {
    let compared = Compared::nights(Measure::Quality, &past(&[3.0; 14]), &past(&[4.0; 14]));
    let by = compared.difference.unwrap();
    assert_eq!((by.low, by.mean, by.high), (1.0, 1.0, 1.0), "{by:?}");
}

/// Draws that repeat: a linear congruence (Knuth's MMIX) and Irwin and Hall's sum of twelve.
struct Draws(u64);

impl Draws {
    fn normal(&mut self) -> f64 {
        let mut sum = -6.0;
        for _ in 0..12 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            sum += (self.0 >> 11) as f64 / (1_u64 << 53) as f64;
        }
        sum
    }

    /// Fourteen nights of which each resembles the one before by `phi`; about one in seven was not logged.
    fn nights(&mut self, phi: f64) -> Past {
        let mut night = self.normal();
        (0..14)
            .map(|_| {
                night = phi * night + (1.0 - phi * phi).sqrt() * self.normal();
                (self.normal() > -1.07).then_some(night)
            })
            .collect()
    }
}

#[test]
fn the_interval_holds_the_truth_as_often_as_it_says_also_where_nights_resemble_each_other() {
    let mut draws = Draws(7);
    for (phi, least) in [(0.0, 0.94), (0.3, 0.92), (0.6, 0.87)] {
        let mut held = 0;
        for _ in 0..4_000 {
            let (before, after) = (draws.nights(phi), draws.nights(phi));
            let by = Compared::nights(Measure::Sol, &before, &after).difference;
            held += u32::from(by.is_none_or(|by| by.low <= 0.0 && 0.0 <= by.high));
        }
        let share = f64::from(held) / 4_000.0;
        assert!(share >= least, "phi {phi}: the interval held {share}");
    }
}
