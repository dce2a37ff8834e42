//! `cargo xtask`: builds, demonstrates, tests, measures and packages Handrail.
fn main() {}
