//! Facts about the content, the screen, the player and sessions.

mod content;
mod player;
mod safety;
mod session;
