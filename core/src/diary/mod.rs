//! Sleep records: what a person or a device says of a night, what a day held, and what cannot be.
//!
//! Pure: may not name the store, a clock's `now()` or a file path. The variables are those of the Consensus Sleep Diary,
//! in our own words (Carney et al. 2012, doi:10.5665/sleep.1642).

mod entry;
mod exchange;
mod factors;
mod primary;
mod reading;
mod record;
mod ribbon;
#[cfg(test)]
pub(crate) mod tests;
mod validate;
mod view;

pub use entry::{Entry, EntryPreview, NapEntry, Question};
pub use exchange::{Portable, PortableFactors, PortableRecord};
pub use factors::{DayFactors, Medicine};
pub use primary::{Nights, by_night, primaries};
pub use reading::reading;
pub use record::{RecordId, RecordKind, SleepRecord, Source};
pub use ribbon::{Ribbon, RibbonSegment, SegmentKind};
pub use validate::validate;
pub use view::{NightPage, NightView, NoteHit, Raster, RasterRow};
