//! Writing the diary or a routine to a file the person chooses, and reading a backup or a routine from one.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use vesper_core::export::ExportFormat;
use vesper_core::vesper::Changed;

use crate::dialogs;
use crate::diary::Diary;
use crate::failure::{Answer, Failure};

/// Writes the diary; `None` where the person chose nowhere, else the number of records.
///
/// # Errors
/// Where the file cannot be written.
pub async fn export(app: AppHandle, format: ExportFormat) -> Answer<Option<u32>> {
    let extension = match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Json => "json",
    };
    match dialogs::file_to_write(&app, "dialog_export", dated(&app, extension)?).await {
        Some(path) => at_work(app, path, move |diary, path| {
            diary.ask(|vesper| vesper.export(format, path, None, None))
        })
        .await
        .map(Some),
        None => Ok(None),
    }
}

/// Writes the reminders as a calendar; `None` where the person chose nowhere, else the number of events.
///
/// # Errors
/// Where the file cannot be written.
pub async fn export_calendar(app: AppHandle) -> Answer<Option<u32>> {
    match dialogs::file_to_write(&app, "dialog_calendar", dated(&app, "ics")?).await {
        Some(path) => at_work(app, path, |diary, path| {
            diary.ask(|vesper| vesper.export_calendar(path))
        })
        .await
        .map(Some),
        None => Ok(None),
    }
}

/// Writes a backup; whether the person chose where.
///
/// # Errors
/// Where the file cannot be written.
pub async fn back_up(app: AppHandle) -> Answer<bool> {
    match dialogs::file_to_write(&app, "dialog_backup", dated(&app, "vesper")?).await {
        Some(path) => at_work(app, path, |diary, path| {
            diary.ask(|vesper| vesper.backup(path))
        })
        .await
        .map(|()| true),
        None => Ok(false),
    }
}

/// Puts a backup in the diary's place; `None` where the person chose none.
///
/// # Errors
/// Where the file is no backup that can be read; the diary is then as it was.
pub async fn restore(app: AppHandle) -> Answer<Option<Changed>> {
    match dialogs::file_to_read(&app, "dialog_restore", &["vesper", "db"]).await {
        Some(path) => at_work(app, path, |diary, path| diary.restore(path))
            .await
            .map(Some),
        None => Ok(None),
    }
}

/// Writes a routine of the person's own; whether they chose where.
///
/// # Errors
/// Where there is no such routine, or the file cannot be written.
pub async fn pass_on_routine(app: AppHandle, id: String) -> Answer<bool> {
    let name = format!("vesper-routine-{id}.toml");
    match dialogs::file_to_write(&app, "dialog_routine_export", name).await {
        Some(path) => at_work(app, path, move |diary, path| {
            diary.ask(|vesper| vesper.export_routine(&id, path))
        })
        .await
        .map(|()| true),
        None => Ok(false),
    }
}

/// Brings a routine in that somebody passed on; `None` where the person chose none, else its slug.
///
/// # Errors
/// Where the file is no routine, or breaks a rule that every routine keeps.
pub async fn bring_in_routine(app: AppHandle) -> Answer<Option<(String, Changed)>> {
    match dialogs::file_to_read(&app, "dialog_routine_import", &["toml"]).await {
        Some(path) => at_work(app, path, |diary, path| {
            diary.ask(|vesper| vesper.import_routine(path))
        })
        .await
        .map(Some),
        None => Ok(None),
    }
}

/// Proposes a name for a file written today.
fn dated(app: &AppHandle, extension: &str) -> Answer<String> {
    let today = app
        .state::<Diary>()
        .ask(|vesper| Ok(vesper.now().with_timezone(&vesper.zone().0).date_naive()))?;
    Ok(format!("vesper-{today}.{extension}"))
}

/// Disks can be slow: the work is done on a thread that may wait.
async fn at_work<T: Send + 'static>(
    app: AppHandle,
    path: PathBuf,
    work: impl FnOnce(&Diary, &std::path::Path) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    tauri::async_runtime::spawn_blocking(move || work(&app.state::<Diary>(), &path))
        .await
        .unwrap_or_else(|_panic| Err(Failure::fault()))
}
