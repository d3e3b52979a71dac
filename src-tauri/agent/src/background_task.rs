//! Work that may take long, or hang. It runs on its own thread, and a later round asks for its result.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// Work that was started and whose result has not been fetched.
pub(crate) struct BackgroundTask<T>(oneshot::Receiver<T>);

impl<T: Send + 'static> BackgroundTask<T> {
    /// Starts the work. A program that ends does not wait for it.
    pub fn spawn(work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (done, coming) = oneshot::channel();
        std::thread::spawn(move || done.send(work()).is_ok());
        BackgroundTask(coming)
    }

    /// The result, if it comes within `patience`. Otherwise the task itself if it still runs, or `None` if its thread
    /// panicked.
    pub async fn join_for(mut self, patience: Duration) -> Result<T, Option<Self>> {
        match tokio::time::timeout(patience, &mut self.0).await {
            Ok(done) => done.map_err(|_| None),
            Err(_) => Err(Some(self)),
        }
    }

    /// The result, if it is there already. Otherwise as [`join_for`](Self::join_for).
    pub fn try_join(mut self) -> Result<T, Option<Self>> {
        self.0.try_recv().map_err(|error| (error == TryRecvError::Empty).then_some(self))
    }
}
