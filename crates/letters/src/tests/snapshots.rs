//! The German text of every kind as reviewed. A changed text shows up here as a changed file:
//! run the tests with `UPDATE_SNAPSHOTS=1`, read the difference, commit it.

use super::{renderer, sample, texts::strings};
use domain::letter::LetterKind;
use std::path::Path;

#[test]
fn the_german_texts_are_the_reviewed_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/reviewed");
    for kind in LetterKind::ALL {
        let composed = renderer().compose_for_tests(&sample::letter(*kind, "de"));
        let mut texts = Vec::new();
        strings(&composed, "", &mut texts);
        let text: String = texts.iter().map(|(name, text)| format!("{name}: {text}\n")).collect();
        let file = folder.join(format!("{kind}.txt"));
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::create_dir_all(&folder).expect("the folder can be made");
            std::fs::write(&file, &text).expect("the file can be written");
        }
        let reviewed = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(text == reviewed, "{kind}: the text differs from {}:\n{text}", file.display());
    }
}
