//! The bibliography: CSL-JSON made into lines that can be printed.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Reference;

/// The most authors that are named, as the Vancouver style has it.
const NAMED: usize = 6;

/// An item of a CSL-JSON bibliography, with the fields that are printed
/// (<https://docs.citationstyles.org/en/stable/specification.html>).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// Its slug.
    pub id: String,
    title: String,
    author: Vec<Name>,
    issued: Issued,
    container_title: Option<String>,
    volume: Option<String>,
    issue: Option<String>,
    page: Option<String>,
    edition: Option<String>,
    number: Option<String>,
    publisher: Option<String>,
    #[serde(rename = "DOI")]
    doi: Option<String>,
    #[serde(rename = "PMID")]
    pmid: Option<String>,
    #[serde(rename = "URL")]
    url: Option<String>,
    note: Option<String>,
}

/// A person, or a body whose name stands as it is; `et al.` is such a name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Name {
    Literal {
        literal: String,
    },
    Person {
        family: String,
        given: Option<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Issued {
    date_parts: Vec<Vec<i32>>,
}

impl Name {
    fn short(&self) -> &str {
        match self {
            Self::Literal { literal } => literal,
            Self::Person { family, .. } => family,
        }
    }

    fn full(&self) -> String {
        match self {
            Self::Literal { literal } => literal.clone(),
            Self::Person { family, given } => {
                let initials: String = given
                    .iter()
                    .flat_map(|given| given.chars())
                    .filter(|c| c.is_uppercase() || *c == '-')
                    .collect();
                format!("{family} {initials}").trim_end().to_owned()
            }
        }
    }
}

impl Item {
    fn year(&self) -> Option<i32> {
        self.issued.date_parts.first()?.first().copied()
    }

    fn short(&self) -> String {
        let who = self.author.first().map_or(self.title.as_str(), Name::short);
        self.year()
            .map_or_else(|| who.to_owned(), |year| format!("{who} {year}"))
    }

    /// The whole citation in one line, in the manner of the Vancouver style.
    fn citation(&self) -> String {
        let mut authors: Vec<String> = self.author.iter().take(NAMED).map(Name::full).collect();
        if self.author.len() > NAMED {
            authors.push("et al.".to_owned());
        }
        let edition = self.edition.as_ref().map(|edition| format!("{edition} ed"));
        let place = self.container_title.as_ref().or(self.publisher.as_ref());
        let parts = [
            Some(authors.join(", ")),
            Some(self.title.clone()),
            edition,
            self.number.clone(),
            place.cloned(),
            Some(self.when()),
            self.doi.as_ref().map(|doi| format!("doi:{doi}")),
            self.pmid.as_ref().map(|pmid| format!("PMID {pmid}")),
        ];
        let mut line = String::new();
        for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
            line.push_str(&part);
            // A sentence that ends with a mark of its own needs no other.
            line.push_str(if part.ends_with(['.', '?', '!']) {
                " "
            } else {
                ". "
            });
        }
        // An address matters where there is no DOI to lead there.
        if let (Some(url), None) = (&self.url, &self.doi) {
            line.push_str(&format!("{url} "));
        }
        if let Some(note) = &self.note {
            line.push_str(&format!("[{note}]"));
        }
        line.trim_end().to_owned()
    }

    /// Year;volume(issue):pages, as far as they are known.
    fn when(&self) -> String {
        let mut when = self.year().map(|year| year.to_string()).unwrap_or_default();
        if let Some(volume) = &self.volume {
            when.push_str(&format!(";{volume}"));
        }
        if let Some(issue) = &self.issue {
            when.push_str(&format!("({issue})"));
        }
        if let Some(page) = &self.page {
            when.push_str(&format!(":{page}"));
        }
        when
    }
}

/// Makes `items` ready to be printed. Two that would be called the same, as `Gardiner 2025`, become `2025a` and `2025b`.
#[must_use]
pub fn references(items: &[Item]) -> Vec<Reference> {
    let mut namesakes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for item in items {
        namesakes.entry(item.short()).or_default().push(&item.id);
    }
    items
        .iter()
        .map(|item| {
            let mut short = item.short();
            let alike = namesakes.get(&short).map_or(&[][..], Vec::as_slice);
            if alike.len() > 1 {
                let place = alike.iter().position(|id| *id == item.id);
                short.extend(('a'..='z').nth(place.unwrap_or_default()));
            }
            Reference {
                id: item.id.clone(),
                short,
                citation: item.citation(),
                doi: item.doi.clone(),
                pmid: item.pmid.clone(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(json: &str) -> Vec<Reference> {
        references(&serde_json::from_str::<Vec<Item>>(json).unwrap())
    }

    #[test]
    fn an_article_is_cited_with_its_journal_volume_pages_doi_and_pmid() {
        let all = printed(
            r#"[{"id": "m", "type": "article-journal", "title": "Sleep disturbance: a meta-analysis",
                "author": [{"family": "Al Maqbali", "given": "M. J."}, {"literal": "et al."}],
                "container-title": "Clinical Nursing Research", "volume": "31", "page": "1107-1123",
                "issued": {"date-parts": [[2022, 3]]}, "DOI": "10.1177/1", "PMID": "35484919", "note": "title shortened"}]"#,
        );
        assert_eq!(all[0].short, "Al Maqbali 2022");
        assert_eq!(
            all[0].citation,
            "Al Maqbali MJ, et al. Sleep disturbance: a meta-analysis. Clinical Nursing Research. 2022;31:1107-1123. \
             doi:10.1177/1. PMID 35484919. [title shortened]"
        );
        assert_eq!(all[0].pmid.as_deref(), Some("35484919"));
    }

    #[test]
    fn a_book_and_a_page_of_the_web_are_cited_with_what_they_have() {
        let all = printed(
            r#"[{"id": "b", "type": "book", "title": "Manual", "author": [{"literal": "A Body"}], "publisher": "P", "edition": "5th",
                "issued": {"date-parts": [[2013]]}},
               {"id": "w", "type": "webpage", "title": "Why?", "author": [{"literal": "B"}], "URL": "https://example.org/w",
                "issued": {"date-parts": [[2022]]}}]"#,
        );
        assert_eq!(all[0].citation, "A Body. Manual. 5th ed. P. 2013.");
        assert_eq!(all[1].citation, "B. Why? 2022. https://example.org/w");
    }

    #[test]
    fn two_of_one_author_and_year_are_told_apart() {
        let item = |id: &str| {
            format!(
                r#"{{"id": "{id}", "title": "T", "author": [{{"family": "Gardiner"}}], "issued": {{"date-parts": [[2025]]}}}}"#
            )
        };
        let all = printed(&format!("[{}, {}]", item("one"), item("two")));
        let short: Vec<_> = all
            .iter()
            .map(|reference| reference.short.as_str())
            .collect();
        assert_eq!(short, ["Gardiner 2025a", "Gardiner 2025b"]);
    }
}
