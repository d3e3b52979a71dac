//! Where things are: the data folder, and the other programs beside this one.

use std::path::PathBuf;

use afterword_core::store::files;

/// The environment variable that names another data folder.
pub const DATA_DIR: &str = "AFTERWORD_DATA_DIR";

/// The environment variable that overrides the user's zone for the window, as `--zone` does for the agent.
pub const ZONE: &str = "AFTERWORD_ZONE";

/// The data folder: the given one, else `AFTERWORD_DATA_DIR`, else the system's usual place.
#[must_use]
pub fn data_dir(given: Option<PathBuf>) -> PathBuf {
    let set = || std::env::var_os(DATA_DIR).filter(|v| !v.is_empty()).map(PathBuf::from);
    given.or_else(set).unwrap_or_else(|| usual_data_dir().unwrap_or_else(|| PathBuf::from("./afterword")))
}

/// The system's usual place for the data folder: below `$XDG_DATA_HOME` or `~/.local/share` on Linux,
/// `~/Library/Application Support` on macOS, and `%LOCALAPPDATA%` on Windows, because a database must not roam between
/// machines. None if the user has no home folder.
#[must_use]
pub fn usual_data_dir() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join("afterword"))
}

/// The program that the session starts at login. On Windows that is the window's, which starts the agent and ends: the
/// agent's is a console program and would open a console.
///
/// # Errors
/// When the running program's own path is not known.
pub fn background_program() -> std::io::Result<PathBuf> {
    sibling(if cfg!(windows) { "afterword-window" } else { "afterword" })
}

/// The path of another program of ours, which is in the same folder as the running one.
///
/// # Errors
/// When the running program's own path is not known.
pub fn sibling(name: &str) -> std::io::Result<PathBuf> {
    let own = std::env::current_exe()?;
    Ok(own.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// The size in bytes beyond which a log is emptied.
const LOG_LIMIT: u64 = 1_000_000;

/// Opens a log file to append to, which only the user can read. Empties it if it has grown too long.
///
/// # Errors
/// The system's own.
pub fn log_file(path: &std::path::Path) -> std::io::Result<std::fs::File> {
    // Created with `open_private` first: opening to append would create a file that others can read.
    drop(files::open_private(path)?);
    let file = std::fs::OpenOptions::new().append(true).open(path)?;
    if file.metadata()?.len() > LOG_LIMIT {
        file.set_len(0)?;
    }
    Ok(file)
}
