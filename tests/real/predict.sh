# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run: churn.mk, nextpurchase.mk and ltv.mk on the real logs. Counts are those of the reference; measures are
# found again here with the tools alone. The verdicts are those that were found, even if simple scores are as good.

# shellcheck disable=SC2154 # so are $build and $data
predicts() {
  make -f "$parts/../../pipelines/$1.mk" BIN="$build/bin" INPUT="$data/online-retail.csv.gz" SCHEMA=online-retail \
    AS_OF=2011-12-10 OUT=out1 JOBS=2 "${@:2}"
}
# verdicts_of FILE: measure, the other score, the difference and its interval to three digits, and the verdict. (Dropout
# is not identified in this log, so the last digits of P(alive) are those of a flat likelihood.)
verdicts_of() {
  columns "$1" score against measure difference low high verdict | awk '{
    printf $2 == "-p_alive" ? "%s against %s, %s:" : "%s against %s, %s: %.3g [%.3g, %.3g]", $1, $2, $3, $4, $5, $6
    for (i = 7; i <= NF; i++) printf " %s", $i
    print "" }'
}

# ---- churn.mk ----

predicts churn CUTS=2011-03-14,2011-06-12,2011-09-10
check $? "churn.mk"
churned() { columns out1/churn-examples.tsv cut churned | awk '{ n[$1]++; left[$1] += $2 } END { for (cut in n) print cut, n[cut], left[cut] }' | sort; }
figures "churn.mk: cut, customers, churned" churned <<'END'
2011-03-14 1866 828
2011-06-12 2811 1463
2011-09-10 3370 1451
END
features --cut 2011-06-12 --horizon 90d --target churn lines.tsv |
  learn --target churned --family logit --columns recency_days,orders,revenue,tenure_days --log1p all --cut 2011-09-10 >by-hand.model
features --cut 2011-09-10 lines.tsv | predict --model by-hand.model --only probability | sed '1s/.*/reference/' >by-hand.tsv
pick --only reference out1/churn-scores.tsv | cmp - by-hand.tsv
check $? "churn.mk and by hand: the reference logit"
figures "churn-verdicts.tsv" verdicts_of out1/churn-verdicts.tsv <<'END'
probability against (share), log_loss: -0.0892 [-0.106, -0.0713] better
probability against reference, auc: 0.00952 [0.00371, 0.015] better
probability against reference, log_loss: -0.00668 [-0.0121, -0.00128] better
probability against reference, brier: -0.00212 [-0.00428, 5.05e-05] no difference shown
probability against recency_days, auc: 0.0614 [0.0455, 0.0778] better
probability against -p_alive, auc: better
END

# ---- nextpurchase.mk ----

predicts nextpurchase CUTS=2011-06-02,2011-09-01 WINDOW=184
check $? "nextpurchase.mk"
# Days are counted from the last purchase here; the classes of the pipeline are counted from the last known day.
next_classes() {
  columns out1/next-scores.tsv next_days next_class | awk '
    { n++; none += NF == 1; late += NF == 1 || $1 > 50; soon += NF == 2 && $1 > 20 && $1 <= 50; at_once += NF == 2 && $1 <= 20 }
    END { print n, none; print late, soon, at_once }'
}
figures "nextpurchase.mk: customers, without; > 50 days or none, 21-50, <= 20" next_classes <<'END'
2813 1112
2319 357 137
END
figures "nextpurchase.mk: classes from the last known day" count out1/next-scores.tsv next_class <<'END'
1-20: 617
21-50: 637
51-91: 447
none: 1112
END
figures "next-verdicts.tsv" verdicts_of out1/next-verdicts.tsv <<'END'
class against (majority), accuracy: 0.0935 [0.0796, 0.107] better
class against clv_class, accuracy: 0.0206 [0.011, 0.0306] better
class against clv_class, balanced_accuracy: 0.0261 [0.0167, 0.0362] better
class against clv_class, macro_f1: 0.0383 [0.0265, 0.0507] better
class against clv_class, kappa: 0.0475 [0.0325, 0.0631] better
END

# ---- ltv.mk ----

predicts ltv CUTS=2011-06-01 WINDOW=92 2>ltv.err
check $? "ltv.mk, customers held out"
grep -q 'no test of forecasting' ltv.err
check $? "ltv.mk, customers held out: it says that this is no test of forecasting"
without() {
  features --cut 2011-06-01 --window 92d --horizon 183d --target churn lines.tsv | pick --only customer_id,churned >gone.tsv
  lookup --key customer_id --from gone.tsv --only churned out1/ltv-rows.tsv >rows.tsv
  columns rows.tsv churned | awk '{ n++; none += $1 } END { print n, none }'
  columns rows.tsv part | sort | uniq -c | awk '{ print $2, $1 }'
}
figures "ltv.mk: customers, without a purchase; in each part" without <<'END'
1993 492
test 597
train 1396
END
figures "ltv-verdicts.tsv, customers held out" verdicts_of out1/ltv-verdicts.tsv <<'END'
value against (mean), mae: -786 [-1.41e+03, -410] better
value against clv, mae: -108 [-181, -46.5] better
value against clv, rmse: -685 [-1.15e+03, -138] better
value against clv, spearman: 0.137 [0.0864, 0.193] better
value against clv, top_share: 0.0122 [-0.00832, 0.0418] no difference shown
value against gross, mae: -109 [-212, -26.2] better
value against gross, rmse: -1.06e+03 [-1.82e+03, -231] better
value against gross, spearman: -0.00365 [-0.0349, 0.0294] no difference shown
value against gross, top_share: 0.0133 [-0.0071, 0.0358] no difference shown
class against (majority), accuracy: 0.0184 [0.00335, 0.0352] better
class against clv_class, accuracy: -0.0168 [-0.0318, -0.00335] worse
class against clv_class, balanced_accuracy: -0.0451 [-0.0709, -0.0221] worse
class against clv_class, macro_f1: -0.0666 [-0.104, -0.0324] worse
class against past_class, accuracy: 0.0101 [0.00168, 0.0218] better
class against past_class, balanced_accuracy: 0.0345 [0.00132, 0.0881] better
class against past_class, macro_f1: 0.0442 [-0.00963, 0.114] no difference shown
END
make -f "$parts/../../pipelines/ltv.mk" BIN="$build/bin" INPUT="$data/cdnow/CDNOW_master.txt" SCHEMA=cdnow AS_OF=1998-06-30 \
  DAYS=180 CUTS=1997-06-30,1997-12-31 OUT=out-ltv JOBS=2
check $? "ltv.mk, CDNOW, a later cut"
figures "ltv-verdicts.tsv, CDNOW, a later cut" verdicts_of out-ltv/ltv-verdicts.tsv <<'END'
value against (mean), mae: -11.3 [-12.5, -10.2] better
value against clv, mae: -0.308 [-0.506, -0.0778] better
value against clv, rmse: 3 [1.44, 4.91] worse
value against clv, spearman: 0.0628 [0.0564, 0.0694] better
value against clv, top_share: 0.000306 [-0.00799, 0.00692] no difference shown
value against gross, mae: -51.1 [-52.6, -49.7] better
value against gross, rmse: -94.6 [-113, -77.9] better
value against gross, spearman: 0.1 [0.0931, 0.108] better
value against gross, top_share: 0.013 [-0.000212, 0.023] no difference shown
class against (majority), accuracy: 0.00238 [-0.000594, 0.00552] no difference shown
class against clv_class, accuracy: 0.0112 [0.00861, 0.0139] better
class against clv_class, balanced_accuracy: -0.0492 [-0.0579, -0.0409] worse
class against clv_class, macro_f1: -0.0342 [-0.0445, -0.0248] worse
class against past_class, accuracy: 0.31 [0.303, 0.317] better
class against past_class, balanced_accuracy: -0.117 [-0.132, -0.1] worse
class against past_class, macro_f1: 0.126 [0.111, 0.142] better
END
for pipeline in churn nextpurchase ltv; do
  make -f "$parts/../../pipelines/$pipeline.mk" OUT=out1 verify
  check $? "$pipeline.mk verify: one folder for all"
done
