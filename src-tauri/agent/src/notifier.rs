//! Native notifications, posted with `notify-rust`.
//!
//! A pop-up only points to what the database says, so nothing here is kept beyond the process. `notice` defines a
//! notice and builds its pop-up; `linux` and `elsewhere` post it. They must not know what a reminder is: they get texts
//! and give back tags. No text of a notice may reach a log or an error.

#[cfg(not(target_os = "linux"))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
mod notice;

#[cfg(not(target_os = "linux"))]
pub use elsewhere::Notifier;
#[cfg(target_os = "linux")]
pub use linux::Notifier;
pub use notice::{Button, DEFAULT, Notice, NotifierEvent, NotifyError, Posted, Server};
