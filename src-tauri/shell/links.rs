//! Opens an address in the user's own programs. Only the kinds a card can hold; anything else is refused.

use afterword_core::error::{Error, Result};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

const KINDS: [&str; 4] = ["mailto:", "tel:", "https://", "http://"];

/// Opens a link.
///
/// # Errors
/// When it is of another kind, holds control characters, or no program takes it.
pub fn open(app: &AppHandle, link: &str) -> Result<()> {
    let refused = || Error::conflict("error-link").with("text", link);
    let known = KINDS.iter().any(|kind| link.to_ascii_lowercase().starts_with(kind));
    if !known || link.chars().any(char::is_control) {
        return Err(refused());
    }
    app.opener().open_url(link, None::<&str>).map_err(|_| refused())
}
