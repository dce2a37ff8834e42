//! The shipped model, judged by what it must do.
