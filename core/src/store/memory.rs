//! A store in memory, and one that only reads: for a disk that cannot be written.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::{Connection, OpenFlags};

use super::Store;
use super::open::{FILE, MIGRATIONS, beside, connect, upgrade};
use crate::error::{Error, Result};
use crate::text::text;

/// The connections of a store share its database in memory by a name, which no other store has.
static NAMED: AtomicU32 = AtomicU32::new(0);

impl Store {
    /// An empty store in memory, of the newest schema.
    pub(crate) fn in_memory() -> Result<Self> {
        let name = NAMED.fetch_add(1, Ordering::Relaxed);
        let file = PathBuf::from(format!("file:vesper-{name}?mode=memory&cache=shared"));
        let uri = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI;
        let mut writer = connect(&file, uri)?;
        upgrade(&mut writer, MIGRATIONS)?;
        Ok(Self {
            dir: PathBuf::new(),
            reader: connect(&file, uri)?,
            writer,
        })
    }

    /// The database in `dir` as it stands there, to read from: nothing in `dir` is touched. What other programs write to it
    /// meanwhile may not be seen.
    ///
    /// # Errors
    /// [`Error::Storage`] where there is none of the newest schema.
    pub(crate) fn read_only(dir: &Path) -> Result<Self> {
        let open = || {
            let file = dir.join(FILE);
            sound(&file, OpenFlags::empty()).or_else(|refused| {
                // A folder in which SQLite can share no memory: without a journal the file says all there is to say.
                let journal = beside(&file, "-wal").metadata();
                if journal.is_ok_and(|journal| journal.len() > 0) {
                    return Err(refused);
                }
                let name = file.display().to_string();
                let name = name.replace('%', "%25").replace('?', "%3f");
                let address = format!("file:{}?immutable=1", name.replace('#', "%23"));
                sound(Path::new(&address), OpenFlags::SQLITE_OPEN_URI)
            })
        };
        Ok(Self {
            dir: dir.to_owned(),
            reader: open()?,
            writer: open()?,
        })
    }
}

/// Connects to `file`, to read a database of the newest schema.
fn sound(file: &Path, how: OpenFlags) -> Result<Connection> {
    let connection = connect(file, how | OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version as usize == MIGRATIONS.len() {
        return Ok(connection);
    }
    let what = format!("user_version = {version}");
    Err(Error::Storage(text("error_storage", &[("what", &what)])))
}
