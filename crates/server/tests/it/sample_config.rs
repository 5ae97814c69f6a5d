//! The documented sample configuration names every setting, with its default.

use crate::blessed::root;

#[test]
fn the_sample_configuration_is_readable_and_complete() {
    let text =
        std::fs::read_to_string(root().join("docs/foerderkette.sample.toml")).expect("the sample exists");
    let sample: toml::Table = toml::from_str(&text).expect("the sample is TOML");
    let keys: Vec<&str> = sample.keys().map(String::as_str).collect();
    let source =
        std::fs::read_to_string(root().join("crates/server/src/config.rs")).expect("the source exists");
    let fields: Vec<&str> = source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub ")?.split_once(": ").map(|(name, _)| name))
        .filter(|name| !name.starts_with("fn "))
        .collect();
    for field in &fields {
        assert!(keys.contains(field), "{field} is missing in the sample");
    }
    assert_eq!(keys.len(), fields.len(), "the sample names a setting that does not exist");
}
