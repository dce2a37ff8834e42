//! The extension's own pages, drawn by Rust.
