//! The window's connection to the agent, which reports what others changed and which page to show.

use std::time::Duration;

use afterword_agent::link::{self, FromAgent};
use afterword_core::views::page_ref::PageRef;
use afterword_core::wording::Words;
use tauri::{AppHandle, Emitter, Manager};

use super::app_state::AppState;

/// The event that tells the page that something changed.
const CHANGED: &str = "changed";
/// The event that asks the page to go to another page.
const GO: &str = "go";

/// Connects to the agent, starting one if none runs, and connects again whenever the connection breaks.
///
/// # Errors
/// When no thread can be started.
pub fn follow(app: &AppHandle) -> Result<(), Box<dyn std::error::Error>> {
    let app = app.clone();
    std::thread::Builder::new().name("agent-link".to_owned()).spawn(move || {
        loop {
            connect(&app);
            // Without this pause, an agent that cannot start would be tried over and over at full speed.
            std::thread::sleep(Duration::from_secs(2));
        }
    })?;
    Ok(())
}

/// Connects, and returns when the connection breaks.
fn connect(app: &AppHandle) {
    let state = app.state::<AppState>();
    if !state.ensure_agent() {
        return;
    }
    let (line, wait) = std::sync::mpsc::channel::<()>();
    let listener = app.clone();
    let subscribed = link::subscribe(state.socket(), std::process::id(), move |push| {
        // Dropped together with the listener, which ends the wait below.
        let _line = &line;
        let goes_on = push != FromAgent::Bye;
        hear(&listener, push);
        goes_on
    });
    if subscribed.is_ok() {
        // Ends when the listener is dropped. The last message is `Bye`, whatever broke the connection.
        while wait.recv().is_ok() {}
    }
}

fn hear(app: &AppHandle, push: FromAgent) {
    let heard = match push {
        FromAgent::Changed if app.state::<AppState>().changed_elsewhere() => app.emit(CHANGED, ()),
        FromAgent::Turned => app.emit(CHANGED, ()),
        FromAgent::Go { page } => match serde_json::from_value::<PageRef>(page) {
            Ok(page) if app.state::<AppState>().begin_with(&page) => Ok(()),
            Ok(page) => app.emit(GO, page),
            // An agent of another version may know pages that this window does not.
            Err(_) => Ok(()),
        },
        FromAgent::Damaged => {
            super::soundness::tell(app, &Words::english().plain("window-damaged"));
            Ok(())
        }
        FromAgent::Replaced => {
            super::window::restart(app);
            Ok(())
        }
        FromAgent::Raise => super::window::raise(app),
        FromAgent::Close => {
            app.exit(0);
            Ok(())
        }
        _ => Ok(()),
    };
    if let Err(error) = heard {
        eprintln!("afterword-window: {error}");
    }
}
