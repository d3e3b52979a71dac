//! The tray icon on Windows (in the notification area) and on macOS (in the menu bar). The icon itself lives in the event
//! loop of the main thread; the agent sends it there what to show.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::event_loop::{self, Request};
use super::view::{TrayCommand, TrayError, TrayView};

/// The time that the main thread may take to show the icon.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether the desktop has a place for tray icons; `None` if that could not be found out. Only the agent finds out here,
/// when it shows its icon.
#[must_use]
pub fn has_host() -> Option<bool> {
    None
}

/// The tray icon. It disappears when this is dropped.
pub struct Tray;

impl Tray {
    /// Shows the icon.
    ///
    /// # Errors
    /// When the system does not take it, for example because its taskbar is not there yet.
    pub async fn start(commands: UnboundedSender<TrayCommand>, view: TrayView) -> Result<Tray, TrayError> {
        let (answer, answered) = oneshot::channel();
        event_loop::send(Request::Start { commands, view, answer }).map_err(TrayError)?;
        match timeout(PATIENCE, answered).await {
            Ok(Ok(Ok(()))) => Ok(Tray),
            Ok(Ok(Err(error))) => Err(TrayError(error)),
            Ok(Err(_)) | Err(_) => Err(TrayError("the event loop does not answer".to_owned())),
        }
    }

    /// Shows a new view.
    pub async fn show(&self, view: TrayView) {
        if let Err(error) = event_loop::send(Request::Show(view)) {
            tracing::warn!(error, "the tray icon was not brought up to date");
        }
    }
}

impl Drop for Tray {
    fn drop(&mut self) {
        // Without an event loop there is no icon either.
        drop(event_loop::send(Request::Remove));
    }
}
