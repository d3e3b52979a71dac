//! Notifications as Windows toasts, through WinRT. The library behind `notify-rust` on Windows can neither take a toast back
//! nor hear of it once it is in the notification centre, and both matter here.
//!
//! What the user presses comes through the class of `activator`, also when the toast waits in the notification centre and
//! when the agent has been started again since. If the class cannot be registered, a toast itself tells of its press, but
//! only to the process that showed it, and perhaps only while it is on the screen.

use std::path::Path;

use afterword_core::store::files;
use tokio::sync::mpsc::UnboundedSender;
use windows::Data::Xml::Dom::XmlDocument;
use windows::Foundation::TypedEventHandler;
use windows::UI::Notifications::{
    NotificationSetting, ToastActivatedEventArgs, ToastDismissalReason, ToastDismissedEventArgs, ToastFailedEventArgs,
    ToastNotification, ToastNotificationManager, ToastNotifier,
};
use windows::core::{HSTRING, IInspectable, Interface, Ref};
use winreg::RegKey;
use winreg::enums::HKEY_CURRENT_USER;

use super::activator::Activator;
use super::notice::{Notice, NotifierEvent, NotifyError, Permission, Posted, Server};
use super::open_notices::OpenNotices;
use super::toast::{Identity, number, pressed, xml};
use crate::folders;

/// The group of all our toasts; their tags are the numbers of [`number`].
const GROUP: &str = "reminders";

/// Posts pop-ups and reports what happens to them.
pub struct Notifier {
    /// The toasts themselves, because their handlers end with them.
    open: OpenNotices<ToastNotification>,
    identity: Identity,
    /// Hears of the presses, unless it could not be registered.
    activator: Option<Activator>,
}

impl Notifier {
    /// Registers the program for toasts. A click on the text needs no label here.
    pub fn new(events: UnboundedSender<NotifierEvent>, _open_label: impl Into<String>, folder: &Path) -> Notifier {
        let identity = identity(folder);
        if let Err(error) = register(&identity, folder) {
            tracing::warn!(%error, "the program was not registered for notifications");
        }
        let open = OpenNotices::new(events);
        let answers = open.clone();
        let activator = Activator::start(identity.class_id, move |arguments| match pressed(arguments) {
            Some((button, tag)) => answers.pressed(tag, button),
            None => tracing::warn!("something was pressed that no reminder has; nothing was done"),
        });
        let activator =
            activator.inspect_err(|error| tracing::warn!(code = error.code().0, "no class hears what is pressed")).ok();
        Notifier { open, identity, activator }
    }

    /// Does nothing: the notification service of Windows neither comes nor goes.
    pub async fn watch(&self) {}

    /// Posts a notice.
    ///
    /// # Errors
    /// When toasts are not available, or the user switched them off.
    pub async fn post(&mut self, notice: &Notice) -> Result<Posted, NotifyError> {
        let notifier = notifier(&self.identity).map_err(|_| NotifyError::NoServer)?;
        if allowed(&notifier) == Some(false) {
            return Err(NotifyError::NotAllowed);
        }
        let number = number(&notice.tag);
        let toast = self.toast(notice, number).map_err(refused)?;
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
        self.remove(number(tag));
    }

    /// Takes a pop-up back that an earlier process showed.
    pub async fn withdraw_posted(&mut self, _tag: &str, id: u32, _owner: &str) {
        self.remove(id);
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
        notifier(&self.identity).map(|_| Some(service())).map_err(|_| NotifyError::NoServer)
    }

    /// Always false: Windows itself holds pop-ups back while it must not disturb.
    pub async fn inhibited(&self) -> bool {
        false
    }

    fn toast(&self, notice: &Notice, number: u32) -> windows::core::Result<ToastNotification> {
        let content = XmlDocument::new()?;
        content.LoadXml(&HSTRING::from(xml(notice)))?;
        let toast = ToastNotification::CreateToastNotification(&content)?;
        toast.SetTag(&HSTRING::from(number.to_string()))?;
        toast.SetGroup(&HSTRING::from(GROUP))?;
        if self.activator.is_none() {
            let (answers, tag) = (self.open.clone(), notice.tag.clone());
            toast.Activated(&TypedEventHandler::new(
                move |sender: Ref<ToastNotification>, args: Ref<IInspectable>| {
                    let args = args.as_ref().and_then(|args| args.cast::<ToastActivatedEventArgs>().ok());
                    let arguments = args.and_then(|args| args.Arguments().ok()).unwrap_or_default().to_string();
                    if let (Some(sender), Some((button, _))) = (sender.as_ref(), pressed(&arguments)) {
                        let button = button.to_owned();
                        answers.answered(&tag, sender, NotifierEvent::Pressed { tag: tag.clone(), button });
                    }
                    Ok(())
                },
            ))?;
        }
        let (answers, tag) = (self.open.clone(), notice.tag.clone());
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
        let (answers, tag) = (self.open.clone(), notice.tag.clone());
        toast.Failed(&TypedEventHandler::new(
            move |sender: Ref<ToastNotification>, args: Ref<ToastFailedEventArgs>| {
                let code = args.as_ref().and_then(|args| args.ErrorCode().ok()).unwrap_or_default();
                tracing::warn!(code = code.0, "Windows did not show a notification");
                if let Some(sender) = sender.as_ref() {
                    answers.answered(&tag, sender, NotifierEvent::Failed { tag: tag.clone() });
                }
                Ok(())
            },
        ))?;
        Ok(toast)
    }

    fn remove(&self, number: u32) {
        let [tag, group, app] = [number.to_string(), GROUP.to_owned(), self.identity.app_id.clone()].map(HSTRING::from);
        let removed = ToastNotificationManager::History().and_then(|it| it.RemoveGroupedTagWithId(&tag, &group, &app));
        if let Err(error) = removed {
            tracing::debug!(code = error.code().0, "a notification was not taken back");
        }
    }
}

/// Tells Windows the program's name, icon and class, at each start.
fn register(identity: &Identity, folder: &Path) -> std::io::Result<()> {
    let icon = folder.join("icon.png");
    if !icon.is_file() {
        files::write_private(&icon, include_bytes!("../../../../icons/128x128.png"))?;
    }
    let user = RegKey::predef(HKEY_CURRENT_USER);
    for (key, name, text) in identity.registration(&icon, &folders::background_program()?) {
        user.create_subkey(key)?.0.set_value(name, &text)?;
    }
    Ok(())
}

/// The identity of a data folder.
fn identity(folder: &Path) -> Identity {
    let same = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let usual = folders::usual_data_dir().map(|usual| same(&usual));
    Identity::of(&same(folder), usual.as_deref())
}

fn notifier(identity: &Identity) -> windows::core::Result<ToastNotifier> {
    ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(&identity.app_id))
}

/// Whether the user allows toasts; `None` if that could not be found out.
fn allowed(notifier: &ToastNotifier) -> Option<bool> {
    Some(notifier.Setting().ok()? == NotificationSetting::Enabled)
}

/// Whether Windows knows the program, and the user allows its toasts.
#[must_use]
pub fn permission(folder: &Path) -> Option<Permission> {
    let identity = identity(folder);
    let registered = RegKey::predef(HKEY_CURRENT_USER).open_subkey(identity.key()).is_ok();
    Some(Permission { registered, allowed: notifier(&identity).ok().as_ref().and_then(allowed) })
}

/// The notification service of Windows.
fn service() -> Server {
    let capabilities = ["body", "actions", "persistence"].map(str::to_owned).to_vec();
    let [name, owner] = ["Windows"; 2].map(str::to_owned);
    Server { name, vendor: "Microsoft".to_owned(), version: String::new(), owner, capabilities }
}

/// Only the code: the message might quote the notice.
fn refused(error: windows::core::Error) -> NotifyError {
    NotifyError::Refused(format!("{:#010x}", error.code().0))
}
