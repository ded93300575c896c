//! What was read, and what was linked from it, in one value.
//!
//! The linked site borrows the records; `self_cell` keeps both together behind a safe interface. Its macro writes
//! code that is `unsafe` and sound by its construction: nothing else of the program is.

#![allow(unsafe_code, reason = "the macro of self_cell expands to it")]

use crate::workspace::state::{Content, Stages};

self_cell::self_cell!(
    /// The records of a site and everything that was made from them.
    pub(super) struct Cell {
        owner: Content,

        #[covariant]
        dependent: Stages,
    }
);
