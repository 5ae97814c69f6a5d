//! The walls of ARCHITECTURE.md: arrows between crates, what the pure crates may not reach, file length,
//! names, and that nothing personal or foreign slips in.

use crate::blessed::{files, root};

/// Allowed arrows: crate → our own crates it may depend on (not for tests).
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("planning", &["domain"]),
    ("sheets", &[]),
    ("wording", &[]),
    ("rules", &["domain"]),
    ("demo", &["domain"]),
    ("app", &["domain", "planning", "sheets"]),
    ("storage", &["app", "domain"]),
    ("letters", &["app", "domain", "wording"]),
    ("web", &["app", "domain", "sheets", "wording"]),
    ("testkit", &["domain", "rules", "app", "storage", "web"]),
    (
        "server",
        &["domain", "rules", "planning", "sheets", "app", "storage", "letters", "web", "wording", "demo"],
    ),
];

fn manifest(name: &str) -> String {
    std::fs::read_to_string(root().join(format!("crates/{name}/Cargo.toml"))).expect("the manifest exists")
}

/// Names in the `[dependencies]` table of a manifest.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[dependencies]";
        } else if inside && let Some((name, _)) = line.split_once(['.', '=', ' ']) {
            found.push(name.trim().to_owned());
        }
    }
    found
}

#[test]
fn crates_depend_on_each_other_only_along_the_allowed_arrows() {
    let ours: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).collect();
    let mut on_disk: Vec<String> = std::fs::read_dir(root().join("crates"))
        .expect("crates")
        .flatten()
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    on_disk.sort();
    let mut listed: Vec<String> = ours.iter().map(|name| (*name).to_owned()).collect();
    listed.sort();
    assert_eq!(on_disk, listed, "a crate without a line in the list of arrows");
    for (name, allowed) in ARROWS {
        for dependency in dependencies(&manifest(name)) {
            if ours.contains(&dependency.as_str()) {
                assert!(allowed.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
            }
        }
    }
}

#[test]
fn the_pure_crates_reach_no_clock_no_chance_no_sql_and_no_network() {
    let forbidden_crates =
        ["tokio", "sea-orm", "sqlx", "axum", "rand", "getrandom", "reqwest", "async-trait", "uuid"];
    let forbidden_calls = [
        "Utc::now",
        "Local::now",
        "SystemTime::now",
        "Instant::now",
        "std::fs",
        "std::net",
        "std::env::var",
        "thread_rng",
    ];
    for name in ["domain", "planning"] {
        for dependency in dependencies(&manifest(name)) {
            assert!(!forbidden_crates.contains(&dependency.as_str()), "{name} depends on {dependency}");
        }
        for file in files(&format!("crates/{name}/src"), &[".rs"]) {
            let text = std::fs::read_to_string(&file).expect("readable");
            for call in forbidden_calls {
                assert!(!text.contains(call), "{} uses {call}", file.display());
            }
        }
    }
}

#[test]
fn only_the_gate_makes_something_visible_or_authorised() {
    for file in files("crates", &[".rs"]) {
        let path = file.to_string_lossy().into_owned();
        if path.contains("/tests/")
            || path.contains("/domain/src/access/")
            || path.ends_with("app/src/gate.rs")
        {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("readable");
        for call in ["access::authorise(", "access::visible("] {
            assert!(!text.contains(call), "{path} calls {call} beside the gate");
        }
    }
}

#[test]
fn files_stay_short_enough_to_take_in_and_none_is_a_drawer() {
    for file in files("crates", &[".rs"]) {
        let path = file.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("readable");
        let tests = path.contains("/tests/") || path.contains("/tests.rs");
        assert!(tests || text.lines().count() <= 600, "{path} has {} lines", text.lines().count());
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "helpers", "common", "misc"].contains(&name.as_str()),
            "{path} is a drawer"
        );
    }
}

#[test]
fn pages_hold_no_inline_style_no_inline_script_and_no_foreign_address() {
    for file in files("crates/web/templates", &[".html"]) {
        let text = std::fs::read_to_string(&file).expect("readable");
        for bad in [" style=\"", "<style", "onclick=", "javascript:", "http://", "https://"] {
            assert!(!text.contains(bad), "{} contains {bad}", file.display());
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for file in files("crates", &[".rs"]) {
        let path = file.to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("readable");
        assert!(text.trim_start().starts_with("//!"), "{path} does not open with a sentence about itself");
    }
}
