#!/usr/bin/env bash
# Everything CI runs: format, lints, all tests of all crates on both databases, pages in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo fmt --all --check
cargo clippy --workspace --all-targets --quiet -- -D warnings
cargo test --workspace --quiet
scripts/axe.sh quick
