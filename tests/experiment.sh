#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# experiment.sh [BUILD]: campaigns on a simulated shop, whose effect is known: customers are assigned, those who are
# contacted spend a quarter more than they would have, and abtest finds this effect, and none if there is none.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
export PATH=$bin:$PATH
cd "$W" || exit 1
set -o pipefail

start=2011-07-01
campaigns=40
blanks=10
simulate --customers 3000 --from 2011-01-01 --to 2011-12-31 --join 90d --seed 11 >lines.tsv &&
  aggregate --by customer --as-of 2011-06-30 lines.tsv >known.tsv 2>err &&
  between --from $start lines.tsv | aggregate --by customer | pick --only customer_id,revenue >would.tsv
check $? "a shop: $(head -n 1 err)"

# What all known customers would have spent, one row per customer.
mean=$(awk -F '\t' 'FNR == 1 { next } NR == FNR { known[$1]; n++; next } $1 in known { sum += $2 } END { printf "%.17g", sum / n }' \
  known.tsv would.tsv)

# campaign SALT EFFECT: what abtest says
campaign() {
  abassign --salt "$1" --groups control:1,treated:1 --strata country known.tsv >groups.tsv &&
    lookup --key customer_id --from groups.tsv --only group --where-missing drop would.tsv 2>err |
    pick --add "is_treated = group = \"treated\"; spent = revenue * (1 + $2 * is_treated)" --only customer_id,spent |
      abtest --assigned groups.tsv --outcome spent --before revenue --baseline control
}
# value NAME: of the treated
value() { awk -F '\t' -v name="$1" '$1 == "treated" && $2 == name { print $3 }' tested.tsv; }

inside=0 adjusted=0 shown=0 false=0 stopped=0
for ((i = 1; i <= campaigns; i++)); do
  campaign "spring-$i" 0.25 >tested.tsv || break
  awk -v mean="$mean" -v low="$(value difference_low)" -v high="$(value difference_high)" \
    'BEGIN { exit !(low <= 0.25 * mean && 0.25 * mean <= high) }' && inside=$((inside + 1))
  awk -v mean="$mean" -v low="$(value cuped_low)" -v high="$(value cuped_high)" \
    'BEGIN { exit !(low <= 0.25 * mean && 0.25 * mean <= high) }' && adjusted=$((adjusted + 1))
  [[ $(value verdict) == "treated has spent "*" more "* ]] && shown=$((shown + 1))
  grep -q "stopped:" tested.tsv && stopped=$((stopped + 1))
  ((i <= blanks)) || continue
  campaign "autumn-$i" 0 >tested.tsv || break
  [[ $(value verdict) == "no difference shown"* ]] || false=$((false + 1))
done
echo "experiment: of $campaigns campaigns the true effect is inside $inside intervals, $adjusted of CUPED, and $shown show one;" \
  "of $blanks without an effect $false do"
((i > campaigns))
check $? "a campaign failed: $(cat err)"
# 33 or fewer of 40 intervals of 95 % contain it in 1 of 300 cases. Salts are fixed, so these campaigns are always the
# same.
((inside >= 34 && adjusted >= 34 && shown >= 20))
check $? "the true effect is inside $inside intervals, and inside $adjusted of CUPED, of $campaigns; $shown show one"
((false <= 2 && stopped == 0))
check $? "$false campaigns without an effect show one, and $stopped stopped"
finish
