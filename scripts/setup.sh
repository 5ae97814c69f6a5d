#!/usr/bin/env bash
# Installs what a Debian machine lacks (as root), or names it in one line. Needs cargo, gcc, node and python3.
# Usage: setup.sh [node|demo|test]
set -euo pipefail
what=${1:-test}

missing_tools=()
for tool in cargo gcc; do command -v "$tool" >/dev/null || missing_tools+=("$tool"); done
for tool in node npm; do command -v "$tool" >/dev/null || missing_tools+=("$tool (Node.js 20 or newer)"); done
if [ ${#missing_tools[@]} -gt 0 ]; then
  echo "Please install first: ${missing_tools[*]}" >&2
  exit 1
fi
if [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
  echo "Node.js 20 or newer is needed; this one is $(node --version)." >&2
  exit 1
fi

packages=()
need() { [ -e "$1" ] || compgen -G "$1" >/dev/null || packages+=("$2"); }
[ "$what" = node ] || need "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf" fonts-noto-core
if [ "$what" = test ]; then
  need "/usr/lib/postgresql/*/bin/initdb" postgresql
  need "/usr/bin/chromium" chromium
  need "/usr/bin/pdftotext" poppler-utils
fi
[ ${#packages[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "Please install these Debian packages first: sudo apt-get install ${packages[*]}" >&2
  exit 1
fi
echo "Installing Debian packages: ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
