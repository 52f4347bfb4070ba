#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# plots.sh [BUILD]: every plot of pipelines/plots, drawn from the tables of a small shop: the same bytes twice, a whole
# SVG with its own ids that contains only drawing. Then with tables that have no rows, one row, or names that would be
# markup, and without the tables or columns that it needs.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
if ! command -v gnuplot >/dev/null; then
  echo "plots: gnuplot is not installed (make deps)" >&2
  check 1 "gnuplot"
  finish
  exit
fi
root=$PWD
plots=$root/pipelines/plots
made="$W/the shop's \"tables\"" # a folder whose name would be dangerous in a shell

# The tables: retail.mk and clv.mk on a simulated log; the others by their tools, from scores and outcomes made by a rule.
set -o pipefail
export PATH=$bin:$PATH
simulate --layout online-retail --customers 250 --from 2010-12-01 --to 2011-12-09 --seed 7 >"$W/log.csv" 2>/dev/null
check $? "simulate"
run=(INPUT="$W/log.csv" SCHEMA=online-retail AS_OF=newest OUT="$W/shop")
gives 0 "retail.mk" make -f pipelines/retail.mk BIN="$bin" "${run[@]}" SCAN=2..4
gives 0 "clv.mk" make -f pipelines/clv.mk BIN="$bin" "${run[@]}" CALIBRATION_END=2011-08-31
cd "$W/shop" || exit 1
awk -F '\t' -v OFS='\t' '
  NR == 1 { print "customer_id", "truth", "probability", "other"; next }
  { print $1, ($1 * 7 % 10 < 4) + 0, ($1 * 7 % 10) / 20 + ($1 % 3) / 8, ($1 % 11) / 11 }' customers.tsv |
  tee churned.tsv | evaluate --truth truth --score probability --baseline other --bootstrap 20 >churn-check.tsv 2>/dev/null
check $? "churn-check.tsv"
learn --target truth --family logit --columns probability,other churned.tsv >churn-model.tsv 2>/dev/null
check $? "churn-model.tsv"
segment --rules "$plots/../rules/value-tiers" --as tier customers.tsv >tiers.tsv &&
  lookup --from tiers.tsv --key customer_id --only tier lines.tsv 2>/dev/null | pick --where 'kind = "sale"' |
  price --controls tier >campaign-prices.tsv 2>/dev/null
check $? "campaign-prices.tsv"
abassign --salt plots --groups A:0.5,B:0.5 --strata tier tiers.tsv >assigned.tsv &&
  awk -F '\t' -v OFS='\t' 'NR == 1 { print "customer_id", "converted"; next } $1 % 5 == 0 { print $1, 1 }' assigned.tsv |
  abtest --assigned assigned.tsv --outcome converted --by tier --groups A:0.5,B:0.5 >campaign-last.tsv 2>/dev/null
check $? "campaign-last.tsv"
cd "$root" || exit 1
mkdir "$made" && cp "$W"/shop/*.tsv "$made"

# draw NAME [FOLDER]
draw() {
  gnuplot -c "$plots/$1.gp" "${2:-$made}" "$1-"
}
# well_formed FILE: by xmllint if it is installed, otherwise tags in pairs
well_formed() {
  if command -v xmllint >/dev/null; then
    xmllint --noout "$1"
  else
    [[ $(grep -c '<g[ >]' "$1") == $(grep -c '</g>' "$1") ]]
  fi
}

# sound NAME FILE: a whole SVG that only draws
sound() {
  well_formed "$2" && [[ $(wc -c <"$2") -lt 150000 ]] &&
    grep -q "<title id=\"$1-title\">[^<]" "$2" && grep -q "<desc id=\"$1-desc\">[^<]" "$2" &&
    [[ $(grep -o ' id="[^"]*"' "$2" | grep -cv "\"$1-") == 0 ]] &&
    ! grep -qiE '<script|<a |href|<image|<foreign|url\(| on[a-z]+=|black|rgb\(' "$2"
}

# shellcheck disable=SC2016
# The colours: a line of style.gp each. Luminance and contrast as in WCAG 2.1: 4.5:1, for `pale` 3:1.
gives 0 "contrast" awk '
  function channel(hex, at,   c) {
    c = (16 * index(digits, substr(hex, at, 1)) + index(digits, substr(hex, at + 1, 1)) - 17) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ^ 2.4
  }
  function light(hex) { return 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5) + 0.05 }
  BEGIN { digits = "0123456789abcdef" }
  $2 == "=" && $5 == "dark" && $1 != "lines" {
    n++
    need = $1 == "pale" ? 3 : 4.5
    on_white = light("ffffff") / light(substr($3, 3))
    on_dark = light(substr($6, 3)) / light("1b1b1b")
    if (on_white < need || on_dark < need) { print $1, on_white, on_dark; bad = 1 }
  }
  END { exit bad || n != 6 }' "$plots/style.gp"

names=()
for file in "$plots"/*.gp; do
  grep -q '^# needs: ' "$file" && names+=("$(basename "$file" .gp)")
done
((${#names[@]} > 20))
check $? "there are plots"
for name in "${names[@]}"; do
  [[ $(tail -n 1 "$plots/$name.gp") == "unset output" ]]
  check $? "$name: does not end with \"unset output\""
  gives 0 "$name" draw "$name"
  mv "$W/out" "$W/$name.svg"
  [[ ! -s $W/err ]]
  check $? "$name: warnings: $(head -n 3 "$W/err")"
  sound "$name" "$W/$name.svg"
  check $? "$name: the SVG"
  draw "$name" | cmp -s - "$W/$name.svg"
  check $? "$name: other bytes the second time"
done

# Names that could be read as markup, formats, fields or commands, and are longer than their space.
strange() {
  awk -F '\t' -v OFS='\t' -v column="$1" '
    BEGIN {
      n = split("<script>alert(1)</script>|\"quoted|#comment|a_b^{c}%d %s @f|`id`$(id)|\047 & \\|%|ÄÖÜ €€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€", name, "|")
    }
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next }
    {
      old = $at[column]
      if (old != "" && old != "(all)" && !(old in new)) new[old] = name[++m % n + 1] (m > n ? m : "")
      if (old in new) $at[column] = new[old]
      print
    }' "$2"
}
mkdir "$W/strange" && cp "$made"/*.tsv "$W/strange"
for pair in description:top-products segment:rfm country:countries from:segment-moves label:segment-profiles product_id:campaign-prices \
  tier:campaign-last score:churn-check with:correlations; do
  strange "${pair%:*}" "$made/${pair#*:}.tsv" >"$W/strange/${pair#*:}.tsv"
done
for name in products segments countries moves price experiment churn-roc lift correlations; do
  gives 0 "$name: strange names" draw "$name" "$W/strange"
  sound "$name" "$W/out" && [[ ! -s $W/err ]]
  check $? "$name: strange names: the SVG: $(head -n 3 "$W/err")"
done
gives 0 "products: strange names" draw products "$W/strange"
# shellcheck disable=SC2016
for name in '&lt;script' '>"quoted<' '>#comment<' '>a_b^{c}%d %s @f<' '>`id`$(id)<' '>%<' 'ÄÖÜ €\(€\)*…<'; do
  grep -q "$name" "$W/out"
  check $? "products: $name is as it was"
done

# empty FOLDER: its tables keep their headers
empty() {
  rm -rf "${2:?}" && mkdir "$2"
  for table in "$made"/*.tsv; do
    head -n "$1" "$table" >"$2/${table##*/}"
  done
}
empty 1 "$W/empty"
empty 2 "$W/one"
mkdir "$W/none" "$W/other"
for table in "$made"/*.tsv; do
  echo customer >"$W/other/${table##*/}"
done
for name in "${names[@]}"; do
  gives 0 "$name: no rows" draw "$name" "$W/empty"
  [[ ! -s $W/out && ! -s $W/err ]]
  check $? "$name: no rows: prints something"
  gives 0 "$name: one row" draw "$name" "$W/one"
  [[ ! -s $W/out ]] || sound "$name" "$W/out"
  check $? "$name: one row: the SVG"
  gives 1 "$name: no tables" draw "$name" "$W/none"
  says "^$name.gp: there is no table .*tsv in $W/none" "$name: no tables"
  gives 1 "$name: no columns" draw "$name" "$W/other"
  says "^$name.gp: .*tsv: no column \"" "$name: no columns"
done

# Exactly a million, which gnuplot passes on as 1e+06.
mkdir "$W/million"
printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' month end complete new reengaged star active churn \
  2011-11 2011-11-30 1 82280 121591 71504 263548 461077 >"$W/million/lifecycle-months.tsv"
gives 0 "lifecycle: a million customers" draw lifecycle "$W/million"
[[ -s $W/out && ! -s $W/err ]]
check $? "lifecycle: a million customers: $(cat "$W/err")"

rm "$W/empty/product-concentration.tsv"
gives 1 "lorenz: without the second table" draw lorenz "$W/empty"
says "^lorenz.gp: there is no table product-concentration.tsv" "lorenz: without the second table"
finish
