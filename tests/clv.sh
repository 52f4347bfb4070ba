#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clv.sh [BUILD]: clv.mk on the sample log: it chooses what it says it chooses, is up to date afterwards, makes again
# what a variable changes and nothing else, and says what is wrong with variables. (pipeline.sh tests common.mk.)
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
run=(make -f pipelines/clv.mk BIN="$bin" INPUT="$PWD/sample-data/online-retail.csv" SCHEMA=online-retail
  CALIBRATION_END=2011-08-31)
clv() {
  "${run[@]}" OUT="$W/$1" "${@:2}"
}

gives 0 "help" make -f pipelines/clv.mk help
says '^  CALIBRATION_END the last day' "help"
says '^  AS_OF           the last day' "help: in line with the longest name"
gives 0 "the sample" clv one
gives 0 "-q after it" clv one -q
gives 0 "two at once" clv two JOBS=2
(cd "$W/one" && cksum ./*.tsv) >"$W/one.sum"
(cd "$W/two" && cksum ./*.tsv) | cmp -s - "$W/one.sum"
check $? "two at once: other bytes"
[[ $(wc -l <"$W/one.sum") == 16 ]]
check $? "16 tables: $(wc -l <"$W/one.sum")"

# The choice, made by other means: sort, not awk.
best=$(tail -n +2 "$W/one/scores.tsv" | sort -t $'\t' -k 10,10gr | head -n 1 | cut -f 10)
chosen=$(tail -n 1 "$W/one/chosen.tsv" | cut -f 2)
awk -v a="$best" -v b="$chosen" 'BEGIN { exit !(b <= a && b >= a - 0.01) }'
check $? "chosen: $chosen, but the best is $best"
grep -q "^parameter	r	.*	$(tail -n 1 "$W/one/chosen.tsv" | cut -f 1)	" "$W/one/models.tsv"
check $? "models.tsv has the chosen family"
awk -F '\t' 'NR == FNR { n++; next } END { exit n != FNR }' "$W/one/customers.tsv" "$W/one/clv.tsv"
check $? "clv.tsv has a row for each customer"
head -n 1 "$W/one/clv.tsv" | grep -q 'expected_90d_low.*clv_1y_high$'
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
! grep -q '^clean\|aggregate --by order' "$W/out"
check $? "another end: what does not depend on it would be made again"
gives 0 "another last day" clv one -n AS_OF=2011-11-30
says 'aggregate --by order --as-of 2011-11-30' "another last day"
says 'clvcheck .* --until 2011-11-30' "another last day: the hold-out ends on it"

wrong() {
  gives 2 "$1" clv no "$1"
  says "$2" "$1"
  [[ ! -e $W/no ]]
  check $? "$1: something was made"
}
wrong HORIZON=90 'HORIZON=90: is no length of time \(expected: 90d'
wrong 'HORIZON=90d;true' 'is no length of time'
wrong UNIT=month 'UNIT=month: is not known \(expected: day, week'
wrong MARGIN=half 'MARGIN=half: is no number'
wrong CALIBRATION_END=2011-02-29 'is no date'
gives 2 "no end" make -f pipelines/clv.mk BIN="$bin" INPUT="$PWD/sample-data/online-retail.csv" SCHEMA=online-retail OUT="$W/no"
says 'CALIBRATION_END is missing' "no end"
gives 2 "no hold-out" clv late CALIBRATION_END=2011-12-31
says 'clvcheck: .*there is no hold-out' "no hold-out"

finish
