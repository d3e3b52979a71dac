//! Work that may take long, or hang: it goes on by itself on a thread of its own, and a later round looks what came of it.

use std::time::Duration;

use tokio::sync::oneshot;
use tokio::sync::oneshot::error::TryRecvError;

/// How long a round waits for such work.
const PATIENCE: Duration = Duration::from_secs(2);

/// Work under way.
pub(crate) struct Aside<T>(oneshot::Receiver<T>);

impl<T: Send + 'static> Aside<T> {
    /// Begins it. The end of the program does not wait for it.
    pub fn begin(work: impl FnOnce() -> T + Send + 'static) -> Self {
        let (done, coming) = oneshot::channel();
        std::thread::spawn(move || done.send(work()).is_ok());
        Aside(coming)
    }

    /// What came of it, after a moment; the work itself where it goes on, and nothing where it broke off.
    pub async fn wait(mut self) -> Result<T, Option<Self>> {
        match tokio::time::timeout(PATIENCE, &mut self.0).await {
            Ok(done) => done.map_err(|_| None),
            Err(_) => Err(Some(self)),
        }
    }

    /// What came of it by now.
    pub fn look(mut self) -> Result<T, Option<Self>> {
        self.0.try_recv().map_err(|error| (error == TryRecvError::Empty).then_some(self))
    }
}
