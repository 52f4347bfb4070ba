# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run: figures of measures that were found without these tools, the rows of statistics.tsv: topic, case,
# quantity, inputs (CLEAN: the customers' sales and charges of Online Retail), expected, tolerance (exact; rel or abs),
# source. For each topic a function topic_NAME writes lines of case, quantity and value; each row must be among them.

# shellcheck disable=SC2154 # so is $parts
statistics=$parts/statistics.tsv

# compare TOPIC: its rows against the values on standard input; a line "ok" or "FAILED" for each
compare() {
  awk -F'\t' -v topic="$1" '
    function number(s) { return s ~ /^[+-]?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+)?$/ }
    function size(x) { return x < 0 ? -x : x }
    function within(got, want, tolerance, part, n, i) {
      if (got == want) return 1
      if (!number(got) || !number(want)) return 0
      if (tolerance == "exact") return got + 0 == want + 0
      n = split(tolerance, part, " ")
      for (i = 1; i < n; i++) {
        if (part[i] == "rel" && size(got - want) <= part[i + 1] * size(want)) return 1
        if (part[i] == "abs" && size(got - want) <= part[i + 1] + 0) return 1
      }
      return 0
    }
    FNR == NR { value[$1 FS $2] = $3; next }
    $1 != topic { next }
    !(($2 FS $3) in value) { print "FAILED " $2 ": " $3 ": no such figure came"; next }
    { got = value[$2 FS $3]
      print (within(got, $5, $6) ? "ok " : "FAILED ") $2 ": " $3 ": " got (got == $5 ? "" : ", expected " $5) }' - "$statistics"
}

# ---- concentration ----

# concentration_of CASE TABLE KEY MEASURE
concentration_of() {
  topn --concentration --measure "$4" "$2" | awk -F'\t' -v OFS='\t' -v case="$1" '
    $1 == "rows" { print case, "n", $3 }
    $1 == "total" { print case, "total", $3 }
    $1 == "top_share" { print case, "share of the top " $2 " %", $3 }
    $1 == "rows_that_make" { print case, "how many make " $2 " %", $3 }
    $1 == "gini" { print case, "gini", $3 }
    $1 == "lorenz" { print case, "lorenz at " $2 " % of the smallest", $3 }'
  topn --abc --key "$3" --measure "$4" --only "$3,$4,rank,share,cumulated_share,class" "$2" | awk -F'\t' -v OFS='\t' -v case="$1" '
    NR > 1 && $3 <= 10 {
      print case, "rank " $3 " key", $1
      print case, "rank " $3 " value", $2
      print case, "rank " $3 " share", $4
      print case, "rank " $3 " cumulated_share", $5 }
    { class[$6]++ }
    END { print case, "abc A,B,C", class["A"] + 0 "," class["B"] + 0 "," class["C"] + 0 }'
}

# The cases whose inputs are the values themselves.
small_cases() { awk -F'\t' -v OFS='\t' '$1 == "concentration" && $4 ~ /^values / && !seen[$2]++ { sub(/^values /, "", $4); print $2, $4 }' "$statistics"; }

topic_concentration() {
  local name values
  concentration_of "CLEAN customers by revenue" customers.tsv customer_id revenue
  concentration_of "CLEAN countries by revenue" countries.tsv country revenue
  while IFS=$'\t' read -r name values; do
    tr ',' '\n' <<<"$values" | awk 'BEGIN { print "k\tv" } { print NR "\t" $0 }' >small.tsv
    concentration_of "$name" small.tsv k v
  done < <(small_cases)
  topn --measure units --only product_id,units,rank,cumulated_share,revenue products.tsv |
    awk -F'\t' -v OFS='\t' -v case="CLEAN top 10 products by units" -v all="$(sum revenue products.tsv)" "$exact"'
      NR == 1 { next }
      { print case, "rank " $3 ": product_id units", $1 " " $2; share = $4; total += micro($5) }
      END { print case, "share of units", share; printf "%s\tshare of revenue\t%.17g\n", case, total / micro(all) }'
}

# ---- all of them ----

for topic in $(tail -n +2 "$statistics" | cut -f 1 | sort -u); do
  while read -r verdict figure; do
    if [[ $verdict == ok ]]; then
      pass "$topic: $figure"
    else
      fail "$topic: $figure"
    fi
  done < <("topic_$topic" | compare "$topic")
done
