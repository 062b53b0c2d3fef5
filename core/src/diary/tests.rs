//! What holds of entries, records and ribbons, with reasons.

mod entry;
