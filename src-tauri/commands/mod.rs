//! The commands the window's page can call: adapters of a few lines, one call each.

mod changes;
mod dropped;
mod error;
mod queries;
mod requests;
mod rescue;

use tauri::Wry;
use tauri::ipc::Invoke;

/// All commands; each also stands in `build.rs` and in the capability of `tauri.conf.json`.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        queries::boot,
        queries::show,
        queries::people_after,
        queries::applications_after,
        queries::when_read,
        queries::interview_preview,
        queries::export_preview,
        queries::export_print,
        queries::print_page,
        queries::import_open,
        queries::import_bytes,
        queries::import_text,
        queries::card_open,
        queries::card_bytes,
        queries::card_text,
        queries::import_change,
        queries::import_close,
        queries::touch_form,
        queries::reply_form,
        queries::draft_measure,
        queries::draft_mail,
        queries::draft_file,
        queries::draft_keep,
        queries::draft_afresh,
        queries::call_keep,
        queries::template_preview,
        queries::open_link,
        changes::interview_save,
        changes::interview_keep,
        changes::interview_cancel,
        changes::interview_restore,
        changes::application_close,
        changes::application_reopen,
        changes::application_lead,
        changes::application_delete,
        changes::step_done,
        changes::steps_done,
        changes::step_snooze,
        changes::step_skip,
        changes::undo,
        changes::touch_save,
        changes::touch_remove,
        changes::reply_save,
        changes::reply_remove,
        changes::calendar_keep,
        changes::import_take,
        changes::person_add,
        changes::people_merge,
        changes::people_apart,
        changes::person_save,
        changes::person_erase,
        changes::sample_add,
        changes::sample_remove,
        changes::draft_sent,
        changes::call_done,
        changes::template_save,
        changes::template_add,
        changes::template_remove,
        changes::setting_save,
        changes::holidays_import,
        changes::start_offer,
        changes::test_reminder,
        changes::export_save,
        changes::backup_make,
        changes::backup_restore,
        changes::backup_restore_file,
        changes::backup_delete,
        changes::backup_folder,
        changes::backup_folder_usual,
        queries::repair,
    ]
}

/// The commands of the page that says why the records cannot be opened, and of no other.
pub fn rescue_handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        rescue::rescue_page,
        rescue::rescue_restore,
        rescue::rescue_restore_file,
        rescue::rescue_anew,
        rescue::rescue_look_again,
        rescue::rescue_open,
    ]
}
