/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD "column\twith\tstatistic\tvalue\trows\n"

CLI_ROWS(corr) = {
    {"values and ranks", "corr --columns x,y", "x\ty\n1\t1\n2\t4\n3\t9\n4\t\n",
     HEAD "x\ty\tpearson\t0.989743318610787\t3\nx\ty\tspearman\t1\t3\n", "", 0},
    {"a label explains", "corr --columns x --by l", "x\tl\n1\ta\n1\ta\n3\tb\n3\tb\n9\t\n",
     HEAD "l\tx\teta_squared\t1\t4\n", "", 0},
    {"all that hold numbers", "corr --only column,with,rows", "customer_id\tx\tt\ty\n1\t1\ta\t2\n2\t2\tb\t1\n",
     "column\twith\trows\nx\ty\t2\nx\ty\t2\n", "", 0},
    {"a column that is the same everywhere", "corr --columns x,y", "x\ty\n1\t1\n1\t4\n",
     HEAD "x\ty\tpearson\t\t2\nx\ty\tspearman\t\t2\n", "", 0},
    {"one row", "corr --columns x,y", "x\ty\n1\t1\n", HEAD "x\ty\tpearson\t\t1\nx\ty\tspearman\t\t1\n", "", 0},
    {"one label", "corr --columns x --by l", "x\tl\n1\ta\n2\ta\n", HEAD "l\tx\teta_squared\t\t2\n", "", 0},
    {"no rows", "corr --columns x,y", "x\ty\n", HEAD, "", 0},
    {"a label that is not there", "corr --columns x --by k", "x\tl\n1\ta\n", "", "no column \"k\"", 1},
    {"a label explains large values that differ by little", "corr --columns x --by l --only value | cut -c 1-14",
     "x\tl\n1000000002\ta\n1000000004\ta\n1000000004\ta\n1000000005\tb\n1000000009\tb\n1000000010\tb\n"
     "1000000011\tc\n1000000015\tc\n1000000020\tc\n",
     "value\n0.792937399678\n", "", 0},
    {"one column and no labels", "corr --columns x", "x\n1\n", "", "a correlation needs two columns", 2},
    {"one column that holds numbers", "corr", "customer_id\tx\n1\t1\n2\t2\n", "", "and there is one", 1},
    {"a column twice", "corr --columns x,x", "x\n1\n", "", "\"x\" is given twice", 2},
    {"labels twice", "corr --columns x --by l,l", "x\tl\n1\ta\n", "", "\"l\" is given twice", 2},
    {"an id", "corr --columns x,customer_id", "x\tcustomer_id\n1\t1\n", "", "customer_id", 1},
    {"no number", "corr --columns x,y", "x\ty\na\t1\n", NULL, ":2: column \"x\": \"a\"", 1},
};
