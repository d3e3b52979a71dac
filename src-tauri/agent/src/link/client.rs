//! The client's end of the socket, for the window and the command line.
//!
//! It blocks, but never for long: a thread does the talking, and the caller waits for it for a limited time.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use interprocess::ConnectWaitMode;
use interprocess::local_socket::traits::Stream as _;
use interprocess::local_socket::{ConnectOptions, Stream};

use super::message::{FromAgent, LONGEST_LINE, LinkError, ToAgent, line};
use super::socket::name;

/// How long a client waits in all.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a client waits for a test reminder. If the notification service hangs, the round under way takes seven
/// seconds, and so does the test.
const PATIENCE_FOR_A_TEST: Duration = Duration::from_secs(20);

/// Sends one message and waits for the answer: two seconds at most, twenty for a test reminder. For `Window` use
/// [`subscribe`].
pub fn send(path: &Path, message: &ToAgent) -> Result<FromAgent, LinkError> {
    let patience = if *message == ToAgent::TestReminder { PATIENCE_FOR_A_TEST } else { PATIENCE };
    let (path, message) = (path.to_owned(), message.clone());
    on_thread(patience, move |answer| {
        // After the time is up, the receiver is gone.
        answer.send(converse(&path, &message, patience).map(|(said, _)| said)).ok();
    })
}

/// Connects as a window. `on_push` gets the agent's messages, on a thread of its own, until it returns false. If it
/// never does, the last message is `Bye`, however the connection ended.
pub fn subscribe(
    path: &Path,
    pid: u32,
    mut on_push: impl FnMut(FromAgent) -> bool + Send + 'static,
) -> Result<(), LinkError> {
    let path = path.to_owned();
    on_thread(PATIENCE, move |answer| {
        let lines = match converse(&path, &ToAgent::Window { pid }, PATIENCE) {
            Ok((FromAgent::Ok, lines)) => lines,
            other => {
                answer.send(other.and(Err(LinkError::BadAnswer))).ok();
                return;
            }
        };
        // A system that cannot lift the time-out could not set it either.
        lines.get_ref().set_recv_timeout(None).ok();
        if answer.send(Ok(())).is_err() {
            return;
        }
        let mut lines = lines;
        while let Ok(said) = read_message(&mut lines) {
            if said == FromAgent::Bye {
                break;
            }
            if !on_push(said) {
                return;
            }
        }
        on_push(FromAgent::Bye);
    })
}

/// Runs `talk` on a thread and waits for its answer. Not every system can limit how long a read takes, but every
/// one can limit how long we wait for a thread.
fn on_thread<T: Send + 'static>(
    patience: Duration,
    talk: impl FnOnce(mpsc::Sender<Result<T, LinkError>>) + Send + 'static,
) -> Result<T, LinkError> {
    let (sender, answer) = mpsc::channel();
    std::thread::Builder::new().name("link".to_owned()).spawn(move || talk(sender))?;
    answer.recv_timeout(patience).unwrap_or(Err(LinkError::TimedOut))
}

fn converse(path: &Path, message: &ToAgent, patience: Duration) -> Result<(FromAgent, BufReader<Stream>), LinkError> {
    #[cfg(unix)]
    check(path)?;
    let wait = ConnectWaitMode::Timeout(PATIENCE);
    let stream = ConnectOptions::new().name(name(path)?).wait_mode(wait).connect_sync().map_err(no_agent)?;
    // Ends the thread where the system supports it; how long the caller waits does not depend on it.
    stream.set_recv_timeout(Some(patience)).ok();
    stream.set_send_timeout(Some(PATIENCE)).ok();
    let mut lines = BufReader::new(stream);
    lines.get_mut().write_all(&line(message)?)?;
    Ok((read_message(&mut lines)?, lines))
}

fn no_agent(error: io::Error) -> LinkError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => LinkError::NoAgent,
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => LinkError::TimedOut,
        _ => LinkError::Io(error),
    }
}

fn read_message(lines: &mut BufReader<Stream>) -> Result<FromAgent, LinkError> {
    let mut text = Vec::new();
    lines.by_ref().take(LONGEST_LINE as u64).read_until(b'\n', &mut text).map_err(no_agent)?;
    serde_json::from_slice(&text).map_err(|_| LinkError::BadAnswer)
}

/// Checks that only its owner can enter the socket's folder. If we can connect, that owner is this user.
#[cfg(unix)]
fn check(path: &Path) -> Result<(), LinkError> {
    use std::os::unix::fs::MetadataExt;

    let folder = path.parent().ok_or_else(|| LinkError::NotPrivate(path.to_owned()))?;
    match std::fs::symlink_metadata(folder) {
        Ok(folder) if folder.is_dir() && folder.mode() & 0o077 == 0 => Ok(()),
        Ok(_) if !path.exists() => Err(LinkError::NoAgent),
        Ok(_) => Err(LinkError::NotPrivate(folder.to_owned())),
        Err(_) => Err(LinkError::NoAgent),
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_silent_agent_is_given_up_after_two_seconds() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let path = folder.path().join("a.sock");
        let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        let start = std::time::Instant::now();
        assert!(matches!(send(&path, &ToAgent::Ping), Err(LinkError::TimedOut)));
        assert!(start.elapsed() < PATIENCE + Duration::from_secs(1), "it must not hang");
    }
}
