//! From the site to its pages.
//!
//! In come the [`Site`](crate::site::Site), its texts and a theme; out go the files of the output. [`context`] says
//! what templates print.

pub mod context;
