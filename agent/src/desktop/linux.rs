//! Linux: StatusNotifierItem and desktop notifications, both over the session bus.
//!
//! One thread holds everything that talks to the bus. It sleeps until the bus or the agent has something to say. A bus that goes is
//! looked for until it is back, and the tray with it; each message has a connection of its own.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use ksni::menu::{MenuItem, StandardItem};
use ksni::{Handle, TrayMethods};
use notify_rust::{Hint, Notification, NotificationResponse, Timeout, Urgency};
use tokio::runtime::Builder;
use tokio::select;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};
use vesper_core::reminders::{Notice, Sound};
use vesper_core::text::text;
use zbus::export::ordered_stream::OrderedStreamExt;
use zbus::{Connection, MessageStream};

use super::{Choice, Event, Notifier, Tray};
use crate::face::{Command, Face, Line, Look, TONIGHT};
use crate::icon;

/// The name of the desktop entry and of the icon.
const APPLICATION: &str = "app.vesper.Vesper";
/// A notification server that has not answered by then will not.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a message stays on the screen, where the server lets a program say so.
const ON_SCREEN: Duration = Duration::from_secs(120);
/// How long after the last try a bus that is gone is looked for again.
const LOOKED_FOR: Duration = Duration::from_secs(60);
/// Of how many messages the answers are waited for; a server that died never answers.
const AWAITED: usize = 16;

/// What the agent wants of the bus.
enum Order {
    Show(Notice),
    Wear(Face),
}

/// The session bus, or what there is of it.
pub struct Bus(UnboundedSender<Order>);

impl Notifier for Bus {
    fn show(&self, notice: Notice) {
        // The bus thread ends after the agent only.
        let _ = self.0.send(Order::Show(notice));
    }
}

impl Tray for Bus {
    fn wear(&self, face: Face) {
        let _ = self.0.send(Order::Wear(face));
    }
}

/// Runs `resident` on the desktop; what happens there goes to `events`. Ends when `resident` does.
///
/// # Errors
/// Where no thread can be had.
pub fn run(events: Sender<Event>, resident: impl FnOnce(Bus)) -> io::Result<()> {
    let (orders, taken) = unbounded_channel();
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let bus = thread::Builder::new()
        .name("bus".to_owned())
        .spawn(move || runtime.block_on(serve(taken, events)))?;
    resident(Bus(orders));
    bus.join()
        .map_err(|_| io::Error::other("the bus thread failed"))
}

/// Does what is ordered until the agent drops its end.
async fn serve(mut orders: UnboundedReceiver<Order>, events: Sender<Event>) {
    let mut face: Option<Face> = None;
    let mut tray: Option<Worn> = None;
    let mut awaited: VecDeque<AbortHandle> = VecDeque::new();
    for kind in [SignalKind::terminate(), SignalKind::interrupt()] {
        match signal(kind) {
            Ok(signal) => drop(tokio::spawn(quit_on(signal, events.clone()))),
            Err(failure) => tracing::warn!("signals are not heard: {failure}"),
        }
    }
    loop {
        let bare = tray.is_none() && face.is_some();
        let order = select! {
            order = orders.recv() => order,
            () = gone(&mut tray) => {
                tracing::warn!("the session bus is gone");
                tray = None;
                continue;
            }
            () = sleep(LOOKED_FOR), if bare => {
                tray = put_on(face.clone(), &events).await;
                continue;
            }
        };
        match order {
            Some(Order::Show(notice)) => {
                let shown = tokio::spawn(show(notice, events.clone()));
                awaited.retain(|task| !task.is_finished());
                awaited.push_back(shown.abort_handle());
                if awaited.len() > AWAITED
                    && let Some(oldest) = awaited.pop_front()
                {
                    oldest.abort();
                }
            }
            Some(Order::Wear(worn)) => {
                face = Some(worn.clone());
                match &tray {
                    Some(tray) => drop(tray.item.update(|item| item.face = worn).await),
                    None => tray = put_on(face.clone(), &events).await,
                }
            }
            None => break,
        }
    }
    if let Some(tray) = tray {
        tray.item.shutdown().await;
    }
}

async fn quit_on(mut signal: Signal, events: Sender<Event>) {
    if signal.recv().await.is_some() {
        let _ = events.send(Event::Commanded(Command::Quit));
    }
}

/// The tray's item, and a connection that ends when the bus does: the item's own says nothing of that.
struct Worn {
    item: Handle<Item>,
    bus: MessageStream,
}

impl Drop for Worn {
    fn drop(&mut self) {
        drop(self.item.shutdown());
    }
}

/// Puts the item with `face` into the tray, where there is a bus.
async fn put_on(face: Option<Face>, events: &Sender<Event>) -> Option<Worn> {
    let item = Item {
        face: face?,
        events: events.clone(),
    };
    let bus = Connection::session().await.ok()?;
    // The tray's host may come after the agent, or come again: to wait for it costs nothing. On a task of its own: the library
    // takes a bus that goes at this instant for a fault of its own.
    let spawned = tokio::spawn(item.assume_sni_available(true).spawn()).await;
    let item = spawned
        .map_err(|failure| tracing::info!("there is no tray: {failure}"))
        .ok()?
        .map_err(|failure| tracing::info!("there is no tray: {failure}"))
        .ok()?;
    Some(Worn {
        item,
        bus: bus.into(),
    })
}

/// Ends when the bus does.
async fn gone(worn: &mut Option<Worn>) {
    match worn {
        Some(worn) => while let Some(Ok(_)) = worn.bus.next().await {},
        None => std::future::pending().await,
    }
}

/// Shows `notice` and waits for what the person does with it.
async fn show(notice: Notice, events: Sender<Event>) {
    let message = message(&notice);
    let handle = match timeout(PATIENCE, message.show_async()).await {
        Ok(Ok(handle)) => handle,
        failed => {
            match failed {
                Ok(Err(failure)) => tracing::warn!("no message could be shown: {failure}"),
                _ => tracing::warn!("no message could be shown: no answer"),
            }
            let _ = events.send(Event::NotShown(notice));
            return;
        }
    };
    let _ = events.send(Event::Shown(notice.clone()));
    handle
        .wait_for_action_async(|response: &NotificationResponse| {
            let choice = match response {
                NotificationResponse::Default => Some(Choice::Open),
                NotificationResponse::Action(name) => Choice::named(name),
                _ => None,
            };
            if let Some(choice) = choice {
                let _ = events.send(Event::Chosen(notice, choice));
            }
        })
        .await;
}

fn message(notice: &Notice) -> Notification {
    let on_screen = i32::try_from(ON_SCREEN.as_millis()).unwrap_or(i32::MAX);
    let mut message = Notification::new();
    message
        .appname("Vesper")
        .icon(APPLICATION)
        .summary(&notice.title)
        .body(&escaped(notice.body.as_deref().unwrap_or_default()))
        .timeout(Timeout::Milliseconds(on_screen.cast_unsigned()))
        .hint(Hint::DesktopEntry(APPLICATION.to_owned()))
        .hint(Hint::Category("x-vesper.reminder".to_owned()))
        .hint(Hint::Urgency(Urgency::Normal))
        .hint(match sound_name(notice.sound) {
            Some(name) => Hint::SoundName(name.to_owned()),
            None => Hint::SuppressSound(true),
        });
    let label = |choice: Choice| text(choice.key(), &[]);
    message.action(Choice::Open.name(), &label(Choice::Open));
    // A server without actions passes over them.
    for choice in Choice::buttons(notice) {
        message.action(choice.name(), &label(choice));
    }
    message
}

/// The name of `sound` in the freedesktop.org Sound Naming Specification 0.7.
fn sound_name(sound: Sound) -> Option<&'static str> {
    match sound {
        Sound::None => None,
        Sound::Soft => Some("message-new-instant"),
        Sound::Bell => Some("bell"),
        Sound::Chime => Some("complete"),
    }
}

/// The body is markup to the server (Desktop Notifications Specification 1.2), and plain words to the person.
fn escaped(body: &str) -> String {
    body.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The tray's item.
struct Item {
    face: Face,
    events: Sender<Event>,
}

impl Item {
    fn command(&mut self, command: Command) {
        let _ = self.events.send(Event::Commanded(command));
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        APPLICATION.to_owned()
    }

    fn title(&self) -> String {
        "Vesper".to_owned()
    }

    fn status(&self) -> ksni::Status {
        match self.face.look {
            Look::Due => ksni::Status::NeedsAttention,
            Look::Active | Look::Paused => ksni::Status::Active,
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        icon::pictures(self.face.look)
            .into_iter()
            .filter_map(argb)
            .collect()
    }

    fn attention_icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.icon_pixmap()
    }

    fn tool_tip(&self) -> ksni::ToolTip {
        ksni::ToolTip {
            title: "Vesper".to_owned(),
            description: escaped(&self.face.line),
            ..ksni::ToolTip::default()
        }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.command(Command::Open(TONIGHT));
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.face.menu().into_iter().map(item).collect()
    }
}

fn item(line: Line) -> MenuItem<Item> {
    // An underscore marks the key of a menu line; two are one that is meant.
    let label = |words: String| words.replace('_', "__");
    match line {
        Line::Rule => MenuItem::Separator,
        Line::Label(words) => StandardItem {
            label: label(words),
            enabled: false,
            ..StandardItem::default()
        }
        .into(),
        Line::Does(words, command) => StandardItem {
            label: label(words),
            activate: Box::new(move |item: &mut Item| item.command(command)),
            ..StandardItem::default()
        }
        .into(),
    }
}

/// The picture as StatusNotifierItem has it: ARGB, the highest byte first.
fn argb(picture: icon::Picture) -> Option<ksni::Icon> {
    let mut data = picture.rgba;
    for pixel in data.chunks_exact_mut(4) {
        pixel.rotate_right(1);
    }
    Some(ksni::Icon {
        width: picture.width.try_into().ok()?,
        height: picture.height.try_into().ok()?,
        data,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_is_no_markup() {
        assert_eq!(escaped("neck <b>& jaw"), "neck &lt;b&gt;&amp; jaw");
    }
}
