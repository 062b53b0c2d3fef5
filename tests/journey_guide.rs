//! The guide in the real window: searched with a slip of the finger, read, marked, left and gone on with, copied from, printed.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use serde_json::{Value, json};
use vesper_tests::accessibility::assert_axe_finds_nothing;
use vesper_tests::wait::{SOON, until};
use vesper_tests::window::{Window, key};
use vesper_tests::{Desk, lived_in};

const ARTICLE: &str = "CBT-I: the treatment to try first";

#[test]
fn a_person_searches_reads_marks_and_goes_on_reading() {
    let mut desk = Desk::new();
    lived_in::fill(&desk);
    let window = Window::open(&mut desk, &[]);
    window.skip_the_first_screens();
    for light in ["day", "evening"] {
        window.stand_in(light);
        find_by_a_mistyped_word(&window, light);
        open_a_claim(&window, light);
        copy_its_citation(&window);
    }
    step_back_and_forward(&window);
    mark_and_take_back(&window);
    leave_and_go_on(&window);
    read_larger(&window);
    print(&window);
    own_figures_are_filled(&window);
    assert_eq!(window.errors(), json!([]), "the page itself had no trouble");
}

fn run(window: &Window<'_>, script: &str) -> Value {
    window.session().run(script, &[])
}

/// The first button whose name begins so.
fn named_like(window: &Window<'_>, beginning: &str) -> String {
    until(&format!("a button {beginning:?}..."), SOON, || {
        let names = window.names_of("button");
        let mut names = names.as_array()?.iter().filter_map(Value::as_str);
        names
            .find(|name| name.starts_with(beginning))
            .map(str::to_owned)
    })
}

fn find_by_a_mistyped_word(window: &Window<'_>, light: &str) {
    window.click("button", "Guide");
    window.click("textbox", "Search the guide");
    window.fill("cogntive behavioral therapy");
    let _ = window.find("button", ARTICLE);
    let marked = run(window, "return document.querySelectorAll('mark').length");
    assert!(marked.as_u64() > Some(0), "the words found are marked");
    window.wait_until_settled();
    window.take_picture(&format!("guide-found-{light}"));
    assert_axe_finds_nothing(window, &format!("the search, {light} light"));
    window.click("button", ARTICLE);
    let _ = window.find("heading", ARTICLE);
    window.wait_until_settled();
    window.take_picture(&format!("guide-article-{light}"));
}

fn open_a_claim(window: &Window<'_>, light: &str) {
    window.click("button", &named_like(window, "It works"));
    window.wait_for_text("Where this comes from");
    window.wait_until_settled();
    window.take_picture(&format!("guide-claim-{light}"));
    assert_axe_finds_nothing(window, &format!("a claim, {light} light"));
}

/// What is copied is on the desktop's clipboard: it can be pasted elsewhere.
fn copy_its_citation(window: &Window<'_>) {
    window.click("button", &named_like(window, "Copy citation"));
    window.wait_for_text("Citation copied.");
    window.press(key::PALETTE);
    window.fill("");
    window.press("\u{E009}v");
    let pasted = until("the citation is pasted", SOON, || {
        let value = run(window, "return document.activeElement?.value ?? ''");
        value
            .as_str()
            .filter(|value| !value.is_empty())
            .map(str::to_owned)
    });
    assert!(pasted.contains("https://doi.org/10."), "{pasted}");
    window.press(key::ESCAPE);
}

fn step_back_and_forward(window: &Window<'_>) {
    window.click("button", "Back");
    let _ = window.find("textbox", "Search the guide");
    let words = run(
        window,
        "return document.querySelector('search input').value",
    );
    assert_eq!(
        words,
        json!("cogntive behavioral therapy"),
        "the search is kept"
    );
    window.press("\u{E00A}\u{E014}");
    let _ = window.find("heading", ARTICLE);
}

fn mark_and_take_back(window: &Window<'_>) {
    window.click("button", "Bookmark");
    window.wait_for_text("Bookmark set");
    let marked = |window: &Window<'_>| {
        let kept = window.invoke("kept_of_guide", &json!({})).expect("kept");
        kept["bookmarks"].as_array().map(Vec::len)
    };
    assert_eq!(marked(window), Some(1));
    window.click("button", "Undo");
    until("the bookmark is taken back", SOON, || {
        (marked(window) == Some(0)).then_some(())
    });
}

fn leave_and_go_on(window: &Window<'_>) {
    let heading = "document.querySelectorAll('.body h2')[1]";
    let read = run(window, &format!("return {heading}.textContent"));
    let read = read.as_str().expect("a heading").to_owned();
    run(
        window,
        &format!("{heading}.scrollIntoView({{ block: 'start' }})"),
    );
    until("the article is scrolled", SOON, || {
        let top = run(window, "return document.querySelector('main').scrollTop");
        (top.as_f64() > Some(100.0)).then_some(())
    });
    window.wait_until_settled();
    window.click("button", "Tonight");
    until("where reading stopped is kept", SOON, || {
        let kept = window.invoke("kept_of_guide", &json!({})).ok()?;
        (kept["stopped"].as_array()?.len() == 1).then_some(())
    });
    window.reload();
    window.click("button", "Guide");
    let _ = window.find("heading", "Go on reading");
    window.click("button", ARTICLE);
    window.wait_for_text("You stopped at");
    window.click("button", "Go on from there");
    until(&format!("{read:?} is in sight again"), SOON, || {
        let top = run(
            window,
            &format!("return {heading}.getBoundingClientRect().top"),
        );
        (0.0..400.0).contains(&top.as_f64()?).then_some(())
    });
}

fn read_larger(window: &Window<'_>) {
    let width = || {
        run(window, "return innerWidth")
            .as_f64()
            .unwrap_or_default()
    };
    let usual = width();
    window.click("button", "Larger text");
    until("everything is drawn larger", SOON, || {
        ((usual / width() - 1.15).abs() < 0.03).then_some(())
    });
    window.press("\u{E009}0");
    until("everything is as it was", SOON, || {
        ((usual / width() - 1.0).abs() < 0.01).then_some(())
    });
}

/// The desktop's own dialog opens; closing it leaves the window as it was.
fn print(window: &Window<'_>) {
    let desk = window.desk();
    run(
        window,
        "setTimeout(() => document.querySelector('.tools button[aria-label=Print]').click())",
    );
    let dialog = until("the dialog for printing", SOON, || {
        desk.window_named("Print")
    });
    desk.xdotool(&["windowactivate", "--sync", &dialog]);
    desk.xdotool(&["key", "Escape"]);
    until("the dialog closes", SOON, || {
        desk.window_named("Print").is_none().then_some(())
    });
    let _ = window.find("heading", ARTICLE);
}

/// Every figure of the person's own says something, in every article.
fn own_figures_are_filled(window: &Window<'_>) {
    let articles = window.invoke("articles", &json!({})).expect("the contents");
    let mut figures = 0;
    for article in articles.as_array().into_iter().flatten() {
        let one = window
            .invoke("article", &json!({ "id": article["id"] }))
            .expect("an article");
        let html = one["html"].as_str().unwrap_or_default();
        figures += html.matches("data-figure=").count();
        assert!(
            !html.contains("\"></p>"),
            "{} shows an empty figure",
            article["id"]
        );
    }
    assert!(
        figures > 0,
        "some article shows a figure of the person's own"
    );
}
