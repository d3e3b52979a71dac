//! The native dialogs that ask for a file. Not for the main thread: each waits for its answer.

use std::path::PathBuf;

use afterword_core::use_cases::exports::Format;
use afterword_core::wording::Words;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// Asks where to save the contacts; none when the dialog is closed.
#[must_use]
pub fn save_contacts(app: &AppHandle, format: Format) -> Option<PathBuf> {
    let ending = format.extension();
    let words = Words::english();
    let dialog = dialog(app, "save-title")
        .set_file_name(format!("{}.{ending}", words.plain("save-name")))
        .add_filter(ending.to_uppercase(), &[ending]);
    let mut path = dialog.blocking_save_file()?.into_path().ok()?;
    if path.extension().is_none() {
        path.set_extension(ending);
    }
    Some(path)
}

/// Asks for a calendar file; none when the dialog is closed.
#[must_use]
pub fn open_calendar(app: &AppHandle) -> Option<PathBuf> {
    let filter = Words::english().plain("open-calendar-filter");
    let dialog = dialog(app, "open-calendar-title").add_filter(filter, &["ics", "ICS", "ical", "icalendar"]);
    dialog.blocking_pick_file()?.into_path().ok()
}

fn dialog(app: &AppHandle, title: &str) -> FileDialogBuilder<Wry> {
    let dialog = app.dialog().file().set_title(Words::english().plain(title));
    match app.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}
