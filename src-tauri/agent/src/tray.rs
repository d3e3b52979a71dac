//! The tray icon: a StatusNotifierItem on Linux (`linux`), an icon of the system's own elsewhere (`native`), which lives
//! in the event loop of the main thread (`event_loop`).
//!
//! It shows what the agent hands it and sends back what the user chose. It must not know what a step is, nor make up
//! words. A desktop may have no tray at all (stock GNOME): then the item waits on the bus and appears when a host comes.

#[cfg(not(target_os = "linux"))]
mod event_loop;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod native;
mod view;

#[cfg(not(target_os = "linux"))]
pub use event_loop::with_event_loop;
#[cfg(target_os = "linux")]
pub use linux::{Tray, has_host, with_event_loop};
#[cfg(not(target_os = "linux"))]
pub use native::{Tray, has_host};
pub use view::{TrayCommand, TrayEntry, TrayError, TrayView};
