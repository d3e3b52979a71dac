//! A file that was dropped on the page or pasted into it: its bytes are the body of the request, its name is in a
//! header. As JSON, it would be three times as large.

use afterword_core::wording::Words;
use percent_encoding::percent_decode_str;
use tauri::ipc::{InvokeBody, Request};

/// The name of the file, without any folder.
pub fn dropped_name(request: &Request<'_>) -> String {
    let header = request.headers().get("name").and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = percent_decode_str(header).decode_utf8_lossy();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(200);
    let name: String = name.collect();
    if name.trim().is_empty() { pasted_name() } else { name }
}

/// The name given to pasted content, which has no file name.
pub fn pasted_name() -> String {
    Words::english().plain("import-pasted")
}

/// The bytes of the file; empty if the page sent something else.
pub fn dropped_bytes<'a>(request: &'a Request<'_>) -> &'a [u8] {
    match request.body() {
        InvokeBody::Raw(bytes) => bytes,
        InvokeBody::Json(_) => &[],
    }
}
