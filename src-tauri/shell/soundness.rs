//! Looks for damage in the records once the window is painted, and tells the page what was found.

use std::time::Duration;

use afterword_core::store::check::Depth;
use afterword_core::use_cases::soundness;
use afterword_core::wording::Words;
use tauri::{AppHandle, Emitter, Manager};

use super::app_state::AppState;

/// The event that says the records are damaged, in a sentence.
const DAMAGED: &str = "damaged";
/// What painting and the first glance take, so that a look at the whole file disturbs neither.
const LATER: Duration = Duration::from_secs(2);

/// Looks quickly, on a thread of its own.
pub fn look_later(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(LATER);
        let folder = app.state::<AppState>().store.folder().to_owned();
        match soundness::examine(&folder, Depth::Quick) {
            Err(error) if error.code.is_unusable() => tell(&app, &Words::english().error(&error)),
            Err(error) => eprintln!("afterword-window: {}", error.message),
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
