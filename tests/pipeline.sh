#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# pipeline.sh [BUILD]: retail.mk on a small log: the same bytes by every way, killed and started again, and what it says
# to make -q, to changed inputs and to wrong variables. (On the sample log it runs in readme.sh, on a real one in real.)
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh

# Few customers, whose scan for clusters would take most of the time, with many orders: more than fit into MEMORY=64K.
sample=$W/sample.csv
"$bin/simulate" --messy --layout online-retail --customers 150 --params r=3,alpha=20,a=0.5,b=3 --basket 2 >"$sample"
check $? "a log"

# retail FOLDER ARGUMENT...: make, on the sample unless the arguments say otherwise
run=(make -f pipelines/retail.mk BIN="$bin" INPUT="$sample" SCHEMA=online-retail AS_OF=2011-12-31)
retail() {
  "${run[@]}" OUT="$W/$1" "${@:2}"
}
# same FOLDER FOLDER: the tables of both, byte for byte
same() {
  local a b
  a=$(cd "$W/$1" && cksum ./*.?sv) && b=$(cd "$W/$2" && cksum ./*.?sv) && [[ $a == "$b" && $a == *segments.csv* ]]
}

# ---- The same bytes by every way ----
gives 1 "-q before the first run" retail sales -q
[[ ! -e $W/sales ]]
check $? "-q writes nothing"
gives 0 "-n before the first run" retail sales -n
says 'aggregate --as-of 2011-12-31 --by order' "-n"
[[ ! -e $W/sales ]]
check $? "-n writes nothing"
began=${EPOCHREALTIME/./}
gives 0 "one process" retail sales
took=$((${EPOCHREALTIME/./} - began))
says 'POLICY=sales' "the policy is named"
gives 0 "-q after it" retail sales -q
[[ ! -s $W/out && ! -s $W/err ]]
check $? "-q is silent"
gives 0 "-n after it" retail sales -n
! grep -q step "$W/out"
check $? "-n after it: there is something to do"
gives 3 "64K hold these orders, so that MEMORY=64K shows nothing" \
  env TMPDIR="$W/none" "$bin/aggregate" --by customer --memory 64K "$W/sales/orders.tsv"
for way in JOBS=2 "JOBS=2 SHARDS=64" "JOBS=1 SHARDS=3 MEMORY=64K" MEMORY=64K; do
  rm -rf "$W/way"
  # shellcheck disable=SC2086 # several variables
  gives 0 "$way" retail way $way
  same sales way
  check $? "$way: other bytes"
  # shellcheck disable=SC2086
  gives 0 "-q after $way" retail way -q $way
done
gives 0 "all lines" retail signed POLICY=signed JOBS=2
says 'POLICY=signed' "the policy is named"
gives 0 "-q after all lines" retail signed -q POLICY=signed
rm -rf "$W/way"
gives 0 "all lines, in shards" retail way POLICY=signed JOBS=2 SHARDS=16
same signed way
check $? "all lines, in shards: other bytes"
! same sales signed
check $? "all lines: the same as sales alone"
head -n 1 "$sample" >"$W/head.csv"
awk 'NR > 1 && !(quotes % 2) { f = int((n++ % 3000) / 1000) + 1 } { quotes += gsub(/"/, "\"") } NR > 1 { print > (W "/part" f) }' \
  W="$W" "$sample"
for part in 1 2 3; do
  cat "$W/head.csv" "$W/part$part" >"$W/part$part.csv"
done
gzip -f "$W/part1.csv"
parts="$W/part1.csv.gz $W/part2.csv $W/part3.csv"
if command -v zstd >/dev/null; then
  zstd -q --rm "$W/part3.csv"
  parts=$parts.zst
fi
rm -rf "$W/way"
gives 0 "several inputs, compressed" retail way INPUT="$parts"
for table in orders customers rfm clusters cluster-scan days weeks months countries products; do
  cmp -s "$W/sales/$table.tsv" "$W/way/$table.tsv"
  check $? "several inputs, compressed: another $table.tsv"
done

# ---- What is noticed ----
cp "$sample" "$W/log.csv"
rm -rf "$W/way"
gives 0 "a log of our own" retail way INPUT="$W/log.csv"
touch "$W/log.csv"
gives 0 "a new date and the same content" retail way INPUT="$W/log.csv" -q
sed -i '2s/,\([0-9]\)/,9\1/' "$W/log.csv"
touch -d 2001-01-01 "$W/log.csv"
gives 1 "other content and an old date" retail way INPUT="$W/log.csv" -q
gives 0 "why" retail way INPUT="$W/log.csv" why T=orders.tsv
says 'lines.tsv: INPUT has changed' "why"
says 'orders.tsv: lines.tsv is newer' "why"
gives 0 "made again" retail way INPUT="$W/log.csv"
gives 0 "made afresh" retail fresh INPUT="$W/log.csv"
same way fresh
check $? "other content and an old date: other bytes than afresh"

gives 1 "another day" retail sales -q AS_OF=2011-06-30
gives 0 "another day" retail sales -n AS_OF=2011-06-30
! grep -q 'clean --schema' "$W/out"
check $? "another day: what does not depend on it would be made again"
gives 0 "another day" retail sales AS_OF=2011-06-30
rm -rf "$W/fresh"
gives 0 "another day, afresh" retail fresh AS_OF=2011-06-30
same sales fresh
check $? "another day: other bytes than afresh"
gives 0 "the day before again" retail sales
mkdir "$W/bin"
cp "$bin"/* "$W/bin/"
gives 0 "the same tools elsewhere" retail sales -q BIN="$W/bin"
printf x >>"$W/bin/rfm"
touch -d 2001-01-01 "$W/bin/rfm"
gives 1 "another rfm" retail sales -q BIN="$W/bin"
gives 0 "another rfm" retail sales -n BIN="$W/bin"
says '^rfm --segments' "another rfm"
! grep -q '^aggregate' "$W/out"
check $? "another rfm: aggregate would run too"
rm "$W/sales/weeks.tsv"
gives 1 "a missing table" retail sales -q
gives 0 "a missing table" retail sales
gives 0 "a missing table, made again" retail sales -q

# ---- What a file says of itself ----
awk -F'\t' -v hash="$(xxhsum -qH3 "$W/sales/rfm.tsv")" '
  NF != 5 { bad = 1 }
  $1 == "output" && $2 == "rfm.tsv" { fine = index(hash, $5) && length($5) == 16 }
  $1 == "tool" && $2 == "rfm" && $3 ~ /^rfm / { fine++ }
  $1 == "stat" && $2 == "rows_in" && $3 > 0 { fine++ }
  $1 == "command" && $3 ~ /^rfm --segments/ { fine++ }
  END { exit bad || fine != 4 }' "$W/sales/rfm.tsv.prov"
check $? "rfm.tsv.prov"
gives 0 "dag" make -f pipelines/retail.mk dag
says '"orders.tsv" -> "customers.tsv";' "dag"
gives 0 "timing" retail sales timing
says 'orders.tsv' "timing"
gives 0 "help" make -f pipelines/retail.mk help
says 'AS_OF .*YYYY-MM-DD' "help"

# ---- What is wrong is said at once ----
gives 2 "no variables" make -f pipelines/retail.mk BIN="$bin"
for name in INPUT SCHEMA AS_OF OUT; do
  says "^retail: $name is missing \(expected: " "no variables"
done
# wrong VARIABLE=VALUE PATTERN
wrong() {
  gives 2 "$1" retail no "$1"
  says "$2" "$1"
  [[ ! -e $W/no ]]
  check $? "$1: something was made"
}
wrong INPUT=/nowhere.csv '^retail: INPUT=/nowhere.csv: is no readable file'
wrong "INPUT=$sample;true" 'is no plain name'
wrong SCHEMA=other 'SCHEMA=other: is not known \(expected: .*online-retail'
wrong AS_OF=2011-02-29 'AS_OF=2011-02-29: is no date \(expected: YYYY-MM-DD'
wrong AS_OF=31/12/2011 'is no date'
wrong OUT="$W/no no" 'is no plain name'
wrong POLICY=all 'POLICY=all: is not known \(expected: sales, signed'
wrong SHARDS=many 'SHARDS=many: is no number'
wrong MEMORY=lots 'MEMORY=lots: is no size'
wrong CLUSTERS=few 'CLUSTERS=few: is no number'
wrong JOBS=0 'JOBS=0: is no number of processes'
wrong SEGMENTS=twelve 'SEGMENTS=twelve: is not known \(expected: eleven'
wrong BIN=/nowhere 'BIN=/nowhere: has no '
wrong ASOF=2011-12-31 'there is no variable ASOF \(there are: AS_OF '

# ---- A step that fails leaves nothing ----
{ cat "$sample" && echo 'not,a,row'; } >"$W/log.csv"
gives 2 "a malformed log" retail bad INPUT="$W/log.csv"
says '^retail: clean: .*log.csv:' "a malformed log"
says '^retail: lines.tsv was not made, status 1' "a malformed log"
gzip -c "$sample" | head -c 20000 >"$W/cut.csv.gz"
gives 2 "a cut .gz" retail bad INPUT="$W/cut.csv.gz"
says 'gzip: ' "a cut .gz"
[[ ! -e $W/bad/lines.tsv && ! -e $W/bad/left-out.tsv ]]
check $? "a step that failed has left a table"
gives 0 "a log that is mended" retail bad
same bad sales
check $? "a log that is mended: other bytes"

# ---- Killed at any point ----
# Each round begins with the tables of one policy and kills a run for the other: make alone (its recipes live on, as
# orphans) or all of it. What is there then is whole, of the one or the other; the run after it makes the rest.
RANDOM=1
torn=0 stale=0 different=0 rounds=9
cp -r "$W/signed" "$W/killed"
for ((round = 0; round < rounds; round++)); do
  ((round % 2)) && policy=signed || policy=sales
  ways=(JOBS=2 "SHARDS=$((round % 3 * 5))")
  setsid "${run[@]}" OUT="$W/killed" POLICY="$policy" "${ways[@]}" >/dev/null 2>&1 & # a group of its own
  runner=$!
  disown
  sleep "$(awk -v us="$took" -v part="$RANDOM" 'BEGIN { print us / 1e6 * part / 32768 }')"
  case $((round % 3)) in
  0) kill -9 "$runner" ;;
  1) kill -9 -- "-$runner" ;;
  2) kill -TERM "$runner" ;;
  esac 2>/dev/null
  for file in "$W"/killed/*.?sv; do
    cp "$file" "$W/seen" 2>/dev/null || continue # what still lives may remove it, or put another in its place
    cmp -s "$W/seen" "$W/sales/${file##*/}" || cmp -s "$W/seen" "$W/signed/${file##*/}" || torn=$((torn + 1))
  done
  if ! retail killed POLICY="$policy" "${ways[@]}" >"$W/out" 2>&1 || ! retail killed POLICY="$policy" "${ways[@]}" -q; then
    stale=$((stale + 1))
    cat "$W/out"
    retail killed POLICY="$policy" "${ways[@]}" -n --debug=basic | grep -E 'newer|exist'
  fi
  same killed "$policy" || different=$((different + 1))
done
check "$torn" "killed: $torn tables were not whole"
check "$stale" "killed: $stale times not up to date after another run"
check "$different" "killed: $different times other bytes after another run"

# And for certain in the middle of a file: what was half written stays away.
printf '#!/bin/sh\necho half\nexec sleep 3\n' >"$W/bin/clean"
setsid "${run[@]}" OUT="$W/half" BIN="$W/bin" >/dev/null 2>&1 &
runner=$!
disown
for ((tries = 0; tries < 200; tries++)); do
  grep -qs half "$W"/half/.run/tmp/*/lines.tsv/new/lines.tsv && break
  sleep 0.05
done
kill -TERM "$runner"
check $? "a signal in the middle: there is nothing to kill"
while kill -0 "$runner" 2>/dev/null; do
  sleep 0.05
done
[[ ! -e $W/half/lines.tsv && ! -e $W/half/left-out.tsv ]]
check $? "a signal in the middle left a table"

# A make that still works there is respected; its number alone, of a process that came later, is not believed.
sleep 100 &
echo "$! $(awk '{ print $22 }' "/proc/$!/stat")" >"$W/sales/.run/pid"
gives 2 "another make at work" retail sales
says "another make is at work here: process $!" "another make at work"
echo "$! 1" >"$W/sales/.run/pid"
gives 0 "another process of the same number" retail sales
kill "$!"

# ---- And away ----
echo mine >"$W/sales/notes.txt"
gives 0 "clean" retail sales clean
[[ $(ls -A "$W/sales") == notes.txt ]]
check $? "clean left: $(ls -A "$W/sales")"

finish
