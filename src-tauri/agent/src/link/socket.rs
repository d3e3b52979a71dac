//! Where the agent of a data folder listens: the path of a socket, or on Windows the name of a pipe.

use std::io;
use std::path::{Path, PathBuf};

use interprocess::local_socket::{self as socket, Name};

use super::message::LinkError;

/// Where the agent of this data folder listens: in the user's runtime folder, else in the data folder, else (a socket's
/// path must be short) in a private folder among the temporary files. Another path to the same folder gives the same
/// socket; the folder must exist. On Windows it is the name of a pipe, which is kept in the data folder.
pub fn socket_path(data_dir: &Path) -> PathBuf {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    path_for(data_dir, runtime.as_deref(), &std::env::temp_dir())
}

#[cfg(windows)]
fn path_for(data_dir: &Path, _runtime: Option<&Path>, _temporary: &Path) -> PathBuf {
    let name = secret_name(data_dir).unwrap_or_else(|_| hash_of(data_dir));
    format!("afterword-{name}").into()
}

/// The name of the pipe's own. All users of a machine share the names of pipes, so it must be one that others cannot guess
/// and take first: it is drawn once, and kept in a file that only the user can read.
///
/// # Errors
/// When the file can be neither read nor written.
#[cfg(any(windows, test))]
fn secret_name(data_dir: &Path) -> io::Result<String> {
    use std::io::{Error, ErrorKind, Write};

    let file = data_dir.join("agent.pipe");
    if !file.exists() {
        let mut new = afterword_core::store::files::temporary(data_dir)?;
        new.write_all(afterword_core::store::next_uid().as_bytes())?;
        match new.persist_noclobber(&file) {
            Err(error) if error.error.kind() != ErrorKind::AlreadyExists => return Err(error.error),
            _ => {}
        }
    }
    let name = std::fs::read_to_string(&file)?;
    let is_name = name.len() == 36 && name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if is_name { Ok(name) } else { Err(Error::from(ErrorKind::InvalidData)) }
}

#[cfg(not(windows))]
fn path_for(data_dir: &Path, runtime: Option<&Path>, temporary: &Path) -> PathBuf {
    let file = format!("{}.sock", hash_of(data_dir));
    let fits = |path: &PathBuf| path.as_os_str().len() <= 100;
    let in_runtime = runtime.filter(|folder| folder.is_absolute() && folder.is_dir());
    in_runtime
        .map(|folder| folder.join("afterword").join(&file))
        .filter(fits)
        .or_else(|| Some(data_dir.join("agent.sock")).filter(fits))
        .unwrap_or_else(|| temporary.join(format!("afterword-{}", owner(data_dir))).join(&file))
}

fn hash_of(data_dir: &Path) -> String {
    let canonical = data_dir.canonicalize().or_else(|_| std::path::absolute(data_dir));
    let path = canonical.unwrap_or_else(|_| data_dir.to_owned());
    format!("{:016x}", fnv1a(path.as_os_str().as_encoded_bytes()))
}

/// FNV-1a, 64 bits. It is the same in every build, which the standard library does not promise of its hasher.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The id of the user who owns the data folder; 0 if the folder does not exist yet.
#[cfg(unix)]
fn owner(data_dir: &Path) -> u32 {
    std::fs::metadata(data_dir).map_or(0, |folder| std::os::unix::fs::MetadataExt::uid(&folder))
}

/// Makes sure that a socket's folder exists, and that only this user can open it. A pipe has no folder.
///
/// # Errors
/// [`LinkError::NotPrivate`] when it belongs to another user, and when it cannot be made.
pub fn make_private(socket: &Path) -> Result<(), LinkError> {
    #[cfg(unix)]
    {
        use std::fs::{self, DirBuilder, Permissions};
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

        let not_private = |folder: &Path| LinkError::NotPrivate(folder.to_owned());
        let folder = socket.parent().ok_or_else(|| not_private(socket))?;
        match DirBuilder::new().mode(0o700).create(folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        if !fs::symlink_metadata(folder)?.is_dir() {
            return Err(not_private(folder));
        }
        // Fails on another user's folder, which serves as the check that it is ours.
        fs::set_permissions(folder, Permissions::from_mode(0o700)).map_err(|_| not_private(folder))?;
    }
    #[cfg(not(unix))]
    let _: &Path = socket;
    Ok(())
}

/// Rights to a pipe for its owner and the system, and nobody else (security descriptor definition language).
#[cfg(windows)]
pub(super) fn for_the_owner_alone() -> io::Result<interprocess::os::windows::security_descriptor::SecurityDescriptor> {
    interprocess::os::windows::security_descriptor::SecurityDescriptor::deserialize(widestring::u16cstr!(
        "D:P(A;;GA;;;OW)(A;;GA;;;SY)"
    ))
}

/// A path as a name for the socket library.
pub(super) fn name(path: &Path) -> io::Result<Name<'_>> {
    #[cfg(windows)]
    return socket::ToNsName::to_ns_name::<socket::GenericNamespaced>(path.as_os_str());
    #[cfg(not(windows))]
    return socket::ToFsName::to_fs_name::<socket::GenericFilePath>(path);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_name_of_a_pipe_is_drawn_once_and_cannot_be_guessed() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let names = folders.each_ref().map(|folder| secret_name(folder.path()).unwrap());
        assert_ne!(names[0], names[1]);
        assert_eq!(secret_name(folders[0].path()).unwrap(), names[0]);
        let folder = tempfile::tempdir().unwrap();
        let many: Vec<_> = std::thread::scope(|scope| {
            let asked: Vec<_> = (0..8).map(|_| scope.spawn(|| secret_name(folder.path()).unwrap())).collect();
            asked.into_iter().map(|name| name.join().unwrap()).collect()
        });
        assert!(many.iter().all(|name| *name == many[0]), "programs that start at once agree: {many:?}");
        std::fs::write(folders[0].path().join("agent.pipe"), "x").unwrap();
        assert!(secret_name(folders[0].path()).is_err());
        assert!(secret_name(Path::new("/no/such/folder")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_not_ours_is_refused_with_a_way_out() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("afterword-1000");
        let socket = folder.join("0123.sock");
        make_private(&socket).unwrap();
        assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        std::fs::remove_dir(&folder).unwrap();
        symlink("/", &folder).unwrap();
        let refused = make_private(&socket).unwrap_err().to_string();
        assert!(refused.contains("afterword-1000; set XDG_RUNTIME_DIR"), "{refused}");
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8, "a test vector of its authors");
    }

    #[cfg(unix)]
    #[test]
    fn the_socket_is_where_it_fits() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let hash = hash_of(&data);
        let temporary = Path::new("/tmp");
        let runtime = path_for(&data, Some(folder.path()), temporary);
        assert_eq!(runtime, folder.path().join(format!("afterword/{hash}.sock")));
        assert_eq!(path_for(&data, None, temporary), data.join("agent.sock"));
        assert_eq!(path_for(&data, Some(Path::new("/no/such")), temporary), data.join("agent.sock"));
        let long = folder.path().join("x".repeat(90));
        std::fs::create_dir(&long).unwrap();
        let short = path_for(&long, None, temporary);
        assert!(short.starts_with(format!("/tmp/afterword-{}", owner(&long))), "{}", short.display());
        assert!(short.as_os_str().len() <= 100);
        let other_way = data.join("../data");
        assert_eq!(hash_of(&other_way), hash, "another path to the same folder");
    }
}
