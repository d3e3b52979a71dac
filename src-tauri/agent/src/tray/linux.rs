//! The tray icon on Linux: a StatusNotifierItem, through `ksni`.

use std::sync::LazyLock;
use std::time::Duration;

use ksni::menu::{StandardItem, SubMenu};
use ksni::{Handle, Icon, MenuItem, OfflineReason, Status, ToolTip, TrayMethods};
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::timeout;

use super::view::{TrayCommand, TrayEntry, TrayError, TrayView};

/// `ksni` does not limit how long its calls take, and a host may hang.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether the desktop has a place for tray icons; `None` if that could not be found out.
#[must_use]
pub fn has_host() -> Option<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
    let asked = async {
        let bus = zbus::Connection::session().await?;
        let proxy = zbus::fdo::DBusProxy::new(&bus).await?;
        let name = zbus::names::BusName::try_from("org.kde.StatusNotifierWatcher")?;
        Ok::<bool, zbus::Error>(proxy.name_has_owner(name).await?)
    };
    runtime.block_on(async { tokio::time::timeout(std::time::Duration::from_secs(5), asked).await }).ok()?.ok()
}

/// Runs the agent on this thread: the tray is reached over the bus, and needs no event loop here.
pub fn with_event_loop<T>(agent: impl FnOnce() -> T) -> Option<T> {
    Some(agent())
}

/// The tray icon. It disappears when this is dropped.
pub struct Tray {
    handle: Handle<Item>,
}

impl Tray {
    /// Puts the icon on the session bus. No host is not an error: the icon appears when one comes.
    ///
    /// # Errors
    /// No session bus, or a host that does not answer.
    pub async fn start(commands: UnboundedSender<TrayCommand>, view: TrayView) -> Result<Tray, TrayError> {
        let item = Item { commands, view };
        let handle = timeout(PATIENCE, item.assume_sni_available(true).spawn())
            .await
            .map_err(|_| TrayError("the host does not answer".to_owned()))?
            .map_err(|error| TrayError(error.to_string()))?;
        Ok(Tray { handle })
    }

    /// Shows a new view. If nothing changed, nothing is sent to the host.
    pub async fn show(&self, view: TrayView) {
        if timeout(PATIENCE, self.handle.update(|item| item.view = view)).await.is_err() {
            tracing::warn!("the tray host does not answer");
        }
    }
}

impl Drop for Tray {
    fn drop(&mut self) {
        // Otherwise the service would outlive its handle. The call itself sends the request; awaiting it would only
        // tell when it is done.
        drop(self.handle.shutdown());
    }
}

struct Item {
    commands: UnboundedSender<TrayCommand>,
    view: TrayView,
}

impl Item {
    fn send(&self, command: TrayCommand) {
        if self.commands.send(command).is_err() {
            tracing::debug!("a tray command came while the agent ends");
        }
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "afterword".to_owned()
    }

    fn title(&self) -> String {
        self.view.title.clone()
    }

    fn status(&self) -> Status {
        if self.view.due { Status::NeedsAttention } else { Status::Active }
    }

    /// Empty while something is due. Hosts prefer a named icon to a pixmap, and not every host draws the attention
    /// icon, so only the pixmap shows everywhere that something is due.
    fn icon_name(&self) -> String {
        if self.view.due { String::new() } else { "afterword".to_owned() }
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        if self.view.due { DUE.clone() } else { CALM.clone() }
    }

    fn attention_icon_pixmap(&self) -> Vec<Icon> {
        DUE.clone()
    }

    /// By the specification, the description is markup and the title is plain text.
    fn tool_tip(&self) -> ToolTip {
        let description = self.view.tooltip.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        ToolTip { title: self.view.title.clone(), description, ..ToolTip::default() }
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.send(TrayCommand::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        items(&self.view.entries)
    }

    /// Keeps the item on the bus without a host, until one comes.
    fn watcher_offline(&self, _reason: OfflineReason) -> bool {
        true
    }
}

fn items(entries: &[TrayEntry]) -> Vec<MenuItem<Item>> {
    entries
        .iter()
        .map(|entry| match entry {
            TrayEntry::Text(text) => {
                StandardItem { label: label(text), enabled: false, ..StandardItem::default() }.into()
            }
            TrayEntry::Command { label: text, command } => {
                let command = command.clone();
                let activate = Box::new(move |item: &mut Item| item.send(command.clone()));
                StandardItem { label: label(text), activate, ..StandardItem::default() }.into()
            }
            TrayEntry::Menu { label: text, entries } => {
                SubMenu { label: label(text), submenu: items(entries), ..SubMenu::default() }.into()
            }
            TrayEntry::Separator => MenuItem::Separator,
        })
        .collect()
}

/// Doubles underscores: a single one would mark an access key and not be shown.
fn label(text: &str) -> String {
    text.replace('_', "__")
}

static CALM: LazyLock<Vec<Icon>> = LazyLock::new(|| {
    icons([include_bytes!("../../../../icons/tray-22.png"), include_bytes!("../../../../icons/tray-44.png")])
});

static DUE: LazyLock<Vec<Icon>> = LazyLock::new(|| {
    icons([include_bytes!("../../../../icons/tray-due-22.png"), include_bytes!("../../../../icons/tray-due-44.png")])
});

fn icons(pictures: [&[u8]; 2]) -> Vec<Icon> {
    // The pictures are compiled in; a test checks that each can be read.
    pictures.into_iter().filter_map(|picture| icon(picture).ok()).collect()
}

/// Converts a PNG (RGBA, 8 bits) to what the specification wants: ARGB32 in network byte order.
fn icon(picture: &[u8]) -> Result<Icon, png::DecodingError> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info()?;
    let mut data = vec![0; reader.output_buffer_size().unwrap_or_default()];
    let frame = reader.next_frame(&mut data)?;
    data.truncate(frame.buffer_size());
    data.chunks_exact_mut(4).for_each(|pixel| pixel.rotate_right(1));
    Ok(Icon { width: frame.width.cast_signed(), height: frame.height.cast_signed(), data })
}

#[cfg(test)]
mod tests {
    use super::{CALM, DUE, label};

    #[test]
    fn labels_keep_their_underscores() {
        assert_eq!(label("Thank a_b__c"), "Thank a__b____c");
        assert_eq!(label("Call ACME"), "Call ACME");
    }

    #[test]
    fn both_icons_have_both_sizes_in_full() {
        for icons in [&*CALM, &*DUE] {
            let sizes: Vec<_> = icons.iter().map(|icon| (icon.width, icon.height)).collect();
            assert_eq!(sizes, [(22, 22), (44, 44)], "hosts choose between two sizes");
            for icon in icons {
                assert_eq!(icon.data.len(), (icon.width * icon.height * 4) as usize);
                assert!(icon.data.chunks(4).any(|pixel| pixel[0] == 255), "alpha comes first, and something is drawn");
            }
        }
        assert_ne!(CALM[0].data, DUE[0].data, "due must look different");
    }
}
