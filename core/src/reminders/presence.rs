//! Whether the person may be disturbed, and the signs by which a desktop tells.

use serde::{Deserialize, Serialize};

/// Whether the person may be disturbed just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presence {
    /// At the machine, as far as anything tells, and free.
    #[default]
    Free,
    /// Not to be disturbed, in a call, before a full screen, or away: nothing is said until that ends.
    Busy,
}

/// A sign that the person is not to be disturbed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Sign {
    /// The desktop's do-not-disturb is on.
    DoNotDisturb,
    /// A full-screen window has the focus.
    FullScreen,
    /// A program records from the microphone.
    Microphone,
    /// A program holds the camera.
    Camera,
    /// Nobody has touched the machine for minutes, or its screen is locked.
    Away,
}

impl Sign {
    /// All there are.
    pub const ALL: [Self; 5] = [
        Self::DoNotDisturb,
        Self::FullScreen,
        Self::Microphone,
        Self::Camera,
        Self::Away,
    ];

    /// Whether it tells of a meeting, or of something else that ends: whoever is away has put nothing off.
    #[must_use]
    pub fn is_of_meetings(self) -> bool {
        self != Self::Away
    }
}

/// What a sign says just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SignSeen {
    /// The sign.
    pub sign: Sign,
    /// Whether this computer gives it at all.
    pub available: bool,
    /// Whether it says that the person is busy.
    pub busy: bool,
    /// What it says, in words.
    pub says: String,
}
