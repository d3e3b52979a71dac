//! The agent's end of the socket.
//!
//! Each connection has its own task. What clients say goes to the agent's loop, in order, and what the loop says goes
//! to the windows. A client that sends nonsense, or too much, or stops reading, loses its connection; the others are
//! not affected.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use interprocess::local_socket::ListenerOptions;
use interprocess::local_socket::tokio::{Listener, Stream};
use interprocess::local_socket::traits::tokio::Listener as _;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::message::{FromAgent, LONGEST_LINE, LinkError, ToAgent, line};
use super::socket::name;

/// A connected window. An id is not used again while the agent runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WindowId(u64);

/// What the server hands to the agent's loop.
#[derive(Debug)]
pub enum Incoming {
    /// `Changed`, `Show` or `Quit`; the client has its `Ok` already. (`Ping` is answered by the server itself.)
    Said(ToAgent),
    /// Post a test reminder, and send the answer here.
    TestReminder(oneshot::Sender<FromAgent>),
    /// A window connected. Dropping `pushes` closes the connection.
    WindowCame {
        /// The window's id from now on.
        window: WindowId,
        /// The window's process.
        pid: u32,
        /// Where to put messages for the window.
        pushes: UnboundedSender<FromAgent>,
    },
    /// This window closed, crashed or stopped reading.
    WindowGone(WindowId),
}

/// How long a client may say nothing after it connects, and a window may leave a push unread, before it counts as dead.
const SILENCE: Duration = Duration::from_secs(10);

/// The listening socket. Dropping it removes the socket's file.
#[derive(Debug)]
pub struct Server {
    listener: Listener,
    tray: Arc<AtomicBool>,
}

impl Server {
    /// Listens at `path`. The caller holds the data folder's lock, so a file left there by a crash is replaced, but not
    /// a socket at which another process still listens. Needs a tokio runtime.
    pub fn bind(path: &Path, tray: Arc<AtomicBool>) -> Result<Server, LinkError> {
        #[cfg(unix)]
        prepare(path)?;
        let options = ListenerOptions::new().name(name(path)?);
        #[cfg(windows)]
        let options = interprocess::os::windows::local_socket::ListenerOptionsExt::security_descriptor(
            options,
            super::socket::for_the_owner_alone()?,
        );
        #[cfg(unix)]
        let options = interprocess::os::unix::local_socket::ListenerOptionsExt::mode(options, 0o600);
        let listener = options.create_tokio()?;
        // The umask may have removed bits from the mode, even those that let the user in.
        #[cfg(unix)]
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        Ok(Server { listener, tray })
    }

    /// Serves until the receiver of `incoming` is gone. A connection that breaks the rules is closed; the others go on.
    pub async fn run(self, incoming: UnboundedSender<Incoming>) {
        let mut connections = tokio::task::JoinSet::new();
        for number in 0.. {
            let accepted = tokio::select! {
                accepted = self.listener.accept() => accepted,
                () = incoming.closed() => return,
            };
            while connections.try_join_next().is_some() {}
            match accepted {
                Ok(stream) => {
                    connections.spawn(serve(stream, WindowId(number), incoming.clone(), Arc::clone(&self.tray)));
                }
                Err(error) => {
                    // Out of file descriptors, most likely: trying again at once would spin.
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
            }
        }
    }
}

/// One connection, from its first line to its end.
async fn serve(stream: Stream, window: WindowId, incoming: UnboundedSender<Incoming>, tray: Arc<AtomicBool>) {
    let mut pushes = None;
    if let Err(error) = converse_with(&stream, window, &incoming, &tray, &mut pushes).await {
        tracing::debug!(%error, "a connection was closed");
    }
    if pushes.is_some() && incoming.send(Incoming::WindowGone(window)).is_err() {
        tracing::debug!("a window went after the agent's loop");
    }
}

async fn converse_with(
    stream: &Stream,
    window: WindowId,
    incoming: &UnboundedSender<Incoming>,
    tray: &AtomicBool,
    pushes: &mut Option<UnboundedReceiver<FromAgent>>,
) -> io::Result<()> {
    let mut reader = tokio::io::BufReader::new(stream);
    let mut text = Vec::new();
    loop {
        let patience = if pushes.is_some() { Duration::MAX } else { SILENCE };
        // A push may interrupt the reading of a line; what was read stays in `text`.
        let room = (LONGEST_LINE - text.len()) as u64;
        tokio::select! {
            read = timeout(patience, async { (&mut reader).take(room).read_until(b'\n', &mut text).await }) => {
                read??;
            }
            push = next_push(pushes) => match push {
                Some(push) => { write(stream, &push).await?; continue; }
                None => return Ok(()),
            },
        }
        if text.is_empty() {
            return Ok(());
        }
        if !text.ends_with(b"\n") {
            return Err(io::Error::other("a line was too long, or cut off"));
        }
        let message: ToAgent = serde_json::from_slice(&text)?;
        text.clear();
        let forward = match message {
            ToAgent::Ping => {
                let version = env!("CARGO_PKG_VERSION").to_owned();
                let tray = Some(tray.load(Ordering::Relaxed));
                write(stream, &FromAgent::Status { version, pid: std::process::id(), tray }).await?;
                continue;
            }
            ToAgent::TestReminder => {
                let (sender, answer) = oneshot::channel();
                incoming.send(Incoming::TestReminder(sender)).map_err(io::Error::other)?;
                // An agent that ends meanwhile drops the sender.
                write(stream, &answer.await.map_err(io::Error::other)?).await?;
                continue;
            }
            ToAgent::Window { pid } => {
                let (sender, receiver) = unbounded_channel();
                *pushes = Some(receiver);
                Incoming::WindowCame { window, pid, pushes: sender }
            }
            said => Incoming::Said(said),
        };
        // Answered first: after a `Quit` the agent may end before it can answer.
        let answered = write(stream, &FromAgent::Ok).await;
        incoming.send(forward).map_err(io::Error::other)?;
        answered?;
    }
}

async fn next_push(pushes: &mut Option<UnboundedReceiver<FromAgent>>) -> Option<FromAgent> {
    match pushes {
        Some(pushes) => pushes.recv().await,
        None => std::future::pending().await,
    }
}

async fn write(mut stream: &Stream, message: &FromAgent) -> io::Result<()> {
    timeout(SILENCE, stream.write_all(&line(message)?)).await?
}

/// Makes the socket's folder private, and removes a socket file at which no process listens.
#[cfg(unix)]
fn prepare(path: &Path) -> Result<(), LinkError> {
    use std::fs;
    use std::os::unix::fs::FileTypeExt;

    super::socket::make_private(path)?;
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Ok(file) if file.file_type().is_socket() => {}
        _ => return Err(LinkError::InUse),
    }
    match std::os::unix::net::UnixStream::connect(path) {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => Ok(fs::remove_file(path)?),
        _ => Err(LinkError::InUse),
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::link::client::{send, subscribe};

    async fn server(path: &Path) -> UnboundedReceiver<Incoming> {
        let (sender, incoming) = unbounded_channel();
        tokio::spawn(Server::bind(path, Arc::default()).unwrap().run(sender));
        incoming
    }

    async fn ask(path: &Path, message: ToAgent) -> Result<FromAgent, LinkError> {
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || send(&path, &message)).await.unwrap()
    }

    #[tokio::test]
    async fn clients_are_answered_and_windows_get_pushes_until_they_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("private/a.sock");
        let mut incoming = server(&path).await;
        let status = ask(&path, ToAgent::Ping).await.unwrap();
        assert!(matches!(status, FromAgent::Status { pid, .. } if pid == std::process::id()));
        assert_eq!(ask(&path, ToAgent::Changed).await.unwrap(), FromAgent::Ok);
        assert!(matches!(incoming.recv().await, Some(Incoming::Said(ToAgent::Changed))));

        let (heard, mut hears) = unbounded_channel();
        let subscribed = path.clone();
        let subscribe = move || subscribe(&subscribed, 42, move |push| heard.send(push).is_ok());
        tokio::task::spawn_blocking(subscribe).await.unwrap().unwrap();
        let Some(Incoming::WindowCame { window, pid: 42, pushes }) = incoming.recv().await else {
            unreachable!("the window announced itself");
        };
        pushes.send(FromAgent::Raise).unwrap();
        pushes.send(FromAgent::Changed).unwrap();
        assert_eq!(hears.recv().await, Some(FromAgent::Raise));
        assert_eq!(hears.recv().await, Some(FromAgent::Changed));
        drop(pushes);
        assert_eq!(hears.recv().await, Some(FromAgent::Bye), "a connection that ends is a Bye");
        assert!(matches!(incoming.recv().await, Some(Incoming::WindowGone(gone)) if gone == window));
    }

    #[tokio::test]
    async fn nonsense_closes_its_own_connection_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("private/a.sock");
        let _incoming = server(&path).await;
        for nonsense in [b"hello\n".to_vec(), vec![b'x'; 2 * LONGEST_LINE], b"{\"type\":\"no\"}\n".to_vec()] {
            let mut bad = tokio::net::UnixStream::connect(&path).await.unwrap();
            // The server may hang up in the middle of the long line.
            bad.write_all(&nonsense).await.ok();
            let closed = timeout(Duration::from_secs(5), bad.read_u8()).await.unwrap();
            assert!(closed.is_err(), "the server hangs up");
        }
        assert!(ask(&path, ToAgent::Ping).await.is_ok(), "the others are served");
    }

    #[tokio::test]
    async fn a_stale_socket_is_replaced_and_a_live_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("private/a.sock");
        assert!(matches!(ask(&path, ToAgent::Ping).await, Err(LinkError::NoAgent)));
        std::fs::create_dir(path.parent().unwrap()).unwrap();
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        assert!(path.exists(), "std leaves the file, as a crash would");
        let _incoming = server(&path).await;
        assert!(matches!(Server::bind(&path, Arc::default()), Err(LinkError::InUse)));
        assert!(ask(&path, ToAgent::Ping).await.is_ok());
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(path.parent().unwrap()), mode(&path)), (0o700, 0o600), "only this user may connect");
    }
}
