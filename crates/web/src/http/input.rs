//! What came with a request: path parts, query, form fields, files. Not for meaning: see `read`.

use super::{Problem, Read};
use crate::view::{Entered, Language, Query};
use std::path::PathBuf;
use std::str::FromStr;

/// A file that was sent, lying in a temporary place until the request ends.
#[derive(Debug)]
pub struct Upload {
    pub field: String,
    /// Name as the person's computer calls it; only shown back to the same person.
    pub file_name: String,
    pub size: u64,
    file: TemporaryFile,
}

impl Upload {
    /// Where it lies.
    pub fn path(&self) -> &std::path::Path {
        &self.file.0
    }

    pub(super) fn new(field: String, file_name: String, size: u64, path: PathBuf) -> Upload {
        Upload { field, file_name, size, file: TemporaryFile(path) }
    }
}

#[derive(Debug)]
struct TemporaryFile(PathBuf);

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // a temporary file that cannot be removed is the system's to clean up
        let _ = std::fs::remove_file(&self.0);
    }
}

/// What came with a request.
#[derive(Debug, Default)]
pub struct Input {
    pub parts: Vec<(String, String)>,
    pub path: String,
    pub raw_query: Option<String>,
    pub pairs: Vec<(String, String)>,
    pub files: Vec<Upload>,
}

impl Input {
    /// An id out of the path; what is no id is not found.
    pub fn id<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.part(name).parse().map_err(|_| Problem::NotFound)
    }

    /// A part of the path.
    pub fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The address with its query, for lists.
    pub fn query(&self) -> Query {
        Query::parse(&self.path, self.raw_query.as_deref())
    }

    /// A form field, trimmed; empty if absent.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// Every value of a form field.
    pub fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// A form field that names a page of this site to go back to; nothing else is a way back.
    pub fn own_path(&self, name: &str) -> Option<&str> {
        let path = self.text(name);
        // two slashes would name another host
        let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
        own.then_some(path)
    }

    /// The sent file of a field, if one was chosen.
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|file| file.field == field && file.size > 0)
    }

    /// What was entered, to be shown again.
    pub fn entered(&self) -> Entered {
        Entered::new(self.pairs.clone())
    }

    /// Reads fields as values and collects what is wrong with them.
    pub fn read(&self, language: Language) -> Read<'_> {
        Read::new(self, language)
    }
}
