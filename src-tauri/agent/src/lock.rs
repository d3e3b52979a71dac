//! Locks on a data folder: for its one agent, its one window, and the one window that says why the records cannot be
//! opened.
//!
//! Two agents would post every reminder twice, so the agent holds a lock on a file in the data folder for as long as it
//! lives; the system releases it however the process ends. This file must not know what else the folder holds.

use std::fs::{File, TryLockError};
use std::io::{Read, Write};
use std::path::Path;

use afterword_core::store::files;

/// A lock, held until this is dropped. Keep it for longer than anything that must exist only once.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why the lock was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another process holds it; its process id, if the file could be read. Windows lets nobody read a locked file.
    #[error("another agent is running on this data folder{}", .0.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    Held(Option<u32>),
    /// The file could not be opened or written.
    #[error("the lock file cannot be used: {0}")]
    Io(#[from] std::io::Error),
}

/// The lock file of the agent.
pub const AGENT: &str = "agent.lock";
/// The lock file of the window.
pub const WINDOW: &str = "window.lock";
/// The lock file of the window that says why the records cannot be opened.
pub const RESCUE: &str = "rescue.lock";

/// Takes a lock in `data_dir`, which must exist. Never waits. The file stays when the lock is released: if it were
/// removed, one process could lock the old file while another locks a new one.
pub fn acquire(data_dir: &Path, name: &str) -> Result<Lock, LockError> {
    let mut file = files::open_private(&data_dir.join(name))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(LockError::Held(holder(&mut file))),
        Err(TryLockError::Error(error)) => return Err(error.into()),
    }
    file.set_len(0)?;
    writeln!(file, "{}", std::process::id())?;
    Ok(Lock { _file: file })
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_second_lock_is_refused_until_the_first_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let first = acquire(folder.path(), AGENT).unwrap();
        let refused = acquire(folder.path(), AGENT).unwrap_err();
        assert!(
            matches!(refused, LockError::Held(pid) if pid == Some(std::process::id()) || cfg!(windows) && pid.is_none()),
            "the refusal names the holder: {refused}"
        );
        drop(first);
        assert!(acquire(folder.path(), AGENT).is_ok(), "a lock that was dropped is free");
    }

    #[cfg(unix)]
    #[test]
    fn the_lock_file_is_private_and_a_longer_old_pid_leaves_no_digits() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let _lock = acquire(folder.path(), AGENT).unwrap();
        let path = folder.path().join("agent.lock");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        drop(_lock);
        std::fs::write(&path, "99999999999\n").unwrap();
        let _lock = acquire(folder.path(), AGENT).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{}\n", std::process::id()));
    }

    #[test]
    fn a_missing_folder_is_an_error_and_not_a_panic() {
        assert!(matches!(acquire(Path::new("/no/such/folder"), AGENT), Err(LockError::Io(_))));
    }
}
