//! The files of a rule set as texts, from a directory or from the set built into the program.
//! Not for what the texts mean (see `load`).

use rust_embed::RustEmbed;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

#[derive(RustEmbed)]
#[folder = "../../rules"]
struct BuiltIn;

/// Texts by path relative to the directory of the set, with forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleFiles {
    texts: BTreeMap<String, String>,
}

/// No file of a rule set is larger; more is refused before it is read.
const LARGEST: u64 = 8 << 20;
/// Folders are not nested deeper; a link that leads back to itself ends here.
const DEEPEST: usize = 6;
const ENDINGS: [&str; 3] = ["dmn", "toml", "json"];

impl RuleFiles {
    /// The set built into the program.
    pub fn built_in() -> Self {
        let texts = BuiltIn::iter()
            .filter(|path| ENDINGS.iter().any(|ending| path.ends_with(&format!(".{ending}"))))
            .filter_map(|path| {
                let file = BuiltIn::get(&path)?;
                Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
            })
            .collect();
        Self { texts }
    }

    /// A set given as texts by path.
    pub fn from_texts(texts: BTreeMap<String, String>) -> Self {
        Self { texts }
    }

    /// The texts by path.
    pub fn into_texts(self) -> BTreeMap<String, String> {
        self.texts
    }

    /// The set in a directory and the directories in it. The error says which file could not be read.
    pub fn from_dir(dir: &Path) -> Result<Self, String> {
        let mut files = Self::default();
        files.add_dir(dir, "")?;
        Ok(files)
    }

    fn add_dir(&mut self, dir: &Path, prefix: &str) -> Result<(), String> {
        if prefix.matches('/').count() > DEEPEST {
            return Err(format!("{}: folders are nested more than {DEEPEST} deep", dir.display()));
        }
        let refused = |path: &Path, error: io::Error| format!("{}: {error}", path.display());
        for entry in std::fs::read_dir(dir).map_err(|error| refused(dir, error))? {
            let path = entry.map_err(|error| refused(dir, error))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if name.starts_with('.') {
                continue;
            }
            let relative = format!("{prefix}{name}");
            if path.is_dir() {
                self.add_dir(&path, &format!("{relative}/"))?;
            } else if path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|e| ENDINGS.contains(&e))
            {
                let size = path.metadata().map_err(|error| refused(&path, error))?.len();
                if size > LARGEST {
                    return Err(format!("{}: {size} bytes are more than {LARGEST}", path.display()));
                }
                let text = std::fs::read_to_string(&path).map_err(|error| refused(&path, error))?;
                self.texts.insert(relative, text);
            }
        }
        Ok(())
    }

    /// Adds or replaces a text, such as an uploaded table.
    pub fn put(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(path.into(), text.into());
    }

    /// Takes a text out of the set.
    pub fn remove(&mut self, path: &str) {
        self.texts.remove(path);
    }

    /// The text at this path.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Paths and texts whose path ends like this, in order of the paths.
    pub fn ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.texts
            .iter()
            .filter(move |(path, _)| path.ends_with(ending))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }
}
