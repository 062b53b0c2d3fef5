//! Reminder rules, their occurrences, and the states of the ledger.
//!
//! Pure: What is due is a function of now, the rules, the schedule and the ledger. May not name the store or a clock's `now()`.
//!
//! Three steps, a file each: `occurrences` says when a rule falls due, `look` says what of it is to be shown at an
//! instant and what was missed, `notices` says it in words, as one message after a gap and never as a burst.

mod appointment;
mod draft;
mod evenings;
mod history;
mod ledger;
mod look;
mod manner;
mod notice;
mod occurrences;
mod presence;
mod rule;
mod schedule;
#[cfg(test)]
mod tests;
mod words;

pub use appointment::Appointment;
pub(crate) use appointment::{EARLIEST, LONGEST_PLACE, MOST_HEADS_UPS};
pub(crate) use draft::{LONGEST_BODY, LONGEST_TITLE};
pub use evenings::Evenings;
pub use history::{BestHour, KindSummary, summary};
pub use ledger::{Action, LedgerRow, Occurrence, State};
pub use look::{Look, Planned, Slot, called_off, comes, look, may_show_until, stands_for};
pub use manner::{NoticeAction, Sound};
pub use notice::{Gap, Notice, Saying, notices, offered, place, said};
pub(crate) use occurrences::is_date;
pub use occurrences::{Due, begins, held_back, last_date, occurrences};
pub use presence::{Presence, Sign, SignSeen};
pub use rule::{KindOfDay, Reminder, ReminderDraft, ReminderId, ReminderKind, Rule, When};
pub use schedule::{Schedule, ScheduleDay};
pub use words::{in_words, particulars, weekday_in_words};
