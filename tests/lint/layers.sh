#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The rooms of lib/ stand on floors: a room includes its own headers and those of lower floors, so there is no cycle.
# A pure room takes arrays and returns a status: it neither reads, writes nor ends the program. Each foreign library is
# used by one module only.
set -u

floors=(
  'base'
  'stats'
  'btyd kmeans'
  'tsv'
  'csv expr shop'
  'source features returns'
  'segment cluster clv sim look learn trial price report'
)
pure='stats btyd kmeans'
pure_takes='base/(cpu|ratio|rng|sort|thread)' # these modules of base cannot end the program, nor can what they include
sources_most=30

found=0
complain() {
  printf '%s\n' "$*"
  found=1
}

# forbid WHY PATTERN FILE...: none of the files includes a header that matches the pattern
forbid() {
  local why=$1 pattern=$2
  shift 2
  grep -nE "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]($pattern)[>\"]" "$@" /dev/null && complain "  $why"
}

# ---- floors ----

below=
for floor in "${floors[@]}"; do
  for room in $floor; do
    mapfile -t files < <(find "lib/$room" -maxdepth 1 -name '*.[ch]' | sort)
    ((${#files[@]})) || complain "lib/$room: is on a floor, and has no sources"
    sources=$(printf '%s\n' "${files[@]}" | grep -c '\.c$')
    ((sources <= sources_most)) || complain "lib/$room: $sources sources, at most $sources_most"
    allowed=${below:+$below|}$room
    while IFS= read -r line; do
      complain "$line"
    done < <(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "${files[@]}" | grep -vE "\"($allowed)/[a-z0-9]+\.h\"" |
      sed "s,\$,: $room may include ${allowed//|/ },")
  done
  below=${below:+$below|}${floor// /|}
done
for folder in lib/*/; do
  room=$(basename "$folder")
  find "$folder" -name '*.[ch]' | grep -q . || continue
  [[ "|$below|" == *"|$room|"* ]] || complain "lib/$room: on no floor; put it on one, in tests/lint/layers.sh"
done

# ---- pure rooms ----

for room in $pure; do
  mapfile -t files < <(find "lib/$room" -name '*.[ch]' | sort)
  forbid "a pure room neither reads nor writes" 'stdio\.h|unistd\.h|fcntl\.h|err\.h' "${files[@]}"
  grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"base/' "${files[@]}" /dev/null | grep -vE "\"$pure_takes\.h\"" &&
    complain "  a pure room takes of lib/base what cannot end the program: $pure_takes"
  grep -nE '(^|[^a-zA-Z0-9_.>])(_?exit|_Exit|quick_exit|abort|assert|raise|kill)[[:space:]]*\(' "${files[@]}" /dev/null &&
    complain "  a pure room returns a status"
done
mapfile -t files < <(find lib/base -name '*.[ch]' | grep -E "lib/$pure_takes\.[ch]")
grep -nE '"base/' "${files[@]}" | grep -vE "\"$pure_takes\.h\"|\"base/(bits|prefetch|slice|word)\.h\"" &&
  complain "  what pure rooms take must not end the program either"

# ---- all ----

mapfile -t all < <(find lib tools -name '*.[ch]' | sort)
mapfile -t no_csv < <(printf '%s\n' "${all[@]}" | grep -v '^lib/csv/csvsplit')
mapfile -t no_trees < <(printf '%s\n' "${all[@]}" | grep -v '^lib/learn/booster\.c$')
mapfile -t no_hash < <(printf '%s\n' "${all[@]}" | grep -v '^lib/base/hash\.c$')
forbid "lib includes nothing of tools" '.*tools/.*' "${all[@]}"
forbid "no source file is included" '.*\.c' "${all[@]}"
forbid "libcsv is behind csv/csvsplit" 'csv\.h' "${no_csv[@]}"
forbid "XGBoost is behind learn/booster" 'xgboost/.*' "${no_trees[@]}"
forbid "xxHash is behind base/hash" 'xxhash\.h' "${no_hash[@]}"

# A quoted include names one of our headers with its folder.
while IFS=: read -r file line text; do
  name=${text#*\"}
  name=${name%%\"*}
  [[ -e lib/$name && $name == */* ]] || complain "$file:$line: \"$name\" is no header of lib/, named with its folder"
done < <(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "${all[@]}")
((${#all[@]} > 100)) || complain "found too few sources to believe it"
exit "$found"
