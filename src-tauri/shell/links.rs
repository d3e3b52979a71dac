//! Opens an address in the user's own programs. Which ones may be opened is decided in the core (`pages/links.rs`).

use afterword_core::error::{Error, Result};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;

/// Opens a link.
///
/// # Errors
/// When no program opens it. What the system says of that is not enough: it starts a helper that finds no program either,
/// after it has said that all is well.
pub fn open(app: &AppHandle, link: &str) -> Result<()> {
    let scheme = link.split(':').next().unwrap_or_default();
    if !has_program(scheme) {
        return Err(Error::conflict(match scheme {
            "mailto" => "error-no-mail-program",
            "tel" => "error-no-phone-program",
            _ => "error-no-browser",
        }));
    }
    let refused = |_| Error::conflict("error-link").with("text", link.chars().take(80).collect::<String>());
    app.opener().open_url(link, None::<&str>).map_err(refused)
}

/// Whether a program is set up for links of a scheme, as the desktop's settings say. Windows and macOS are not asked: they
/// come with one for each, and where it was removed they themselves offer to look for another.
fn has_program(scheme: &str) -> bool {
    #[cfg(target_os = "linux")]
    return gtk::gio::AppInfo::default_for_uri_scheme(scheme).is_some();
    #[cfg(not(target_os = "linux"))]
    return !scheme.is_empty();
}
