//! Files and folders that only the user can read, whatever the umask is. A file is flushed to the disk before anything
//! refers to it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::error::Result;

/// The name of the database in the data folder.
pub const FILE_NAME: &str = "afterword.db";
/// The folder for databases that a backup replaced; each gets a folder named after the time.
pub const PUT_ASIDE: &str = "put-aside";

/// Makes a folder that only the user can open. The mode of an existing folder is left as the user set it; the files in
/// it are private in any case.
///
/// # Errors
/// The system's own.
pub fn make_private_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_private_folder(parent)?;
    }
    match fs::create_dir(folder) {
        Ok(()) => Ok(close_folder(folder)?),
        // Another program of ours may have made it in the meantime.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Whether any user of the machine may put other files in the place of those in a folder. Those with whom the user
/// shares a group are not counted: on many systems that is a group of the user alone.
#[must_use]
pub fn is_writable_by_others(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        const OTHERS_WRITE: u32 = 0o002;
        /// Only the owner of a file may remove it.
        const STICKY: u32 = 0o1000;
        use std::os::unix::fs::PermissionsExt;
        let mode = folder.metadata().map_or(0, |it| it.permissions().mode());
        mode & OTHERS_WRITE != 0 && mode & STICKY == 0
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Opens a file for reading and writing, making it if it is missing, and takes all rights on it from others. A link is
/// not followed: somebody else might have put it there.
///
/// # Errors
/// The system's own.
pub fn open_private(file: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // A pipe must not keep us waiting either.
        options.mode(0o600).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    }
    let opened = options.open(file)?;
    if !opened.metadata()?.is_file() {
        return Err(std::io::Error::from(std::io::ErrorKind::InvalidInput));
    }
    close_file(&opened)?;
    Ok(opened)
}

/// Writes a small file, whole or not at all; it is flushed to the disk when this returns.
///
/// # Errors
/// The system's own; an older file of that name is then unchanged.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// The text of a small file of ours. Anything else of that name, such as a pipe or a link, is neither waited for nor followed.
///
/// # Errors
/// The system's own; also when it is no file, or not a small one.
pub fn read_small(path: &Path) -> std::io::Result<String> {
    const LARGEST: u64 = 64 << 10;
    let found = path.symlink_metadata()?;
    if !found.is_file() || found.len() > LARGEST {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return Err(std::io::Error::other(format!("{name} is not a file of Afterword")));
    }
    fs::read_to_string(path)
}

/// The path of a file with an ending added to its name.
#[must_use]
pub fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Whether a database has content in its write-ahead log.
#[must_use]
pub fn has_log(file: &Path) -> bool {
    with_ending(file, "-wal").metadata().is_ok_and(|log| log.len() > 0)
}

/// Whether a database says that it has a write-ahead log (SQLite's file format, 1.3.3); `None` if it cannot be read now.
///
/// The file must be one that stays open: where locks are POSIX's, closing any descriptor of a file gives up all locks that
/// the process has on it, SQLite's too.
#[must_use]
pub fn is_of_log_mode(file: &File) -> Option<bool> {
    const VERSIONS: u64 = 18;
    let mut versions = [0; 2];
    #[cfg(unix)]
    let read = std::os::unix::fs::FileExt::read_at(file, &mut versions, VERSIONS);
    #[cfg(windows)]
    let read = std::os::windows::fs::FileExt::seek_read(file, &mut versions, VERSIONS);
    read.ok().filter(|count| *count == versions.len()).map(|_| versions == [2, 2])
}

/// The beginning of a file's name until the file is complete.
pub const TEMPORARY: &str = ".afterword-";

/// A private file under a temporary name; it is removed when the value is dropped.
///
/// # Errors
/// The system's own, without the path.
pub fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    // The library's message names the temporary file, which means nothing to the user.
    let plain = |error: std::io::Error| std::io::Error::from(error.kind());
    let file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).map_err(plain)?;
    close_file(file.as_file())?;
    Ok(file)
}

/// Removes temporary files that a killed program left in a folder.
pub fn sweep(folder: &Path, now: DateTime<Utc>) {
    // A recent one may belong to another program of ours that is writing it now.
    for (_, path) in temporaries(folder).into_iter().filter(|(at, _)| now - *at > chrono::Duration::hours(1)) {
        // One that cannot be removed now is tried again next time.
        drop(fs::remove_file(path));
    }
}

/// The temporary files in a folder, each with the time it was last changed.
#[must_use]
pub fn temporaries(folder: &Path) -> Vec<(DateTime<Utc>, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_str().is_some_and(|name| name.starts_with(TEMPORARY)));
    let with_time = |entry: fs::DirEntry| {
        let metadata = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        Some((metadata.modified().ok()?.into(), entry.path()))
    };
    ours.filter_map(with_time).collect()
}

/// Flushes the content of a file to the disk.
///
/// # Errors
/// The system's own.
pub fn sync_file(file: &Path) -> std::io::Result<()> {
    // Windows flushes only through a handle that may write.
    fs::OpenOptions::new().write(true).open(file)?.sync_all()
}

/// Flushes the names in a folder to the disk. Systems that have no such call for folders do it by themselves.
///
/// # Errors
/// The system's own.
pub fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    match File::open(folder) {
        // Whoever may write in a folder without reading it cannot ask for more than the system does by itself.
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {}
        folder => folder?.sync_all()?,
    }
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

#[cfg(unix)]
fn close_file(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // A file that is private already is left alone, because its mode cannot be set on a read-only disk.
    if file.metadata()?.permissions().mode() & 0o777 == 0o600 {
        return Ok(());
    }
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

#[cfg(unix)]
fn close_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

/// Windows: a file has the access list of its folder; that of the user's profile keeps other users out.
#[cfg(not(unix))]
fn close_file(_file: &File) -> std::io::Result<()> {
    Ok(())
}

/// Windows: a folder has the access list of the one it is in.
#[cfg(not(unix))]
fn close_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}
