//! Notifications through UserNotifications on macOS (`mac-usernotifications`, the library behind `notify-rust` there). They
//! need the program to be in a signed bundle, and the user's permission, for which the first one asks.
//!
//! A notification is named by its tag, so a second one replaces the first, and one from before a restart can be removed.

use std::path::Path;

use mac_usernotifications::{Action, AuthorizationStatus, Notification};
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::timeout;

use super::notice::{
    DEFAULT, Notice, NotifierEvent, NotifyError, PATIENCE, Permission, Posted, Server, clean, cut, error_name,
};
use super::open_notices::OpenNotices;

/// Posts pop-ups and reports what happens to them.
pub struct Notifier {
    /// By their numbers, which are counted here.
    open: OpenNotices<u32>,
    last: u32,
}

impl Notifier {
    /// A click on the text needs no label here.
    pub fn new(events: UnboundedSender<NotifierEvent>, _open_label: impl Into<String>, _folder: &Path) -> Notifier {
        Notifier { open: OpenNotices::new(events), last: 0 }
    }

    /// Asks for permission to notify, if the user was not asked yet. The user may take any time to answer.
    pub async fn watch(&self) {
        if server().is_err() {
            return;
        }
        tokio::spawn(async {
            match mac_usernotifications::request_auth().await {
                Ok(true) => {}
                Ok(false) => tracing::warn!("notifications are not allowed"),
                Err(error) => tracing::warn!(error = error_name(&error), "permission to notify was not asked for"),
            }
        });
    }

    /// Posts a notice.
    ///
    /// # Errors
    /// When the program is not in a bundle, the user does not allow notifications, or the system does not answer.
    pub async fn post(&mut self, notice: &Notice) -> Result<Posted, NotifyError> {
        let server = server()?;
        if allowed().await == Some(false) {
            return Err(NotifyError::NotAllowed);
        }
        self.last += 1;
        let (number, tag) = (self.last, notice.tag.clone());
        let sent = timeout(PATIENCE, notification(notice).send()).await.map_err(|_| NotifyError::TimedOut)?;
        let shown = sent.map_err(|error| NotifyError::Refused(error_name(&error)))?;
        self.open.insert(&tag, number);
        let open = self.open.clone();
        tokio::spawn(async move {
            let Ok(response) = shown.response().await else { return };
            let event = match response {
                it if it.is_dismiss_action() => NotifierEvent::Dismissed { tag: tag.clone() },
                it if it.is_default_action() => NotifierEvent::Pressed { tag: tag.clone(), button: DEFAULT.to_owned() },
                it => NotifierEvent::Pressed { tag: tag.clone(), button: it.action_identifier },
            };
            open.answered(&tag, &number, event);
        });
        Ok(Posted { id: number, server })
    }

    /// Takes a pop-up back, from the screen and the notification centre.
    pub async fn withdraw(&mut self, tag: &str) {
        self.open.remove(tag);
        // Without a bundle nothing was shown, and the system would end the process.
        if server().is_ok() {
            mac_usernotifications::close_delivered(tag).await;
        }
    }

    /// Takes a pop-up back that an earlier process showed.
    pub async fn withdraw_posted(&mut self, tag: &str, _id: u32, _owner: &str) {
        self.withdraw(tag).await;
    }

    /// The tags of the pop-ups that the user has not acted on.
    pub fn open_tags(&self) -> Vec<String> {
        self.open.tags()
    }

    /// Forgets all pop-ups and returns their tags.
    pub fn forget_all(&mut self) -> Vec<String> {
        self.open.forget_all()
    }

    /// The notification service.
    ///
    /// # Errors
    /// When the program is not in a bundle.
    pub async fn server(&self) -> Result<Option<Server>, NotifyError> {
        server().map(Some)
    }

    /// Always false: the system itself holds pop-ups back while it must not disturb.
    pub async fn inhibited(&self) -> bool {
        false
    }
}

/// Whether the user allows notifications; `None` if the user was not asked yet, or that could not be found out.
async fn allowed() -> Option<bool> {
    let settings = timeout(PATIENCE, mac_usernotifications::get_notification_settings()).await.ok()?.ok()?;
    match settings.authorization_status {
        AuthorizationStatus::Authorized | AuthorizationStatus::Provisional => Some(true),
        AuthorizationStatus::Denied => Some(false),
        _ => None,
    }
}

/// Whether the program is in a bundle, and the user allows its notifications.
#[must_use]
pub fn permission(_folder: &Path) -> Option<Permission> {
    let registered = mac_usernotifications::check_bundle().is_ok();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok();
    let allowed = runtime.filter(|_| registered).and_then(|runtime| runtime.block_on(allowed()));
    Some(Permission { registered, allowed })
}

fn server() -> Result<Server, NotifyError> {
    mac_usernotifications::check_bundle().map_err(|_| NotifyError::NoServer)?;
    let capabilities = ["body", "actions", "persistence"].map(str::to_owned).to_vec();
    let [name, owner] = ["macOS"; 2].map(str::to_owned);
    Ok(Server { name, vendor: "Apple".to_owned(), version: String::new(), owner, capabilities })
}

fn notification(notice: &Notice) -> Notification {
    let made = Notification::new()
        .id(&notice.tag)
        .title(cut(&clean(&notice.summary, false), 80))
        .message(cut(&clean(&notice.body, true), 500).trim_end());
    notice.buttons.iter().fold(made, |made, button| made.action(Action::button(&button.id, &button.label)))
}
