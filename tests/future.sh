#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# future.sh [BUILD]: nothing at or after a cut reaches a feature. Orders from a cut on are left out, permuted, given to
# others and made larger, and the features of that cut must stay the same bytes. Then leaks are planted, each of a kind
# that is seen in practice, in a wrapper around the tool, and the same check must fail for each of them.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
export PATH=$bin:$PATH
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
# futures FILE: other futures of it: nobody comes, new customers come too, others come, from elsewhere, and when
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
# Of lines, orders of before the cut may be returned to it after the cut, in the order itself.
awk -F '\t' -v OFS='\t' -v cut=$cut 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
  { print } NR > 1 && NR % 3 == 0 && $at["date"] < cut && $at["kind"] == "sale" {
    $at["date"] = cut; $at["kind"] = "return"; $at["quantity"] = "-" $at["quantity"]; $at["amount"] = "-" $at["amount"]; print }' \
  lines.tsv >returned-lines.tsv
cp orders.tsv returned-orders.tsv

# blind TOOL...: are its features of the cut the same in all futures? The first words may be a wrapper.
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

# planted NAME: the function of that name leaks, and must be found out.
planted() {
  blind "$1"
  [[ $? == 1 ]]
  check $? "a planted leak is not found: $1"
}
# A day too many: the cut is taken for the last day that is known.
a_day_more() { features --cut "$(date -d "$2 + 1 day" +%F)" "${@:3}"; }
planted a_day_more
# Who comes later has a row already.
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
# The latest country there is.
country_of_all() {
  local file=${!#}
  features "$@" | cut -f 1-5
  aggregate --by country "$file" | cut -f 1
}
planted country_of_all
finish
