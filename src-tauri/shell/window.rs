//! The window itself: shows it once it is painted, raises it when asked, and remembers its place.

use std::process::ExitCode;
use std::time::Duration;

use afterword_core::error::{Error, Result};
use tauri::plugin::TauriPlugin;
use tauri::utils::config::WebviewUrl;
use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Context, Emitter, Manager, Webview, Wry};
use tauri_plugin_window_state::StateFlags;

use super::app_state::AppState;

/// How long the page may take to show the window before it is shown anyway.
const LATEST: Duration = Duration::from_millis(1500);

/// Makes the window begin at another page than its usual one.
pub fn begin_at(context: &mut Context<Wry>, page: &str) {
    for window in &mut context.config_mut().app.windows {
        window.url = WebviewUrl::App(page.into());
    }
}

/// Restarts the program.
pub fn restart(app: &AppHandle) {
    // The new process begins before this one ends, and must not take it for a second window.
    if let Some(state) = app.try_state::<AppState>() {
        state.unlock();
    }
    app.request_restart();
}

/// Opens the system's dialog to print the page as it is styled for paper.
///
/// # Errors
/// When there is no window, or it cannot print.
pub fn print(app: &AppHandle) -> Result<()> {
    let printed = app.get_webview_window("main").map(|window| window.print());
    match printed {
        Some(Ok(())) => Ok(()),
        _ => Err(Error::conflict("error-print")),
    }
}

/// The event that tells how far a long task is: done and total, or twice 0 if that is not known.
const PROGRESS: &str = "progress";

/// Tells the page how far a long task is.
pub fn tell_progress(app: &AppHandle, done: usize, total: usize) {
    // A page that does not receive this shows a bar that moves without an amount.
    drop(app.emit(PROGRESS, [done, total]));
}

/// Says why there is no window, and returns a failure.
#[must_use]
pub fn fail(sentence: &str) -> ExitCode {
    eprintln!("afterword-window: {sentence}");
    // Windows gives a program that was not started in a terminal no place where the user could read that.
    #[cfg(windows)]
    if !std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
        dialog.set_title("Afterword").set_description(sentence).show();
    }
    ExitCode::FAILURE
}

/// Remembers the window's size and place, but not whether it was visible: it is shown only once it is painted.
#[must_use]
pub fn remember_place() -> TauriPlugin<Wry> {
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::default().with_state_flags(flags).build()
}

/// Shows the window after a while. The page does so itself once there is something to see; if that fails, an empty
/// window is better than a hidden one, because it can be closed.
pub fn show_at_the_latest(webview: &Webview, payload: &PageLoadPayload<'_>) {
    if payload.event() != PageLoadEvent::Finished {
        return;
    }
    let window = webview.window();
    std::thread::spawn(move || {
        std::thread::sleep(LATEST);
        if let Err(error) = window.show() {
            eprintln!("afterword-window: {error}");
        }
    });
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
