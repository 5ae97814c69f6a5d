//! Writes the gallery of all components as HTML files, with the assets beside them, to look at and to check:
//! `cargo run -p web --example gallery -- <folder>`.

mod sample;

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args().nth(1).unwrap_or_else(|| "var/gallery".to_owned());
    let folder = Path::new(&folder);
    let assets = folder.join("assets");
    fs::create_dir_all(&assets)?;
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/dist"))? {
        let entry = entry?;
        fs::copy(entry.path(), assets.join(entry.file_name()))?;
    }
    for (name, html) in sample::pages().map_err(io::Error::other)? {
        fs::write(folder.join(&name), html)?;
        println!("{}", folder.join(name).display());
    }
    Ok(())
}
