//! The program `afterword` in a home of its own: a data folder, a clock that stands where the test sets it, and an
//! environment that names nothing outside.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub struct Program {
    folder: TempDir,
    data: PathBuf,
}

impl Program {
    /// `now` is where the clock stands (RFC 3339).
    pub fn new(now: &str) -> Program {
        let folder = TempDir::with_prefix("afterword-").unwrap();
        let data = folder.path().join("資料 Пример");
        let program = Program { folder, data };
        program.set_clock(now);
        program
    }

    /// Uses a data folder whose path is longer than the 260 characters that older interfaces of Windows allow. Wine has
    /// no such limit, but SQLite's usual way to files ends there at 1,040 octets; elsewhere at 512.
    pub fn with_long_data_folder(mut self) -> Program {
        for _ in 0..if cfg!(windows) { 20 } else { 6 } {
            self.data.push("a folder with a name of fifty characters, or nearly so");
        }
        self
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.data.clone()
    }

    pub fn set_clock(&self, now: &str) {
        fs::write(self.folder().join("clock"), now).unwrap();
    }

    /// What the agent wrote to its log.
    pub fn agent_log(&self) -> String {
        fs::read_to_string(self.folder().join("log")).unwrap_or_default()
    }

    /// What a command prints; it must succeed.
    pub fn run(&self, arguments: &[&str]) -> String {
        self.run_with(arguments, "")
    }

    /// What a command prints that reads this text; it must succeed.
    ///
    /// The output goes to a file: if a command started an agent, that would keep a pipe open.
    pub fn run_with(&self, arguments: &[&str], text: &str) -> String {
        let [output, errors] = ["output", "errors"].map(|name| {
            let file = tempfile::Builder::new().prefix(name).tempfile_in(self.folder()).unwrap();
            file.into_temp_path()
        });
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped());
        command.stdout(File::create(&output).unwrap()).stderr(File::create(&errors).unwrap());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let status = child.wait().unwrap();
        let [output, errors] = [output, errors].map(|file| String::from_utf8(fs::read(&file).unwrap()).unwrap());
        assert!(status.success(), "{arguments:?} failed ({status}): {errors}");
        output
    }

    /// The JSON that a command prints; it must succeed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let text = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?} printed no JSON ({error}): {text}"))
    }

    /// Starts the agent, with its log in a file.
    pub fn start_agent(&self) -> Child {
        let log = File::options().create(true).append(true).open(self.folder().join("log")).unwrap();
        let mut command = self.command();
        command.arg("--background").stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        command.spawn().unwrap()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_afterword"));
        command.arg("--data-dir").arg(&self.data).args(["--zone", "Asia/Singapore"]);
        command.env("AFTERWORD_TEST_CLOCK", self.folder().join("clock"));
        command.env("XDG_CONFIG_HOME", self.folder());
        // No bus, so that no reminder of a test is shown on the screen of whoever runs it.
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent").env_remove("DISPLAY");
        command
    }
}
