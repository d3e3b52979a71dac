//! The lock on a data folder: whoever has the database open shares it; who makes one, or puts another in its place,
//! holds it alone.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::store::files;

/// The lock's file in the data folder.
const LOCK: &str = "afterword.lock";

/// How long to wait for another program that puts a database in its place, or has one open.
const TRIES: u32 = 400;

const RETRY_DELAY: Duration = Duration::from_millis(20);

/// The lock on a data folder. It is held until this is dropped.
#[derive(Debug)]
pub(super) struct FolderLock(#[allow(dead_code, reason = "the lock goes with the file")] File);

/// Takes the lock, shared or alone, and waits a while for another program to let it go.
pub(crate) fn lock(folder: &Path, lock: Lock) -> Result<FolderLock> {
    lock_unless(folder, lock, || Ok(false))?.ok_or_else(|| Error::conflict("error-store-in-use"))
}

type Lock = fn(&File) -> std::result::Result<(), TryLockError>;

/// Takes the lock, unless `is_over` says that it is not needed any more.
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
            // Some folders of a network know no locks: one program alone is as safe there as it can be.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                return Ok(Some(FolderLock(file)));
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
    Err(Error::conflict("error-store-in-use"))
}
