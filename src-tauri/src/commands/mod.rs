//! The commands: what the page may ask for. Each converts, calls the core and maps the error.

mod app;
mod body;
mod diary;
mod exchange;
mod guide;
mod massage;
mod programme;
mod reminders;
mod routines;
mod settings;
mod trial;

use tauri_specta::{Builder, collect_commands, collect_events};

pub use app::{ChangedElsewhere, OpenPlace};
pub use exchange::{FileDropped, ImportProgress, Imported};

use crate::playing::MediaKey;

/// Every command and event of the wire.
pub fn builder() -> Builder<tauri::Wry> {
    Builder::new()
        .commands(collect_commands![
            app::place_at_start,
            app::startup_failure,
            app::open_again,
            app::tonight,
            app::waiting,
            app::leave_waiting,
            app::undo,
            app::agent_state,
            app::set_start_at_login,
            app::signs,
            app::open_doi,
            app::zoom,
            app::print_page,
            diary::log_night,
            diary::edit_night,
            diary::log_nap,
            diary::delete_record,
            diary::preview_entry,
            diary::set_factors,
            diary::night_page,
            diary::raster,
            diary::search_notes,
            diary::metrics,
            diary::trends,
            exchange::choose_import,
            exchange::plan_dropped_import,
            exchange::cancel_import,
            exchange::commit_import,
            exchange::undo_import,
            exchange::imports,
            exchange::export_diary,
            exchange::export_calendar,
            exchange::backup_diary,
            exchange::restore_diary,
            guide::articles,
            guide::article,
            guide::search_guide,
            guide::kept_of_guide,
            guide::set_bookmark,
            guide::keep_stopped,
            massage::routines,
            massage::safety,
            massage::answer_safety,
            massage::start_player,
            massage::player,
            massage::move_player,
            massage::end_player,
            massage::log_session,
            massage::edit_session,
            massage::delete_session,
            massage::sessions,
            routines::routine_draft,
            routines::check_routine,
            routines::save_routine,
            routines::remove_routine,
            routines::export_routine,
            routines::import_routine,
            body::body_tonight,
            body::mark_body,
            body::clear_body,
            body::body_history,
            body::advise_body,
            programme::programmes,
            programme::start_programme,
            programme::move_programme_date,
            programme::end_programme,
            programme::remove_programme,
            trial::trials,
            trial::trial,
            trial::start_trial,
            trial::trial_outlook,
            trial::log_trial_night,
            trial::analyse_trial,
            trial::end_trial,
            trial::remove_trial,
            reminders::reminders,
            reminders::add_reminder,
            reminders::edit_reminder,
            reminders::remove_reminder,
            reminders::upcoming,
            reminders::reminder_history,
            reminders::reminder_summary,
            reminders::act_on_occurrence,
            reminders::pause,
            reminders::set_pause,
            reminders::pause_for,
            settings::settings,
            settings::locale,
            settings::set_settings,
            settings::schedule,
            settings::set_schedule,
        ])
        .events(collect_events![
            app::ChangedElsewhere,
            app::OpenPlace,
            exchange::ImportProgress,
            exchange::FileDropped,
            MediaKey
        ])
}
