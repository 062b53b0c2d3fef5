//! What the desktop is told while a routine plays: whoever follows it has their hands elsewhere.

mod awake;
mod media_keys;

use tauri::AppHandle;
use vesper_core::vesper::ActivePlayer;

use awake::Awake;
pub use media_keys::MediaKey;
use media_keys::MediaKeys;

/// What is kept up while a routine plays.
#[derive(Default)]
pub struct Playing {
    awake: Awake,
    keys: MediaKeys,
}

impl Playing {
    /// Follows `player` as it stands now; `None` where there is none.
    pub fn follow(&self, app: &AppHandle, player: Option<&ActivePlayer>) {
        self.awake.follow(player);
        self.keys.follow(app, player);
    }
}
