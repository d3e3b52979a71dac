//! The window's composition root: it opens the store, makes sure an agent reminds, and registers the commands.
//! What a command does is in the core; what needs Tauri is in `shell`.

mod commands;
mod shell;

use std::process::ExitCode;

/// Opens the window and returns when it is closed.
#[must_use]
pub fn run() -> ExitCode {
    let desk = match shell::desk::Desk::open() {
        Ok(desk) => desk,
        Err(sentence) => return shell::window::fail(&sentence),
    };
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(shell::window::remember_place())
        .manage(desk)
        .setup(|app| shell::agent_link::follow(app.handle()))
        .on_page_load(shell::window::show_at_the_latest)
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!());
    match app {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => shell::window::fail(&error.to_string()),
    }
}
