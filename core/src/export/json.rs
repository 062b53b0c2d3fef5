//! The diary as JSON: every fact, exact.

use std::io::{self, Write};

use crate::diary::{DayFactors, Portable, PortableFactors, SleepRecord};
use crate::time::Night;

pub(super) fn write(
    records: &[SleepRecord],
    factors: &[(Night, DayFactors)],
    out: &mut dyn Write,
) -> io::Result<()> {
    let portable = Portable {
        vesper_diary: Portable::VERSION,
        records: records.iter().map(Into::into).collect(),
        day_factors: factors
            .iter()
            .map(|(night, factors)| PortableFactors {
                night: *night,
                factors: factors.clone(),
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &portable)?;
    writeln!(out)
}
