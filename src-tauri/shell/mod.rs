//! What needs Tauri: the window, dialogs, links, and the connection to the agent.

pub mod agent_link;
pub mod app_state;
pub mod file_dialogs;
pub mod links;
pub mod rescue;
pub mod soundness;
pub mod window;
