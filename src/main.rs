//! The `crossfoot` command. Everything it does is in the library's `cli` module.
fn main() {}
