//! What a failed command tells the page: `{code, message, field}`.

use afterword_core::error::{self, Error};
use afterword_core::wording::Words;
use serde::Serialize;
use ts_rs::TS;

/// A failed command.
#[derive(Debug, Serialize, TS)]
#[ts(export)]
pub struct CommandError {
    /// What to branch on.
    pub code: Code,
    /// A sentence ready to be shown.
    pub message: String,
    /// The field it belongs to, as the form names it.
    pub field: Option<String>,
}

/// What the page branches on.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    /// An input cannot be accepted.
    Validation,
    /// What was asked for does not exist.
    NotFound,
    /// Later changes are in the way.
    Conflict,
    /// The database or a file could not be used at this moment.
    Store,
    /// The database is damaged, belongs to another program, or was written by a newer version of this one.
    Damaged,
    /// An error that no command returned, such as a call to an unknown command; `ipc.js` makes these.
    #[allow(dead_code, reason = "part of the type the page shares")]
    Internal,
}

impl From<Error> for CommandError {
    fn from(error: Error) -> Self {
        let code = match error.code {
            error::Code::Validation => Code::Validation,
            error::Code::NotFound => Code::NotFound,
            error::Code::Conflict => Code::Conflict,
            error::Code::Store | error::Code::Busy | error::Code::DiskFull | error::Code::File => Code::Store,
            error::Code::Damaged | error::Code::Foreign | error::Code::Newer => Code::Damaged,
        };
        CommandError { code, message: Words::english().error(&error), field: error.field }
    }
}

/// The result of a command.
pub type Result<T> = std::result::Result<T, CommandError>;
