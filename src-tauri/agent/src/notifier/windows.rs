//! Notifications as Windows toasts, through WinRT. The library behind `notify-rust` on Windows can neither take a toast back
//! nor hear of it once it is in the notification centre, and both matter here.
//!
//! Windows delivers a press only to the process that showed the toast. After a restart of the agent, an old toast can be
//! removed but not answered.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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
use super::toast::{APP_ID, REGISTRY_KEY, number, registration, xml};

/// The group of all our toasts; their tags are the numbers of [`number`].
const GROUP: &str = "reminders";

/// The toasts that were shown and not answered, by tag. They are kept because their handlers end with them.
type Open = Arc<Mutex<HashMap<String, ToastNotification>>>;

/// Posts pop-ups and reports what happens to them.
pub struct Notifier {
    events: UnboundedSender<NotifierEvent>,
    open: Open,
}

impl Notifier {
    /// Registers the program for toasts. A click on the text needs no label here.
    pub fn new(events: UnboundedSender<NotifierEvent>, _open_label: impl Into<String>, folder: &Path) -> Notifier {
        if let Err(error) = register(folder) {
            tracing::warn!(%error, "the program was not registered for notifications");
        }
        Notifier { events, open: Arc::default() }
    }

    /// Does nothing: the notification service of Windows neither comes nor goes.
    pub async fn watch(&self) {}

    /// Posts a notice.
    ///
    /// # Errors
    /// When toasts are not available, or the user switched them off.
    pub async fn post(&mut self, notice: &Notice) -> Result<Posted, NotifyError> {
        let server = server()?;
        if allowed() == Some(false) {
            return Err(NotifyError::NotAllowed);
        }
        let number = number(&notice.tag);
        let toast = toast(notice, number, &self.events, &self.open).map_err(refused)?;
        // Kept first: the press may come before `Show` returns.
        held(&self.open).insert(notice.tag.clone(), toast.clone());
        notifier().and_then(|notifier| notifier.Show(&toast)).map_err(|error| {
            held(&self.open).remove(&notice.tag);
            refused(error)
        })?;
        Ok(Posted { id: number, server })
    }

    /// Takes a pop-up back, from the screen and the notification centre.
    pub async fn withdraw(&mut self, tag: &str) {
        held(&self.open).remove(tag);
        remove(number(tag));
    }

    /// Takes a pop-up back that an earlier process showed.
    pub async fn withdraw_posted(&mut self, id: u32, _owner: &str) {
        remove(id);
    }

    /// The tags of the pop-ups that the user has not acted on.
    pub fn open_tags(&self) -> Vec<String> {
        held(&self.open).keys().cloned().collect()
    }

    /// Forgets all pop-ups and returns their tags.
    pub fn forget_all(&mut self) -> Vec<String> {
        std::mem::take(&mut *held(&self.open)).into_keys().collect()
    }

    /// The notification service.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn server(&self) -> Result<Option<Server>, NotifyError> {
        server().map(Some)
    }

    /// Always false: Windows itself holds pop-ups back while it must not disturb.
    pub async fn inhibited(&self) -> bool {
        false
    }
}

fn held(open: &Open) -> MutexGuard<'_, HashMap<String, ToastNotification>> {
    open.lock().unwrap_or_else(PoisonError::into_inner)
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
fn allowed() -> Option<bool> {
    Some(notifier().ok()?.Setting().ok()? == NotificationSetting::Enabled)
}

/// Whether Windows knows the program, and the user allows its toasts.
#[must_use]
pub fn permission() -> Option<Permission> {
    let registered = RegKey::predef(HKEY_CURRENT_USER).open_subkey(REGISTRY_KEY).is_ok();
    Some(Permission { registered, allowed: allowed() })
}

fn server() -> Result<Server, NotifyError> {
    notifier().map_err(|_| NotifyError::NoServer)?;
    let capabilities = ["body", "actions", "persistence"].map(str::to_owned).to_vec();
    let [name, owner] = ["Windows"; 2].map(str::to_owned);
    Ok(Server { name, vendor: "Microsoft".to_owned(), version: String::new(), owner, capabilities })
}

fn toast(
    notice: &Notice,
    number: u32,
    events: &UnboundedSender<NotifierEvent>,
    open: &Open,
) -> windows::core::Result<ToastNotification> {
    let content = XmlDocument::new()?;
    content.LoadXml(&HSTRING::from(xml(notice)))?;
    let toast = ToastNotification::CreateToastNotification(&content)?;
    toast.SetTag(&HSTRING::from(number.to_string()))?;
    toast.SetGroup(&HSTRING::from(GROUP))?;
    // A toast that was answered, or replaced by another, is not heard any more.
    let tell = {
        let (events, open, tag) = (events.clone(), Arc::clone(open), notice.tag.clone());
        move |sender: Ref<ToastNotification>, event: NotifierEvent| {
            let mut open = held(&open);
            let is_known = sender.as_ref().is_some_and(|sender| open.get(&tag) == Some(sender));
            if is_known {
                open.remove(&tag);
                if events.send(event).is_err() {
                    tracing::debug!("a notification event came while the agent ends");
                }
            }
        }
    };
    let (pressed, tag) = (tell.clone(), notice.tag.clone());
    toast.Activated(&TypedEventHandler::new(move |sender: Ref<ToastNotification>, args: Ref<IInspectable>| {
        let args = args.as_ref().and_then(|args| args.cast::<ToastActivatedEventArgs>().ok());
        let button = args.and_then(|args| args.Arguments().ok()).map(|button| button.to_string());
        let button = button.filter(|button| !button.is_empty()).unwrap_or_else(|| DEFAULT.to_owned());
        pressed(sender, NotifierEvent::Pressed { tag: tag.clone(), button });
        Ok(())
    }))?;
    let tag = notice.tag.clone();
    toast.Dismissed(&TypedEventHandler::new(
        move |sender: Ref<ToastNotification>, args: Ref<ToastDismissedEventArgs>| {
            // A toast that timed out waits in the notification centre; one that was hidden is taken back by us.
            let reason = args.as_ref().and_then(|args| args.Reason().ok());
            if reason == Some(ToastDismissalReason::UserCanceled) {
                tell(sender, NotifierEvent::Dismissed { tag: tag.clone() });
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
