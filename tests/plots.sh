#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# plots.sh [BUILD]: every plot of pipelines/plots, drawn from the tables of a small shop: the same bytes twice, a whole SVG
# with its own ids and nothing but drawing in it. Then with tables that have no rows, one row, or names that would be markup,
# and without the tables or columns that it needs.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
if ! command -v gnuplot >/dev/null; then
  echo "plots: gnuplot is not installed (make deps)" >&2
  check 1 "gnuplot"
  finish
  exit
fi
plots=$PWD/pipelines/plots
made="$W/the shop's \"tables\"" # a folder whose name the shell must not see

# The tables: retail.mk and clv.mk on a simulated log.
set -o pipefail
"$bin/simulate" --layout online-retail --customers 250 --from 2010-12-01 --to 2011-12-09 --seed 7 >"$W/log.csv" 2>/dev/null
check $? "simulate"
run=(BIN="$bin" INPUT="$W/log.csv" SCHEMA=online-retail AS_OF=newest OUT="$W/shop")
gives 0 "retail.mk" make -f pipelines/retail.mk "${run[@]}" SCAN=2..4
gives 0 "clv.mk" make -f pipelines/clv.mk "${run[@]}" CALIBRATION_END=2011-08-31
mkdir "$made" && cp "$W"/shop/*.tsv "$made"

# draw NAME [FOLDER]
draw() {
  gnuplot -c "$plots/$1.gp" "${2:-$made}" "$1-"
}
# needs NAME: the tables that it needs, one a line
needs() {
  sed -n 's/^# needs: //p' "$plots/$1.gp" | tr ' ' '\n' | sed 's/:.*//'
}
# well_formed FILE: for xmllint, or else the tags in pairs
well_formed() {
  if command -v xmllint >/dev/null; then
    xmllint --noout "$1"
  else
    [[ $(grep -c '<g[ >]' "$1") == $(grep -c '</g>' "$1") ]]
  fi
}

# sound NAME FILE: an SVG that is whole, and does nothing but draw
sound() {
  well_formed "$2" && [[ $(wc -c <"$2") -lt 150000 ]] &&
    grep -q "<title id=\"$1-title\">[^<]" "$2" && grep -q "<desc id=\"$1-desc\">[^<]" "$2" &&
    [[ $(grep -o ' id="[^"]*"' "$2" | grep -cv "\"$1-") == 0 ]] &&
    ! grep -qiE '<script|<a |href|<image|<foreign|url\(| on[a-z]+=|black|rgb\(' "$2"
}

names=()
for file in "$plots"/*.gp; do
  grep -q '^# needs: ' "$file" && names+=("$(basename "$file" .gp)")
done
((${#names[@]} > 3))
check $? "there are plots"
for name in "${names[@]}"; do
  gives 0 "$name" draw "$name"
  mv "$W/out" "$W/$name.svg"
  [[ ! -s $W/err ]]
  check $? "$name: warnings: $(head -n 3 "$W/err")"
  sound "$name" "$W/$name.svg"
  check $? "$name: the SVG"
  draw "$name" | cmp -s - "$W/$name.svg"
  check $? "$name: other bytes the second time"
done

# empty FOLDER: its tables keep their headers
empty() {
  rm -rf "${2:?}" && mkdir "$2"
  for table in "$made"/*.tsv; do
    head -n "$1" "$table" >"$2/${table##*/}"
  done
}
empty 1 "$W/empty"
empty 2 "$W/one"
for name in "${names[@]}"; do
  gives 0 "$name: no rows" draw "$name" "$W/empty"
  [[ ! -s $W/out && ! -s $W/err ]]
  check $? "$name: no rows: prints something"
  gives 0 "$name: one row" draw "$name" "$W/one"
  [[ ! -s $W/out ]] || sound "$name" "$W/out"
  check $? "$name: one row: the SVG"
  for table in $(needs "$name"); do
    mkdir "$W/less" && cp "$made"/*.tsv "$W/less" && rm "$W/less/$table"
    gives 1 "$name: without $table" draw "$name" "$W/less"
    says "^$name.gp: there is no table $table in " "$name: without $table"
    echo customer >"$W/less/$table"
    gives 1 "$name: without a column" draw "$name" "$W/less"
    says "^$name.gp: .*$table: no column \"" "$name: without a column"
    rm -r "$W/less"
  done
done
finish
