//! The two built programs, and the home folder in which a test runs them.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::process::Process;

/// The Tauri window; Cargo builds it for this test.
pub fn window() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_afterword-window"))
}

/// The agent and command line. It belongs to another package, so Cargo does not build it for this test. Its sources are
/// checked, so that no outdated build is tested unnoticed.
pub fn afterword() -> PathBuf {
    let program = window().with_file_name("afterword");
    assert!(program.is_file(), "{} is missing: build the workspace first (cargo build --workspace)", program.display());
    if let Some(source) = newer_source(&program) {
        panic!("{} is older than {source}: build the workspace first (cargo build --workspace)", program.display());
    }
    program
}

/// A source changed since the program was built, by the list of sources that Cargo writes beside it.
fn newer_source(program: &Path) -> Option<String> {
    let built = modified(program)?;
    let list = fs::read_to_string(program.with_extension("d")).ok()?;
    let sources = list.split_once(": ")?.1.trim();
    sources
        .split(' ')
        .find(|source| modified(source.as_ref()).is_some_and(|changed| changed > built))
        .map(str::to_owned)
}

fn modified(path: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(path).and_then(|it| it.modified()).ok()
}

/// An empty home folder, an environment that names nothing outside it, and a clock that stands still.
pub struct Home {
    folder: TempDir,
    environment: BTreeMap<String, String>,
}

impl Home {
    /// `now` is where the test clock stands (RFC 3339).
    pub fn new(now: &str) -> Self {
        let folder = TempDir::with_prefix("afterword-").unwrap();
        let mut home = Self { folder, environment: BTreeMap::new() };
        for (variable, name) in [
            ("HOME", "home"),
            ("XDG_DATA_HOME", "home/data"),
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_CACHE_HOME", "home/cache"),
            ("XDG_STATE_HOME", "home/state"),
            ("XDG_RUNTIME_DIR", "run"),
            ("AFTERWORD_DATA_DIR", "home/afterword"),
        ] {
            let path = home.folder().join(name);
            DirBuilder::new().recursive(true).mode(0o700).create(&path).unwrap();
            home.set(variable, &path.to_string_lossy());
        }
        fs::create_dir(home.folder().join("logs")).unwrap();
        let clock = home.folder().join("clock");
        home.set("AFTERWORD_TEST_CLOCK", &clock.to_string_lossy());
        home.set("TZ", "Asia/Singapore");
        // Not "C": WebKit would call its language "C", and Intl would refuse it.
        home.set("LANG", "C.UTF-8");
        home.set("NO_AT_BRIDGE", "1");
        home.set("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        home.set("RUST_BACKTRACE", "1");
        home.set_clock(now);
        home
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Private to the user and short, as a socket's path must be.
    pub fn runtime_folder(&self) -> PathBuf {
        self.folder().join("run")
    }

    pub fn set(&mut self, variable: &str, value: &str) {
        self.environment.insert(variable.to_owned(), value.to_owned());
    }

    pub fn unset(&mut self, variable: &str) {
        self.environment.remove(variable);
    }

    /// Moves the clock; a reader sees the old time or the new one, nothing between.
    pub fn set_clock(&self, now: &str) {
        let clock = self.folder().join("clock");
        let next = self.folder().join("clock.next");
        fs::write(&next, now).unwrap();
        fs::rename(next, clock).unwrap();
    }

    /// A command that sees this home and nothing else of the machine but `PATH`, unless it has one of its own.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(&self.environment);
        // LLVM_PROFILE_FILE, so that coverage counts what the programs do here.
        for name in ["PATH", "LLVM_PROFILE_FILE"].into_iter().filter(|name| !self.environment.contains_key(*name)) {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command.current_dir(self.folder());
        command
    }

    pub fn start(&self, name: &str, command: &mut Command) -> Process {
        Process::start(name, command, &self.folder().join("logs"))
    }

    /// The running processes of a program in this home, whoever started them.
    pub fn processes_of(&self, program: &Path) -> Vec<Pid> {
        let mut found = self.processes();
        found.retain(|pid| {
            let exe = format!("/proc/{}/exe", pid.as_raw_nonzero());
            fs::read_link(exe).is_ok_and(|exe| exe == program)
        });
        found
    }

    /// Every process that inherited this home's environment: only they know the name of its folder.
    fn processes(&self) -> Vec<Pid> {
        let mark = self.folder().as_os_str().as_encoded_bytes();
        let inherited = |pid: &Pid| {
            let environment = format!("/proc/{}/environ", pid.as_raw_nonzero());
            fs::read(environment).is_ok_and(|text| text.windows(mark.len()).any(|part| part == mark))
        };
        fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| Pid::from_raw(entry.ok()?.file_name().to_str()?.parse().ok()?))
            .filter(inherited)
            .collect()
    }
}

impl Drop for Home {
    /// Ends what a program started and left behind: an agent started by a window is in nobody's process group.
    fn drop(&mut self) {
        for pid in self.processes() {
            // It may have ended already, which is fine.
            kill_process(pid, Signal::KILL).ok();
        }
    }
}
