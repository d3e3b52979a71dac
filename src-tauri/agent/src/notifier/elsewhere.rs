//! Notifications where there is no session bus: macOS, Windows and the rest.
//!
//! There, `notify-rust` does everything, and blocks, so each pop-up gets a thread. These systems can neither take a
//! pop-up back nor name their notification service. This file must not know what a notice is about.

use std::sync::{Arc, Mutex, PoisonError};

use notify_rust::NotificationResponse as Response;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::notice::{DEFAULT, Notice, NotifierEvent, NotifyError, PATIENCE, Posted, Server, error_name, notification};

/// Posts pop-ups and reports what happens to them. The ids of pop-ups are counted here.
pub struct Notifier {
    events: UnboundedSender<NotifierEvent>,
    open_label: String,
    open: Arc<Mutex<Vec<(u32, String)>>>,
    last: u32,
}

impl Notifier {
    /// `open_label` is the label of a click on the text itself.
    pub fn new(events: UnboundedSender<NotifierEvent>, open_label: impl Into<String>) -> Notifier {
        Notifier { events, open_label: open_label.into(), open: Arc::default(), last: 0 }
    }

    /// Does nothing: there is no notification service to follow.
    pub async fn watch(&self) {}

    /// Posts a notice, on a thread of its own that then waits for the user.
    pub async fn post(&mut self, notice: &Notice) -> Result<Posted, NotifyError> {
        self.last += 1;
        let (id, tag) = (self.last, notice.tag.clone());
        let notification = notification(notice, &self.open_label, |word| word == "actions");
        let (events, open) = (self.events.clone(), Arc::clone(&self.open));
        let (told, shown) = oneshot::channel();
        let thread = std::thread::Builder::new().name("notice".to_owned()).spawn(move || {
            let handle = match notification.show() {
                Ok(handle) => handle,
                // The caller may have stopped waiting.
                Err(error) => {
                    return drop(told.send(Err(NotifyError::Refused(error_name(&error)))));
                }
            };
            let held = || open.lock().unwrap_or_else(PoisonError::into_inner);
            held().retain(|(_, other)| *other != tag);
            held().push((id, tag.clone()));
            drop(told.send(Ok(id)));
            let mut event = NotifierEvent::Dismissed { tag: tag.clone() };
            let waited = handle.wait_for_response(|response: &Response| match response {
                Response::Closed(_) => {}
                Response::Default => event = NotifierEvent::Pressed { tag, button: DEFAULT.to_owned() },
                Response::Action(button) | Response::Reply(button) => {
                    event = NotifierEvent::Pressed { tag, button: button.clone() };
                }
            });
            let known = held().iter().any(|(other, _)| *other == id);
            held().retain(|(other, _)| *other != id);
            if waited.is_ok() && known && events.send(event).is_err() {
                tracing::debug!("a notification event came while the agent ends");
            }
        });
        thread.map_err(|error| NotifyError::Refused(error.kind().to_string()))?;
        let shown = timeout(PATIENCE, shown).await.map_or(Err(NotifyError::TimedOut), |shown| {
            shown.unwrap_or_else(|_| Err(NotifyError::Refused("no answer".to_owned())))
        });
        shown.map(|id| Posted { id, server: Server::on_demand() })
    }

    /// Only forgets the pop-up. It stays on the screen, but what the user does with it is ignored.
    pub async fn withdraw(&mut self, tag: &str) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).retain(|(_, other)| other != tag);
    }

    /// Does nothing: these systems cannot take a pop-up back.
    pub async fn withdraw_posted(&mut self, _id: u32, _owner: &str) {}

    /// The tags of the pop-ups that the user has not acted on.
    pub fn open_tags(&self) -> Vec<String> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().map(|(_, tag)| tag.clone()).collect()
    }

    /// Forgets all pop-ups and returns their tags.
    pub fn forget_all(&mut self) -> Vec<String> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *open).into_iter().map(|(_, tag)| tag).collect()
    }

    /// Always the server started on demand: the system does not say which one runs.
    pub async fn server(&self) -> Result<Option<Server>, NotifyError> {
        Ok(Some(Server::on_demand()))
    }

    /// Always false: the system itself holds pop-ups back while it must not disturb.
    pub async fn inhibited(&self) -> bool {
        false
    }
}
