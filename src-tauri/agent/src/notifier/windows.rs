//! Notifications as Windows toasts, through WinRT. The library behind `notify-rust` on Windows can neither take a toast back
//! nor hear of it once it is in the notification centre, and both matter here.
//!
//! Windows delivers a press only to the process that showed the toast. After a restart of the agent, an old toast can be
//! removed but not answered.

use std::path::Path;

use afterword_core::store::files;
use tokio::sync::mpsc::UnboundedSender;
use windows::Data::Xml::Dom::XmlDocument;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    NotificationSetting, ToastActivatedEventArgs, ToastDismissalReason, ToastDismissedEventArgs, ToastNotification,
    ToastNotificationManager, ToastNotifier,
};
use windows::core::{HSTRING, IInspectable, Interface, Ref};
use winreg::RegKey;
use winreg::enums::HKEY_CURRENT_USER;

use super::notice::{DEFAULT, Notice, NotifierEvent, NotifyError, Permission, Posted, Server};
use super::open_notices::OpenNotices;
use super::toast::{APP_ID, REGISTRY_KEY, number, registration, xml};

/// The group of all our toasts; their tags are the numbers of [`number`].
const GROUP: &str = "reminders";

/// Posts pop-ups and reports what happens to them.
pub struct Notifier {
    /// The toasts themselves, because their handlers end with them.
    open: OpenNotices<ToastNotification>,
}

impl Notifier {
    /// Registers the program for toasts. A click on the text needs no label here.
    pub fn new(events: UnboundedSender<NotifierEvent>, _open_label: impl Into<String>, folder: &Path) -> Notifier {
        if let Err(error) = register(folder) {
            tracing::warn!(%error, "the program was not registered for notifications");
        }
        Notifier { open: OpenNotices::new(events) }
    }

    /// Does nothing: the notification service of Windows neither comes nor goes.
    pub async fn watch(&self) {}

    /// Posts a notice.
    ///
    /// # Errors
    /// When toasts are not available, or the user switched them off.
    pub async fn post(&mut self, notice: &Notice) -> Result<Posted, NotifyError> {
        let notifier = notifier().map_err(|_| NotifyError::NoServer)?;
        if allowed(&notifier) == Some(false) {
            return Err(NotifyError::NotAllowed);
        }
        let number = number(&notice.tag);
        let toast = toast(notice, number, &self.open).map_err(refused)?;
        // Kept first: the press may come before `Show` returns.
        self.open.insert(&notice.tag, toast.clone());
        notifier.Show(&toast).map_err(|error| {
            self.open.remove(&notice.tag);
            refused(error)
        })?;
        Ok(Posted { id: number, server: service() })
    }

    /// Takes a pop-up back, from the screen and the notification centre.
    pub async fn withdraw(&mut self, tag: &str) {
        self.open.remove(tag);
        remove(number(tag));
    }

    /// Takes a pop-up back that an earlier process showed.
    pub async fn withdraw_posted(&mut self, id: u32, _owner: &str) {
        remove(id);
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
    /// When it is not there.
    pub async fn server(&self) -> Result<Option<Server>, NotifyError> {
        notifier().map(|_| Some(service())).map_err(|_| NotifyError::NoServer)
    }

    /// Always false: Windows itself holds pop-ups back while it must not disturb.
    pub async fn inhibited(&self) -> bool {
        false
    }
}

/// Tells Windows the program's name and icon, at each start.
fn register(folder: &Path) -> std::io::Result<()> {
    let icon = folder.join("icon.png");
    if !icon.is_file() {
        files::write_private(&icon, include_bytes!("../../../../icons/128x128.png"))?;
    }
    let (key, _) = RegKey::predef(HKEY_CURRENT_USER).create_subkey(REGISTRY_KEY)?;
    registration(&icon).iter().try_for_each(|(name, value)| key.set_value(name, value))
}

fn notifier() -> windows::core::Result<ToastNotifier> {
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(APP_ID))
}

/// Whether the user allows toasts; `None` if that could not be found out.
fn allowed(notifier: &ToastNotifier) -> Option<bool> {
    Some(notifier.Setting().ok()? == NotificationSetting::Enabled)
}

/// Whether Windows knows the program, and the user allows its toasts.
#[must_use]
pub fn permission() -> Option<Permission> {
    let registered = RegKey::predef(HKEY_CURRENT_USER).open_subkey(REGISTRY_KEY).is_ok();
    Some(Permission { registered, allowed: notifier().ok().as_ref().and_then(allowed) })
}

/// The notification service of Windows.
fn service() -> Server {
    let capabilities = ["body", "actions", "persistence"].map(str::to_owned).to_vec();
    let [name, owner] = ["Windows"; 2].map(str::to_owned);
    Server { name, vendor: "Microsoft".to_owned(), version: String::new(), owner, capabilities }
}

fn toast(
    notice: &Notice,
    number: u32,
    open: &OpenNotices<ToastNotification>,
) -> windows::core::Result<ToastNotification> {
    let content = XmlDocument::new()?;
    content.LoadXml(&HSTRING::from(xml(notice)))?;
    let toast = ToastNotification::CreateToastNotification(&content)?;
    toast.SetTag(&HSTRING::from(number.to_string()))?;
    toast.SetGroup(&HSTRING::from(GROUP))?;
    let (answers, tag) = (open.clone(), notice.tag.clone());
    toast.Activated(&TypedEventHandler::new(move |sender: Ref<ToastNotification>, args: Ref<IInspectable>| {
        let args = args.as_ref().and_then(|args| args.cast::<ToastActivatedEventArgs>().ok());
        let button = args.and_then(|args| args.Arguments().ok()).map(|button| button.to_string());
        let button = button.filter(|button| !button.is_empty()).unwrap_or_else(|| DEFAULT.to_owned());
        if let Some(sender) = sender.as_ref() {
            answers.answered(&tag, sender, NotifierEvent::Pressed { tag: tag.clone(), button });
        }
        Ok(())
    }))?;
    let (answers, tag) = (open.clone(), notice.tag.clone());
    toast.Dismissed(&TypedEventHandler::new(
        move |sender: Ref<ToastNotification>, args: Ref<ToastDismissedEventArgs>| {
            // A toast that timed out waits in the notification centre; one that was hidden is taken back by us.
            let reason = args.as_ref().and_then(|args| args.Reason().ok());
            if let (Some(sender), Some(ToastDismissalReason::UserCanceled)) = (sender.as_ref(), reason) {
                answers.answered(&tag, sender, NotifierEvent::Dismissed { tag: tag.clone() });
            }
            Ok(())
        },
    ))?;
    Ok(toast)
}

fn remove(number: u32) {
    let [tag, group, app] = [number.to_string(), GROUP.to_owned(), APP_ID.to_owned()].map(HSTRING::from);
    let removed = ToastNotificationManager::History().and_then(|it| it.RemoveGroupedTagWithId(&tag, &group, &app));
    if let Err(error) = removed {
        tracing::debug!(code = error.code().0, "a notification was not taken back");
    }
}

/// Only the code: the message might quote the notice.
fn refused(error: windows::core::Error) -> NotifyError {
    NotifyError::Refused(format!("{:#010x}", error.code().0))
}
