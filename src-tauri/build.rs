//! Bundles the page and writes down what it may ask for.

use std::fs;

type Failed = Box<dyn std::error::Error>;

/// What the page of each window may call; a test holds the lists against the commands there are.
const CAPABILITIES: [&str; 2] = ["capabilities/main.json", "capabilities/waiting.json"];

fn main() -> Result<(), Failed> {
    let mut commands = Vec::new();
    for capability in CAPABILITIES {
        println!("cargo:rerun-if-changed={capability}");
        commands.extend(allowed_commands(capability)?);
    }
    commands.sort_unstable();
    commands.dedup();
    // Without a manifest of the commands Tauri lets every page call all of them.
    let manifest = tauri_build::AppManifest::new().commands(commands.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// The commands the capability allows: `allow-log-night` is the command `log_night`; core permissions have a colon.
fn allowed_commands(capability: &str) -> Result<Vec<&'static str>, Failed> {
    let capability: serde_json::Value = serde_json::from_str(&fs::read_to_string(capability)?)?;
    let permissions = capability
        .get("permissions")
        .and_then(serde_json::Value::as_array)
        .ok_or("the capability lists its permissions")?;
    Ok(permissions
        .iter()
        .filter_map(|permission| permission.as_str()?.strip_prefix("allow-"))
        .map(|command| &*command.replace('-', "_").leak())
        .collect())
}
