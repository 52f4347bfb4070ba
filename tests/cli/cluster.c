/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

/* Two kinds of rows, which differ in both columns. */
#define SIX "id\ta\tb\nr\t9\t90\ns\t1\t10\nt\t10\t91\nu\t2\t11\nv\t9\t92\nw\t1\t12\n"
#define TWO "cluster --columns a,b --scale zscore -k 2 "

/* Some thousand rows around three centres, far apart, drawn by awk's own arithmetic: a, b, c. */
#define THREE                                                                               \
    "awk 'function u() { s = (s * 16807) % 2147483647; return s / 2147483647 }"             \
    " BEGIN { s = 7; print \"i\\ta\\tb\\tc\"; for (i = 0; i < 6000; i++) { m = i % 3 * 20;" \
    " print i \"\\t\" m + u() + u() \"\\t\" 40 - m + u() + u() \"\\t\" m * m / 20 + u() + u() } }' >three;"
#define GROUPS "g\tv\nx\t1\nx\t2\nx\t2\nx\t1\ny\t5\ny\t5\n\t8\nx\t\nz\t1\nz\t9\nz\t9\nz\t8\nz\t1\n"

/* A model of one column. */
#define MODEL                                                                                                \
    "group\tcluster\tcolumn\tname\tvalue\n\t\t\tformat\t1\n\t\t\tby\t\n\t\t\tweights\t\n\t\t\tscale\tnone\n" \
    "\t\t\tseed\t1\n\t\t\tstarts\t10\n\t\tv\tlog1p\t0\n\t\t\tclusters\t2\n\t\t\trows\t4\n\t\t\tinertia\t1\n"
#define MODEL_CLUSTERS                                                                                  \
    "\t\tv\tcentre\t0\n\t\tv\tspread\t1\n"                                                              \
    "\t1\t\tlabel\tfew\n\t1\t\trows\t2\n\t1\t\tweight\t2\n\t1\tv\tcentre\t1.5\n\t1\tv\toriginal\t1.5\n" \
    "\t1\tv\tmean\t1.5\n\t2\t\tlabel\tmany\n\t2\t\trows\t2\n\t2\t\tweight\t2\n\t2\tv\tcentre\t9.5\n"    \
    "\t2\tv\toriginal\t9.5\n\t2\tv\tmean\t9.5\n\t\t\tgroups\t1\n"

CLI_ROWS(cluster) = {
    /* what comes out */
    {"one column, in the order of the input", "cluster --columns a -k 2", SIX,
     "id\ta\tb\tcluster\tdistance\nr\t9\t90\t2\t0.3333333333333339\ns\t1\t10\t1\t0.33333333333333326\n"
     "t\t10\t91\t2\t0.6666666666666661\nu\t2\t11\t1\t0.6666666666666667\nv\t9\t92\t2\t0.3333333333333339\n"
     "w\t1\t12\t1\t0.33333333333333326\n",
     "", 0},
    {"several columns", TWO "| cut -f 1,4", SIX, "id\tcluster\nr\t2\ns\t1\nt\t2\nu\t1\nv\t2\nw\t1\n", "", 0},
    {"names and another column's name", TWO "--labels Low,High --as value | cut -f 1,4,5 | head -n 3", SIX,
     "id\tvalue\tvalue_distance\nr\tHigh\t0.08645261569373275\ns\tLow\t0.08645261569373272\n", "", 0},
    {"a second clustering of the same table", TWO "| cluster --columns b -k 2 --as b | cut -f 4,6", SIX, NULL,
     "there is a column \"b\" already", 0},
    {"a second clustering under a name of its own", TWO "| cluster --columns b -k 2 --as tens | cut -f 1,4,6", SIX,
     "id\tcluster\ttens\nr\t2\t2\ns\t1\t1\nt\t2\t2\nu\t1\t1\nv\t2\t2\nw\t1\t1\n", "", 0},
    {"the cluster of the lowest mean is number 1, whatever column the mean is of",
     "awk -F'\\t' -v OFS='\\t' 'NR > 1 { $3 = -$3 } 1' >t; cluster --columns a,b --scale zscore -k 2 t | cut -f 1,4 | head -n 3;"
     "cluster --columns a,b --scale zscore -k 2 --order-by b t | cut -f 1,4 | head -n 3",
     SIX, "id\tcluster\nr\t2\ns\t1\nid\tcluster\nr\t1\ns\t2\n", "", 0},
    {"clusters of equal means in the first column are in the order of the next",
     "cluster --columns a,b --scale none -k 2 | cut -f 3", "a\tb\n1\t9\n3\t9\n1\t2\n3\t2\n", "cluster\n2\n2\n1\n1\n",
     "", 0},
    {"one cluster has all rows", "cluster --columns a -k 1 | cut -f 4 | sort | uniq -c | tr -s ' '", SIX,
     " 6 1\n 1 cluster\n", "", 0},
    {"as many clusters as values", "cluster --columns v -k 3 2>err; cat err", "v\n5\n1\n5\n3\n1\n",
     "v\tcluster\tdistance\n5\t3\t0\n1\t1\t0\n5\t3\t0\n3\t2\t0\n1\t1\t0\ncluster: cluster \"2\" has 1 of 5 rows\n", "",
     0},

    /* one column: the optimum */
    {"ties: the highest cluster begins lowest", "cluster --columns v -k 2 2>err", "v\n1\n2\n3\n",
     "v\tcluster\tdistance\n1\t1\t0\n2\t2\t0.5\n3\t2\t0.5\n", "", 0},
    {"ties of decimals, which no double holds", "cluster --columns v -k 2 2>err | cut -f 2", "v\n0.3\n0.4\n0.5\n",
     "cluster\n1\n2\n2\n", "", 0},
    {"a change of unit does not change the clusters",
     "cluster --columns v -k 3 --scale zscore 2>err | cut -f 2 >z; cut -f 1 z | tr '\\n' ' '",
     "v\n0.1\n0.2\n0.3\n0.7\n0.8\n0.9\n1.3\n1.4\n1.5\n", "cluster 1 1 1 2 2 2 3 3 3 ", "", 0},
    {"weights count rows", "cluster --columns v --weights w -k 2 --model-out m 2>err; grep -E 'weight.[0-9]|mean' m",
     "v\tw\n1\t5\n2\t1\n4\t1\n5\t0\n",
     "v\tw\tcluster\tdistance\n1\t5\t1\t0.16666666666666674\n2\t1\t1\t0.8333333333333333\n4\t1\t2\t0\n5\t0\t2\t1\n"
     "\t1\t\tweight\t6\n\t1\tv\tmean\t1.1666666666666667\n\t2\t\tweight\t1\n\t2\tv\tmean\t4\n",
     "", 0},
    {"rows and weights are the same thing",
     "printf 'v\\n1\\n1\\n1\\n2\\n7\\n9\\n9\\n' | cluster --columns v -k 3 --model-out a >/dev/null 2>&1;"
     "printf 'v\\tw\\n9\\t2\\n2\\t1\\n1\\t3\\n7\\t1\\n' | cluster --columns v -k 3 --weights w --model-out b >/dev/null 2>&1;"
     "diff <(grep -E 'centre|inertia|mean' a) <(grep -E 'centre|inertia|mean' b) && wc -l <a",
     "", "32\n", "", 0},
    {"in several columns as well, which are scaled by so many rows",
     "printf 'a\tb\n1\t5\n1\t5\n1\t5\n2\t3\n7\t9\n9\t1\n9\t1\n' >r; printf 'a\tb\tw\n9\t1\t2\n70\t70\t0\n2\t3\t1\n1\t5\t3\n7\t9\t1\n' >w;"
     "for s in zscore minmax robust; do cluster --columns a,b --scale $s -k 3 --model-out a r >/dev/null 2>&1;"
     "cluster --columns a,b --scale $s -k 3 --weights w --model-out b w >/dev/null 2>&1;"
     "paste <(grep -E 'centre|spread|inertia|mean' a) <(grep -E 'centre|spread|inertia|mean' b) | awk -F'\t' '{ d = $5 - $10; n += d > -1e-12 && d < 1e-12 } END { print n, NR }'; done",
     "", "17 17\n17 17\n17 17\n", "", 0},
    {"no row has a weight", "cluster --columns v --weights w -k 1", "v\tw\n1\t0\n2\t0\n", "",
     "no row has a weight above 0", 1},
    {"weights of robust scaling are whole", "cluster --columns v,u --scale robust --weights w -k 2",
     "v\tu\tw\n1\t1\t1\n2\t2\t0.5\n3\t3\t1\n", "", "weights that are not whole numbers", 1},
    {"a number that cannot be computed with",
     "cluster --columns v -k 2 --on-bad skip --bad bad | cut -f 2; cut -f 2- bad.why", "v\n1\n1e151\n1\n5\n5\n",
     "cluster\n1\n1\n2\n2\nline\tcolumn\tvalue\tproblem\n3\tv\t1e151\tis beyond 1e150, too large to compute with\n",
     NULL, 0},
    {"nor numbers that hardly differ", "cluster --columns v,u --scale zscore -k 2",
     "v\tu\n1e-300\t1\n2e-300\t2\n3e-300\t5\n", "", "column \"v\" differs by less than 1e-150", 1},
    {"weights of one column are whole", "cluster --columns v --weights w -k 2", "v\tw\n1\t1\n2\t0.5\n3\t1\n", "",
     "weights that are not whole numbers", 1},
    {"weights are not negative", "cluster --columns v --weights w -k 2", "v\tw\n1\t1\n2\t-1\n3\t1\n", "",
     "stdin:3: column \"w\": \"-1\" is a weight below 0", 1},

    /* several columns */
    {"planted clusters are found for every seed",
     THREE "for s in $(seq 20); do cluster --columns a,b,c --scale zscore -k 3 --seed $s three | "
           "awk -F'\\t' 'NR > 1 { n += $5 != $1 % 3 + 1 } END { print n + 0 }'; done | sort | uniq -c | tr -s ' '",
     "", " 20 0\n", "", 0},
    {"the same bytes by any number of threads",
     THREE
     "for t in 1 2 3 7; do cluster --columns a,b,c --scale robust -k 7 --threads $t --model-out m three | cksum; cksum <m;"
     " done | sort -u | wc -l",
     "", "2\n", "", 0},
    {"and of a scan",
     THREE "for t in 1 5; do cluster --columns a,b,c --scale minmax --scan 2..3 --threads $t three | cksum;"
           " done | sort -u | wc -l",
     "", "1\n", "", 0},
    {"another seed is another run",
     THREE "for s in 1 2; do cluster --columns a,b,c --scale none -k 9 --starts 1 --seed $s three | cksum;"
           " done | sort -u | wc -l",
     "", "2\n", "", 0},
    {"money does not decide alone", "cluster --columns days,money -k 2 --scale zscore 2>err | cut -f 3",
     "days\tmoney\n1\t1000\n1\t1200\n300\t1050\n300\t1150\n", "cluster\n1\n1\n2\n2\n", "", 0},
    {"unless it is told to", "cluster --columns days,money -k 2 --scale none --as c 2>err | cut -f 3",
     "days\tmoney\n1\t1000\n1\t9000\n300\t1050\n300\t8900\n", "c\n1\n2\n1\n2\n", "", 0},

    /* scaling */
    {"zscore: mean and standard deviation of the population",
     TWO "--model-out m >/dev/null; grep -E '^..[ab].(centre|spread)' m", SIX,
     "\t\ta\tcentre\t5.333333333333333\n\t\ta\tspread\t4.0276819911981905\n\t\tb\tcentre\t51\n"
     "\t\tb\tspread\t40.00833246545858\n",
     "", 0},
    {"minmax: least value and range",
     "cluster --columns a,b --scale minmax -k 2 --model-out m >/dev/null; grep -E '^..[ab].(centre|spread)' m", SIX,
     "\t\ta\tcentre\t1\n\t\ta\tspread\t9\n\t\tb\tcentre\t10\n\t\tb\tspread\t82\n", "", 0},
    {"robust: median and quartiles",
     "cluster --columns a,b --scale robust -k 2 --model-out m >/dev/null; grep -E '^..[ab].(centre|spread)' m", SIX,
     "\t\ta\tcentre\t5.5\n\t\ta\tspread\t7.75\n\t\tb\tcentre\t51\n\t\tb\tspread\t79.5\n", "", 0},
    {"log1p of some columns, and means of the values",
     "cluster --columns a,b --scale none --log1p b -k 2 --model-out m >/dev/null 2>&1; grep -E 'log1p|b.(original|mean)' m",
     "a\tb\n0\t0\n0\t3\n9\t0\n9\t0\n",
     "\t\ta\tlog1p\t0\n\t\tb\tlog1p\t1\n\t1\tb\toriginal\t1\n\t1\tb\tmean\t1.5\n\t2\tb\toriginal\t0\n\t2\tb\tmean\t0\n",
     "", 0},
    {"--log1p all", "cluster --columns a,b --scale zscore --log1p all -k 2 --model-out m >/dev/null; grep log1p m", SIX,
     "\t\ta\tlog1p\t1\n\t\tb\tlog1p\t1\n", "", 0},
    {"what has no logarithm", "cluster --columns v --log1p v -k 2", "v\n1\n-1\n99\n", "",
     "stdin:3: column \"v\": \"-1\" is too low for --log1p", 1},
    {"the middle half is one value", "cluster --columns v --scale robust -k 2", "v\n1\n5\n5\n5\n5\n5\n9\n", "",
     "column \"v\"", 1},

    /* rows without a value */
    {"a missing value: carried, without a label, counted",
     "cluster --columns a,b --scale none -k 2 --stats s 2>err | cut -f 1,4,5; grep missing s; head -n 4 s",
     "id\ta\tb\np\t1\t1\nq\t\t1\nr\t9\t9\ns\t9\t\nt\t1\t1\n",
     "id\tcluster\tdistance\np\t1\t0\nq\t\t\nr\t2\t0\ns\t\t\nt\t1\t0\nmissing_value\t2\nname\tvalue\nrows_in\t5\n"
     "rows_out\t5\nrows_bad\t0\n",
     "", 0},
    {"no row has all values", "cluster --columns a -k 2", "id\ta\nx\t\n", "id\ta\tcluster\tdistance\nx\t\t\t\n", "", 0},
    {"a malformed value beside a missing one", "cluster --columns a,b --scale none -k 2", "a\tb\n\tx\n1\t2\n", "",
     "stdin:2: column \"b\": \"x\" is not a number", 1},
    {"a bad row is set aside and is in no cluster",
     "cluster --columns a -k 2 --on-bad skip --bad bad | cut -f 1,3; cat bad",
     "id\ta\nx\t1\ny\tmany\nz\t1\nu\t5\nv\t5\n", "id\tcluster\nx\t1\nz\t1\nu\t2\nv\t2\nid\ta\ny\tmany\n",
     "malformed records that were set aside", 0},
    {"header only", TWO, "id\ta\tb\n", "id\ta\tb\tcluster\tdistance\n", "", 0},
    {"header only has no model", TWO "--model-out m; echo $?; ls", "id\ta\tb\n", "1\n", "there are no clusters to save",
     0},

    /* what is refused */
    {"several columns without a scale", "cluster --columns a,b -k 2", SIX, "", "several columns need --scale", 2},
    {"a customer's name is no measure", "cluster --columns customer_id -k 2", "customer_id\n1\n2\n", "",
     "column \"customer_id\" identifies rows and is not a measure", 1},
    {"nor is an order's", "cluster --columns v,order_id --scale zscore -k 2", "v\torder_id\n1\t2\n2\t1\n", "",
     "column \"order_id\" identifies rows and is not a measure", 1},
    {"a text column", "cluster --columns a,id --scale zscore -k 2", SIX, "", "column \"id\": \"r\" is not a number", 1},
    {"a constant column", "cluster --columns v,c --scale zscore -k 2", "v\tc\n1\t7\n2\t7\n3\t7\n", "",
     "column \"c\" is the same in all rows", 1},
    {"a constant column, unscaled", "cluster --columns v,c --scale none -k 2", "v\tc\n1\t7\n2\t7\n3\t7\n", "",
     "column \"c\" is the same in all rows", 1},
    {"more clusters than distinct points", "cluster --columns a,b --scale none -k 4", "a\tb\n1\t1\n1\t2\n1\t1\n2\t1\n",
     "", "4 clusters cannot be made of 3 distinct points: ask for 3 at most", 1},
    {"a column of scores", "cluster --columns v_score -k 2", "v_score\n1\n1\n3\n3\n", NULL,
     "column \"v_score\" is a score", 0},
    {"a column that is a clustering", "cluster --columns cluster -k 2 --as again", "cluster\n1\n1\n3\n3\n", NULL,
     "column \"cluster\" is a clustering", 0},
    {"a cluster of one row", "cluster --columns v -k 2 --labels usual,odd", "v\n1\n1\n2\n90\n", NULL,
     "cluster \"odd\" has 1 of 4 rows", 0},
    {"a cluster below 1 %", "{ echo v; yes 1 | head -n 500; echo 90; echo 90; } | cluster --columns v -k 2", "", NULL,
     "cluster \"2\" has 2 of 502 rows, below 1 %", 0},
    {"a column that is not there", "cluster --columns a,c --scale none -k 2", SIX, "",
     "no column \"c\"; have: id, a, b", 1},
    {"a column twice", "cluster --columns a,a --scale none -k 2", SIX, "", "\"a\" is given twice", 2},
    {"no columns", "cluster -k 2", SIX, "", "needs --columns", 2},
    {"no k", "cluster --columns a", SIX, "", "needs -k K", 2},
    {"k is not a number", "cluster --columns a -k few", SIX, "", "-k: \"few\" is not a number of clusters", 2},
    {"no clusters at all", "cluster --columns a -k 0", SIX, "", "-k: \"0\" is not a number of clusters", 2},
    {"--log1p of another column", "cluster --columns a -k 2 --log1p b", SIX, "",
     "--log1p: \"b\" is not one of --columns", 2},
    {"--order-by another column", "cluster --columns a -k 2 --order-by b", SIX, "", "--order-by: \"b\" is not one of",
     2},
    {"too few labels", "cluster --columns a -k 3 --labels x,y", SIX, "", "--labels: 2 names, and -k 3 clusters", 2},
    {"a label twice", "cluster --columns a -k 2 --labels x,x", SIX, "", "--labels: \"x\" is given twice", 2},
    {"a label with a tab", "cluster --columns a -k 2 --labels $'x\\ty,z'", SIX, "", "contains a tab or a line end", 2},
    {"no starts", "cluster --columns a -k 2 --starts 0", SIX, "", "--starts 0 is out of range (from 1", 2},
    {"no threads", "cluster --columns a -k 2 --threads 0", SIX, "", "--threads 0 is out of range (from 1", 2},
    {"clustered already", TWO "| " TWO, SIX, "", "there is a column \"cluster\" already", 1},

    /* a scan */
    {"a scan of three", "cluster --columns v --scan 1..3 --only k,inertia,gain,smallest_rows",
     "v\n1\n1\n2\n2\n8\n8\n9\n9\n30\n30\n",
     "k\tinertia\tgain\tsmallest_rows\n1\t1100\t\t10\n2\t100\t0.9090909090909091\t2\n3\t2\t0.98\t2\n", "", 0},
    {"the gain of the first k", "cluster --columns v --scan 3..3 --only gain", "v\n1\n1\n2\n2\n8\n8\n9\n9\n30\n30\n",
     "gain\n0.98\n", "", 0},
    {"silhouette, Calinski-Harabasz and Davies-Bouldin",
     "cluster --columns a,b --scale none --scan 2..2 --only silhouette,calinski_harabasz,davies_bouldin | "
     "awk 'NR > 1 { $0 = sprintf(\"%.12f %.9f %.12f\", $1, $2, $3) } 1'",
     SIX, "silhouette\tcalinski_harabasz\tdavies_bouldin\n0.979979904886 7272.000000000 0.023009005932\n", "", 0},
    {"the suggestion, with its reason",
     THREE "head -n 1501 three | cluster --columns a,b,c --scale zscore --scan 2..5 --only k,suggested,rule", "",
     "k\tsuggested\trule\n2\t0\t\n3\t1\tgreatest silhouette of those whose clusters are all stable and hold 1 % of the rows\n4\t0\t\n5\t0\t\n",
     "", 0},
    {"-k auto is the suggestion",
     THREE
     "head -n 1501 three | cluster --columns a,b,c --scale zscore -k auto | cut -f 5 | sort | uniq -c | tr -s ' '",
     "", " 500 1\n 500 2\n 500 3\n 1 cluster\n", "", 0},
    {"-k auto says which it is, and where that is nothing to rely on",
     "{ echo v; seq 300; echo 99999; } | cluster --columns v -k auto --stats s >/dev/null; grep -E 'clusters|inertia' s",
     "", "clusters\t2\ninertia\t2249975\n",
     "-k auto takes 2: greatest silhouette; each has a cluster below 1 % of the rows", 0},
    {"a scan of more than there are", "cluster --columns v --scan 2..9 --only k", "v\n1\n2\n3\n", "k\n2\n3\n",
     "the scan ends at 3", 0},
    {"a scan of no rows", "cluster --columns v --scan 2..3 --only k,inertia", "v\n", "k\tinertia\n", "", 0},
    {"no such column of a scan", "cluster --columns a --scan 2..3 --only inertias", SIX, "",
     "did you mean \"inertia\"?", 2},
    {"a range that is none", "cluster --columns a --scan 2-3", SIX, "", "A..B, as 2..10", 2},
    {"a range backwards", "cluster --columns a --scan 4..3", SIX, "", "the lower number comes first", 2},
    {"-k and a scan", "cluster --columns a --scan 2..3 -k 2", SIX, "", "-k does not go with --scan", 2},
    {"--only without a scan", "cluster --columns a -k 2 --only k", SIX, "", "--only goes with --scan", 2},

    /* models */
    {"a model gives its rows the same bytes",
     THREE "cluster --columns a,b,c --log1p a --scale robust -k 5 --model-out m three >one;"
           "cluster --model m three | cmp - one && wc -l <one",
     "", "6001\n", "", 0},
    {"a model of one column too",
     "cat >six; cluster --columns a -k 3 --labels x,y,z --model-out m six 2>err >one; cluster --model m six | cmp - one && wc -l <one",
     SIX, "7\n", NULL, 0},
    {"labels by hand", "cluster --model <(printf '" MODEL MODEL_CLUSTERS "')",
     "k\tv\na\t2\nb\t5.5\nc\t5.6\nd\t\ne\t99\n",
     "k\tv\tcluster\tdistance\na\t2\tfew\t0.5\nb\t5.5\tfew\t4\nc\t5.6\tmany\t3.9000000000000004\nd\t\t\t\ne\t99\tmany\t89.5\n",
     "", 0},
    {"a refit keeps the labels and says what moved",
     "cluster --init <(printf '" MODEL MODEL_CLUSTERS "') --stats s; grep -E 'ari|moved' s", "v\n4\n5\n6\n20\n21\n22\n",
     "v\tcluster\tdistance\n4\tfew\t1\n5\tfew\t0\n6\tfew\t1\n20\tmany\t1\n21\tmany\t0\n22\tmany\t1\n"
     "moved\t0.16666666666666666\nari\t0.32432432432432434\n",
     "the labels of /dev/fd/63 are kept: 16.67 % of the rows moved, adjusted Rand index 0.3243", 0},
    {"a refit of the same rows is the same",
     THREE "cluster --columns a,b,c --scale zscore -k 3 --model-out m three >one;"
           "cluster --init m --model-out n three 2>err | cmp - one && cmp m n && cat err",
     "", "cluster: the labels of m are kept: 0.00 % of the rows moved, adjusted Rand index 1.0000\n", "", 0},
    {"labels go along with their clusters, whatever has become of the order",
     "cat >six; cluster --columns a,b --scale none -k 2 --labels small,large --model-out m six >/dev/null;"
     "printf 'a\\tb\\n9\\t91\\n8\\t90\\n11\\t10\\n12\\t12\\n' | cluster --init m --model-out n | cut -f 1-3; "
     "grep -E 'label|a.mean' n",
     SIX,
     "a\tb\tcluster\n9\t91\tlarge\n8\t90\tlarge\n11\t10\tsmall\n12\t12\tsmall\n"
     "\t1\t\tlabel\tsmall\n\t1\ta\tmean\t11.5\n\t2\t\tlabel\tlarge\n\t2\ta\tmean\t8.5\n",
     "the labels of m are kept: 0.00 % of the rows moved", 0},
    {"a model of a column that is not there", "cluster --model <(printf '" MODEL MODEL_CLUSTERS "')", SIX, "",
     "no column \"v\"; have: id, a, b", 1},
    {"a newer model", "printf '" MODEL "' | sed 's/format.1/format\\t2/' >m; cluster --model m", SIX, "",
     "m:2: column \"value\": \"2\" is newer", 2},
    {"a model that breaks off", "cluster --model <(printf '" MODEL "')", SIX, "", "expected the centre of column \"v\"",
     2},
    {"a model that breaks off within the last figure",
     "printf '" MODEL MODEL_CLUSTERS
     "' >m; for n in 2 9 12 13 14; do head -c -$n m >n; cluster --model n <<<v; echo $?; done",
     "", "2\n2\n2\n2\n2\n", "expected the groups", 0},
    {"a model of groups that breaks off between two",
     "cat >t; cluster --columns v --by g -k 2 --model-out m t >/dev/null 2>&1; grep -vE '^z|groups' m >n; cluster --model n t",
     GROUPS, "", "expected the groups", 2},
    {"a model that goes on", "{ printf '" MODEL MODEL_CLUSTERS "'; printf '\t\t\tgroups\t1\n'; } >m; cluster --model m",
     SIX, "", "comes after the end", 2},
    {"a model of another order", "printf '" MODEL MODEL_CLUSTERS "' | sed '4d' >m; cluster --model m", SIX, "",
     "m:4: expected the weights", 2},
    {"a spread of 0", "printf '" MODEL MODEL_CLUSTERS "' | sed 's/spread.1/spread\\t0/' >m; cluster --model m", SIX, "",
     "m:13: column \"value\": \"0\" is not a number that is valid here", 2},
    {"a model with a label twice", "printf '" MODEL MODEL_CLUSTERS "' | sed 's/many/few/' >m; cluster --model m", SIX,
     "", "two clusters have the label \"few\"", 2},
    {"something that is no model", "cat >m; cluster --model m", SIX, "", "is this a model made by cluster --model-out?",
     2},
    {"a model and clusters to find", "cluster --model m -k 2", SIX, "", "-k does not go with --model", 2},
    {"a refit and other columns", "cluster --init m --columns a", SIX, "", "--columns does not go with --init", 2},
    {"a model to begin with and one to apply", "cluster --init m --model m", SIX, "", "--init does not go with --model",
     2},
    {"a failed run leaves no model", "cluster --columns a -k 9 --model-out m; echo $?; ls", SIX, "1\n",
     "9 clusters cannot be made of 4", 0},

    /* groups */
    {"clusters within groups; a small one has none",
     "cluster --columns v --by g -k 2 --model-out m --stats s 2>err; cat err; grep no_cluster s", GROUPS,
     "g\tv\tcluster\tdistance\nx\t1\t1\t0\nx\t2\t2\t0\nx\t2\t2\t0\nx\t1\t1\t0\ny\t5\t\t\ny\t5\t\t\n\t8\t\t\nx\t\t\t\n"
     "z\t1\t1\t0\nz\t9\t2\t0.3333333333333339\nz\t9\t2\t0.3333333333333339\nz\t8\t2\t0.6666666666666661\nz\t1\t1\t0\n"
     "cluster: g: 1 group without clusters: \"y\" (2 clusters cannot be made of 1 distinct point: ask for 1 at most)\nno_cluster\t2\n",
     "", 0},
    {"groups are in the model",
     "cat >t; cluster --columns v --by g -k 2 --model-out m t 2>/dev/null >one; cluster --model m t 2>err | cmp - one;"
     "cat err; grep -c clusters m; head -n 3 m | tail -n 1",
     GROUPS, "cluster: g: 1 group without clusters: \"y\" (the model does not know it)\n2\n\t\t\tby\tg\n", "", 0},
    {"and so they are after a refit, even those that are away",
     "cat >t; cluster --columns v --by g -k 2 --model-out m t 2>/dev/null >one; grep -v ^x t | cluster --init m --model-out n 2>err >two;"
     "cmp m n; grep -v ^x one | cmp - two",
     GROUPS, "", "", 0},
    {"a cluster of one row in a group", "cluster --columns v --by g -k 2 --labels lo,hi", "g\tv\nx\t1\nx\t1\nx\t7\n",
     NULL, "g: 1 group with clusters of one row or below 1 % of the rows: \"x\" (hi: 1 of 3)", 0},
    {"groups are scaled by their own figures",
     "cluster --columns v,w --scale minmax --by g -k 2 --model-out m >/dev/null 2>&1; grep -E '^..*spread' m",
     "g\tv\tw\nx\t1\t1\nx\t3\t2\ny\t10\t1\ny\t50\t4\n",
     "x\t\tv\tspread\t2\nx\t\tw\tspread\t1\ny\t\tv\tspread\t40\ny\t\tw\tspread\t3\n", "", 0},
    {"a scan of groups", "cluster --columns v --by g --scan 1..2 --only k,inertia 2>err; cat err", GROUPS,
     "g\tk\tinertia\nx\t1\t1\nx\t2\t0\nz\t1\t71.2\nz\t2\t0.6666666666666667\n"
     "cluster: g: 1 group without a scan: \"y\" (column \"v\" is the same in all rows: leave it out)\n",
     "", 0},
    {"no group has clusters", "cluster --columns v --by g -k 2", "g\tv\nx\t1\ny\t2\n", "", "no g gets clusters", 1},
};
