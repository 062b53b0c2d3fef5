//! The main thread of a macOS program: AppKit runs there and nowhere else. The agent has no Dock icon.

use std::cell::RefCell;
use std::ops::ControlFlow;

use dispatch2::DispatchQueue;
use objc2::MainThreadMarker;
use objc2_app_kit::{NSApplication, NSApplicationActivationPolicy};

thread_local! {
    static WOKEN: RefCell<Option<Box<dyn FnMut() -> ControlFlow<()>>>> = const { RefCell::new(None) };
}

/// Wakes the main thread.
pub struct Waker;

impl Waker {
    /// The waker of the main thread, which is the only one there is.
    pub fn of_this_thread() -> Self {
        Self
    }

    /// Lets the main thread look at what it is to do.
    pub fn wake(&self) {
        DispatchQueue::main().exec_async(|| {
            let ended = WOKEN
                .with_borrow_mut(|woken| woken.as_mut().is_some_and(|woken| woken().is_break()));
            if ended && let Some(main) = MainThreadMarker::new() {
                // AppKit ends the process here; the agent has ended before.
                NSApplication::sharedApplication(main).terminate(None);
            }
        });
    }
}

/// Runs AppKit on the main thread, and calls `woken` whenever it is woken, until that breaks.
pub fn run(woken: impl FnMut() -> ControlFlow<()> + 'static) {
    let Some(main) = MainThreadMarker::new() else {
        tracing::error!("the tray needs the main thread");
        return;
    };
    WOKEN.with_borrow_mut(|slot| *slot = Some(Box::new(woken)));
    let application = NSApplication::sharedApplication(main);
    application.setActivationPolicy(NSApplicationActivationPolicy::Accessory);
    application.run();
}
