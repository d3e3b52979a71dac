//! The commands the window's page can call: adapters of a few lines, one call each.

mod dropped;
mod error;
mod reading;
mod requests;
mod rescue;
mod writing;

use tauri::Wry;
use tauri::ipc::Invoke;

/// All commands; each also stands in `build.rs` and in the capability of `tauri.conf.json`.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        reading::boot,
        reading::show,
        reading::people_after,
        reading::applications_after,
        reading::when_read,
        reading::interview_preview,
        reading::export_preview,
        reading::export_print,
        reading::print_page,
        reading::import_open,
        reading::import_bytes,
        reading::import_text,
        reading::card_open,
        reading::card_bytes,
        reading::card_text,
        reading::import_change,
        reading::import_close,
        reading::touch_form,
        reading::reply_form,
        reading::draft_measure,
        reading::draft_mail,
        reading::draft_file,
        reading::draft_keep,
        reading::draft_afresh,
        reading::call_keep,
        reading::template_preview,
        reading::open_link,
        writing::interview_save,
        writing::interview_keep,
        writing::interview_cancel,
        writing::interview_restore,
        writing::application_close,
        writing::application_reopen,
        writing::application_lead,
        writing::application_delete,
        writing::step_done,
        writing::steps_done,
        writing::step_snooze,
        writing::step_skip,
        writing::undo,
        writing::touch_save,
        writing::touch_remove,
        writing::reply_save,
        writing::reply_remove,
        writing::calendar_keep,
        writing::import_take,
        writing::person_add,
        writing::people_merge,
        writing::people_apart,
        writing::person_save,
        writing::person_erase,
        writing::sample_add,
        writing::sample_remove,
        writing::draft_sent,
        writing::call_done,
        writing::template_save,
        writing::template_add,
        writing::template_remove,
        writing::setting_save,
        writing::holidays_import,
        writing::start_offer,
        writing::test_reminder,
        writing::export_save,
        writing::backup_make,
        writing::backup_restore,
        writing::backup_restore_file,
        writing::backup_delete,
        writing::backup_folder,
        writing::backup_folder_usual,
        reading::repair,
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
