//! A tray that draws nothing: it lets items register, and asks them what a desktop's tray would ask
//! (StatusNotifierItem, and com.canonical.dbusmenu for the menu).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::{OwnedVariant, Variant, interface};

use super::SOON;
use super::bus::{Bus, BusConnection};
use super::process::wait_for;

const NAME: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// Where an item lives: its bus name and its object.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Address {
    name: String,
    path: String,
}

/// What an item says of itself.
#[derive(Clone, Debug, Default)]
pub struct TrayItem {
    pub id: String,
    pub title: String,
    /// Title and text of the tooltip.
    pub tooltip: (String, String),
    pub status: String,
    pub icon_name: String,
    menu: String,
}

/// One line of the menu. `path` leads to it from the outermost menu: `["Thank Tan Mei Ling", "Done"]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    pub id: i32,
    pub path: Vec<String>,
    pub enabled: bool,
}

/// The tray. When it is stopped, the desktop has none.
pub struct TrayHost {
    bus: BusConnection,
    registered: Arc<Mutex<Vec<Address>>>,
}

impl TrayHost {
    pub fn start(bus: &Bus) -> Self {
        let registered = Arc::<Mutex<Vec<Address>>>::default();
        let watcher = Watcher { registered: Arc::clone(&registered) };
        let bus = bus.connect(|it| it.name(NAME).serve_at(PATH, watcher));
        // Items that came before the tray wait for this.
        bus.wait(bus.connection.emit_signal(None::<&str>, PATH, NAME, "StatusNotifierHostRegistered", &())).unwrap();
        Self { bus, registered }
    }

    /// Leaves the bus.
    pub fn stop(&self) {
        self.bus.clone().close();
    }

    /// The latest item, if its program still runs and answers.
    pub fn item(&self) -> Option<TrayItem> {
        let address = self.address()?;
        let reply = self.call(&address, "org.freedesktop.DBus.Properties", "GetAll", &ITEM).ok()?;
        let body = reply.body();
        let all: HashMap<String, OwnedVariant> = body.deserialize().unwrap();
        let text = |name: &str| all.get(name).map(|it| string(it)).unwrap_or_default();
        let tooltip = all.get("ToolTip").map(|it| fields(it)).unwrap_or_default();
        Some(TrayItem {
            id: text("Id"),
            title: text("Title"),
            tooltip: match tooltip {
                [_, _, title, text] => (string(title), string(text)),
                _ => Default::default(),
            },
            status: text("Status"),
            icon_name: text("IconName"),
            menu: text("Menu"),
        })
    }

    /// The menu as it would be shown now, from top to bottom, submenus after their entry; no separators, nothing
    /// hidden.
    pub fn menu(&self) -> Vec<MenuEntry> {
        let Some(menu) = self.menu_address() else {
            return Vec::new();
        };
        // A host says that it is about to show the menu, and a program may fill it only then.
        let about = self.call(&menu, MENU, "AboutToShow", &0_i32);
        about.expect("the menu must answer AboutToShow");
        let everything = (0_i32, -1_i32, Vec::<String>::new());
        let reply = self.call(&menu, MENU, "GetLayout", &everything).expect("the menu must answer GetLayout");
        let body = reply.body();
        let (_revision, root): (u32, Node) = body.deserialize().unwrap();
        let mut entries = Vec::new();
        for child in &root.2 {
            flatten(child, &[], &mut entries);
        }
        entries
    }

    pub fn labels(&self) -> Vec<String> {
        self.menu().iter().map(|it| it.path.join(" > ")).collect()
    }

    /// Chooses an entry of the menu by its labels. If the menu is being replaced just then, the entry is looked for
    /// again, as a person would.
    pub fn click<T: AsRef<str> + std::fmt::Debug>(&self, path: &[T]) {
        wait_for(&format!("{path:?} in the tray menu"), SOON, || {
            let menu = self.menu();
            let entry =
                menu.iter().find(|entry| entry.path.iter().map(String::as_str).eq(path.iter().map(AsRef::as_ref)));
            let Some((entry, address)) = entry.zip(self.menu_address()) else { return false };
            assert!(entry.enabled, "{path:?} must not be greyed out");
            let body = (entry.id, "clicked", Variant::from(0_i32), 0_u32);
            self.call(&address, MENU, "Event", &body).is_ok()
        });
    }

    /// A click on the icon itself.
    pub fn activate(&self) {
        let address = self.address().expect("there must be a tray item to click");
        self.call(&address, ITEM, "Activate", &(0_i32, 0_i32)).unwrap();
    }

    fn address(&self) -> Option<Address> {
        let address = self.registered.lock().unwrap().last().cloned()?;
        self.bus.is_owned(&address.name).then_some(address)
    }

    fn menu_address(&self) -> Option<Address> {
        let name = self.address()?.name;
        let path = self.item()?.menu;
        Some(Address { name, path })
    }

    fn call<B>(&self, to: &Address, of: &str, method: &str, body: &B) -> zbus::Result<zbus::Message>
    where
        B: serde::Serialize + zbus::DynamicType,
    {
        let (name, path) = (to.name.as_str(), to.path.as_str());
        self.bus.wait(self.bus.connection.call_method(Some(name), path, Some(of), method, body))
    }
}

/// The object on the bus.
struct Watcher {
    registered: Arc<Mutex<Vec<Address>>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// `service` is a bus name, or an object of the caller's.
    async fn register_status_notifier_item(
        &self,
        service: String,
        #[zbus(header)] header: Header<'_>,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let (name, path) = if service.starts_with('/') {
            (sender, service.clone())
        } else {
            (service.clone(), "/StatusNotifierItem".to_owned())
        };
        self.registered.lock().unwrap().push(Address { name, path });
        Self::status_notifier_item_registered(&emitter, &service).await?;
        Ok(())
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(signal)]
    async fn status_notifier_item_registered(emitter: &SignalEmitter<'_>, service: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn status_notifier_item_unregistered(emitter: &SignalEmitter<'_>, service: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn status_notifier_host_registered(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        let registered = self.registered.lock().unwrap();
        registered.iter().map(|it| format!("{}{}", it.name, it.path)).collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// A node of a menu: id, properties, children.
type Node = (i32, HashMap<String, OwnedVariant>, Vec<OwnedVariant>);

fn flatten(node: &Variant<'_>, above: &[String], entries: &mut Vec<MenuEntry>) {
    let [Variant::I32(id), Variant::Dict(properties), Variant::Array(children)] = fields(node) else {
        panic!("not a menu node: {node:?}");
    };
    let flag = |name| properties.get::<_, bool>(&name).ok().flatten();
    let text = |name| properties.get::<_, String>(&name).ok().flatten();
    if text("type").as_deref() == Some("separator") || flag("visible") == Some(false) {
        return;
    }
    let mut path = above.to_vec();
    path.push(without_mnemonic(&text("label").unwrap_or_default()));
    entries.push(MenuEntry { id: *id, path: path.clone(), enabled: flag("enabled").unwrap_or(true) });
    for child in children.inner() {
        flatten(child, &path, entries);
    }
}

/// In a menu's label `_x` underlines x, and `__` is an underscore.
fn without_mnemonic(label: &str) -> String {
    label.replace("__", "\0").replace('_', "").replace('\0', "_")
}

fn fields<'a>(value: &'a Variant<'_>) -> &'a [Variant<'a>] {
    match value {
        Variant::Variant(inner) => fields(inner),
        Variant::Structure(structure) => structure.fields(),
        other => panic!("not a structure: {other:?}"),
    }
}

fn string(value: &Variant<'_>) -> String {
    match value {
        Variant::Str(text) => text.to_string(),
        Variant::ObjectPath(path) => path.to_string(),
        Variant::Variant(inner) => string(inner),
        other => panic!("not a string: {other:?}"),
    }
}
