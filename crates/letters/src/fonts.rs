//! Fonts of the letters, loaded once.
//!
//! Noto Sans and Noto Naskh Arabic come from the operating system (Debian: fonts-noto-core), because no
//! package registry that the build uses carries them as TrueType, and binaries of others are not committed.
//! Libertinus travels inside the program: without Noto, Latin and Cyrillic letters are still printed, and
//! Arabic and Dari ones are refused with a sentence instead of being printed as empty boxes.

use std::path::{Path, PathBuf};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Where Debian, Fedora, Arch and a container image keep Noto.
const SYSTEM_FOLDERS: &[&str] = &[
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/google-noto",
    "/usr/share/fonts/noto",
    "/usr/local/share/fonts/noto",
];

/// In order of preference; the later scripts only serve names in the original spelling.
const WANTED: &[&str] = &[
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSansEthiopic-Regular.ttf",
    "NotoSansEthiopic-Bold.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansTamil-Regular.ttf",
    "NotoSansThai-Regular.ttf",
];

/// The fonts in hand and what they cover.
pub(crate) struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) list: Vec<Font>,
}

impl Fonts {
    /// Reads the wanted fonts from the given folders, or from the system's where none is given.
    pub(crate) fn load(folders: &[PathBuf]) -> Self {
        let mut list: Vec<Font> = WANTED.iter().filter_map(|file| read(folders, file)).collect();
        list.extend(
            typst_assets::fonts()
                .filter_map(|data| Font::new(Bytes::new(data), 0))
                .filter(|font| font.info().family == "Libertinus Serif"),
        );
        Self { book: LazyHash::new(FontBook::from_fonts(&list)), list }
    }

    /// Whether some font has a glyph for this character.
    pub(crate) fn cover(&self, character: char) -> bool {
        self.list.iter().any(|font| font.info().coverage.contains(u32::from(character)))
    }

    /// Whether every letter of a sample can be set.
    pub(crate) fn cover_all(&self, sample: &str) -> bool {
        sample.chars().all(|character| self.cover(character))
    }
}

/// The folders searched when the configuration names none.
pub(crate) fn system_folders() -> Vec<PathBuf> {
    SYSTEM_FOLDERS.iter().map(PathBuf::from).collect()
}

fn read(folders: &[PathBuf], file: &str) -> Option<Font> {
    folders.iter().find_map(|folder: &PathBuf| {
        let data = std::fs::read(Path::new(folder).join(file)).ok()?;
        Font::new(Bytes::new(data), 0)
    })
}
