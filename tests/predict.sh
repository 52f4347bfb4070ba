#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# predict.sh [BUILD]: churn.mk, nextpurchase.mk and ltv.mk on the sample log, all in one folder: what they predict is
# compared with the tables that it is made from, and wrong variables are named. (pipeline.sh tests common.mk, future.sh
# that no model sees its test.)
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
# mk PIPELINE VARIABLE...
mk() {
  make -f "pipelines/$1.mk" BIN="$bin" INPUT="$PWD/sample-data/online-retail.csv" SCHEMA=online-retail AS_OF=2011-12-09 \
    OUT="$W/one" BOOTSTRAP=50 JOBS=2 "${@:2}"
}
# rows TABLE: its rows; columns TABLE NAME...: these columns, with blanks between, without the header
rows() { echo $(($(wc -l <"$W/one/$1") - 1)); }
columns() {
  awk -F'\t' -v names="${*:2}" '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(names, name, " "); next }
    { for (i = 1; i <= n; i++) printf "%s%s", $at[name[i]] == "" ? "-" : $at[name[i]], i < n ? " " : "\n" }' "$W/one/$1"
}

# ---- churn.mk ----

gives 0 "churn.mk" mk churn V=1
grep -q ' lines.tsv made' "$W/out" && grep -q ' churn.tsv made' "$W/out"
check $? "churn.mk: $(cat "$W/out")"
gives 0 "churn.mk -q after it" mk churn -q
[[ $(columns churn-cuts.tsv role cut label_end | paste -sd ,) == "train 2011-03-15 2011-06-13,calibrate 2011-06-13 2011-09-11,test 2011-09-11 2011-12-10,now 2011-12-10 -" ]]
check $? "each label ends before the next cut: $(cat "$W/one/churn-cuts.tsv")"
[[ $(rows churn-scores.tsv) == "$(columns churn-examples.tsv role | grep -c test)" && $(rows churn.tsv) == "$(rows churn-now.tsv)" ]]
check $? "churn.mk: a row for each customer"
"$bin/churnlabel" --future --days 90 --cut 2011-09-11 "$W/one/orders.tsv" | tail -n +2 | cut -f 1 | sort >"$W/known"
columns churn-scores.tsv customer_id | sort | cmp -s - "$W/known"
check $? "churn.mk: other customers than churnlabel's"
[[ $("$bin/churnlabel" --future --days 90 --cut 2011-09-11 "$W/one/orders.tsv" | "$bin/pick" --where 'churned = 1' | tail -n +2 | wc -l) == \
  "$(columns churn-scores.tsv churned | grep -c 1)" ]]
check $? "churn.mk: other labels than churnlabel's"
columns churn.tsv at_risk p_churn value | awk 'NR > 1 && $1 > before { exit 1 } { before = $1 + 0; d = $1 - $2 * $3 } d > 0.01 || d < -0.01 || $2 < 0 || $2 > 1 { exit 1 }'
check $? "churn.tsv: not by p_churn * value"
columns churn-verdicts.tsv against | sort -u | cmp -s - <(printf '%s\n' '(share)' -p_alive recency_days reference)
check $? "churn-verdicts.tsv: $(cat "$W/one/churn-verdicts.tsv")"
columns churn-verdicts.tsv measure low high verdict | awk '
  { s = $1 == "auc" ? 1 : -1; want = s * $2 > 0 && s * $3 > 0 ? "better" : s * $2 < 0 && s * $3 < 0 ? "worse" : "no"; if ($4 != want) exit 1 }'
check $? "churn-verdicts.tsv: another verdict than the interval's"
gives 0 "fewer columns" mk churn -n FEATURES=recency_days,orders
says 'family logit --columns recency_days,orders --log1p recency_days,orders' "fewer columns"
! grep -q 'features --lines\|clean\|clvfit' "$W/out"
check $? "fewer columns: what does not depend on them would be made again"

here=$PWD
in_folder() { (cd "$W" && make -f "$here/pipelines/churn.mk" OUT=one verify); }
gives 0 "verify, OUT being a name in this folder" in_folder
says '^churn: 18 tables, one whole run' "verify, OUT being a name in this folder"

# ---- nextpurchase.mk, in the same folder ----

gives 0 "nextpurchase.mk" mk nextpurchase V=1
! grep -qE ' (lines|orders|customers|churn.*).tsv made' "$W/out" && grep -q ' next-purchases.tsv made' "$W/out"
check $? "nextpurchase.mk: $(cat "$W/out")"
columns next-scores.tsv recency_days next_days days_ahead next_class p_to_20 p_to_50 p_to_91 p_none | awk '
  { class = $2 == "-" ? "none" : $2 - $1 <= 20 ? "1-20" : $2 - $1 <= 50 ? "21-50" : "51-91"
    sum = $5 + $6 + $7 + $8
    if ($4 != class || ($2 != "-" && ($3 != $2 - $1 || $3 < 1 || $3 > 91)) || sum < 0.99999 || sum > 1.00001) exit 1
    n[class]++ }
  END { exit !(n["none"] && n["1-20"] && n["21-50"] && n["51-91"]) }'
check $? "next-scores.tsv: $(head -n 3 "$W/one/next-scores.tsv")"
columns next-purchases.tsv p_to_20 p_to_50 p_to_91 p_none class | awk '
  BEGIN { split("1-20 21-50 51-91 none", label, " ") }
  { for (i = 1; i <= 4; i++) if ($i > $(label[1] == $5 ? 1 : label[2] == $5 ? 2 : label[3] == $5 ? 3 : 4)) exit 1 }'
check $? "next-purchases.tsv: the class is not the likeliest"
[[ $(rows next-purchases.tsv) == "$(rows next-now.tsv)" && $(columns next-purchases.tsv again_date | grep -c ^2) -gt 100 ]]
check $? "next-purchases.tsv: no dates"
gives 0 "-q of churn.mk after nextpurchase.mk" mk churn -q
# Without trees each class has a logit. (without.sh builds such a learn; this one prints the same messages.)
mkdir "$W/bin"
ln -s "$bin"/* "$W/bin/"
rm "$W/bin/learn"
printf '%s\n' '#!/bin/bash' '[[ $* != *gbt* ]] || { echo "family gbt: built without XGBoost" >&2; exit 2; }' "exec $bin/learn \"\$@\"" >"$W/bin/learn"
chmod +x "$W/bin/learn"
gives 0 "without XGBoost" mk nextpurchase BIN="$W/bin" next-model-1.tsv
says 'a logit is learned instead' "without XGBoost"
grep -q '^model.*family.*logit' "$W/one/next-model-1.tsv"
check $? "without XGBoost: $(head -n 3 "$W/one/next-model-1.tsv")"

# ---- ltv.mk, too ----

gives 0 "ltv.mk, customers held out" mk ltv CUTS=2011-06-01
says 'this is no test of forecasting' "ltv.mk, customers held out"
columns ltv-verdicts.tsv test | grep -v 'customers' >"$W/out"
[[ ! -s $W/out ]]
check $? "ltv-verdicts.tsv does not say which test: $(cat "$W/out")"
[[ $(columns ltv-rows.tsv part | grep -c test) == "$(rows ltv-scores.tsv)" && $(rows ltv.tsv) == "$(rows ltv-now.tsv)" ]]
check $? "ltv.mk: a row for each customer"
# The limit is the quantile of the training rows, and the clusters are those of the rows up to it; both are computed
# again here.
limit=$(columns ltv-limits.tsv value | head -n 1)
columns ltv-rows.tsv part future_value | sed -n 's/^train //p' | sort -g | awk -v limit="$limit" '{ v[NR - 1] = $1 }
  END { at = 0.99 * (NR - 1); i = int(at); d = v[i] + (at - i) * (v[i + 1] - v[i]) - limit; exit d > 0.001 || d < -0.001 }'
check $? "ltv-limits.tsv: $limit is not the quantile of the training rows"
"$bin/pick" --where "part = \"train\" and future_value <= $limit" "$W/one/ltv-rows.tsv" |
  "$bin/cluster" --columns future_value -k 3 --labels Low,Mid,High --model-out "$W/clusters" >"$W/out" && cmp -s "$W/clusters" "$W/one/ltv-clusters.tsv"
check $? "ltv-clusters.tsv: other clusters than those of the training rows"
printf 'product_id\tcost\n' >"$W/costs.tsv"
columns lines.tsv product_id | sort -u | awk -v OFS='\t' '{ print $1, 0.5 }' >>"$W/costs.tsv"
gives 0 "costs" mk ltv CUTS=2011-06-01 COSTS="$W/costs.tsv" ltv-rows.tsv
columns ltv-rows.tsv future_revenue cost future_value | awk '{ d = $1 - $2 - $3; if (d > 0.001 || d < -0.001) exit 1; n += $2 > 0 } END { exit n < 100 }'
check $? "the value is not revenue - cost"
gives 0 "two cuts" mk ltv -n CUTS=2011-03-10,2011-09-09 DAYS=90
says 'a later cut' "two cuts"

# ---- A log whose truth is known ----

# Except by chance, no score from what is known at the test cut can be better than the probability of no purchase under
# the parameters that the log was made with. With 8,000 customers, the AUC of churn.mk comes within 0.01 of it (0.002 to
# 0.003 for each of three seeds and two families); recency alone stays 0.02 below.
"$bin/simulate" --layout online-retail --customers 8000 --from 2010-06-01 --to 2011-12-31 --family paretonbd --seed 4 \
  --truth "$W/truth.tsv" >"$W/log.csv"
gives 0 "a log whose truth is known" mk churn INPUT="$W/log.csv" AS_OF=2011-12-31 OUT="$W/true" churn-scores.tsv
{
  printf 'section\tname\tvalue\tfamily\tgroup\n'
  printf 'model\t%s\t%s\tparetonbd\t\n' format 1 family paretonbd unit day
  awk -F'\t' -v OFS='\t' '$1 == "purchases" && $2 ~ /^(r|alpha|s|beta)$/ { print "parameter", $2, $3, "paretonbd", "" }' "$W/truth.tsv"
} >"$W/true-model.tsv"
"$bin/pick" --where 'role = "test"' "$W/true/churn-examples.tsv" |
  "$bin/clvpredict" --model "$W/true-model.tsv" --horizon 90d --pmf 1 2>"$W/err" | "$bin/pick" --only customer_id,p0_90d >"$W/best.tsv"
"$bin/lookup" --key customer_id --from "$W/best.tsv" --only best=p0_90d "$W/true/churn-scores.tsv" |
  "$bin/evaluate" --truth churned --score probability --baseline best,recency_days >"$W/scores.tsv"
"$bin/pick" --where 'measure = "auc" and against is empty' --only score,value "$W/scores.tsv" | awk '
  { auc[$1] = $2 } END { gap = auc["best"] - auc["probability"]; exit !(auc["best"] > 0.8 && gap < 0.01 && gap > -0.005 && auc["best"] - auc["recency_days"] > 0.015) }'
check $? "the AUC beside the best possible: $(grep '	auc	' "$W/scores.tsv")"

# ---- What is wrong ----

# wrong PIPELINE VARIABLE MESSAGE
wrong() {
  gives 2 "$1 $2" mk "$1" OUT="$W/no" "$2"
  says "$3" "$1 $2"
}
wrong churn POLICY=net 'POLICY=net: is not known \(expected: sales, signed\)'
wrong churn CUTS=2011-02-30 'CUTS=2011-02-30: are no dates'
wrong churn FEATURES=a,,b 'FEATURES=a,,b: are no columns'
gives 2 "cuts too near" mk churn CUTS=2011-03-14,2011-05-12,2011-09-10 churn-cuts.tsv
says 'the 90 days from 2011-03-14 on are not over on 2011-05-12' "cuts too near"
gives 2 "a cut is missing" mk churn CUTS=2011-03-14,2011-06-12 churn-cuts.tsv
says '3 days are needed: train calibrate test' "a cut is missing"
gives 2 "limits out of order" mk nextpurchase LIMITS=50,20
says 'ascending and below 91' "limits out of order"
gives 0 "hardly known" mk ltv CUTS=2010-12-08,2011-06-09 ltv-cuts.tsv
says 'the log begins on 2010-12-01, and the first cut is 2010-12-08: its customers are hardly known' "hardly known"

finish
