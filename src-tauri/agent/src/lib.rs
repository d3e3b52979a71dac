//! The background half of Afterword: the command line, the agent that reminds, and the adapters to the desktop and the
//! system. It links neither GTK nor WebKit, so that an agent that waits for weeks costs little memory.

#![warn(missing_docs)]

pub mod agent;
pub mod autostart;
mod background_task;
mod chores;
pub mod cli;
pub mod clock;
pub mod doctor;
pub mod folders;
pub mod health;
pub mod link;
pub mod lock;
pub mod notifier;
pub mod settings;
pub mod tray;
pub mod wakeup;
