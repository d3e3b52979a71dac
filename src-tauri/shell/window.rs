//! The window itself: shown once it is painted, raised when asked for, remembered where it stood.

use std::process::ExitCode;

use tauri::plugin::TauriPlugin;
use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Manager, Webview, Wry};
use tauri_plugin_window_state::StateFlags;

/// Settings that WebKitGTK reads from the environment; called before any thread runs.
pub fn prepare_environment() {
    // Nothing yet: WebKitGTK's own choices are right on the machines tried.
}

/// Says why there is no window, and fails.
#[must_use]
pub fn fail(sentence: &str) -> ExitCode {
    eprintln!("afterword-window: {sentence}");
    ExitCode::FAILURE
}

/// Remembers size and place, but not whether it was visible: that is decided by painting.
#[must_use]
pub fn remember_place() -> TauriPlugin<Wry> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::default().with_state_flags(flags).build()
}

/// Shows the window when its page is there, so that no empty frame is seen.
pub fn show_when_painted(webview: &Webview, payload: &PageLoadPayload<'_>) {
    if payload.event() == PageLoadEvent::Finished
        && let Err(error) = webview.window().show()
    {
        eprintln!("afterword-window: {error}");
    }
}

/// Brings the window to the front.
///
/// # Errors
/// The window system's own.
pub fn raise(app: &AppHandle) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window("main") else { return Ok(()) };
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}
