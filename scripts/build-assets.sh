#!/usr/bin/env bash
# Builds style sheets, fonts and scripts into crates/web/assets/dist; does nothing when they are fresh.
set -euo pipefail
cd "$(dirname "$0")/.."
manifest=crates/web/assets/dist/manifest.json

if [ ! -d node_modules ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Installing the npm packages of the lock file …"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  # the stamp of what is installed, so that the next run knows
  touch node_modules/.package-lock.json
fi

inputs=(scripts/build-assets.mjs package-lock.json crates/web/assets/scss crates/web/assets/js crates/web/assets/img)
if [ -f "$manifest" ] && [ -z "$(find "${inputs[@]}" -newer "$manifest" -print -quit)" ]; then
  exit 0
fi
node scripts/build-assets.mjs
