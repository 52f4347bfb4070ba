/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define FOUR                 \
    "customer_id\ty\tp\tr\n" \
    "a\t1\t0.9\t4\n"         \
    "b\t0\t0.6\t3\n"         \
    "c\t1\t0.6\t3\n"         \
    "d\t0\t0.2\t7\n"
#define SIX     \
    "t\tp\tq\n" \
    "a\ta\tb\n" \
    "a\tb\tb\n" \
    "b\tb\tb\n" \
    "b\tb\tb\n" \
    "c\ta\tb\n"
#define VALUES "y\tf\tlast\n1\t2\t1\n2\t2\t3\n4\t3\t1\n9\t5\t9\n"
#define SAYS(MEASURES) \
    " 2>/dev/null | awk -F'\\t' -v OFS='\\t' '$3 ~ /^(" MEASURES ")$/ { print $1, $2, $3, $4, $5, $6 }'"

CLI_ROWS(evaluate) = {
    {"order: ties count half", "evaluate --truth y --score p" SAYS("auc|ks|rows|positives"), FOUR,
     "p\t\trows\t\t\t4\np\t\tpositives\t\t\t2\np\t\tauc\t\t\t0.875\np\t\tks\t\t\t0.5\n", "", 0},
    {"size", "evaluate --truth y --score p" SAYS("brier|accuracy|majority_accuracy|mean_prediction|confusion"), FOUR,
     "p\t\tbrier\t\t\t0.14250000000000002\np\t\tmean_prediction\t\t\t0.575\np\t\taccuracy\t\t\t0.75\np\t\tmajority_accuracy\t\t\t0.5\n"
     "p\t(majority)\taccuracy\t\t\t0.25\n",
     "", 0},
    {"a score that is not a probability has an order alone",
     "evaluate --truth y --score r" SAYS("auc|brier|accuracy|bin_rows|log_loss"), FOUR, "r\t\tauc\t\t\t0.375\n", "", 0},
    {"deciles end at the row rounded up, ties by key",
     "evaluate --truth y --score p" SAYS("decile_rows|decile_positives") " | cut -f 3,5,6 | head -n 16 | paste - -",
     FOUR,
     "decile_rows\t1\t1\tdecile_positives\t1\t1\ndecile_rows\t2\t0\tdecile_positives\t2\t0\n"
     "decile_rows\t3\t1\tdecile_positives\t3\t0\ndecile_rows\t4\t0\tdecile_positives\t4\t0\n"
     "decile_rows\t5\t0\tdecile_positives\t5\t0\ndecile_rows\t6\t1\tdecile_positives\t6\t1\n"
     "decile_rows\t7\t0\tdecile_positives\t7\t0\ndecile_rows\t8\t1\tdecile_positives\t8\t0\n",
     "", 0},
    {"whatever the order of the rows",
     "tee f | evaluate --truth y --score p >a 2>e; (head -n 1 f; tail -n +2 f | sort -r) | evaluate --truth y --score p >b 2>e; cmp a b && wc -l <a",
     FOUR, NULL, "", 0},
    {"a baseline, and one turned round", "evaluate --truth y --score p --baseline r,-r" SAYS("auc"), FOUR,
     "p\t\tauc\t\t\t0.875\nr\t\tauc\t\t\t0.375\n-r\t\tauc\t\t\t0.625\np\tr\tauc\t\t\t0.5\np\t-r\tauc\t\t\t0.25\n", "",
     0},
    {"the same intervals for any threads",
     "tee f | evaluate --truth y --score p --baseline r --bootstrap 50 --threads 1 >a 2>e; evaluate --truth y --score p --baseline r --bootstrap 50 --threads 3 f 2>e | cmp - a; awk -F'\\t' '$3 == \"brier\" { print ($7 <= $6 && $6 <= $8) }' a",
     FOUR, "1\n", "", 0},
    {"draws customers, not rows",
     "printf 'customer_id\\ty\\tp\\na\\t1\\t0.9\\na\\t0\\t0.8\\n' | evaluate --truth y --score p --bootstrap 9 2>/dev/null | awk -F'\\t' '$3 == \"auc\" { print $6, $7, $8 }'",
     "", "1 1 1\n", "", 0},
    {"few of a class", "evaluate --truth y --score p >/dev/null", FOUR, "", "class negative has few rows (2)", 0},
    {"profits",
     "evaluate --truth y --score p --cost 1 --benefit 3" SAYS(
         "best_profit|best_profit_share|profit") " | cut -f 3,5,6 | head -n 4",
     FOUR, "best_profit\t\t3\nbest_profit_share\t\t0.75\nprofit\t10\t2\nprofit\t20\t2\n", "", 0},
    {"what the first hold", "evaluate --truth y --score p --amount r --top 50" SAYS("top_share"), FOUR,
     "p\t\ttop_share\t\t50\t0.4117647058823529\n", "", 0},
    {"a class that is never predicted",
     "evaluate --truth t --class p" SAYS("precision|recall|f1|macro_precision|support") " | cut -f 3,4,6", SIX,
     "support\ta\t2\nsupport\tb\t2\nsupport\tc\t1\nmacro_precision\t\t0.38888888888888884\n"
     "precision\ta\t0.5\nrecall\ta\t0.5\nf1\ta\t0.5\nprecision\tb\t0.6666666666666666\nrecall\tb\t1\nf1\tb\t0.8\n"
     "precision\tc\t\nrecall\tc\t0\nf1\tc\t0\n",
     "", 0},
    {"classes beside others", "evaluate --truth t --class p --baseline q" SAYS("accuracy"), SIX,
     "p\t\taccuracy\t\t\t0.6\nq\t\taccuracy\t\t\t0.4\np\t(majority)\taccuracy\t\t\t0.19999999999999996\np\tq\taccuracy\t\t\t0.19999999999999996\n",
     "", 0},
    {"a confusion", "evaluate --truth t --class p" SAYS("confusion") " | cut -f 4- | grep -v 0", SIX,
     "a\ta\t1\na\tb\t1\nb\tb\t2\nc\ta\t1\n", "", 0},
    {"values",
     "evaluate --truth y --value f --baseline last" SAYS(
         "mae|bias|median_absolute_error|spearman|mae_of_the_mean|top_share"),
     VALUES,
     "f\t\tmae\t\t\t1.5\nf\t\tbias\t\t\t-1\nf\t\tmedian_absolute_error\t\t\t1\nf\t\tspearman\t\t\t0.9486832980505139\nf\t\ttop_share\t\t20\t0.5625\nf\t\tmae_of_the_mean\t\t\t2.5\n"
     "last\t\tmae\t\t\t1\nlast\t\tbias\t\t\t-0.5\nlast\t\tmedian_absolute_error\t\t\t0.5\nlast\t\tspearman\t\t\t0.6324555320336759\nlast\t\ttop_share\t\t20\t0.5625\nlast\t\tmae_of_the_mean\t\t\t2.5\n"
     "f\t(mean)\tmae\t\t\t-1\nf\tlast\tmae\t\t\t0.5\nf\tlast\tbias\t\t\t-0.5\nf\tlast\tmedian_absolute_error\t\t\t0.5\nf\tlast\tspearman\t\t\t0.316227766016838\nf\tlast\ttop_share\t\t20\t0\n",
     "", 0},
    {"a chance of 0 that came true", "evaluate --truth y --score p 2>&1 >/dev/null | grep -c 'a probability of 0 or 1'",
     "y\tp\n1\t0\n0\t0.5\n", "1\n", "", 0},
    {"a truth that is neither", "evaluate --truth r --score p", FOUR, NULL,
     ":2: column \"r\": \"4\" is not 0 or 1 (--positive", 1},
    {"a truth with names", "evaluate --truth t --score x --positive yes" SAYS("auc"), "t\tx\nyes\t3\nno\t1\n",
     "x\t\tauc\t\t\t1\n", "", 0},
    {"no such baseline", "evaluate --truth y --score p --baseline -q", FOUR, NULL, "no column \"q\"", 1},
    {"an empty key", "evaluate --truth y --score p", "customer_id\ty\tp\n\t1\t1\n", NULL,
     ":2: column \"customer_id\": \"\" is empty", 1},
    {"header only", "evaluate --truth y --score p", "y\tp\n", "score\tagainst\tmeasure\tclass\tat\tvalue\tlow\thigh\n",
     "", 0},
    {"one kind", "evaluate --truth y --score p --value r", FOUR, "", "--value", 2},
    {"a cost needs a benefit", "evaluate --truth y --score p --cost 1", FOUR, "", "--benefit", 2},
};
