//! How a message comes: its sound, and what can be done on it.

use serde::{Deserialize, Serialize};

use super::ReminderKind;

/// The sound a message makes. Each desktop has its own sounds; the agent chooses the nearest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum Sound {
    /// None: at night the least that is noticed is enough.
    #[default]
    None,
    /// What the desktop gives a new message.
    Soft,
    /// A bell.
    Bell,
    /// A longer chime.
    Chime,
}

impl Sound {
    /// All sounds, from none to the one that carries furthest.
    pub const ALL: [Self; 4] = [Self::None, Self::Soft, Self::Bell, Self::Chime];
}

/// What a person can do on a message itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "kebab-case")]
pub enum NoticeAction {
    /// Begins it, where it is carried out.
    Start,
    /// Says it is done.
    Done,
    /// Puts it off.
    Snooze,
    /// Puts it off until the person is free; comes with `Snooze` where the computer tells of that, and is not chosen itself.
    UntilFree,
    /// Leaves it out this time.
    Skip,
}

impl NoticeAction {
    /// All actions that can be chosen, in the order in which they stand on a message.
    pub const ALL: [Self; 4] = [Self::Start, Self::Done, Self::Snooze, Self::Skip];
}

impl ReminderKind {
    /// What can be done on such a reminder's message, unless the person says otherwise.
    ///
    /// | kind | actions | why |
    /// |---|---|---|
    /// | self-massage, morning diary | start, snooze, skip | Vesper has a page for it |
    /// | wind-down, dim the lights, custom | done, snooze, skip | it is done away from the screen |
    /// | professional massage | done, snooze | nobody leaves an appointment out at a press |
    /// | bedtime | done, snooze | it is no task to be left out |
    #[must_use]
    pub fn default_actions(self) -> Vec<NoticeAction> {
        use NoticeAction::{Done, Skip, Snooze, Start};
        match self {
            Self::SelfMassage | Self::MorningDiary => vec![Start, Snooze, Skip],
            Self::WindDown | Self::DimLights | Self::Custom => vec![Done, Snooze, Skip],
            Self::ProfessionalMassage | Self::Bedtime => vec![Done, Snooze],
        }
    }

    /// The sound of such a reminder, unless the person says otherwise: an appointment must not be missed, an evening needs quiet.
    #[must_use]
    pub fn default_sound(self) -> Sound {
        match self {
            Self::ProfessionalMassage => Sound::Soft,
            _ => Sound::None,
        }
    }
}
