//! What the agent does where the desktop or the disk fails.

#[path = "../../../../tests/support/small_disk.rs"]
mod small_disk;

use small_disk::SmallDisk;

use super::*;

impl Evening {
    fn opened(&self) -> Vec<String> {
        self.paper.opened.take()
    }

    /// A window of its own on the same diary, which shows what waits.
    fn window(&self) -> Vec<String> {
        let mut window = Vesper::open(self.dir.path(), self.clock.clone()).unwrap();
        let waiting = window.show_waiting().unwrap();
        waiting
            .into_iter()
            .map(|one| one.occurrence.title)
            .collect()
    }
}

#[test]
fn a_message_that_cannot_be_shown_opens_the_small_window_which_says_once_why() {
    let mut evening = Evening::new();
    let said = evening.look("21:30");
    evening.resident.hear(Event::NotShown(said[0].clone()));
    assert_eq!(evening.opened(), ["waiting/no-messages"]);
    assert_eq!(evening.state(), State::Planned, "nobody has seen it yet");
    assert_eq!(evening.window(), ["Neck and shoulders"]);
    assert_eq!(evening.state(), State::Shown, "the window has shown it");
    assert_eq!(evening.look("21:31"), []);
    let snooze = Choice::Snooze;
    evening
        .resident
        .hear(Event::Chosen(said[0].clone(), snooze));
    let again = evening.look("21:46");
    evening.resident.hear(Event::NotShown(again[0].clone()));
    assert_eq!(evening.opened(), ["waiting"], "the reason was told");
}

#[test]
fn a_desktop_that_refuses_is_tried_again_every_minute_and_the_window_is_opened_once() {
    let mut evening = Evening::new();
    let said = evening.look("21:30");
    evening.resident.hear(Event::NotShown(said[0].clone()));
    assert_eq!(evening.look("21:30"), [], "not at once");
    for time in ["21:31", "21:32"] {
        let again = evening.look(time);
        assert_eq!(again.len(), 1, "at {time}: nobody has seen it");
        evening.resident.hear(Event::NotShown(again[0].clone()));
    }
    assert_eq!(evening.opened(), ["waiting/no-messages"]);
    let shown = evening.look("21:33");
    evening.resident.hear(Event::Shown(shown[0].clone()));
    assert_eq!(evening.state(), State::Shown, "the server has come back");
    assert_eq!(evening.look("21:34"), []);
}

#[test]
fn what_the_server_closes_waits_for_its_answer_in_the_tray() {
    let mut evening = Evening::new();
    let said = evening.look("21:30");
    // Of a message that expires, is waved away or goes with its server, no choice is heard.
    evening.resident.hear(Event::Shown(said[0].clone()));
    evening.look("21:50");
    let face = evening.face();
    assert_eq!(face.look, Look::Due);
    let waits = &face.waiting[0];
    let start = Command::Answer(waits.id, waits.due, Choice::Start);
    evening.resident.hear(Event::Commanded(start));
    assert_eq!(evening.state(), State::Started);
    assert_eq!(evening.opened(), ["massage/neck-and-shoulders"]);
    evening.look("21:51");
    assert_eq!(evening.face().waiting, []);
}

/// At 21:30 nothing can be written: the person is told once, the reminder comes once and is answered, and all of that is on the
/// disk after `mend`.
fn reminds_from_memory(evening: &mut Evening, mend: impl FnOnce()) {
    let said = evening.look("21:30");
    let titles: Vec<&str> = said.iter().map(|notice| notice.title.as_str()).collect();
    let told = text("agent_from_memory", &[]);
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert!(titles.contains(&told.as_str()), "{titles:?}");
    let reminder = said.iter().find(|notice| !notice.shows.is_empty()).unwrap();
    evening.resident.hear(Event::Shown(reminder.clone()));
    assert_eq!(evening.look("21:31"), [], "each once");
    let snooze = Choice::Snooze;
    evening
        .resident
        .hear(Event::Chosen(reminder.clone(), snooze));
    let again = evening.look("21:46");
    assert_eq!(again.len(), 1, "what was put off comes again");
    evening.resident.hear(Event::Shown(again[0].clone()));
    mend();
    assert_eq!(evening.look("21:47"), []);
    assert!(!evening.resident.vesper.is_from_memory());
    let disk = Vesper::open(evening.dir.path(), evening.clock.clone()).unwrap();
    let history = disk.reminder_history(None, None).unwrap();
    assert_eq!(history[0].state, State::Shown, "the disk knows");
}

#[test]
fn with_a_full_disk_reminders_come_and_their_answers_are_kept() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let mut evening = Evening::in_dir(disk.path());
    evening.look("20:00");
    disk.fill();
    reminds_from_memory(&mut evening, || disk.empty());
}

#[test]
fn started_on_a_disk_that_cannot_be_written_it_reminds_all_the_same() {
    let Some(disk) = SmallDisk::mount() else {
        return;
    };
    let mut evening = Evening::in_dir(disk.path());
    evening.look("20:00");
    let elsewhere = tempfile::tempdir().unwrap();
    evening.resident.vesper = Vesper::open(elsewhere.path(), evening.clock.clone()).unwrap();
    disk.set_read_only(true);
    evening.resident.vesper = Vesper::open_from_memory(disk.path(), evening.clock.clone()).unwrap();
    reminds_from_memory(&mut evening, || disk.set_read_only(false));
}
