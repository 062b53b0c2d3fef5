//! Do-not-disturb, as the notification servers of common desktops tell it.

use std::env;
use std::process::Command;

use zbus::Connection;
use zbus::zvariant::{Array, OwnedValue, Value};

use super::super::Source;
use super::bus::{At, ask, call, property};

/// The notification servers that tell on the session bus, and the settings of those that do not.
pub struct Servers;

impl Source for Servers {
    fn is_busy(&self) -> Option<bool> {
        let told = [ask(servers()), setting()].into_iter().flatten();
        told.reduce(|one, other| one || other)
    }
}

/// KDE Plasma, dunst, xfce4-notifyd, swaync, mako.
async fn servers() -> Option<bool> {
    let bus = Connection::session().await.ok()?;
    let notifications = At {
        service: "org.freedesktop.Notifications",
        path: "/org/freedesktop/Notifications",
        interface: "org.freedesktop.Notifications",
    };
    let dunst = At {
        interface: "org.dunstproject.cmd0",
        ..notifications
    };
    let mako = At {
        path: "/fr/emersion/Mako",
        interface: "fr.emersion.Mako",
        ..notifications
    };
    let swaync = At {
        service: "org.erikreider.swaync.cc",
        path: "/org/erikreider/swaync/cc",
        interface: "org.erikreider.swaync.cc",
    };
    let xfce = At {
        service: "org.xfce.Xfconf",
        path: "/org/xfce/Xfconf",
        interface: "org.xfce.Xfconf",
    };
    let told: [Option<OwnedValue>; 5] = [
        property(&bus, notifications, "Inhibited").await,
        property(&bus, dunst, "paused").await,
        property(&bus, mako, "Modes").await,
        call::<bool>(&bus, swaync, "GetDnd", &())
            .await
            .map(OwnedValue::from),
        call(
            &bus,
            xfce,
            "GetProperty",
            &("xfce4-notifyd", "/do-not-disturb"),
        )
        .await,
    ];
    told.iter()
        .flatten()
        .filter_map(|value| is_on(value))
        .reduce(|one, other| one || other)
}

/// Whether a server's answer says that do-not-disturb is on: a truth, or the modes that are on.
fn is_on(answer: &Value<'_>) -> Option<bool> {
    match answer {
        Value::Bool(on) => Some(*on),
        Value::Value(inner) => is_on(inner),
        Value::Array(modes) => Some(names_it(modes)),
        _ => None,
    }
}

fn names_it(modes: &Array<'_>) -> bool {
    let name = Value::from("do-not-disturb");
    modes.inner().contains(&name)
}

/// The setting in which a desktop of GNOME's kin keeps it, asked of the program that keeps settings there.
fn setting() -> Option<bool> {
    let (schema, key, silent) = kept_in(&env::var("XDG_CURRENT_DESKTOP").ok()?)?;
    let answer = Command::new("gsettings")
        .args(["get", schema, key])
        .output()
        .ok()?;
    let value = String::from_utf8(answer.stdout).ok()?;
    answer.status.success().then(|| value.trim() == silent)
}

/// The schema and the key of `desktop` (`XDG_CURRENT_DESKTOP`), and the value that means silence.
fn kept_in(desktop: &str) -> Option<(&'static str, &'static str, &'static str)> {
    desktop.split(':').find_map(|name| match name {
        "GNOME" | "Unity" | "Budgie" => {
            Some(("org.gnome.desktop.notifications", "show-banners", "false"))
        }
        "X-Cinnamon" => Some((
            "org.cinnamon.desktop.notifications",
            "display-notifications",
            "false",
        )),
        "MATE" => Some(("org.mate.NotificationDaemon", "do-not-disturb", "true")),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_truth_a_truth_in_a_box_and_a_list_of_modes_are_understood() {
        assert_eq!(is_on(&Value::from(true)), Some(true), "KDE, dunst, swaync");
        let boxed = Value::Value(Box::new(Value::from(false)));
        assert_eq!(is_on(&boxed), Some(false), "xfconf");
        let modes = |modes: &[&'static str]| Value::from(modes.to_vec());
        assert_eq!(is_on(&modes(&["default", "do-not-disturb"])), Some(true));
        assert_eq!(is_on(&modes(&["default"])), Some(false));
        assert_eq!(is_on(&Value::from(7_u32)), None, "means nothing known");
    }

    #[test]
    fn a_desktop_names_where_it_keeps_the_setting() {
        assert!(kept_in("ubuntu:GNOME").is_some(), "Ubuntu's own");
        assert_eq!(kept_in("MATE").map(|(.., silent)| silent), Some("true"));
        assert_eq!(kept_in("KDE"), None, "it is asked on the bus");
    }
}
