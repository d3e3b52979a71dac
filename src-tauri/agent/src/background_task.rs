//! Work that may take long, or hang. It runs on a thread of its own, and a later round asks for its result.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// Work under way.
pub(crate) struct BackgroundTask<T>(oneshot::Receiver<T>);

impl<T: Send + 'static> BackgroundTask<T> {
    /// Begins the work. The end of the program does not wait for it.
    pub fn spawn(work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (done, coming) = oneshot::channel();
        std::thread::spawn(move || done.send(work()).is_ok());
        BackgroundTask(coming)
    }

    /// The result, if it comes in time. Else the task itself while it still runs, or nothing where it broke off.
    pub async fn join_for(mut self, patience: Duration) -> Result<T, Option<Self>> {
        match tokio::time::timeout(patience, &mut self.0).await {
            Ok(done) => done.map_err(|_| None),
            Err(_) => Err(Some(self)),
        }
    }

    /// The result, if it is there by now. Else as [`join_for`](Self::join_for).
    pub fn try_join(mut self) -> Result<T, Option<Self>> {
        self.0.try_recv().map_err(|error| (error == TryRecvError::Empty).then_some(self))
    }
}
