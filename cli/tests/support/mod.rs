//! Running the program as a script does.

#![allow(dead_code, reason = "each test program uses its part")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use chrono::{Days, NaiveDate};
use serde_json::Value;
use tempfile::TempDir;

/// A diary's folder, and the program run on it.
pub struct Diary(TempDir);

/// What a run of the program came to.
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Diary {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn dir(&self) -> &Path {
        self.0.path()
    }

    /// The program with `words`, not yet run.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vesper-cli"));
        command
            .env_remove("VESPER_DATA_DIR")
            .env("TZ", "Europe/Berlin")
            .env("LANGUAGE", "en")
            .arg("--data-dir")
            .arg(self.dir())
            .args(words)
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Run {
        Run::of(self.command(words).output().unwrap())
    }

    /// Runs with `--json` and reads the one value that is printed.
    pub fn json(&self, words: &[&str]) -> Value {
        let run = self.run(&[&["--json"], words].concat());
        assert_eq!(run.code, Some(0), "{words:?}: {}{}", run.out, run.err);
        assert_eq!(run.err, "", "nothing but the value is printed");
        serde_json::from_str(&run.out).unwrap()
    }

    /// The message of a run that must be refused as bad input.
    pub fn refusal(&self, words: &[&str]) -> String {
        let run = self.run(&[&["--json"], words].concat());
        assert_eq!(run.code, Some(2), "{words:?}: {}{}", run.out, run.err);
        let error: Value = serde_json::from_str(&run.out).unwrap();
        assert!(
            error["error"]["code"].is_string(),
            "a code to act on: {error}"
        );
        error["error"]["message"].as_str().unwrap().to_owned()
    }
}

impl Run {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The words that log an ordinary night in Berlin.
pub fn log(night: &str) -> Vec<&str> {
    let mut words = vec!["log", "--night", night];
    words.extend(
        "--zone Europe/Berlin --in-bed 22:40 --lights-out 23:00 --sol 25 --awakenings 2 --waso 20 \
         --final-wake 06:40 --out-of-bed 07:00"
            .split(' '),
    );
    words
}

/// `words` with the value of one flag replaced, or the flag added.
pub fn with<'a>(words: &[&'a str], flag: &'a str, value: &'a str) -> Vec<&'a str> {
    let mut changed = words.to_vec();
    match changed.iter().position(|word| *word == flag) {
        Some(at) => changed[at + 1] = value,
        None => changed.extend([flag, value]),
    }
    changed
}

/// The date `n` days after 1 January 2026.
pub fn date(n: u64) -> String {
    (NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)).to_string()
}
