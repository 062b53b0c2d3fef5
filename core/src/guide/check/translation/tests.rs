//! Each fault of a translation is found where it is planted. What is translated here is English said again, which fits in every way.

use super::super::{check as check_all, hardest_grade};
use super::*;

const ARTICLE: &str = "de/articles/cbt-i.md";
const ROUTINE: &str = "de/routines/scalp.toml";
const CLAIMS_FILE: &str = "de/claims.toml";
const SAFETY_FILE: &str = "de/safety.toml";

const SCALP_TITLE: &str = "title = \"Kopfhaut\"\n";
const CLAIM: &str = "[[claim]]\nid = \"massage-sleep-quality\"\nstatement = \"Massage verbessert den Schlaf.\"\nnumbers = [\n\
                     \"Fibromyalgie (9 Studien, 404 Menschen): 0,19, von -0,38 bis 0,75.\",\n\"Auf der Intensivstation.\",\n\
                     \"Sehr gering.\",\n]\n";
const SCREEN: &str =
    "timing = \"Rechtzeitig.\"\n[[condition]]\nkey = \"fever\"\nquestion = \"Hast du Fieber?\"\n";

/// The guide with a German article, routine, claim and question that fit.
fn whole() -> Sources {
    let mut sources = Sources::embedded();
    sources.0.retain(|path, _| !path.starts_with("de/"));
    let article = sources.text("en/articles/cbt-i.md").to_owned();
    let routine: toml::Table = toml::from_str(sources.text("en/routines/scalp.toml")).unwrap();
    let steps: String = routine["step"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| {
            format!(
                "[[step]]\ntitle = {}\ntext = {}\n",
                step["title"], step["text"]
            )
        })
        .collect();
    let texts: String = ["summary", "known", "breath_cue"]
        .into_iter()
        .filter_map(|key| Some(format!("{key} = {}\n", routine.get(key)?)))
        .collect();
    let files = [
        (ARTICLE, article),
        (
            ROUTINE,
            format!("id = \"scalp\"\n{SCALP_TITLE}{texts}{steps}"),
        ),
        (CLAIMS_FILE, CLAIM.to_owned()),
        (SAFETY_FILE, SCREEN.to_owned()),
    ];
    for (path, text) in files {
        sources.0.insert(path.to_owned(), text);
    }
    sources
}

/// The faults that come of `to` in place of `from`.
#[track_caller]
fn planted(path: &str, from: &str, to: &str) -> Vec<Fault> {
    let mut sources = whole();
    let text = sources.0.get_mut(path).unwrap();
    assert!(
        text.contains(from),
        "{path} holds {from:?}, so that the fault is really planted"
    );
    *text = text.replacen(from, to, 1);
    check_all(&sources)
}

#[test]
fn a_translation_that_fits_has_no_fault_and_what_it_lacks_is_none() {
    assert_eq!(check_all(&whole()), []);
}

#[test]
fn an_article_carries_the_claims_places_and_headings_of_its_original() {
    let differs = |faults: &[Fault], part: &str| {
        faults.iter().any(|fault| {
            fault.file == ARTICLE
                && matches!(&fault.what, What::Differs { what, .. } if *what == part)
        })
    };
    for (from, to, part) in [
        ("(claim:cbti-works)", "(claim:bad-spell-passes)", "claims"),
        ("(vesper:diary)", "(vesper:tonight)", "places"),
        ("\n## ", "\n", "number of headings"),
        (
            "topics = [\"treatments\"",
            "topics = [\"insomnia\"",
            "topics",
        ),
        ("features = [\"diary\"", "features = [\"guide\"", "features"),
        (
            "related = [\"insomnia\"",
            "related = [\"light\"",
            "related articles",
        ),
    ] {
        let faults = planted(ARTICLE, from, to);
        assert!(differs(&faults, part), "{part}: {faults:?}");
    }
}

#[test]
fn an_article_is_held_to_what_every_article_is_held_to() {
    for (from, to, found) in [
        ("summary = ", "summary = \"\" # ", What::MissingSummary),
        ("(guide:", "(guide:nowhere-", What::DeadLink(String::new())),
    ] {
        let faults = planted(ARTICLE, from, to);
        let same =
            |fault: &&Fault| std::mem::discriminant(&fault.what) == std::mem::discriminant(&found);
        let there: Vec<_> = faults.iter().filter(same).collect();
        assert!(
            there.iter().all(|fault| fault.file == ARTICLE),
            "{faults:?}"
        );
        assert!(!there.is_empty(), "{faults:?}");
    }
}

#[test]
fn german_that_reads_too_hard_is_found() {
    let hard = "\nUngeachtet beträchtlicher methodologischer Heterogenität demonstrieren zeitgenössische metaanalytische \
                Untersuchungsergebnisse übereinstimmend vielschichtige psychophysiologische Wechselbeziehungen.";
    let faults = planted(ARTICLE, "\n## ", &format!("{}\n\n## ", hard.repeat(30)));
    let hard = |fault: &Fault| matches!(fault.what, What::TooHard { grade, .. } if grade > hardest_grade(Language::De));
    assert!(faults.iter().any(hard), "{faults:?}");
}

#[test]
fn a_link_to_an_english_heading_leads_there_in_german_too() {
    let mut sources = whole();
    let german = sources.text(ARTICLE).replace("\n## ", "\n## Über ");
    sources.0.insert(ARTICLE.to_owned(), german);
    let (english, _) = Guide::read(&sources, Language::En);
    let (german, _) = Guide::read(&sources, Language::De);
    let headings = |guide: &Guide| guide.page("cbt-i").unwrap().body.headings.clone();
    assert!(!headings(&german).is_empty());
    assert_eq!(headings(&german), headings(&english));
}

#[test]
fn a_routine_has_the_steps_of_its_original_and_all_its_texts() {
    let steps = planted(
        ROUTINE,
        "[[step]]",
        "[[step]]\ntitle = \"x\"\ntext = \"y\"\n[[step]]",
    );
    assert!(
        steps.contains(&Fault::new(ROUTINE, What::OtherShape("step".into()))),
        "{steps:?}"
    );
    let title = planted(ROUTINE, SCALP_TITLE, "");
    assert_eq!(
        title,
        [Fault::new(ROUTINE, What::Untranslated("title".into()))]
    );
    let seconds = planted(ROUTINE, "[[step]]", "[[step]]\nseconds = 900");
    assert_eq!(
        seconds,
        [Fault::new(ROUTINE, What::NoText("step[0].seconds".into()))]
    );
    let broken = planted(ROUTINE, "[[step]]", "[[step");
    assert!(
        matches!(broken.as_slice(), [Fault { file, what: What::Unreadable(_) }] if file == ROUTINE),
        "{broken:?}"
    );
}

#[test]
fn a_claim_says_no_number_that_the_english_one_does_not() {
    let faults = planted(CLAIMS_FILE, "404", "440");
    let (claim, number) = ("massage-sleep-quality".to_owned(), "440".to_owned());
    assert_eq!(
        faults,
        [Fault::new(CLAIMS_FILE, What::OtherNumber { claim, number })]
    );
    let fewer = planted(CLAIMS_FILE, "\"Sehr gering.\",\n", "");
    let path = "claim[massage-sleep-quality].numbers".to_owned();
    assert_eq!(fewer, [Fault::new(CLAIMS_FILE, What::OtherShape(path))]);
}

#[test]
fn a_translation_of_nothing_is_found() {
    let stray = planted(
        CLAIMS_FILE,
        "id = \"massage-sleep-quality\"",
        "id = \"massage-luck\"",
    );
    assert_eq!(
        stray,
        [Fault::new(
            CLAIMS_FILE,
            What::NoText("claim[massage-luck]".into())
        )]
    );
    let stray = planted(SAFETY_FILE, "key = \"fever\"", "key = \"fewer\"");
    assert_eq!(
        stray,
        [Fault::new(
            SAFETY_FILE,
            What::NoText("condition[fewer]".into())
        )]
    );
    for path in [
        "de/articles/nowhere.md",
        "de/contents.toml",
        "de/routines/nowhere.toml",
    ] {
        let mut sources = whole();
        sources.0.insert(path.to_owned(), String::new());
        assert_eq!(check_all(&sources), [Fault::new(path, What::Stray)]);
    }
}

#[test]
fn what_is_not_translated_is_counted_and_named() {
    let sources = whole();
    let of = progress(&sources, Language::De);
    assert_eq!(of.articles.to_string(), format!("1/{}", of.articles.all));
    assert_eq!(of.routines.to_string(), format!("1/{}", of.routines.all));
    assert_eq!(of.claims.to_string(), format!("1/{}", of.claims.all));
    assert_eq!(of.safety.to_string(), format!("2/{}", of.safety.all));
    assert!(of.articles.lacking.contains(&"insomnia".to_owned()));
    assert!(
        of.safety
            .lacking
            .contains(&"condition[fever].why".to_owned())
    );
    assert_eq!(of.outdated, Vec::<String>::new());
    let english = progress(&sources, Language::En);
    assert_eq!(
        english.articles.lacking,
        Vec::<String>::new(),
        "English is whole"
    );
    assert_eq!(
        english.safety.lacking,
        Vec::<String>::new(),
        "English is whole"
    );
}

#[test]
fn a_translation_that_follows_an_older_state_is_named() {
    let mut sources = whole();
    let text = sources
        .text(ARTICLE)
        .replace("reviewed = 2026-", "reviewed = 2025-");
    sources.0.insert(ARTICLE.to_owned(), text);
    assert_eq!(progress(&sources, Language::De).outdated, [ARTICLE]);
    assert_eq!(
        check_all(&sources),
        [],
        "it is told by the listing, and is no fault"
    );
}
