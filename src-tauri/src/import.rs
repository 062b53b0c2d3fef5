//! An import on its way: the file that was dropped, the reading that can be stopped, the plan that waits to be written.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, DragDropEvent, Manager};
use tauri_specta::Event;
use vesper_core::vesper::{ImportPlan, ImportPreview};

use crate::commands::{FileDropped, ImportProgress, Imported};
use crate::diary::Diary;
use crate::failure::{Answer, Failure};

/// How much further a reading is before the page is told again.
const STEP: f64 = 0.01;

/// What the window holds of an import until it is written or called off.
#[derive(Default)]
pub struct Import {
    dropped: Mutex<Option<PathBuf>>,
    plan: Mutex<Option<ImportPlan>>,
    stop: Mutex<Arc<AtomicBool>>,
}

impl Import {
    /// The file that was dropped last, once.
    pub fn take_dropped(&self) -> Option<PathBuf> {
        held(&self.dropped).take()
    }

    /// Stops the reading and forgets the plan.
    pub fn cancel(&self) {
        held(&self.stop).store(true, Ordering::Relaxed);
        held(&self.plan).take();
    }

    /// Begins a reading: an earlier one stops, an earlier plan is forgotten. The answer tells when to stop.
    fn begin(&self) -> Arc<AtomicBool> {
        self.cancel();
        let stop = Arc::new(AtomicBool::new(false));
        *held(&self.stop) = Arc::clone(&stop);
        stop
    }

    /// Writes the plan; one that could not be written is kept, to be tried again.
    pub fn commit(&self, diary: &Diary) -> Answer<Option<Imported>> {
        let mut plan = held(&self.plan);
        let Some(ready) = plan.as_ref() else {
            return Ok(None);
        };
        let (done, changed) = diary.ask(|vesper| vesper.commit_import(ready))?;
        *plan = None;
        Ok(Some(Imported { done, changed }))
    }
}

/// Reads `path` on a thread of its own and keeps the plan; `None` where it was called off meanwhile.
///
/// # Errors
/// Where the file cannot be read as any format.
pub async fn plan(app: AppHandle, path: PathBuf) -> Answer<Option<ImportPreview>> {
    tauri::async_runtime::spawn_blocking(move || read(&app, &path))
        .await
        .unwrap_or_else(|_panic| Err(Failure::fault()))
}

fn read(app: &AppHandle, path: &Path) -> Answer<Option<ImportPreview>> {
    let import = app.state::<Import>();
    let stop = import.begin();
    let mut told = 0.0;
    let mut tell = |share: f64| {
        if share - told >= STEP {
            told = share;
            // A window that is closing hears nothing, and need not.
            let _ = ImportProgress(share).emit(app);
        }
        !stop.load(Ordering::Relaxed)
    };
    let planned = app
        .state::<Diary>()
        .ask_aside(|vesper| vesper.plan_import(path, None, None, &mut tell));
    let mut kept = held(&import.plan);
    if stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    let plan = kept.insert(planned?);
    Ok(Some(plan.preview.clone()))
}

/// Tells the page of a file that is dragged over the window or dropped on it. Its path stays here.
pub fn dragged(app: &AppHandle, event: &DragDropEvent) {
    let told = match event {
        DragDropEvent::Enter { paths, .. } => FileDropped {
            hovering: true,
            file_name: name_of_first(paths),
        },
        DragDropEvent::Drop { paths, .. } => {
            *held(&app.state::<Import>().dropped) = paths.first().cloned();
            FileDropped {
                hovering: false,
                file_name: name_of_first(paths),
            }
        }
        DragDropEvent::Leave => FileDropped {
            hovering: false,
            file_name: String::new(),
        },
        _ => return,
    };
    // A window that is closing hears nothing, and need not.
    let _ = told.emit(app);
}

fn name_of_first(paths: &[PathBuf]) -> String {
    paths
        .first()
        .and_then(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn held<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}
