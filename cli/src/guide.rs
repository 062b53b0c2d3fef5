//! The guide: its contents, an article with its evidence, a search.

use clap::Subcommand;
use vesper_core::guide::{
    Article, ArticleSummary, Block, BlockKind, Certainty, CertaintyOf, Claim, Hit, Verdict,
};
use vesper_core::language::{Language, spoken};
use vesper_core::text::text;
use vesper_core::{Error, Vesper};

use crate::output::{Answer, wrapped};

#[derive(Subcommand)]
pub enum Command {
    /// List the articles
    List,
    /// Show an article with its evidence
    Show {
        /// Its id, as `list` shows it
        id: String,
    },
    /// Find words in the articles, best first
    Search {
        /// The words; the last one may be unfinished
        #[arg(required = true)]
        words: Vec<String>,
    },
}

/// Lists, shows, searches.
pub fn run(vesper: &Vesper, command: &Command) -> Result<Answer, Error> {
    match command {
        Command::List => {
            let articles = vesper.articles();
            let lines: Vec<String> = articles.iter().map(entry).collect();
            Answer::new(&articles, lines.join("\n\n"))
        }
        Command::Show { id } => {
            let article = vesper.article(id)?;
            let text = page(&article);
            Answer::new(&article, text)
        }
        Command::Search { words } => {
            let hits = vesper.search_guide(&words.join(" "))?;
            let lines: Vec<String> = hits.iter().map(found).collect();
            let text = if lines.is_empty() {
                text("cli_guide_nothing", &[])
            } else {
                lines.join("\n\n")
            };
            Answer::new(&hits, text)
        }
    }
}

fn entry(article: &ArticleSummary) -> String {
    let head = format!("{}  ({})", article.title, article.id);
    format!("{head}\n{}", wrapped("    ", &article.summary))
}

fn found(hit: &Hit) -> String {
    let excerpt: String = hit
        .excerpt
        .iter()
        .map(|part| {
            if part.hit {
                format!("*{}*", part.text)
            } else {
                part.text.clone()
            }
        })
        .collect();
    format!(
        "{}  ({})\n{}",
        hit.article.title,
        hit.article.id,
        wrapped("    ", &excerpt)
    )
}

/// An article as text: its body with numbers where a claim stands, then the claims under these numbers.
fn page(article: &Article) -> String {
    let title = &article.summary.title;
    let mut parts = vec![
        format!("{title}\n{}", "=".repeat(title.chars().count())),
        wrapped("", &article.summary.summary),
    ];
    let note = note(article.summary.language, article.unreviewed);
    parts.extend(note.map(|note| wrapped("", &note)));
    parts.extend(article.blocks.iter().filter_map(block));
    if !article.claims.is_empty() {
        parts.push(underlined(&text("cli_guide_evidence", &[])));
    }
    let numbered = article.claims.iter().enumerate();
    parts.extend(numbered.map(|(place, claim)| evidence(place + 1, claim)));
    if !article.related.is_empty() {
        let related = article
            .related
            .iter()
            .map(|other| format!("{} ({})", other.title, other.id));
        let related: Vec<String> = related.collect();
        parts.push(wrapped(
            "",
            &text("cli_guide_related", &[("articles", &related.join("; "))]),
        ));
    }
    parts.push(text("cli_guide_reviewed", &[("date", &article.reviewed)]));
    parts.join("\n\n")
}

/// What is to be known of the language a text is in: that it was not translated, or that nobody who grew up with it has read it.
pub fn note(language: Language, unreviewed: bool) -> Option<String> {
    let key = if language != spoken() {
        "translation_none"
    } else if unreviewed {
        "translation_unreviewed"
    } else {
        return None;
    };
    Some(text(key, &[]))
}

fn block(block: &Block) -> Option<String> {
    let numbers: Vec<String> = block
        .claims
        .iter()
        .map(|claim| (claim + 1).to_string())
        .collect();
    let cited = match numbers.as_slice() {
        [] => block.text.clone(),
        numbers => format!("{} [{}]", block.text, numbers.join(", ")),
    };
    match block.kind {
        BlockKind::Heading => Some(underlined(&block.text)),
        BlockKind::Paragraph => Some(wrapped("", &cited)),
        BlockKind::Figure => Some(wrapped("    ", &cited)),
        BlockKind::Item => Some(wrapped("  - ", &cited)),
        // A button has nowhere to lead to in a terminal.
        BlockKind::Feature => None,
    }
}

fn underlined(heading: &str) -> String {
    format!("{heading}\n{}", "-".repeat(heading.chars().count()))
}

fn evidence(number: usize, claim: &Claim) -> String {
    let verdict = match claim.verdict {
        Verdict::Supported => "cli_verdict_supported",
        Verdict::Partly => "cli_verdict_partly",
        Verdict::Contested => "cli_verdict_contested",
        Verdict::NotSupported => "cli_verdict_not_supported",
    };
    let of = match claim.certainty_of {
        CertaintyOf::Verdict => "cli_certainty_verdict",
        CertaintyOf::Offered => "cli_certainty_offered",
        CertaintyOf::Wrong => "cli_certainty_wrong",
    };
    let judged = format!(
        "{} {}",
        text(verdict, &[]),
        text(of, &[("certainty", &certainty(claim.certainty))])
    );
    let lead = format!("[{number}] ");
    let mut lines = vec![
        wrapped(&lead, &claim.statement),
        wrapped("    ", &judged),
        wrapped("    ", &claim.numbers),
    ];
    lines.extend(
        claim
            .references
            .iter()
            .map(|reference| wrapped("    - ", &reference.citation)),
    );
    lines.join("\n")
}

/// A certainty in a word or two.
pub fn certainty(certainty: Certainty) -> String {
    let key = match certainty {
        Certainty::VeryLow => "cli_certainty_very_low",
        Certainty::Low => "cli_certainty_low",
        Certainty::Moderate => "cli_certainty_moderate",
        Certainty::High => "cli_certainty_high",
    };
    text(key, &[])
}
