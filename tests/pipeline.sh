#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# pipeline.sh [BUILD]: retail.mk on a small log: the same bytes in every way, with any clocks; killed and started again;
# how it responds to make -q, to changed inputs and to wrong variables. (On a real log it runs in real.)
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh

# Few customers with many orders: more than fit into MEMORY=64K. The scan for clusters, which would take most of the time,
# runs only once.
sample=$W/sample.csv
"$bin/simulate" --messy --layout online-retail --customers 150 --params r=3,alpha=20,a=0.5,b=3 --basket 2 >"$sample"
check $? "a log"

# retail FOLDER ARGUMENT...: make, on the sample unless the arguments say otherwise
run=(make -f pipelines/retail.mk BIN="$bin" INPUT="$sample" SCHEMA=online-retail AS_OF=2011-12-31 PARTS="groups rfm" SCAN=2..3)
retail() {
  "${run[@]}" OUT="$W/$1" "${@:2}"
}
# same FOLDER FOLDER: the tables of both, byte for byte
same() {
  local a b
  a=$(cd "$W/$1" && cksum ./*.?sv) && b=$(cd "$W/$2" && cksum ./*.?sv) && [[ $a == "$b" && $a == *segments.csv* ]]
}

# ---- The same bytes in every way ----
gives 1 "-q before the first run" retail sales -q
[[ ! -e $W/sales ]]
check $? "-q writes nothing"
gives 0 "-n before the first run" retail sales -n
says 'aggregate --as-of 2011-12-31 .*--by order' "-n"
[[ ! -e $W/sales ]]
check $? "-n writes nothing"
began=${EPOCHREALTIME/./}
gives 0 "one process" retail sales
took=$((${EPOCHREALTIME/./} - began))
[[ ! -s $W/out && ! -s $W/err ]]
check $? "a run that goes well is silent"
gives 0 "-q after it" retail sales -q
[[ ! -s $W/out && ! -s $W/err ]]
check $? "-q is silent"
gives 0 "-n after it" retail sales -n
! grep -q step "$W/out"
check $? "-n after it: there is something to do"
gives 3 "64K hold these orders, so that MEMORY=64K shows nothing" \
  env TMPDIR="$W/none" "$bin/aggregate" --by customer --memory 64K "$W/sales/orders.tsv"
for way in "JOBS=2 SHARDS=4" "JOBS=1 SHARDS=3 MEMORY=64K" MEMORY=64K; do
  rm -rf "$W/way"
  # shellcheck disable=SC2086 # several variables
  gives 0 "$way" retail way $way
  same sales way
  check $? "$way: other bytes"
  # shellcheck disable=SC2086
  gives 0 "-q after $way" retail way -q $way
done
gives 0 "all lines" retail signed POLICY=signed JOBS=2 V=1
says '^retail: orders.tsv made, [0-9.]+ s' "V=1"
gives 0 "-q after all lines" retail signed -q POLICY=signed
rm -rf "$W/way"
gives 0 "all lines, in shards" retail way POLICY=signed JOBS=2 SHARDS=3
same signed way
check $? "all lines, in shards: other bytes"
! same sales signed
check $? "all lines: the same as sales alone"
rm -rf "$W/way" "$W/clusters"
gives 0 "clusters, one job" retail clusters PARTS=clusters
gives 0 "clusters, two jobs" retail way PARTS=clusters JOBS=2
cmp -s "$W/clusters/clusters.tsv" "$W/way/clusters.tsv" && cmp -s "$W/clusters/cluster-scan.tsv" "$W/way/cluster-scan.tsv"
check $? "clusters, two jobs: other bytes"
[[ ! -e $W/clusters/months.tsv && ! -e $W/clusters/segments.csv && -e $W/clusters/rfm.tsv ]]
check $? "PARTS=clusters makes what clusters need, and no more"
[[ $(cut -f 1 "$W/clusters/cluster-scan.tsv" | tr '\n' ' ') == 'k 2 3 ' ]]
check $? "SCAN"

# Variables reach their tools; a folder in /dev is a folder.
gives 0 "variables of clean and rfm" retail no -n INPUT="$sample" DUPLICATES=drop ROUND_MONEY=2 ON_BAD=skip MAX_BAD=7 BINS=4 WEIGHTS=3,2,1
says 'clean .*--duplicates drop' "DUPLICATES"
says '--round-money 2 ' "ROUND_MONEY"
says '--on-bad skip --bad .* --max-bad 7' "ON_BAD, MAX_BAD"
says '--bins 4 --weights 3,2,1' "BINS, WEIGHTS"
gives 0 "LIMITS" retail no -n LIMITS="$W/sales/rfm-limits.tsv"
says '^rfm .*--limits ' "LIMITS"
if shm=$(mktemp -d /dev/shm/tillroll.XXXXXX 2>/dev/null); then
  gives 0 "OUT in /dev/shm" "${run[@]}" PARTS= OUT="$shm/out"
  cmp -s "$shm/out/orders.tsv" "$W/sales/orders.tsv"
  check $? "OUT in /dev/shm: other bytes"
  rm -rf "$shm"
fi

# What an analyst opens first, from tables that exist already; and net of returns, in one process and in shards.
# total COLUMN FILE: the sum of a column, by its name
total() {
  awk -F '\t' -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i; next } { n += $at } END { print n + 0 }' "$W/$2"
}
cp -r "$W/sales" "$W/shop"
gives 0 "the shop" retail shop PARTS="kpi cohorts lifecycle segments transitions products concentration forecast correlations"
gives 0 "-q after the shop" retail shop -q PARTS="kpi cohorts lifecycle segments transitions products concentration forecast correlations"
orders=$(($(wc -l <"$W/sales/orders.tsv") - 1)) customers=$(awk -F '\t' '$4 > "" { n++ } END { print n - 1 }' "$W/sales/customers.tsv")
[[ $orders == "$(total orders shop/kpi-months.tsv)" && $orders == "$(total orders shop/kpi-weeks.tsv)" &&
  $orders == "$(total orders shop/cohorts.tsv)" && $(total customers shop/second-orders.tsv) == $((2 * customers)) ]]
check $? "kpi and cohorts: not the $orders orders and $customers customers of the other tables"
[[ $(awk -F '\t' 'END { print $1, $2, $4 + $5 + $6 + $7 + $8 }' "$W/shop/lifecycle-months.tsv") == "2011-12 2011-12-31 $customers" ]]
check $? "lifecycle-months.tsv: $(tail -n 1 "$W/shop/lifecycle-months.tsv")"
[[ $(total customers shop/segment-moves.tsv) == $(($(wc -l <"$W/shop/segment-history.tsv") - 1)) && $(wc -l <"$W/shop/segment-drift.tsv") == 2 &&
  $(head -n 1 "$W/shop/labels.tsv") == *$'\tvalue_tiers\tfive_names\tbig_and_silent' ]]
check $? "segments and their moves"
gives 0 "why, other rules" retail shop PARTS=segments RULES=value-tiers why T=labels.tsv
says 'labels.tsv: (RULES|its command)' "why, other rules"
gives 0 "net of returns" retail net POLICY=net PARTS=
rm -rf "$W/way"
gives 0 "net of returns, in shards" retail way POLICY=net PARTS= JOBS=2 SHARDS=3
same_net=$(cd "$W/net" && cksum ./*.?sv) && [[ $same_net == "$(cd "$W/way" && cksum ./*.?sv)" ]]
check $? "net of returns, in shards: other bytes"
cmp -s <(cut -f 1,13 "$W/net/customers.tsv") <(cut -f 1,13 "$W/signed/customers.tsv") && ! cmp -s "$W/net/customers.tsv" "$W/signed/customers.tsv"
check $? "net of returns: another revenue of a customer, or no return that found its sale"

# What to check in the log is beside the tables, the same for each policy; what is probably wrong is printed.
grep -q "^kind	sale	" "$W/sales/report.tsv" && grep -q '^report.tsv' "$W/sales/retail.manifest" &&
  cmp -s "$W/sales/report.tsv" "$W/signed/report.tsv"
check $? "report.tsv"
{ cat "$sample" && printf '%s\n' 999999,A,tea,1,{12/30/2011,1/5/2031}' 9:13,1.00,7,France'; } >"$W/damaged.csv"
gzip "$W/damaged.csv"
gives 0 "a log to be warned of" retail warned PARTS= INPUT="$W/damaged.csv.gz"
says '^retail: clean: [0-9]+ days without a row' "a log to be warned of"
! grep -q "$W" "$W/warned/report.tsv" && grep -q "	damaged.csv:2$" "$W/warned/report.tsv"
check $? "report.tsv names the folder of one run"

{
  echo 'Name,Email,Created at,Financial Status,Currency,Lineitem quantity,Lineitem price,Lineitem sku,Lineitem name,Shipping Country,Billing Country,Source,Shipping,Taxes,Discount Amount,Refunded Amount,Total'
  echo '#1,a@x.test,2026-07-01 10:00:00 -0400,partially_refunded,USD,2,10,cup,Cup,US,US,web,5,1,2,16,24'
} >"$W/refunds.csv"
gives 0 "a log with refunds and discounts in columns" retail refunds PARTS= INPUT="$W/refunds.csv" SCHEMA=shopify AS_OF=newest
says '^retail: POLICY=sales leaves out returns \(-16.00\), credits such as discounts \(-2.00\) and guests' "refunds and discounts"
gives 0 "the same with POLICY=signed" retail refunds PARTS= INPUT="$W/refunds.csv" SCHEMA=shopify AS_OF=newest POLICY=signed
! grep -q POLICY "$W/err"
check $? "POLICY=signed leaves out nothing to be warned of"

# ---- Several inputs ----
head -n 1 "$sample" >"$W/head.csv"
awk 'NR > 1 && !(quotes % 2) { f = int((n++ % 4000) / 1000) + 1 } { quotes += gsub(/"/, "\"") } NR > 1 { print > (W "/part" f) }' \
  W="$W" "$sample"
for part in 1 2 3 4; do
  cat "$W/head.csv" "$W/part$part" >"$W/part$part.csv"
done
gzip -f "$W/part1.csv"
parts="$W/part1.csv.gz $W/part2.csv $W/part3.csv"
if command -v zstd >/dev/null; then
  zstd -q --rm "$W/part3.csv"
  parts=$parts.zst
fi
mv "$W/part4.csv" "$W/part 4.csv"
if command -v xz >/dev/null; then
  xz "$W/part 4.csv"
  mv "$W/part 4.csv.xz" "$W/part 4.csv" # by its content, not by its name
fi
rm -rf "$W/way"
gives 0 "several inputs, compressed, a name with a blank" retail way INPUT="$parts"$'\n'"$W/part 4.csv"
for table in orders customers rfm days weeks months countries products; do
  cmp -s "$W/sales/$table.tsv" "$W/way/$table.tsv"
  check $? "several inputs, compressed: another $table.tsv"
done
gives 0 "tabs and newlines between names" retail way -q INPUT="${parts// /$'\t'}"$'\n'"$W/part 4.csv"

# Many days, each compressed: one is unpacked at a time.
mkdir "$W/year" "$W/one"
# shellcheck disable=SC2016
printf '#!/bin/bash\nmkdir "%s" || echo two at a time >>"%s"\n/bin/gzip "$@"\nstatus=$?\nrmdir "%s"\nexit $status\n' \
  "$W/one/at" "$W/one/twice" "$W/one/at" >"$W/one/gzip"
chmod +x "$W/one/gzip"
for ((day = 1; day <= 60; day++)); do
  { cat "$W/head.csv" && echo "1$day,A,tea,1,12/1/2010 9:13,1.00,$day,France"; } >"$W/year/$day.csv"
done
gzip "$W"/year/*
gives 0 "many days" env PATH="$W/one:$PATH" "${run[@]}" OUT="$W/year/out" PARTS= INPUT="$(ls "$W"/year/*.gz)"
[[ $(wc -l <"$W/year/out/lines.tsv") == 61 && ! -e $W/one/twice ]]
check $? "many days: $(wc -l <"$W/year/out/lines.tsv") lines, $(cat "$W/one/twice" 2>/dev/null)"

# Names are data: their contents are never run, in a recipe or by make.
cp "$W/year/1.csv.gz" "$W/two.csv"
printf '#!/bin/sh\ntouch %s\n' "$W/run" >"$W/evil.csv"
chmod +x "$W/evil.csv"
for name in "$sample"$'\n'"$W/evil.csv" "\$(shell touch $W/run)" "$sample;touch $W/run" "\`touch $W/run\`" "\$\$(touch $W/run)"; do
  retail evil INPUT="$name" PARTS= >/dev/null 2>&1
  [[ ! -e $W/run ]]
  check $? "INPUT=$name was run"
done

# The same file twice would count twice; but days without sales may well be the same.
cp "$sample" "$W/again.csv"
gives 2 "the same file twice" retail twice PARTS= INPUT="$sample $W/again.csv"
says 'again.csv: is the same as .*sample.csv' "the same file twice"
gzip "$W/again.csv"
gives 2 "the same file twice, once compressed" retail twice PARTS= INPUT="$sample $W/again.csv.gz"
says 'again.csv.gz is the same as .*sample.csv' "the same file twice, once compressed"
cp "$W/head.csv" "$W/head2.csv"
gives 0 "two days without sales" retail twice PARTS= INPUT="$sample $W/head.csv $W/head2.csv"

# ---- What is noticed ----
cp "$sample" "$W/log.csv"
rm -rf "$W/way"
gives 0 "a log of our own" retail way INPUT="$W/log.csv"
touch "$W/log.csv"
gives 0 "a new date and the same content" retail way INPUT="$W/log.csv" -q
cp "$W/log.csv" "$W/my shop.csv"
gives 0 "another name and the same content" retail way INPUT="$W/my shop.csv" -q
sed -i '2s/,\([0-9]\)/,9\1/' "$W/log.csv"
touch -d 2001-01-01 "$W/log.csv"
gives 1 "other content and an old date" retail way INPUT="$W/log.csv" -q
gives 0 "why, before the first run" retail no why T=orders.tsv
[[ $(cat "$W/out" "$W/err") == $'lines.tsv: is not there\norders.tsv: is not there' && ! -e $W/no ]]
check $? "why, before the first run: $(cat "$W/out" "$W/err")"
gives 0 "why" retail way INPUT="$W/log.csv" why T=orders.tsv
says 'lines.tsv: INPUT has changed' "why"
says 'orders.tsv: lines.tsv is made again' "why"
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

# No clock: files of tomorrow, restored ones, whole seconds, make another result all the same, and only once.
find "$W/sales" -type f -exec touch -d tomorrow {} +
gives 1 "files of tomorrow, another day" retail sales -q AS_OF=2011-06-30
gives 0 "files of tomorrow, another day" retail sales AS_OF=2011-06-30
same sales fresh
check $? "files of tomorrow, another day: other bytes than afresh"
touch -d tomorrow "$W/sales/orders.tsv"
gives 0 "one file of tomorrow" retail sales AS_OF=2011-06-30 V=1
[[ ! -s $W/out ]]
check $? "one file of tomorrow: made again: $(cat "$W/out")"
stale=0
for day in 2011-12-31 2011-06-30 2011-12-31 2011-06-30; do
  find "$W/sales" -type f -exec touch -d 2011-01-01 {} +
  retail sales AS_OF="$day" customers.tsv
  awk -F '	' -v day="$day" 'NR > 1 && $2 != day { exit 1 }' "$W/sales/customers.tsv" || stale=$((stale + 1))
done
check "$stale" "files of one second: $stale times the result of another day"
gives 2 "-t" retail sales -t
gives 0 "the day before again" retail sales
echo more >>"$W/sales/months.tsv"
gives 1 "a table that was edited" retail sales -q
gives 0 "why" retail sales why T=months.tsv
says 'months.tsv: months.tsv is not as it was made' "why"
gives 2 "verify" retail sales verify
says 'months.tsv is not as it was made' "verify"
gives 0 "a table that was edited" retail sales
gives 0 "verify" retail sales verify
says '^retail: [0-9]+ tables, one whole run' "verify"
cp -r "$W/sales" "$W/copy"
gives 0 "verify, a copy" retail copy verify
: >"$W/copy/retail.manifest"
gives 2 "verify, a copy on a full disk" retail copy verify
says 'retail.manifest is not as it was made' "verify, a copy on a full disk"
gives 0 "why, another weight" retail sales why T=rfm.tsv WEIGHTS=2,1,1
says 'rfm.tsv: WEIGHTS was 1,1,1, is 2,1,1' "why, another weight"
cp -r "$W/sales" "$W/limited"
gives 0 "limits of another day" retail limited PARTS=rfm LIMITS="$W/sales/rfm-limits.tsv"
cmp -s "$W/sales/rfm.tsv" "$W/limited/rfm.tsv" && cmp -s "$W/sales/rfm-limits.tsv" "$W/limited/rfm-limits.tsv"
check $? "limits of another day: other scores"
gives 0 "-B" retail sales -B V=1 PARTS=
says 'lines.tsv made' "-B makes all again"
gives 0 "the parts again" retail sales
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
gives 0 "a plain name" retail way orders.tsv AS_OF=2011-11-30 V=1
says 'orders.tsv made' "a plain name"
gives 0 "a full path" retail way "$W/./way/months.tsv" AS_OF=2011-11-29 V=1
says 'months.tsv made' "a full path"
gives 2 "no such goal" retail way nonsense.tsv
gives 0 "fewer parts" retail way PARTS=rfm
gives 0 "verify, fewer parts" retail way PARTS=rfm verify
[[ ! -e $W/way/months.tsv && -e $W/way/segments.csv ]]
check $? "fewer parts: those of another run are still there"
gives 0 "the newest day" retail newest PARTS=rfm AS_OF=newest
gives 0 "the newest day, in shards" retail way PARTS=rfm AS_OF=newest SHARDS=3
same newest way
check $? "the newest day: other bytes in shards"
[[ $(cut -f 2 "$W/newest/customers.tsv" | sort -u | head -n 1) == "$(cut -f 3 "$W/newest/lines.tsv" | sort | tail -n 2 | head -n 1)" ]]
check $? "the newest day is that of the newest line"

# ---- What is recorded about a file ----
awk -F'\t' -v hash="$(xxhsum -qH3 "$W/sales/rfm.tsv")" '
  NF != 5 { bad = 1 }
  $1 == "output" && $2 == "rfm.tsv" { fine += index(hash, $5) && length($5) == 16 }
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

# ---- Wrong variables are named at once ----
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
wrong INPUT=/nowhere.csv '^retail: INPUT=/nowhere.csv: is not a readable file'
wrong "INPUT=$sample;true" 'is not a readable file'
wrong SCHEMA=other 'SCHEMA=other: is not known \(expected: .*online-retail'
wrong AS_OF=2011-02-29 'AS_OF=2011-02-29: is not a date \(expected: YYYY-MM-DD'
wrong AS_OF=31/12/2011 'is not a date'
wrong OUT="$W/no no" 'is not a plain name'
wrong POLICY=all 'POLICY=all: is not known \(expected: sales, signed'
wrong SHARDS=many 'SHARDS=many: is not a number'
wrong MEMORY=lots 'MEMORY=lots: is not a size'
wrong CLUSTERS=few 'CLUSTERS=few: is not a number'
wrong JOBS=0 'JOBS=0: is not a number of processes'
wrong SEGMENTS=twelve 'SEGMENTS=twelve: is not known \(expected: eleven'
wrong BIN=/nowhere 'BIN=/nowhere: has no clean aggregate|BIN=/nowhere: has no rfm '
[[ $(grep -c BIN= "$W/err") == 1 ]]
check $? "a missing BIN is said $(grep -c BIN= "$W/err") times"
wrong PARTS=nonsense 'PARTS=nonsense: is not known \(expected: some of groups, rfm'
wrong "RULES=value-tiers nonsense" 'RULES=nonsense: is not known \(expected: .*big-and-silent'
wrong LIMITS=/nowhere 'LIMITS=/nowhere: is not a readable file'
wrong ON_BAD=keep 'ON_BAD=keep: is not known'
wrong ASOF=2011-12-31 'there is no variable ASOF \(there are: AHEAD AS_OF '

# ---- A step that fails leaves nothing ----
# status_is STATUS FOLDER: the last run's, by make status and in the history
status_is() {
  retail "$2" status >"$W/out" 2>&1
  [[ $(cat "$W/out") == "$1" ]]
  check $? "status of the last run: $(cat "$W/out"), not $1"
}
{ cat "$sample" && echo 'not,a,row'; } >"$W/log.csv"
gives 2 "a malformed log" retail bad INPUT="$W/log.csv"
says '^retail: clean: .*log.csv:' "a malformed log"
says '^retail: lines.tsv was not made, status 1' "a malformed log"
gzip -c "$sample" | head -c 20000 >"$W/cut.csv.gz"
gives 2 "a cut .gz" retail bad INPUT="$W/cut.csv.gz"
says 'gzip: ' "a cut .gz"
[[ ! -e $W/bad/lines.tsv && ! -e $W/bad/left-out.tsv ]]
check $? "a step that failed has left a table"
status_is 1 bad
gives 0 "a log that is mended" retail bad
same bad sales
check $? "a log that is mended: other bytes"
status_is 0 bad
gives 2 "a step with two outputs fails" retail bad BINS=3
status_is 2 bad
gives 2 "a malformed log" retail bad INPUT="$W/log.csv"
same bad sales
check $? "a step that failed has changed the last good run"
gives 0 "a step that failed: the last run is still whole" retail bad verify
gives 0 "a malformed line is put aside" retail skip INPUT="$W/log.csv" ON_BAD=skip MAX_BAD=1
says '^retail: clean: malformed records that were set aside: 1 of [0-9]+' "a malformed line is put aside"
[[ $(tail -n 1 "$W/skip/refused.csv") == not,a,row ]] && grep -q '^refused.csv.why' "$W/skip/retail.manifest"
check $? "refused.csv"
cmp -s "$W/skip/customers.tsv" "$W/sales/customers.tsv"
check $? "a malformed line is put aside: other bytes"
gzip -kf "$W/log.csv"
gives 0 "a malformed line of a compressed log" retail skip INPUT="$W/log.csv.gz" ON_BAD=skip
[[ $(tail -n 1 "$W/skip/refused.csv.why") == log.csv$'\t'* ]]
check $? "refused.csv.why: $(tail -n 1 "$W/skip/refused.csv.why")"
gives 2 "more malformed lines than MAX_BAD" retail skip INPUT="$W/log.csv" ON_BAD=skip MAX_BAD=0
gives 0 "nothing is put aside" retail skip PARTS=
[[ ! -e $W/skip/refused.csv && ! -e $W/skip/refused.csv.prov ]]
check $? "refused.csv of another run is still there"

# A log that was cut in its last value looks whole, except for its newline.
head -c -3 "$sample" >"$W/cut.csv"
gives 2 "a log that is cut in its last value" retail cut PARTS= INPUT="$W/cut.csv"
says 'cut.csv:[0-9]+: has no newline at its end' "a log that is cut in its last value"
status_is 1 cut
gzip -f "$W/cut.csv"
gives 2 "a log that is cut in its last value, compressed" retail cut PARTS= INPUT="$W/cut.csv.gz"

# A full disk: the reason reaches the terminal, the status is that of the environment.
mkdir "$W/disk"
if mount -t tmpfs -o size=256k tmpfs "$W/disk" 2>/dev/null; then
  gives 2 "a full disk" retail disk PARTS=
  says '^retail: clean: .*No space left' "a full disk"
  says '^retail: lines.tsv was not made, status 3' "a full disk"
  status_is 3 disk
  until umount "$W/disk"; do sleep 0.1; done 2>/dev/null
fi

# The environment's variables are all ignored, with a warning; with make -e they are all used.
gives 2 "a variable of the environment" env AS_OF=2011-12-31 make -f pipelines/retail.mk BIN="$bin" OUT="$W/no"
says 'AS_OF is missing .*AS_OF=2011-12-31 of the environment is not read' "a variable of the environment"
gives 0 "a variable of the environment" env POLICY=signed "${run[@]}" OUT="$W/sales" -q
says 'POLICY is sales; POLICY=signed of the environment is not read' "a variable of the environment"
gives 0 "make -e" env POLICY=signed SHARDS=2 "${run[@]}" -e OUT="$W/way"
cmp -s "$W/way/lines.tsv" "$W/signed/lines.tsv"
check $? "make -e does not obey"
gives 0 "without an environment" env -i "$(command -v make)" "${run[@]:1}" OUT="$W/sales" SHARDS=2
[[ ! -s $W/err ]]
check $? "without an environment: $(cat "$W/err")"
printf 'all:\n\t+%s OUT=%s JOBS=2 -B\n' "${run[*]/#PARTS=*/PARTS=rfm}" "$W/way" >"$W/parent.mk"
gives 0 "under another make" make -s -j2 -f "$W/parent.mk"
[[ ! -s $W/err ]]
check $? "under another make: $(cat "$W/err")"

# ---- Killed at any point ----
# Each round begins with the tables of one policy and kills a run for the other: make alone (its recipes live on, as
# orphans) or all processes. The tables then are whole, of the one policy or the other; the next run makes the rest.
RANDOM=1
torn=0 stale=0 different=0 rounds=6
cp -r "$W/signed" "$W/killed"
for ((round = 0; round < rounds; round++)); do
  ((round % 2)) && policy=signed || policy=sales
  ways=(JOBS=2 "SHARDS=$((round % 3 * 2))")
  setsid "${run[@]}" OUT="$W/killed" POLICY="$policy" "${ways[@]}" >/dev/null 2>&1 & # a process group of its own
  runner=$!
  disown
  sleep "$(awk -v us="$took" -v part="$RANDOM" 'BEGIN { print us / 1e6 * part / 32768 }')"
  case $((round % 3)) in
  0) kill -9 "$runner" ;;
  1) kill -9 -- "-$runner" ;;
  2) kill -TERM "$runner" ;;
  esac 2>/dev/null
  for file in "$W"/killed/*.?sv; do
    cp "$file" "$W/seen" 2>/dev/null || continue # a process that is still alive may remove it, or put another in its place
    cmp -s "$W/seen" "$W/sales/${file##*/}" || cmp -s "$W/seen" "$W/signed/${file##*/}" || torn=$((torn + 1))
  done
  if ! retail killed POLICY="$policy" "${ways[@]}" >"$W/out" 2>&1 || ! retail killed POLICY="$policy" "${ways[@]}" -q; then
    stale=$((stale + 1))
    cat "$W/out"
    retail killed POLICY="$policy" "${ways[@]}" -n | grep 'step '
  fi
  same killed "$policy" || different=$((different + 1))
done
check "$torn" "killed: $torn tables were not whole"
check "$stale" "killed: $stale times not up to date after another run"
check "$different" "killed: $different times other bytes after another run"

# And certainly in the middle of a file: a half-written file does not appear.
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

# One make at a time, to the end of the run; make clean waits too.
exec {held}<>"$W/sales/.run/lock"
flock "$held"
retail sales clean >"$W/cleaned" 2>&1 & # both wait a little for the lock
cleaner=$!
gives 2 "another make at work" retail sales
says "another make is at work here" "another make at work"
wait "$cleaner"
[[ $? == 2 && -e $W/sales/orders.tsv ]]
check $? "another make at work: cleaned all the same: $(cat "$W/cleaned")"
exec {held}>&-
printf '#!/bin/sh\nsleep 2\nexec %s "$@"\n' "$bin/clean" >"$W/bin/clean"
retail locked PARTS= BIN="$W/bin" &
sleep 1
! flock -n "$W/locked/.run/lock" true
check $? "the lock is not held while the run lasts"
wait "$!"
check $? "a run that holds the lock"

# ---- clean ----
gives 0 "clean all" retail way clean all PARTS=rfm
gives 0 "clean all: all is there" retail way -q PARTS=rfm
echo mine >"$W/sales/notes.txt"
gives 0 "clean" retail sales clean
[[ $(ls -A "$W/sales") == notes.txt ]]
check $? "clean left: $(ls -A "$W/sales")"

finish
