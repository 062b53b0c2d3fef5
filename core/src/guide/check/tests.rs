//! The content as it is holds, and each fault is found where it is planted.

use super::*;

/// The English files: what is planted here is no fault of a translation.
fn english() -> Sources {
    let mut sources = Sources::embedded();
    sources.0.retain(|path, _| !path.starts_with("de/"));
    sources
}

/// Replaces `from` by `to` in `path` and gives the faults that come of it.
fn planted(path: &str, from: &str, to: &str) -> Vec<Fault> {
    let mut sources = english();
    let text = sources
        .0
        .get_mut(path)
        .unwrap_or_else(|| panic!("{path} is there"));
    assert!(
        text.contains(from),
        "{path} holds {from:?}, so that the fault is really planted"
    );
    *text = text.replacen(from, to, 1);
    check(&sources)
}

#[track_caller]
fn finds(faults: &[Fault], file: &str, what: impl Fn(&What) -> bool) {
    assert!(
        faults
            .iter()
            .any(|fault| fault.file == file && what(&fault.what)),
        "the planted fault is named, with its file: {faults:?}"
    );
}

const CLAIMS: &str = "en/claims.toml";
const CONTENTS: &str = "en/contents.toml";
const ARTICLE: &str = "en/articles/cbt-i.md";
const REFERENCES: &str = "references.json";

#[test]
fn the_guide_holds() {
    let faults: Vec<String> = check(&Sources::embedded())
        .iter()
        .map(Fault::to_string)
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_claim_without_a_reference_is_found() {
    let faults = planted(
        CLAIMS,
        "references = [\"jong-2016\", \"oliveira-2012\"]",
        "references = []",
    );
    finds(&faults, CLAIMS, |what| {
        *what == What::ClaimWithoutReference("more-research".into())
    });
}

#[test]
fn a_reference_that_is_not_there_is_found() {
    let faults = planted(CLAIMS, "\"jong-2016\"", "\"jong-2061\"");
    finds(&faults, CLAIMS, |what| {
        *what == What::UnknownReference("jong-2061".into())
    });
}

#[test]
fn a_reference_nobody_cites_is_found() {
    let extra = r#"[{"id": "nobody-1999", "title": "T", "author": [{"literal": "N"}], "issued": {"date-parts": [[1999]]}},"#;
    let faults = planted(REFERENCES, "[", extra);
    finds(&faults, REFERENCES, |what| {
        *what == What::UncitedReference("nobody-1999".into())
    });
}

#[test]
fn what_a_routine_cites_counts_as_cited_and_must_be_there() {
    let mut sources = english();
    let text = sources.0.entry(REFERENCES.to_owned()).or_default();
    *text = text.replacen(
        '[',
        r#"[{"id": "routine-1999", "title": "T", "author": [{"literal": "N"}], "issued": {"date-parts": [[1999]]}},"#,
        1,
    );
    let routine = "en/routines/planted.toml";
    sources.0.insert(
        routine.to_owned(),
        "references = [\"routine-1999\", \"routine-2000\"]".to_owned(),
    );
    let faults = check(&sources);
    finds(&faults, routine, |what| {
        *what == What::UnknownReference("routine-2000".into())
    });
    assert_eq!(
        faults.len(),
        1,
        "the other one is cited by the routine: {faults:?}"
    );
}

#[test]
fn a_dead_link_is_found_in_the_text_and_in_the_lists() {
    let faults = planted(
        ARTICLE,
        "related = [\"insomnia\"",
        "related = [\"insomnnia\"",
    );
    finds(&faults, ARTICLE, |what| {
        *what == What::DeadLink("insomnnia".into())
    });
    let faults = planted("en/articles/insomnia.md", "(guide:cbt-i)", "(guide:cbt-2)");
    finds(&faults, "en/articles/insomnia.md", |what| {
        *what == What::DeadLink("cbt-2".into())
    });
    let faults = planted(CONTENTS, "\"causes\",", "\"gone\",");
    finds(&faults, CONTENTS, |what| {
        *what == What::DeadLink("gone".into())
    });
    finds(&faults, "en/articles/causes.md", |what| {
        *what == What::NotInContents("causes".into())
    });
}

#[test]
fn an_article_that_a_synonym_puts_first_must_be_there() {
    let file = "en/synonyms.toml";
    let faults = planted(file, "article = \"when-to", "article = \"whence-to");
    finds(&faults, file, |what| {
        *what == What::DeadLink("whence-to-see-someone".into())
    });
}

#[test]
fn an_unknown_claim_and_one_never_used_are_found() {
    let faults = planted(
        "en/articles/insomnia.md",
        "claim:insomnia-definition",
        "claim:insomnia-defnition",
    );
    finds(&faults, "en/articles/insomnia.md", |what| {
        *what == What::UnknownClaim("insomnia-defnition".into())
    });
    let faults = planted(CLAIMS, "id = \"sleep-scores\"", "id = \"sleep-points\"");
    finds(&faults, CLAIMS, |what| {
        *what == What::UnusedClaim("sleep-points".into())
    });
}

#[test]
fn a_missing_summary_is_found() {
    let faults = planted(ARTICLE, "summary = ", "summary = \"\" # ");
    finds(&faults, ARTICLE, |what| *what == What::MissingSummary);
}

#[test]
fn an_unknown_topic_or_place_is_found() {
    let faults = planted(
        ARTICLE,
        "topics = [\"treatments\"",
        "topics = [\"treatment\"",
    );
    finds(&faults, ARTICLE, |what| {
        *what == What::UnknownTopic("treatment".into())
    });
    let faults = planted(ARTICLE, "features = [\"diary\"", "features = [\"dairy\"");
    finds(&faults, ARTICLE, |what| {
        *what == What::UnknownPlace("dairy".into())
    });
    let faults = planted(ARTICLE, "(vesper:diary)", "(vesper:dairy)");
    finds(&faults, ARTICLE, |what| {
        *what == What::UnknownPlace("dairy".into())
    });
}

#[test]
fn a_heading_that_is_not_there_is_found() {
    let to = "en/articles/insomnia.md";
    let faults = planted(to, "(guide:cbt-i)", "(guide:cbt-i#how-to-get-it)");
    assert_eq!(faults, [], "a heading that is there is none");
    let faults = planted(to, "(guide:cbt-i)", "(guide:cbt-i#how-to-bet-it)");
    finds(&faults, to, |what| {
        *what == What::DeadHeading("cbt-i#how-to-bet-it".into())
    });
}

#[test]
fn a_routine_may_be_led_to_and_must_be_there() {
    let faults = planted(ARTICLE, "(vesper:diary)", "(vesper:massage/scalp)");
    assert_eq!(faults, [], "a routine that is there is none");
    let faults = planted(ARTICLE, "(vesper:diary)", "(vesper:massage/scalpel)");
    finds(&faults, ARTICLE, |what| {
        *what == What::UnknownPlace("massage/scalpel".into())
    });
}

#[test]
fn an_unknown_figure_is_found() {
    let faults = planted(ARTICLE, "\n## ", "\n[x](figure:luck)\n\n## ");
    finds(&faults, ARTICLE, |what| {
        *what == What::UnknownFigure("luck".into())
    });
}

#[test]
fn an_article_that_is_too_long_is_found() {
    let long = "So we go to bed. ".repeat(LONGEST / 5 + 1);
    let faults = planted(ARTICLE, "\n## ", &format!("\n{long}\n\n## "));
    finds(
        &faults,
        ARTICLE,
        |what| matches!(what, What::TooLong { words, .. } if *words > LONGEST),
    );
}

#[test]
fn too_few_articles_are_found() {
    let mut sources = english();
    sources.0.insert(
        CONTENTS.to_owned(),
        "articles = [\"insomnia\"]\ntopics = []".to_owned(),
    );
    finds(&check(&sources), CONTENTS, |what| {
        *what
            == What::TooFew {
                articles: 1,
                fewest: FEWEST,
            }
    });
}

#[test]
fn an_article_no_other_leads_to_is_found() {
    let mut sources = english();
    let lonely = "en/articles/lonely.md";
    let text = sources.text(ARTICLE).to_owned();
    sources.0.insert(lonely.to_owned(), text);
    let listed = sources
        .text(CONTENTS)
        .replacen("\"causes\",", "\"causes\", \"lonely\",", 1);
    sources.0.insert(CONTENTS.to_owned(), listed);
    assert_eq!(check(&sources), [Fault::new(lonely, What::Unlinked)]);
}

#[test]
fn a_reading_time_out_of_step_with_the_length_is_found() {
    for minutes in ["minutes = 9 # ", "minutes = 0 # "] {
        let faults = planted(ARTICLE, "minutes = ", minutes);
        finds(&faults, ARTICLE, |what| {
            matches!(what, What::WrongMinutes { .. })
        });
    }
}

#[test]
fn a_number_that_its_claim_does_not_give_is_found() {
    let faults = planted(
        ARTICLE,
        "[It works](claim:cbti-works)",
        "[It works in 77%](claim:cbti-works)",
    );
    finds(&faults, ARTICLE, |what| {
        *what
            == What::UnbackedNumber {
                claim: "cbti-works".into(),
                number: "77".into(),
            }
    });
}

#[test]
fn raw_html_and_foreign_links_are_found() {
    let faults = planted(ARTICLE, "\n## ", "\n<div>x</div>\n\n## ");
    finds(&faults, ARTICLE, |what| matches!(what, What::RawHtml(_)));
    let faults = planted(
        ARTICLE,
        "\n## ",
        "\nSee [this](https://example.org).\n\n## ",
    );
    finds(&faults, ARTICLE, |what| {
        *what == What::StrangeLink("https://example.org".into())
    });
    let faults = planted(ARTICLE, "\n## ", "\n![x](x.png)\n\n## ");
    finds(&faults, ARTICLE, |what| {
        *what == What::Image("x.png".into())
    });
}

#[test]
fn a_duplicate_id_is_found() {
    let faults = planted(CLAIMS, "id = \"massage-cure\"", "id = \"massage-anxiety\"");
    finds(&faults, CLAIMS, |what| {
        *what == What::DuplicateId("massage-anxiety".into())
    });
    let faults = planted(REFERENCES, "\"id\": \"apa-2013\"", "\"id\": \"ags-2023\"");
    finds(&faults, REFERENCES, |what| {
        *what == What::DuplicateId("ags-2023".into())
    });
}

#[test]
fn a_file_that_does_not_parse_is_named_and_the_rest_is_read() {
    let faults = planted(CLAIMS, "verdict = \"partly\"", "verdict = \"party\"");
    finds(
        &faults,
        CLAIMS,
        |what| matches!(what, What::Unreadable(why) if why.contains("party")),
    );
    let faults = planted(ARTICLE, "+++", "---");
    finds(&faults, ARTICLE, |what| matches!(what, What::Unreadable(_)));
}

#[test]
fn a_text_that_reads_too_hard_is_found() {
    let hard = "\nNotwithstanding considerable methodological heterogeneity, contemporary meta-analytical investigations \
                consistently demonstrate multidimensional psychophysiological interrelationships.";
    let faults = planted(ARTICLE, "\n## ", &format!("{}\n\n## ", hard.repeat(40)));
    finds(
        &faults,
        ARTICLE,
        |what| matches!(what, What::TooHard { grade, .. } if *grade > hardest_grade(Language::En)),
    );
}
