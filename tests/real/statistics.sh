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
    function all_within(got, want, tolerance, g, w, n, i) { # of several values
      n = split(want, w, " ")
      if (split(got, g, " ") != n) return 0
      for (i = 1; i <= n; i++) if (!within(g[i], w[i], tolerance)) return 0
      return 1
    }
    function within(got, want, tolerance, part, n, i) {
      if (got == want) return 1
      if (want ~ /^[^ ]+( [^ ]+)+$/ && got ~ / /) return all_within(got, want, tolerance)
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
  topn --concentration --measure "$4" "$2" | awk -F'\t' -v OFS='\t' -v title="$1" '
    $1 == "rows" { print title, "n", $3 }
    $1 == "total" { print title, "total", $3 }
    $1 == "top_share" { print title, "share of the top " $2 " %", $3 }
    $1 == "rows_that_make" { print title, "how many make " $2 " %", $3 }
    $1 == "gini" { print title, "gini", $3 }
    $1 == "lorenz" { print title, "lorenz at " $2 " % of the smallest", $3 }'
  topn --abc --key "$3" --measure "$4" --only "$3,$4,rank,share,cumulated_share,class" "$2" | awk -F'\t' -v OFS='\t' -v title="$1" '
    NR > 1 && $3 <= 10 {
      print title, "rank " $3 " key", $1
      print title, "rank " $3 " value", $2
      print title, "rank " $3 " share", $4
      print title, "rank " $3 " cumulated_share", $5 }
    { class[$6]++ }
    END { print title, "abc A,B,C", class["A"] + 0 "," class["B"] + 0 "," class["C"] + 0 }'
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
    awk -F'\t' -v OFS='\t' -v title="CLEAN top 10 products by units" -v all="$(sum revenue products.tsv)" "$exact"'
      NR == 1 { next }
      { print title, "rank " $3 ": product_id units", $1 " " $2; share = $4; total += micro($5) }
      END { print title, "share of units", share; printf "%s\tshare of revenue\t%.17g\n", title, total / micro(all) }'
}

# ---- regression and classification ----

# The small sets: NIST (Norris, Longley, Wampler), R (mtcars, infert), and some that were made for these figures.
sets=$parts/sets

# terms_of CASE t|z <MODEL: the figures of its coefficients and of its fit, as the rows call them
terms_of() {
  awk -F'\t' -v OFS='\t' -v title="$1" -v test="$2" '
    function say(quantity, value) { print title, quantity, value }
    { term = $2; gsub(/=/, "", term); if (sub(/^log1p[(]/, "log1p ", term)) sub(/[)]$/, "", term) }
    $1 == "term" && $3 == "coef" { say("coef " term, $4) }
    $1 == "term" && $3 == "se" { say("se " term, $4) }
    $1 == "term" && $3 == "statistic" { say(test " " term, $4) }
    $1 == "term" && $3 == "p" { say("p " term, $4) }
    $1 == "term" && $3 == "odds_ratio" { say("odds_ratio " term, $4) }
    $1 == "term" && $3 == "odds_low" { low = $4 }
    $1 == "term" && $3 == "odds_high" { say("odds_ratio 95 % interval (Wald) " term, low " " $4) }
    $1 == "term" && $3 == "effect" {
      say("average marginal effect " term " (derivative)", $4)
      say("average effect " term " (0 -> 1, others as they are)", $4) }
    $1 == "fit" { name = $3; if (name == "p_of_F") name = "p of F"
      if (name == "log_likelihood_of_intercept") name = "log_likelihood of the intercept alone"
      if (name == "aic") name = "aic (-2 ll + 2 k)"
      say(name, $4) }'
}

# squares CASE TARGET COLUMNS FILE [OPTION...]: --force, since these columns do tell the target
squares() {
  local case=$1 target=$2 columns=$3 file=$4
  shift 4
  learn --family ols --target "$target" --columns "$columns" --force "$@" "$file" 2>err | terms_of "$case" t
}

ridge() {
  learn --family ridge --target mpg --columns wt,hp,qsec --lambda "$1" --scale "$2" "$sets/data-mtcars.tsv" |
    terms_of "ridge mtcars mpg ~ wt + hp + qsec lambda $1 $3" t
}

topic_regression() {
  local six=GNP.deflator,GNP,Unemployed,Armed.Forces,Population,Year n
  squares "NIST Norris y ~ x" y x "$sets/data-norris.tsv"
  awk -F'\t' -v OFS='\t' 'NR == 1 { print $0, "x^2", "x^3", "x^4", "x^5"; next } { print $0, $1 ^ 2, $1 ^ 3, $1 ^ 4, $1 ^ 5 }' \
    "$sets/data-wampler.tsv" >wampler.tsv
  for n in 1 3 4; do
    squares "NIST Wampler$n y ~ x + ... + x^5" "y$n" "x,x^2,x^3,x^4,x^5" wampler.tsv
  done
  squares "longley Employed ~ the other six" Employed "$six" "$sets/data-longley.tsv"
  awk -F'\t' -v OFS='\t' -v CONVFMT=%.15g -v OFMT=%.15g '
    NR == 1 { print "x1", "x2", "x3", "x4", "x5", "x6", "y"; next }
    { print $1, $2 * 1000, $3 * 10, $4 * 10, $5 * 1000, $6, $7 * 1000 }' "$sets/data-longley.tsv" >longley.tsv
  squares "NIST Longley (NIST units)" y x1,x2,x3,x4,x5,x6 longley.tsv
  squares "mtcars mpg ~ wt + hp + qsec" mpg wt,hp,qsec "$sets/data-mtcars.tsv"
  squares "mtcars mpg ~ wt + cyl as category (reference 4)" mpg wt,cyl "$sets/data-mtcars.tsv" --labels cyl --base cyl=4
  for n in 1 10; do
    ridge $n none raw
    ridge $n zscore standardised
  done
}

# chances CASE MODEL FILE ID...
chances() {
  local case=$1 model=$2 file=$3
  shift 3
  predict --model "$model" --only id,probability "$file" | awk -F'\t' -v OFS='\t' -v title="$case" -v ids=" $* " '
    index(ids, " " $1 " ") { print title, "fitted probability of " $1, $2 }'
}

# separated CASE X... = Y...: the verdict on x and y
separated() {
  local case=$1 x=$2 y=$3
  paste <(tr , '\n' <<<"x,$x") <(tr , '\n' <<<"y,$y") >small.tsv
  learn --family logit --target y --columns x --force small.tsv 2>err | awk -F'\t' -v OFS='\t' -v title="$case" '
    $3 == "separated_rows" { rows = $4 }
    $3 == "log_likelihood" { top = $4; print title, "sup of log_likelihood", top }
    $2 == "(Intercept)" && $3 == "coef" { print title, "limit of the intercept", $4 }
    $2 == "x" && $3 == "separates" { sign = $4 == 1 ? "+" : "-" }
    END {
      if (rows == "all") print title, "verdict", "no finite estimate; sup of log_likelihood " (top * top < 1e-12 ? 0 : top)
      if (rows == "some") print title, "verdict", "coef of x not finite (" sign "inf)" }'
}

aliased() {
  awk -F'\t' -v OFS='\t' 'NR == 1 { print "id", "y", "x1", "ga", "gb", "gc"; next }
    { print $1, $2, $3, $5 == "a", $5 == "b", $5 == "c" }' "$sets/data-logit.tsv" >dummies.tsv
  learn --family logit --target y --columns x1,ga,gb,gc dummies.tsv 2>err >model.tsv
  terms_of aliasing z <model.tsv
  chances aliasing model.tsv dummies.tsv c001
  awk -F'\t' -v OFS='\t' '$3 == "coef" { coef[$2] = $4 }
    END { print "aliasing", "coef gb less coef ga (estimable whatever is dropped)", coef["gb"] - coef["ga"]
      print "aliasing", "coef gc less coef ga", coef["gc"] - coef["ga"] }' CONVFMT=%.17g OFMT=%.17g model.tsv
}

# logit_of CASE TARGET COLUMNS FILE [OPTION...]: the model stays in model.tsv
logit_of() {
  local case=$1 target=$2 columns=$3 file=$4
  shift 4
  learn --family logit --target "$target" --columns "$columns" "$@" "$file" >model.tsv
  terms_of "$case" z <model.tsv
}

# What was known at a cut, and who came in the 90 days after it. R and T as the cases count them.
known_at() { # known_at CUT AS_OF FROM
  aggregate --by customer --as-of "$2" orders.tsv | pick --only customer_id,first_date,last_date,orders,revenue >known.tsv
  churnlabel --future --days 90 --cut "$1" orders.tsv >label.tsv
  lookup --from label.tsv --key customer_id --only churned known.tsv |
    pick --add "R = $3 - last_date; F = orders; M = revenue; T = $3 - first_date" --only customer_id,R,F,M,T,churned
}

topic_classification() {
  local case='data-logit y ~ x1 + x2 + g (reference a) + d' from
  logit_of "mtcars am ~ wt + hp" am wt,hp "$sets/data-mtcars.tsv"
  logit_of "infert case ~ age + parity + induced + spontaneous" case age,parity,induced,spontaneous "$sets/data-infert.tsv"
  logit_of "$case" y x1,x2,g,d "$sets/data-logit.tsv" --base g=a
  chances "$case" model.tsv "$sets/data-logit.tsv" c001 c200 c400
  aliased
  separated "complete separation" 1,2,3,4,5,6,7,8 0,0,0,0,1,1,1,1
  separated "quasi-separation" 0,0,0,0,0,1,1,1,1 0,1,0,1,1,1,1,1,1
  for from in 2011-06-10=' (R, T to the cut)' 2011-06-09=' (R, T to as-of = cut - 1)'; do
    known_at 2011-06-10 2011-06-09 "${from%%=*}" >train.tsv
    logit_of "Online Retail 2011-06-10 h=90${from#*=}" churned R,F,M,T train.tsv --log1p all
  done
}

# ---- segments ----

# tier_counts OPTION...: how many customers have which label
tier_counts() { segment "$@" customers.tsv | awk -F'\t' 'NR > 1 { n[$NF]++ } END { for (label in n) print label, n[label] }' | sort; }

figures "tiers by quantiles" tier_counts --measure revenue --quantiles 0.2,0.8 --labels Low,Medium,High <<'END'
High 868
Low 868
Medium 2602
END
figures "tiers by rules" tier_counts --rules value-tiers <<'END'
High 868
Low 868
Medium 2602
END
figures "tiers by limits" tier_counts --measure revenue --bins 100,500 <<'END'
(-inf,100] 155
(100,500] 1607
(500,inf) 2576
END

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
