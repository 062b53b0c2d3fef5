//! Looking whether all is well: the file, its references, and every row.

use super::{Reading, Store, factors, imports, massage, open, records, reminders, settings};
use crate::error::{Error, Result};
use crate::text::text;

impl Store {
    /// What is wrong with the database, a sentence each; nothing where all is well.
    pub(crate) fn check(&self) -> Result<Vec<String>> {
        self.read(|db| {
            let mut wrong: Vec<String> = open::faults(db.0, "integrity_check")?
                .into_iter()
                .map(|what| text("check_fault", &[("what", &what)]))
                .collect();
            wrong.extend(orphans(db)?);
            // A row that no longer reads back would be met only when somebody looks at it.
            let families = [
                records::window(db, None, None, None).err(),
                factors::window(db, None, None).err(),
                settings::schedule(db).err(),
                reminders::all(db).err(),
                reminders::ledger(db, None).err(),
                imports::batches(db).err(),
                massage::all(db).err(),
            ];
            for failure in families.into_iter().flatten() {
                match failure {
                    Error::Storage(message) => wrong.push(message),
                    other => return Err(other),
                }
            }
            Ok(wrong)
        })
    }
}

/// Rows that refer to a row that is not there.
fn orphans(db: &Reading<'_>) -> Result<Vec<String>> {
    let mut statement = db.sql("SELECT \"table\", \"parent\" FROM pragma_foreign_key_check")?;
    let told = statement.query_map([], |row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(text(
            "check_orphan",
            &[("table", &table), ("parent", &parent)],
        ))
    })?;
    Ok(told.collect::<Result<_, _>>()?)
}
