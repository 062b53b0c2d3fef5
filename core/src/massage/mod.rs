//! Massage: the routines, the safety screen before them, the player of their time, and the sessions that were had.
//!
//! Pure: the words and figures come from `guide/`, the answers and the time from the caller. It never reads a clock,
//! never names the store, and promises no sleep. What a routine says of its effect stands beside how sure that is.

mod body;
mod content;
mod judge;
mod own;
mod player;
mod programme;
mod routine;
mod rules;
mod safety;
mod session;
mod tightness;
mod view;

#[cfg(test)]
mod tests;

pub use body::{Region, Side, Spot, View};
pub use content::{Content, ContentError, content};
pub use judge::{Adjusted, Adjustments, Offer, Reason, Tonight, judge};
pub use own::{OWN, OwnRoutine, RoutineCheck};
pub use player::{Plan, Player, Position};
pub use programme::{
    Compared, Course, CourseDate, CourseState, Difference, Measure, NIGHTS, Past, Programme,
    ProgrammeDraft, ProgrammeKind,
};
pub use routine::{Breath, Means, MinutesBefore, Place, Routine, Step};
pub use safety::{
    Action, Answer, Answers, Care, Condition, Confirmation, Effect, Group, Marked, Never, Reply,
    Safety, SpotScope, StopSymptom,
};
pub use session::{MassageSession, Sitting};
pub use tightness::{
    BodyAdvice, BodyEvening, Mark, RegionHistory, RegionWeek, Suggestion, advise, checked, history,
};
pub use view::{
    ActivePlayer, NightAfter, PlayerStep, RoutineCard, SafetyItem, SafetyScreen, SessionDraft,
    SessionView,
};
