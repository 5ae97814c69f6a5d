#!/usr/bin/env bash
# Everything CI runs: format, lints, all tests of all crates on both databases, pages in a real browser.
set -euo pipefail
cd "$(dirname "$0")/.."

# the tests start a PostgreSQL server of their own; it goes when they are done
stop_postgres() {
  local data=${TMPDIR:-/tmp}/foerderkette-test-postgres/data
  [ -f "$data/postmaster.pid" ] && kill -INT "$(head -1 "$data/postmaster.pid")" 2>/dev/null || true
}
trap stop_postgres EXIT

step() { printf '\n== %s (%s)\n' "$1" "$(date +%H:%M:%S)"; }
step "format"
cargo fmt --all --check
step "lints"
cargo clippy --workspace --all-targets --quiet -- -D warnings
step "tests of all crates, on SQLite and PostgreSQL"
cargo test --workspace --quiet
step "bad days: killing, races, odd input, full disk"
[ -x "${CARGO_TARGET_DIR:-target}/debug/foerderkette" ] || cargo build --quiet -p server
python3 tests/bad_days.py "${CARGO_TARGET_DIR:-target}/debug/foerderkette" 3
step "pages in a browser"
scripts/axe.sh quick
