//! A private message bus, and connections to it.
//!
//! Its address reaches the programs through their environment only: setting it in this process would race with other
//! tests. It starts no services. The machine's own session configuration would, and a real notification daemon started
//! by the bus could take the place of the recording one.

use std::fs;
use std::future::Future;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use zbus::Connection;
use zbus::connection;

use super::SOON;
use super::process::Process;
use super::programs::Home;

const CONFIGURATION: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A `dbus-daemon` and the thread on which this process's own connections to it live.
pub struct Bus {
    runtime: Runtime,
    address: String,
    _daemon: Process,
}

impl Bus {
    pub fn start(home: &Home) -> Self {
        let configuration = home.folder().join("bus.conf");
        let folder = home.runtime_folder();
        fs::write(&configuration, CONFIGURATION.replace("FOLDER", &folder.to_string_lossy())).unwrap();
        let mut command = home.command("dbus-daemon");
        command.arg(format!("--config-file={}", configuration.display())).args(["--nofork", "--print-address=1"]);
        let mut daemon = home.start("dbus-daemon", &mut command);
        let address = daemon.first_line(SOON);
        // One worker serves all connections while the test thread goes its own way.
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        Self { runtime, address, _daemon: daemon }
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// The file of its socket.
    pub fn socket(&self) -> &str {
        let path = self.address.strip_prefix("unix:path=").expect("the bus must listen on a socket file");
        path.split(',').next().unwrap_or(path)
    }

    /// A connection to this bus, set up by `prepare` (names to own, objects to serve).
    pub fn connect<'a>(
        &self,
        prepare: impl FnOnce(connection::Builder<'a>) -> connection::Builder<'a>,
    ) -> BusConnection {
        let builder = connection::Builder::address(self.address.as_str()).method_timeout(Duration::from_secs(5));
        let handle = self.runtime.handle().clone();
        let connection = handle
            .block_on(prepare(builder).build())
            .expect("the private bus must accept a connection and give the names asked for");
        BusConnection { handle, connection }
    }
}

/// A connection that the test thread can use without being async.
#[derive(Clone)]
pub struct BusConnection {
    handle: tokio::runtime::Handle,
    pub connection: Connection,
}

impl BusConnection {
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.handle.block_on(work)
    }

    /// Whether `name` (a unique or a well-known name) is owned.
    pub fn is_owned(&self, name: &str) -> bool {
        let reply = self.wait(self.connection.call_method(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            Some("org.freedesktop.DBus"),
            "NameHasOwner",
            &name,
        ));
        reply.unwrap().body().deserialize().unwrap()
    }

    /// Leaves the bus; its names are free when this returns.
    pub fn close(self) {
        let Self { handle, connection } = self;
        handle.block_on(connection.close()).expect("leaving the bus must work while the bus runs");
    }
}
