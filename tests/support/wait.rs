//! Waiting for something to become true, never longer than said.

use std::thread;
use std::time::{Duration, Instant};

/// How often is looked: quick enough not to be noticed, seldom enough to leave the machine to what is waited for.
const EVERY: Duration = Duration::from_millis(50);

/// What the window does at once, on a machine that is busy with other things too.
pub const SOON: Duration = Duration::from_secs(20);

/// Looks until there is something to see.
///
/// # Panics
/// Where nothing was seen `within` that time; `what` says what was waited for.
pub fn until<T>(what: &str, within: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(
            begun.elapsed() < within,
            "waited {} s in vain for this: {what}",
            within.as_secs()
        );
        thread::sleep(EVERY);
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the ban keeps Vesper's own time to one clock; this measures how long a test waits"
)]
fn now() -> Instant {
    Instant::now()
}
