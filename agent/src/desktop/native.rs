//! Windows and macOS: the system's own tray and messages.
//!
//! Both want the tray on the main thread, with its messages pumped; the agent lives on a thread of its own and wakes the
//! main one. Each message is answered on a thread of its own, which sleeps until the person does something with it.

#[cfg(target_os = "macos")]
#[path = "native/macos.rs"]
mod pump;
#[cfg(windows)]
#[path = "native/windows.rs"]
mod pump;

use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use notify_rust::{Notification, NotificationResponse, Timeout};
use tray_icon::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tray_icon::{Icon, TrayIcon, TrayIconBuilder};
use vesper_core::reminders::{Notice, Sound};
use vesper_core::text::text;

use self::pump::Waker;
use super::{Choice, Event, Notifier, Tray};
use crate::face::{Command, Face, Line};
use crate::icon;

/// The application's identifier: on Windows its AppUserModelID, on macOS its bundle.
const APPLICATION: &str = "app.vesper.Vesper";
/// The size of the icon's picture: what the system asks for on an ordinary screen, or on a dense one.
const PIXELS: u32 = if cfg!(windows) { 32 } else { 44 };
/// Windows keeps a message on the screen for 25 seconds at most.
const ON_SCREEN: u32 = 25_000;

/// What the main thread is to do.
enum Order {
    Wear(Face),
    End,
}

/// The main thread and what it shows.
pub struct Native {
    orders: Sender<Order>,
    waker: Waker,
    events: Sender<Event>,
}

impl Native {
    fn order(&self, order: Order) {
        // The main thread ends after the agent only.
        let _ = self.orders.send(order);
        self.waker.wake();
    }
}

impl Tray for Native {
    fn wear(&self, face: Face) {
        self.order(Order::Wear(face));
    }
}

impl Notifier for Native {
    fn show(&self, notice: Notice) {
        let (events, kept) = (self.events.clone(), notice.clone());
        let answered = thread::Builder::new()
            .name("message".to_owned())
            .spawn(move || show(notice, &events));
        if answered.is_err() {
            let _ = self.events.send(Event::NotShown(kept));
        }
    }
}

impl Drop for Native {
    fn drop(&mut self) {
        self.order(Order::End);
    }
}

/// Runs `resident` on the desktop; what happens there goes to `events`. Must be called on the main thread; ends when `resident`
/// does.
///
/// # Errors
/// Where no thread can be had.
pub fn run(
    events: Sender<Event>,
    resident: impl FnOnce(Native) + Send + 'static,
) -> io::Result<()> {
    let (orders, ordered) = channel();
    let chosen = events.clone();
    MenuEvent::set_event_handler(Some(move |event: MenuEvent| {
        if let Some(command) = Command::named(event.id.as_ref()) {
            let _ = chosen.send(Event::Commanded(command));
        }
    }));
    let native = Native {
        orders,
        waker: Waker::of_this_thread(),
        events,
    };
    thread::Builder::new()
        .name("agent".to_owned())
        .spawn(move || resident(native))?;
    let mut tray = None;
    pump::run(move || {
        for order in ordered.try_iter() {
            match order {
                Order::Wear(face) => wear(&mut tray, &face),
                Order::End => {
                    tray = None;
                    return ControlFlow::Break(());
                }
            }
        }
        ControlFlow::Continue(())
    });
    Ok(())
}

/// Shows `face` in the tray, which is made the first time: the pump must be running by then.
fn wear(tray: &mut Option<TrayIcon>, face: &Face) {
    let worn = match tray {
        Some(tray) => {
            tray.set_menu(Some(Box::new(menu(face))));
            tray.set_icon(picture(face))
                .and_then(|()| tray.set_tooltip(Some(&face.line)))
        }
        None => {
            let mut builder = TrayIconBuilder::new()
                .with_menu(Box::new(menu(face)))
                .with_tooltip(&face.line);
            if let Some(icon) = picture(face) {
                builder = builder.with_icon(icon);
            }
            builder.build().map(|made| *tray = Some(made))
        }
    };
    if let Err(failure) = worn {
        tracing::info!("there is no tray: {failure}");
    }
}

fn picture(face: &Face) -> Option<Icon> {
    let picture = icon::pictures(face.look)
        .into_iter()
        .find(|picture| picture.width == PIXELS)?;
    Icon::from_rgba(picture.rgba, picture.width, picture.height).ok()
}

fn menu(face: &Face) -> Menu {
    let menu = Menu::new();
    for line in face.menu() {
        let item: Box<dyn IsMenuItem> = match line {
            Line::Rule => Box::new(PredefinedMenuItem::separator()),
            Line::Label(words) => Box::new(MenuItem::new(label(&words), false, None)),
            Line::Does(words, command) => {
                Box::new(MenuItem::with_id(command.name(), label(&words), true, None))
            }
        };
        if let Err(failure) = menu.append(item.as_ref()) {
            tracing::info!("a line of the menu is missing: {failure}");
        }
    }
    menu
}

/// An ampersand marks the key of a menu line; two are one that is meant.
fn label(words: &str) -> String {
    words.replace('&', "&&")
}

/// Shows `notice` and waits for what the person does with it.
fn show(notice: Notice, events: &Sender<Event>) {
    let handle = match message(&notice).show() {
        Ok(handle) => handle,
        Err(failure) => {
            tracing::warn!("no message could be shown: {failure}");
            let _ = events.send(Event::NotShown(notice));
            return;
        }
    };
    let _ = events.send(Event::Shown(notice.clone()));
    let answered = handle.wait_for_response(|response: &NotificationResponse| {
        let choice = match response {
            NotificationResponse::Default => Some(Choice::Open),
            // Windows answers with a button's name, macOS with its words.
            NotificationResponse::Action(name) => Choice::named(name)
                .or_else(|| Choice::buttons(&notice).find(|one| text(one.key(), &[]) == *name)),
            _ => None,
        };
        if let Some(choice) = choice {
            let _ = events.send(Event::Chosen(notice, choice));
        }
    });
    if let Err(failure) = answered {
        tracing::info!("a message was not answered: {failure}");
    }
}

fn message(notice: &Notice) -> Notification {
    let mut message = Notification::new();
    message
        .appname("Vesper")
        .summary(&notice.title)
        .body(notice.body.as_deref().unwrap_or_default())
        .timeout(Timeout::Milliseconds(ON_SCREEN));
    #[cfg(windows)]
    message.app_id(APPLICATION);
    #[cfg(target_os = "macos")]
    if let Err(failure) = notify_rust::set_application(APPLICATION) {
        tracing::debug!("messages come under another name: {failure}");
    }
    if let Some(name) = sound_name(notice.sound) {
        message.sound_name(name);
    }
    for choice in Choice::buttons(notice) {
        message.action(choice.name(), &text(choice.key(), &[]));
    }
    message
}

/// The name of `sound` among the toasts' sounds of Windows, or the sounds of macOS.
fn sound_name(sound: Sound) -> Option<&'static str> {
    let (windows, macos) = match sound {
        Sound::None => return None,
        Sound::Soft => ("Default", "Default"),
        Sound::Bell => ("SMS", "Glass"),
        Sound::Chime => ("Reminder", "Ping"),
    };
    Some(if cfg!(windows) { windows } else { macos })
}
