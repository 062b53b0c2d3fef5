//! The guide's Markdown made into HTML and into plain blocks.
//!
//! What it writes is safe to be shown as it stands: text is escaped, raw HTML and images are faults and left out, and a link
//! leads only to a claim, an article or a place of the window.

use std::collections::BTreeSet;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::source::What;

/// What a block of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// A button that leads to a place of the window.
    Feature,
}

/// A block of an article as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text.
    pub text: String,
    /// The claims it carries, by their place in the article's list.
    pub claims: Vec<usize>,
}

/// An article's body, rendered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rendered {
    /// The HTML.
    pub html: String,
    /// The same as plain blocks.
    pub blocks: Vec<Block>,
    /// The claims linked to, each once, in their order.
    pub claims: Vec<String>,
    /// The articles linked to.
    pub articles: Vec<String>,
    /// The places linked to.
    pub places: Vec<String>,
    /// What it may not hold.
    pub faults: Vec<What>,
}

/// Renders `markdown`.
#[must_use]
pub fn render(markdown: &str) -> Rendered {
    let mut writer = Writer::default();
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::empty()).collect();
    let mut rest = events.as_slice();
    while let Some((event, after)) = rest.split_first() {
        if matches!(event, Event::Start(Tag::Paragraph)) {
            writer.feature = is_lone_link(after);
        }
        writer.take(event.clone(), after);
        rest = after;
    }
    push_html(&mut writer.done.html, writer.out.into_iter());
    writer.done
}

/// Tells whether a paragraph whose events begin here holds a link to a place and nothing else.
fn is_lone_link(events: &[Event<'_>]) -> bool {
    let opens = matches!(events.first(), Some(Event::Start(Tag::Link { dest_url, .. })) if dest_url.starts_with("vesper:"));
    let mut ends = events
        .iter()
        .skip_while(|event| !matches!(event, Event::End(TagEnd::Link)));
    opens && ends.next().is_some() && matches!(ends.next(), Some(Event::End(TagEnd::Paragraph)))
}

#[derive(Default)]
struct Writer<'a> {
    done: Rendered,
    out: Vec<Event<'a>>,
    ids: BTreeSet<String>,
    /// Whether the paragraph that is open is a button.
    feature: bool,
    open: Option<Block>,
}

impl<'a> Writer<'a> {
    fn take(&mut self, event: Event<'a>, after: &[Event<'a>]) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                self.done.faults.push(What::RawHtml(html.trim().to_owned()));
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock | TagEnd::Image) => {}
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.done.faults.push(What::Image(dest_url.into_string()));
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let anchor = self.anchor(link_type, &dest_url);
                self.out.push(Event::InlineHtml(CowStr::from(anchor)));
            }
            Event::End(TagEnd::Link) => self.out.push(Event::InlineHtml("</a>".into())),
            Event::Start(Tag::Heading {
                level,
                classes,
                attrs,
                ..
            }) => {
                self.open(BlockKind::Heading);
                let id = self.heading_id(after);
                self.out.push(Event::Start(Tag::Heading {
                    level,
                    id: Some(CowStr::from(id)),
                    classes,
                    attrs,
                }));
            }
            other => {
                self.follow(&other);
                self.out.push(other);
            }
        }
    }

    /// Keeps the plain blocks in step with the HTML.
    fn follow(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Paragraph) if self.feature => self.open(BlockKind::Feature),
            // A loose list has paragraphs inside its items.
            Event::Start(Tag::Paragraph) if self.open.is_none() => self.open(BlockKind::Paragraph),
            Event::Start(Tag::Item) => self.open(BlockKind::Item),
            Event::Text(text) | Event::Code(text) => self.write(text),
            Event::SoftBreak | Event::HardBreak => self.write(" "),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => {
                self.close();
                self.feature = false;
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some(Block {
            kind,
            text: String::new(),
            claims: Vec::new(),
        });
    }

    fn write(&mut self, text: &str) {
        if let Some(block) = &mut self.open {
            block.text.push_str(text);
        }
    }

    fn close(&mut self) {
        let full = self.open.take().filter(|block| !block.text.is_empty());
        self.done.blocks.extend(full);
    }

    /// The opening tag of a link. A link that leads nowhere known is a fault and becomes an anchor without an address.
    fn anchor(&mut self, link_type: LinkType, to: &str) -> String {
        let known = matches!(link_type, LinkType::Inline)
            .then(|| to.split_once(':'))
            .flatten()
            .filter(|(_, name)| is_slug(name));
        match known {
            Some(("claim", id)) => {
                let index = self.claim(id);
                if let Some(block) = &mut self.open {
                    block.claims.push(index);
                }
                format!(r##"<a href="#claim-{id}" data-claim="{id}">"##)
            }
            Some(("guide", id)) => {
                self.done.articles.push(id.to_owned());
                format!(r##"<a href="#guide/{id}" data-article="{id}">"##)
            }
            Some(("vesper", place)) => {
                self.done.places.push(place.to_owned());
                let class = if self.feature {
                    r#"class="feature" "#
                } else {
                    ""
                };
                format!(r##"<a {class}href="#{place}" data-place="{place}">"##)
            }
            _ => {
                self.done.faults.push(What::StrangeLink(to.to_owned()));
                "<a>".to_owned()
            }
        }
    }

    fn claim(&mut self, id: &str) -> usize {
        let known = self.done.claims.iter().position(|claim| claim == id);
        known.unwrap_or_else(|| {
            self.done.claims.push(id.to_owned());
            self.done.claims.len() - 1
        })
    }

    /// The heading's words as a slug; a second one like it gets a number.
    fn heading_id(&mut self, after: &[Event<'_>]) -> String {
        let words: String = after
            .iter()
            .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))))
            .filter_map(|event| match event {
                Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
                _ => None,
            })
            .collect();
        let slug = slug(&words);
        let mut id = slug.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        id
    }
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn slug(words: &str) -> String {
    let words: Vec<String> = words
        .to_lowercase()
        .replace(['\'', '\u{2019}'], "")
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    if words.is_empty() {
        "section".to_owned()
    } else {
        words.join("-")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn html(markdown: &str) -> String {
        render(markdown).html
    }

    #[test]
    fn each_kind_of_link_becomes_its_own_anchor() {
        assert_eq!(
            html(
                "See [a claim](claim:cbti-works), [more](guide:cbt-i) or [the diary](vesper:diary)."
            ),
            "<p>See <a href=\"#claim-cbti-works\" data-claim=\"cbti-works\">a claim</a>, \
             <a href=\"#guide/cbt-i\" data-article=\"cbt-i\">more</a> or \
             <a href=\"#diary\" data-place=\"diary\">the diary</a>.</p>\n"
        );
    }

    #[test]
    fn a_paragraph_that_is_only_a_link_to_a_place_is_a_button() {
        let rendered =
            render("Text.\n\n[Log *last* night](vesper:diary)\n\nMore [here](vesper:tonight).");
        assert!(
            rendered.html.contains(
                "<a class=\"feature\" href=\"#diary\" data-place=\"diary\">Log <em>last</em> night</a>"
            ),
            "{}",
            rendered.html
        );
        assert!(
            rendered.html.contains("More <a href=\"#tonight\""),
            "a link inside a sentence stays a link: {}",
            rendered.html
        );
        let kinds: Vec<_> = rendered.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Paragraph,
                BlockKind::Feature,
                BlockKind::Paragraph
            ]
        );
    }

    #[test]
    fn headings_have_ids_and_two_alike_have_two() {
        let html = html("## What doesn't help\n\n## What *doesn't* help\n\n### 3 months?");
        assert!(html.contains("<h2 id=\"what-doesnt-help\">"), "{html}");
        assert!(html.contains("<h2 id=\"what-doesnt-help-2\">"), "{html}");
        assert!(html.contains("<h3 id=\"3-months\">"), "{html}");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(html("1 < 2 & \"so\""), "<p>1 &lt; 2 &amp; \"so\"</p>\n");
    }

    #[test]
    fn raw_html_images_and_other_addresses_are_faults_and_left_out() {
        let cases = [
            ("a <b>bold</b> word", "<b>"),
            ("<script>alert(1)</script>", "script"),
            ("![x](https://example.org/x.png)", "img"),
            ("[x](https://example.org)", "example"),
            ("[x](javascript:alert(1))", "javascript"),
            ("<https://example.org>", "href"),
            ("[x](claim:\"onclick=)", "onclick"),
        ];
        for (markdown, never) in cases {
            let rendered = render(markdown);
            assert!(!rendered.faults.is_empty(), "{markdown} is a fault");
            assert!(
                !rendered.html.contains(never),
                "{markdown} gave {}",
                rendered.html
            );
        }
    }

    #[test]
    fn blocks_are_the_text_with_the_claims_each_carries() {
        let rendered =
            render("One [a](claim:a).\n\n- two [b](claim:b) and [a](claim:a)\n- three\n\n## Four");
        assert_eq!(rendered.claims, ["a", "b"], "each claim once, in its order");
        let blocks: Vec<_> = rendered
            .blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str(), block.claims.clone()))
            .collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Paragraph, "One a.", vec![0]),
                (BlockKind::Item, "two b and a", vec![1, 0]),
                (BlockKind::Item, "three", vec![]),
                (BlockKind::Heading, "Four", vec![]),
            ]
        );
    }

    proptest! {
        #[test]
        fn no_markdown_smuggles_a_tag_or_an_address_in(markdown in "([<>\\[\\]()!#*`:\"'& \\n/=-]|script|http|claim:|vesper:a|onload|[a-c]){0,60}") {
            let html = render(&markdown).html;
            for tag in html.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(
                    ["p", "a", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "em", "strong", "code", "pre", "blockquote", "hr", "br"].contains(&name.as_str()),
                    "{name} in {html}"
                );
            }
            prop_assert!(!html.contains("href=\"http"), "{html}");
        }
    }
}
