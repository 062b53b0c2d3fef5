//! Keeps the screen from going dark while a routine plays: whoever follows it has their hands elsewhere.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use vesper_core::text::text;
use vesper_core::vesper::ActivePlayer;

/// The wish that the screen stays on, while there is one.
#[derive(Default)]
pub struct Awake(Mutex<Option<Sender<()>>>);

impl Awake {
    /// Keeps the screen on while `player` plays, and lets go where it is paused, over or gone.
    pub fn follow(&self, player: Option<&ActivePlayer>) {
        let plays = player.is_some_and(|player| !player.paused && !player.finished);
        let mut wish = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match (plays, wish.is_some()) {
            (true, false) => *wish = Some(keep_on()),
            (false, true) => *wish = None,
            _ => {}
        }
    }
}

/// Asks the desktop to leave the screen on until the answer is dropped. On a thread of its own: a desktop that does not answer
/// holds nobody up, and one that fails takes nothing with it.
fn keep_on() -> Sender<()> {
    let (wish, dropped) = channel();
    thread::spawn(move || {
        let asked = keepawake::Builder::default()
            .display(true)
            .reason(text("shell_awake", &[]))
            .app_name("Vesper")
            .app_reverse_domain("app.vesper.Vesper")
            .create();
        match asked {
            Ok(_held) => drop(dropped.recv()),
            Err(error) => eprintln!("vesper: the screen may go dark: {error}"),
        }
    });
    wish
}
