//! Stops the build early, with one clear sentence, when the assets have not been built.

use std::path::Path;

fn main() {
    let manifest = Path::new("assets/dist/manifest.json");
    println!("cargo:rerun-if-changed=assets/dist");
    println!("cargo:rerun-if-changed=templates");
    if !manifest.is_file() {
        println!(
            "cargo::error=crates/web/assets/dist is missing: style sheets, fonts and scripts are not built yet. Run `make assets` once (it needs Node.js), then build again."
        );
    }
}
