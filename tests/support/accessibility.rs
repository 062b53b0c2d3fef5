//! The page as those meet it who use no mouse, or do not see it: what axe-core finds, and what Tab reaches.

use std::time::Duration;

use serde_json::{Value, json};

use crate::wait::until;
use crate::window::{Window, key};

/// More stops than any place has: beyond, Tab is caught somewhere.
const MANY: usize = 400;

/// How long the page may take to bring what has the focus into sight.
const BRIEFLY: Duration = Duration::from_secs(3);

/// Asserts that axe finds nothing on the page as it stands.
///
/// # Panics
/// Where it finds something; the message names each element.
pub fn assert_axe_finds_nothing(window: &Window<'_>, place: &str) {
    let found = window.page("violations", &[]);
    let none = found.as_array().is_some_and(Vec::is_empty);
    assert!(none, "axe finds faults on {place}:\n{}", told(&found));
}

/// Asserts that Tab alone meets everything that a mouse can use, that each has a name and is in sight when it has the focus, and that
/// it leads out again.
///
/// # Panics
/// Where something is not met, or cannot be left.
pub fn assert_tab_meets_everything(window: &Window<'_>, place: &str) {
    window.page("beginTabbing", &[]);
    let mut met = 0;
    while met < MANY {
        window.press(key::TAB);
        let stop = window.page("tabbed", &[]);
        if stop == json!("again") || (stop == json!("out") && met > 0) {
            break;
        }
        met += 1;
        let (role, name) = window.focus();
        // The page may still be scrolling to what has the focus.
        until(
            &format!("the focus on {place}, a {role} {name:?}, has a name and is in sight"),
            BRIEFLY,
            || (window.page("focusIsFine", &[]) == json!(true)).then_some(()),
        );
    }
    assert!(met > 1, "Tab meets something on {place}");
    assert!(
        met < MANY,
        "Tab never comes around on {place}: it is caught"
    );
    let unmet = window.page("unmet", &[]);
    let none = unmet.as_array().is_some_and(Vec::is_empty);
    assert!(
        none,
        "Tab does not meet these on {place}:\n{}",
        told(&unmet)
    );
}

fn told(found: &Value) -> String {
    serde_json::to_string_pretty(found).unwrap_or_default()
}
