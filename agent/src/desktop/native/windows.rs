//! The main thread of a Windows program: it waits for messages, those of the tray's hidden window and our own.
#![expect(
    unsafe_code,
    reason = "the message queue of a thread has no safe interface; five calls without pointers kept are all there is"
)]

use std::ops::ControlFlow;
use std::ptr;

use windows_sys::Win32::System::Threading::GetCurrentThreadId;
use windows_sys::Win32::UI::WindowsAndMessaging::{
    DispatchMessageW, GetMessageW, MSG, PM_NOREMOVE, PeekMessageW, PostThreadMessageW,
    TranslateMessage, WM_APP,
};

/// Wakes the thread it was made on.
pub struct Waker(u32);

impl Waker {
    /// A waker of this thread.
    pub fn of_this_thread() -> Self {
        let mut message = MSG::default();
        // SAFETY: `message` lives through the call. To peek makes the queue, so that nothing posted early is lost.
        unsafe { PeekMessageW(&mut message, ptr::null_mut(), 0, 0, PM_NOREMOVE) };
        // SAFETY: no arguments.
        Self(unsafe { GetCurrentThreadId() })
    }

    /// Lets the thread look at what it is to do.
    pub fn wake(&self) {
        // SAFETY: numbers only; a thread that has ended refuses the message.
        unsafe { PostThreadMessageW(self.0, WM_APP, 0, 0) };
    }
}

/// Pumps this thread's messages, and calls `woken` whenever it is woken, until that breaks.
pub fn run(mut woken: impl FnMut() -> ControlFlow<()>) {
    let mut message = MSG::default();
    // SAFETY: `message` lives through each call and is written by the system alone.
    while unsafe { GetMessageW(&mut message, ptr::null_mut(), 0, 0) } > 0 {
        if message.hwnd.is_null() && message.message == WM_APP {
            if woken().is_break() {
                return;
            }
        } else {
            // SAFETY: as above.
            unsafe {
                TranslateMessage(&message);
                DispatchMessageW(&message);
            }
        }
    }
}
