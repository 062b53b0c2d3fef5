//! The guide's words, indexed in memory: the content is compiled in, so nothing of it is kept on disk.

use std::sync::{Mutex, OnceLock, PoisonError};

use rusqlite::{Connection, Row, params};

use super::words::{HIT, fragments};
use crate::error::Result;
use crate::guide::{Block, BlockKind, Fragment, Guide, Term, guide};

/// The most articles a search answers with.
const MOST: usize = 20;

/// What a hit in an article of [`is_aside`](crate::guide::Page::is_aside) counts: it names everything, and explains little of it.
const ASIDE: f64 = 0.2;

/// An article the index found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its slug.
    pub(crate) article: String,
    /// Its best passage.
    pub(crate) excerpt: Vec<Fragment>,
}

/// Finds the articles that `terms` speak of, best first.
///
/// # Errors
/// [`crate::Error::Storage`] where SQLite refuses.
pub(crate) fn search(terms: &[Term]) -> Result<Vec<Found>> {
    static INDEX: OnceLock<Mutex<Connection>> = OnceLock::new();
    let index = match INDEX.get() {
        Some(index) => index,
        None => {
            let built = build(guide())?;
            INDEX.get_or_init(|| Mutex::new(built))
        }
    };
    let index = index.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(find(&index, terms)?)
}

fn build(guide: &Guide) -> rusqlite::Result<Connection> {
    let index = Connection::open_in_memory()?;
    // A row a section: in a dozen whole articles a word like "massage" stands in most, and would weigh nothing.
    index.execute_batch(
        "CREATE VIRTUAL TABLE section USING fts5 (
             slug UNINDEXED, title, summary, heading, body, weight UNINDEXED,
             tokenize = 'porter unicode61 remove_diacritics 2'
         );",
    )?;
    let mut insert = index.prepare("INSERT INTO section VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for page in &guide.pages {
        let summary = &page.summary;
        let weight = if page.is_aside() { ASIDE } else { 1.0 };
        for (heading, body) in sections(&page.body.blocks) {
            insert.execute(params![
                summary.id,
                summary.title,
                summary.summary,
                heading,
                body,
                weight
            ])?;
        }
    }
    drop(insert);
    Ok(index)
}

/// An article's headings, each with the text below it; what stands above the first has none.
fn sections(blocks: &[Block]) -> Vec<(&str, String)> {
    let mut all = vec![("", String::new())];
    for block in blocks {
        match (block.kind, all.last_mut()) {
            (BlockKind::Feature, _) => {}
            (BlockKind::Heading, _) | (_, None) => all.push((&block.text, String::new())),
            (_, Some((_, body))) => {
                if !body.is_empty() {
                    body.push(' ');
                }
                body.push_str(&block.text);
            }
        }
    }
    all
}

fn find(index: &Connection, terms: &[Term]) -> rusqlite::Result<Vec<Found>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    // The weights: a word in the title says most of what an article is about. The first one is the slug's, which is not indexed.
    let mut select = index.prepare_cached(
        "SELECT slug, snippet(section, 4, ?2, ?3, '\u{2026}', 24), snippet(section, 2, ?2, ?3, '\u{2026}', 24)
         FROM section WHERE section MATCH ?1 ORDER BY weight * bm25(section, 0.0, 8.0, 4.0, 3.0, 1.0)",
    )?;
    let found = |row: &Row<'_>| {
        let body: String = row.get(1)?;
        let summary: String = row.get(2)?;
        // Where only the title was hit, the summary says more than the first words of the body.
        let best = if body.contains(HIT.0) { body } else { summary };
        Ok(Found {
            article: row.get(0)?,
            excerpt: fragments(&best),
        })
    };
    let marks = (HIT.0.to_string(), HIT.1.to_string());
    let mut articles: Vec<Found> = Vec::new();
    for section in select.query_map(params![expression(terms), marks.0, marks.1], found)? {
        let section = section?;
        if articles.len() < MOST && articles.iter().all(|it| it.article != section.article) {
            articles.push(section);
        }
    }
    Ok(articles)
}

/// The terms as FTS5 reads them. Each alternative stands in quotes, where nothing is syntax but the quote itself.
fn expression(terms: &[Term]) -> String {
    let quoted = |words: &String| format!("\"{}\"", words.replace('"', "\"\"").replace('\0', " "));
    let each = terms.iter().flat_map(|term| {
        term.alternatives.iter().enumerate().map(|(place, words)| {
            let unfinished = term.unfinished && place == 0;
            format!("{}{}", quoted(words), if unfinished { " *" } else { "" })
        })
    });
    each.collect::<Vec<_>>().join(" OR ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hits(typed: &str) -> Vec<String> {
        let found = search(&guide().words.terms(typed)).unwrap();
        found.into_iter().map(|found| found.article).collect()
    }

    #[test]
    fn what_people_type_finds_the_right_article_within_the_first_three() {
        let everyday = [
            ("can't fall asleep", "insomnia"),
            ("why do i keep waking up at 3am", "insomnia"),
            ("awake at three", "insomnia"),
            ("wake up at 3am", "insomnia"),
            ("ambien", "sleeping-tablets"),
            ("is melatonin any good", "melatonin"),
            ("restless legs", "restless-legs"),
            ("my husband snores and stops breathing", "sleep-apnoea"),
            ("coffee in the afternoon", "caffeine"),
            ("racing thoughts at night", "anxiety-and-sleep"),
            ("back pain keeps me awake", "pain-and-sleep"),
            ("does massage help with sleep", "massage-and-sleep"),
            ("how hard should i press", "self-massage"),
            ("blood thinners massage", "who-must-not-be-massaged"),
            ("cognitive behavioral therapy", "cbt-i"),
            ("when should I see a doctor", "when-to-see-someone"),
            ("gp", "when-to-see-someone"),
            ("sleeping pills", "medicines-and-melatonin"),
            ("jet lag", "body-clock"),
            ("insomnia", "insomnia"),
            ("massage", "massage-and-sleep"),
            ("pain", "pain-and-sleep"),
            (
                "is it dangerous to massage the neck",
                "who-must-not-be-massaged",
            ),
            ("fitbit says i slept badly", "tracker-worry"),
            ("screens before bed", "light"),
            ("wine", "alcohol"),
            ("sleep restriction", "sleep-restriction"),
            ("cpap", "cpap"),
            ("worry", "anxiety-and-sleep"),
            ("suicide", "when-to-see-someone"),
            ("i want to die", "when-to-see-someone"),
            ("sleep hygiene tips", "sleep-habits"),
            ("serotonin", "massage-stories"),
            ("what causes insomnia", "causes"),
        ];
        for (typed, article) in everyday {
            let hits = hits(typed);
            let first: Vec<_> = hits.iter().take(3).collect();
            assert!(
                first.iter().any(|hit| *hit == article),
                "{typed:?} finds {article} early: {hits:?}"
            );
        }
    }

    #[test]
    fn someone_awake_in_the_night_finds_waking_explained_first() {
        for typed in [
            "awake at three",
            "wake up at 3am",
            "I woke up at 4 am again",
            "awake in the night",
            "wide awake",
        ] {
            let hits = hits(typed);
            let first = hits.first().map_or("", String::as_str);
            assert!(
                ["waking-at-night", "insomnia", "cbt-i"].contains(&first),
                "{typed:?}: {hits:?}"
            );
        }
    }

    #[test]
    fn the_article_on_the_starting_article_does_not_stand_before_those_that_help() {
        let everyday = [
            "awake at three",
            "wake up at 3am",
            "can't sleep",
            "massage",
            "melatonin",
            "insomnia",
            "stress",
            "pain",
            "healthy sleep",
        ];
        let aside = "what-our-starting-article-got-wrong";
        let early: Vec<_> = everyday
            .into_iter()
            .map(|typed| (typed, hits(typed)))
            .filter(|(_, hits)| hits.iter().take(2).any(|hit| hit == aside))
            .collect();
        assert!(early.is_empty(), "it comes too early: {early:#?}");
    }

    #[test]
    fn someone_in_danger_finds_where_to_turn_first() {
        for typed in ["suicide", "suicidal", "i want to die", "kill myself"] {
            assert_eq!(
                hits(typed).first().map(String::as_str),
                Some("when-to-see-someone"),
                "{typed}"
            );
        }
    }

    #[test]
    fn the_last_word_may_be_unfinished_and_accents_do_not_matter() {
        assert_eq!(
            hits("melat").first().map(String::as_str),
            Some("medicines-and-melatonin")
        );
        assert_eq!(
            hits("ambi"),
            hits("ambien"),
            "a synonym is found before it is finished"
        );
        assert!(hits("apno\u{eb}a").contains(&"sleep-apnoea".to_owned()));
    }

    #[test]
    fn an_excerpt_marks_the_hits_and_shows_what_lies_around() {
        let found = search(&guide().words.terms("zolpidem")).unwrap();
        let excerpt = &found.first().unwrap().excerpt;
        assert!(
            excerpt
                .iter()
                .any(|part| part.hit && part.text.eq_ignore_ascii_case("zolpidem")),
            "{excerpt:?}"
        );
        assert!(
            excerpt.iter().any(|part| !part.hit),
            "what lies around is shown too: {excerpt:?}"
        );
    }

    #[test]
    fn nothing_typed_finds_nothing() {
        assert!(hits("").is_empty());
        assert!(hits("  ?? * \" ").is_empty());
        assert!(hits("xylophone").is_empty());
    }

    proptest! {
        #[test]
        fn no_words_are_syntax(typed in "(\\PC|[\"'*()^:+\\-{}\\\\\0]|AND|OR|NOT|NEAR| ){0,24}") {
            prop_assert!(search(&guide().words.terms(&typed)).is_ok());
        }

        #[test]
        fn no_alternative_is_syntax_either(words in "(\\PC|[\"*\0]| OR ){0,12}", unfinished: bool) {
            let term = Term { alternatives: vec![words], unfinished };
            prop_assert!(search(&[term]).is_ok());
        }
    }
}
