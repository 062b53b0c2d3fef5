//! What the agent does with what is due and with what the person answers.

mod faults;
mod manners;

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::mpsc;

use vesper_core::reminders::{
    NoticeAction, ReminderDraft, ReminderKind, Rule, Sign, Sound, State, When,
};
use vesper_core::time::{FixedClock, Minutes};

use super::*;
use crate::face::Look;

/// What happens beside the agent.
type Meanwhile = Box<dyn FnOnce()>;

/// A desktop that writes down what it is asked to show.
#[derive(Clone, Default)]
struct Paper {
    notices: Rc<RefCell<Vec<Notice>>>,
    faces: Rc<RefCell<Vec<Face>>>,
    opened: Rc<RefCell<Vec<String>>>,
    /// What somebody else does while the agent puts its face on.
    meanwhile: Rc<RefCell<Option<Meanwhile>>>,
}

impl Notifier for Paper {
    fn show(&self, notice: Notice) {
        self.notices.borrow_mut().push(notice);
    }
}

impl Tray for Paper {
    fn wear(&self, face: Face) {
        self.faces.borrow_mut().push(face);
        if let Some(happens) = self.meanwhile.take() {
            happens();
        }
    }
}

/// Says what a test says, by the microphone.
struct Told(Rc<Cell<Presence>>);

impl Manners for Told {
    fn presence(&self, _: &[Sign]) -> Presence {
        self.0.get()
    }

    fn given(&self) -> Vec<Sign> {
        vec![Sign::Microphone]
    }
}

/// An agent in Berlin on 5 June 2026 with a massage at 21:30, and what it shows.
struct Evening {
    dir: Home,
    clock: Arc<FixedClock>,
    paper: Paper,
    presence: Rc<Cell<Presence>>,
    resident: Resident<Paper>,
}

fn at(time: &str) -> Instant {
    let text = format!("2026-06-05T{time}:00+02:00");
    chrono::DateTime::parse_from_rfc3339(&text)
        .unwrap()
        .to_utc()
}

/// The folder of a diary.
enum Home {
    Own(tempfile::TempDir),
    Given(PathBuf),
}

impl Home {
    fn path(&self) -> &Path {
        match self {
            Self::Own(dir) => dir.path(),
            Self::Given(dir) => dir,
        }
    }
}

impl Evening {
    fn new() -> Self {
        Self::at_home(Home::Own(tempfile::tempdir().unwrap()))
    }

    fn in_dir(dir: &Path) -> Self {
        Self::at_home(Home::Given(dir.to_owned()))
    }

    fn at_home(dir: Home) -> Self {
        let clock = Arc::new(FixedClock::new(
            at("20:00"),
            "Europe/Berlin".parse().unwrap(),
        ));
        let mut vesper = Vesper::open(dir.path(), clock.clone()).unwrap();
        vesper
            .add_reminder(&ReminderDraft {
                kind: ReminderKind::SelfMassage,
                title: "Neck and shoulders".to_owned(),
                body: None,
                routine: Some("neck-and-shoulders".to_owned()),
                rule: Rule {
                    when: When::At("21:30".parse().unwrap()),
                    days: Vec::new(),
                    kind_of_day: None,
                    every_weeks: 1,
                    start: "2026-06-01".parse().unwrap(),
                    until: None,
                    count: None,
                },
                grace_min: Minutes(45),
                sound: Sound::None,
                actions: NoticeAction::ALL.to_vec(),
                appointment: None,
                enabled: true,
            })
            .unwrap();
        let paper = Paper::default();
        let opened = paper.opened.clone();
        let open = Box::new(move |place: &str| opened.borrow_mut().push(place.to_owned()));
        let (_, events) = mpsc::channel();
        let presence = Rc::new(Cell::new(Presence::Free));
        let asked = presence.clone();
        let resident = Resident::new(vesper, paper.clone(), events, open, Box::new(Told(asked)));
        Self {
            dir,
            clock,
            paper,
            presence,
            resident,
        }
    }

    /// A look at `time`; answers with the messages it shows.
    fn look(&mut self, time: &str) -> Vec<Notice> {
        self.clock.set(at(time));
        self.resident.look();
        self.paper.notices.take()
    }

    fn face(&self) -> Face {
        self.paper.faces.borrow().last().cloned().unwrap()
    }

    fn state(&self) -> State {
        self.resident.vesper.reminder_history(None, None).unwrap()[0].state
    }
}

#[test]
fn what_is_due_is_shown_once_and_recorded_as_shown_when_it_is_on_the_screen() {
    let mut evening = Evening::new();
    assert_eq!(evening.look("21:29"), []);
    let said = evening.look("21:30");
    assert_eq!(said.len(), 1);
    assert_eq!(
        evening.state(),
        State::Planned,
        "claimed, not yet on the screen"
    );
    assert_eq!(
        evening.look("21:31"),
        [],
        "the server is slow: it is not asked twice"
    );
    evening.resident.hear(Event::Shown(said[0].clone()));
    assert_eq!(evening.state(), State::Shown);
    assert_eq!(evening.look("21:32"), []);
}

#[test]
fn start_on_the_message_starts_it_and_opens_the_routine() {
    let mut evening = Evening::new();
    let said = evening.look("21:30");
    evening.resident.hear(Event::Shown(said[0].clone()));
    evening
        .resident
        .hear(Event::Chosen(said[0].clone(), Choice::Start));
    assert_eq!(evening.state(), State::Started);
    assert_eq!(
        *evening.paper.opened.borrow(),
        ["massage/neck-and-shoulders"]
    );
}

#[test]
fn put_off_on_the_message_it_comes_again_and_left_out_it_does_not() {
    for (choice, comes) in [(Choice::Snooze, 1), (Choice::Skip, 0)] {
        let mut evening = Evening::new();
        let said = evening.look("21:30");
        evening.resident.hear(Event::Shown(said[0].clone()));
        evening
            .resident
            .hear(Event::Chosen(said[0].clone(), choice));
        assert_eq!(evening.look("21:44"), []);
        assert_eq!(evening.look("21:45").len(), comes, "{choice:?}");
        assert!(
            evening.paper.opened.borrow().is_empty(),
            "nobody asked for the window"
        );
    }
}

#[test]
fn a_reminder_removed_while_its_message_stands_is_no_trouble() {
    let mut evening = Evening::new();
    let said = evening.look("21:30");
    let id = said[0].shows[0].id;
    evening.resident.vesper.remove_reminder(id).unwrap();
    evening
        .resident
        .hear(Event::Chosen(said[0].clone(), Choice::Start));
    assert_eq!(
        *evening.paper.opened.borrow(),
        ["massage/neck-and-shoulders"]
    );
    assert_eq!(evening.look("21:31"), [], "nothing is said of it");
}

#[test]
fn the_tray_names_what_comes_next_and_tells_its_states_apart() {
    let mut evening = Evening::new();
    evening.look("20:00");
    assert_eq!(evening.face().look, Look::Active);
    assert_eq!(evening.face().line, "Next: Neck and shoulders at 21:30");
    let said = evening.look("21:30");
    evening.resident.hear(Event::Shown(said[0].clone()));
    evening.look("21:31");
    assert_eq!(evening.face().look, Look::Due, "it waits for the person");
    assert_eq!(
        evening.face().line,
        "Next: Neck and shoulders tomorrow at 21:30"
    );
    evening.look("22:16");
    assert_eq!(evening.face().look, Look::Active, "its time is over");
    evening
        .resident
        .hear(Event::Commanded(Command::PauseForAnHour));
    evening.look("22:17");
    assert_eq!(evening.face().look, Look::Paused);
    assert_eq!(evening.face().line, "Paused until 23:16");
    evening.resident.hear(Event::Commanded(Command::Resume));
    evening.look("22:18");
    assert_eq!(evening.face().look, Look::Active);
}

#[test]
fn the_tray_offers_the_reminders_own_actions_and_names_appointments_once() {
    let mut evening = Evening::new();
    let vesper = &mut evening.resident.vesper;
    let mut draft = vesper.reminders().unwrap()[0].draft.clone();
    draft.kind = ReminderKind::ProfessionalMassage;
    draft.title = "Massage".to_owned();
    draft.routine = None;
    draft.rule.when = When::Once(at("21:00") + chrono::Duration::days(1));
    draft.actions = vec![NoticeAction::Done, NoticeAction::Snooze];
    vesper.add_reminder(&draft).unwrap();
    evening.look("20:30");
    assert_eq!(
        evening.face().next,
        [
            "Neck and shoulders at 21:30",
            "Massage tomorrow at 21:00",
            "Neck and shoulders tomorrow at 21:30",
        ],
        "its heads-ups of today and tomorrow are no reminders of their own"
    );
    let said = evening.look("21:00");
    assert_eq!(said[0].title, "Tomorrow at 21:00: Massage");
    evening.resident.hear(Event::Shown(said[0].clone()));
    evening.look("21:01");
    let waits = &evening.face().waiting[0];
    assert_eq!(waits.words, "Tomorrow at 21:00: Massage");
    assert_eq!(
        waits.choices,
        [Choice::Snooze, Choice::UntilFree],
        "what is announced is neither begun nor done"
    );
}

#[test]
fn a_heads_up_is_looked_for_at_its_time_though_the_tray_does_not_name_it() {
    let mut evening = Evening::new();
    let vesper = &mut evening.resident.vesper;
    let mut draft = vesper.reminders().unwrap()[0].draft.clone();
    draft.kind = ReminderKind::ProfessionalMassage;
    draft.routine = None;
    draft.rule.when = When::Once(at("21:00") + chrono::Duration::days(1));
    vesper.add_reminder(&draft).unwrap();
    evening.look("20:50");
    let quiet = evening.resident.quiet.as_ref().unwrap();
    assert_eq!(quiet.until, at("21:00"), "the day before");
}

#[test]
fn at_the_planned_rise_the_face_is_looked_at_whatever_the_quarter_of_an_hour() {
    use vesper_core::reminders::{Schedule, ScheduleDay};
    use vesper_core::time::Weekday;
    let mut evening = Evening::new();
    let plan = |day| ScheduleDay {
        day,
        bed: "20:30".parse().unwrap(),
        rise: "20:50".parse().unwrap(),
    };
    let plan = Schedule(Weekday::ALL.into_iter().map(plan).collect());
    evening.resident.vesper.set_schedule(&plan).unwrap();
    evening.look("20:40");
    let quiet = evening.resident.quiet.as_ref().unwrap();
    assert_eq!(quiet.until, at("20:50"), "what the night held back is told");
}

#[test]
fn a_pause_until_morning_ends_at_the_planned_rise() {
    let mut evening = Evening::new();
    evening
        .resident
        .hear(Event::Commanded(Command::PauseUntilMorning));
    evening.look("20:01");
    assert_eq!(
        evening.face().line,
        "Paused until tomorrow, 07:00",
        "the usual rise"
    );
    assert_eq!(evening.look("21:30"), []);
}

#[test]
fn a_change_by_the_window_is_seen_at_the_next_look() {
    let mut evening = Evening::new();
    evening.look("20:00");
    let mut window = Vesper::open(evening.dir.path(), evening.clock.clone()).unwrap();
    let mut draft = window.reminders().unwrap()[0].draft.clone();
    draft.rule.when = When::At("20:01".parse().unwrap());
    window
        .edit_reminder(window.reminders().unwrap()[0].id, &draft)
        .unwrap();
    assert_eq!(
        evening.look("20:01").len(),
        1,
        "although the next one was at 21:30"
    );
}

#[test]
fn a_change_by_the_window_while_a_look_goes_on_is_seen_at_the_next() {
    let mut evening = Evening::new();
    let (dir, clock) = (evening.dir.path().to_owned(), evening.clock.clone());
    let change: Meanwhile = Box::new(move || {
        let mut window = Vesper::open(&dir, clock).unwrap();
        let mut reminder = window.reminders().unwrap().remove(0);
        reminder.draft.rule.when = When::At("20:01".parse().unwrap());
        window.edit_reminder(reminder.id, &reminder.draft).unwrap();
    });
    *evening.paper.meanwhile.borrow_mut() = Some(change);
    evening.look("20:00");
    assert_eq!(evening.look("20:01").len(), 1);
}

#[test]
fn a_clock_that_leaps_is_noticed() {
    let mut evening = Evening::new();
    evening.look("20:00");
    assert!(evening.resident.quiet.is_some());
    assert_eq!(
        evening.look("21:40").len(),
        1,
        "the computer slept until 21:40"
    );
}

#[test]
fn a_backup_that_fails_is_told_once_a_day_as_that_and_tried_again() {
    let mut evening = Evening::new();
    let backups = evening.dir.path().join("backups");
    std::fs::write(&backups, "in the folder's place").unwrap();
    let told = evening.look("20:00");
    assert_eq!(told.len(), 1);
    assert_eq!(
        told[0].title,
        text("agent_no_backup", &[]),
        "reminding goes on: only the backup failed"
    );
    assert_eq!(
        evening.look("21:30").len(),
        1,
        "the reminder comes, and the backup is not spoken of again today"
    );
    std::fs::remove_file(&backups).unwrap();
    evening.look("22:00");
    assert_eq!(
        std::fs::read_dir(&backups).unwrap().count(),
        1,
        "the backup was tried again"
    );
}

/// A clock that moves on by a second whenever it is read.
struct Hurrying(FixedClock);

impl vesper_core::time::Clock for Hurrying {
    fn now(&self) -> Instant {
        let now = self.0.now();
        self.0.set(now + chrono::Duration::seconds(1));
        now
    }

    fn zone(&self) -> Zone {
        self.0.zone()
    }
}

#[test]
fn what_falls_due_while_a_look_goes_on_is_shown_by_the_next() {
    for before in 1..20 {
        let mut evening = Evening::new();
        let start = at("21:30") - chrono::Duration::seconds(before);
        let clock = Arc::new(Hurrying(FixedClock::new(
            start,
            evening.resident.vesper.zone(),
        )));
        evening.resident.vesper = Vesper::open(evening.dir.path(), clock).unwrap();
        for _ in 0..40 {
            evening.resident.look();
        }
        assert_eq!(
            evening.paper.notices.borrow().len(),
            1,
            "the first look began {before} s before it was due"
        );
    }
}

#[test]
fn a_look_comes_after_every_minute_however_long_the_last_one_took() {
    let after = |millis| at("21:30") + chrono::Duration::milliseconds(millis);
    for (looked, now, left) in [
        (50, 60, 59_990),
        (59_980, 59_990, 60),
        (59_980, 60_030, 20),
        (59_980, 60_200, 0),
        (50, 300_000, 0),
        (50, -300_000, 60_050),
    ] {
        let waited = wait(after(looked), after(now));
        assert_eq!(
            waited,
            Duration::from_millis(left),
            "looked at {looked} ms, done at {now} ms past the minute"
        );
    }
}
