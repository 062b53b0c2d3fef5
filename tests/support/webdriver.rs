//! The few verbs of the W3C's WebDriver (<https://www.w3.org/TR/webdriver2/>) that journeys need. Each call blocks, and a
//! call that fails ends the journey with what the driver said.

use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

/// The key of an element's reference on the wire.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element(String);

/// One session: one window.
pub struct Session {
    agent: Agent,
    address: String,
}

impl Session {
    /// Begins a session with the driver on `port`, which starts the `application` with `args`.
    ///
    /// # Errors
    /// What the driver said.
    pub fn begin(port: u16, application: &str, args: &[&str]) -> Result<Self, String> {
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(90)))
            .build()
            .into();
        let driver = format!("http://127.0.0.1:{port}/session");
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "tauri:options": { "application": application, "args": args }
        } } });
        let begun = asked(agent.post(&driver).send_json(wanted))?;
        let id = begun["sessionId"].as_str().ok_or("a session has an id")?;
        Ok(Self {
            address: format!("{driver}/{id}"),
            agent,
        })
    }

    /// Runs `script` in the page, the body of a function whose arguments are `args`. A promise is waited for.
    ///
    /// # Errors
    /// What the script threw.
    pub fn try_run(&self, script: &str, args: &[Value]) -> Result<Value, String> {
        self.post("execute/sync", &json!({ "script": script, "args": args }))
    }

    /// As [`Self::try_run`].
    ///
    /// # Panics
    /// Where the script throws.
    pub fn run(&self, script: &str, args: &[Value]) -> Value {
        self.try_run(script, args)
            .unwrap_or_else(|e| panic!("a script in the page failed: {e}"))
    }

    /// The element that a script answered with.
    #[must_use]
    pub fn element(answer: &Value) -> Option<Element> {
        Some(Element(answer[ELEMENT].as_str()?.to_owned()))
    }

    /// `element` as a script's argument.
    #[must_use]
    pub fn argument(element: &Element) -> Value {
        json!({ ELEMENT: element.0 })
    }

    /// Clicks `element`, as a mouse does: what is covered or off the page cannot be clicked.
    ///
    /// # Errors
    /// Why it cannot be clicked.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.post(&format!("element/{}/click", element.0), &json!({}))
            .map(drop)
    }

    /// Presses and releases `keys` one after another, on whatever has the focus. A chord is a string: `"\u{E009}k"` is Ctrl+K.
    ///
    /// # Panics
    /// Where the driver refuses.
    pub fn press(&self, chord: &str) {
        let down = chord
            .chars()
            .map(|key| json!({ "type": "keyDown", "value": key }));
        let up = chord
            .chars()
            .rev()
            .map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        let all = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": actions }] });
        self.post("actions", &all)
            .unwrap_or_else(|e| panic!("a key could not be pressed: {e}"));
    }

    /// A picture of the page, as a PNG in base 64.
    ///
    /// # Errors
    /// What the driver said.
    pub fn picture(&self) -> Result<String, String> {
        let picture = self.get("screenshot")?;
        Ok(picture.as_str().unwrap_or_default().to_owned())
    }

    /// Makes the window `width` by `height` pixels.
    ///
    /// # Panics
    /// Where the driver refuses.
    pub fn resize(&self, width: u32, height: u32) {
        self.post("window/rect", &json!({ "width": width, "height": height }))
            .unwrap_or_else(|e| panic!("the window could not be resized: {e}"));
    }

    /// Loads the page anew.
    ///
    /// # Panics
    /// Where the driver refuses.
    pub fn reload(&self) {
        self.post("refresh", &json!({}))
            .unwrap_or_else(|e| panic!("the page could not be loaded anew: {e}"));
    }

    /// Ends the session, and the window with it.
    pub fn end(&self) {
        let _ = asked(self.agent.delete(&self.address).call());
    }

    fn get(&self, verb: &str) -> Result<Value, String> {
        asked(self.agent.get(format!("{}/{verb}", self.address)).call())
    }

    fn post(&self, verb: &str, body: &Value) -> Result<Value, String> {
        asked(
            self.agent
                .post(format!("{}/{verb}", self.address))
                .send_json(body),
        )
    }
}

fn asked(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|e| e.to_string())?;
    let fine = answer.status().is_success();
    let body: Value = answer.body_mut().read_json().map_err(|e| e.to_string())?;
    if fine {
        Ok(body["value"].clone())
    } else {
        Err(format!(
            "{}: {}",
            body["value"]["error"], body["value"]["message"]
        ))
    }
}
