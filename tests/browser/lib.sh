# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# lib.sh: where chromium, node and the packages of npm are. Sourced from the root of the tree; sets $build and $modules.

build=$(realpath "${1:-.build}")
modules=$build/browser

# Ends the script if something is missing, so that a check that did not run never counts as passed.
need_browser() {
  local program
  for program in chromium node npm pdftotext; do
    command -v "$program" >/dev/null || { echo "browser: $program is missing (apt-get install chromium nodejs npm poppler-utils)" >&2; exit 1; }
  done
  [[ -e $modules/node_modules/axe-core && -e $modules/node_modules/playwright-core ]] && return
  mkdir -p "$modules" && cp tests/browser/package.json "$modules/" &&
    npm install --prefix "$modules" --silent --no-fund --no-audit --ignore-scripts || exit 1
}
