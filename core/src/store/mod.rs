//! The only place that speaks SQL: opening, migrations, backups, one file a table family.

/// The guide, searched.
pub mod guide_index;
