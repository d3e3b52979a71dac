//! Native notifications, posted with `notify-rust`.
//!
//! A pop-up is only a pointer to what the database says, so nothing here is kept beyond the process. `notice`
//! says what one is and makes the pop-up; the two beside it post it, on Linux and elsewhere. They must not know what a
//! reminder is: they get words and give back tags. No text of a notice reaches a log or an error.

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
