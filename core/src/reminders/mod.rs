//! Reminder rules, their occurrences, and the states of the ledger.
//!
//! Pure: What is due is a function of now, the rules, the schedule and the ledger. May not name the store or a clock's `now()`.
//!
//! Three steps, a file each: `occurrences` says when a rule falls due, `look` says what of it is to be shown at an
//! instant and what was missed, `notices` says it in words, as one message after a gap and never as a burst.

mod draft;
mod evenings;
mod ledger;
mod look;
mod notice;
mod occurrences;
mod rule;
mod schedule;
#[cfg(test)]
mod tests;
mod words;

pub use evenings::Evenings;
pub use ledger::{Action, LedgerRow, Occurrence, State};
pub use look::{Look, Planned, Presence, Slot, look, may_show_until, stands_for};
pub use notice::{Notice, notices, place};
pub use occurrences::{Due, held_back, occurrences};
pub use rule::{Reminder, ReminderDraft, ReminderId, ReminderKind, Rule, When};
pub use schedule::{Schedule, ScheduleDay};
pub(crate) use words::date_without_year;
pub use words::{in_words, weekday_in_words};
