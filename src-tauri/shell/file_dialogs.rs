//! The native dialogs that ask for a file. Each blocks until it is answered, so none may be opened on the main thread.

use std::path::PathBuf;

use afterword_core::domain::codes::{ExportFormat, What};
use afterword_core::wording::Words;
use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// Asks where to save an export; `None` when the dialog is cancelled.
#[must_use]
pub fn save_export(app: &AppHandle, what: What, format: ExportFormat) -> Option<PathBuf> {
    let ending = format.extension();
    let name = match what {
        What::Contacts => "save-name",
        What::Activity => "save-name-activity",
        What::Plan => "save-name-plan",
        What::Everything => "save-name-everything",
    };
    save(dialog(app, "save-title").add_filter(ending.to_uppercase(), &[ending]), name, ending)
}

/// Asks where to save a draft; `None` when the dialog is cancelled.
#[must_use]
pub fn save_draft(app: &AppHandle) -> Option<PathBuf> {
    let filter = Words::english().plain("save-draft-filter");
    save(dialog(app, "save-draft-title").add_filter(filter, &["eml"]), "save-draft-name", "eml")
}

fn save(dialog: FileDialogBuilder<Wry>, name: &str, ending: &str) -> Option<PathBuf> {
    let name = format!("{}.{ending}", Words::english().plain(name));
    let mut path = dialog.set_file_name(name).blocking_save_file()?.into_path().ok()?;
    if path.extension().is_none() {
        path.set_extension(ending);
    }
    Some(path)
}

/// Asks where to keep a calendar file; `None` when the dialog is cancelled.
#[must_use]
pub fn keep_calendar(app: &AppHandle) -> Option<PathBuf> {
    save(dialog(app, "open-calendar-keep-title").add_filter("ICS", &["ics"]), "save-name-plan", "ics")
}

/// Asks for a calendar file; `None` when the dialog is cancelled.
#[must_use]
pub fn open_calendar(app: &AppHandle) -> Option<PathBuf> {
    let filter = Words::english().plain("open-calendar-filter");
    open(dialog(app, "open-calendar-title"), &filter, &["ics", "ical", "icalendar"])
}

/// Asks for a file of people or applications; `None` when the dialog is cancelled.
#[must_use]
pub fn open_import(app: &AppHandle) -> Option<PathBuf> {
    let filter = Words::english().plain("open-import-filter");
    open(dialog(app, "open-import-title"), &filter, &[&["csv", "tsv", "txt", "json"], CARDS].concat())
}

/// Asks for a file of cards; `None` when the dialog is cancelled.
#[must_use]
pub fn open_cards(app: &AppHandle) -> Option<PathBuf> {
    open(dialog(app, "open-cards-title"), &Words::english().plain("open-cards-filter"), CARDS)
}

/// Asks for the folder that backups go to; `None` when the dialog is cancelled.
#[must_use]
pub fn backup_folder(app: &AppHandle) -> Option<PathBuf> {
    dialog(app, "open-backup-folder-title").blocking_pick_folder()?.into_path().ok()
}

/// Asks for a backup in any folder; `None` when the dialog is cancelled.
#[must_use]
pub fn open_backup(app: &AppHandle) -> Option<PathBuf> {
    open(dialog(app, "open-backup-title"), &Words::english().plain("open-backup-filter"), &["db"])
}

/// The endings of files that may hold a card, pictures of QR codes among them.
const CARDS: &[&str] = &["vcf", "vcard", "png", "jpg", "jpeg", "gif", "webp"];

fn open(dialog: FileDialogBuilder<Wry>, filter: &str, endings: &[&str]) -> Option<PathBuf> {
    let both: Vec<String> = endings.iter().flat_map(|ending| [(*ending).to_owned(), ending.to_uppercase()]).collect();
    let both: Vec<&str> = both.iter().map(String::as_str).collect();
    dialog.add_filter(filter, &both).blocking_pick_file()?.into_path().ok()
}

fn dialog(app: &AppHandle, title: &str) -> FileDialogBuilder<Wry> {
    let dialog = app.dialog().file().set_title(Words::english().plain(title));
    match app.get_webview_window("main") {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}
