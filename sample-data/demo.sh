#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# demo.sh BIN OUT: the main job on the sample log, what its customers are worth, and a first look at what comes out.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/.."
unset MAKEFLAGS MAKELEVEL MFLAGS # of the make that runs this
bin=$1
out=$2

run=(make -f pipelines/retail.mk INPUT=sample-data/online-retail.csv SCHEMA=online-retail AS_OF=2011-12-10 "OUT=$out" JOBS=2)
printf '$ %s\n' "${run[*]}"
"${run[@]}" --no-print-directory BIN="$bin"

# A model of purchases and one of spend, and by both the next year of each customer.
fit=(clvfit --family "mbgnbd,gammagamma" --unit week "$out/customers.tsv")
predict=(clvpredict --model "$out/models.tsv" --spend "$out/models.tsv" --horizon 1y "$out/clusters.tsv")
printf '$ %s\n' "${fit[*]} > $out/models.tsv" "${predict[*]} > $out/clv.tsv"
"$bin/${fit[0]}" "${fit[@]:1}" >"$out/models.tsv"
"$bin/${predict[0]}" "${predict[@]:1}" >"$out/clv.tsv"

# columns NAME... <TABLE: these columns alone, in this order
columns() {
  awk -F '\t' -v names="$*" '
    NR == 1 { n = split(names, want, " "); for (i = 1; i <= NF; i++) at[$i] = i }
    { line = ""; for (i = 1; i <= n; i++) line = line (i > 1 ? "\t" : "") $at[want[i]]; print line }'
}
# show TITLE <TABLE: aligned, numbers to the right
show() {
  printf '\n%s\n' "$1"
  awk -F '\t' '
    { for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i)
        if (NR > 1 && $i !~ /^-?[0-9.]*%?$/) text[i] = 1 } n = NF }
    END { for (r = 1; r <= NR; r++) { line = " "
        for (i = 1; i <= n; i++) line = line sprintf(text[i] ? " %-" width[i] "s " : " %" width[i] "s ", cell[r, i])
        sub(/ +$/, "", line); print line } }'
}

# by LABEL: the customers of each label: how many, what they brought, and what the models expect of them
by() {
  awk -F '\t' -v label="$1" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { s = $at[label]; if (s == "") s = "(no purchase day)"
      n[s]++; revenue[s] += $at["revenue"]; recency[s] += $at["recency_days"]; orders[s] += $at["orders"]
      alive[s] += $at["p_alive"]; value[s] += $at["clv_1y"]; all++; total += $at["revenue"] }
    END { print label "\tcustomers\tshare\trevenue\tshare\torders each\tdays since last\tstill there\tvalue of next year"
      for (s in n) {
        was = sprintf("%.2f\t%.1f%%\t%.1f\t%.0f", revenue[s], 100 * revenue[s] / total, orders[s] / n[s], recency[s] / n[s])
        will_be = sprintf("%.0f%%\t%.0f", 100 * alive[s] / n[s], value[s])
        printf "%s\t%d\t%.1f%%\t%s\t%s\n", s, n[s], 100 * n[s] / all, was, will_be | "sort -t \"\t\" -k 4,4nr" } }' "$out/clv.tsv"
}

by segment | show "Segments, by revenue, with what the models predict for them (clv.tsv)"
by cluster | show "Clusters by recency, orders and money, likewise (clv.tsv)"
head -n 6 "$out/clv.tsv" | columns customer_id last_date orders revenue rfm_code segment p_alive expected_1y clv_1y |
  sed -E 's/(\.[0-9]{2})[0-9]+/\1/g' | show "The first customers (clv.tsv)"
{ head -n 1 "$out/months.tsv"; tail -n 6 "$out/months.tsv"; } | show "The last months (months.tsv)"
# ---- The shop's last complete month against the one before ----
# TABLE ARGUMENT...: the values of the first row that pick makes of it, with tabs between them
first() {
  "$bin/pick" "${@:2}" "$out/$1" | sed -n 2p
}
# DIFFERENCE: it with its sign
signed() {
  [[ $1 == -* ]] && echo "$1" || echo "+$1"
}
read -r before month < <("$bin/pick" --where 'complete = 1' --only period "$out/kpi-months.tsv" | tail -n 2 | paste -s)
this="period = \"$month\""
printf '\nThe shop in %s, its last complete month, against %s (kpi-months.tsv and others)\n' "$month" "$before"

IFS=$'\t' read -r revenue growth orders aov < <(first kpi-months.tsv --where "$this" \
  --add 'change = round(100 * growth); value = round(aov, 2)' --only revenue,change,orders,value)
printf '  Sales      %s, %s %% on the month before, in %s orders of %s each;\n' "$revenue" "$(signed "$growth")" "$orders" "$aov"

IFS=$'\t' read -r people rate basket price < <(first kpi-months.tsv --where "$this" --add \
  'a = round(effect_customers); b = round(effect_frequency); c = round(effect_basket); d = round(effect_price)' --only a,b,c,d)
printf '             of the change, number of customers %s, orders of each %s, pieces of an order %s, prices %s.\n' \
  "$(signed "$people")" "$(signed "$rate")" "$(signed "$basket")" "$(signed "$price")"

IFS=$'\t' read -r active new again < <(first kpi-months.tsv --where "$this" \
  --add 'again = active_customers - new_customers - retained' --only active_customers,new_customers,again)
printf '  Customers  %s bought: %s for the first time, %s again after a month or more without an order.\n' "$active" "$new" "$again"

# kept MONTH: the percentage of those who bought in the month before it and came again in it, and what the others had brought
kept() {
  first kpi-months.tsv --where "period = \"$1\"" --add 'kept = round(100 * retention_rate)' --only kept,retained,revenue_lost
}
IFS=$'\t' read -r share retained lost < <(kept "$month")
IFS=$'\t' read -r share_before _ < <(kept "$before")
printf '  Retention  %s %% of who bought in %s came again (%s %% a month earlier), %s customers; the others had brought %s.\n' \
  "$share" "$before" "$share_before" "$retained" "$lost"

IFS=$'\t' read -r share half < <(first second-orders.tsv --where 'cohort = "all"' \
  --add 'share = round(100 * share_by_90d)' --only share,median_days)
printf '             %s %% order a second time within 90 days of the first%s.\n' "$share" "${half:+, half within $half}"

IFS=$'\t' read -r moved share < <(first segment-drift.tsv --add 'share = round(100 * share_moved)' --only moved,share)
printf '  Segments   %s customers, %s %%, are in another segment than a month earlier;\n' "$moved" "$share"

# moves CONDITION MEASURE COLUMNS: the largest move from a segment to another one
moves() {
  "$bin/pick" --where "$1 and from != to and from != \"(none)\"" --drop share "$out/segment-moves.tsv" |
    "$bin/topn" --measure "$2" -n 1 --key from --only "$3" | sed 1d
}
best=$("$bin/topn" --measure mean -n 1 --only label "$out/segment-opportunity.tsv" | sed 1d)
IFS=$'\t' read -r from customers worth < <(moves "to = \"$best\"" revenue_to from,customers,revenue_to)
printf '             most came to %s from %s, %s customers who have brought %s;\n' "$best" "$from" "$customers" "$worth"
IFS=$'\t' read -r to customers worth < <(moves "from = \"$best\"" revenue_from to,customers,revenue_from)
printf '             most left %s for %s, %s customers who have brought %s.\n' "$best" "$to" "$customers" "$worth"

# sold MONTH: what was sold of each product in it, net of returns
sold() {
  "$bin/pick" --where "kind = \"sale\" and date >= \"$1-01\" and date <= \"$1-31\"" "$out/net-lines.tsv" |
    "$bin/aggregate" --by product --carry last:description
}
# (lookup says how many products were not sold before: these have not risen.)
products=$(sold "$month" | "$bin/lookup" --key product_id --from <(sold "$before") --only before=gross \
  --where-missing drop 2>/dev/null | "$bin/pick" --add 'rise = gross - before; fall = before - gross')
IFS=$'\t' read -r name gross rise < <("$bin/topn" --measure rise -n 1 --only description,gross,rise <<<"$products" | sed 1d)
IFS=$'\t' read -r other less fall < <("$bin/topn" --measure fall -n 1 --only description,gross,fall <<<"$products" | sed 1d)
printf '  Products   %s rose most, by %s to %s; %s fell most, by %s to %s.\n' "$name" "$rise" "$gross" "$other" "$fall" "$less"

printf '\nTables in %s:\n' "$out"
for table in "$out"/*.tsv "$out"/*.csv; do
  printf '  %-26s %7d rows\n' "${table##*/}" $(($(wc -l <"$table") - 1))
done

# The page of all this.
page=$("${run[@]}" "TITLE=The sample shop" CURRENCY=£ --no-print-directory BIN="$bin" report)
printf '\nThe report, with plots, definitions and next steps: open %s in a browser.\n' "$page"
cat <<TEXT

Import segments.csv into the shop system. The TSV files open in any tool: man -l man/tillroll-cookbook.7 has questions
that they answer. For your own log, run the same command with your file as INPUT, a schema with the names of its columns
(tillroll-schema(5)) and the last day of the log as AS_OF. To find the model that predicts your customers best, see
make -f pipelines/clv.mk help.
TEXT
