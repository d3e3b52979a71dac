//! The commands that the window's page can call: a few lines each, with one call into the core.

mod changes;
mod dropped;
mod error;
mod queries;
mod requests;
mod rescue;

use tauri::Wry;
use tauri::ipc::Invoke;

/// Answers the commands of the window's page; `build.rs` finds them in `queries` and `changes`.
pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    include!(concat!(env!("OUT_DIR"), "/page_handler.rs"))
}

/// Answers the commands of the page that says why the records cannot be opened, and no others.
pub fn rescue_handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    include!(concat!(env!("OUT_DIR"), "/rescue_handler.rs"))
}
