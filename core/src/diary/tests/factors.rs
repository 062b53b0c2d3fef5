//! What a day can hold.

use crate::diary::{DayFactors, Medicine};
use crate::time::Minutes;

fn validate(factors: &DayFactors) -> Result<(), String> {
    factors
        .validate("2026-11-22".parse().unwrap())
        .map_err(|invalid| invalid.field)
}

#[test]
fn a_day_that_says_nothing_and_one_that_says_all_are_taken() {
    assert_eq!(validate(&DayFactors::default()), Ok(()));
    let full = DayFactors {
        caffeine_mg: Some(180),
        alcohol_drinks: Some(0.5),
        exercise_min: Some(Minutes(45)),
        screens_min: Some(Minutes(120)),
        medicines: vec![Medicine {
            name: "Melatonin".to_owned(),
            dose: Some("2 mg".to_owned()),
            at: None,
        }],
        cpap_hours: Some(7.5),
        cpap_ahi: Some(1.2),
        cpap_leak: Some(0.0),
        pain: Some(10),
        pain_regions: vec!["lower-back".to_owned()],
        tension: Some(0),
        mood: Some(6),
        ..DayFactors::default()
    };
    assert_eq!(validate(&full), Ok(()));
}

#[test]
fn what_cannot_be_is_refused_by_the_name_of_its_field() {
    let none = DayFactors::default;
    let nameless = Medicine {
        name: " ".to_owned(),
        dose: None,
        at: None,
    };
    for (field, factors) in [
        (
            "alcohol_drinks",
            DayFactors {
                alcohol_drinks: Some(-0.5),
                ..none()
            },
        ),
        (
            "alcohol_drinks",
            DayFactors {
                alcohol_drinks: Some(f64::NAN),
                ..none()
            },
        ),
        (
            "exercise_min",
            DayFactors {
                exercise_min: Some(Minutes(-1)),
                ..none()
            },
        ),
        (
            "exercise_min",
            DayFactors {
                exercise_min: Some(Minutes(1_441)),
                ..none()
            },
        ),
        (
            "screens_min",
            DayFactors {
                screens_min: Some(Minutes(121)),
                ..none()
            },
        ),
        (
            "medicines",
            DayFactors {
                medicines: vec![nameless],
                ..none()
            },
        ),
        (
            "cpap_hours",
            DayFactors {
                cpap_hours: Some(24.5),
                ..none()
            },
        ),
        (
            "cpap_ahi",
            DayFactors {
                cpap_ahi: Some(f64::INFINITY),
                ..none()
            },
        ),
        (
            "cpap_leak",
            DayFactors {
                cpap_leak: Some(-1.0),
                ..none()
            },
        ),
        (
            "pain",
            DayFactors {
                pain: Some(11),
                ..none()
            },
        ),
        (
            "pain_regions",
            DayFactors {
                pain_regions: vec![String::new()],
                ..none()
            },
        ),
        (
            "tension",
            DayFactors {
                tension: Some(11),
                ..none()
            },
        ),
        (
            "mood",
            DayFactors {
                mood: Some(255),
                ..none()
            },
        ),
    ] {
        assert_eq!(validate(&factors), Err(field.to_owned()));
    }
    let refused = none().validate(chrono::NaiveDate::MAX).unwrap_err();
    assert_eq!(refused.field, "night");
}
