/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define SHOP              \
    "id\trevenue\tland\n" \
    "b\t20.00\tFrance\n"  \
    "a\t20.00\tSpain\n"   \
    "c\t50.00\tFrance\n"  \
    "d\t\tSpain\n"        \
    "e\t15.00\tSpain\n"   \
    "f\t-5.00\tFrance\n"
#define HEAD "id\trevenue\tland\trank\tshare\tcumulated_share"

CLI_ROWS(topn) = {
    {"the largest first, ties by key, shares of the net total", "topn -n 3", SHOP,
     HEAD "\nc\t50.00\tFrance\t1\t0.5\t0.5\na\t20.00\tSpain\t2\t0.2\t0.7\nb\t20.00\tFrance\t3\t0.2\t0.9\n", "", 0},
    {"more than there are", "topn --only id,cumulated_share", SHOP,
     "id\tcumulated_share\nc\t0.5\na\t0.7\nb\t0.9\ne\t1.05\nf\t1\n", "", 0},
    {"ties by another key", "topn -n 2 --key land --only id", SHOP, "id\nc\nb\n", "", 0},
    {"of each group, groups by their bytes", "topn -n 1 --by land", SHOP,
     HEAD "\nc\t50.00\tFrance\t1\t0.7692307692307693\t0.7692307692307693\n"
          "a\t20.00\tSpain\t1\t0.5714285714285714\t0.5714285714285714\n",
     "", 0},
    {"what is left out is written and counted",
     "topn -n 2 --only id --dropped d --stats s; cat d; grep dropped_ s | sort", SHOP,
     "id\nc\na\n"
     "id\trevenue\tland\nb\t20.00\tFrance\nd\t\tSpain\ne\t15.00\tSpain\nf\t-5.00\tFrance\n"
     "dropped_beyond_n\t3\ndropped_no_value\t1\n",
     NULL, 0},
    {"classes: who crosses a limit belongs to the better one", "topn --abc --only id,class", SHOP,
     "id\tclass\nc\tA\na\tA\nb\tA\ne\tB\nf\tC\n", "", 0},
    {"classes of the first rows", "topn --abc -n 1 --only id,class", SHOP, "id\tclass\nc\tA\n", "", 0},
    {"a total below 0 has no shares", "topn", "id\trevenue\na\t1\nb\t-2\n",
     "id\trevenue\trank\tshare\tcumulated_share\na\t1\t1\t\t\nb\t-2\t2\t\t\n", "", 0},
    {"nor has it classes", "topn --abc --only id,class", "id\trevenue\na\t1\nb\t-1\n", "id\tclass\na\t\nb\t\n", "", 0},
    {"doubles", "topn -n 1 --measure x", "x\n0.12345678\n0.37037034\n",
     "x\trank\tshare\tcumulated_share\n0.37037034\t1\t0.75\t0.75\n", "", 0},
    {"concentration", "topn --concentration --stats s | grep -v lorenz; grep no_value s", SHOP,
     "statistic\tpercent\tvalue\nrows\t\t5\nnegative_rows\t\t1\ntotal\t\t100\ntop_share\t1\t0.47619047619047616\n"
     "top_share\t5\t0.47619047619047616\ntop_share\t10\t0.47619047619047616\ntop_share\t20\t0.47619047619047616\n"
     "top_share\t50\t0.8571428571428571\nrows_that_make\t80\t3\ngini\t\t0.4\nno_value\t1\n",
     "", 0},
    {"Lorenz points are linear between rows", "topn --concentration | awk '$2 % 25 == 0' | grep lorenz",
     "k\trevenue\n1\t1\n2\t3\n",
     "lorenz\t0\t0\nlorenz\t25\t0.125\nlorenz\t50\t0.25\nlorenz\t75\t0.625\nlorenz\t100\t1\n", "", 0},
    {"concentration of each group", "topn --concentration --by land --only land,value,statistic | grep -E 'gini|land'",
     SHOP, "land\tvalue\tstatistic\nFrance\t0.47619047619047616\tgini\nSpain\t0.07142857142857142\tgini\n", "", 0},
    {"nothing to share", "topn --concentration | grep -E 'gini|top_share.1|make|lorenz.100'", "revenue\n0\n-1\n",
     "top_share\t1\t\ntop_share\t10\t\nrows_that_make\t80\t\ngini\t\t\nlorenz\t100\t\n", "", 0},
    {"no such measure", "topn --measure gross", SHOP, "", "no column \"gross\"", 1},
    {"no such key", "topn --key ids", SHOP, "", "did you mean \"id\"?", 1},
    {"no number", "topn", "id\trevenue\na\t1,5\n", NULL, ":2: column \"revenue\": \"1,5\"", 1},
    {"a column that is there", "topn", "rank\trevenue\n", "", "\"rank\"", 1},
    {"none are no rows", "topn -n 0", SHOP, "", "-n 0", 2},
    {"one or the other", "topn --abc --concentration", SHOP, "", "concentration", 2},
};
