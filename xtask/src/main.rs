//! Vesper.

fn main() {}
