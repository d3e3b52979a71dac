//! The notices that are on the screen or in the notification centre, where the system hands each one back to us by itself
//! (Windows, macOS).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use super::notice::NotifierEvent;

/// The notices that were shown and not answered, by tag, each with what the system knows it by. Clones share them.
#[derive(Debug)]
pub(super) struct OpenNotices<T> {
    shown: Arc<Mutex<HashMap<String, T>>>,
    events: UnboundedSender<NotifierEvent>,
}

impl<T> Clone for OpenNotices<T> {
    fn clone(&self) -> Self {
        OpenNotices { shown: Arc::clone(&self.shown), events: self.events.clone() }
    }
}

impl<T: PartialEq> OpenNotices<T> {
    pub(super) fn new(events: UnboundedSender<NotifierEvent>) -> Self {
        OpenNotices { shown: Arc::default(), events }
    }

    /// Keeps a notice, in place of an older one of the same tag.
    pub(super) fn insert(&self, tag: &str, shown: T) {
        self.held().insert(tag.to_owned(), shown);
    }

    /// Forgets a notice: what the user does with it is not heard any more.
    pub(super) fn remove(&self, tag: &str) {
        self.held().remove(tag);
    }

    /// Tells what the user did with a notice, and forgets it. One that was replaced or taken back is not heard.
    pub(super) fn answered(&self, tag: &str, shown: &T, event: NotifierEvent) {
        let mut held = self.held();
        if held.get(tag) != Some(shown) {
            return;
        }
        held.remove(tag);
        self.tell(event);
    }

    /// Tells that the user pressed a button of a notice, and forgets the notice. It may be one that an earlier process
    /// showed.
    #[cfg(any(windows, test))]
    pub(super) fn pressed(&self, tag: &str, button: &str) {
        self.remove(tag);
        self.tell(NotifierEvent::Pressed { tag: tag.to_owned(), button: button.to_owned() });
    }

    fn tell(&self, event: NotifierEvent) {
        if self.events.send(event).is_err() {
            tracing::debug!("a notification event came while the agent ends");
        }
    }

    /// The tags of all of them.
    pub(super) fn tags(&self) -> Vec<String> {
        self.held().keys().cloned().collect()
    }

    /// Forgets all of them and returns their tags.
    pub(super) fn forget_all(&self) -> Vec<String> {
        std::mem::take(&mut *self.held()).into_keys().collect()
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, T>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_notice_that_is_shown_is_heard_and_only_once() {
        let (events, mut heard) = tokio::sync::mpsc::unbounded_channel();
        let open = OpenNotices::new(events);
        let event = || NotifierEvent::Dismissed { tag: "a".to_owned() };
        open.insert("a", 1);
        open.insert("a", 2);
        open.answered("a", &1, event());
        assert!(heard.try_recv().is_err(), "it was replaced");
        open.answered("a", &2, event());
        assert_eq!(heard.try_recv().ok(), Some(event()));
        open.answered("a", &2, event());
        assert!(heard.try_recv().is_err(), "it was answered");
        open.insert("a", 3);
        open.remove("a");
        open.answered("a", &3, event());
        assert!(heard.try_recv().is_err(), "it was taken back");
        open.insert("a", 3);
        open.pressed("a", "done");
        open.pressed("old", "snooze");
        let pressed =
            |tag: &str, button: &str| NotifierEvent::Pressed { tag: tag.to_owned(), button: button.to_owned() };
        assert_eq!(heard.try_recv().ok(), Some(pressed("a", "done")));
        assert_eq!(heard.try_recv().ok(), Some(pressed("old", "snooze")), "an earlier process showed it");
        open.insert("b", 4);
        assert_eq!(open.clone().tags(), ["b"]);
        assert_eq!(open.forget_all(), ["b"]);
        assert!(open.tags().is_empty());
    }
}
