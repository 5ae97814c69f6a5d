//! Has the crate built again when a wording file was added or changed.

fn main() {
    println!("cargo:rerun-if-changed=../../wording");
}
