//! Facts about the content, the screen, the player and sessions.

mod answers;
mod conditions;
mod content;
mod person;
mod player;
mod session;
