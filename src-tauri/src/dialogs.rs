//! The desktop's own file dialogs, opened here so that the page never names a path.

use std::future::Future;
use std::path::PathBuf;

use rfd::{AsyncFileDialog, FileHandle};
use tauri::{AppHandle, Manager};
use vesper_core::text::text;

use crate::window::MAIN;

/// Lets the person choose a file to read; `None` where they chose none. `title` is a key of the catalogue.
pub async fn file_to_read(
    app: &AppHandle,
    title: &'static str,
    extensions: &'static [&'static str],
) -> Option<PathBuf> {
    chosen(app, title, move |dialog| {
        let all = text("dialog_all_files", &[]);
        dialog
            .add_filter(text("dialog_readable_files", &[]), extensions)
            .add_filter(all, &["*"])
            .pick_file()
    })
    .await
}

/// Lets the person choose where to write a file, `name` being the proposal; `None` where they chose nowhere.
pub async fn file_to_write(app: &AppHandle, title: &'static str, name: String) -> Option<PathBuf> {
    chosen(app, title, move |dialog| {
        dialog.set_file_name(name).save_file()
    })
    .await
}

/// A dialog is built on the main thread, as every desktop wants it, and waited for on another, so that the window lives on.
async fn chosen<Choice>(
    app: &AppHandle,
    title: &'static str,
    show: impl FnOnce(AsyncFileDialog) -> Choice + Send + 'static,
) -> Option<PathBuf>
where
    Choice: Future<Output = Option<FileHandle>> + Send + 'static,
{
    let (answer, mut answered) = tauri::async_runtime::channel(1);
    let handle = app.clone();
    app.run_on_main_thread(move || {
        let mut dialog = AsyncFileDialog::new().set_title(text(title, &[]));
        if let Some(window) = handle.get_webview_window(MAIN) {
            dialog = dialog.set_parent(&window);
        }
        let choice = show(dialog);
        tauri::async_runtime::spawn(async move { answer.send(choice.await).await });
    })
    .ok()?;
    Some(answered.recv().await??.path().to_owned())
}
