//! The diary as a table: what the import reads back exactly, then derived numbers for a person's own spreadsheet.

use std::io::{self, Write};

use serde::Serialize;

use crate::diary::{PortableRecord, SleepRecord};
use crate::metrics::NightMetrics;
use crate::time::Minutes;

/// The derived columns; a reader may leave them alone.
#[derive(Serialize)]
struct Derived {
    sol_min: Option<Minutes>,
    tib_min: Option<Minutes>,
    spt_min: Option<Minutes>,
    tst_min: Option<Minutes>,
    se_pct: Option<f64>,
}

/// The names of all columns. Flattened rows name none of their own, so they stand here, held to the rows by a test.
pub(super) const COLUMNS: [&str; 23] = [
    "night",
    "kind",
    "source",
    "external_id",
    "zone",
    "zone_end",
    "in_bed",
    "lights_out",
    "sleep_onset",
    "final_wake",
    "out_of_bed",
    "awakenings",
    "waso_min",
    "tasafa_min",
    "wanted_wake",
    "quality",
    "rested",
    "note",
    "sol_min",
    "tib_min",
    "spt_min",
    "tst_min",
    "se_pct",
];

pub(super) fn write(records: &[SleepRecord], out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(out);
    table.write_record(COLUMNS)?;
    for record in records {
        let metrics = NightMetrics::of(record);
        let derived = Derived {
            sol_min: record.sol(),
            tib_min: metrics.tib_min,
            spt_min: metrics.spt_min,
            tst_min: metrics.tst_min,
            se_pct: metrics
                .se_pct
                .map(|percent| (percent * 100.0).round() / 100.0),
        };
        table.serialize((PortableRecord::from(record), derived))?;
    }
    table.flush()
}
