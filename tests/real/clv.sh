# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run: published and recomputed figures of the customer models for which the input is a log, CDNOW's or a
# small one. They are the rows of clv-reference.tsv whose column `checked` is log; tests/unit/reference.c checks the
# others and says what the columns are. The tables of CDNOW, their folder, and the functions that compare figures come
# from run.

# shellcheck disable=SC2154 # so is $parts
reference=$parts/clv-reference.tsv

# Each function below writes lines of MODEL QUANTITY PARAMETERS INPUTS VALUE, as the rows have them.
say() { printf '%s\t%s\t%s\t%s\t%s\n' "$@"; }
of_log() { say data "$1" "" "${3-}" "$2"; }

# asked MODEL QUANTITY COLUMN: that column of these rows, each value once
asked() {
  awk -F'\t' -v model="$1" -v name="$2" -v column="$3" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == column) col = i; next }
    $1 == "log" && $3 == model && $4 == name && !seen[$col]++ { print $col }' "$reference"
}

# ---- The log ----

of_lines() {
  of_log raw_rows "$(rows cdnow.tsv)"
  of_log raw_rows_zero_value "$(columns cdnow.tsv amount | awk '$1 <= 0' | wc -l)"
  of_log raw_total_spend "$(sum amount cdnow.tsv)"
  of_log cds_bought "$(sum quantity cdnow.tsv)"
  of_log first_date "$(columns cdnow.tsv date | sort | head -n 1)"
  of_log last_date "$(columns cdnow.tsv date | sort | tail -n 1)"
  of_log rows_after_same_day_merge "$(rows cdnow-orders.tsv)"
  of_log calibration_rows_after_merge "$(between --to 1997-09-30 <cdnow-orders.tsv | tail -n +2 | wc -l)"
  of_log holdout_transactions "$(between --from 1997-10-01 <cdnow-orders.tsv | tail -n +2 | wc -l)"
}

of_customers() {
  of_log customers "$(rows cdnow-as-of.tsv)"
  of_log calibration_end "$(columns cdnow-as-of.tsv as_of | sort -u)"
  of_log "distinct_(x,tx,T)" "$(columns cdnow-as-of.tsv x t_x T | sort -u | wc -l)"
  columns cdnow-as-of.tsv x t_x T | awk -v OFS='\t' '
    { x[$1 > 6 ? "7+" : $1]++; n += $1; last += $2; age += $3; if ($1 > most) most = $1
      if (NR == 1 || $3 < least) least = $3; if ($3 > oldest) oldest = $3 }
    function say(name, v, inputs) { printf "data\t%s\t\t%s\t%.17g\n", name, inputs, v }
    END {
      say("sum_x", n); say("max_x", most); say("customers_x_eq_0", x[0]); say("customers_x_gt_0", NR - x[0])
      say("sum_tx_weeks", last / 7); say("sum_T_weeks", age / 7)
      say("min_T_weeks", least / 7); say("max_T_weeks", oldest / 7)
      for (k in x) say(k == "7+" ? "count_x_ge" : "count_x_eq", x[k], "x=" k)
    }'
  columns cdnow-as-of.tsv x m_x | awk '$1 { print $2 }' | sort -g | awk '
    { v[NR] = $1; n += $1 }
    function say(name, v) { printf "data\t%s_m_repeaters\t\t\t%.17g\n", name, v }
    END {
      for (i = 1; i <= NR; i++) q += (v[i] - n / NR) ^ 2
      say("mean", n / NR); say("sd", sqrt(q / (NR - 1))); say("min", v[1]); say("max", v[NR])
      say("median", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2)
    }'
  between --from 1997-10-01 <cdnow-orders.tsv | aggregate --by customer >cdnow-after.tsv
  columns cdnow-after.tsv customer_id purchase_days >cdnow-after.txt
  columns cdnow-as-of.tsv customer_id x t_x T m_x | awk -v OFS='\t' '
    NR == FNR { after[$1] = $2; next }
    { printf "data\tx,t_x,T,m_x,holdout_x\t\tcustomer=%d\t%d,%.17g,%.17g,%.17g,%d\n", $1, $2, $3 / 7, $4 / 7, $5, after[$1] }
  ' cdnow-after.txt -
}

# A log of six customers, in CDNOW's form.
of_six() {
  printf '%s 1 %s\n' id\ date dollars 1\ 20150101 1 1\ 20150206 2 2\ 20150101 2 3\ 20150101 3 3\ 20150102 1 3\ 20150105 5 \
    4\ 20150116 6 4\ 20150202 3 4\ 20150205 3 5\ 20150116 3 5\ 20150117 1 5\ 20150118 8 6\ 20150202 5 |
    clean --schema cdnow >six.tsv
  aggregate --by customer --as-of 2015-02-07 <six.tsv >six-customers.tsv
  columns six-customers.tsv customer_id x t_x T m_x | awk '{ print "data\tx,t_x,T,m_x\t\tcustomer=" $1 "\t" $2 "," $3 "," $4 "," $5 + 0 }'
  aggregate --by customer --as-of 2015-02-01 <six.tsv >six-before.tsv
  of_log monetary_cal "$(columns six-before.tsv x m_x | awk '{ print $2 + 0 }' | paste -sd,)"
  between --from 2015-02-02 <six.tsv | aggregate --by customer >six-after.tsv
  of_log monetary_holdout "$(awk 'NR == FNR { mean[$1] = $2 / $3; next } { print mean[$1] + 0 }' \
    <(columns six-after.tsv customer_id revenue lines) <(columns six-before.tsv customer_id) | paste -sd,)"
}

# ---- Fits ----

title() {
  case $1 in
    bgnbd) echo BG/NBD ;;
    paretonbd) echo Pareto/NBD ;;
  esac
}

clvfit --family bgnbd,mbgnbd,paretonbd,nbd,gammagamma --unit week cdnow-as-of.tsv >cdnow-models.tsv
clvfit --family bgnbd --unit day cdnow-as-of.tsv >cdnow-daily.tsv
of_fits() {
  awk -F'\t' '
    BEGIN {
      title["bgnbd"] = "BG/NBD"; title["mbgnbd"] = "MBG/NBD"; title["paretonbd"] = "Pareto/NBD"; title["nbd"] = "NBD"
      title["gammagamma"] = "Gamma-Gamma"; prefix["parameter"] = "mle_"; prefix["standard_error"] = "se_"
    }
    $1 in prefix { print title[$4] "\t" prefix[$1] $2 "\tfit\t\t" $3 }
    $2 == "log_likelihood" { print title[$4] "\tloglik_at_mle\tfit\t\t" $3 }' cdnow-models.tsv
}

# A new customer; there is no prediction for a time of 0, so a thousandth of a day is used.
of_newcomers() {
  local family inputs horizons
  for family in bgnbd paretonbd; do
    mapfile -t inputs < <(asked "$(title $family)" expected_purchases_new inputs)
    horizons=$(printf '%s\n' "${inputs[@]}" | sed 's/^t=//; s/$/w/; s/^0w$/0.001d/' | paste -sd,)
    clvpredict --model cdnow-models.tsv --family $family --new --horizon "$horizons" >new.tsv
    paste <(printf '%s\n' "${inputs[@]}") <(tail -n 1 new.tsv | tr '\t' '\n') |
      awk -F'\t' -v model="$(title $family)" '{ print model "\texpected_purchases_new\tfit\t" $1 "\t" $2 }'
  done
}

of_customer_one() {
  head -n 2 cdnow-as-of.tsv | clvpredict --model cdnow-models.tsv --family bgnbd --horizon 39w >one.tsv
  say BG/NBD cond_expected_purchases fit "x=2 t_x=30.43 T=38.86 t=39" "$(columns one.tsv expected_39w)"
}

# ---- Checks of fit ----

# given FAMILY PARAMETERS: a model file of them, in weeks
given() {
  local word
  printf 'section\tname\tvalue\tfamily\tgroup\n'
  printf 'model\t%s\t%s\t'"$1"'\t\n' format 1 family "$1" unit week
  for word in $2; do
    printf 'parameter\t%s\t%s\t%s\t\n' "${word%=*}" "${word#*=}" "$1"
  done
}

# counts FAMILY PARAMETERS: of customers with x purchases, by the model given.tsv
counts() {
  clvcheck --model given.tsv --table counts cdnow-as-of.tsv >counts.tsv
  columns counts.tsv x expected | awk -v key="$(title "$1")	expected_count_x	$2" '{ print key "\tx=" $1 "\t" $2 }'
  clvcheck --model given.tsv --table counts --bins 31 cdnow-as-of.tsv >counts.tsv
  columns counts.tsv x expected | awk -v key="$(title "$1")	expected_count_x	$2" '
    $1 + 0 >= 7 { all += $2; if ($1 != "30+") known += $2 }
    END { printf "%s\tx=7..29,7+\t%.17g,%.17g\n", key, known, all }'
}

# tracking FAMILY PARAMETERS MODEL: purchases expected by the end of each day and week, and the actual ones by day
# before it
tracking() {
  local period
  for period in week day; do
    clvcheck --model "$3" --orders cdnow-orders.tsv --until 1998-07-01 --table tracking --period 1${period:0:1} \
      cdnow-as-of.tsv >tracking-$period.tsv
  done
  columns tracking-week.tsv period expected cumulative_expected >weeks.txt
  columns tracking-day.tsv period end_date cumulative_bought cumulative_expected | awk -v key="$(title "$1")" -v given="$2" '
    function say(name, inputs, v) { print key "\t" name "\t" given "\t" inputs "\t" v }
    NR == FNR { week[7 * $1] = $2; sum[7 * $1] = $3; next }
    FNR > 1 { say("cum_repeat_day", "date=" date " actual=" bought, $4) }
    $1 in week {
      say("cum_repeat_week", "week=" $1 / 7, sum[$1])
      say("cum_repeat_week", "week=" $1 / 7 " actual=" bought, sum[$1])
      say("inc_repeat_week", "week=" $1 / 7 " actual=" bought - before, week[$1])
      before = bought
    }
    { date = $2; bought = $3 }' weeks.txt -
}

of_checks() {
  local family parameters
  tracking bgnbd fit cdnow-daily.tsv
  for family in bgnbd paretonbd; do
    while IFS= read -r parameters; do
      given $family "$parameters" >given.tsv
      counts $family "$parameters"
      tracking $family "$parameters" given.tsv
    done < <(asked "$(title $family)" expected_count_x parameters)
  done
}

# ---- Comparing rows with figures ----

{
  of_lines
  of_customers
  of_six
  of_fits
  of_newcomers
  of_customer_one
  of_checks
} >clv-figures.tsv

held() {
  awk -F'\t' '
    function off(got, want, tolerance, kind, d) {
      if (kind == "exact") return got != want
      d = got - want; if (d < 0) d = -d
      if (kind == "rel") tolerance *= want < 0 ? -want : want
      return got == "" || !(d <= tolerance)
    }
    NR == FNR { figure[$1, $2, $3, $4] = $5; next }
    $1 == "log" {
      n = split($7, want, ","); m = split(figure[$3, $4, $5, $6], got, ","); split($8, tolerance, " ")
      bad = n != m
      for (i = 1; i <= n; i++) if (off(got[i], want[i], tolerance[2], tolerance[1])) bad = 1
      name = $3 " " $4 ($6 == "" ? "" : ", " $6) ($5 ~ /=/ ? ", parameters given" : "")
      print bad, name ": " figure[$3, $4, $5, $6] " is " (bad ? "not " : "") $7 " (" $8 ")"
    }' clv-figures.tsv "$reference"
}
here=0
while read -r bad row; do
  check "$bad" "$row"
  here=$((here + 1))
done < <(held)
reference_counts() {
  awk -F'\t' -v here=$here 'NR > 1 { n[$1]++ } END {
    print here " checked here, " n["model"] " by unit tests, " n["none"] " out of scope" }' "$reference"
}
figures "reference rows of the customer models" reference_counts <<'END'
204 checked here, 244 by unit tests, 11 out of scope
END
