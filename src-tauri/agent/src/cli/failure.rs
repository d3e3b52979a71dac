//! Why a command failed. The commands and what prints for them return it; `mod.rs` turns it into an exit status.

use afterword_core::error::Error;

/// What a command returns.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why a command failed.
pub(crate) enum Failure {
    /// A use case refused it.
    Core(Error),
    /// Something around it failed; the sentence is ready to be shown.
    Said(String),
    /// The reader of the output closed it early, as `head` does. This is no error.
    Enough,
    /// The arguments make no sense.
    Usage(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Core(error)
    }
}
