//! The uploaded list between its upload and the end of its import, with what was chosen so far; readable
//! for the program only, gone after a day. Not for records: those are in the database.

use super::known::Decisions;
use super::report::RowReport;
use domain::ids::{ImportId, OrganisationId};
use domain::list_import::{Counts, ImportKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a list is kept.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// What is known about an uploaded list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Staged {
    pub import: ImportId,
    pub organisation: OrganisationId,
    pub kind: ImportKind,
    pub file_name: String,
    pub mapping: BTreeMap<String, String>,
    pub decisions: Decisions,
    /// Rows in all, once they are counted.
    pub rows: u64,
    /// The import in the database; another one than `import` where an older one was taken up.
    pub run: Option<ImportId>,
    /// Result: counts and the rows that were left over.
    pub counts: Option<Counts>,
    pub left_over: Vec<RowReport>,
    /// Ending of the file of left-over rows, if there is one.
    pub ending: Option<String>,
    /// Why the import stopped, as a sentence.
    pub trouble: Option<String>,
}

/// The folder of uploaded lists.
#[derive(Debug, Clone)]
pub struct Staging {
    folder: PathBuf,
}

impl Default for Staging {
    fn default() -> Self {
        Staging::at(std::env::temp_dir().join("foerderkette-imports"))
    }
}

impl Staging {
    /// Uploaded lists in a folder, which is made when the first one comes.
    pub fn at(folder: PathBuf) -> Self {
        Staging { folder }
    }

    fn place(&self, import: ImportId, ending: &str) -> PathBuf {
        self.folder.join(format!("{import}.{ending}"))
    }

    /// Where the list lies.
    pub fn list(&self, import: ImportId) -> PathBuf {
        self.place(import, "list")
    }

    /// Where the rows that were left over lie.
    pub fn left_over(&self, import: ImportId) -> PathBuf {
        self.place(import, "left")
    }

    /// Takes a list in.
    pub fn put(&self, staged: &Staged, from: &Path) -> io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        close(&self.folder, 0o700)?;
        self.sweep();
        let list = self.list(staged.import);
        std::fs::copy(from, &list)?;
        close(&list, 0o600)?;
        self.keep(staged)
    }

    /// Keeps what was chosen; whole or not at all.
    pub fn keep(&self, staged: &Staged) -> io::Result<()> {
        let (path, fresh) = (self.place(staged.import, "json"), self.place(staged.import, "fresh"));
        std::fs::write(&fresh, serde_json::to_vec(staged).map_err(io::Error::other)?)?;
        close(&fresh, 0o600)?;
        std::fs::rename(fresh, path)
    }

    /// Keeps the file of rows that were left over.
    pub fn keep_left_over(&self, import: ImportId, bytes: &[u8]) -> io::Result<()> {
        let path = self.left_over(import);
        std::fs::write(&path, bytes)?;
        close(&path, 0o600)
    }

    /// A list of an organisation; `None` if it is not there any more, or another's.
    pub fn get(&self, import: ImportId, organisation: OrganisationId) -> Option<Staged> {
        let bytes = std::fs::read(self.place(import, "json")).ok()?;
        serde_json::from_slice(&bytes).ok().filter(|staged: &Staged| staged.organisation == organisation)
    }

    /// Forgets the list itself; the result stays for a day.
    pub fn forget_list(&self, import: ImportId) {
        // what cannot be removed now goes with the next sweep
        let _ = std::fs::remove_file(self.list(import));
    }

    fn sweep(&self) {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let age = entry.metadata().and_then(|data| data.modified()).ok().and_then(|at| at.elapsed().ok());
            if age.is_some_and(|age| age > KEPT) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

#[cfg(unix)]
fn close(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn close(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
