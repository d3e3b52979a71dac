//! A transaction in progress, and a memory of what was last computed from the database: reading ten thousand facts
//! takes a tenth of a second, and most reads follow one another without a change in between. This module does not know
//! what is remembered.

use std::any::Any;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, TransactionState};

use crate::error::Result;

/// A transaction in progress; it can be used like the connection it runs on.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    connection: &'a Connection,
    memory: &'a Memory,
}

/// The value last computed from the database, with the version it belongs to.
#[derive(Default)]
pub(super) struct Memory(Mutex<Option<(Version, Arc<dyn Any + Send + Sync>)>>);

/// The version of the database: it changes with every commit of another connection (`PRAGMA data_version`) and with
/// every row that this one changes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Version(i64, u64);

impl<'a> Session<'a> {
    pub(super) fn new(connection: &'a Connection, memory: &'a Memory) -> Self {
        Session { connection, memory }
    }

    /// What `make` computes from the database. The last value is returned again if the database is unchanged and the
    /// value still `fits`. What a writing transaction computes is not kept, because it may be rolled back.
    ///
    /// # Errors
    /// The database's own, or what `make` returns.
    pub fn remember<T: Any + Send + Sync>(
        &self,
        fits: impl FnOnce(&T) -> bool,
        make: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<Arc<T>> {
        let version = self.version()?;
        if let Some(last) = self.memory.recall::<T>(version).filter(|last| fits(last)) {
            return Ok(last);
        }
        let made = Arc::new(make(self.connection)?);
        if self.connection.transaction_state(None::<&str>)? != TransactionState::Write {
            self.memory.keep(version, Arc::clone(&made) as Arc<dyn Any + Send + Sync>);
        }
        Ok(made)
    }

    fn version(&self) -> Result<Version> {
        let others = self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(Version(others, self.connection.total_changes()))
    }
}

impl Memory {
    fn recall<T: Any + Send + Sync>(&self, version: Version) -> Option<Arc<T>> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        last.filter(|(of, _)| *of == version).and_then(|(_, made)| made.downcast::<T>().ok())
    }

    fn keep(&self, version: Version, made: Arc<dyn Any + Send + Sync>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, made));
    }
}

impl Deref for Session<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl fmt::Debug for Session<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session")
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}
