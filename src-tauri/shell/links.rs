//! Opens an address in the user's own programs. Which ones may be opened is decided in the core (`pages/links.rs`).

use afterword_core::error::{Error, Result};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

/// Opens a link.
///
/// # Errors
/// When no program opens it.
pub fn open(app: &AppHandle, link: &str) -> Result<()> {
    let refused = |_| Error::conflict("error-link").with("text", link.chars().take(80).collect::<String>());
    app.opener().open_url(link, None::<&str>).map_err(refused)
}
