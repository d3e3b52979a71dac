//! Native notifications: over the session bus on Linux (`linux`, with `notify-rust`), as toasts on Windows (`windows`),
//! through UserNotifications on macOS (`macos`).
//!
//! A pop-up only points to what the database says, so nothing here is kept beyond the process. `notice` defines a
//! notice. The rest must not know what a reminder is: it gets texts and gives back tags. No text of a notice may reach a
//! log or an error.

#[cfg(windows)]
mod activator;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
mod notice;
#[cfg(any(windows, target_os = "macos", test))]
mod open_notices;
#[cfg(target_os = "linux")]
mod popup;
#[cfg(any(windows, test))]
mod toast;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
pub use linux::{Notifier, permission};
#[cfg(target_os = "macos")]
pub use macos::{Notifier, permission};
pub use notice::{Button, DEFAULT, Notice, NotifierEvent, NotifyError, Permission, Posted, Server};
#[cfg(windows)]
pub use windows::{Notifier, permission};
