#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# demo.sh BIN OUT: the main job on the sample log, and a first look at what comes out.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/.."
unset MAKEFLAGS MAKELEVEL MFLAGS # of the make that runs this
bin=$1
out=$2

run=(make -f pipelines/retail.mk INPUT=sample-data/online-retail.csv SCHEMA=online-retail AS_OF=2011-12-10 "OUT=$out" JOBS=2)
printf '$ %s\n' "${run[*]}"
"${run[@]}" --no-print-directory BIN="$bin"

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
        if (NR > 1 && $i !~ /^-?[0-9.]*$/) text[i] = 1 } n = NF }
    END { for (r = 1; r <= NR; r++) { line = " "
        for (i = 1; i <= n; i++) line = line sprintf(text[i] ? " %-" width[i] "s " : " %" width[i] "s ", cell[r, i])
        sub(/ +$/, "", line); print line } }'
}

awk -F '\t' '
  NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
  { s = $at["segment"]; if (s == "") s = "(no purchase day)"
    n[s]++; revenue[s] += $at["revenue"]; recency[s] += $at["recency_days"]; orders[s] += $at["orders"]; all++; total += $at["revenue"] }
  END { print "segment\tcustomers\tshare\trevenue\tshare\torders each\tdays since last"
    for (s in n) printf "%s\t%d\t%.1f%%\t%.2f\t%.1f%%\t%.1f\t%.0f\n", s, n[s], 100 * n[s] / all, revenue[s],
      100 * revenue[s] / total, orders[s] / n[s], recency[s] / n[s] | "sort -t \"\t\" -k 4,4nr" }' "$out/rfm.tsv" |
  show "Segments, by what they bring (rfm.tsv)"
head -n 6 "$out/rfm.tsv" | columns customer_id country last_date orders revenue recency_days rfm_code segment |
  show "The first customers (rfm.tsv)"
{ head -n 1 "$out/months.tsv"; tail -n 6 "$out/months.tsv"; } | show "The last months (months.tsv)"
printf '\nTables in %s:\n' "$out"
for table in "$out"/*.tsv "$out"/*.csv; do
  printf '  %-18s %7d rows\n' "${table##*/}" $(($(wc -l <"$table") - 1))
done
cat <<TEXT

segments.csv goes back to the shop system; the TSV files open in any tool. Your own log: the same command with your
file as INPUT, a schema that says how its columns are called (tillroll-schema(5)), and the last day seen as AS_OF.
TEXT
