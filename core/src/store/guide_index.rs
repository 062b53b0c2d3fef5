//! The guide's words, indexed in memory: the content is compiled in, so nothing of it is kept on disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, Row, params};

use super::words::{HIT, fragments};
use crate::error::{Error, Result};
use crate::guide::{Block, BlockKind, Fragment, Guide, Term, Vocabulary, Words, guide_in};
use crate::language::{Language, PerLanguage, spoken};

/// The most articles a search answers with.
const MOST: usize = 20;

/// What a hit in an article of [`is_aside`](crate::guide::Page::is_aside) counts: it names everything, and explains little of it.
const ASIDE: f64 = 0.2;

/// A section's row is its article's row times this, plus its place in the article: whose it is need not be looked up.
const SECTIONS: i64 = 1000;

/// What an alternative counts beside the one that is named before it.
const LATER: f64 = 0.85;

/// What a term counts that everyone could say, beside one that not everyone would.
const GENERAL: f64 = 0.15;

/// A German word keeps as many letters when its ending is taken away.
const SHORTEST_STEM: usize = 4;

/// What a hit in the title counts beyond all others: bm25 soon has enough of one row, and a title says what an article is about.
const TITLE: f64 = 2.0;

/// An article the index found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its slug.
    pub article: String,
    /// Its best passage.
    pub excerpt: Vec<Fragment>,
}

/// The words of a guide, indexed.
#[derive(Debug)]
pub struct Index {
    db: Mutex<Connection>,
    /// The articles, each at its row, and what a hit in it counts.
    articles: Vec<(String, f64)>,
    language: Language,
    words: Words,
    vocabulary: Vocabulary,
}

/// The index of the guide this program was built with, in the language that is spoken; made when it is first asked for.
///
/// # Errors
/// [`crate::Error::Storage`] where SQLite refuses.
pub(crate) fn index() -> Result<&'static Index> {
    index_in(spoken())
}

fn index_in(language: Language) -> Result<&'static Index> {
    static INDICES: PerLanguage<Result<Index>> = PerLanguage::new();
    INDICES
        .get(language, || Index::build(guide_in(language)))
        .as_ref()
        .map_err(|refused| Error::Storage(refused.to_string()))
}

impl Index {
    /// Indexes `guide`.
    ///
    /// # Errors
    /// [`crate::Error::Storage`] where SQLite refuses.
    pub fn build(guide: &Guide) -> Result<Self> {
        let mut vocabulary = Vocabulary::default();
        for said in guide.words.said() {
            vocabulary.learn(said);
        }
        for page in &guide.pages {
            vocabulary.learn(&page.summary.title);
            vocabulary.learn(&page.summary.summary);
            for block in &page.body.blocks {
                vocabulary.learn(&block.text);
            }
        }
        let articles = guide.pages.iter().map(|page| {
            let weight = if page.is_aside() { ASIDE } else { 1.0 };
            (page.summary.id.clone(), weight)
        });
        Ok(Self {
            db: Mutex::new(build(guide)?),
            articles: articles.collect(),
            language: guide.language,
            words: guide.words.clone(),
            vocabulary,
        })
    }

    /// Finds the articles that speak of what was `typed`, best first. The last word may be unfinished; a word that finds nothing is
    /// taken for the nearest one that does.
    ///
    /// # Errors
    /// [`crate::Error::Storage`] where SQLite refuses.
    pub fn search(&self, typed: &str) -> Result<Vec<Found>> {
        let db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let finds = |word: &str| holds(&db, self.language, word).unwrap_or_default();
        let terms = self.words.forgiving_terms(typed, &self.vocabulary, finds);
        Ok(self.find(&db, &terms)?)
    }

    /// Scores every section and every article for every term. An article counts as it does as a whole and by its best section, from
    /// which the excerpt is.
    fn find(&self, db: &Connection, terms: &[Term]) -> rusqlite::Result<Vec<Found>> {
        let mut sections: BTreeMap<i64, f64> = BTreeMap::new();
        let mut articles: BTreeMap<i64, Scored> = BTreeMap::new();
        let tells = terms.iter().any(|term| !term.general);
        for term in terms {
            let share = if term.general && tells { GENERAL } else { 1.0 };
            for (section, score) in of_term(db, self.language, "section", term)? {
                *sections.entry(section).or_default() += share * score;
            }
            for (article, score) in of_term(db, self.language, "article", term)? {
                articles.entry(article).or_default().whole += share * score;
            }
        }
        for (section, score) in sections {
            let scored = articles.entry(section / SECTIONS).or_default();
            if score > scored.best {
                (scored.best, scored.section) = (score, section);
            }
        }
        let mut ranked: Vec<(bool, f64, &String, i64)> = articles
            .into_iter()
            .filter_map(|(row, scored)| {
                let (slug, weight) = self.articles.get(usize::try_from(row).ok()?)?;
                let is_named = terms.iter().any(|term| term.article.as_ref() == Some(slug));
                Some((is_named, weight * scored.score(), slug, scored.section))
            })
            .collect();
        ranked.sort_by(|(named, score, ..), (rival_named, rival, ..)| {
            rival_named.cmp(named).then_with(|| rival.total_cmp(score))
        });
        if ranked.is_empty() {
            return Ok(Vec::new());
        }
        ranked.truncate(MOST);
        let sections: Vec<i64> = ranked.iter().map(|(.., section)| *section).collect();
        let mut excerpts = excerpts(db, &expression(self.language, terms), &sections)?;
        let found = ranked.into_iter().map(|(.., slug, section)| Found {
            article: slug.clone(),
            excerpt: excerpts.remove(&section).unwrap_or_default(),
        });
        Ok(found.collect())
    }
}

/// Tells whether any section holds `word`, in whatever form.
fn holds(db: &Connection, language: Language, word: &str) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT 1 FROM section WHERE section MATCH ?1 LIMIT 1")?
        .exists([sought(language, word, false)])
}

fn build(guide: &Guide) -> rusqlite::Result<Connection> {
    let mut index = Connection::open_in_memory()?;
    // Porter's endings are English ones; German words are searched for without theirs (`stem`).
    let endings = match guide.language {
        Language::En => "porter ",
        Language::De => "",
    };
    // A row a section, to find the passage; a row an article, to know what it is about as a whole.
    index.execute_batch(&format!(
        "CREATE VIRTUAL TABLE section USING fts5 (
             title, summary, heading, body, tokenize = '{endings}unicode61 remove_diacritics 2'
         );
         CREATE VIRTUAL TABLE article USING fts5 (
             title, summary, heading, body, tokenize = '{endings}unicode61 remove_diacritics 2'
         );",
    ))?;
    let transaction = index.transaction()?;
    let row = "(rowid, title, summary, heading, body) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut insert = transaction.prepare(&format!("INSERT INTO section {row}"))?;
    let mut whole = transaction.prepare(&format!("INSERT INTO article {row}"))?;
    for (article, page) in (0_i64..).zip(&guide.pages) {
        let (title, summary) = (&page.summary.title, &page.summary.summary);
        let sections = sections(&page.body.blocks);
        let (headings, bodies): (Vec<&str>, Vec<&str>) = sections
            .iter()
            .map(|(heading, body)| (*heading, body.as_str()))
            .unzip();
        let (headings, bodies) = (headings.join(" "), bodies.join(" "));
        whole.execute(params![article, title, summary, headings, bodies])?;
        for (section, (heading, body)) in (article * SECTIONS..).zip(sections) {
            insert.execute(params![section, title, summary, heading, body])?;
        }
    }
    drop((insert, whole));
    transaction.commit()?;
    Ok(index)
}

/// An article's headings, each with the text below it; what stands above the first has none.
fn sections(blocks: &[Block]) -> Vec<(&str, String)> {
    let mut all = vec![("", String::new())];
    for block in blocks {
        match (block.kind, all.last_mut()) {
            (BlockKind::Feature | BlockKind::Figure, _) => {}
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

/// How well an article answers.
#[derive(Default)]
struct Scored {
    /// Its best section, and how well that one answers alone.
    section: i64,
    best: f64,
    /// How well it answers as a whole.
    whole: f64,
}

impl Scored {
    /// An article that has all that was typed in one place is better than one that has it here and there.
    fn score(&self) -> f64 {
        self.best + self.whole
    }
}

/// How well each row of `table` answers `term`: as well as its best alternative does.
fn of_term(
    index: &Connection,
    language: Language,
    table: &str,
    term: &Term,
) -> rusqlite::Result<BTreeMap<i64, f64>> {
    let mut select = index.prepare_cached(&format!(
        "SELECT rowid, -bm25({table}, 8.0, 4.0, 3.0, 1.0) - {TITLE:?} * bm25({table}, 1.0, 0.0, 0.0, 0.0)
         FROM {table} WHERE {table} MATCH ?1",
    ))?;
    let mut scores: BTreeMap<i64, f64> = BTreeMap::new();
    let mut weight = 1.0;
    for expression in alternatives(language, term) {
        let mut rows = select.query([expression])?;
        while let Some(row) = rows.next()? {
            let score = weight * row.get::<_, f64>(1)?;
            let known = scores.entry(row.get(0)?).or_default();
            *known = known.max(score);
        }
        weight *= LATER;
    }
    Ok(scores)
}

/// What each of `sections` says of the words: of its text, or of the article's summary where only the title was hit.
fn excerpts(
    index: &Connection,
    any: &str,
    sections: &[i64],
) -> rusqlite::Result<BTreeMap<i64, Vec<Fragment>>> {
    let (begin, end) = (HIT.0.to_string(), HIT.1.to_string());
    let sections = serde_json::to_string(sections).unwrap_or_default();
    // With the plus sign the words are looked up once, not once a section.
    let mut select = index.prepare_cached(
        "SELECT rowid, snippet(section, 3, ?2, ?3, '\u{2026}', 24), snippet(section, 1, ?2, ?3, '\u{2026}', 24)
         FROM section WHERE section MATCH ?1 AND +rowid IN (SELECT value FROM json_each(?4))",
    )?;
    let read = |row: &Row<'_>| -> rusqlite::Result<(i64, Vec<Fragment>)> {
        let (body, summary): (String, String) = (row.get(1)?, row.get(2)?);
        let best = if body.contains(HIT.0) { body } else { summary };
        Ok((row.get(0)?, fragments(&best)))
    };
    select
        .query_map(params![any, begin, end, sections], read)?
        .collect()
}

/// A term's alternatives as FTS5 reads them. Each stands in quotes, where nothing is syntax but the quote itself.
fn alternatives(language: Language, term: &Term) -> impl Iterator<Item = String> {
    let all = term.alternatives.iter().enumerate();
    all.map(move |(place, words)| sought(language, words, term.unfinished && place == 0))
}

/// Words as they are searched for in the index of `language`. One letter begins words everywhere: it is looked for in titles.
fn sought(language: Language, words: &str, unfinished: bool) -> String {
    if unfinished && words.chars().count() == 1 {
        return format!("title : {} *", quoted(words));
    }
    let (words, beginning) = match language {
        Language::En => (words, unfinished),
        Language::De => stem(words).map_or((words, unfinished), |stem| (stem, true)),
    };
    format!("{}{}", quoted(words), if beginning { " *" } else { "" })
}

/// German words without the ending of their last one: what is left begins every form of the word, and every compound that it begins.
/// None where the last word is too short to be the beginning of anything.
///
/// The endings are those of the light stemmer of Savoy 2006, doi:10.1145/1141277.1141523.
fn stem(words: &str) -> Option<&str> {
    const ENDINGS: [&str; 8] = ["ern", "em", "en", "er", "es", "e", "n", "s"];
    let last = words.rsplit(' ').next()?.chars().count();
    let ending = ENDINGS
        .into_iter()
        .filter(|ending| last >= SHORTEST_STEM + ending.len())
        .find_map(|ending| words.strip_suffix(ending));
    ending.or((last >= SHORTEST_STEM).then_some(words))
}

/// Any alternative of any term.
fn expression(language: Language, terms: &[Term]) -> String {
    let each: Vec<String> = terms
        .iter()
        .flat_map(|term| alternatives(language, term))
        .collect();
    each.join(" OR ")
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\"").replace('\0', " "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::guide::Sources;

    fn hits(typed: &str) -> Vec<String> {
        let found = index().unwrap().search(typed).unwrap();
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
            ("sleeping pills", "sleeping-tablets"),
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
        let late: Vec<_> = everyday
            .into_iter()
            .map(|(typed, article)| (typed, article, hits(typed)))
            .filter(|(_, article, hits)| !hits.iter().take(3).any(|hit| hit == article))
            .collect();
        assert!(late.is_empty(), "these come late: {late:#?}");
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
        for typed in [
            "suicide",
            "suicidal",
            "i want to die",
            "kill myself",
            "I don't want to live anymore and can't sleep",
        ] {
            assert_eq!(
                hits(typed).first().map(String::as_str),
                Some("when-to-see-someone"),
                "{typed}"
            );
        }
    }

    #[test]
    fn the_last_word_may_be_unfinished_and_accents_do_not_matter() {
        assert_eq!(hits("melat").first().map(String::as_str), Some("melatonin"));
        assert_eq!(
            hits("ambi"),
            hits("ambien"),
            "a synonym is found before it is finished"
        );
        assert!(hits("apno\u{eb}a").contains(&"sleep-apnoea".to_owned()));
    }

    /// An index of one German article, and the English ones that are not translated.
    fn german() -> Index {
        let mut sources = Sources::embedded();
        sources.0.retain(|path, _| !path.starts_with("de/"));
        let article = "+++\ntitle = \"Was Schlaflosigkeit ist\"\nsummary = \"Nächte ohne Schlaf.\"\nminutes = 1\ntopics = []\n\
                       features = []\nrelated = []\nreviewed = 2026-11-25\n+++\n\nWer nachts grübelt, ist tags müde. \
                       Schlafstörungen sind häufig, heiße Füße auch. Schlaftabletten helfen kurz.\n";
        let words = "ignore = [\"ich\", \"kann\", \"nicht\"]\n[[synonym]]\nsay = [\"einschlafstörung\"]\n\
                     mean = [\"Schlaflosigkeit\"]\n";
        let mut put = |path: &str, text: &str| sources.0.insert(path.into(), text.into());
        put("de/articles/insomnia.md", article);
        put("de/synonyms.toml", words);
        let (guide, faults) = Guide::read(&sources, Language::De);
        assert_eq!(faults, []);
        Index::build(&guide).unwrap()
    }

    #[test]
    fn german_words_are_found_in_every_form_and_spelling() {
        let german = german();
        for typed in [
            "Schlafstörung",
            "schlafstoerungen",
            "schlafstorung",
            "Schlafstörungn",
            "muede",
            "Müdigkeit müde",
            "heisse fuesse",
            "schlaft",
            "Ich kann nicht schlafen",
            "Einschlafstoerung",
            "einschlafst",
            "gruebelt",
        ] {
            let found = german.search(typed).unwrap();
            let first = found.first().map(|found| found.article.as_str());
            assert_eq!(first, Some("insomnia"), "{typed}");
        }
    }

    #[test]
    fn an_article_that_is_not_translated_is_found_by_its_english_words() {
        let found = german().search("restless legs").unwrap();
        let first = found.first().map(|found| found.article.as_str());
        assert_eq!(first, Some("restless-legs"));
    }

    #[test]
    fn an_excerpt_marks_the_hits_and_shows_what_lies_around() {
        let found = index().unwrap().search("zolpidem").unwrap();
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
            prop_assert!(index().unwrap().search(&typed).is_ok());
        }

        #[test]
        fn no_alternative_is_syntax_either(words in "(\\PC|[\"*\0]| OR ){0,12}", unfinished: bool) {
            let term = Term { alternatives: vec![words], article: None, unfinished, general: false };
            let index = index().unwrap();
            prop_assert!(index.find(&index.db.lock().unwrap(), &[term]).is_ok());
        }
    }
}
