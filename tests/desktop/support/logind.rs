//! The system's signals that it sleeps and wakes (org.freedesktop.login1), on the private bus.

use super::bus::{Bus, BusConnection};

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";

pub struct Logind {
    bus: BusConnection,
}

impl Logind {
    pub fn start(bus: &Bus) -> Self {
        Self { bus: bus.connect(|it| it.name(NAME)) }
    }

    /// The machine woke.
    pub fn resume(&self) {
        self.prepare_for_sleep(false);
    }

    /// The machine is about to sleep.
    pub fn suspend(&self) {
        self.prepare_for_sleep(true);
    }

    fn prepare_for_sleep(&self, sleeps: bool) {
        let interface = "org.freedesktop.login1.Manager";
        let told = self.bus.connection.emit_signal(None::<&str>, PATH, interface, "PrepareForSleep", &sleeps);
        self.bus.wait(told).unwrap();
    }
}
