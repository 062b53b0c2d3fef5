//! The guide's Markdown made into HTML and into plain blocks.
//!
//! What it writes is safe to be shown as it stands: text is escaped, raw HTML and images are faults and left out, and a link
//! leads only to a claim, an article or a place of the window.

use std::collections::BTreeSet;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::figure::Figure;
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
    /// A figure of the person's own.
    Figure,
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
    /// The words of each link to a claim, with the claim.
    pub cited: Vec<(String, String)>,
    /// The articles linked to, perhaps with a heading: `insomnia`, `insomnia#a-bad-week`.
    pub articles: Vec<String>,
    /// The places linked to.
    pub places: Vec<String>,
    /// The person's own figures that it shows.
    pub figures: Vec<Figure>,
    /// The ids of its headings.
    pub headings: Vec<String>,
    /// What it may not hold.
    pub faults: Vec<What>,
}

impl Rendered {
    /// The HTML and the blocks with the person's own figures in words.
    #[must_use]
    pub fn with_figures(&self, say: impl Fn(Figure) -> String) -> (String, Vec<Block>) {
        let (mut html, mut blocks) = (self.html.clone(), self.blocks.clone());
        let open = blocks
            .iter_mut()
            .filter(|block| block.kind == BlockKind::Figure);
        for (figure, block) in self.figures.iter().zip(open) {
            block.text = say(*figure);
            let tag = figure_tag(*figure);
            html = html.replace(
                &format!("{tag}</p>"),
                &format!("{tag}{}</p>", escaped(&block.text)),
            );
        }
        (html, blocks)
    }
}

fn figure_tag(figure: Figure) -> String {
    format!(
        r#"<p class="figure" data-figure="{name}">"#,
        name = figure.name()
    )
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, std::iter::once(Event::Text(text.into())));
    html
}

/// Renders `markdown`.
#[must_use]
pub fn render(markdown: &str) -> Rendered {
    render_as(markdown, &[])
}

/// The same, its headings named `ids` in their order: a translation's are named as the English ones are, so that a link to one leads
/// there in every language.
#[must_use]
pub fn render_as(markdown: &str, ids: &[String]) -> Rendered {
    let mut writer = Writer {
        given: ids,
        ..Writer::default()
    };
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, Options::empty()).collect();
    let mut rest = events.as_slice();
    while let Some((event, after)) = rest.split_first() {
        let lone = matches!(event, Event::Start(Tag::Paragraph))
            .then(|| lone_link(after))
            .flatten();
        if let Some(figure) = lone.and_then(|to| Figure::named(to.strip_prefix("figure:")?)) {
            writer.figure(figure);
            rest = past_paragraph(after);
            continue;
        }
        if matches!(event, Event::Start(Tag::Paragraph)) {
            writer.feature = lone.is_some_and(|to| to.starts_with("vesper:"));
        }
        writer.take(event.clone(), after);
        rest = after;
    }
    push_html(&mut writer.done.html, writer.out.into_iter());
    writer.done
}

/// Where the link leads to that a paragraph, whose events begin here, holds and nothing else.
fn lone_link<'e>(events: &'e [Event<'_>]) -> Option<&'e str> {
    let Some(Event::Start(Tag::Link { dest_url, .. })) = events.first() else {
        return None;
    };
    let mut ends = events
        .iter()
        .skip_while(|event| !matches!(event, Event::End(TagEnd::Link)));
    let alone = ends.next().is_some() && matches!(ends.next(), Some(Event::End(TagEnd::Paragraph)));
    alone.then_some(dest_url)
}

fn past_paragraph<'s, 'e>(events: &'s [Event<'e>]) -> &'s [Event<'e>] {
    let end = events
        .iter()
        .position(|event| matches!(event, Event::End(TagEnd::Paragraph)));
    end.and_then(|end| events.get(end + 1..)).unwrap_or(&[])
}

#[derive(Default)]
struct Writer<'a> {
    done: Rendered,
    out: Vec<Event<'a>>,
    ids: BTreeSet<String>,
    /// The ids that the headings are given, as far as they reach.
    given: &'a [String],
    /// Whether the paragraph that is open is a button.
    feature: bool,
    open: Option<Block>,
    /// The claim whose words are being read, with what was read of them.
    citing: Option<(String, String)>,
}

impl<'a> Writer<'a> {
    fn figure(&mut self, figure: Figure) {
        self.open(BlockKind::Figure);
        self.done.blocks.extend(self.open.take());
        self.done.figures.push(figure);
        let html = format!("{}</p>\n", figure_tag(figure));
        self.out.push(Event::Html(CowStr::from(html)));
    }

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
            Event::End(TagEnd::Link) => {
                self.done.cited.extend(self.citing.take());
                self.out.push(Event::InlineHtml("</a>".into()));
            }
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
        if let Some((_, words)) = &mut self.citing {
            words.push_str(text);
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
            .flatten();
        match known {
            Some(("claim", id)) if is_slug(id) => {
                let index = self.claim(id);
                if let Some(block) = &mut self.open {
                    block.claims.push(index);
                }
                self.citing = Some((id.to_owned(), String::new()));
                format!(r##"<a href="#claim-{id}" data-claim="{id}">"##)
            }
            Some(("guide", id)) if is_path(id, '#', 2) => {
                self.done.articles.push(id.to_owned());
                format!(r##"<a href="#guide/{id}" data-article="{id}">"##)
            }
            Some(("vesper", place)) if is_path(place, '/', 3) => {
                self.done.places.push(place.to_owned());
                let class = if self.feature {
                    r#"class="feature" "#
                } else {
                    ""
                };
                format!(r##"<a {class}href="#{place}" data-place="{place}">"##)
            }
            Some(("figure", name)) => {
                self.done.faults.push(What::UnknownFigure(name.to_owned()));
                "<a>".to_owned()
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
        let given = self.given.get(self.done.headings.len());
        let slug = given.cloned().unwrap_or_else(|| slug(&words));
        let mut id = slug.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        self.done.headings.push(id.clone());
        id
    }
}

/// Tells whether `text` is of slugs between these signs, at most so many.
fn is_path(text: &str, between: char, most: usize) -> bool {
    text.split(between).count() <= most && text.split(between).all(is_slug)
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
    fn a_link_may_lead_to_a_heading_or_deep_into_a_place() {
        assert_eq!(
            html("See [this](guide:insomnia#a-bad-week) and [that](vesper:massage/scalp)."),
            "<p>See <a href=\"#guide/insomnia#a-bad-week\" data-article=\"insomnia#a-bad-week\">this</a> and \
             <a href=\"#massage/scalp\" data-place=\"massage/scalp\">that</a>.</p>\n"
        );
        for strange in [
            "guide:a#b#c",
            "guide:a/b",
            "vesper:a//b",
            "vesper:a/b/c/d",
            "vesper:/a",
        ] {
            let faults = render(&format!("[x]({strange})")).faults;
            assert_eq!(faults, [What::StrangeLink(strange.to_owned())]);
        }
    }

    #[test]
    fn a_figure_has_a_paragraph_of_its_own_and_is_filled_with_words() {
        let rendered = render("Before.\n\n[how long you take](figure:sol)\n\nAfter.");
        assert_eq!(rendered.faults, [], "a figure is no fault");
        let (html, blocks) = rendered.with_figures(|figure| format!("{} <38> min", figure.name()));
        assert_eq!(
            html,
            "<p>Before.</p>\n<p class=\"figure\" data-figure=\"sol\">sol &lt;38&gt; min</p>\n<p>After.</p>\n"
        );
        let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Before.", "sol <38> min", "After."]);
        for (markdown, name) in [
            ("It is [this](figure:sol) long.", "sol"),
            ("[x](figure:luck)", "luck"),
        ] {
            assert_eq!(
                render(markdown).faults,
                [What::UnknownFigure(name.to_owned())],
                "{markdown}"
            );
        }
    }

    #[test]
    fn the_words_of_a_claims_link_are_kept_beside_it() {
        let cited = render("Before [about *one in four* had it](claim:a), and [b](guide:b).").cited;
        assert_eq!(
            cited,
            [("a".to_owned(), "about one in four had it".to_owned())]
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
