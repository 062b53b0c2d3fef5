//! Lets the keys of a keyboard or a headset reach the player by way of what the desktop keeps for such (MPRIS, the system's
//! transport controls): the window need not be in front.

use std::ffi::c_void;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use souvlaki::{
    Error, MediaControlEvent, MediaControls, MediaMetadata, MediaPlayback, PlatformConfig,
};
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event;
use vesper_core::vesper::ActivePlayer;

/// A key that was pressed, wherever the focus is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type, Event)]
#[serde(rename_all = "kebab-case")]
pub enum MediaKey {
    /// Go on.
    Play,
    /// Pause.
    Pause,
    /// Pause, or go on.
    Toggle,
    /// To the step before.
    Back,
    /// To the next step.
    Next,
    /// Stop.
    Stop,
}

/// The desktop's keys, while a routine has them.
#[derive(Default)]
pub struct MediaKeys(Mutex<Option<Held>>);

/// The keys, and what the desktop was last told of the routine.
struct Held {
    controls: MediaControls,
    told: Option<(String, String, bool)>,
}

impl MediaKeys {
    /// Takes the keys once `player` plays, keeps them over a pause, and lets go where it is over or gone.
    pub fn follow(&self, app: &AppHandle, player: Option<&ActivePlayer>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(player) = player.filter(|player| !player.finished) else {
            *held = None;
            return;
        };
        if held.is_none() && !player.paused {
            *held = take(app)
                // The player's own keys and buttons are still there.
                .inspect_err(|error| eprintln!("vesper: the media keys are not heard: {error}"))
                .ok();
        }
        if let Some(held) = held.as_mut()
            && let Err(error) = held.tell(player)
        {
            eprintln!("vesper: the desktop does not hear of the player: {error}");
        }
    }
}

impl Held {
    fn tell(&mut self, player: &ActivePlayer) -> Result<(), Error> {
        let step = usize::try_from(player.step).ok();
        let step = step.and_then(|step| player.steps.get(step));
        let step = step.map_or_else(String::new, |step| step.title.clone());
        let now = (player.title.clone(), step, player.paused);
        if self.told.as_ref() == Some(&now) {
            return Ok(());
        }
        let (title, step, paused) = &now;
        self.controls.set_metadata(MediaMetadata {
            title: Some(step),
            album: Some(title),
            artist: Some("Vesper"),
            ..MediaMetadata::default()
        })?;
        self.controls.set_playback(if *paused {
            MediaPlayback::Paused { progress: None }
        } else {
            MediaPlayback::Playing { progress: None }
        })?;
        self.told = Some(now);
        Ok(())
    }
}

fn take(app: &AppHandle) -> Result<Held, Error> {
    let mut controls = MediaControls::new(PlatformConfig {
        display_name: "Vesper",
        dbus_name: "vesper",
        hwnd: window(app),
    })?;
    let app = app.clone();
    controls.attach(move |event| {
        let key = match event {
            MediaControlEvent::Play => MediaKey::Play,
            MediaControlEvent::Pause => MediaKey::Pause,
            MediaControlEvent::Toggle => MediaKey::Toggle,
            MediaControlEvent::Previous => MediaKey::Back,
            MediaControlEvent::Next => MediaKey::Next,
            MediaControlEvent::Stop => MediaKey::Stop,
            // There is nothing to seek in, and a massage has no volume.
            _ => return,
        };
        // A window that is closing hears nothing, and need not.
        let _ = key.emit(&app);
    })?;
    Ok(Held {
        controls,
        told: None,
    })
}

/// The window that Windows gives the keys to.
#[cfg(windows)]
fn window(app: &AppHandle) -> Option<*mut c_void> {
    use tauri::Manager;
    let window = app.get_webview_window(crate::window::MAIN)?;
    window.hwnd().ok().map(|window| window.0)
}

#[cfg(not(windows))]
fn window(_app: &AppHandle) -> Option<*mut c_void> {
    None
}
