//! The real window: found by role and name as a screen reader finds things, touched by mouse and keys.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::programs::{self, picture, program};
use crate::wait::{SOON, until};
use crate::webdriver::{Element, Session};

/// Keys as WebDriver spells them.
pub mod key {
    /// Tab.
    pub const TAB: &str = "\u{E004}";
    /// Shift and Tab: backwards.
    pub const BACK_TAB: &str = "\u{E008}\u{E004}";
    /// Enter.
    pub const ENTER: &str = "\u{E007}";
    /// Escape.
    pub const ESCAPE: &str = "\u{E00C}";
    /// Space.
    pub const SPACE: &str = " ";
    /// Home: to the least.
    pub const HOME: &str = "\u{E011}";
    /// Arrow left.
    pub const LEFT: &str = "\u{E012}";
    /// Arrow up.
    pub const UP: &str = "\u{E013}";
    /// Arrow right.
    pub const RIGHT: &str = "\u{E014}";
    /// Arrow down.
    pub const DOWN: &str = "\u{E015}";
    /// Ctrl and K: the palette.
    pub const PALETTE: &str = "\u{E009}k";
    /// Ctrl and Enter: save.
    pub const SAVE: &str = "\u{E009}\u{E007}";
    /// Ctrl and A: everything in a field.
    pub const SELECT_ALL: &str = "\u{E009}a";
}

/// Vesper's window, driven through tauri-driver; dropping it closes it.
pub struct Window<'desk> {
    desk: &'desk Desk,
    session: Session,
}

impl<'desk> Window<'desk> {
    /// Starts Vesper with `args` and waits until its page is there.
    ///
    /// # Panics
    /// Where it does not start.
    pub fn open(desk: &'desk mut Desk, args: &[&str]) -> Self {
        Self::of(desk, &program("vesper"), args)
    }

    /// As [`Self::open`], every call to the kernel about sockets being written down for [`crate::sockets`].
    ///
    /// # Panics
    /// Where it does not start.
    pub fn open_watched(desk: &'desk mut Desk, args: &[&str]) -> Self {
        let watched = crate::sockets::watched(desk, &program("vesper"));
        Self::of(desk, &watched, args)
    }

    fn of(desk: &'desk mut Desk, application: &Path, args: &[&str]) -> Self {
        let (port, native) = (free_port(), free_port());
        desk.start(
            "tauri-driver",
            &[
                "--port",
                &port.to_string(),
                "--native-port",
                &native.to_string(),
            ],
        );
        // Not the session's answer but the open port says that the driver is there: a session would start a Vesper.
        until("tauri-driver and WebKitWebDriver listen", SOON, || {
            [port, native]
                .iter()
                .all(|port| std::net::TcpStream::connect(("127.0.0.1", *port)).is_ok())
                .then_some(())
        });
        let session = Session::begin(port, &application.display().to_string(), args)
            .unwrap_or_else(|e| panic!("Vesper did not start: {e}"));
        let window = Self { desk, session };
        window.wait_for_page();
        window
    }

    /// Sends this window to `place` by a second Vesper, as the agent does.
    ///
    /// # Panics
    /// Where the second does not hand it over and end well.
    pub fn send_to(&self, place: &str) {
        let second = self
            .desk
            .command(program("vesper"))
            .args(["--open", place])
            .output();
        let second = second.expect("a second Vesper starts");
        let said = String::from_utf8_lossy(&second.stderr);
        assert!(
            second.status.success(),
            "sent to {place}, the second Vesper ended with {}: {said}",
            second.status
        );
    }

    /// Leaves the first screens out, as a person may.
    pub fn skip_the_first_screens(&self) {
        self.click("button", "Skip this");
        let _ = self.find("navigation", "Places");
    }

    /// Chooses `light`, `day` or `evening`, past the first screens.
    ///
    /// # Panics
    /// Where the page does not take it.
    pub fn stand_in(&self, light: &str) {
        let mut settings = self.invoke("settings", &json!({})).expect("the settings");
        settings["light"] = json!(light);
        settings["onboarded"] = json!(true);
        self.invoke("set_settings", &json!({ "settings": settings }))
            .expect("the light");
        self.reload();
        until("the light is there", SOON, || {
            let stands = self
                .session
                .run("return document.documentElement.dataset.light", &[]);
            (stands == json!(light)).then_some(())
        });
    }

    /// The desk the window stands on.
    #[must_use]
    pub fn desk(&self) -> &Desk {
        self.desk
    }

    /// The session, for what has no verb here.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Finds the one visible element of that ARIA `role` whose accessible name is `name`, waiting for it.
    ///
    /// # Panics
    /// Where none appears.
    #[must_use]
    pub fn find(&self, role: &str, name: &str) -> Element {
        let what = format!("a {role} named {name:?}; there are {}", self.names_of(role));
        until(&what, SOON, || self.look(role, name))
    }

    /// The visible element of that role and name, if it is there now.
    #[must_use]
    pub fn look(&self, role: &str, name: &str) -> Option<Element> {
        Session::element(&self.page("find", &[json!(role), json!(name)]))
    }

    /// The heading of the place that is shown; nothing while there is none.
    #[must_use]
    pub fn page_title(&self) -> String {
        let title = "return document.querySelector('h1')?.textContent.trim() ?? ''";
        self.session
            .run(title, &[])
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The accessible names of all visible elements of that role, in the page's order.
    #[must_use]
    pub fn names_of(&self, role: &str) -> Value {
        self.page("namesOf", &[json!(role)])
    }

    /// Clicks the element of that role and name, once it can be clicked.
    ///
    /// # Panics
    /// Where there is none, or something covers it for long.
    pub fn click(&self, role: &str, name: &str) {
        self.click_what(&format!("a {role} named {name:?}"), || {
            self.look(role, name)
        });
    }

    /// As [`Self::click`], among what belongs to the `group`: a question's answers.
    ///
    /// # Panics
    /// As there.
    pub fn click_in(&self, group: &str, role: &str, name: &str) {
        let what = format!("a {role} named {name:?} in {group:?}");
        let asked = [json!(group), json!(role), json!(name)];
        self.click_what(&what, || Session::element(&self.page("findIn", &asked)));
    }

    fn click_what(&self, what: &str, look: impl Fn() -> Option<Element>) {
        until(&format!("{what} can be clicked"), SOON, || {
            let element = look()?;
            // The driver itself does not scroll to what stands just below the edge of a part of the page that scrolls.
            let into_sight = "arguments[0].scrollIntoView({ block: 'center' })";
            self.session
                .try_run(into_sight, &[Session::argument(&element)])
                .ok()?;
            self.session.click(&element).ok()
        });
    }

    /// Waits until the page shows `text` anywhere.
    ///
    /// # Panics
    /// Where it does not.
    pub fn wait_for_text(&self, text: &str) {
        self.wait_for_text_within(text, SOON);
    }

    /// As [`Self::wait_for_text`], with a time of its own.
    ///
    /// # Panics
    /// Where it does not.
    pub fn wait_for_text_within(&self, text: &str, within: Duration) {
        until(&format!("the page says {text:?}"), within, || {
            self.text().contains(text).then_some(())
        });
    }

    /// What the page says, as a person reads it.
    #[must_use]
    pub fn text(&self) -> String {
        let text = self.session.run("return document.body.innerText", &[]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Presses one key or chord.
    pub fn press(&self, chord: &str) {
        self.session.press(chord);
    }

    /// Types `text`, key by key, into whatever has the focus.
    pub fn type_text(&self, text: &str) {
        for character in text.chars() {
            self.session.press(&character.to_string());
        }
    }

    /// Puts `text` into the field that has the focus, in the place of what it holds.
    pub fn fill(&self, text: &str) {
        self.press(key::SELECT_ALL);
        self.type_text(text);
    }

    /// What has the focus: its role and name.
    #[must_use]
    pub fn focus(&self) -> (String, String) {
        let focus = self.page("focus", &[]);
        let part = |index: usize| focus[index].as_str().unwrap_or_default().to_owned();
        (part(0), part(1))
    }

    /// Goes on with Tab until the element of that role and name has the focus, as someone without a mouse does.
    ///
    /// # Panics
    /// Where the focus comes around without having met it.
    pub fn tab_to(&self, role: &str, name: &str) {
        let mut met = Vec::new();
        for _ in 0..200 {
            self.press(key::TAB);
            let focus = self.focus();
            if focus == (role.to_owned(), name.to_owned()) {
                return;
            }
            met.push(focus);
        }
        panic!("Tab does not reach the {role} named {name:?}; it met {met:?}");
    }

    /// Calls one of the window's commands, as the page does.
    ///
    /// # Errors
    /// What the command answered instead.
    pub fn invoke(&self, command: &str, args: &Value) -> Result<Value, Value> {
        let answer = self.page("invoke", &[json!(command), args.clone()]);
        match answer.get("ok") {
            Some(value) => Ok(value.clone()),
            None => Err(answer["error"].clone()),
        }
    }

    /// What went wrong in the page's own code since it was first asked anything.
    #[must_use]
    pub fn errors(&self) -> Value {
        self.page("errors", &[])
    }

    /// Keeps a picture of the page in `target/journeys/`.
    ///
    /// # Panics
    /// Where it cannot be written.
    pub fn take_picture(&self, name: &str) {
        let _ = self.page("painted", &[]);
        self.try_take_picture(name)
            .unwrap_or_else(|e| panic!("no picture of {name}: {e}"));
    }

    fn try_take_picture(&self, name: &str) -> Result<(), String> {
        let encoded = self.desk.path("picture");
        fs::write(&encoded, self.session.picture()?).map_err(|e| e.to_string())?;
        let decoded = self.desk.command("base64").arg("-d").arg(&encoded).output();
        let decoded = decoded.map_err(|e| e.to_string())?;
        fs::write(picture(name), decoded.stdout).map_err(|e| e.to_string())
    }

    /// Waits until a place is shown and nothing moves any more: colours in the middle of a fade are nobody's.
    ///
    /// # Panics
    /// Where it goes on moving.
    pub fn wait_until_settled(&self) {
        until("the page stands still", SOON, || {
            (self.page("settled", &[]) == json!(true)).then_some(())
        });
    }

    /// Loads the page anew.
    pub fn reload(&self) {
        self.session.reload();
        self.wait_for_page();
    }

    fn wait_for_page(&self) {
        until("the page is there", SOON, || {
            let there = "return document.readyState === 'complete' && document.body.innerText.trim() !== ''";
            (self.session.try_run(there, &[]) == Ok(json!(true))).then_some(())
        });
    }

    /// Calls a function of `page.js`, which is put into the page first where it is not there.
    pub(crate) fn page(&self, function: &str, args: &[Value]) -> Value {
        let call = "return window.__vesperTest ? window.__vesperTest[arguments[0]](...arguments[1]) : '__absent'";
        let args = [json!(function), json!(args)];
        let answer = self.session.run(call, &args);
        if answer != json!("__absent") {
            return answer;
        }
        self.session.run(&axe(), &[]);
        self.session.run(include_str!("page.js"), &[]);
        self.session.run(call, &args)
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!(
                "--- the page says: {}",
                self.session.try_run(WHAT_IT_SAYS, &[]).unwrap_or_default()
            );
            let _ = self.try_take_picture("failed");
        }
        self.session.end();
    }
}

/// The page's text; where there is none, what keeps its script from running.
const WHAT_IT_SAYS: &str = "
    const script = document.querySelector('script[type=module]');
    return document.body.innerText.trim() || import(script.src + '?again').then(() => 'nothing', (error) => String(error))";

/// axe-core, which the page's own tests bring along.
fn axe() -> String {
    let file = programs::workspace().join("ui/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).unwrap_or_else(|e| {
        panic!(
            "{} cannot be read ({e}): npm --prefix ui ci",
            file.display()
        )
    })
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}
