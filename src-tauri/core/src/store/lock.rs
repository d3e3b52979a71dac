//! The lock on a data folder. Programs that have the database open share it; a program that creates or replaces the
//! database holds it alone.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::store::files;

/// The name of the lock's file in the data folder.
const LOCK: &str = "afterword.lock";

/// How often to try again while another program holds the lock, and how long to wait in between.
const TRIES: u32 = 400;

const RETRY_DELAY: Duration = Duration::from_millis(20);

/// The lock on a data folder, held until this is dropped.
#[derive(Debug)]
pub(super) struct FolderLock(#[allow(dead_code, reason = "the lock goes with the file")] File);

/// Takes the lock, shared or exclusive, and waits a while for other programs to release it.
pub(crate) fn lock(folder: &Path, lock: Lock) -> Result<FolderLock> {
    lock_unless(folder, lock, || Ok(false))?
        .ok_or_else(|| Error::conflict("error-store-in-use").with("detail", "in use"))
}

type Lock = fn(&File) -> std::result::Result<(), TryLockError>;

/// Takes the lock, unless `is_over` says that it is no longer needed.
pub(crate) fn lock_unless(
    folder: &Path,
    lock: Lock,
    is_over: impl Fn() -> std::io::Result<bool>,
) -> Result<Option<FolderLock>> {
    let file = files::open_private(&folder.join(LOCK))?;
    for _ in 0..TRIES {
        if is_over()? {
            return Ok(None);
        }
        match lock(&file) {
            Ok(()) if is_over()? => return Ok(None),
            Ok(()) => return Ok(Some(FolderLock(file))),
            Err(TryLockError::WouldBlock) => std::thread::sleep(RETRY_DELAY),
            // Some network folders do not support locks. There the program goes on without one, which is safe as long
            // as it is the only one.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                return Ok(Some(FolderLock(file)));
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(Error::conflict("error-store-in-use").with("detail", "in use"))
}
