//! One error type for everything a user can do. An error is a message id with its arguments, which `wording` turns into
//! a sentence: what happened, what was kept, and what to do.

use std::fmt;

use chrono::NaiveDate;

/// The kind of an error, by which a caller can decide what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Something typed cannot be accepted; `field` says where.
    Validation,
    /// An id or a step that does not exist (any more).
    NotFound,
    /// Later changes are in the way.
    Conflict,
    /// The database could not be read or written just now.
    Store,
    /// Another program is using the database and did not release it in time.
    Busy,
    /// The disk is full.
    DiskFull,
    /// A file could not be read or written; the detail says why.
    File,
    /// The database is damaged. It is left alone, and a backup can take its place.
    Damaged,
    /// The database belongs to another program. It is left alone.
    Foreign,
    /// The database was written by a newer version of this program. It is left alone.
    Newer,
}

impl Code {
    /// Whether the database cannot be used as it is, and should be replaced by a backup.
    #[must_use]
    pub fn is_unusable(self) -> bool {
        matches!(self, Code::Damaged | Code::Foreign | Code::Newer)
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Text as typed by the user or given by a library.
    Text(String),
    /// A number.
    Number(i64),
    /// A day; it is written out in full, with its weekday.
    Date(NaiveDate),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<NaiveDate> for Arg {
    fn from(date: NaiveDate) -> Self {
        Arg::Date(date)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Arg::Number(i64::from(number))
    }
}

/// Why something was not done. A use case that returns it has saved nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The kind of error.
    pub code: Code,
    /// The id of the message in the catalogue.
    pub message: &'static str,
    /// The message's arguments by name.
    pub args: Vec<(&'static str, Arg)>,
    /// The field it belongs to, as the form names it ("interviewers.0.name").
    pub field: Option<String>,
}

impl Error {
    /// Something typed in `field` cannot be accepted.
    #[must_use]
    pub fn invalid(field: impl Into<String>, message: &'static str) -> Self {
        Error { code: Code::Validation, message, args: Vec::new(), field: Some(field.into()) }
    }

    /// There is nothing with this id.
    #[must_use]
    pub fn not_found(message: &'static str, id: impl Into<Arg>) -> Self {
        Error { code: Code::NotFound, message, args: vec![("id", id.into())], field: None }
    }

    /// Later changes are in the way.
    #[must_use]
    pub fn conflict(message: &'static str) -> Self {
        Error { code: Code::Conflict, message, args: Vec::new(), field: None }
    }

    /// A file could not be read or written; `reason` is what a library says about it.
    #[must_use]
    pub fn file(reason: impl fmt::Display) -> Self {
        Error {
            code: Code::File,
            message: "error-file",
            args: vec![("detail", reason.to_string().into())],
            field: None,
        }
    }

    /// The database is damaged.
    #[must_use]
    pub fn damaged(message: &'static str) -> Self {
        Error { code: Code::Damaged, message, args: Vec::new(), field: None }
    }

    /// What a library or a check said about the error, if anything.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.args.iter().find_map(|(name, arg)| match arg {
            Arg::Text(text) if *name == "detail" => Some(text.as_str()),
            _ => None,
        })
    }

    /// Adds an argument to the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.message, self.args)
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{Error as E, ErrorCode};
        // The stored value has another type than the one that was written: bytes that are not text, or a number instead
        // of text.
        let is_garbled = matches!(
            error,
            E::FromSqlConversionFailure(..)
                | E::IntegralValueOutOfRange(..)
                | E::InvalidColumnType(..)
                | E::Utf8Error(..)
        );
        let (code, message) = match error.sqlite_error_code() {
            _ if is_garbled => (Code::Damaged, "error-store-damaged"),
            Some(ErrorCode::DiskFull) => (Code::DiskFull, "error-disk-full"),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (Code::Busy, "error-store-busy"),
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::TooBig) => {
                (Code::Damaged, "error-store-damaged")
            }
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => (Code::Store, "error-store-unwritable"),
            _ => (Code::Store, "error-store"),
        };
        let detail = match &error {
            // The library adds the path, which is nobody's business in a report.
            E::SqliteFailure(failure, _) if failure.code == ErrorCode::CannotOpen => "it cannot be opened".to_owned(),
            E::InvalidPath(_) => "it is not a file".to_owned(),
            error => error.to_string(),
        };
        Error { code, message, args: vec![("detail", detail.into())], field: None }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Error::file(error)
    }
}

/// The result of a use case.
pub type Result<T> = std::result::Result<T, Error>;
