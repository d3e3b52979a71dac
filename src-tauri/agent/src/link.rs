//! The agent's local socket: how the window and the command line reach the agent of the same data folder.
//!
//! Messages are JSON, one a line. Whoever commits a change says so here, the agent passes it on to the windows; and
//! since only one agent can listen, the socket also is how a second start finds the first. Only this user may
//! connect: the socket's folder and file are private. The server side is tokio's, the client side blocks, for
//! programs that have no runtime. Nothing here may know what a page is or what a change means.

use std::io;
use std::path::{Path, PathBuf};

use interprocess::local_socket::{self as socket, Name};
use serde::{Deserialize, Serialize};
use serde_json::Value;

mod client;
mod server;

pub use client::{send, subscribe};
pub use server::{Incoming, Server, WindowId};

/// What a client says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToAgent {
    /// A fact was committed to the database.
    Changed,
    /// Bring up the window, at this page if one is named.
    Show {
        /// The page, in the window's own words.
        page: Option<Value>,
    },
    /// This connection is a window: it stays open and gets pushes.
    Window {
        /// The window's process.
        pid: u32,
    },
    /// Post a test reminder, and say what came of it.
    TestReminder,
    /// Are you there?
    Ping,
    /// End.
    Quit,
}

/// What the agent says: the first three are answers, the rest are pushes to a window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromAgent {
    /// Received.
    Ok,
    /// The answer to `Ping`.
    Status {
        /// The agent's version.
        version: String,
        /// The agent's process.
        pid: u32,
    },
    /// The answer to `TestReminder`.
    Tested {
        /// Why it was not posted, as a message id; none where it was.
        problem: Option<String>,
    },
    /// A fact was committed, by somebody else or by this window.
    Changed,
    /// Time alone changed what is due: a step's moment came, a day began, the clock was set.
    Turned,
    /// Show this page.
    Go {
        /// The page, in the window's own words.
        page: Value,
    },
    /// The records were found damaged, and are left as they are from now on.
    Damaged,
    /// Come to the front.
    Raise,
    /// The user quits: close.
    Close,
    /// The agent ends.
    Bye,
}

/// Why the two sides do not talk.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// Nobody listens.
    #[error("the agent is not running")]
    NoAgent,
    /// The agent is there and does not answer.
    #[error("the agent does not answer")]
    TimedOut,
    /// The answer was no message of ours, or the connection ended before one.
    #[error("the agent's answer was not understood")]
    BadAnswer,
    /// Another agent listens.
    #[error("another agent is listening")]
    InUse,
    /// The folder of the socket is open to others, or not ours.
    #[error("the folder of the agent's socket is not private")]
    NotPrivate,
    /// Anything else.
    #[error("the agent's socket cannot be used: {0}")]
    Io(#[from] io::Error),
}

/// Bytes in a line. A page is a few words, so this is room enough, and a limit for whatever runs wild.
const LONGEST_LINE: usize = 64 * 1024;

/// Where the agent of this data folder listens: in the user's runtime folder, else in the data folder, else (a
/// socket's path must be short) in a private folder for temporary files. The same folder reached by another path
/// gives the same socket; the folder must exist. On Windows it is the name of a pipe.
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

/// FNV-1a, 64 bits: the same in every build, which std's hasher does not promise.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The user the data belongs to; 0 where the folder does not exist yet.
#[cfg(unix)]
fn owner(data_dir: &Path) -> u32 {
    std::fs::metadata(data_dir).map_or(0, |folder| std::os::unix::fs::MetadataExt::uid(&folder))
}

fn name(path: &Path) -> io::Result<Name<'_>> {
    #[cfg(windows)]
    return socket::ToNsName::to_ns_name::<socket::GenericNamespaced>(path.as_os_str());
    #[cfg(not(windows))]
    return socket::ToFsName::to_fs_name::<socket::GenericFilePath>(path);
}

fn line(message: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn messages_are_what_the_protocol_says() {
        let check = |message: &ToAgent, text: &str| {
            assert_eq!(serde_json::to_string(message).unwrap(), text);
            assert_eq!(&serde_json::from_str::<ToAgent>(text).unwrap(), message);
        };
        check(&ToAgent::Changed, r#"{"type":"changed"}"#);
        check(&ToAgent::Window { pid: 7 }, r#"{"type":"window","pid":7}"#);
        let page = Some(serde_json::json!({"name": "today"}));
        check(&ToAgent::Show { page }, r#"{"type":"show","page":{"name":"today"}}"#);
        let bare: ToAgent = serde_json::from_str(r#"{"type":"show"}"#).unwrap();
        assert_eq!(bare, ToAgent::Show { page: None }, "a page may be left out");
        assert_eq!(serde_json::to_string(&FromAgent::Bye).unwrap(), r#"{"type":"bye"}"#);
    }

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
