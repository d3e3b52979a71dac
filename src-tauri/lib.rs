//! The window's composition root: it opens the store, makes sure an agent reminds, and registers the commands.
//! What a command does is in the core; what needs Tauri is in `shell`.

mod commands;
mod shell;

use std::process::ExitCode;
use std::time::Duration;

#[cfg(any(windows, target_os = "linux"))]
use afterword_core::wording::Words;
use shell::app_state::Background;

/// Opens the window and returns when it is closed. With the argument `--background`, only makes sure that the agent runs:
/// that is how Windows starts it at login, because the agent's own program would open a console.
#[must_use]
pub fn run() -> ExitCode {
    if has_argument("--background") {
        match shell::app_state::start_agent() {
            Ok(Background::NeedsWindow) => {}
            Ok(Background::Running) => {
                // Windows started the program to hear what was pressed, and may expect it to live until the agent does.
                if has_argument("-Embedding") {
                    std::thread::sleep(Duration::from_secs(10));
                }
                return ExitCode::SUCCESS;
            }
            Err(sentence) => return shell::window::fail(&sentence),
        }
    }
    // Tauri would panic.
    #[cfg(windows)]
    if tauri::webview_version().is_err() {
        return shell::window::fail(&Words::english().plain("error-no-webview"));
    }
    #[cfg(target_os = "linux")]
    if gtk::init().is_err() {
        return shell::window::fail(&Words::english().plain("error-no-display"));
    }
    let plain = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(shell::window::remember_place())
        .on_page_load(shell::window::show_at_the_latest);
    let mut context = tauri::generate_context!();
    let builder = match shell::app_state::AppState::open() {
        Ok(state) => plain
            .manage(state)
            .setup(|app| {
                shell::soundness::look_later(app.handle());
                shell::agent_link::follow(app.handle())
            })
            .invoke_handler(commands::handler()),
        // The records cannot be opened: another page says what can be done, and has other commands.
        Err(shell::app_state::Unopened::Rescue(rescue)) => {
            shell::window::begin_at(&mut context, "rescue.html");
            plain.manage(*rescue).invoke_handler(commands::rescue_handler())
        }
        Err(shell::app_state::Unopened::Raised) => return ExitCode::SUCCESS,
        Err(shell::app_state::Unopened::Failed(sentence)) => return shell::window::fail(&sentence),
    };
    match builder.run(context) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => shell::window::fail(&error.to_string()),
    }
}

fn has_argument(name: &str) -> bool {
    std::env::args_os().any(|argument| argument == name)
}
