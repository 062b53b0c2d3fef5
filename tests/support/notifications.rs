//! The notifications that were shown, and their actions.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::Duration;

use crate::desk::Desk;
use crate::wait::until;

/// The log that the daemon prints notifications into.
pub const LOG: &str = "dunst";

/// The file that names the action to take, for the daemon's menu.
const CHOICE: &str = "chosen-action";

/// One notification, as the daemon received it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// Its title.
    pub summary: String,
    /// Its text.
    pub body: String,
    /// Its actions: what the program calls them, and what the person reads.
    pub actions: Vec<(String, String)>,
}

/// The daemon's notifications.
pub struct Notifications<'desk>(&'desk Desk);

impl<'desk> Notifications<'desk> {
    pub(crate) fn at(desk: &'desk Desk) -> Self {
        Self(desk)
    }

    /// All that were shown, oldest first.
    #[must_use]
    pub fn shown(&self) -> Vec<Notification> {
        let log = fs::read_to_string(self.0.log_path(LOG)).unwrap_or_default();
        printed(&log)
    }

    /// Waits for one whose title contains `part`.
    ///
    /// # Panics
    /// Where none comes `within` that time.
    #[must_use]
    pub fn wait_for(&self, part: &str, within: Duration) -> Notification {
        until(&format!("a notification of {part:?}"), within, || {
            self.shown()
                .into_iter()
                .find(|shown| shown.summary.contains(part))
        })
    }

    /// Takes the action that the program calls `key`, on a notification that stands on the screen.
    ///
    /// # Panics
    /// Where the daemon cannot be asked.
    pub fn act(&self, key: &str) {
        fs::write(self.0.path(CHOICE), format!(",{key}]")).expect("the choice");
        let asked = self.0.command("dunstctl").arg("context").status();
        assert!(
            asked.is_ok_and(|status| status.success()),
            "the daemon opens its menu"
        );
    }
}

/// Writes the daemon's configuration. Its menu of actions is a program that reads the choices, one a line, and prints the
/// chosen one: here, the one that ends as [`Notifications::act`] said.
pub(crate) fn configure(desk: &Desk) -> PathBuf {
    let menu = desk.path("menu");
    let script = format!(
        "#!/bin/sh\nexec grep -F -m 1 -f '{}'\n",
        desk.path(CHOICE).display()
    );
    fs::write(&menu, script).expect("the menu");
    fs::set_permissions(&menu, fs::Permissions::from_mode(0o700)).expect("the menu runs");
    let config = desk.path("dunstrc");
    // A notification stays until it is answered: the journey, not the clock, decides when.
    let stays = "timeout = 0\n";
    fs::write(
        &config,
        format!(
            "[global]\ndmenu = {}\nnotification_limit = 0\n[urgency_low]\n{stays}[urgency_normal]\n{stays}[urgency_critical]\n{stays}",
            menu.display()
        ),
    )
    .expect("the daemon's configuration");
    config
}

/// Reads what the daemon prints: a block in braces for each notification.
fn printed(log: &str) -> Vec<Notification> {
    log.split("\n}\n")
        .filter(|block| block.contains("\tsummary: '"))
        .map(|block| Notification {
            summary: between(block, "\tsummary: '", "'\n\tbody: '").to_owned(),
            body: between(block, "'\n\tbody: '", "'\n\ticon: ").to_owned(),
            actions: between(block, "\tactions: {\n", "\n\t}")
                .lines()
                .filter_map(|line| {
                    let (key, label) = line.trim().split_once("\": \"")?;
                    Some((
                        key.trim_start_matches('"').to_owned(),
                        label.trim_end_matches('"').to_owned(),
                    ))
                })
                .collect(),
        })
        .collect()
}

fn between<'text>(text: &'text str, before: &str, after: &str) -> &'text str {
    text.split_once(before)
        .and_then(|(_, rest)| rest.split_once(after))
        .map_or("", |(found, _)| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_daemon_prints_is_read_back() {
        let log = "{\n\tappname: 'Vesper'\n\tsummary: 'Self-massage'\n\tbody: 'Ten minutes.\nIt's time'\n\ticon: 'vesper'\n\
                   \ttimeout: 0\n\tactions: {\n\t\t\"start\": \"Start\"\n\t\t\"snooze\": \"In 10 min\"\n\t}\n\tscript_count: 0\n}\n";
        assert_eq!(
            printed(&log.repeat(2)),
            vec![
                Notification {
                    summary: "Self-massage".to_owned(),
                    body: "Ten minutes.\nIt's time".to_owned(),
                    actions: vec![
                        ("start".to_owned(), "Start".to_owned()),
                        ("snooze".to_owned(), "In 10 min".to_owned()),
                    ],
                };
                2
            ],
            "a body may have several lines and quotes"
        );
    }
}
