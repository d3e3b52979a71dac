//! Listeners that make the scheduler look at the clock before its sleep is over.
//!
//! Timers run on the monotonic clock, which stands still while the machine sleeps and does not notice that somebody set
//! the time. So the agent also listens to logind, which reports that the machine woke, and to the kernel, which reports
//! that the clock was set. Both only help: the scheduler looks at least once a minute anyway, so a listener that cannot
//! be started is logged and done without. This file must not know what happens on a wake. A change of time zone is not
//! reported at all; `clock::system_zone` is cheap enough to be asked on each wake.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

/// Why the scheduler should look now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// The machine came back from sleep.
    Resumed,
    /// The clock was set: by hand, by a network time jump, on resume, or in a test.
    ClockChanged,
}

/// The listeners; they end when this is dropped.
#[derive(Debug)]
pub struct Wakeup {
    wakes: UnboundedReceiver<Wake>,
    /// Keeps the channel open, so that `next` just waits if no listener could be started.
    _sender: UnboundedSender<Wake>,
    _listeners: JoinSet<()>,
}

impl Wakeup {
    /// Starts listening. Needs a tokio runtime with time and input/output. Cannot fail.
    pub fn start() -> Wakeup {
        let (sender, wakes) = unbounded_channel();
        let mut listeners = JoinSet::new();
        #[cfg(target_os = "linux")]
        {
            listeners.spawn(linux::follow_logind(sender.clone()));
            listeners.spawn(linux::follow_clock(sender.clone()));
        }
        #[cfg(debug_assertions)]
        if let Some(file) = std::env::var_os(crate::clock::TEST_CLOCK)
            && std::env::var_os(crate::clock::TEST_CLOCK_UNWATCHED).is_none()
        {
            listeners.spawn(follow_test_clock(file.into(), sender.clone()));
        }
        Wakeup { wakes, _sender: sender, _listeners: listeners }
    }

    /// Waits for the next wake. Cancel safe. One cause may give two wakes (a resume also sets the clock); an extra look
    /// does no harm.
    pub async fn next(&mut self) -> Wake {
        match self.wakes.recv().await {
            Some(wake) => wake,
            None => std::future::pending().await,
        }
    }
}

/// Reads the test clock's file five times a second, so that a test sees a jump of the time acted on at once.
#[cfg(debug_assertions)]
async fn follow_test_clock(file: std::path::PathBuf, wakes: UnboundedSender<Wake>) {
    let mut last = std::fs::read(&file).ok();
    loop {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let content = std::fs::read(&file).ok();
        // A file that is empty or gone is being rewritten; the clock ignores it too.
        if content.as_ref().is_some_and(|content| !content.is_empty()) && content != last {
            last = content;
            if wakes.send(Wake::ClockChanged).is_err() {
                return;
            }
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::io;
    use std::os::fd::OwnedFd;
    use std::time::Duration;

    use futures_util::StreamExt;
    use rustix::time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
    };
    use tokio::io::Interest;
    use tokio::io::unix::AsyncFd;
    use tokio::sync::mpsc::UnboundedSender;
    use zbus::{Connection, MatchRule, MessageStream};

    use super::Wake;

    /// Listens for `PrepareForSleep`, and connects again when the system bus comes back. Where there is no bus (a
    /// container, another init system), the attempts become rarer.
    pub(super) async fn follow_logind(wakes: UnboundedSender<Wake>) {
        let mut pause = Duration::from_secs(1);
        loop {
            match sleep_signals().await {
                Ok(mut signals) => {
                    pause = Duration::from_secs(1);
                    while let Some(signal) = signals.next().await {
                        // The argument is true before the sleep and false after it.
                        let woke = signal.is_ok_and(|signal| matches!(signal.body().deserialize(), Ok(false)));
                        if woke && wakes.send(Wake::Resumed).is_err() {
                            return;
                        }
                    }
                }
                Err(error) => tracing::debug!(%error, "no word from logind"),
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(600));
        }
    }

    async fn sleep_signals() -> zbus::Result<MessageStream> {
        let rule = MatchRule::builder()
            .msg_type(zbus::message::Type::Signal)
            .sender("org.freedesktop.login1")
            .path("/org/freedesktop/login1")
            .interface("org.freedesktop.login1.Manager")
            .member("PrepareForSleep")
            .build()?;
        MessageStream::for_match_rule(rule, &Connection::system().await?, None).await
    }

    pub(super) async fn follow_clock(wakes: UnboundedSender<Wake>) {
        if let Err(error) = clock_changes(wakes).await {
            tracing::debug!(%error, "the kernel does not tell of clock changes");
        }
    }

    /// Waits on a timer that never fires and that the kernel cancels when the clock is set: timerfd_create(2),
    /// `TFD_TIMER_CANCEL_ON_SET`. A read that reports the cancellation also rearms the timer for the next one.
    async fn clock_changes(wakes: UnboundedSender<Wake>) -> io::Result<()> {
        #[allow(
            deprecated,
            reason = "its successor is unsafe, for types that may close their descriptor early; \
                                      an OwnedFd cannot"
        )]
        let timer = AsyncFd::with_interest(never_firing_timer()?, Interest::READABLE)?;
        loop {
            let mut ready = timer.readable().await?;
            match ready.try_io(|timer| Ok(rustix::io::read(timer, &mut [0_u8; 8])?)) {
                Ok(Err(error)) if error.raw_os_error() == Some(rustix::io::Errno::CANCELED.raw_os_error()) => {
                    if wakes.send(Wake::ClockChanged).is_err() {
                        return Ok(());
                    }
                }
                Ok(Err(error)) => return Err(error),
                Ok(Ok(_)) | Err(_) => {}
            }
        }
    }

    fn never_firing_timer() -> io::Result<OwnedFd> {
        let timer = timerfd_create(TimerfdClockId::Realtime, TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC)?;
        let never = Itimerspec {
            it_interval: Timespec { tv_sec: 0, tv_nsec: 0 },
            it_value: Timespec { tv_sec: i64::MAX, tv_nsec: 0 },
        };
        timerfd_settime(&timer, TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET, &never)?;
        Ok(timer)
    }

    #[cfg(test)]
    mod tests {
        #![allow(clippy::unwrap_used)]

        #[test]
        fn the_kernel_takes_a_timer_that_never_fires() {
            let timer = super::never_firing_timer().unwrap();
            let error = rustix::io::read(&timer, &mut [0_u8; 8]).unwrap_err();
            assert_eq!(error, rustix::io::Errno::AGAIN, "neither fired nor cancelled");
        }
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn a_rewritten_test_clock_wakes_once_and_an_empty_one_does_not() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "2026-11-23T10:00:00Z").unwrap();
        let (sender, mut wakes) = unbounded_channel();
        let follower = tokio::spawn(follow_test_clock(file.path().into(), sender));
        let quiet = tokio::time::timeout(Duration::from_millis(500), wakes.recv()).await;
        assert!(quiet.is_err(), "the file as it was is no change");
        std::fs::write(file.path(), "").unwrap();
        let quiet = tokio::time::timeout(Duration::from_millis(500), wakes.recv()).await;
        assert!(quiet.is_err(), "an empty file is half a write");
        std::fs::write(file.path(), "2026-11-24T10:00:00Z").unwrap();
        let wake = tokio::time::timeout(Duration::from_secs(5), wakes.recv()).await.unwrap();
        assert_eq!(wake, Some(Wake::ClockChanged));
        follower.abort();
    }
}
