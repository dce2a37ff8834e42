//! The pipeline as the background drives it.
