//! Notifications where there is no session bus: macOS, Windows and the rest.
//!
//! `notify-rust` does it all there, blocking, so each pop-up gets a thread. These systems can neither take a pop-up
//! back nor tell of their notification service. It must not know what a notice is about.

use std::sync::{Arc, Mutex, PoisonError};

use notify_rust::NotificationResponse as Response;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::notice::{DEFAULT, Notice, NotifierEvent, NotifyError, PATIENCE, Posted, Server, error_name, notification};

/// Posts pop-ups and says what becomes of them. These systems can neither take a pop-up back nor tell of their
/// notification service; ids are counted here.
pub struct Notifier {
    events: UnboundedSender<NotifierEvent>,
    open_label: String,
    open: Arc<Mutex<Vec<(u32, String)>>>,
    last: u32,
}

impl Notifier {
    /// `open_label` names the click on the text itself.
    pub fn new(events: UnboundedSender<NotifierEvent>, open_label: impl Into<String>) -> Notifier {
        Notifier { events, open_label: open_label.into(), open: Arc::default(), last: 0 }
    }

    /// There is nothing to follow.
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

    /// Only forgets: what the user still does with the pop-up is ignored.
    pub async fn withdraw(&mut self, tag: &str) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).retain(|(_, other)| other != tag);
    }

    /// Not possible here.
    pub async fn withdraw_posted(&mut self, _id: u32, _owner: &str) {}

    /// The tags nobody has acted on.
    pub fn open_tags(&self) -> Vec<String> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.iter().map(|(_, tag)| tag.clone()).collect()
    }

    /// Gives up all pop-ups and returns their tags.
    pub fn forget_all(&mut self) -> Vec<String> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *open).into_iter().map(|(_, tag)| tag).collect()
    }

    /// The system does not say.
    pub async fn server(&self) -> Result<Option<Server>, NotifyError> {
        Ok(Some(Server::on_demand()))
    }

    /// The system holds its pop-ups back by itself.
    pub async fn inhibited(&self) -> bool {
        false
    }
}
