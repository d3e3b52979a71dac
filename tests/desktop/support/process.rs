//! A child process with an owner: its output goes to files, and it never outlives its guard.
//! And `wait_for`, the only way in which these tests spend time.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

pub use rustix::process::Signal;
use rustix::process::{Pid, kill_process, kill_process_group};

/// Waits until the condition holds; panics with `what` was waited for when `limit` has passed.
#[track_caller]
pub fn wait_for(what: &str, limit: Duration, mut condition: impl FnMut() -> bool) {
    wait_for_value(what, limit, || condition().then_some(()));
}

/// Waits until there is a value, and returns it.
#[track_caller]
pub fn wait_for_value<T>(what: &str, limit: Duration, mut value: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + limit;
    loop {
        // Looked at once more after the last pause, so that a stalled machine gets its full chance.
        let late = Instant::now() >= end;
        if let Some(value) = value() {
            return value;
        }
        assert!(!late, "waited {limit:?} for {what}, in vain");
        thread::sleep(Duration::from_millis(20));
    }
}

/// A running child, the leader of its own process group.
pub struct Process {
    name: String,
    child: Child,
    output: PathBuf,
    errors: PathBuf,
}

/// The exit status and output of a child.
#[derive(Debug)]
pub struct Finished {
    pub status: ExitStatus,
    pub output: String,
    pub errors: String,
}

impl Process {
    /// Starts `command`, with its output in files in the folder `logs`.
    pub fn start(name: &str, command: &mut Command, logs: &Path) -> Self {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let output = logs.join(format!("{number}-{name}.out"));
        let errors = logs.join(format!("{number}-{name}.err"));
        let child = command
            .stdin(Stdio::null())
            .stdout(File::create(&output).unwrap())
            .stderr(File::create(&errors).unwrap())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {name} ({command:?}): {error}"));
        Self { name: name.to_owned(), child, output, errors }
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// The first line it prints, for servers that print their address.
    pub fn first_line(&mut self, limit: Duration) -> String {
        let what = format!("the first line of {}", self.name);
        wait_for_value(&what, limit, || {
            let text = read(&self.output);
            let line = text.split_once('\n').map(|(line, _)| line.to_owned());
            assert!(line.is_some() || self.is_running(), "{} must not end before it is ready", self.name);
            line
        })
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Sends it a signal, such as STOP: it then hangs until CONT.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for its end.
    pub fn finish(mut self, limit: Duration) -> Finished {
        let what = format!("{} to end", self.name);
        let status = wait_for_value(&what, limit, || self.child.try_wait().unwrap());
        Finished { status, output: read(&self.output), errors: read(&self.errors) }
    }

    /// Kills it and everything it started in its group, without warning.
    pub fn kill(&mut self) {
        // Before `wait`: until then the kernel cannot give its number to somebody else's process.
        if matches!(self.child.try_wait(), Ok(None)) {
            // It may end by itself just now; `wait` tells either way.
            kill_process_group(Pid::from_child(&self.child), Signal::KILL).ok();
        }
        // An error here means that `wait` was called already.
        self.child.wait().ok();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
        if thread::panicking() {
            eprintln!("--- {}: standard output\n{}", self.name, read(&self.output));
            eprintln!("--- {}: standard error\n{}", self.name, read(&self.errors));
        }
    }
}

/// What a log holds so far; a log that is gone is empty.
fn read(path: &Path) -> String {
    String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
}
