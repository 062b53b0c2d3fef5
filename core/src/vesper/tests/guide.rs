//! What a person keeps of the guide, and their own figures inside its articles.

use chrono::Days;

use super::{entry, home, night};
use crate::error::Error;
use crate::guide::{Figure, guide};
use crate::vesper::{Topic, Vesper};

const MORNING: &str = "2026-11-23T08:00:00Z";

fn bookmarks(vesper: &Vesper) -> Vec<String> {
    let kept = vesper.kept_of_guide().unwrap();
    kept.bookmarks
        .into_iter()
        .map(|article| article.id)
        .collect()
}

fn stopped(vesper: &Vesper) -> Vec<(String, u32)> {
    let kept = vesper.kept_of_guide().unwrap();
    kept.stopped
        .into_iter()
        .map(|place| (place.article.id, place.block))
        .collect()
}

#[test]
fn a_bookmark_stands_first_and_its_removal_can_be_undone() {
    let mut home = home(MORNING);
    let vesper = &mut home.vesper;
    vesper.set_bookmark("insomnia", true).unwrap();
    let changed = vesper.set_bookmark("causes", true).unwrap();
    assert_eq!(changed.topics, [Topic::Guide]);
    assert_eq!(bookmarks(vesper), ["causes", "insomnia"]);
    let removed = vesper.set_bookmark("insomnia", false).unwrap();
    assert_eq!(bookmarks(vesper), ["causes"]);
    vesper.undo(removed.undo.unwrap()).unwrap();
    assert_eq!(bookmarks(vesper), ["causes", "insomnia"], "as it was");
}

#[test]
fn an_article_marked_twice_is_marked_once() {
    let mut home = home(MORNING);
    home.vesper.set_bookmark("insomnia", true).unwrap();
    home.vesper.set_bookmark("insomnia", true).unwrap();
    assert_eq!(bookmarks(&home.vesper), ["insomnia"]);
}

#[test]
fn the_latest_article_left_stands_first_and_one_read_to_its_end_no_more() {
    let mut home = home(MORNING);
    let vesper = &mut home.vesper;
    vesper.keep_stopped("insomnia", Some(4)).unwrap();
    vesper.keep_stopped("causes", Some(2)).unwrap();
    vesper.keep_stopped("insomnia", Some(9)).unwrap();
    assert_eq!(
        stopped(vesper),
        [("insomnia".to_owned(), 9), ("causes".to_owned(), 2)]
    );
    vesper.keep_stopped("insomnia", None).unwrap();
    assert_eq!(stopped(vesper), [("causes".to_owned(), 2)]);
}

#[test]
fn what_is_no_article_is_refused_and_nothing_is_kept() {
    let mut home = home(MORNING);
    let vesper = &mut home.vesper;
    assert!(matches!(
        vesper.set_bookmark("nowhere", true),
        Err(Error::NotFound(_))
    ));
    assert!(matches!(
        vesper.keep_stopped("nowhere", Some(1)),
        Err(Error::NotFound(_))
    ));
    assert!(bookmarks(vesper).is_empty() && stopped(vesper).is_empty());
}

#[test]
fn a_figure_is_of_the_last_fourteen_nights_and_no_older_one() {
    let mut home = home(MORNING);
    let last = night("2026-11-22");
    for back in 0..16 {
        let mut entry = entry(&(last - Days::new(back)).to_string());
        // Those older than a fortnight took much longer.
        entry.sol.0 = if back < 14 { 40 } else { 240 };
        home.vesper.log_night(&entry).unwrap();
    }
    let own = home.vesper.fortnight().unwrap();
    assert_eq!(
        Figure::Sol.words(&own),
        "Your last 14 nights: 40 min to fall asleep, on average."
    );
}

#[test]
fn every_figure_of_the_guide_is_filled_for_a_new_diary() {
    let home = home(MORNING);
    for page in &guide().pages {
        let article = home.vesper.article(&page.summary.id).unwrap();
        let empty = page.body.figures.iter().any(|figure| {
            let tag = format!("data-figure=\"{}\"></p>", figure.name());
            article.html.contains(&tag)
        });
        assert!(!empty, "{} shows an empty figure", page.summary.id);
    }
}
