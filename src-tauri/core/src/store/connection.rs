//! Opens database files, however long their paths are.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::files::with_ending;

/// Opens a database file for reading and writing. It must be there.
pub(super) fn read_write(file: &Path) -> rusqlite::Result<Connection> {
    open(&long_path(existing(file)?), OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Opens a database file for reading only. SQLite may make files beside it.
pub(super) fn read_only(file: &Path) -> rusqlite::Result<Connection> {
    guarded(open(&long_path(existing(file)?), OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}

/// Opens a database file that nobody writes to. No file is made beside it.
pub(super) fn immutable(file: &Path) -> rusqlite::Result<Connection> {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_');
    let file = long_path(existing(file)?);
    let encoded = percent_encode(file.as_os_str().as_encoded_bytes(), KEPT);
    let name = PathBuf::from(format!("file:{encoded}?immutable=1"));
    guarded(open(&name, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)?)
}

/// A connection to a file that may be from elsewhere: what its schema says is not trusted.
fn guarded(c: Connection) -> rusqlite::Result<Connection> {
    c.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    c.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    Ok(c)
}

/// The path itself, unless it or a file that SQLite keeps beside it is something else than a file: opening a pipe would wait
/// for ever.
fn existing(file: &Path) -> rusqlite::Result<&Path> {
    for ending in ["", "-journal", "-wal", "-shm"] {
        let path = with_ending(file, ending);
        if path.metadata().is_ok_and(|found| !found.is_file()) {
            return Err(rusqlite::Error::InvalidPath(path));
        }
    }
    Ok(file)
}

fn open(name: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    /// The largest value, in octets: larger than any of ours, wherever the file is from.
    const LONGEST: i32 = 64 << 20;

    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if cfg!(windows) {
        // SQLite's usual way to files takes no more than 260 characters there.
        Connection::open_with_flags_and_vfs(name, flags, c"win32-longpath")
    } else {
        Connection::open_with_flags(name, flags)
    }?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    Ok(connection)
}

/// The path by which the system finds a file: on Windows, one that is long needs a prefix.
fn long_path(file: &Path) -> PathBuf {
    if cfg!(windows) {
        let absolute = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        absolute.to_str().map_or(absolute.clone(), |path| verbatim(path).into())
    } else {
        file.to_owned()
    }
}

/// An absolute path of Windows, with the prefix that lifts the limit of 260 characters if it comes near the limit. What
/// SQLite adds to the name must fit, too.
///
/// <https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation>
fn verbatim(path: &str) -> String {
    const SHORT: usize = 240;
    if path.encode_utf16().count() <= SHORT || path.starts_with(r"\\?\") || path.starts_with(r"\\.\") {
        return path.to_owned();
    }
    match path.strip_prefix(r"\\") {
        Some(share) => format!(r"\\?\UNC\{share}"),
        None => format!(r"\\?\{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_paths_get_the_prefix() {
        let long = "資料".repeat(130);
        for (path, expected) in [
            (r"C:\afterword.db".to_owned(), r"C:\afterword.db".to_owned()),
            (format!(r"C:\{long}\a.db"), format!(r"\\?\C:\{long}\a.db")),
            (format!(r"\\server\share\{long}"), format!(r"\\?\UNC\server\share\{long}")),
            (format!(r"\\?\C:\{long}"), format!(r"\\?\C:\{long}")),
            // 239 characters, and 241.
            (format!(r"C:\{}", "資".repeat(237)), format!(r"C:\{}", "資".repeat(237))),
            (format!(r"C:\{}", "資".repeat(238)), format!(r"\\?\C:\{}", "資".repeat(238))),
        ] {
            assert_eq!(verbatim(&path), expected);
        }
    }
}
