//! Massage: the routines, the safety screen before them, the player of their time, and the sessions that were had.
//!
//! Pure: the words and figures come from `guide/`, the answers and the time from the caller. It never reads a clock,
//! never names the store, and promises no sleep. What a routine says of its effect stands beside how sure that is.

mod body;
mod content;
mod judge;
mod player;
mod routine;
mod safety;
mod session;
mod view;

#[cfg(test)]
mod tests;

pub use body::{Region, Side, Spot, View};
pub use content::{Content, ContentError, content};
pub use judge::{Adjusted, Adjustments, Offer, Reason, Tonight, judge};
pub use player::{Plan, Player, Position};
pub use routine::{Breath, Means, MinutesBefore, Place, Routine, Step};
pub use safety::{
    Action, Answer, Answers, Care, Condition, Confirmation, Effect, Group, Never, Reply, Safety,
    SpotScope, Stop,
};
pub use session::{MassageSession, Sitting};
pub use view::{
    ActivePlayer, PlayerStep, RoutineCard, SafetyItem, SafetyScreen, SessionDraft, SessionView,
};
