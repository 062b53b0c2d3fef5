//! What a person has chosen.

use super::home;
use crate::error::Error;
use crate::language::Language;
use crate::text::text_in;
use crate::time::Hours;
use crate::vesper::ClockStyle;

const MORNING: &str = "2026-11-23T08:00:00Z";

#[test]
fn whoever_chooses_a_language_is_answered_in_it() {
    let mut home = home(MORNING);
    let mut settings = home.vesper.settings().unwrap();
    settings.language = Some(Language::De);
    let said = home.vesper.set_settings(&settings).unwrap().done;
    assert_eq!(said, text_in(Language::De, "done_settings", &[]));
    assert_ne!(said, text_in(Language::En, "done_settings", &[]));
}

#[test]
fn a_planned_night_that_ends_when_it_begins_is_refused_and_the_plan_stays() {
    let mut home = home(MORNING);
    let before = home.vesper.schedule().unwrap();
    let mut plan = before.clone();
    plan.0[2].rise = plan.0[2].bed;
    let refused = home.vesper.set_schedule(&plan).unwrap_err();
    assert!(
        matches!(&refused, Error::Invalid(invalid) if invalid.field == "rise"),
        "{refused}"
    );
    assert_eq!(home.vesper.schedule().unwrap(), before);
}

#[test]
fn the_locale_is_the_systems_until_something_is_chosen() {
    let mut home = home(MORNING);
    let system = home.vesper.locale().unwrap();
    assert_eq!(
        (system.language, system.hours),
        (Language::En, Hours::TwentyFour),
        "as the clock of these tests has it"
    );
    let mut settings = home.vesper.settings().unwrap();
    settings.language = Some(Language::De);
    settings.clock_style = ClockStyle::H12;
    home.vesper.set_settings(&settings).unwrap();
    let chosen = home.vesper.locale().unwrap();
    assert_eq!(
        (chosen.language, chosen.hours),
        (Language::De, Hours::Twelve)
    );
}
