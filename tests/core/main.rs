//! The tests of the core: one binary, so that it links once. Modules mirror the source they test.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plan;
mod world;
