//! Backups, restoring, and a look at whether all is well.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;
use vesper_core::text::text;
use vesper_core::{Error, Vesper};

use crate::output::Answer;

#[derive(Args)]
pub struct File {
    /// The backup
    file: PathBuf,
}

/// Copies the diary.
pub fn backup(vesper: &Vesper, File { file }: &File) -> Result<Answer, Error> {
    vesper.backup(file)?;
    let name = file.display().to_string();
    let said = text("cli_backed_up", &[("file", &name)]);
    Answer::new(&json!({"file": name}), said)
}

/// Puts a backup in the diary's place.
pub fn restore(vesper: &mut Vesper, File { file }: &File) -> Result<Answer, Error> {
    let changed = vesper.restore(file)?;
    Answer::new(&changed, changed.done.clone())
}

/// Looks at the diary's file before it is opened: a damaged one stays where it is. Answers where it has a fault.
pub fn examine(dir: &Path) -> Result<Option<Answer>, Error> {
    let wrong = Vesper::examine(dir)?;
    (!wrong.is_empty()).then(|| looked(&wrong)).transpose()
}

/// Examines the diary; a fault ends with 1.
pub fn check(vesper: &Vesper) -> Result<Answer, Error> {
    looked(&vesper.check()?)
}

fn looked(wrong: &[String]) -> Result<Answer, Error> {
    let ok = wrong.is_empty();
    let said = if ok {
        text("cli_all_well", &[])
    } else {
        wrong.join("\n")
    };
    let answer = Answer::new(&json!({"ok": ok, "wrong": wrong}), said)?;
    Ok(if ok { answer } else { answer.fault() })
}
