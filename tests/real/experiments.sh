# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by statistics.sh: the topic of experiments. Several of its rows differ only in their inputs, so its lines have
# the inputs after the value.

# shellcheck disable=SC2154 # so is $statistics
# The rows of a topic whose case begins with a text: case, quantity, inputs.
rows_of() { awk -F'\t' -v OFS='\t' -v topic="$1" -v begin="$2" '$1 == topic && index($2, begin) == 1 { print $2, $3, $4 }' "$statistics"; }

# Inputs such as "p1=0.05 n=2000 per group" as options of absize.
plan_options() {
  awk '{ sub(/;.*/, "")
    for (i = 1; i <= NF; i++) if (split($i, part, "=") > 1) given[part[1]] = part[split($i, part, "=")] }
    END { if ("p1" in given) printf " --rate %s", given["p1"]
      if ("p2" in given) printf " --effect %.10g", given["p2"] - given["p1"]
      n = split("delta --effect sd --sd n -n power --power alpha --alpha k --ratio", option, " ")
      for (i = 1; i < n; i += 2) if (option[i] in given) printf " %s %s", option[i + 1], given[option[i]] }' <<<"$1"
}

# The name that absize has for a quantity.
plan_names() {
  case $1 in
    *strict*'not rounded'*) echo n_a_both_tails ;;
    'power, strict'*) echo power_both_tails ;;
    'n1, n2'*normal*) echo n_a_normal n_b_normal ;;
    'n1, n2'*) echo n_a_exact n_b_exact ;;
    *'normal formula'*) echo n_a_normal ;;
    *'not rounded'*) echo n_a_exact ;;
    *'rounded up'*) echo n_a ;;
    *p2*) echo rate_b ;;
    *delta*) echo effect ;;
    *) echo power ;;
  esac
}

plans() {
  local case quantity inputs
  while IFS=$'\t' read -r case quantity inputs; do
    # shellcheck disable=SC2046 # options are words
    absize $(plan_options "$inputs") 2>err | awk -F'\t' -v OFS='\t' -v names="$(plan_names "$quantity")" \
      -v title="$case" -v quantity="$quantity" -v inputs="$inputs" '
      { value[$1] = $2 }
      END { n = split(names, name, " ")
        for (i = 1; i <= n; i++) text = text (i > 1 ? " " : "") value[name[i]]
        print title, quantity, text, inputs }'
  done < <(rows_of experiments power && rows_of experiments unequal)
}

# say CASE QUANTITY INPUTS GROUP:NAME...: values of what abtest found, in tested.tsv
say() {
  local case=$1 quantity=$2 inputs=$3
  shift 3
  awk -F'\t' -v OFS='\t' -v names="$*" -v title="$case" -v quantity="$quantity" -v inputs="$inputs" '
    { value[$1 ":" $2] = $3 }
    END { n = split(names, name, " ")
      for (i = 1; i <= n; i++) text = text (i > 1 ? " " : "") value[name[i]]
      print title, quantity, text, inputs }' tested.tsv
}

# Inputs such as "A=1,2; B=3,4" as a table with one row per customer.
values_table() {
  tr -d ' ' <<<"$1" | tr ';' '\n' | awk -F= -v OFS='\t' 'BEGIN { print "customer_id", "group", "v" }
    { n = split($2, x, ","); for (i = 1; i <= n; i++) print ++id, $1, x[i] }'
}

# counts_table GROUP K N GROUP K N ...: K of N converted
counts_table() {
  awk -v OFS='\t' '{ print "customer_id", "group", "v"
    for (f = 1; f < NF; f += 3) for (i = 1; i <= $(f + 2); i++) print ++id, $f, i <= $(f + 1) ? 1 : 0 }' <<<"$*"
}

means() {
  local case quantity inputs names
  while IFS=$'\t' read -r case quantity inputs; do
    values_table "$inputs" | abtest --outcome v --srm-alpha 0 >tested.tsv
    case $quantity in
      difference*) names=b:difference ;;
      'standard error') names=b:difference_error ;;
      t) names=b:t ;;
      df) names=b:df ;;
      p\ *) names=b:p ;;
      '95 % interval of'*) names='b:difference_low b:difference_high' ;;
      't, df, p') names='b:pooled_t b:pooled_df b:pooled_p' ;;
      ratio*) names=b:ratio_to_baseline ;;
      se*) names=b:ratio_log_error ;;
      lift*) names=b:lift ;;
      *) names='b:ratio_low b:ratio_high' ;;
    esac
    # shellcheck disable=SC2086 # names are words
    say "$case" "$quantity" "$inputs" $names
  done < <(for case in 'Welch t small' 'Welch t heavy' pooled 'ratio of means'; do rows_of experiments "$case"; done)
}

rates() {
  local case quantity inputs names
  while IFS=$'\t' read -r case quantity inputs; do
    # shellcheck disable=SC2046 # counts are words
    counts_table $(sed 's/ of//g; s/[:;]//g' <<<"$inputs") | abtest --outcome v --srm-alpha 0 >tested.tsv
    case $quantity in
      difference*) names=b:difference ;;
      chi*) names=b:z ;;
      z*) names=b:z ;;
      p\ *) names=b:p ;;
      *Wald\)) names='b:wald_low b:wald_high' ;;
      fisher*) names=b:exact_p ;;
      'ratio b/a') names=b:ratio_to_baseline ;;
      *'log delta)') names='b:ratio_low b:ratio_high' ;;
      odds*) names='b:odds_ratio b:odds_low b:odds_high' ;;
      *'of a') names='a:low a:high' ;;
      *'of b') names='b:low b:high' ;;
      *) names='b:difference_low b:difference_high' ;;
    esac
    # shellcheck disable=SC2086 # names are words
    say "$case" "$quantity" "$inputs" $names |
      awk -F'\t' -v OFS='\t' -v CONVFMT=%.17g '$2 ~ /^chi/ { $3 = $3 * $3 } { print }'
  done < <(rows_of experiments proportions)
}

several_groups() {
  local case quantity inputs level
  while IFS=$'\t' read -r case quantity inputs; do
    level=${quantity##* }
    # shellcheck disable=SC2046 # counts are words
    counts_table a $(sed 's/x=//; s/n=//' <<<"$inputs") b 1 2 |
      abtest --outcome v --srm-alpha 0 --level "$level" >tested.tsv
    say "$case" "$quantity" "$inputs" a:low a:high
  done < <(rows_of experiments 'Wilson interval')
  while IFS=$'\t' read -r case quantity inputs; do
    # shellcheck disable=SC2046 # counts are words
    counts_table $(tr ';' '\n' <<<"${inputs##*: }" | awk '{ print NR, $1, $1 + $2 }') |
      abtest --outcome v --srm-alpha 0 >tested.tsv
    say "$case" "$quantity" "$inputs" :any_statistic :any_df :any_p
  done < <(rows_of experiments 'chi-square 3 x 2')
  while IFS=$'\t' read -r case quantity inputs; do # the columns as groups: the test is symmetric
    # shellcheck disable=SC2046 # counts are words
    counts_table $(awk -F'; *' '{ n = split($1, a, " "); split($2, b, " ")
      for (i = 1; i <= n; i++) print i, a[i], a[i] + b[i] }' <<<"${inputs##*: }") |
      abtest --outcome v --srm-alpha 0 >tested.tsv
    say "$case" "$quantity" "$inputs" :any_statistic :any_df :any_p
  done < <(rows_of experiments 'chi-square 2 x 3')
  while IFS=$'\t' read -r case quantity inputs; do
    values_table "$inputs" | abtest --outcome v --srm-alpha 0 >tested.tsv
    say "$case" F "$inputs" :anova_f
    say "$case" df "$inputs" :anova_df :anova_df2
    say "$case" p "$inputs" :anova_p
    say "$case" 'Welch F, df1, df2, p' "$inputs" :any_statistic :any_df :any_df2 :any_p
    say "$case" 'Kruskal-Wallis H, p' "$inputs" :kruskal_h :kruskal_p
  done < <(rows_of experiments 'one-way ANOVA')
}

# Groups of two customers whose Welch test against a group of zeros has exactly these P: t = 1 / tan(pi p / 2) of one
# degree of freedom.
groups_of_p() {
  awk -v OFS='\t' -v OFMT=%.17g -v CONVFMT=%.17g '{ n = split(substr($0, 3), p, ","); pi = atan2(0, -1)
    print "customer_id", "group", "v"
    print 1, 0, 0
    print 2, 0, 0
    for (i = 1; i <= n; i++) { t = cos(pi * p[i] / 2) / sin(pi * p[i] / 2)
      print 2 * i + 1, i, t - 1
      print 2 * i + 2, i, t + 1 } }' <<<"$1"
}

corrections() {
  local case quantity inputs how
  while IFS=$'\t' read -r case quantity inputs; do
    how=${quantity,,}
    groups_of_p "$inputs" | abtest --outcome v --adjust "$how" >tested.tsv 2>err
    # shellcheck disable=SC2046 # names are words
    say "$case" "$quantity" "$inputs" $(tr ',' '\n' <<<"$inputs" | awk -v how="$how" '{ print NR ":" how "_p" }')
  done < <(rows_of experiments 'adjusted p')
}

# Inputs "n=100 mean=0.3 variance=1.2 rho=10 alpha=0.05" as a group of this mean and variance against one of zeros, so
# that the difference has the variance of this group alone; the options that go with it in `options`.
one_sample() {
  options=$(tr ' ' '\n' <<<"$1" | awk -F= -v OFS='\t' -v OFMT=%.17g -v CONVFMT=%.17g '{ is[$1] = $2 }
    END { half = sqrt(is["variance"] * (is["n"] - 1) / is["n"])
      print "customer_id", "group", "v" >"sample.tsv"
      for (i = 1; i <= is["n"]; i++) {
        print i, "a", 0 >"sample.tsv"
        print -i, "b", is["mean"] + (i % 2 ? half : -half) >"sample.tsv" }
      print "--sequential " is["variance"] / sqrt(is["rho"]) " --level " 1 - is["alpha"] }')
}

many_looks() {
  local case quantity inputs names options
  while IFS=$'\t' read -r case quantity inputs; do
    one_sample "$inputs"
    # shellcheck disable=SC2086 # options are words
    abtest --outcome v $options sample.tsv >tested.tsv 2>err
    names=b:sequential_p
    [[ $case == confidence* ]] && names='b:sequential_low b:sequential_high'
    # shellcheck disable=SC2086 # names are words
    say "$case" "$quantity" "$inputs" $names | awk -F'\t' -v OFS='\t' -v CONVFMT=%.17g '
      $2 == "u" { split($3, end, " "); n = substr($4, 3) + 0; $3 = n * (end[2] - end[1]) / 2 }
      $2 ~ /ratio for/ { $3 = 1 / $3 }
      { print }'
  done < <(rows_of experiments 'confidence sequence' && rows_of experiments 'mixture SPRT')
}

sample_ratios() {
  local case quantity inputs count shares
  while IFS=$'\t' read -r case quantity inputs; do
    count=${inputs#counts }
    count=${count%%;*}
    shares=$(tr ':' '\n' <<<"${inputs##* }" | awk '{ print NR ":" $1 }' | paste -sd,)
    # shellcheck disable=SC2046 # counts are words
    counts_table $(tr ',' '\n' <<<"$count" | awk '{ print NR, 1, $1 }') |
      abtest --outcome v --groups "$shares" >tested.tsv 2>err
    say "$case" "$quantity" "$inputs" :srm_statistic :srm_p
  done < <(rows_of experiments 'sample ratio')
}

simulated_experiment() {
  local all='delta-method revenue per order 160 customers' file=$sets/data-experiment.tsv
  abtest --outcome revenue --per orders "$file" >tested.tsv
  say "$all" 'ratio A' '' A:ratio
  say "$all" 'standard error A' '' A:error
  say "$all" 'ratio B' '' B:ratio
  say "$all" 'standard error B' '' B:error
  say "$all" 'difference B - A' '' B:difference
  say "$all" 'z, p two-sided' '' B:z B:p
  say "$all" '95 % interval' '' B:difference_low B:difference_high
  abtest --outcome revenue --before pre_revenue "$file" >tested.tsv
  all='CUPED 160 customers'
  say "$all" theta '' :cuped_theta
  say "$all" 'variance reduction 1 - var(y adj)/var(y) over all rows (= cor^2)' '' :cuped_variance_reduction
  say "$all" 'difference B - A unadjusted, se, p (Welch)' '' B:difference B:difference_error B:p
  say "$all" 'difference B - A adjusted, se, p (Welch)' '' B:cuped_difference B:cuped_error B:cuped_p
  say 'Welch t data-experiment revenue' 'difference, t, df, p' '' B:difference B:t B:df B:p
}

topic_experiments() {
  plans
  means
  rates
  several_groups
  corrections
  many_looks
  sample_ratios
  simulated_experiment | cut -f 1-3
}
