//! Facts about the content, the screen, the player and sessions.

mod answers;
mod conditions;
mod content;
mod own;
mod person;
mod player;
mod rows;
mod session;
mod tightness;
