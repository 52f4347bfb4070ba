#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh [BUILD [FOLDER]]: the page of report in a real browser: nothing fails or is fetched, all sections are there,
# sorting, keyboard, light, dark, phone, print and accessibility. FOLDER has the tables of a run; without it a small one is
# made. The last line is "N passed, N failed".
set -u
cd "${BASH_SOURCE[0]%/*}/../.." || exit 1
# shellcheck source-path=SCRIPTDIR source=lib.sh
. tests/browser/lib.sh
need_browser
unset MAKEFLAGS MAKELEVEL MFLAGS
export LC_ALL=C TZ=UTC NODE_PATH=$modules/node_modules
W=$(mktemp -d "${TMPDIR:-/tmp}/tillroll-browser.XXXXXX")
trap 'rm -rf "$W"' EXIT

folder=${2-}
if [[ -z $folder ]]; then
  folder=$W/shop
  "$build/bin/simulate" --messy --layout online-retail --customers 150 >"$W/log.csv" &&
    make -s -f pipelines/retail.mk BIN="$build/bin" INPUT="$W/log.csv" SCHEMA=online-retail AS_OF=2011-12-10 SCAN=2..3 CLUSTERS=3 \
      OUT="$folder" JOBS=2 || exit 1
fi

# Names that a page could misread as markup, and a label as long as a line.
hostile=$W/hostile
mkdir "$hostile"
long=$(printf 'W%.0s' {1..200})
printf 'product_id\tdescription\tgross\tshare\tcumulated_share\n' >"$hostile/top-products.tsv"
printf '%s\t%s\t%s\t0.1\t0.1\n' 1 "<script>document.title='taken'</script>" 9e9 2 "\"><img src=x onerror=alert(1)>" 5.00 \
  3 "&lt;b&gt;" 4.00 4 "$long" 3.00 5 $'\xff\xfe\x01' 2.00 6 "</style><style>*{display:none}" 1.00 >>"$hostile/top-products.tsv"
printf 'country\trevenue\torders\tcustomers\n%s\t5.00\t1\t1\nB\t-7.00\t1\t1\n' "javascript:alert(1)" >"$hostile/countries.tsv"

"$build/bin/report" --title "A <shop>" --currency £ --home "$W" "$folder" >"$W/page.html" &&
  "$build/bin/report" --home "$W" "$hostile" >"$W/hostile.html" || exit 1
node tests/browser/check.js "$W" || exit 1
