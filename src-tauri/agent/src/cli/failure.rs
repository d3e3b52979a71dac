//! Why a command failed. The commands and what prints for them return it; `mod.rs` makes an exit status of it.

use afterword_core::error::Error;

/// What a command returns.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// Why a command failed.
pub(crate) enum Failure {
    /// A use case refused it.
    Core(Error),
    /// Something around it failed; the sentence is finished.
    Said(String),
    /// Whoever read the output has enough of it.
    Enough,
    /// The arguments make no sense.
    Usage(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Core(error)
    }
}
