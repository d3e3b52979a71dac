//! Checks the records for damage once the window is painted, and tells the page if there is any.

use std::time::Duration;

use afterword_core::store::check::Depth;
use afterword_core::use_cases::soundness;
use afterword_core::wording::Words;
use tauri::{AppHandle, Emitter, Manager};

use super::app_state::AppState;

/// The event that tells the page, in a sentence, that the records are damaged.
const DAMAGED: &str = "damaged";
/// How long to wait, so that reading the whole file slows down neither painting nor the first page.
const LATER: Duration = Duration::from_secs(2);

/// Makes a quick check, a little later and on a thread of its own.
pub fn look_later(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(LATER);
        let folder = app.state::<AppState>().store.folder().to_owned();
        match soundness::examine(&folder, Depth::Quick) {
            Err(error) if error.code.is_unusable() => tell(&app, &Words::english().error(&error)),
            Err(error) => eprintln!("afterword-window: {}", Words::english().error(&error)),
            Ok(()) => {}
        }
    });
}

/// Tells the page that the records are damaged.
pub fn tell(app: &AppHandle, sentence: &str) {
    if let Err(error) = app.emit(DAMAGED, sentence) {
        eprintln!("afterword-window: {error}");
    }
}
