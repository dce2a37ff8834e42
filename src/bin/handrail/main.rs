//! The `handrail` program: the core from a shell.
fn main() {}
