# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by statistics.sh: the topic of prices.

# shellcheck disable=SC2154 # so is $sets
# fitted_prices CASE MODEL FILE OPTION...: the coefficients of all lines together, as the rows call them
fitted_prices() {
  local case=$1 model=$2 file=$3
  shift 3
  price --fit fit.tsv "$@" "$file" >priced.tsv
  awk -F'\t' -v OFS='\t' -v title="$case" -v model="$model" '
    $2 != model { next }
    { term = $3; sub(/^[(]Intercept[)]$/, "1", term); sub(/^.*=/, "", term) }
    term == "" { print title, $4, $5; next }
    $4 == "low" { low = $5; next }
    { name = $4 == "high" ? "95 % interval (t)" : $4
      print title, name " " term, $4 == "high" ? low " " $5 : $5 }' fit.tsv
}

elasticities() {
  local of=data-price.tsv names=(--by all --price price --units units)
  awk -F'\t' -v OFS='\t' -v CONVFMT=%.17g -v OFMT=%.17g 'NR == 1 { print $0, "all", "sin", "cos"; next }
    { turn = 2 * atan2(0, -1) * $2 / 52; print $0, "x", sin(turn), cos(turn) }' "$sets/$of" >small.tsv
  fitted_prices "elasticity naive $of" naive small.tsv "${names[@]}"
  fitted_prices "elasticity with controls $of" controlled small.tsv "${names[@]}" --controls product,customer_type,promo
  fitted_prices "elasticity with controls and season $of" controlled small.tsv "${names[@]}" \
    --controls product,customer_type,promo,sin,cos
  pick --where 'product_id = "85123A"' lines.tsv >one.tsv
  fitted_prices "Online Retail 85123A naive" naive one.tsv
}

price_bands() {
  local title="Online Retail 85123A price bands"
  profile --by unit_price --columns quantity one.tsv >profile.tsv
  price --by unit_price one.tsv | awk -F'\t' -v OFS='\t' -v title="$title" '
    FNR == NR { if ($2 == "quantity" && $3 == "median") median[$1] = $4; next }
    FNR > 1 { print title, $1 ": lines, median quantity, units", $2 " " median[$1] " " $3 }' profile.tsv -
}

# A product sold at 100 for each case of a discount and a margin.
break_even() {
  local -r grid=breaks.tsv
  awk -F'\t' -v OFS='\t' -v CONVFMT=%.10g -v OFMT=%.10g '
    BEGIN { print "product_id", "quantity", "unit_price", "d"; print "product_id", "cost" >"breaks-costs.tsv" }
    $1 == "price" && $2 ~ /^break-even/ { split($3, part, /[ =]/); rise = $2 ~ /rise/
      print $2 ":" $3, 1, 100, (rise ? "" : "-") 100 * part[2]; print $2 ":" $3, 100 * (1 - part[4]) >"breaks-costs.tsv" }' \
    "$statistics" >"$grid"
  cut -f 4 "$grid" | tail -n +2 | sort -u | awk '{ print $1 " : d = " $1 }' >breaks.rules
  price --rules ./breaks.rules --costs breaks-costs.tsv "$grid" | awk -F'\t' -v OFS='\t' '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { split($1, part, ":"); u = $at["break_even"]
      print part[1], part[2], u == "" ? "(empty)" : part[1] ~ /loss/ ? -u : u }' CONVFMT=%.17g OFMT=%.17g
}

# The labels of customers by quantiles, on their lines.
discount_of_the_top() {
  segment --measure revenue --quantiles 0.2,0.8 --labels Low,Medium,High --as tier customers.tsv >tiers.tsv
  lookup --from tiers.tsv --key customer_id --only tier lines.tsv >labelled.tsv
  printf '%s\n' '-10 : tier = "High"' '0 : else' >discount.rules
  price --rules ./discount.rules --effect effect.tsv labelled.tsv >priced.tsv 2>err
  awk -F'\t' -v OFS='\t' -v title="discount to the top 20 %" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $1 == "-10" {
      print title, "10 % of the past revenue of customers above the type-7 80 % quantile", $at["given_away"]
      print title, "as a share of all revenue", $at["share"]
      found = sprintf("%.3f", $at["break_even"]) }
    END { if (found != "0.111") print title, "break-even", found }' effect.tsv
}

topic_price() {
  elasticities
  price_bands
  break_even
  discount_of_the_top
}
