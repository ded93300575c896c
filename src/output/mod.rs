//! From files in memory to the published folder.
