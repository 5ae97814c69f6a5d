//! Generated documents: a test compares them; `make bless` renews them.

use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the checkout exists")
}

/// Compares a document with what the code says now, or renews it.
pub fn compare(path: &str, fresh: &str) {
    let file = root().join(path);
    if std::env::var_os("FOERDERKETTE_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        std::fs::write(&file, fresh).expect("the document can be written");
        return;
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        known == fresh,
        "{path} no longer says what the code says; look at the change and run `make bless`"
    );
}

/// Every file below a folder with one of the endings, without build output.
pub fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && !matches!(name.as_str(), "target" | "node_modules" | "dist" | ".git") {
                open.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
