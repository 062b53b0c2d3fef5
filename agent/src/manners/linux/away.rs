//! Nobody at the machine.

use zbus::Connection;
use zbus::zvariant::Value;

use super::super::Source;
use super::bus::{At, ask, call, property};
use super::screen::Screen;

/// How long nobody touches a machine that somebody sits at, milliseconds. Reading a page takes two minutes.
const AWAY: u64 = 5 * 60 * 1000;

/// logind, which knows of locked screens and of what desktops tell it; GNOME's compositor; the X server.
pub struct Session;

impl Source for Session {
    fn is_busy(&self) -> Option<bool> {
        let untouched = [
            ask(mutter()),
            Screen::connect().and_then(|screen| screen.untouched()),
        ];
        let untouched = untouched.into_iter().flatten().map(is_long);
        let told = ask(logind()).into_iter().chain(untouched);
        told.reduce(|one, other| one || other)
    }
}

fn is_long(untouched: u64) -> bool {
    untouched >= AWAY
}

async fn logind() -> Option<bool> {
    let bus = Connection::system().await.ok()?;
    let session = At {
        service: "org.freedesktop.login1",
        path: "/org/freedesktop/login1/session/auto",
        interface: "org.freedesktop.login1.Session",
    };
    let mut told = None;
    for hint in ["IdleHint", "LockedHint"] {
        if let Some(Value::Bool(on)) = property(&bus, session, hint).await.as_deref() {
            told = Some(told.unwrap_or(false) || *on);
        }
    }
    told
}

async fn mutter() -> Option<u64> {
    let bus = Connection::session().await.ok()?;
    let monitor = At {
        service: "org.gnome.Mutter.IdleMonitor",
        path: "/org/gnome/Mutter/IdleMonitor/Core",
        interface: "org.gnome.Mutter.IdleMonitor",
    };
    call(&bus, monitor, "GetIdletime", &()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_minutes_of_reading_are_not_being_away() {
        assert!(!is_long(4 * 60 * 1000));
        assert!(is_long(5 * 60 * 1000));
    }
}
