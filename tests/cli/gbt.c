/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * learn --family gbt, and predict by what it makes. */
#include "cli.h"

#ifdef WITHOUT_XGBOOST

CLI_ROWS(gbt) = {
    {"trees, built without", "learn --target y --family gbt --columns x", "x\ty\n1\t0\n2\t1\n", "",
     "family gbt: this tillroll was built without XGBoost (install libxgboost-dev", 2},
    {"a model of trees, built without", "predict --model \"$TILLROLL_ROOT\"/tests/contract/boosted.tsv", "orders\n1\n",
     "", "family gbt: this tillroll was built without XGBoost (install libxgboost-dev", 2},
};

#else

/* draw RULE: 12000 rows of two columns, and y that depends on both together, or on neither; auc FAMILY: learned from
 * the first half, computed on the second. */
#define DRAW                                                                                          \
    "draw() { awk -v rule=$1 'function u() { s = s * 16807 % 2147483647; return s / 2147483647 } "    \
    "BEGIN { s = 7; print \"half\\ta\\tb\\ty\"; for (i = 0; i < 12000; i++) { a = u(); b = u(); "     \
    "p = rule != \"xor\" ? .5 : (a > .5) != (b > .5) ? .8 : .2; "                                     \
    "printf \"%d\\t%.6f\\t%.6f\\t%d\\n\", 1 + i % 2, a, b, u() < p } }' >all; "                       \
    "pick --where 'half = 1' all >first; pick --where 'half = 2' all >second; }; "                    \
    "auc() { learn --target y --columns a,b --family $1 first | predict --model /dev/stdin second | " \
    "evaluate --truth y --score probability | awk -F '\\t' '$3 == \"auc\" { print $6 }'; }; "         \
    "gain() { awk -v l=$(auc logit) -v g=$(auc gbt) 'BEGIN { print (g - l > .03 ? \"better\" : \"not better\") }'; }; "

/* against NAME OBJECTIVE CHOICE... <TABLE of a, b, c, y: the xgboost command on the same matrix; its numbers are the
 * same floats, to the last bit. All values are exact in few digits, since the command reads only such values
 * exactly. */
#define AGAINST                                                                                                                \
    "set -e; awk 'function u() { s = s * 16807 % 2147483647; return s / 2147483647 } BEGIN { s = 5; "                          \
    "print \"a\\tb\\tc\\ty\\tk\\tv\"; for (i = 0; i < 600; i++) { a = int(64 * u()) / 64; b = int(64 * u()) / 64; "            \
    "c = int(8 * u()); y = u() < ((a > .5) != (b > .5) ? .8 : .2); k = int(2.4 * (a + u() / 4)); "                             \
    "print (i % 9 ? a : \"\") \"\\t\" b \"\\t\" c \"\\t\" y \"\\t\" k \"\\t\" (i % 3 + int(64 * a * b)) / 64 } }' >t; "        \
    "against() { awk -F '\\t' -v t=$1 'NR > 1 { s = $t; for (j = 1; j <= 3; j++) if ($j != \"\") s = s \" \" j - 1 \":\" $j; " \
    "print s }' t >svm; n=$1; o=$2; p=$3; shift 3; "                                                                           \
    "base=$(awk -F '\\t' -v t=$n 'NR > 1 { s += $t; n++ } END { printf \"%.17g\", t == 5 ? .5 : s / n }' t); "                 \
    "printf '%s\\n' \"objective = $o\" 'tree_method = hist' 'nthread = 1' 'num_round = 30' \"base_score = $base\" "            \
    "'data = \"svm\"' 'model_out = x' 'verbosity = 0' \"$@\" >conf; "                                                          \
    "xgboost conf >log 2>&1; xgboost conf task=pred model_in=x test:data=svm name_pred=pred >>log 2>&1; "                      \
    "learn --target $(head -n 1 t | cut -f $n) --family gbt --predicts $p --columns a,b,c --trees 30 t | "                     \
    "predict --model /dev/stdin t | tail -n +2 | cut -f ${own:-7} | tr '\\t' '\\n' | paste - <(tr -s ' ' '\\n' <pred) | "      \
    "awk 'NF != 2 || ($1 - $2) ^ 2 > (1e-7 * ($2 < 0 ? -$2 : $2)) ^ 2 { bad++ } END { print NR, bad + 0 }'; }; "

#define XY    "x\ty\n1\t0\n2\t1\n3\t1\n4\t0\n5\t0\n6\t1\n7\t1\n8\t0\n"
#define SMALL "--family gbt --trees 5 --min-leaf 0 "
#define THREE "x\tk\n1\tlow\n2\tlow\n3\tmid\n4\tlow\n5\tmid\n6\tmid\n7\ttop\n8\tmid\n9\ttop\n10\ttop\n"
#define LEARN_THREE                                                                                                     \
    "printf '" /* in one row, as THREE, for printf */                                                                   \
    "x\\tk\\n1\\tlow\\n2\\tlow\\n3\\tmid\\n4\\tlow\\n5\\tmid\\n6\\tmid\\n7\\ttop\\n8\\tmid\\n9\\ttop\\n10\\ttop\\n' | " \
    "learn --target k " SMALL "--predicts class --columns x >m; "
#define LEARN_LABELS                                                                                  \
    "printf 'g\\tx\\ty\\nu\\t1\\t1\\nu\\t\\t1\\nv\\t2\\t0\\nv\\t3\\t0\\nu\\t4\\t0\\nv\\t5\\t1\\n' | " \
    "learn --target y " SMALL "--columns g,x >m; "
#define LEARN_XY                                                                                       \
    "printf 'x\\tz\\ty\\n1\\t0\\t0\\n2\\t1\\t1\\n3\\t0\\t1\\n4\\t1\\t0\\n5\\t0\\t0\\n6\\t1\\t1\\n' | " \
    "learn --target y " SMALL "--columns x,z >m; "
/* Two cuts; y follows x in both, or in the first one only. */
#define CUTS                                                                                                              \
    "cuts() { awk -v lasts=$1 'BEGIN { print \"cut\\tlabel_end\\tx\\ty\"; for (i = 0; i < 400; i++) { later = i >= 200; " \
    "x = i * 37 % 100; y = later && !lasts ? i * 53 % 7 < 3 : x > 50; y = i % 11 ? y : 1 - y; "                           \
    "print (later ? \"2011-06-12\\t2011-09-10\" : \"2011-03-14\\t2011-06-12\") \"\\t\" x \"\\t\" y } }'; }; "

CLI_ROWS(gbt) = {
    {"trees find what columns tell together", DRAW "draw xor; gain", NULL, "better\n", "", 0},
    {"and nothing in noise", DRAW "draw noise; gain", NULL, "not better\n", "", 0},
    {"chances as the xgboost command's", AGAINST "against 4 binary:logistic chance", NULL, "600 0\n", "", 0},
    {"values as the xgboost command's", AGAINST "against 6 reg:squarederror value", NULL, "600 0\n", "", 0},
    {"chances of three classes as the xgboost command's",
     AGAINST "own=8-10; against 5 multi:softprob class 'num_class = 3'", NULL, "1800 0\n", "", 0},
    {"the same bytes, whatever the threads",
     DRAW "draw xor; for n in 1 4; do OMP_NUM_THREADS=$n learn --target y --family gbt --columns a,b all >m$n; "
          "OMP_NUM_THREADS=$n predict --model m$n all >p$n; done; cmp m1 m4 && cmp p1 p4 && echo same",
     NULL, "same\n", "", 0},

    {"several classes, in the order of their bytes, and a chance of each",
     LEARN_THREE "head -n 1 m; grep -c 'model..class' m; predict --model m | "
                 "awk -F '\\t' 'NR == 1; NR > 1 { print $1, $2, ($3 + $4 + $5 - 1) ^ 2 < 1e-12 }'",
     "x\n1\n10\n",
     "section\tterm\tname\tvalue\n3\nx\tclass\tprobability_low\tprobability_mid\tprobability_top\n1 low 1\n10 top 1\n",
     "", 0},
    {"what each column adds, of the class that is predicted",
     LEARN_THREE "predict --model m --explain --only margin,contribution_base,contribution_x | "
                 "awk 'NR > 1 { print ($1 - $2 - $3) ^ 2 < 1e-10 }'",
     "x\n1\n10\n", "1\n1\n", "", 0},
    {"what each column adds to the margin of a chance",
     LEARN_LABELS "predict --model m --explain | awk -F '\\t' 'NR > 1 { print ($5 - $6 - $7 - $8) ^ 2 < 1e-10 }'",
     "g\tx\nu\t1\nv\t\n", "1\n1\n", "", 0},
    {"a value, without an interval",
     "learn --target y --predicts value " SMALL "--columns x >m; head -n 1 m >/dev/null; "
     "printf 'x\\n1\\n' | predict --model m | head -n 1",
     XY, "x\tvalue\n", "", 0},
    {"a class that has a name",
     "learn --target y --positive yes " SMALL "--columns x | predict --model /dev/stdin "
     "<(printf 'x\\n1\\n4\\n') --only class",
     "x\ty\n1\tno\n2\tno\n3\tyes\n4\tyes\n5\tno\n", "class\nno\nyes\n", "", 0},
    {"labels each have a term", LEARN_LABELS "awk -F '\\t' '$3 ~ /^(label|base|splits)$/ { print $1, $2, $3 }' m", NULL,
     "column g label\ncolumn g label\nterm g=u splits\nterm g=v splits\nterm x splits\n", "", 0},

    {"a missing number is something to learn from", LEARN_LABELS "predict --model m --only class", "g\tx\nu\t\nu\t4\n",
     "class\n1\n0\n", "", 0},
    {"a number that was never missing", LEARN_XY "predict --model m --only z", "x\tz\n1\t0\n1\t\n", "z\n0\n\n",
     "rows that lack a number which no row lacked when the model was learned: 1; the model has not learned what that means"
     " (the first is in column \"z\")",
     0},
    {"a label that was not there before", LEARN_LABELS "predict --model m --only g", "g\tx\nw\t1\nu\t1\n", "g\nw\nu\n",
     "rows with a label that the model does not know: 1; it counts as none of its labels (the first is \"w\"", 0},
    {"columns in another order", LEARN_XY "predict --model m --only x,z,class", "id\tz\tx\na\t1\t2\n",
     "x\tz\tclass\n2\t1\t1\n", "", 0},
    {"a missing column", LEARN_XY "predict --model m", "x\n1\n", NULL, "no column \"z\"", 1},
    {"header only", LEARN_XY "predict --model m", "x\tz\n", "x\tz\tprobability\tclass\n", "", 0},
    {"a constant column", "learn --target y " SMALL "--columns x,k | grep -c k.splits.0",
     "x\tk\ty\n1\t7\t0\n2\t7\t1\n3\t7\t0\n", "1\n",
     "column \"k\" is the same in all training rows, so that no tree can use it", 0},
    {"an empty column", "learn --target y " SMALL "--columns x,k", "x\tk\ty\n1\t\t0\n2\t\t1\n3\t\t0\n", NULL,
     "column \"k\" is empty in all rows", 1},
    {"one class", "learn --target y " SMALL "--columns x", "x\ty\n1\t1\n2\t1\n", NULL, "all rows (2) are of one class",
     1},
    {"one of any number of classes", "learn --target y " SMALL "--predicts class --columns x", "x\ty\n1\ta\n2\ta\n",
     NULL, "all rows (2) are of one class", 1},
    {"one row", "learn --target y " SMALL "--predicts value --columns x", "x\ty\n1\t1\n", NULL,
     "column \"y\": all training rows (1) have one value", 1},
    {"no rows", "learn --target y " SMALL "--columns x", "x\ty\n", NULL, "no rows to learn from", 1},
    {"no class of two", "learn --target y " SMALL "--columns x", "x\ty\n1\t2\n", NULL,
     ":2: column \"y\": \"2\" is not 0 or 1 (--positive names the value to predict; --predicts class or value", 1},
    {"a number as a class",
     "awk 'BEGIN { print \"x\\ty\"; for (i = 0; i < 300; i++) print i \"\\t\" i * 7 % 300 }' | "
     "learn --target y " SMALL "--predicts class --columns x",
     NULL, NULL, ":257: column \"y\": \"285\" is one class too many", 1},
    {"too large for a float", "learn --target y " SMALL "--columns x", "x\ty\n1\t1\n1e300\t0\n", NULL,
     ":3: column \"x\": \"1e300\" is too large for trees", 1},
    {"too large for a float, to be predicted", LEARN_XY "predict --model m", "x\tz\n1\t-1e39\n", NULL,
     ":2: column \"z\": \"-1e39\" is too large for trees", 1},
    {"too large a value", "learn --target y " SMALL "--predicts value --columns x", "x\ty\n1\t1\n2\t1e39\n", NULL,
     ":3: column \"y\": \"1e39\" is too large for trees", 1},

    {"ids teach nothing", "learn --target y " SMALL "--columns customer_id", "customer_id\ty\na\t1\n", NULL,
     "column \"customer_id\" identifies rows and is not a measure", 1},
    {"a column made of the target", "learn --target y " SMALL "--columns x", "x\ty\n1\t0\n2\t0\n3\t1\n", NULL,
     "column \"x\" alone determines \"y\" (AUC 1.0000)", 1},
    {"a column made of one of three classes", "learn --target k " SMALL "--predicts class --columns x",
     "x\tk\na\tlow\na\tlow\nb\tmid\nb\tmid\nc\ttop\n", NULL, "column \"x\" alone determines \"k\" (AUC 1.0000)", 1},
    {"a label after the cut that is scored", CUTS "cuts 1 | learn --target y " SMALL "--columns x --cut 2011-09-09",
     NULL, NULL, ":202: column \"label_end\": \"2011-09-10\" is after --cut", 1},
    {"features that know the label", "learn --target y " SMALL "--columns x",
     "as_of\tcut\tx\ty\n2011-06-12\t2011-06-12\t1\t0\n", NULL,
     ":2: column \"as_of\": \"2011-06-12\" is not before the row's cut", 1},
    {"the model knows the row's future", CUTS "cuts 1 | learn --target y " SMALL "--columns x >m; predict --model m",
     "cut\tx\n2011-09-09\t1\n", NULL, ":2: column \"cut\": \"2011-09-09\" is too early", 1},

    {"trees end when later rows are no better for them",
     CUTS "cuts 1 | learn --target y --family gbt --columns x --stop-cut 2011-06-12 --patience 5 | "
          "awk '$1 == \"fit\" { v[$2] = $3 } END { print v[\"rows\"], v[\"later_rows\"], v[\"trees\"] < 100, "
          "v[\"later_loss\"] < v[\"later_loss_of_base\"] }'",
     NULL, "200 200 1 1\n", "", 0},
    {"what does not last is said", CUTS "cuts 0 | learn --target y --family gbt --columns x --stop-cut 2011-06-12 >m",
     NULL, "", "no number of trees predicts the rows from --stop-cut on better than a constant", 0},
    {"rows that know what later ones are to tell",
     CUTS "cuts 1 | sed 's/2011-06-12$/&/; 9s/2011-06-12/2011-06-13/' | "
          "learn --target y " SMALL "--columns x --stop-cut 2011-06-12",
     NULL, NULL, ":9: column \"label_end\": \"2011-06-13\" is after --stop-cut", 1},
    {"no later rows", CUTS "cuts 1 | learn --target y " SMALL "--columns x --stop-cut 2011-12-12", NULL, NULL,
     "--stop-cut: column \"cut\": all rows (400) are of an earlier cut", 1},
    {"no earlier rows", CUTS "cuts 1 | learn --target y " SMALL "--columns x --stop-cut 2011-03-14", NULL, NULL,
     "all rows (400) are of this cut or a later one", 1},
    {"later rows without a cut", "learn --target y " SMALL "--columns x --stop-cut 2011-03-14", XY, NULL,
     "no column \"cut\"", 1},

    {"medians are not for trees", "learn --target y " SMALL "--columns x --impute median", XY, NULL,
     "--impute goes with --family", 2},
    {"trees are not for sums", "learn --target y --family logit --trees 5 --columns x", XY, NULL,
     "--trees goes with --family", 2},
    {"a positive value of a number", "learn --target y " SMALL "--columns x --predicts value --positive 1", XY, NULL,
     "--positive", 2},
    {"a threshold of three classes", LEARN_THREE "predict --model m --threshold 0.4", "x\n1\n", NULL,
     "--threshold goes with", 2},
    {"a level of trees", LEARN_THREE "predict --model m --level 0.9", "x\n1\n", NULL, "--level goes with", 2},
    {"trees that were changed",
     LEARN_XY "sed 's/\"split_indices\":.0/\"split_indices\":[9/' m >h; cmp -s m h || predict --model h",
     "x\tz\n1\t1\n", NULL, "the trees are not those that learn wrote", 2},
    {"another number of columns", LEARN_XY "grep -v 'column.z' m >h; predict --model h", "x\tz\n1\t1\n", NULL,
     "the trees are not those that learn wrote", 2},
    {"another number of classes", LEARN_THREE "grep -v 'class.mid' m >h; predict --model h", "x\n1\n", NULL,
     "the trees are not those that learn wrote", 2},
    {"half a model", LEARN_XY "head -n 20 m >h; predict --model h", "x\tz\n1\t1\n", NULL, "h: no trees of the model",
     2},
};

#endif
