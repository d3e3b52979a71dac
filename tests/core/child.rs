//! A child process, for tests that kill it or compete with it: this test binary again, running one test only. That test
//! does its work only if the environment says that it is the child.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "AFTERWORD_CHILD_FOLDER";
const WORD: &str = "AFTERWORD_CHILD_WORD";

/// The folder and the word that the parent passed, if this process is such a child.
pub fn told() -> Option<(PathBuf, String)> {
    Some((std::env::var_os(FOLDER)?.into(), std::env::var(WORD).ok()?))
}

/// Starts a child that runs a test of this binary. Its output comes through a pipe, after a line that ends in `begun`.
pub fn start(test: &str, folder: &Path, word: &str) -> Child {
    spawn(Command::new(std::env::current_exe().unwrap()), test, folder, word)
}

/// The same on a separate disk of so many kilobytes, mounted at the folder for this child only. `None` where this user may
/// not mount anything, as in a plain container.
#[cfg(target_os = "linux")]
pub fn start_on_a_disk_of(kilobytes: u32, test: &str, folder: &Path) -> Option<Child> {
    let mount = |then: &str| {
        let mut command = Command::new("unshare");
        // Root needs no user namespace, and may not be allowed to make one.
        if Command::new("id").arg("-u").output().unwrap().stdout != b"0\n" {
            command.args(["--user", "--map-root-user"]);
        }
        let mount = format!("mount -t tmpfs -o size={kilobytes}k,mode=700 tmpfs \"$0\" && {then}");
        command.args(["--mount", "sh", "-c", &mount]).arg(folder);
        command
    };
    let tried = mount("true").output();
    if !tried.is_ok_and(|tried| tried.status.success()) {
        return None;
    }
    let mut command = mount("exec \"$@\"");
    command.arg(std::env::current_exe().unwrap());
    Some(spawn(command, test, folder, ""))
}

/// A folder on a disk with room for so many kilobytes, where this machine has a small one that everybody may use: the shared
/// memory of a container. A file of that folder takes up the rest.
#[cfg(target_os = "linux")]
pub fn small_shared_disk(kilobytes: u64) -> Option<tempfile::TempDir> {
    const MOST: u64 = 256 * 1024;

    let free = Command::new("df").args(["--output=avail", "--block-size=1K", "/dev/shm"]).output().ok()?;
    let free: u64 = String::from_utf8_lossy(&free.stdout).lines().nth(1)?.trim().parse().ok()?;
    if !(kilobytes..MOST).contains(&free) {
        return None;
    }
    let folder = tempfile::tempdir_in("/dev/shm").ok()?;
    std::fs::write(folder.path().join("filler"), vec![7; ((free - kilobytes) * 1024) as usize]).ok()?;
    Some(folder)
}

/// Says what was not tried on this machine. Unlike other output, this shows also where the tests pass.
#[cfg(target_os = "linux")]
pub fn tell_untried(what: &str) {
    use std::io::Write;

    std::io::stderr().write_all(format!("\nNot tried here: {what}\n").as_bytes()).unwrap();
}

fn spawn(mut command: Command, test: &str, folder: &Path, word: &str) -> Child {
    command.args(["--exact", test, "--nocapture", "--quiet"]).env(FOLDER, folder).env(WORD, word);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().unwrap()
}

/// Ends this process as a power cut would.
pub fn die() -> ! {
    #[cfg(unix)]
    Command::new("kill").args(["-KILL", &std::process::id().to_string()]).status().unwrap();
    // Without a signal that ends a process at once, this comes nearest: nothing is closed or written any more.
    std::process::abort()
}
