#!/usr/bin/env bash
# Starts the demo on a free port, looks at its pages in a real browser and plays one Wednesday in it. Usage: axe.sh quick|full [PROGRAM]
set -euo pipefail
cd "$(dirname "$0")/.."
size=${1:-quick}
program=${2:-${CARGO_TARGET_DIR:-target}/debug/foerderkette}
[ -x "$program" ] || { echo "Build the program first: cargo build -p server" >&2; exit 1; }
folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export FOERDERKETTE_LISTEN=127.0.0.1:$port FOERDERKETTE_PUBLIC_URL=http://127.0.0.1:$port
"$program" demo --folder "$folder" >"$folder/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null || true; wait $server 2>/dev/null || true; rm -rf "$folder"' EXIT
for _ in $(seq 600); do
  python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/readyz', timeout=2)" 2>/dev/null && break
  kill -0 $server 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
  sleep 0.2
done
python3 tests/browser/plan.py "http://127.0.0.1:$port" "$size" >"$folder/plan.json"
# the whole matrix in parts beside each other, one per core and one more that fills the waits
parts=$([ "$size" = full ] && echo $(($(nproc) + 1)) || echo 1)
lookers=()
for part in $(seq "$parts"); do
  PART=$part/$parts node tests/browser/axe.mjs "http://127.0.0.1:$port" "$folder/plan.json" var/browser &
  lookers+=($!)
done
for looker in "${lookers[@]}"; do wait "$looker"; done
# last: it changes the data the pages above were looked at with
node tests/browser/wednesday.mjs "http://127.0.0.1:$port" var/browser
