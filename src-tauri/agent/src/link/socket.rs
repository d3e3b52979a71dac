//! Where the agent of a data folder listens: the path of a socket, or on Windows the name of a pipe.

use std::io;
use std::path::{Path, PathBuf};

use interprocess::local_socket::{self as socket, Name};

/// Where the agent of this data folder listens: in the user's runtime folder, else in the data folder, else (a socket's
/// path must be short) in a private folder among the temporary files. Another path to the same folder gives the same
/// socket; the folder must exist. On Windows it is the name of a pipe.
pub fn socket_path(data_dir: &Path) -> PathBuf {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    path_for(data_dir, runtime.as_deref(), &std::env::temp_dir())
}

#[cfg(windows)]
fn path_for(data_dir: &Path, _runtime: Option<&Path>, _temporary: &Path) -> PathBuf {
    format!("afterword-{}", hash_of(data_dir)).into()
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

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8, "a test vector of its authors");
    }

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
