//! The desktop tests: the two built programs, on a private bus and a private screen, used as a person uses them.
//! They prove the hook-up only (window to core, agent to bus, tray to agent); the rules are proven in `tests/core`.
//!
//! They need `dbus-daemon`, `Xvfb`, `openbox`, `xdotool` and `WebKitWebDriver`, and both programs in the target folder.

// Tests report failures by panicking.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(target_os = "linux")]
mod absence;
#[cfg(target_os = "linux")]
mod accessibility;
#[cfg(target_os = "linux")]
mod clock;
#[cfg(target_os = "linux")]
mod concurrency;
#[cfg(target_os = "linux")]
mod faults;
#[cfg(target_os = "linux")]
mod imports;
#[cfg(target_os = "linux")]
mod keys;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(target_os = "linux")]
#[path = "../fixtures/large.rs"]
mod large;
#[cfg(target_os = "linux")]
mod linkage;
#[cfg(target_os = "linux")]
mod pages;
#[cfg(target_os = "linux")]
mod panels;
#[cfg(target_os = "linux")]
mod pictures;
#[cfg(target_os = "linux")]
mod privacy;
#[cfg(target_os = "linux")]
mod reminders;
#[cfg(target_os = "linux")]
mod rescue;
#[cfg(target_os = "linux")]
mod service;
#[cfg(target_os = "linux")]
mod story;
#[cfg(target_os = "linux")]
mod support;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(target_os = "linux")]
mod untrusted_page;
#[cfg(target_os = "linux")]
mod window;
