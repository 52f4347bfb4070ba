# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run: compares measures with figures that were found without these tools, the rows of statistics.tsv: topic,
# case, quantity, inputs (CLEAN: the customers' sales and charges of Online Retail), expected, tolerance (exact; rel or
# abs), source. For each topic a function topic_NAME writes lines of case, quantity and value; each row must be among
# them. series.tsv has the series that forecasts are tried on: AirPassengers, nottem and UKgas of R.

# shellcheck disable=SC2154 # so is $parts
statistics=$parts/statistics.tsv
# shellcheck source-path=SCRIPTDIR source=experiments.sh
. "$parts/experiments.sh"
# shellcheck source-path=SCRIPTDIR source=prices.sh
. "$parts/prices.sh"

# compare TOPIC: compares its rows with the values on standard input; a line "ok" or "FAILED" for each
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
      if (got == want || tolerance == "information") return 1
      if (want ~ /^[^ ]+( [^ ]+)+$/ && got ~ / /) return all_within(got, want, tolerance)
      if (!number(got) || !number(want)) return 0
      if (tolerance == "exact") return got + 0 == want + 0
      if (sub(/^at most value x \(1\+/, "", tolerance)) return got <= want * (1 + tolerance)
      n = split(tolerance, part, " ")
      for (i = 1; i < n; i++) {
        if (part[i] == "rel" && size(got - want) <= part[i + 1] * size(want)) return 1
        if (part[i] == "abs" && size(got - want) <= part[i + 1] + 0) return 1
      }
      return 0
    }
    FNR == NR { value[$1 FS $2 (NF > 3 ? FS $4 : "")] = $3; next }
    $1 != topic { next }
    { key = $2 FS $3; if (!(key in value)) key = key FS $4 }
    !(key in value) { print "FAILED " $2 ": " $3 ": no such figure came"; next }
    { got = value[key]
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

# squares CASE TARGET COLUMNS FILE [OPTION...]: --force, since these columns do reveal the target
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

# scores_of CASE <EVALUATION [PREFIX]: the measures of the first score by evaluate, under the names of the rows
scores_of() {
  awk -F'\t' -v OFS='\t' -v title="$1" -v before="${2-}" '
    function say(quantity, value) { print title, before quantity, value == "" ? "(empty)" : value }
    NR == 1 || $2 != "" { next }
    first == "" { first = $1 }
    $1 != first { next }
    $3 == "rows" { say("n", $6) }
    $3 == "positives" { say("positives", $6) }
    $3 == "auc" { say("auc", $6); say("auc (ties by midranks)", $6) }
    $3 ~ /^(ks|log_loss|brier)$/ { say($3, $6) }
    $3 == "mean_prediction" { say("mean prediction", $6) }
    $3 == "share_of_positives" { say("share of positives", $6) }
    $3 == "base_log_loss" { say("baseline log_loss (share of positives for all)", $6) }
    $3 == "accuracy" { say("accuracy at p >= 0.5", $6); say("accuracy", $6) }
    $3 == "majority_accuracy" { say("baseline accuracy (majority class)", $6); say("majority baseline accuracy", $6) }
    $3 == "calibration_intercept" { say("calibration intercept (logit of y on 1, logit p)", $6) }
    $3 == "calibration_slope" { say("calibration slope", $6) }
    $3 == "calibration_in_the_large" { say("calibration in the large (intercept with offset logit p)", $6) }
    $3 == "ece" { say("ece (sum over the 10 equal-width bins of n_b/n |mean p - share|)", $6) }
    $3 == "lift" { say("decile " $5 ": lift", $6) }
    $3 == "cumulative_gain" { say("decile " $5 ": cumulative gain", $6) }
    $3 == "decile_rows" { rows = $6 }
    $3 == "decile_positives" { say("decile " $5 ": rows, positives", rows " " $6) }
    $3 == "precision_at" && $5 == 10 { say("precision at 10 % (top ceil(n/10) rows)", $6) }
    $3 == "capture_at" && $5 == 10 { say("capture of the top 10 %", $6) }
    $3 == "bin_rows" || $3 == "count_bin_rows" { rows = $6 }
    $3 == "bin_positives" { say("bin " $5 ": n, positives", rows " " $6) }
    $3 == "bin_mean" { say("bin " $5 ": mean p", $6) }
    $3 == "count_bin_positives" { positives = $6 }
    $3 == "count_bin_mean" { say("count bin " $5 ": n, positives, mean p", rows " " positives " " $6) }
    $3 == "confusion" { say("confusion actual " $4 " predicted " $5, $6) }
    $3 ~ /^(support|precision|recall)$/ && $4 != "" { say($3 " " $4, $6) }
    $3 == "f1" { say("f1 " $4, $6); say("f1 " $4 " (2 tp/(predicted + support))", $6) }
    $3 == "balanced_accuracy" { say("balanced_accuracy (mean of recalls)", $6) }
    $3 ~ /^(macro|weighted)_/ { name = $3; sub(/_/, " ", name); say(name, $6) }
    $3 == "macro_precision" { say("macro precision, undefined as 0", $6) }
    $3 == "kappa" { say("cohen\047s kappa", $6) }
    $3 ~ /^(rmse|mae|mse|pearson)$/ { say($3, $6) }
    $3 == "r2" { say("r2 (1 - rss/tss)", $6) }
    $3 == "bias" { say("bias (mean of predicted - actual)", $6) }
    $3 == "median_absolute_error" { say("median absolute error", $6) }
    $3 == "mae_of_the_mean" { say("baseline mae (mean of the actual values for all)", $6) }
    $3 == "spearman" { say("spearman (average ranks)", $6) }
    $3 == "top_share" {
      say("share of the actual sum held by the top 20 % by prediction (ceil, ties by id)", $6)
      say("share of it held by the top 20 % by M (ceil)", $6) }
    $3 == "best_top_share" { say("the same by the oracle", $6) }'
}

# What was known at a cut, and which customers came in the 90 days after it. R and T as the cases count them.
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
    predict --model model.tsv train.tsv | evaluate --truth churned --score probability |
      scores_of "Online Retail 2011-06-10 h=90${from#*=}" "train "
    tested "${from%%=*}" "${from#*=}"
  done
  high_spenders
}

# The model of June, applied to the customers of September; R and T as it counts them.
tested() {
  local of="Online Retail tested at 2011-09-10"
  if [[ $1 == 2011-06-10 ]]; then
    known_at 2011-09-10 2011-09-09 2011-09-10 >test.tsv
    pick --where 'R <= 90' test.tsv | awk -F'\t' -v title="$of" '
      NR > 1 { n++; left += $6 } END { print title "\tcustomers with R <= 90, churned among them\t" n " " left }'
    evaluate --truth churned --score R --baseline -F,-M test.tsv | awk -F'\t' -v OFS='\t' -v title="$of" '
      $2 == "" && $3 == "auc" { sub(/^-/, "", $1); print title, "auc of " $1 " alone", $6 }'
  else
    known_at 2011-09-10 2011-09-09 2011-09-09 >test.tsv
    of+=$2
  fi
  predict --model model.tsv test.tsv | evaluate --truth churned --score probability | scores_of "$of"
}

# What customers spent in the 90 days after the cut; high is above the 80 % quantile, of type 7, of all of them.
high_spenders() {
  local of="Online Retail high spender at 2011-09-10"
  between --from 2011-09-10 --to 2011-12-08 orders.tsv | aggregate --by customer | pick --only customer_id,revenue >came.tsv
  lookup --from came.tsv --key customer_id --only spent=revenue test.tsv 2>err |
    awk -F'\t' -v OFS='\t' '$NF == "" { $NF = 0 } { print }' >spent.tsv
  awk -F'\t' 'NR > 1 { print $NF }' spent.tsv | sort -g >sorted.txt
  awk -F'\t' -v OFS='\t' '
    NR == FNR { v[NR] = $1; next }
    FNR == 1 { at = (NR - 2) * .8; low = int(at); limit = v[low + 1] + (at - low) * (v[low + 2] - v[low + 1])
      print $0, "high"; next }
    { print $0, ($NF > limit) + 0 }' sorted.txt spent.tsv >high.tsv
  evaluate --truth high --score M --amount spent high.tsv | tee scores.tsv | scores_of "$of"
  awk -F'\t' -v OFS='\t' -v title="$of" '
    $3 == "positives" { print title, "high spenders", $6 } $3 == "auc" { print title, "auc of M alone", $6 }' scores.tsv
  evaluate --truth spent --value M high.tsv | awk -F'\t' -v OFS='\t' -v title="$of" '
    $3 == "best_top_share" { print title, "the same by the oracle", $6 }'
  printf '%s\t%s\t%s\n' "$of" "future spend of all" "$(sum spent spent.tsv)"
}

# ---- evaluate ----

topic_evaluate() {
  evaluate --truth y --score p --key id "$sets/data-scores.tsv" >scores.tsv
  scores_of "data-scores.tsv y, p" <scores.tsv
  scores_of "calibration data-scores.tsv" <scores.tsv
  evaluate --truth actual --class predicted "$sets/data-multiclass.tsv" 2>err | scores_of "multiclass data-multiclass.tsv"
  evaluate --truth actual --value predicted --key id "$sets/data-regression-eval.tsv" | scores_of "regression data-regression-eval.tsv"
  printf '%s\n' actual,predicted a,a a,b b,b b,b c,a | tr , '\t' | evaluate --truth actual --class predicted 2>err |
    tee scores.tsv | scores_of "a class that is never predicted"
  awk -F'\t' -v OFS='\t' '$3 == "precision" && $6 != "" { sum += $6; n++ }
    END { printf "a class that is never predicted\tmacro precision, over the classes where defined\t%.17g\n", sum / n }' scores.tsv
}

# ---- segments ----

# tier_counts OPTION...: the number of customers with each label
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
# ---- kpi ----

# periods CASE TABLE: each cell but the first of each row
periods() {
  awk -F'\t' -v OFS='\t' -v start="$1" '
    NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i == "active_customers" ? "customers" : $i; next }
    { for (i = 2; i <= NF; i++) print start $1, name[i], $i == "" ? "(empty)" : $i }' "$2"
}

topic_kpi() {
  local window
  kpi orders.tsv >kpi.tsv
  kpi all.tsv >kpi-all.tsv
  periods "CLEAN month " kpi.tsv
  periods "RAW month " kpi-all.tsv
  for window in 7d 28d 12m; do
    kpi --rolling "$window" orders.tsv >rolling.tsv
    periods "CLEAN rolling $window ending " rolling.tsv
  done
}

# ---- cohort ----

topic_cohort() {
  local start="CLEAN monthly cohort"
  cohort orders.tsv | awk -F'\t' -v OFS='\t' -v start="$start" '
    NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
    $2 == 0 { print start " " $1, "customers", $3 }
    { for (i = 4; i <= NF; i++) print start " " $1 " age " $2, name[i], $i == "" ? "(empty)" : $i }'
  cohort --second --as-of 2011-12-10 orders.tsv | awk -F'\t' -v OFS='\t' -v start="$start" '
    NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
    { for (i = 3; i <= NF; i++) {
        quantity = name[i]
        if (quantity == "median_days") quantity = "median_days_to_second(smallest t with S(t)<=1/2)"
        if (quantity == "median_days_midpoint") quantity = "median_days_to_second(R survfit: midpoint where S(t)=1/2 exactly)"
        print start " " $1, quantity, $i == "" ? "(empty)" : $i } }'
}

# ---- lifecycle ----

topic_lifecycle() {
  local day
  for day in 2011-08-31 2011-09-01 2011-11-30 2011-12-01; do
    lifecycle --as-of "$day" --only stage,revenue,days_since orders.tsv | awk -F'\t' -v OFS='\t' -v start="CLEAN D=$day" "$exact"'
      NR == 1 { next }
      { n[$1]++; revenue[$1] += micro($2); within += $3 < 90 }
      END {
        for (stage in n) {
          print start, stage " customers", n[stage]
          print start, stage " revenue to D", plain(revenue[stage]) }
        print start, "customers", NR - 1
        print start, "customers with last purchase within --active", within
        print start, "of these the top share (ceil)", int((within + 4) / 5) }'
  done
}

# ---- netreturns ----

# net_of CASE TABLE: statistics of the pairs in pairs.tsv and the lines in net.tsv that netreturns made from TABLE. The
# figures were found without the lines that carry a difference in money: those with quantity 0 and no unit price.
net_of() {
  awk -F'\t' -v OFS='\t' -v whose="$1" '
    function out(what, v) { print whose, what, v }
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { row = $at["row"]; need[row] = -$at["return_quantity"]; got[row] += $at["quantity"]
      given[row, $at["match"]] += $at["quantity"]; units[$at["match"]] += $at["quantity"]
      taken[$at["match"]] += $at["return_amount"]; of_sale[$at["match"]] += $at["sale_amount"]
      back[$at["sale_row"]] += $at["quantity"]; sold[$at["sale_row"]] = $at["sale_quantity"]; pairs++ }
    END {
      for (row in need) {
        exact = given[row, "exact"] + 0; any = given[row, "any"] + 0
        whole_exact += exact == need[row]; part_exact += exact > 0 && exact < need[row]
        some_any += any > 0; whole_any += any == need[row]
        whole += got[row] == need[row]; part += got[row] < need[row] }
      for (row in back) { reduced++; gone += back[row] == sold[row] }
      out("lines matched wholly at the exact price", whole_exact); out("lines matched partly at the exact price", part_exact)
      out("lines with some quantity matched at another price", some_any); out("lines matched wholly at another price", whole_any)
      out("lines matched wholly (exact, another price, or both)", whole); out("lines with a rest unmatched but some matched", part)
      out("units matched at the exact price", units["exact"]); out("units matched at another price", units["any"])
      out("amount of returns matched at the exact price", sprintf("%.2f", taken["exact"]))
      out("amount of returns matched at another price, at the return price", sprintf("%.2f", taken["any"]))
      out("the same at the sale price, negative", sprintf("%.2f", -of_sale["any"]))
      out("sale lines reduced", reduced); out("sale lines that reach 0", gone); out("pairs of return line and sale line", pairs) }' pairs.tsv
  awk -F'\t' -v OFS='\t' -v whose="$1" '
    BEGIN { name["return_lines"] = "return_lines"; name["return_units"] = "return_units"; name["return_amount"] = "return_amount"
      name["return_lines_unmatched"] = "lines wholly unmatched"; name["return_units_unmatched"] = "units unmatched"
      name["return_amount_unmatched"] = "amount of returns unmatched" }
    $1 in name { print whose, name[$1], $2 }' stats.tsv
  awk -F'\t' -v OFS='\t' -v whose="$1" -v in_="$(sum amount "$2")" "$exact"'
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { seen[$at["customer_id"]] }
    $at["quantity"] == 0 && $at["unit_price"] == "" { next }
    { rows++; m = micro($at["amount"]); kind = $at["kind"]; total += m
      if (kind == "sale" || kind == "charge") { gross += m; units += $at["quantity"] } else { returned += m } }
    END {
      for (customer in seen) customers++
      print whose, "lines out", rows; print whose, "revenue in", in_; print whose, "revenue out", plain(total)
      print whose, "revenue out minus in (= any-price matches at sale price less at return price)", plain(total - micro(in_))
      print whose, "gross out", plain(gross); print whose, "returned out", plain(returned)
      print whose, "customers in any line out", customers; print whose, "units of sale and charge lines out", units }' net.tsv
  aggregate --by order net.tsv >net-orders.tsv
  printf '%s\torders with sale_lines > 0 out\t%s\n' "$1" "$(bought net-orders.tsv)"
  printf '%s\tcustomers with sale_lines > 0 out\t%s\n' "$1" "$(columns net-orders.tsv sale_lines customer_id | awk '$1 > 0 { print $2 }' | sort -u | wc -l)"
}

# net_products CASE NAME KINDS COLUMN: the ten products with the largest sums, of lines of these kinds
net_products() {
  awk -F'\t' -v kinds="$3" -v column="$4" "$exact"'
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    ($at["quantity"] == 0 && $at["unit_price"] == "") || $at["kind"] !~ kinds { next }
    { total[$at["product_id"]] += column == "amount" ? micro($at[column]) : $at[column] }
    END { for (id in total) print id "\t" (column == "amount" ? plain(total[id]) : total[id]) }' net.tsv |
    sort -t $'\t' -k 2,2gr -k 1,1 | head -n 10 | awk -F'\t' -v OFS='\t' -v whose="$1" -v name="$2" '{ print whose, name ", rank " NR, $1 " " $2 }'
}

# net_soon CASE SPAN: sales and orders that came back within it
net_soon() {
  awk -F'\t' -v OFS='\t' -v whose="$1" -v span="$2" "$exact"'
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { row = $at["sale_row"]; left[row] += $at["quantity"]; sold[row] = $at["sale_quantity"]
      amount[row] += micro($at["sale_amount"]); late[row] += !$at["within"]
      single += $at["within"] && $at["quantity"] == sold[row] && $at["quantity"] == -$at["return_quantity"]
      if ($at["phantom"]) { order[$at["customer_id"] " " $at["sale_order_id"]] += micro($at["sale_amount"]); all += micro($at["sale_amount"]) } }
    END {
      for (row in left) if (left[row] == sold[row] && !late[row]) { n++; total += amount[row] }
      for (name in order) { orders++; print order[name], name, plain(order[name]) | "sort -gr | head -n 5 | cut -f 2- >ranks" }
      close("sort -gr | head -n 5 | cut -f 2- >ranks")
      print whose, "sale lines wholly returned within " span, n; print whose, "amount of the sale lines wholly returned within " span, plain(total)
      print whose, "one-to-one pairs (equal quantity) within " span, single
      print whose, "phantom orders within " span " (every sale and charge line of the order wholly returned)", orders
      print whose, "amount of the phantom orders within " span, plain(all)
      while ((getline line <"ranks") > 0) { sub(/\t/, " ", line)
        print whose, "phantom order within " span ", rank " ++rank " by amount (customer order amount)", line } }' pairs.tsv
}

# The lines that the small case lists: time customer order product quantity price kind.
net_small() {
  awk -F'\t' '$1 == "netreturns" && $2 == "small" { sub(/ \(.*/, "", $4); print $4; exit }' "$statistics" | sed 's/; /\n/g' | awk '
    BEGIN { OFS = "\t"; print "date", "time", "customer_id", "order_id", "product_id", "quantity", "unit_price", "amount", "kind" }
    { print "2011-01-01", sprintf("10:00:%02d", $1), $2, $3, $4, $5, $6, $5 * $6, $7 }' >small.tsv
  netreturns --any-price --pairs pairs.tsv small.tsv >net.tsv
  columns pairs.tsv order_id sale_order_id quantity match | awk '{ printf "%s%s<-%s:%s:%s", (NR > 1 ? " " : "small\tpairs return<-sale:quantity:price class\t"), $1, $2, $3, $4 } END { print "" }'
  columns net.tsv order_id quantity unit_price | awk 'NR == FNR { if ($3 != "") left[$1] = $2; next }
    $3 ~ /sale|return/ { v[$3] = v[$3] (v[$3] == "" ? "" : " ") $1 ":" ($1 in left ? ($3 == "sale" ? left[$1] : -left[$1]) : 0) }
    END { print "small\tsale quantity left by order\t" v["sale"]; print "small\tunmatched by return line\t" v["return"] }' - <(columns small.tsv order_id quantity kind)
}

topic_netreturns() {
  netreturns --any-price --pairs pairs.tsv --stats stats.tsv id.tsv >net.tsv
  net_of ID id.tsv
  net_products ID "top product by units of sale lines left" sale quantity
  net_products ID "top product by net units (sale lines left less unmatched returns)" 'sale|return' quantity
  net_products ID "top product by net revenue out" . amount
  net_soon ID 24h
  netreturns --any-price --phantom 1h --pairs pairs.tsv id.tsv >net.tsv
  net_soon ID 1h
  net_small
}

# ---- forecast ----

# forecast_series NAME: its table of months or quarters
forecast_series() {
  awk -F'\t' -v OFS='\t' -v name="$1" 'BEGIN { print "period", "v" }
    $1 == name { year = 1900 + int(($3 - 1) / $2); k = ($3 - 1) % $2 + 1
      print $2 == 12 ? sprintf("%d-%02d", year, k) : year "-Q" k, $4 }' "$parts/series.tsv"
}

# forecast_said_of CASE QUANTITY WORD: the text after WORD in the inputs or the expected value of a row
forecast_said_of() { awk -F'\t' -v whose="$1" -v quantity="$2" '$1 == "forecast" && $2 == whose && index($3, quantity) == 1 { print $4 "\t" $5; exit }' "$statistics"; }

# forecast_parameter NAME: of fit.tsv
forecast_parameter() { awk -F'\t' -v name="$1" '$1 == name { print $2 }' fit.tsv; }

# forecast_told CASE QUANTITY VALUE
forecast_told() { printf '%s\t%s\t%s\n' "$@"; }

# forecast_steps CASE QUANTITY: the forecasts of out.tsv
forecast_steps() { awk -F'\t' -v whose="$1" -v what="$2" 'NR > 1 { printf "%s\t%s\t%s\n", whose, sprintf(what, NR - 1), $2 }' out.tsv; }

forecast_decomposition() { # NAME TYPE
  forecast --measure v --seasonal "$2" --origins 0 --seasons seasons.tsv --parts parts.tsv series.tsv >out.tsv
  awk -F'\t' -v OFS='\t' -v whose="$1 decomposition $2" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print whose, "seasonal index, season " $at["season"], $at["index"]; n[$at["season"]] = $at["values"] }
    $at["season"] == 1 { print whose, "raw mean, season 1 (before normalising)", $at["mean"] }
    END { print whose, "values of season 1 / of season " NR - 1 " in the means", n[1] " " n[NR - 1] }' seasons.tsv
  forecast_told "$1 decomposition" "trend at t = f+1 (centred moving average)" "$(awk -F'\t' -v row=$((cycle + 2)) 'NR == row { print $3 }' parts.tsv)"
}

forecast_smoothing() { # NAME TYPE
  local case="$1 Holt-Winters $2" fixed of_r a b g start="start level"
  IFS=$'\t' read -r fixed _ < <(forecast_said_of "$case" "SSE at fixed parameters")
  IFS=, read -r a b g < <(sed 's/.*alpha,beta,gamma = //; s/;.*//' <<<"$fixed")
  IFS=$'\t' read -r _ of_r < <(forecast_said_of "$case" "alpha beta gamma of R")
  forecast_run() { forecast --measure v --seasonal "$type" --method holtwinters --origins 0 --fit fit.tsv "$@" series.tsv >out.tsv; }
  type=$2
  forecast_run
  [[ $2 == additive ]] && start="start level (line through the trend of the first 2 cycles, at its 0)"
  forecast_told "$case" "$start" "$(forecast_parameter start_level)"
  forecast_told "$case" "start slope" "$(forecast_parameter start_slope)"
  forecast_told "$case" "start season 1" "$(forecast_parameter start_season_1)"
  forecast_told "$case" "start season $cycle" "$(forecast_parameter "start_season_$cycle")"
  forecast_told "$case" "SSE at R's optimum" "$(forecast_parameter sse)"
  forecast_told "$case" "best SSE found by 14 starts (same start values)" "$(forecast_parameter sse)"
  forecast_told "$case" "alpha beta gamma at the best SSE" "$(forecast_parameter alpha) $(forecast_parameter beta) $(forecast_parameter gamma)"
  forecast_told "$case" "alpha beta gamma of R" "$(forecast_parameter alpha) $(forecast_parameter beta) $(forecast_parameter gamma)"
  forecast_run --alpha "$a" --beta "$b" --gamma "$g"
  forecast_told "$case" "SSE at fixed parameters" "$(forecast_parameter sse)"
  forecast_steps "$case" "forecast step %d at fixed parameters"
  forecast --measure v --seasonal "$2" --alpha "$a" --beta "$b" --gamma "$g" --test "$cycle" --errors errors.tsv series.tsv >out.tsv
  forecast_told "$case" "MASE on the last cycle, fixed parameters, fitted on the train part" "$(awk -F'\t' '$1 == "test" && $2 == "holt_winters" { print $7 }' errors.tsv)"
  forecast_run --alpha "$a" --beta "$b" --gamma "$g" --phi 0.9
  forecast_told "$case" "damped: SSE at fixed parameters" "$(forecast_parameter sse)"
  forecast_steps "$case" "damped: forecast step %d"
  read -r a b g <<<"$of_r"
  forecast_run --alpha "$a" --beta "$b" --gamma "$g"
  forecast_steps "$case" "forecast step %d at R's parameters"
}

forecast_naive_errors() { # NAME
  local case="$1 seasonal naive" n
  n=$(rows series.tsv)
  forecast --measure v --test "$cycle" --errors errors.tsv series.tsv >out.tsv
  awk -F'\t' -v OFS='\t' -v whose="$case" -v rolling="rolling origin, one step: MAE over t = $((2 * cycle + 1)) .. $n" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["method"] != "seasonal_naive" { next }
    $1 == "rolling" && $at["step"] == 1 { print whose, rolling, $at["mae"] }
    $1 == "test" { print whose, "MAE", $at["mae"]; print whose, "RMSE", $at["rmse"]; print whose, "bias (mean of y - f)", $at["bias"]
      print whose, "MASE (scale: mean |y_t - y_(t-f)| of the train part)", $at["mase"]
      print whose, "sMAPE (mean of 2|y-f|/(|y|+|f|), a share of 2)", $at["smape"] }' errors.tsv
}

topic_forecast() {
  local name type cycle
  for name in AirPassengers nottem UKgas; do
    forecast_series "$name" >series.tsv
    cycle=12
    [[ $name == UKgas ]] && cycle=4
    for type in multiplicative additive; do
      forecast_decomposition "$name" "$type"
      forecast_smoothing "$name" "$type"
    done
    forecast_naive_errors "$name"
  done
}

# ---- transitions ----

topic_transitions() {
  lifecycle --as-of 2011-06-01 orders.tsv >stages-0.tsv
  lifecycle --as-of 2011-09-01 orders.tsv >stages-1.tsv
  lifecycle --as-of 2011-12-01 orders.tsv >stages-2.tsv
  transitions --label stage stages-1.tsv stages-2.tsv | awk -F'\t' -v OFS='\t' -v title="CLEAN stages 2011-09-01 -> 2011-12-01" '
    NR > 1 { cell = "from " $2 " to " $3
      print title, cell " customers", $4
      print title, cell " share of from", $5
      print title, cell " revenue at t0", $6
      print title, cell " revenue at t1", $7 }
    END { print title, "cells that are not zero", NR - 1 }'
  transitions --label stage --drift stages-1.tsv stages-2.tsv | awk -F'\t' -v OFS='\t' -v title="CLEAN stages 2011-09-01 -> 2011-12-01" '
    NR > 1 {
      print title, "in both", $4
      print title, "share moved (of those in both)", $6
      print title, "adjusted Rand index (those in both)", $7
      print title, "PSI (shares of all customers of each snapshot, natural log)", $8 }'
  transitions --label stage --paths stages-0.tsv stages-1.tsv stages-2.tsv | awk -F'\t' -v OFS='\t' -v title="CLEAN paths 2011-06-01, 2011-09-01, 2011-12-01" '
    NR > 1 { print title, $1, $2 }
    END { print title, "distinct sequences", NR - 1 }'
  paste <(echo label; printf '%s\n' a a a b b b c c c c) <(echo k; seq 10) >small-0.tsv
  paste <(echo label; printf '%s\n' a a b b b c c c c a) <(echo k; seq 10) >small-1.tsv
  transitions --label label --key k --drift small-0.tsv small-1.tsv | awk -F'\t' -v OFS='\t' '
    NR > 1 { print "small", "share moved", $6; print "small", "adjusted Rand index", $7; print "small", "PSI", $8 }'
}

# ---- profile ----

# profile_of CASE TABLE LABEL: the names of the statistics as the figures have them
profile_of() {
  profile --by "$3" --columns recency_days,orders,revenue,units,T "$2" | awk -F'\t' -v OFS='\t' -v title="$1" '
    BEGIN {
      name["customers"] = "customers"; name["share"] = "share"; name["revenue_share"] = "revenue_share"
      name["aov"] = "aov (sum of revenue / sum of orders)"; name["commonest_country"] = "commonest country"
      name["medoid"] = "medoid customer"; name["z"] = "z %s (population sd)"; name["within_share"] = "within-label variance share %s"
      name["F"] = "F %s"; name["p_F"] = "p of F %s"; name["log10_p_F"] = "log10 p of F %s"
      name["kruskal_H"] = "kruskal_H %s (ties corrected)"; name["p_H"] = "p of H %s"; name["log10_p_H"] = "log10 p of H %s" }
    { column = $2 == "recency_days" ? "recency" : $2
      quantity = $3 in name ? name[$3] : $3 " %s"
      sub(/%s/, column, quantity)
      print title, ($1 == "(all)" ? "" : $1 " ") quantity, $4 }'
}

topic_profile() {
  segment --measure revenue --quantiles 0.2,0.8 --labels Low,Mid,High --as tier rfm.tsv >tiers.tsv
  printf '%s\n' 'United Kingdom : country = "United Kingdom"' 'Germany : country = "Germany"' 'France : country = "France"' 'other : else' >countries.rules
  segment --rules ./countries.rules --as group rfm.tsv >grouped.tsv
  profile_of "value tiers" tiers.tsv tier
  profile_of "country group" grouped.tsv group
  profile --by tier --columns recency_days,orders,revenue,units,T --map tiers.tsv | awk -F'\t' -v OFS='\t' -v title="value tiers map" '
    { sub(/recency_days/, "recency", $2) }
    $1 == "variance_share" { print title, "variance share PC1", $3; print title, "variance share PC2", $4 }
    $1 == "column" { print title, "loading PC1 " $2, $3; print title, "loading PC2 " $2, $4 }
    $1 == "label" { for (i = 1; i <= 2; i++) print title, "label PC" i " " $2 " (mean of z, population sd, times loadings)", $(i + 2) }'
  paste <(echo x; printf '%s\n' 2 4 4 5 9 10 11 15 20) <(echo label; printf '%s\n' a a a b b b c c c) >small.tsv
  profile --by label --columns x small.tsv | awk -F'\t' -v OFS='\t' '
    BEGIN { name["p_F"] = "p of F"; name["p_H"] = "p of H" }
    { print "small", ($3 in name ? name[$3] : $3), $4 }'
}

# ---- correlations ----

# The figures divide two doubles, which makes some equal quotients differ; pick rounds an exact quotient once.
topic_corr() {
  pick --add 'recency = recency_days; tenure = as_of - first_date' --only country,recency,orders,revenue,units,tenure rfm.tsv |
    awk -F'\t' -v OFS='\t' '{ print $0, (NR == 1 ? "aov" : sprintf("%.17g", $4 / $3)) }' >measures.tsv
  corr --columns recency,orders,revenue,units,aov,tenure --by country measures.tsv | awk -F'\t' -v OFS='\t' '
    NR > 1 { print "CLEAN customers", $3 " " $1 " " $2, $4 }'
  paste <(echo x; printf '%s\n' 1 2 2 3 5 8 8 8 10 12) <(echo y; printf '%s\n' 3 1 4 1 5 9 2 6 5 3) >small.tsv
  corr --columns x,y small.tsv | awk -F'\t' -v OFS='\t' 'NR > 1 { print "small with ties", $3, $4 }'
  paste <(echo x; printf '100000000%s\n' 1 2 3 4 5 7) <(echo y; printf '%s\n' 2 1 4 3 7 5) >small.tsv
  corr --columns x,y small.tsv | awk -F'\t' -v OFS='\t' 'NR > 1 { print "small with offset", $3, $4 }'
}

# ---- features ----

# windows_of CASE FILE: how many customers, and how many of them did not come
windows_of() {
  pick --only churned "$2" | awk -v OFS='\t' -v title="$1" 'NR > 1 { n++; lost += $1 }
    END { print title, "customers", n; print title, "without purchase in the horizon", lost; printf "%s\tshare\t%.17g\n", title, lost / n }'
}

# classes_of CASE LEAST <rows of purchase_days, next_days
classes_of() {
  awk -F'\t' -v OFS='\t' -v title="$1" -v least="$2" 'NR > 1 && $1 >= least {
      n++; class[$2 == "" || $2 > 50 ? "late" : $2 > 20 ? "soon" : "at once"]++ }
    END { print title, "customers", n; print title, "next purchase > 50 d or none, 21-50, <= 20", class["late"] " " class["soon"] " " class["at once"] }'
}

# The 99 % quantile (type 7) of the target, and how many rows are up to it.
spend_of() {
  pick --only future_revenue "$2" | tail -n +2 | sort -g | awk -v OFS='\t' -v title="$1" '{ v[NR - 1] = $1 }
    END { at = 0.99 * (NR - 1); low = int(at); q = v[low] + (at - low) * (v[low + 1] - v[low])
      for (i = 0; i < NR; i++) kept += v[i] <= q
      printf "%s\t99 %% quantile of the target\t%.17g\n", title, q; print title, "rows up to it", kept }'
}

topic_features() {
  features --cut 2011-09-10 --horizon 90d --target churn orders.tsv >at.tsv
  windows_of "churn 2011-09-10 h=90" at.tsv
  pick --where 'recency_days < 90' at.tsv >active.tsv
  windows_of "churn 2011-09-10 h=90, active in the 90 days before" active.tsv
  features --cut 2011-06-01 --window 92d --horizon 183d --target churn,revenue orders.tsv >at.tsv
  windows_of "spend 2011-06-01 h=183, window 92" at.tsv
  spend_of "spend 2011-06-01 h=183, window 92" at.tsv
  features --cut 2011-09-01 --window 184d --horizon 91d --target churn,next_days orders.tsv >at.tsv
  windows_of "next purchase 2011-09-01 h=91, window 184" at.tsv
  pick --only purchase_days,next_days at.tsv >next-days.tsv
  classes_of "next purchase 2011-09-01 h=91, window 184" 0 <next-days.tsv
  classes_of "next purchase 2011-09-01 h=91, window 184, 4 purchase days and more" 4 <next-days.tsv
  features --cut 2011-06-10 --horizon 90d --target churn orders.tsv |
    learn --family logit --target churned --log1p all --columns recency_days,orders,revenue,tenure_days |
    terms_of "churn 2011-06-10 h=90, logit of log1p" z
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
