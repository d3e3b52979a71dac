//! The native dialog that asks where to save a file.

use std::path::PathBuf;

use afterword_core::use_cases::exports::Format;
use afterword_core::wording::Words;
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;

/// Asks for a place; none when the dialog is closed. Not for the main thread.
#[must_use]
pub fn ask(app: &AppHandle, format: Format) -> Option<PathBuf> {
    let ending = format.extension();
    let words = Words::english();
    let mut dialog = app
        .dialog()
        .file()
        .set_title(words.plain("save-title"))
        .set_file_name(format!("{}.{ending}", words.plain("save-name")))
        .add_filter(ending.to_uppercase(), &[ending]);
    if let Some(window) = app.get_webview_window("main") {
        dialog = dialog.set_parent(&window);
    }
    let mut path = dialog.blocking_save_file()?.into_path().ok()?;
    if path.extension().is_none() {
        path.set_extension(ending);
    }
    Some(path)
}
