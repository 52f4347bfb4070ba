#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# future.sh [BUILD]: nothing at or after a cut reaches a feature. Orders from a cut on are left out, permuted, moved to
# other customers and made larger, and the features of that cut must stay the same bytes. Then leaks are planted, of
# kinds that occur in practice, in a wrapper around the tool, and the same check must fail for each of them. The same is
# done with the models of churn.mk.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
export PATH=$bin:$PATH
pipelines=$PWD/pipelines
cd "$W" || exit 1

cut=2011-06-10
end=2011-12-09
set -o pipefail
simulate --layout online-retail --customers 1000 --from 2010-12-01 --to $end | clean --schema online-retail >lines.tsv &&
  aggregate --by order lines.tsv >orders.tsv
check $? "orders are made"

# later PROGRAM FILE: awk over its rows; `late` is true of those from the cut on, $id is the customer
later() {
  awk -F '\t' -v OFS='\t' -v cut=$cut '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
    { late = $at["date"] >= cut; id = at["customer_id"] }
    '"$1" "$2"
}
# shellcheck disable=SC2016 # they are programs of awk
# futures FILE: other futures of it: no customer comes, new customers come too, others come, from other countries, and
# on other days
futures() {
  later '!late' "$1" >"no-$1"
  later '{ print } late { $id = "X" $id; print }' "$1" >"more-$1"
  later 'late { own = $id; $id = before; before = own } { print }' "$1" >"others-$1"
  later 'late { $at["country"] = "Atlantis" } { print }' "$1" >"elsewhere-$1"
  later 'late { rest[++n] = $0; next } { print } END { while (n) print rest[n--] }' "$1" |
    later 'late { $at["date"] = substr($at["date"], 1, 8) "28" } { print }' - >"moved-$1"
}
futures orders.tsv
futures lines.tsv
# In lines, an order from before the cut may have returns after the cut.
awk -F '\t' -v OFS='\t' -v cut=$cut 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
  { print } NR > 1 && NR % 3 == 0 && $at["date"] < cut && $at["kind"] == "sale" {
    $at["date"] = cut; $at["kind"] = "return"; $at["quantity"] = "-" $at["quantity"]; $at["amount"] = "-" $at["amount"]; print }' \
  lines.tsv >returned-lines.tsv
cp orders.tsv returned-orders.tsv

# blind TOOL...: are the tool's features of the cut the same in all futures? The first words may be a wrapper.
blind() {
  local file future
  for file in orders lines; do
    "$@" --cut $cut --as-of $end $file.tsv >want || return 2
    [[ $(wc -l <want) -gt 200 ]] || return 2
    for future in no more others elsewhere moved returned; do
      "$@" --cut $cut --as-of $end $future-$file.tsv >got || return 2
      cmp -s want got || return 1
    done
  done
}
blind features
check $? "features know the future"
blind features --window 60d
check $? "features of a window know the future"
broad() { features "$@" --lines "${!#/orders/lines}"; }
blind broad
check $? "the breadth of products knows the future"
blind broad --window 60d
check $? "the breadth of products in a window knows the future"
aggregate --by customer --as-of "$(date -d "$cut - 1 day" +%F)" orders.tsv 2>err | clvfit --family bgnbd >model.tsv 2>>err
blind features --scores --model model.tsv --horizon 90d
check $? "scores or what a model expects know the future"
mixed() { features --scores --cut 2011-04-10,$cut,2011-08-10 "${@:3}" | awk -F '\t' -v cut=$cut 'NR == 1 || $2 <= cut'; }
blind mixed
check $? "features know of a later cut"

# The future differs, or the checks above would show nothing.
for file in orders lines; do
  features --cut $cut --horizon 90d --target churn,revenue $file.tsv >want
  for future in others moved; do
    features --cut $cut --horizon 90d --target churn,revenue --as-of $end $future-$file.tsv | cmp -s want -
    [[ $? == 1 ]]
    check $? "targets of $future-$file.tsv do not differ"
  done
done

# planted NAME: the function of that name leaks, and the check must find it.
planted() {
  blind "$1"
  [[ $? == 1 ]]
  check $? "a planted leak is not found: $1"
}
# One day too many: the cut is read as the last day that is known.
a_day_more() { features --cut "$(date -d "$2 + 1 day" +%F)" "${@:3}"; }
planted a_day_more
# A customer who comes later already has a row.
rows_of_all() {
  local file=${!#}
  features "$@"
  aggregate --by customer "$file" | tail -n +2 | cut -f 1
}
planted rows_of_all
# Limits of scores that are learned from all cuts.
limits_of_all() {
  local file=${!#}
  features --as-of $end --cut 2011-12-10 --limits-out all.tsv "$file" >/dev/null
  features "$@" --limits all.tsv
}
planted limits_of_all
# The latest country of all orders.
country_of_all() {
  local file=${!#}
  features "$@" | cut -f 1-5
  aggregate --by country "$file" | cut -f 1
}
planted country_of_all

# ---- The models of a pipeline ----

# permuted DAY <LOG: from that day on each order has the customer of the order before it, larger, and every fourth one
# does not come
permuted() {
  awk -F, -v OFS=, -v from="$1" '
    NR == 1 { print; next }
    { split($(NF - 3), word, " "); split(word[1], d, "/"); late = sprintf("%d-%02d-%02d", d[3], d[1], d[2]) >= from }
    late && !($1 in whose) { whose[$1] = before == "" ? $(NF - 1) : before; before = $(NF - 1); n++; gone[$1] = n % 4 == 0 }
    late { $(NF - 1) = whose[$1]; $(NF - 4) *= 3 }
    !(late && gone[$1]) { print }'
}
# churn FOLDER LOG VARIABLE... TABLE...: makes these tables by the pipelines in $pipelines
churn() {
  make -f "$pipelines/churn.mk" BIN="$bin" INPUT="$W/$2" SCHEMA=online-retail DAYS=60 JOBS=2 BOOTSTRAP=0 OUT="$W/$1" "${@:3}" \
    >>make.log 2>&1
}
# unlike FOLDER FOLDER TABLE...: those that differ
unlike() {
  local table
  for table in "${@:3}"; do
    cmp -s "$1/$table" "$2/$table" || echo "$table"
  done
}
simulate --layout online-retail --customers 800 --from 2010-12-01 --to $end >log.csv
cuts=2011-06-01,2011-08-01,2011-10-01
tested=(churn-model.tsv churn-calibration.tsv)
permuted 2011-10-01 <log.csv >other.csv
churn one log.csv AS_OF=$end CUTS=$cuts "${tested[@]}" churn-rows.tsv && churn two other.csv AS_OF=$end CUTS=$cuts "${tested[@]}" churn-rows.tsv
check $? "churn.mk, two futures: $(tail -n 3 make.log)"
[[ -z $(unlike one two "${tested[@]}") ]]
check $? "churn.mk: the calibrated model knows its test: $(unlike one two "${tested[@]}")"
[[ $(unlike one two churn-rows.tsv lines.tsv | wc -l) == 2 ]]
check $? "churn.mk: the two futures do not differ"

# Nothing after the last day may change the models for today, which are learned again, or their predictions.
today=(churn-now-model.tsv churn-now-calibration.tsv churn-value-model.tsv churn.tsv)
permuted 2011-10-02 <log.csv >other.csv
churn three log.csv AS_OF=2011-10-01 "${today[@]}" && churn four other.csv AS_OF=2011-10-01 "${today[@]}"
check $? "churn.mk, two futures after today: $(tail -n 3 make.log)"
[[ -z $(unlike three four "${today[@]}") && -n $(unlike three four lines.tsv) ]]
check $? "churn.mk knows what comes after today: $(unlike three four "${today[@]}")"

# A leak: it is calibrated on the test. (learn would refuse that, so its --cut is removed too.)
cp -r "$pipelines" leaking
# shellcheck disable=SC2016 # make's $, not ours
sed -i -e 's/^rows_of \$(4) |/rows_of test |/' -e 's/ --columns margin --cut .* >/ --columns margin >/' leaking/churn.mk
! cmp -s "$pipelines/churn.mk" leaking/churn.mk
check $? "no leak was planted in churn.mk"
pipelines=$W/leaking
churn one log.csv AS_OF=$end CUTS=$cuts "${tested[@]}" && churn two other.csv AS_OF=$end CUTS=$cuts "${tested[@]}"
[[ $(unlike one two "${tested[@]}") == churn-calibration.tsv ]]
check $? "a planted leak is not found: churn.mk is calibrated on its test; $(unlike one two "${tested[@]}"); $(tail -n 3 make.log)"
finish
