//! A notification server that shows nothing and remembers everything (Desktop Notifications Specification 1.3).
//!
//! It does as dunst does where the specification leaves a choice, dunst being the strictest known: signals go to the
//! client that posted, not to everybody, and ids start at 1 again after a restart.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use zbus::message::Header;
use zbus::{OwnedVariant, interface};

use super::bus::{Bus, BusConnection};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// `NotificationClosed` reasons of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closed {
    ByUser = 2,
    ByProgram = 3,
}

/// One call of `Notify`, as it came.
#[derive(Clone, Debug)]
pub struct Notification {
    pub id: u32,
    pub app_name: String,
    pub replaces_id: u32,
    pub icon: String,
    pub summary: String,
    pub body: String,
    /// Key and label of each button, in order.
    pub actions: Vec<(String, String)>,
    /// Each hint's value as text, e.g. `desktop-entry` -> `afterword`.
    pub hints: HashMap<String, String>,
    /// Milliseconds; -1 is the server's choice, 0 is never.
    pub timeout: i32,
    /// The unique name of the client's connection.
    pub sender: String,
    /// Whether the person wanted quiet when it came.
    pub disturbed: bool,
}

impl Notification {
    pub fn action_keys(&self) -> Vec<&str> {
        self.actions.iter().map(|(key, _)| key.as_str()).collect()
    }
}

#[derive(Default)]
struct Record {
    capabilities: Vec<String>,
    inhibited: bool,
    posted: Vec<Notification>,
    on_screen: Vec<Notification>,
    closed: Vec<u32>,
    last_id: u32,
    /// Killed when the next notification comes, before it is answered.
    victim: Option<Pid>,
}

/// The server. Dropped or stopped, it leaves the bus as a killed daemon does: without a word.
pub struct NotificationServer {
    record: Arc<Mutex<Record>>,
    connection: Option<BusConnection>,
    /// The server that lost the name to the present one, and can still send signals.
    former: Option<BusConnection>,
}

impl NotificationServer {
    pub fn start(bus: &Bus) -> Self {
        let capabilities = ["actions", "body", "body-markup", "persistence"];
        let mut server = Self { record: Arc::default(), connection: None, former: None };
        server.set_capabilities(&capabilities);
        server.start_again(bus);
        server
    }

    /// Comes back with an empty screen and ids from 1; what was posted stays recorded.
    pub fn start_again(&mut self, bus: &Bus) {
        self.stop();
        let mut record = self.record();
        record.last_id = 0;
        record.on_screen.clear();
        drop(record);
        let server = Server { record: Arc::clone(&self.record) };
        self.connection = Some(bus.connect(|it| it.name(NAME).serve_at(PATH, server)));
    }

    pub fn stop(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection.close();
        }
    }

    /// Another server takes the name, as a restarted daemon does; this one stays on the bus and may still send signals.
    pub fn is_replaced(&mut self, bus: &Bus) {
        let former = self.connection.take().expect("the notification server is stopped");
        former.wait(former.connection.release_name(NAME)).unwrap();
        self.former = Some(former);
        self.start_again(bus);
    }

    /// Reports a pressed button from the server that lost the name.
    pub fn invoke_late(&self, notification: &Notification, action: &str) {
        let former = self.former.as_ref().expect("nobody lost the name");
        let body = (notification.id, action);
        // Sent to the client that posted it, and to everybody, as servers do that do not remember the client.
        for to in [Some(notification.sender.as_str()), None] {
            former.wait(former.connection.emit_signal(to, PATH, NAME, "ActionInvoked", &body)).unwrap();
        }
    }

    /// Kills that process when it posts its next notification: it is shown, but the process gets no answer.
    pub fn kill_at_the_next(&self, victim: Pid) {
        self.record().victim = Some(victim);
    }

    pub fn set_capabilities(&self, capabilities: &[&str]) {
        self.record().capabilities = capabilities.iter().map(ToString::to_string).collect();
    }

    /// Sets the desktop's do-not-disturb (`Inhibited`, a KDE extension), and tells those who listen.
    pub fn set_inhibited(&self, inhibited: bool) {
        self.record().inhibited = inhibited;
        let changed = HashMap::from([("Inhibited", zbus::Variant::from(inhibited))]);
        let body = (NAME, changed, Vec::<String>::new());
        self.emit(None, "org.freedesktop.DBus.Properties", "PropertiesChanged", &body);
    }

    /// Every `Notify` so far, oldest first.
    pub fn posted(&self) -> Vec<Notification> {
        self.record().posted.clone()
    }

    /// What a person would see now.
    pub fn on_screen(&self) -> Vec<Notification> {
        self.record().on_screen.clone()
    }

    /// The ids that the programs closed, in order.
    pub fn closed(&self) -> Vec<u32> {
        self.record().closed.clone()
    }

    /// Presses a button of a notification.
    pub fn invoke(&self, notification: &Notification, action: &str) {
        let body = (notification.id, action);
        self.emit(Some(&notification.sender), NAME, "ActionInvoked", &body);
    }

    /// Closes it as the person does.
    pub fn dismiss(&self, notification: &Notification) {
        self.record().on_screen.retain(|it| it.id != notification.id);
        let body = (notification.id, Closed::ByUser as u32);
        self.emit(Some(&notification.sender), NAME, "NotificationClosed", &body);
    }

    fn emit<B>(&self, to: Option<&str>, interface: &str, signal: &str, body: &B)
    where
        B: serde::Serialize + zbus::DynamicType,
    {
        let bus = self.connection.as_ref().expect("the notification server is stopped");
        bus.wait(bus.connection.emit_signal(to, PATH, interface, signal, body)).unwrap();
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap()
    }
}

impl Drop for NotificationServer {
    fn drop(&mut self) {
        if thread::panicking() {
            let record = self.record.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            eprintln!("--- notifications posted: {:#?}", record.posted);
            eprintln!("--- notifications closed: {:?}", record.closed);
        }
    }
}

/// The object on the bus.
struct Server {
    record: Arc<Mutex<Record>>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_capabilities(&self) -> Vec<String> {
        self.record.lock().unwrap().capabilities.clone()
    }

    #[zbus(out_args("name", "vendor", "version", "spec_version"))]
    fn get_server_information(&self) -> (&str, &str, &str, &str) {
        ("recorder", "afterword tests", "1", "1.3")
    }

    #[allow(clippy::too_many_arguments)] // The specification's.
    fn notify(
        &self,
        app_name: String,
        replaces_id: u32,
        icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        timeout: i32,
        #[zbus(header)] header: Header<'_>,
    ) -> u32 {
        let mut record = self.record.lock().unwrap();
        if let Some(victim) = record.victim.take() {
            // The process may have ended by itself.
            kill_process(victim, Signal::KILL).ok();
        }
        let id = if replaces_id == 0 {
            record.last_id += 1;
            record.last_id
        } else {
            replaces_id
        };
        let notification = Notification {
            id,
            app_name,
            replaces_id,
            icon,
            summary,
            body,
            actions: actions.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
            hints: hints.iter().map(|(key, value)| (key.clone(), text(value))).collect(),
            timeout,
            sender: header.sender().map(ToString::to_string).unwrap_or_default(),
            disturbed: record.inhibited,
        };
        record.posted.push(notification.clone());
        record.on_screen.retain(|it| it.id != id);
        record.on_screen.push(notification);
        id
    }

    async fn close_notification(
        &self,
        id: u32,
        #[zbus(connection)] connection: &zbus::Connection,
    ) -> zbus::fdo::Result<()> {
        let mut closed = None;
        {
            let mut record = self.record.lock().unwrap();
            record.closed.push(id);
            if let Some(place) = record.on_screen.iter().position(|it| it.id == id) {
                closed = Some(record.on_screen.remove(place));
            }
        }
        // The specification wants an empty error message when the notification is no longer there.
        let Some(closed) = closed else {
            return Err(zbus::fdo::Error::Failed(String::new()));
        };
        let body = (id, Closed::ByProgram as u32);
        connection.emit_signal(Some(closed.sender.as_str()), PATH, NAME, "NotificationClosed", &body).await?;
        Ok(())
    }

    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.record.lock().unwrap().inhibited
    }
}

/// A hint as a person would write it: strings without quotes, the rest as D-Bus prints it.
fn text(value: &OwnedVariant) -> String {
    <&str>::try_from(value).map_or_else(|_| plain(value), str::to_owned)
}

fn plain(value: &OwnedVariant) -> String {
    u8::try_from(value).map_or_else(|_| format!("{value:?}"), |byte| byte.to_string())
}
