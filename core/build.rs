//! The catalogue and the guide are compiled in: a change to either rebuilds the core.

fn main() {
    println!("cargo:rerun-if-changed=../messages");
    println!("cargo:rerun-if-changed=../guide");
}
