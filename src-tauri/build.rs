//! Bundles the page and writes down what it may ask for.

use std::fs;

type Failed = Box<dyn std::error::Error>;

/// The one list of what the page may call; a test holds it against the commands there are.
const CAPABILITY: &str = "capabilities/main.json";

fn main() -> Result<(), Failed> {
    println!("cargo:rerun-if-changed={CAPABILITY}");
    // Without a manifest of the commands Tauri lets every page call all of them.
    let manifest = tauri_build::AppManifest::new().commands(allowed_commands()?.leak());
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// The commands the capability allows: `allow-log-night` is the command `log_night`; core permissions have a colon.
fn allowed_commands() -> Result<Vec<&'static str>, Failed> {
    let capability: serde_json::Value = serde_json::from_str(&fs::read_to_string(CAPABILITY)?)?;
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
