#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clv.sh [BUILD]: clv.mk on the sample log: it chooses what it documents, is up to date afterwards, makes again only
# what a variable changes, and names what is wrong with variables. (pipeline.sh tests common.mk.)
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
run=(make -f pipelines/clv.mk BIN="$bin" INPUT="$PWD/sample-data/online-retail.csv" SCHEMA=online-retail
  CALIBRATION_END=2011-08-31 AS_OF=newest)
clv() {
  "${run[@]}" OUT="$W/$1" "${@:2}"
}

gives 0 "help" make -f pipelines/clv.mk help
says '^  CALIBRATION_END the last day' "help"
says '^  AS_OF           the last day' "help: in line with the longest name"
gives 0 "the sample" clv one
gives 0 "-q after it" clv one -q
gives 0 "in shards, two at once" clv two SHARDS=3 MEMORY=1M JOBS=2
(cd "$W/one" && cksum ./*.tsv) >"$W/one.sum"
(cd "$W/two" && cksum ./*.tsv) | cmp -s - "$W/one.sum"
check $? "in shards, two at once: other bytes"
[[ $(wc -l <"$W/one.sum") == 17 ]]
check $? "17 tables: $(wc -l <"$W/one.sum")"
gives 0 "verify" clv one verify

# retail.mk in the same folder makes only its own tables, counts the same lines, and does not change the others.
gives 0 "retail.mk beside it" make -f pipelines/retail.mk "${run[@]:3:3}" AS_OF=newest PARTS=rfm OUT="$W/one" V=1
! grep -qE 'lines.tsv|orders.tsv|customers.tsv' "$W/out" && grep -q 'rfm.tsv made' "$W/out"
check $? "retail.mk beside it makes again: $(cat "$W/out")"
gives 0 "-q after retail.mk" clv one -q
gives 0 "verify after retail.mk" clv one verify
gives 0 "another last day, by retail.mk" make -f pipelines/retail.mk "${run[@]:3:3}" AS_OF=2011-12-01 PARTS=rfm OUT="$W/one"
gives 2 "verify: the tables of the two are of two days" clv one verify
gives 0 "clean, by retail.mk" make -f pipelines/retail.mk "${run[@]:3:3}" AS_OF=newest PARTS=rfm OUT="$W/one" clean
[[ -e $W/one/clv.tsv && ! -e $W/one/rfm.tsv ]]
check $? "clean, by retail.mk"
gives 0 "the sample again" clv one
(cd "$W/one" && cksum ./*.tsv) | cmp -s - "$W/one.sum"
check $? "the sample again: other bytes"

# The choice, made in another way: the best score of those families in which every customer can leave.
best=$(grep -E '^(mbgnbd|paretonbd)' "$W/one/scores.tsv" | sort -t $'\t' -k 10,10gr | head -n 1 | cut -f 10)
chosen=$(tail -n 1 "$W/one/chosen.tsv" | cut -f 2)
awk -v a="$best" -v b="$chosen" 'BEGIN { exit !(b <= a && b >= a - 0.01) }'
check $? "chosen: $chosen, but the best is $best"
grep -q 'every customer can leave' "$W/one/chosen.tsv"
check $? "chosen.tsv says why"
awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["x"] == 0 && $at["p_alive"] == 1 { exit 1 }' "$W/one/clv.tsv"
check $? "a customer who bought once cannot have left"
gives 0 "another family" clv one FAMILY=bgnbd
grep -q $'^bgnbd\t.*FAMILY names it' "$W/one/chosen.tsv" && grep -q "^parameter	r	.*	bgnbd	" "$W/one/models.tsv"
check $? "another family: $(cat "$W/one/chosen.tsv")"
gives 0 "the best family again" clv one
grep -q "^parameter	r	.*	$(tail -n 1 "$W/one/chosen.tsv" | cut -f 1)	" "$W/one/models.tsv"
check $? "models.tsv has the chosen family"
awk -F '\t' 'NR == FNR { n++; next } END { exit n != FNR }' "$W/one/customers.tsv" "$W/one/clv.tsv"
check $? "clv.tsv has a row for each customer"
head -n 1 "$W/one/clv.tsv" | grep -q 'expected_90d_low.*clv_1y_high.*again_date_high$'
check $? "clv.tsv: $(head -n 1 "$W/one/clv.tsv")"
awk -F '\t' '$2 == "as_of" { exit $3 != "2011-08-31" }' "$W/one/calibration-models.tsv"
check $? "the models that are compared have seen the calibration alone"

gives 1 "another horizon" clv one -q HORIZON=30d
gives 0 "another horizon" clv one -n HORIZON=30d
says '^clvpredict' "another horizon"
! grep -q '^clvfit\|^clvcheck\|^aggregate' "$W/out"
check $? "another horizon: what does not depend on it would be made again"
gives 0 "another end" clv one -n CALIBRATION_END=2011-07-31
says 'aggregate --by customer --as-of 2011-07-31' "another end"
! grep -q 'clean --schema\|--by order' "$W/out"
check $? "another end: what does not depend on it would be made again"
gives 0 "another last day" clv one -n AS_OF=2011-11-30
says 'aggregate --as-of 2011-11-30 .*--by order' "another last day"
says '--until 2011-11-30' "another last day: the hold-out ends on it"

wrong() {
  gives 2 "$1" clv no "$1"
  says "$2" "$1"
  [[ ! -e $W/no ]]
  check $? "$1: something was made"
}
wrong HORIZON=90 'HORIZON=90: is not a length of time \(expected: 90d'
wrong 'HORIZON=90d;true' 'is not a length of time'
wrong FAMILY=sbg 'FAMILY=sbg: is not known \(expected: best, nbd'
wrong UNIT=month 'UNIT=month: is not known \(expected: day, week'
wrong MARGIN=half 'MARGIN=half: is not a number'
wrong CALIBRATION_END=2011-02-29 'is not a date'
gives 2 "no end" make -f pipelines/clv.mk BIN="$bin" INPUT="$PWD/sample-data/online-retail.csv" SCHEMA=online-retail AS_OF=newest OUT="$W/no"
says 'CALIBRATION_END is missing' "no end"
gives 2 "no hold-out" clv late CALIBRATION_END=2011-12-31
says 'clvcheck: .*there is no hold-out' "no hold-out"

finish
