//! Bringing nights and appointments in and taking them out.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use vesper_core::error::Invalid;
use vesper_core::export::ExportFormat;
use vesper_core::import::{ImportFormat, Skipped};
use vesper_core::text::text;
use vesper_core::time::Zone;
use vesper_core::vesper::counted;
use vesper_core::{Error, Vesper};

use crate::arguments::{self, Window};
use crate::output::{Answer, wrapped};

/// What is imported.
#[derive(Args)]
pub struct ImportArgs {
    /// The file
    file: PathBuf,
    /// Its format, where it is not to be recognised by content: sleep-as-android, csv, json or ics
    #[arg(long, value_parser = import_format)]
    format: Option<ImportFormat>,
    /// The zone of records and appointments that name none
    #[arg(long, value_parser = arguments::zone)]
    zone: Option<Zone>,
    /// Say what would come in, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What is exported.
#[derive(Args)]
pub struct ExportArgs {
    /// csv or json for the diary, ics for the reminders as a calendar
    #[arg(long, value_parser = export_format)]
    format: What,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    window: Window,
}

/// What is written out.
#[derive(Clone, Copy)]
enum What {
    Diary(ExportFormat),
    Calendar,
}

fn import_format(slug: &str) -> Result<ImportFormat, String> {
    slug.parse().map_err(|invalid: Invalid| invalid.message)
}

fn export_format(slug: &str) -> Result<What, String> {
    if slug == "ics" {
        return Ok(What::Calendar);
    }
    slug.parse().map(What::Diary).map_err(|_: Invalid| {
        let known = ExportFormat::ALL.map(ExportFormat::slug).join(", ");
        let known = format!("{known}, ics");
        text(
            "error_format_unknown",
            &[("format", slug), ("known", &known)],
        )
    })
}

/// Imports a file, or tells what would come in.
pub fn import(vesper: &mut Vesper, args: &ImportArgs) -> Result<Answer, Error> {
    let plan = vesper.plan_import(&args.file, args.format, args.zone, &mut |_| true)?;
    if args.dry_run {
        let preview = &plan.preview;
        let answer = answer(
            "cli_import_would",
            preview.format,
            [preview.read, preview.new, preview.duplicates],
            preview.new_naps,
            &preview.skipped,
        )?;
        let shown = preview.appointments.iter().map(|one| {
            let parts = [&*one.title, &one.in_words, &one.particulars];
            wrapped("  - ", &parts.join(" · "))
        });
        let more = preview.new_appointments as usize > preview.appointments.len();
        return Ok(answer.with(shown.chain(more.then(|| "  - …".to_owned()))));
    }
    let (done, _) = vesper.commit_import(&plan)?;
    answer(
        "cli_imported",
        done.format,
        [done.read, done.imported, done.duplicates],
        done.naps,
        &done.skipped,
    )
}

fn answer(
    key: &str,
    format: ImportFormat,
    counts: [u32; 3],
    naps: u32,
    skipped: &[Skipped],
) -> Result<Answer, Error> {
    let [read, imported, duplicates] = counts;
    let json = json!({"format": format, "read": read, "imported": imported, "duplicates": duplicates, "skipped": skipped});
    let [read, duplicates] = [read, duplicates].map(|count| count.to_string());
    let imported = counted(imported, naps);
    let mut lines = vec![text(
        key,
        &[
            ("format", format.slug()),
            ("read", &read),
            ("imported", &imported),
            ("duplicates", &duplicates),
        ],
    )];
    lines.extend(skipped.iter().map(|row| {
        text(
            "cli_import_skipped",
            &[("line", &row.line.to_string()), ("reason", &row.reason)],
        )
    }));
    Answer::new(&json, lines.join("\n"))
}

/// Writes the diary, or the reminders, to a file.
pub fn export(vesper: &Vesper, args: &ExportArgs) -> Result<Answer, Error> {
    let file = args.output.display().to_string();
    let format = match args.format {
        What::Diary(format) => format,
        What::Calendar => {
            let events = vesper.export_calendar(&args.output)?;
            let counted = [("count", events.to_string()), ("file", file.clone())];
            let counted = counted
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            let said = text("cli_exported_calendar", &counted);
            return Answer::new(
                &json!({"format": "ics", "file": file, "events": events}),
                said,
            );
        }
    };
    let records = vesper.export(format, &args.output, args.window.from, args.window.to)?;
    let said = text(
        "cli_exported",
        &[("count", &records.to_string()), ("file", &file)],
    );
    Answer::new(
        &json!({"format": format, "file": file, "records": records}),
        said,
    )
}
