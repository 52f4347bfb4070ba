/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define SHOP                                                                 \
    "customer_id\tsegment\trevenue\torders\tcountry\n"                       \
    "1\ta\t10.00\t1\tFrance\n2\ta\t20.00\t2\tSpain\n3\tb\t60.00\t1\tSpain\n" \
    "4\tb\t90.00\t2\tFrance\n5\tb\t120.00\t3\tSpain\n6\t\t5.00\t1\tSpain\n"
#define OF(column) " | awk -F'\\t' '$2 == \"" column "\" { print $1, $3, $4 }'"

CLI_ROWS(profile) = {
    {"sizes, shares and names", "profile --by segment --columns revenue" OF(""), SHOP,
     "a customers 2\na share 0.4\na revenue_share 0.1\na aov 10\na commonest_country France\na medoid 1\n"
     "a persona revenue -1.09\n"
     "b customers 3\nb share 0.6\nb revenue_share 0.9\nb aov 45\nb commonest_country Spain\nb medoid 4\n"
     "b persona revenue +0.72\n(all) customers 5\n(all) share 1\n(all) revenue_share 1\n(all) aov 33.333333333333336\n",
     "", 0},
    {"of two rows at the same distance the first by its key, in any order of rows",
     "cat >t; (head -1 t; tail -n +2 t | tac) >u; for f in t u; do profile --by l --wide --only label,medoid $f; done",
     "customer_id\tl\tx\ty\n1\ta\t7\t7\n2\ta\t1\t8\n3\tb\t5\t4\n",
     "label\tmedoid\na\t1\nb\t3\nlabel\tmedoid\na\t1\nb\t3\n", "", 0},
    {"a persona has no -0.00", "profile --by l --columns x --wide --only persona", "l\tx\na\t-1000\na\t1000\nb\t-1\n",
     "persona\nx +0.00\nx +0.00\n", "", 0},
    {"what is told of a column", "profile --by segment --columns orders" OF("orders") " | grep -v p_ | grep -v z", SHOP,
     "a mean 1.5\na median 1.5\na q1 1.25\na q3 1.75\nb mean 2\nb median 2\nb q1 1.5\nb q3 2.5\n"
     "(all) mean 1.8\n(all) median 2\n(all) q1 1\n(all) q3 2\n"
     "(all) eta_squared 0.10714285714285715\n(all) within_share 0.8928571428571428\n(all) F 0.36\n"
     "(all) kruskal_H 0.3703703703703705\n",
     "", 0},
    {"one label has no tests, and a column that is the same everywhere no z",
     "profile --by l --columns x" OF("x") " | grep -E ' (z|eta|F|p_F|kruskal|p_H)'", "l\tx\na\t1\na\t1\n",
     "a z \n(all) eta_squared \n(all) F \n(all) p_F \n(all) kruskal_H \n(all) p_H \n", "", 0},
    {"one customer", "profile --by l --columns x" OF("x") " | head -5", "l\tx\na\t7\n",
     "a mean 7\na median 7\na q1 7\na q3 7\na z \n", "", 0},
    {"a row a label",
     "profile --by segment --columns revenue --wide --only label,customers,mean_revenue,median_revenue", SHOP,
     "label\tcustomers\tmean_revenue\tmedian_revenue\na\t2\t15\t15\nb\t3\t90\t90\n", "", 0},
    {"to the next label", "profile --by segment --opportunity", SHOP,
     "label\tcustomers\tmean\tnext_label\tgap\topportunity\na\t2\t15\tb\t75\t150\nb\t3\t90\t\t\t\n", "", 0},
    {"rows without a label are counted", "profile --by segment --stats s >o; grep no_label s", SHOP,
     "dropped_no_label\t1\n", "", 0},
    {"a map", "profile --by l --columns x,y --map | awk '{ printf \"%s %s %.4f %.4f\\n\", $1, $2, $3, $4 }' | tail -4",
     "l\tx\ty\na\t1\t2\na\t2\t4\nb\t3\t6\nb\t4\t8\n", NULL, "", 0},
    {"of equal loadings the first is positive, in any order of rows",
     "cat >t; (head -1 t; tail -n +2 t | tac) >u; for f in t u; do profile --by l --columns x,y --map $f | "
     "awk -F'\t' '/column/ { printf \"%s %.4f %.4f\\n\", $2, $3, $4 }'; done",
     "l\tx\ty\na\t1.1\t8\na\t2.7\t9\nb\t3.3\t1\nb\t4.9\t2.2\nb\t0.3\t7.1\n",
     "x 0.7071 0.7071\ny -0.7071 0.7071\nx 0.7071 0.7071\ny -0.7071 0.7071\n", "", 0},
    {"a map of one column", "profile --by l --columns x --map", "l\tx\na\t1\nb\t2\n", NULL, "a map needs two columns",
     1},
    {"a label that is not there", "profile --by stage", SHOP, "", "no column \"stage\"", 1},
    {"a label that stands for all", "profile --by l --columns x", "l\tx\n(all)\t1\n", NULL, "use another label", 1},
    {"a measure that is not there", "profile --by segment --measure gross", SHOP, "", "no column \"gross\"", 1},
    {"no number", "profile --by l --columns x", "l\tx\na\tb\n", NULL, ":2: column \"x\": \"b\"", 1},
    {"a column twice", "profile --by l --columns x,x", "l\tx\na\t1\n", "", "\"x\" is given twice", 2},
    {"no label in any row", "profile --by l --columns x", "l\tx\n\t1\n\t2\n", "label\tcolumn\tstatistic\tvalue\n",
     "column \"l\" is empty in all rows", 0},
    {"no rows", "profile --by l --columns x", "l\tx\n", "label\tcolumn\tstatistic\tvalue\n", "", 0},
};
