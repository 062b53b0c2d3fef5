//! The person's own figures inside an article: a paragraph that is only a link such as `[how long you take](figure:sol)` becomes
//! a sentence about their last fortnight.
//!
//! Pure: it is given what the diary holds.

use crate::diary::DayFactors;
use crate::language::spoken;
use crate::metrics::WindowMetrics;
use crate::text::{duration, text};

/// The nights, or days, a figure looks back on.
pub const FORTNIGHT: u64 = 14;

/// A mean over fewer nights says more about those nights than about the person.
const FEWEST: usize = 4;

/// A figure of the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Minutes to fall asleep.
    Sol,
    /// Minutes awake in the night.
    Waso,
    /// Time asleep.
    Asleep,
    /// Time in bed, and how much of it asleep.
    InBed,
    /// Nights a week on which sleep came late or broke.
    BadNights,
    /// How alike one day's sleep is to the next.
    Regularity,
    /// How far sleep on free days lies from sleep on workdays.
    SocialJetlag,
    /// Caffeine.
    Caffeine,
    /// Alcohol.
    Alcohol,
    /// Exercise.
    Exercise,
    /// Screens before lights out.
    Screens,
    /// Tension before bed.
    Tension,
    /// Mood.
    Mood,
    /// Pain at bedtime.
    Pain,
    /// CPAP use.
    Cpap,
    /// Massages.
    Massages,
}

/// What the diary holds of the last fortnight.
#[derive(Debug, Clone)]
pub struct Fortnight {
    /// Its nights in numbers.
    pub metrics: WindowMetrics,
    /// Its days, those that something was noted of.
    pub days: Vec<DayFactors>,
    /// Its massages.
    pub massages: usize,
}

impl Figure {
    /// Every figure, with the name an article calls it by.
    pub const ALL: [(Self, &str); 16] = [
        (Self::Sol, "sol"),
        (Self::Waso, "waso"),
        (Self::Asleep, "asleep"),
        (Self::InBed, "in-bed"),
        (Self::BadNights, "bad-nights"),
        (Self::Regularity, "regularity"),
        (Self::SocialJetlag, "social-jetlag"),
        (Self::Caffeine, "caffeine"),
        (Self::Alcohol, "alcohol"),
        (Self::Exercise, "exercise"),
        (Self::Screens, "screens"),
        (Self::Tension, "tension"),
        (Self::Mood, "mood"),
        (Self::Pain, "pain"),
        (Self::Cpap, "cpap"),
        (Self::Massages, "massages"),
    ];

    /// The figure of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(_, known)| *known == name);
        known.map(|(figure, _)| *figure)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        let known = Self::ALL.iter().find(|(figure, _)| *figure == self);
        known.map_or("", |(_, name)| name)
    }

    /// Says the figure in a sentence; where the diary holds too little, kindly what is missing.
    #[must_use]
    pub fn words(self, of: &Fortnight) -> String {
        let nights = &of.metrics;
        match self {
            Self::Sol => night(nights, "reading_figure_sol", nights.sol_min.map(duration)),
            Self::Waso => night(nights, "reading_figure_waso", nights.waso_min.map(duration)),
            Self::Asleep => night(
                nights,
                "reading_figure_asleep",
                nights.tst_min.map(duration),
            ),
            Self::InBed => {
                let share = nights.tib_min.zip(nights.se_pct).map(|(bed, share)| {
                    let (bed, share) = (duration(bed), decimal(share.round()));
                    text(
                        "reading_figure_in_bed_share",
                        &[("bed", &bed), ("share", &share)],
                    )
                });
                night(nights, "reading_figure_in_bed", share)
            }
            Self::BadNights => night(
                nights,
                "reading_figure_bad_nights",
                nights.insomnia.nights_per_week.map(decimal),
            ),
            Self::Regularity => night(
                nights,
                "reading_figure_regularity",
                nights.sri.map(|sri| decimal(sri.round())),
            ),
            Self::SocialJetlag => night(
                nights,
                "reading_figure_social_jetlag",
                nights.social_jetlag_min.map(duration),
            ),
            Self::Caffeine => day(of, "reading_figure_caffeine", |day| {
                day.caffeine_mg.map(f64::from)
            }),
            Self::Alcohol => day(of, "reading_figure_alcohol", |day| day.alcohol_drinks),
            Self::Exercise => day(of, "reading_figure_exercise", |day| {
                day.exercise_min.map(|minutes| f64::from(minutes.0))
            }),
            Self::Screens => day(of, "reading_figure_screens", |day| {
                day.screens_min.map(|minutes| f64::from(minutes.0))
            }),
            Self::Tension => day(of, "reading_figure_tension", |day| {
                day.tension.map(f64::from)
            }),
            Self::Mood => day(of, "reading_figure_mood", |day| day.mood.map(f64::from)),
            Self::Pain => day(of, "reading_figure_pain", |day| day.pain.map(f64::from)),
            Self::Cpap => day(of, "reading_figure_cpap", |day| day.cpap_hours),
            Self::Massages if of.massages == 0 => text("reading_figure_massages_none", &[]),
            Self::Massages => text(
                "reading_figure_massages",
                &[("count", &of.massages.to_string())],
            ),
        }
    }
}

/// A sentence about nights.
fn night(nights: &WindowMetrics, key: &str, value: Option<String>) -> String {
    let (count, fewest) = (nights.nights.to_string(), FEWEST.to_string());
    let args = [("nights", count.as_str()), ("fewest", fewest.as_str())];
    if nights.nights == 0 {
        return text("reading_figure_no_nights", &args);
    }
    match value {
        _ if (nights.nights as usize) < FEWEST => text("reading_figure_few_nights", &args),
        Some(value) => text(key, &[("nights", &count), ("value", &value)]),
        None => text("reading_figure_not_in_nights", &args),
    }
}

/// A sentence about the mean of what was noted of days.
fn day(of: &Fortnight, key: &str, value: impl Fn(&DayFactors) -> Option<f64>) -> String {
    let noted: Vec<f64> = of.days.iter().filter_map(value).collect();
    let (count, fewest) = (noted.len().to_string(), FEWEST.to_string());
    if noted.len() < FEWEST {
        let args = [("days", count.as_str()), ("fewest", fewest.as_str())];
        return text("reading_figure_few_days", &args);
    }
    let mean = noted.iter().sum::<f64>() / noted.len() as f64;
    let rounded = if mean < 20.0 { mean } else { mean.round() };
    text(key, &[("days", &count), ("value", &decimal(rounded))])
}

/// A number as one says it: one decimal at most, and none where it is whole.
fn decimal(value: f64) -> String {
    let said = format!("{value:.1}");
    spoken().decimal(said.strip_suffix(".0").unwrap_or(&said))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Habits;
    use crate::time::ClockTime;

    fn fortnight(nights: u32, sol_min: Option<f64>) -> Fortnight {
        let habits = Habits {
            rollover: ClockTime::from_minutes(720),
            free_days: &[],
            alarm_on_free_days: false,
        };
        Fortnight {
            metrics: WindowMetrics {
                nights,
                sol_min,
                ..WindowMetrics::of(&[], &[], &habits)
            },
            days: Vec::new(),
            massages: 0,
        }
    }

    #[test]
    fn a_figure_says_how_many_nights_it_rests_on() {
        assert_eq!(
            Figure::Sol.words(&fortnight(14, Some(38.2))),
            "Your last 14 nights: 38 min to fall asleep, on average."
        );
    }

    #[test]
    fn too_few_nights_are_met_with_what_is_missing_and_no_number() {
        let none = Figure::Sol.words(&fortnight(0, None));
        let few = Figure::Sol.words(&fortnight(3, Some(38.0)));
        assert!(few.contains("3 of the last 14"), "{few}");
        for said in [none, few] {
            assert!(!said.contains("38"), "a mean of three nights: {said}");
            assert!(said.contains('4'), "it says from how many on: {said}");
        }
    }

    #[test]
    fn nights_that_do_not_know_the_value_give_none() {
        let said = Figure::Sol.words(&fortnight(14, None));
        assert!(!said.contains("min"), "{said}");
    }

    #[test]
    fn a_day_that_was_not_noted_does_not_count_as_none_drunk() {
        let mut of = fortnight(14, None);
        let cups = |caffeine_mg| DayFactors {
            caffeine_mg,
            ..DayFactors::default()
        };
        of.days = vec![cups(Some(100)), cups(None), cups(Some(200)), cups(Some(0))];
        let few = Figure::Caffeine.words(&of);
        assert!(few.contains('3'), "three days were noted: {few}");
        of.days.push(cups(Some(100)));
        assert_eq!(
            Figure::Caffeine.words(&of),
            "On the 4 days you noted it in the last fortnight: 100 mg of caffeine a day, on average."
        );
    }

    #[test]
    fn every_figure_has_a_name_of_its_own_and_speaks() {
        for (figure, name) in Figure::ALL {
            assert_eq!(Figure::named(name), Some(figure));
            let said = figure.words(&fortnight(14, Some(20.0)));
            assert!(!said.starts_with("reading_"), "{name} has words: {said}");
            assert!(!said.contains('{'), "{name} is filled: {said}");
        }
    }
}
