//! The agent's local socket: how the window and the command line reach the agent of the same data folder.
//!
//! Messages are JSON, one per line. A program that commits a change says so here, and the agent passes it on to the
//! windows. Since only one agent can listen, the socket is also how a second start finds the first. Only this user may
//! connect: the socket's folder and file are private. The server side is asynchronous (tokio); the client side blocks,
//! for programs that have no runtime. Nothing here may know what a page is or what a change means.

mod client;
mod message;
mod server;
mod socket;

pub use client::{send, subscribe};
pub use message::{FromAgent, LinkError, ToAgent};
pub use server::{Incoming, Server, WindowId};
pub use socket::{make_private, socket_path};
