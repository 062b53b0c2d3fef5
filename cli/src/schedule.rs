//! The planned sleep of the week.

use clap::{Args, Subcommand};
use vesper_core::reminders::{Schedule, ScheduleDay};
use vesper_core::text::text;
use vesper_core::time::{ClockTime, Weekday};
use vesper_core::{Error, Vesper};

use crate::arguments;
use crate::output::Answer;

#[derive(Subcommand)]
pub enum Command {
    /// Plan when to turn the lights out and when to rise
    Set(SetArgs),
    /// Show the plan
    Show,
}

#[derive(Args)]
pub struct SetArgs {
    /// Planned lights-out
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    bed: ClockTime,
    /// Planned rise, on the morning after
    #[arg(long, value_name = "TIME", value_parser = arguments::clock)]
    rise: ClockTime,
    /// The evenings it is for, for example mon,tue; every evening unless named
    #[arg(long, value_name = "DAYS", value_delimiter = ',', value_parser = arguments::weekday)]
    days: Vec<Weekday>,
}

/// Plans the week's sleep, or shows the plan.
pub fn run(vesper: &mut Vesper, command: &Command) -> Result<Answer, Error> {
    if let Command::Set(args) = command {
        let all = args.days.is_empty();
        let planned = Weekday::ALL
            .into_iter()
            .filter(|day| all || args.days.contains(day))
            .map(|day| ScheduleDay {
                day,
                bed: args.bed,
                rise: args.rise,
            });
        vesper.set_schedule(&Schedule(planned.collect()))?;
    }
    let schedule = vesper.schedule()?;
    let lines: Vec<String> = schedule.0.iter().map(line).collect();
    Answer::new(&schedule, lines.join("\n"))
}

fn line(plan: &ScheduleDay) -> String {
    let day = match plan.day {
        Weekday::Mon => "cli_mon",
        Weekday::Tue => "cli_tue",
        Weekday::Wed => "cli_wed",
        Weekday::Thu => "cli_thu",
        Weekday::Fri => "cli_fri",
        Weekday::Sat => "cli_sat",
        Weekday::Sun => "cli_sun",
    };
    text(
        "cli_plan",
        &[
            ("day", &format!("{:<12}", text(day, &[]))),
            ("bed", &plan.bed.to_string()),
            ("rise", &plan.rise.to_string()),
        ],
    )
}
