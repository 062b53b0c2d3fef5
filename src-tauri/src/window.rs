//! The window, and the small one that tells what waits where the desktop shows no messages.

use tauri::utils::config::Color;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};
use vesper_core::vesper::Light;

use crate::diary::Diary;

/// Its label: the capability in `capabilities/main.json` names it.
pub const MAIN: &str = "main";

/// The small window's label: `capabilities/waiting.json` names it.
pub const WAITING: &str = "waiting";

/// The page's ground by day (`--ground` of the page's tokens), drawn before the page is there, so that nothing flashes.
const DAY: Color = Color(249, 245, 237, 255);
/// The page's ground in the evening.
const EVENING: Color = Color(21, 15, 11, 255);

/// Opens the small window, or brings it into sight. It takes no focus: the person is at something else.
pub fn show_waiting(app: &AppHandle, saying_why: bool) -> tauri::Result<()> {
    if let Some(window) = app.get_webview_window(WAITING) {
        return window.show();
    }
    let page = if saying_why {
        "waiting.html?why"
    } else {
        "waiting.html"
    };
    let window = WebviewWindowBuilder::new(app, WAITING, WebviewUrl::App(page.into()))
        .title("Vesper")
        .inner_size(420.0, 220.0)
        .min_inner_size(320.0, 180.0)
        .focused(false)
        .always_on_top(true)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    window.set_background_color(Some(ground(&window)))
}

/// Closes the small window.
pub fn close_waiting(app: &AppHandle) -> tauri::Result<()> {
    app.get_webview_window(WAITING)
        .map_or(Ok(()), |window| window.close())
}

/// Opens the window.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Vesper")
        .inner_size(1280.0, 800.0)
        .min_inner_size(720.0, 560.0)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    window.set_background_color(Some(ground(&window)))
}

/// Brings the window to the front, or opens it.
pub fn show(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(MAIN) else {
        return open(app);
    };
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

/// Whether anything of a window can be seen.
pub fn is_seen(app: &AppHandle) -> bool {
    app.webview_windows().values().any(|window| {
        window.is_visible().unwrap_or(true) && !window.is_minimized().unwrap_or(false)
    })
}

/// The page goes nowhere but to itself: a link that leads elsewhere does nothing.
fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

fn ground(window: &WebviewWindow) -> Color {
    let light = window.state::<Diary>().ask(|vesper| {
        Ok(match vesper.settings()?.light {
            Light::Auto => vesper.tonight()?.light,
            chosen => chosen,
        })
    });
    let system_is_dark = || window.theme().is_ok_and(|theme| theme == Theme::Dark);
    match light {
        Ok(Light::Evening) => EVENING,
        Ok(Light::System) if system_is_dark() => EVENING,
        _ => DAY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_goes_nowhere_but_to_itself() {
        let goes = |url: &str| is_ours(&Url::parse(url).expect("an address"));
        assert!(goes("tauri://localhost/index.html"), "Linux and macOS");
        assert!(goes("http://tauri.localhost/"), "Windows");
        assert!(
            !goes("https://doi.org/10.1/x"),
            "a DOI opens in the browser"
        );
        assert!(!goes("file:///etc/passwd"), "files are the core's alone");
        assert!(
            !goes("http://tauri.localhost.example.org/"),
            "only looks like ours"
        );
    }
}
