//! The walls of the house (`docs/ARCHITECTURE.md`), held against what stands in the workspace.
//!
//! Each wall is read from the sources and from cargo's own account of who depends on whom. A wall that is meant to be
//! broken is rebuilt in the architecture first.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail loudly"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use serde_json::Value;
use vesper_tests::programs::workspace;

/// A file of the workspace: its path, with `/`, and what it says.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Its code without its unit tests, which may do what the code may not.
    fn code(&self) -> &str {
        let tests = self.text.find("#[cfg(test)]\nmod ");
        &self.text[..tests.unwrap_or(self.text.len())]
    }
}

/// All text files below `folder` that end in one of `endings`; built and fetched things are left out.
fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&workspace().join(folder), endings, &mut found);
    assert!(
        !found.is_empty(),
        "{folder} holds files ending in {endings:?}"
    );
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    const NOT_OURS: [&str; 6] = ["target", "node_modules", "dist", ".git", "paraglide", "gen"];
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries.map(|entry| entry.expect("a folder's entry")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !NOT_OURS.contains(&name.as_str()) {
            collect(&entry.path(), endings, found);
        } else if endings.iter().any(|ending| name.ends_with(ending))
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            found.push(Source {
                path: inside(&entry.path()),
                text,
            });
        }
    }
}

fn inside(path: &Path) -> String {
    let path: PathBuf = path
        .strip_prefix(workspace())
        .expect("in the workspace")
        .into();
    path.to_string_lossy().replace('\\', "/")
}

fn rust() -> Vec<Source> {
    ["core", "agent", "cli", "src-tauri"]
        .into_iter()
        .flat_map(|folder| sources(folder, &[".rs"]))
        .filter(|source| {
            !["/tests/", "/tests.rs", "/benches/"]
                .iter()
                .any(|tests| source.path.contains(tests))
        })
        .collect()
}

/// Every line of `sources` that matches `pattern`, but for those of files `allowed` names.
fn lines_with(sources: &[Source], pattern: &str, allowed: impl Fn(&str) -> bool) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    sources
        .iter()
        .filter(|source| !allowed(&source.path))
        .flat_map(|source| {
            let of_file = source.code().lines().enumerate();
            of_file
                .filter(|(_, line)| pattern.is_match(line))
                .map(|(at, line)| format!("{}:{}: {}", source.path, at + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn assert_none(found: &[String], wall: &str) {
    assert!(found.is_empty(), "{wall}\n{}", found.join("\n"));
}

/// The crates that `package` is built from on this system, itself included.
fn crates_in(package: &str) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    let tree = Command::new(cargo)
        .args(["tree", "--locked", "--offline", "--edges", "normal,build"])
        .args(["--prefix", "none", "--format", "{p}", "--package", package])
        .current_dir(workspace())
        .output()
        .expect("cargo tree");
    let said = String::from_utf8_lossy(&tree.stderr);
    assert!(tree.status.success(), "cargo tree -p {package}: {said}");
    String::from_utf8_lossy(&tree.stdout)
        .lines()
        .filter_map(|line| Some(line.split_whitespace().next()?.to_owned()))
        .collect()
}

fn forbidden_in(package: &str, pattern: &str) -> Vec<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    let crates = crates_in(package);
    assert!(
        crates.contains(package),
        "cargo tree lists the package itself"
    );
    crates
        .into_iter()
        .filter(|name| pattern.is_match(name))
        .collect()
}

const WINDOWS_AND_BUSES: &str = r"^(tauri|wry|tao|webkit|gtk|gdk|glib|gio|rfd|winit)";

#[test]
fn the_core_knows_no_window_no_notification_and_no_network() {
    assert_none(
        &forbidden_in(
            "vesper-core",
            &format!(
                "{WINDOWS_AND_BUSES}|^(notify-rust|ksni|zbus|reqwest|hyper|ureq|rustls|native-tls|socket2)$"
            ),
        ),
        "vesper-core is built from these crates, which belong to its callers:",
    );
}

#[test]
fn the_agent_has_no_window() {
    assert_none(
        &forbidden_in("vesper-agent", WINDOWS_AND_BUSES),
        "vesper-agent is built from these crates, which cost the memory it was made to save:",
    );
}

#[test]
fn the_command_line_has_neither_window_nor_notifications() {
    assert_none(
        &forbidden_in(
            "vesper-cli",
            &format!("{WINDOWS_AND_BUSES}|^(notify-rust|ksni|zbus)$"),
        ),
        "vesper-cli is built from these crates:",
    );
}

#[test]
fn the_window_takes_in_no_plugin_that_reaches_files_programs_or_the_network() {
    assert_none(
        &forbidden_in(
            "vesper",
            r"^tauri-plugin-(fs|http|shell|process|os|upload|websocket|updater|localhost|persisted-scope)$",
        ),
        "the page must not be able to reach beyond its commands, and these plugins are for that:",
    );
}

#[test]
fn only_the_store_speaks_sql() {
    assert_none(
        &lines_with(&rust(), r"\brusqlite(_migration)?\b", |path| {
            path.starts_with("core/src/store/")
        }),
        "only core/src/store may name rusqlite:",
    );
    let with_rusqlite: Vec<String> = sources("", &["Cargo.toml"])
        .into_iter()
        .filter(|manifest| manifest.text.contains("rusqlite.workspace"))
        .map(|manifest| manifest.path)
        .collect();
    assert_eq!(
        with_rusqlite,
        ["core/Cargo.toml"],
        "only the core depends on rusqlite"
    );
}

#[test]
fn only_the_clock_at_the_edge_reads_the_time() {
    assert_none(
        &lines_with(
            &rust(),
            r"\b(Utc|Local|SystemTime|Instant)::now\b|disallowed_methods",
            |path| path == "core/src/time/clock.rs",
        ),
        "only core/src/time/clock.rs reads the time or may excuse itself from the ban:",
    );
}

#[test]
fn a_domain_module_names_neither_store_nor_facade_nor_clock_nor_file() {
    let is_edge = |path: &str| {
        ["core/src/store/", "core/src/vesper/"]
            .iter()
            .any(|room| path.starts_with(room))
            || [
                "core/src/vesper.rs",
                "core/src/lib.rs",
                "core/src/place.rs",
                "core/src/time/clock.rs",
            ]
            .contains(&path)
    };
    let domain: Vec<Source> = rust()
        .into_iter()
        .filter(|source| source.path.starts_with("core/src/") && !is_edge(&source.path))
        .collect();
    assert_none(
        &lines_with(
            &domain,
            r"^[^/]*(crate::(store|vesper|Vesper|place)\b|super::(store|vesper)\b|std::(fs|path|env|net|process)\b|\.now\(\)|\bClock\b)",
            |path| path == "core/src/time/mod.rs",
        ),
        "a domain module is given what it needs:",
    );
    assert_none(
        &lines_with(&rust(), r"^[^/]*crate::(vesper|Vesper)\b", |path| {
            !path.starts_with("core/src/store/")
        }),
        "the store knows the domain's types, never the facade:",
    );
}

#[test]
fn only_the_backend_port_of_the_page_speaks_to_tauri() {
    let page = sources("ui/src", &[".ts", ".svelte", ".js"]);
    assert_none(
        &lines_with(&page, r"@tauri-apps|__TAURI", |path| {
            path.starts_with("ui/src/backend/")
        }),
        "only ui/src/backend may import @tauri-apps:",
    );
}

#[test]
fn a_command_is_five_lines_or_fewer() {
    let commands = sources("src-tauri/src/commands", &[".rs"]);
    let mut seen = 0;
    let mut long = Vec::new();
    for source in &commands {
        for (name, lines) in command_bodies(&source.text) {
            seen += 1;
            if lines > 5 {
                long.push(format!("{}: {name} has {lines} lines", source.path));
            }
        }
    }
    assert_eq!(seen, handled().len(), "each command has a body");
    assert_none(
        &long,
        "a command converts, calls the core and maps the error; the rest belongs elsewhere:",
    );
}

/// The commands of `text` with the number of lines between their braces, as rustfmt sets them.
fn command_bodies(text: &str) -> Vec<(String, usize)> {
    let signature = Regex::new(r"(?s)^.*?\bfn (\w+).*?\{\n(.*?)\n\}").expect("a pattern");
    text.split("#[tauri::command")
        .skip(1)
        .map(|command| {
            let found = signature
                .captures(command)
                .expect("a command is a function with a body");
            (found[1].to_owned(), found[2].lines().count())
        })
        .collect()
}

/// The commands that the window answers.
fn handled() -> BTreeSet<String> {
    let builder = fs::read_to_string(workspace().join("src-tauri/src/commands/mod.rs"))
        .expect("the commands are collected in one place");
    let list = builder
        .split_once("collect_commands![")
        .and_then(|(_, rest)| rest.split_once(']'))
        .expect("collect_commands! names them")
        .0;
    list.split(',')
        .filter_map(|path| Some(path.trim().rsplit_once("::")?.1.to_owned()))
        .collect()
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(workspace().join(path)).expect("a file of the window");
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path} is JSON: {e}"))
}

/// What the page of the window `label` may ask for, as its capability lists it.
fn allowed(label: &str) -> BTreeSet<String> {
    let capability = json(&format!("src-tauri/capabilities/{label}.json"));
    assert_eq!(
        capability["windows"],
        serde_json::json!([label]),
        "one window, named"
    );
    let permissions: Vec<&str> = capability["permissions"]
        .as_array()
        .expect("its permissions")
        .iter()
        .map(|permission| {
            permission
                .as_str()
                .expect("a permission is named, not described")
        })
        .collect();
    let beyond: Vec<&str> = permissions
        .iter()
        .filter(|name| !name.starts_with("allow-"))
        .copied()
        .collect();
    assert_eq!(
        beyond,
        ["core:event:allow-listen", "core:event:allow-unlisten"],
        "beside the commands the page may hear events, and nothing more"
    );
    permissions
        .iter()
        .filter_map(|name| name.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect()
}

/// The manifest that `build.rs` gives Tauri is made from the capabilities, so they and the commands are all there is to compare.
#[test]
fn what_the_windows_answer_is_what_their_pages_are_allowed_to_ask() {
    let (main, waiting) = (allowed("main"), allowed("waiting"));
    assert_eq!(
        main.union(&waiting).cloned().collect::<BTreeSet<_>>(),
        handled(),
        "the capabilities on the left, collect_commands! on the right"
    );
    let small = [
        "act_on_occurrence",
        "leave_waiting",
        "locale",
        "settings",
        "tonight",
        "undo",
        "waiting",
    ];
    assert_eq!(
        waiting,
        small.map(str::to_owned).into(),
        "the small window tells what waits, takes back what was done with it, and no more"
    );
    let files = fs::read_dir(workspace().join("src-tauri/capabilities")).expect("capabilities");
    assert_eq!(files.count(), 2, "there is no other capability");
    let build = fs::read_to_string(workspace().join("src-tauri/build.rs")).expect("build.rs");
    assert!(
        build.contains("AppManifest::new().commands(commands.leak())")
            && build.contains("capabilities/main.json")
            && build.contains("capabilities/waiting.json"),
        "without a manifest made from the capabilities Tauri asks no permission for the app's own commands"
    );
}

#[test]
fn the_page_can_neither_fetch_nor_evaluate() {
    let config = json("src-tauri/tauri.conf.json");
    let (app, security) = (&config["app"], &config["app"]["security"]);
    assert_eq!(app["withGlobalTauri"], false, "no global way into the core");
    assert_eq!(
        security["freezePrototype"], true,
        "prototypes cannot be poisoned"
    );
    assert_eq!(
        security["assetProtocol"]["enable"], false,
        "no file is served to the page"
    );
    assert_eq!(
        security["capabilities"],
        serde_json::json!(["main", "waiting"]),
        "a capability a window"
    );
    assert_eq!(
        security.get("dangerousDisableAssetCspModification"),
        None,
        "Tauri's own hashes stand"
    );
    assert_eq!(
        security["csp"],
        serde_json::json!({
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self' data:",
            "font-src": "'self'",
            "connect-src": "ipc: http://ipc.localhost",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        }),
        "a wider policy needs a reason, and a change here"
    );
}

#[test]
fn every_sentence_that_rust_asks_for_is_in_the_catalogue() {
    let mut keys = BTreeSet::new();
    for file in sources("messages/en", &[".json"]) {
        let Value::Object(entries) = json(&file.path) else {
            panic!("{} is an object", file.path)
        };
        keys.extend(entries.into_iter().map(|(key, _)| key));
    }
    let asked = Regex::new(
        r#"(?x) \b(?: text | has | Failure::system )\( \s* "(\w+)" | Invalid::new\( \s* [^,;]+, \s* "(\w+)" | "((?:error|dialog|shell)_\w+)" "#,
    )
    .expect("a pattern");
    let mut missing = Vec::new();
    let mut seen = 0;
    for source in rust() {
        for found in asked.captures_iter(source.code()) {
            let key = found
                .iter()
                .skip(1)
                .flatten()
                .next()
                .expect("one of three")
                .as_str();
            seen += 1;
            if !keys.contains(key) {
                missing.push(format!("{}: {key}", source.path));
            }
        }
    }
    assert!(seen > 20, "the sources ask for sentences, and were read");
    assert_none(&missing, "these keys are in no file of messages/en:");

    // A key put together at run time: the catalogue must hold at least one of its family, and the units ask for each.
    let built = Regex::new(r#"&format!\(\s*"([a-z]+_\w*\{[\w{}]*\}\w*)""#).expect("a pattern");
    let hole = Regex::new(r"\{\w*\}").expect("a pattern");
    let mut families = 0;
    for source in rust() {
        for found in built.captures_iter(source.code()) {
            families += 1;
            let family = format!("^{}$", hole.replace_all(&found[1], r"\w+"));
            let family = Regex::new(&family).expect("a pattern");
            if !keys.iter().any(|key| family.is_match(key)) {
                missing.push(format!("{}: {}", source.path, &found[1]));
            }
        }
    }
    assert!(families >= 5, "keys are put together, and were read");
    assert_none(&missing, "no file of messages/en has a key like these:");
}

#[test]
fn the_window_is_drawn_in_the_page_s_own_ground() {
    let tokens: String = sources("ui/src", &[".css"])
        .into_iter()
        .map(|file| file.text)
        .collect();
    assert!(
        Regex::new(
            r"--ground:\s*light-dark\(oklch\(97\.2% 0\.012 85\),\s*oklch\(17\.5% 0\.012 60\)\)"
        )
        .expect("a pattern")
        .is_match(&tokens),
        "the page's ground changed: set DAY and EVENING in src-tauri/src/window.rs to its colours in sRGB, and this test to them"
    );
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    // Pieced together, so that this file does not find itself.
    let home = ["ro", "ot"].concat();
    let checkout = ["wo", "rk"].concat();
    let pattern = format!(r#"(^|[\s"'`(=:])/({home}|{checkout}|home/\w+|Users/\w+)(/|\b)"#);
    let endings = [
        ".rs", ".toml", ".json", ".md", ".ts", ".js", ".svelte", ".css", ".html", ".sh", ".yml",
        ".sql", ".svg", ".desktop",
    ];
    let everything = sources("", &endings);
    let pattern = Regex::new(&pattern).expect("a pattern");
    let found: Vec<String> = everything
        .iter()
        .flat_map(|source| {
            source
                .text
                .lines()
                .filter(|line| pattern.is_match(line))
                .map(|line| format!("{}: {}", source.path, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none(&found, "these lines name a place on somebody's machine:");
}
