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
printf '\nTables in %s:\n' "$out"
for table in "$out"/*.tsv "$out"/*.csv; do
  printf '  %-18s %7d rows\n' "${table##*/}" $(($(wc -l <"$table") - 1))
done
cat <<TEXT

Import segments.csv into the shop system. The TSV files open in any tool: man -l man/tillroll-cookbook.7 has questions
that they answer. For your own log, run the same command with your file as INPUT, a schema with the names of its columns
(tillroll-schema(5)) and the last day of the log as AS_OF. To find the model that predicts your customers best, see
make -f pipelines/clv.mk help.
TEXT
