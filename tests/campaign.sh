#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# campaign.sh [BUILD]: campaign.mk on the sample log: its files are what their names promise, each row of the action list
# can be computed again from what it cites, and the results of the last campaign are beside the next list.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
export PATH=$bin:$PATH
run=(make -f pipelines/campaign.mk BIN="$bin" INPUT="$PWD/sample-data/online-retail.csv" SCHEMA=online-retail AS_OF=2011-11-30)
campaign() {
  "${run[@]}" OUT="$W/$1" "${@:2}"
}
# same FOLDER FOLDER: the tables of both, byte for byte
same() {
  local a b
  a=$(cd "$W/$1" && cksum ./*.?sv) && b=$(cd "$W/$2" && cksum ./*.?sv) && [[ $a == "$b" && $a == *action* ]]
}
# table PROGRAM FILE: awk over the rows of a table of the first run; at[NAME] is a column's place
table() {
  awk -F '\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } '"$1" "$W/one/$2"
}

gives 0 "the sample" campaign one COST=1.5
gives 0 "-q after it" campaign one -q COST=1.5
gives 0 "in shards, two at once" campaign two SHARDS=3 JOBS=2 COST=1.5
same one two
check $? "in shards, two at once: other bytes"
gives 0 "verify" campaign one verify

# The five files: their headers, and a row for each customer with an order, with the line ends of CSV.
head -q -n 1 "$W"/one/*.csv | tr -d '\r' | paste -sd ' ' >"$W/heads"
[[ $(<"$W/heads") == "CustomerID,TestGroup CustomerID,CLV CustomerID,Segment CustomerID,DynamicPrice Description,Quantity" ]]
check $? "the five files: $(<"$W/heads")"
# shellcheck disable=SC2016 # programs of awk
{
  table '$at["orders"] > 0 && $at["first_date"] <= "2011-11-30" { print $1 }' customers.tsv >"$W/ids"
  for file in ab_test_groups customer_clv customer_segments dynamic_pricing; do
    cut -d , -f 1 "$W/one/$file.csv" | tail -n +2 | cmp -s - "$W/ids"
    check $? "$file.csv: not each customer once"
  done
  [[ $(wc -l <"$W/ids") -gt 500 ]]
  check $? "customers: $(wc -l <"$W/ids")"

  # The tier is that of value-tiers, CLV the model's, and the group that of abassign, within the shares of each tier.
  segment --rules value-tiers --as tier "$W/one/customers.tsv" >"$W/tiers.tsv"
  tocsv --only customer_id=CustomerID,tier=Segment "$W/tiers.tsv" | cmp -s - "$W/one/customer_segments.csv"
  check $? "customer_segments.csv has other tiers"
  clvpredict --model "$W/one/campaign-model.tsv" --spend "$W/one/campaign-model.tsv" --horizon 90d "$W/tiers.tsv" |
    pick --add 'CLV = round(clv_90d, 2)' | tocsv --only customer_id=CustomerID,CLV | cmp -s - "$W/one/customer_clv.csv"
  check $? "customer_clv.csv has other values than clvpredict"
  abassign --salt campaign --groups A:0.45,B:0.45,holdout:0.1 --strata tier "$W/tiers.tsv" |
    tocsv --only customer_id=CustomerID,group=TestGroup | cmp -s - "$W/one/ab_test_groups.csv"
  check $? "ab_test_groups.csv has other groups than abassign"
  table '{ n[$at["tier"]]++; held[$at["tier"]] += $at["group"] == "holdout" }
    END { for (t in n) if (held[t] < 0.1 * n[t] - 3 || held[t] > 0.1 * n[t] + 3) exit 1 }' campaign-customers.tsv
  check $? "a tenth of each tier is held out"

  # The factor is that of the rules, whatever the customer has spent.
  table '$at["price_factor"] + 0 != ($at["tier"] == "High" ? 0.9 : 1) { exit 1 }' campaign-customers.tsv
  check $? "dynamic_pricing.csv: not the factors of the rules"

  # Net of returns: the units of the lines that are left.
  table 'NR > 1 && $at["date"] <= "2011-11-30" && ($at["kind"] == "sale" || $at["kind"] == "return") { n[$at["product_id"]] += $at["quantity"] }
    END { for (p in n) print n[p] }' net-lines.tsv | sort -nr | head -n 10 >"$W/units"
  table '{ print $at["units"] }' campaign-products.tsv | cmp -s - "$W/units"
  check $? "campaign-products.tsv: not the units that are left"
  table '{ print $at["description"] }' campaign-products.tsv >"$W/names"
  fromcsv "$W/one/top_products.csv" | tail -n +2 | cut -f 1 | cmp -s - "$W/names"
  check $? "top_products.csv has other products"

  # Each row of the list, computed again from what it cites.
  table '{ want = $at["p_alive"] * $at["value"] - $at["cost"]; off = $at["expected_value"] - want
      if (off > 0.00501 || off < -0.00501 || $at["cost"] != 1.5 || $at["holdout"] != ($at["group"] == "holdout")) exit 1
      if (NR > 2 && $at["expected_value"] > last) exit 1
      last = $at["expected_value"] + 0 }' campaign-actions.tsv
  check $? "the action list: not p_alive * value - cost, by that"
  lookup --key customer_id --from "$W/one/campaign-customers.tsv" --only recency_days,orders,revenue,tier,clv=value \
    "$W/one/campaign-actions.tsv" >"$W/one/listed"
  table '{ tier = "tier " $at["tier"] " (revenue " $at["revenue"] ")"; away = "recency_days " $at["recency_days"]
      want["win back"] = tier ", " away; want["thank"] = tier; want["remind"] = tier ", " away
      want["second order"] = "orders " $at["orders"] ", " away
      if ($at["reason"] != want[$at["action"]]) exit 1 }' listed
  check $? "the action list: reasons are not the figures of the rules"
  cut -f 4 "$W/one/listed" | sort -u | paste -sd ' ' >"$W/actions"
  [[ $(<"$W/actions") == *"second order"*"thank"* && $(wc -l <"$W/one/listed") -gt 100 ]]
  check $? "the action list: $(<"$W/actions")"

  # What the discount gives away, computed in another way.
  table 'NR > 1 && $at["change"] == "-10" { print $at["given_away"] }' campaign-price-effect.tsv >"$W/given"
  between --to 2011-11-30 "$W/one/lines.tsv" | lookup --key customer_id --from "$W/tiers.tsv" --only tier |
    pick --where 'tier = "High"' | awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
      { sum += $at["amount"] } END { printf "%.3f\n", sum / 10 }' >"$W/tenth"
  awk -v given="$(<"$W/given")" -v tenth="$(<"$W/tenth")" 'BEGIN { exit !(tenth > 0 && (given - tenth) ^ 2 < 1e-4) }'
  check $? "the discount gives away $(<"$W/given"), not $(<"$W/tenth")"

  # The last campaign: a third of those who were contacted came, a tenth of the others.
  cp "$W/one/campaign-customers.tsv" "$W/last.tsv"
  awk -F '\t' -v OFS='\t' 'NR == 1 { print "customer_id", "converted"; next }
    $NF == "holdout" ? ++held % 10 == 0 : ++n % 3 == 0 { print $1, 1 }' "$W/last.tsv" >"$W/outcomes.tsv"
}
gives 0 "with the last campaign" campaign one SEGMENTS=rfm OUTCOMES="$W/outcomes.tsv" ASSIGNED="$W/last.tsv" FLOOR=0.95 SALT=next
grep -q "^(all)	A	verdict	A converts .* points more than holdout" "$W/one/campaign-last.tsv"
check $? "campaign-last.tsv: $(grep verdict "$W/one/campaign-last.tsv" | head -n 1)"
awk -F '\t' -v OFS='\t' 'NR == FNR { if (FNR > 1) came[$1] = 1; next }
  FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
  { group = $at["segment"] FS ($NF == "holdout"); n[group]++; sum[group] += $1 in came }
  END { for (group in n) { split(group, part, FS); rate[part[1] FS part[2]] = sprintf("%.6g", sum[group] / n[group]) }
    for (group in rate) { split(group, part, FS); if (part[2] == 0) print part[1], rate[group], rate[part[1] FS 1] } }' \
  "$W/outcomes.tsv" "$W/last.tsv" | sort >"$W/rates"
# shellcheck disable=SC2016
table '{ print $at["segment"], $at["last_outcome"], $at["last_holdout"] }' campaign-actions.tsv | sort -u >"$W/shown"
[[ -s $W/shown && -z $(comm -13 "$W/rates" "$W/shown") ]]
check $? "the action list: other rates of the last campaign: $(comm -13 "$W/rates" "$W/shown" | head -n 2)"
grep -q ",0.95" "$W/one/dynamic_pricing.csv" && ! grep -q ",0.90" "$W/one/dynamic_pricing.csv"
check $? "FLOOR=0.95"
grep -q ",Champions" "$W/one/customer_segments.csv"
check $? "SEGMENTS=rfm: $(sed -n 2p "$W/one/customer_segments.csv")"

# retail.mk in the same folder makes its own alone.
gives 0 "retail.mk beside it" make -f pipelines/retail.mk "${run[@]:3}" PARTS=rfm OUT="$W/one" V=1
! grep -qE 'lines.tsv|orders.tsv|customers.tsv' "$W/out" && grep -q 'rfm.tsv made' "$W/out"
check $? "retail.mk beside it makes again: $(cat "$W/out")"

wrong() {
  gives 2 "$1" campaign no "$1"
  says "$2" "$1"
  [[ ! -e $W/no ]]
  check $? "$1: something was made"
}
wrong HORIZON=90d,1y 'HORIZON=90d,1y: is not a length of time \(expected: 90d'
wrong SEGMENTS=eleven 'SEGMENTS=eleven: is not known \(expected: tiers, rfm'
wrong 'ARMS=A:1;B:1' 'are no groups \(expected: names and shares'
wrong 'SALT=a b' 'is not a plain word'
wrong OUTCOMES=none.tsv 'is not a readable file'
gives 2 "nobody is held out" campaign two HOLDOUT=C
says 'HOLDOUT=C: is not one of ARMS' "nobody is held out"

finish
