//! What axe-core finds on the page.

use serde_json::Value;

use crate::window::Window;

/// Asserts that axe finds nothing on the page as it stands.
///
/// # Panics
/// Where it finds something; the message names each element.
pub fn assert_axe_finds_nothing(window: &Window<'_>, place: &str) {
    let found = window.page("violations", &[]);
    let none = found.as_array().is_some_and(Vec::is_empty);
    assert!(none, "axe finds faults on {place}:\n{}", told(&found));
}

fn told(found: &Value) -> String {
    serde_json::to_string_pretty(found).unwrap_or_default()
}
