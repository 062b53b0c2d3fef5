use super::person::{guide, status, tonight, with};
use crate::massage::{Answers, Breath, Means, Offer, OwnRoutine, Place, Region, Side, Step, judge};

fn step(means: Means, pressure: u8, regions: &[Region]) -> Step {
    Step {
        seconds: 60,
        title: "Slowly".to_owned(),
        text: "As it is pleasant.".to_owned(),
        means,
        pressure,
        side: Side::Both,
        regions: regions.to_vec(),
    }
}

fn own(places: &[Place], steps: &[Step]) -> OwnRoutine {
    OwnRoutine {
        title: "Mine".to_owned(),
        summary: String::new(),
        places: places.to_vec(),
        breath: None,
        steps: steps.to_vec(),
    }
}

fn hands(regions: &[Region]) -> OwnRoutine {
    own(&[Place::Chair], &[step(Means::Hands, 3, regions)])
}

/// The field it is refused for; empty where it is not.
fn refused(routine: &OwnRoutine) -> String {
    let checked = routine.checked(&guide().safety);
    checked
        .err()
        .map_or_else(String::new, |invalid| invalid.field)
}

fn offer(routine: &OwnRoutine, answers: &Answers) -> Offer {
    let routine = routine.to_routine("own-1".to_owned(), guide());
    judge(&routine, guide(), answers, tonight())
}

#[test]
fn every_routine_of_the_guide_but_the_taught_one_can_be_copied_and_is_judged_as_it_is() {
    for ours in &guide().routines {
        let copy = OwnRoutine::from_routine(ours);
        if ours.id == "lymph-self-drainage" {
            assert!(copy.is_err(), "only a therapist teaches it");
            continue;
        }
        let copy = copy.unwrap().checked(&guide().safety).unwrap();
        let routine = copy.to_routine("own-1".to_owned(), guide());
        assert!(routine.like.contains(&ours.id), "{}: like itself", ours.id);
        assert_eq!(routine.total_seconds, ours.total_seconds, "{}", ours.id);
        for key in ours.confirm_tonight.iter().chain(&ours.locked_by) {
            let asked = routine.confirm_tonight.contains(key) || routine.locked_by.contains(key);
            assert!(asked, "{}: {key} is asked of the copy too", ours.id);
        }
        for condition in &guide().safety.conditions {
            let answers = with(&[(&condition.key, "yes")]);
            let one = judge(ours, guide(), &answers, tonight());
            if matches!(one, Offer::Blocked { .. } | Offer::Ask { .. }) {
                let other = judge(&routine, guide(), &answers, tonight());
                assert!(
                    !other.may_start() && !matches!(other, Offer::Confirm { .. }),
                    "{}: its copy is as closed to {} as it is ({})",
                    ours.id,
                    condition.key,
                    status(&other)
                );
            }
        }
    }
}

#[test]
fn what_a_routine_of_the_guide_may_not_do_no_other_may() {
    assert_eq!(refused(&hands(&[Region::Shoulder])), "", "an ordinary one");
    assert_eq!(
        refused(&own(&[Place::Chair], &[])),
        "steps",
        "nothing to do"
    );
    assert_eq!(refused(&own(&[], &[step(Means::Rest, 0, &[])])), "places");
    for region in [
        Region::NeckFront,
        Region::Spine,
        Region::Eye,
        Region::Armpit,
        Region::Groin,
        Region::BackOfKnee,
    ] {
        let field = refused(&hands(&[Region::Shoulder, region]));
        assert_eq!(field, "step[0].regions", "{region} is never touched");
    }
    for pressure in 5..=10 {
        let hard = own(
            &[Place::Chair],
            &[step(Means::Hands, pressure, &[Region::Hand])],
        );
        assert_eq!(refused(&hard), "step[0].pressure", "{pressure} is too firm");
    }
    let weightless = own(&[Place::Chair], &[step(Means::Hands, 0, &[Region::Hand])]);
    assert_eq!(refused(&weightless), "step[0].pressure", "hands press");
    let nowhere = own(&[Place::Chair], &[step(Means::Hands, 2, &[])]);
    assert_eq!(
        refused(&nowhere),
        "step[0].regions",
        "the screen has to know where"
    );
    let mut long = hands(&[Region::Hand]);
    long.steps = vec![step(Means::Hands, 2, &[Region::Hand]); 16];
    assert_eq!(refused(&long), "steps", "sixteen minutes are too many");
    let mut nameless = hands(&[Region::Hand]);
    nameless.title = "  ".to_owned();
    assert_eq!(refused(&nameless), "title");
    let mut breathless = hands(&[Region::Hand]);
    breathless.breath = Some(Breath {
        in_s: 4.0,
        out_s: f64::NAN,
    });
    assert_eq!(refused(&breathless), "breath", "not even a number");
    let mut taught = hands(&[Region::Hand]);
    taught.steps[0].side = Side::Taught;
    assert_eq!(refused(&taught), "steps");
}

#[test]
fn a_place_that_is_never_touched_is_refused_in_words_too() {
    let says = |means, pressure, title: &str, text: &str| {
        let mut step = step(means, pressure, &[Region::Shoulder]);
        (step.title, step.text) = (title.to_owned(), text.to_owned());
        refused(&own(&[Place::Chair], &[step]))
    };
    let pressed = |title: &str, text: &str| says(Means::Hands, 3, title, text);
    assert_eq!(
        pressed("Side of neck", ""),
        "step[0].title",
        "whatever region is chosen beside it"
    );
    let text = "Then press along the SIDES of  your neck.";
    assert_eq!(pressed("Slowly", text), "step[0].text", "however written");
    assert_eq!(pressed("Throat", ""), "step[0].title");
    assert_eq!(
        pressed("Langsam", "Streiche vorn am Hals herunter."),
        "step[0].text",
        "a step may be written in any language that Vesper speaks"
    );
    assert_eq!(
        pressed("Langsam", "Bleib weg von der Seite des Halses."),
        ""
    );
    assert_eq!(
        pressed("Slowly", "Stay away from the side of the neck."),
        "",
        "a warning is no instruction"
    );
    assert_eq!(
        pressed("Slowly", "Never firm. Stroke the front of the neck."),
        "step[0].text",
        "the warning is another sentence's"
    );
    assert_eq!(
        pressed("Back of the neck", "Tilt the head to the side."),
        "",
        "the back of the neck is another place"
    );
    assert_eq!(
        says(Means::Rest, 0, "Breathe into the throat", ""),
        "",
        "nothing is touched"
    );
}

#[test]
fn a_ball_goes_where_it_neither_rolls_away_nor_presses_what_it_should_not() {
    let ball = |place, region| refused(&own(&[place], &[step(Means::Ball, 3, &[region])]));
    assert_eq!(ball(Place::Chair, Region::Sole), "", "sitting");
    assert_eq!(
        ball(Place::Wall, Region::Sole),
        "places",
        "nobody stands on it"
    );
    assert_eq!(ball(Place::Wall, Region::LowerBack), "", "against a wall");
    assert_eq!(
        ball(Place::Bed, Region::LowerBack),
        "places",
        "nobody lies on it"
    );
    for region in [
        Region::NeckBack,
        Region::Abdomen,
        Region::Calf,
        Region::Temple,
    ] {
        assert_eq!(ball(Place::Wall, region), "step[0].regions", "{region}");
    }
}

#[test]
fn why_a_ball_may_not_go_there_names_the_place_in_words() {
    let said = |place, region| {
        let routine = own(&[place], &[step(Means::Ball, 3, &[region])]);
        let refused = routine.checked(&guide().safety).err();
        refused.map_or_else(String::new, |invalid| invalid.message)
    };
    let neck = said(Place::Wall, Region::NeckBack);
    assert!(neck.contains("back of the neck"), "no slug: {neck}");
    let bed = said(Place::Bed, Region::LowerBack);
    assert!(bed.contains("lower back"), "no slug: {bed}");
}

#[test]
fn an_own_routine_is_judged_by_where_it_works_and_how() {
    let back = hands(&[Region::LowerBack]);
    let calves = hands(&[Region::Calf]);
    let neck = hands(&[Region::NeckBack]);
    let none = with(&[]);
    assert_eq!(status(&offer(&back, &none)), "allowed", "someone healthy");
    for (routine, key, expected) in [
        (&calves, "dvt-suspected", "blocked"),
        (&calves, "pregnancy", "blocked"),
        (&calves, "clot-risk", "blocked"),
        (&back, "dvt-suspected", "allowed"),
        (&back, "anticoagulant", "ask"),
        (&neck, "neck-risk", "blocked"),
        (&neck, "faint-or-dizzy", "blocked"),
        (&neck, "fever", "blocked"),
        (&back, "touch-trauma", "blocked"),
        (&back, "seen-first", "blocked"),
    ] {
        let answers = with(&[(key, "yes")]);
        assert_eq!(status(&offer(routine, &answers)), expected, "{key}");
    }
    let lifted = with(&[("anticoagulant", "cleared")]);
    let adjusted = offer(&back, &lifted);
    let light = adjusted.adjustments().unwrap();
    assert!(
        light.lightens(0),
        "a firm step of one's own becomes light too"
    );
}

#[test]
fn what_steps_like_its_own_are_asked_each_evening_it_is_asked() {
    let calves = hands(&[Region::Calf]).to_routine("own-1".to_owned(), guide());
    assert_eq!(calves.confirm_tonight, ["dvt-suspected"]);
    let belly = hands(&[Region::Abdomen]).to_routine("own-1".to_owned(), guide());
    assert_eq!(belly.confirm_tonight, ["full-meal"]);
    let bath = own(&[Place::Chair], &[step(Means::Heat, 0, &[Region::Foot])]);
    let bath = bath.to_routine("own-1".to_owned(), guide());
    assert_eq!(bath.locked_by, ["bath-thermometer"], "feet are poor judges");
    assert_eq!(
        bath.finish_before.latest, 60,
        "and it ends an hour before bed"
    );
    let rest = own(&[Place::Bed], &[step(Means::Rest, 0, &[])]);
    let rest = rest.to_routine("own-1".to_owned(), guide());
    assert!(rest.locked_by.is_empty(), "{:?}", rest.like);
}

#[test]
fn a_routine_reads_back_from_its_file() {
    for ours in guide().routines.iter().filter(|it| it.locked_by.is_empty()) {
        let routine = OwnRoutine::from_routine(ours).unwrap();
        let file = routine.to_file().unwrap();
        assert_eq!(
            OwnRoutine::from_file(file.as_bytes()),
            Ok(routine),
            "{file}"
        );
    }
}

#[test]
fn a_file_that_is_no_routine_says_what_is_wrong() {
    let file = hands(&[Region::Hand]).to_file().unwrap();
    let message = |bytes: &[u8]| OwnRoutine::from_file(bytes).unwrap_err().message;
    let newer = file.replace("vesper_routine = 1", "vesper_routine = 2");
    assert!(message(newer.as_bytes()).contains("newer"), "{newer}");
    let elbow = file.replace("\"hand\"", "\"elbow\"");
    assert!(
        message(elbow.as_bytes()).contains("elbow"),
        "names the region"
    );
    let extra = format!("{file}\ncolour = \"red\"\n");
    assert!(
        message(extra.as_bytes()).contains("colour"),
        "names the field"
    );
    for other in [&b"PK\x03\x04\xff\xfe"[..], b"", b"[x]\ny = 1", b"{}"] {
        assert_eq!(
            OwnRoutine::from_file(other).unwrap_err().field,
            "file",
            "{other:?}"
        );
    }
    let huge = vec![b' '; 70_000];
    assert!(message(&huge).contains("too large"), "it is not even read");
}
