//! Another process, to be killed or to be in the way: this test binary once more, told to run one test alone, which does
//! its work only where the environment says so.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "AFTERWORD_CHILD_FOLDER";
const WORD: &str = "AFTERWORD_CHILD_WORD";

/// What this process was told, if it is such a child: the folder, and a word.
pub fn told() -> Option<(PathBuf, String)> {
    Some((std::env::var_os(FOLDER)?.into(), std::env::var(WORD).ok()?))
}

/// Starts a child that runs a test of this binary. What it prints comes through a pipe, after a line that ends in `begun`.
pub fn start(test: &str, folder: &Path, word: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--quiet"]).env(FOLDER, folder).env(WORD, word);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap()
}

/// Ends this process as a power cut would.
#[cfg(unix)]
pub fn die() -> ! {
    Command::new("kill").args(["-KILL", &std::process::id().to_string()]).status().unwrap();
    unreachable!("nobody survives that")
}
