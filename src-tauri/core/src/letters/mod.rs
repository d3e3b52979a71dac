//! Letters and call scripts that templates make from the user's own notes. The same facts and template always give the
//! same draft. Nothing here reads a clock, sends anything, or invents a sentence about the user.

pub mod draft;
pub mod material;
pub mod occasion;
pub mod template;
pub mod templates;
