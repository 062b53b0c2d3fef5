//! Places the window is asked to open at from outside: `vesper --open PLACE`.

use std::sync::{Mutex, PoisonError};

use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::commands::OpenPlace;
use crate::window;

/// The longest path of a place, well above any that exists.
const LONGEST: usize = 120;

/// The place that is a window of its own.
const WAITING: &str = "waiting";

/// Goes to `place`: the small window where that is meant, else the window, at that place or where it is.
pub fn go(app: &AppHandle, place: Option<String>) -> tauri::Result<()> {
    let mut parts = place.as_deref().unwrap_or_default().split('/');
    if parts.next() == Some(WAITING) {
        return window::show_waiting(app, parts.next().is_some());
    }
    if let Some(place) = place {
        Places::open(app, place);
    }
    window::show(app)
}

/// Reads `--open PLACE` from a program's arguments. Anything that is not a place is ignored: arguments come from outside.
pub fn asked_for(args: &[String]) -> Option<String> {
    let at = args.iter().position(|arg| arg == "--open")?;
    let place = args.get(at.checked_add(1)?)?;
    is_place(place).then(|| place.clone())
}

/// Whether `text` is a path of slugs, as `massage/neck-and-shoulders`; one in the guide may name a heading, as
/// `guide/insomnia#a-bad-week`.
fn is_place(text: &str) -> bool {
    let is_slug = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let (path, heading) = text
        .split_once('#')
        .map_or((text, None), |(path, heading)| (path, Some(heading)));
    text.len() <= LONGEST && path.split('/').all(is_slug) && heading.is_none_or(is_slug)
}

/// Hands places to the page: the first through [`Places::at_start`], later ones by [`OpenPlace`].
#[derive(Default)]
pub struct Places(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    place: Option<String>,
    page_listens: bool,
}

impl Places {
    /// The place to start at, once. The page listens for [`OpenPlace`] before it asks.
    pub fn at_start(&self) -> Option<String> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.page_listens = true;
        waiting.place.take()
    }

    /// Opens `place`: now where the page listens, else as soon as it asks where to start.
    pub fn open(app: &AppHandle, place: String) {
        let places = app.state::<Self>();
        let mut waiting = places.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.page_listens &= app.get_webview_window(window::MAIN).is_some();
        if waiting.page_listens {
            // A window that is closing hears nothing, and need not.
            let _ = OpenPlace(place).emit(app);
        } else {
            waiting.place = Some(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_of(args: &[&str]) -> Option<String> {
        asked_for(&args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_path_of_slugs_is_a_place() {
        for place in [
            "tonight",
            "diary/2026-11-22",
            "massage/neck-and-shoulders",
            "guide/insomnia#a-bad-week",
        ] {
            assert_eq!(
                place_of(&["vesper", "--open", place]).as_deref(),
                Some(place),
                "the agent opens places like this one"
            );
        }
    }

    #[test]
    fn anything_else_is_ignored() {
        let long = "a".repeat(LONGEST + 1);
        for text in [
            "",
            "/",
            "/etc",
            "a//b",
            "a/",
            "../x",
            "Tonight",
            "a b",
            "a?b=c",
            "a#",
            "a#b#c",
            "#a",
            "https://x.y",
            "javascript:alert(1)",
            "tönight",
            &long,
        ] {
            assert_eq!(
                place_of(&["vesper", "--open", text]),
                None,
                "{text:?} is no path of slugs"
            );
        }
        assert_eq!(place_of(&["vesper", "--open"]), None, "no place was named");
        assert_eq!(place_of(&["vesper"]), None, "no place was asked for");
    }

    #[test]
    fn a_place_asked_for_before_the_page_listens_waits_for_it() {
        let places = Places::default();
        places.0.lock().expect("nobody else").place = Some("tonight".to_owned());
        assert_eq!(places.at_start().as_deref(), Some("tonight"));
        assert_eq!(
            places.at_start(),
            None,
            "a reload starts where the page was"
        );
    }
}
