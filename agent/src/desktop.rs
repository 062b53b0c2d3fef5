//! The desktop the agent lives on: a tray and notifications, a file a platform.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(windows, target_os = "macos"))]
mod native;
#[cfg(target_os = "linux")]
pub use linux::run;
#[cfg(any(windows, target_os = "macos"))]
pub use native::run;

use vesper_core::reminders::{Notice, NoticeAction};

use crate::face::{Command, Face};

/// Shows messages.
pub trait Notifier {
    /// Shows `notice`, and tells by an [`Event`] whether it is on the screen and what the person does with it.
    fn show(&self, notice: Notice);
}

/// Shows how things stand.
pub trait Tray {
    /// Shows `face`. Where a desktop has no tray nothing is shown, and reminders work all the same.
    fn wear(&self, face: Face);
}

/// What happened on the desktop.
#[derive(Debug)]
pub enum Event {
    /// A message is on the screen.
    Shown(Notice),
    /// A message could not be shown.
    NotShown(Notice),
    /// The person did something with a message.
    Chosen(Notice, Choice),
    /// The person chose a line of the tray's menu.
    Commanded(Command),
}

/// What a person does with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Opens what it is about.
    Open,
    /// Begins it.
    Start,
    /// Says it is done.
    Done,
    /// Puts it off.
    Snooze,
    /// Puts it off until the person is free again.
    UntilFree,
    /// Leaves it out this time.
    Skip,
}

impl Choice {
    const ALL: [Self; 6] = [
        Self::Open,
        Self::Start,
        Self::Done,
        Self::Snooze,
        Self::UntilFree,
        Self::Skip,
    ];

    /// The choice that a button stands for.
    #[must_use]
    pub fn of(action: NoticeAction) -> Self {
        match action {
            NoticeAction::Start => Self::Start,
            NoticeAction::Done => Self::Done,
            NoticeAction::Snooze => Self::Snooze,
            NoticeAction::UntilFree => Self::UntilFree,
            NoticeAction::Skip => Self::Skip,
        }
    }

    /// The choices that stand on `notice` as buttons.
    pub fn buttons(notice: &Notice) -> impl Iterator<Item = Self> {
        notice.actions.iter().copied().map(Self::of)
    }

    /// The name the notification server calls it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "default",
            Self::Start => "start",
            Self::Done => "done",
            Self::Snooze => "snooze",
            Self::UntilFree => "until-free",
            Self::Skip => "skip",
        }
    }

    /// The key of its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "agent_action_open",
            Self::Start => "agent_action_start",
            Self::Done => "agent_action_done",
            Self::Snooze => "agent_action_snooze",
            Self::UntilFree => "agent_action_until_free",
            Self::Skip => "agent_action_skip",
        }
    }

    /// The choice that a notification server names.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}
