#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# shots.sh BUILD FOLDER: pictures of FOLDER/report.html beside it (light, dark, phone, print), and that of README.md,
# sample-data/report.png.
set -eu
cd "${BASH_SOURCE[0]%/*}/../.."
# shellcheck source-path=SCRIPTDIR source=lib.sh
. tests/browser/lib.sh
need_browser
shots=$2/shots
mkdir -p "$shots"
NODE_PATH=$modules/node_modules node tests/browser/shots.js "$(realpath "$2/report.html")" "$(realpath "$shots")"
cp "$shots/top.png" sample-data/report.png
(($(wc -c <sample-data/report.png) < 200000)) || { echo "sample-data/report.png has 200 KB or more" >&2; exit 1; }
echo "sample-data/report.png, and in $shots: $(cd "$shots" && echo *)"
