/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD "customer_id\\tstage\\trevenue\\n"
#define TABLES                                                                         \
    "printf '" HEAD "1\\tnew\\t10.00\\n2\\tnew\\t5.50\\n3\\tactive\\t7.00\\n' >t0;"    \
    "printf '" HEAD "4\\tnew\\t1.00\\n3\\tactive\\t8.00\\n1\\tactive\\t12.00\\n' >t1;" \
    "printf '" HEAD "1\\tnew\\t12.00\\n3\\tlost\\t8.00\\n' >t2;"
#define TWICE "printf 'customer_id\\tstage\\n1\\ta\\n1\\tb\\n' >t;"
#define DAYS                                                            \
    "printf 'customer_id\\tstage\\tas_of\\n1\\ta\\t2011-09-01\\n' >t0;" \
    "printf 'customer_id\\tstage\\tas_of\\n1\\ta\\t2011-12-01\\n' >t1;"

CLI_ROWS(transitions) = {
    {"from each table to the next", TABLES "transitions --label stage t0 t1 t2", "",
     "pair\tfrom\tto\tcustomers\tshare\trevenue_from\trevenue_to\n"
     "1\tactive\tactive\t1\t1\t7.00\t8.00\n1\tnew\tactive\t1\t0.5\t10.00\t12.00\n1\tnew\t(none)\t1\t0.5\t5.50\t0.00\n"
     "1\t(none)\tnew\t1\t1\t0.00\t1.00\n"
     "2\tactive\tlost\t1\t0.5\t8.00\t8.00\n2\tactive\tnew\t1\t0.5\t12.00\t12.00\n2\tnew\t(none)\t1\t1\t1.00\t0.00\n",
     "", 0},
    {"paths, the commonest first", TABLES "transitions --label stage --paths t0 t1 t2", "",
     "path\tcustomers\tshare\n(none) > new > (none)\t1\t0.25\nactive > active > lost\t1\t0.25\n"
     "new > (none) > (none)\t1\t0.25\nnew > active > new\t1\t0.25\n",
     "", 0},
    {"drift",
     TABLES
     "transitions --label stage --drift --only pair,customers_before,customers_after,in_both,moved,share_moved t0 t1 t2",
     "", "pair\tcustomers_before\tcustomers_after\tin_both\tmoved\tshare_moved\n1\t3\t3\t2\t1\t0.5\n2\t3\t2\t2\t2\t1\n",
     "", 0},
    {"a label that one table lacks counts as half a customer",
     "printf 'k\\tl\\n1\\ta\\n2\\tb\\n' >t0; printf 'k\\tl\\n1\\ta\\n2\\ta\\n' >t1;"
     "transitions --key k --label l --drift --only psi t0 t1",
     "", "psi\n0.5198603854199589\n", "", 0},
    {"no customer in both",
     "printf 'k\\tl\\n1\\ta\\n' >t0; printf 'k\\tl\\n2\\ta\\n' >t1;"
     "transitions --key k --label l --drift --only in_both,share_moved,adjusted_rand,psi t0 t1",
     "", "in_both\tshare_moved\tadjusted_rand\tpsi\n0\t\t\t0\n", "", 0},
    {"the earlier label and the moves", TABLES "transitions --label stage --previous t0 t1 t2", "",
     "customer_id\tstage\trevenue\tprevious_stage\tmoves\n1\tnew\t12.00\tactive\t2\n3\tlost\t8.00\tactive\t1\n", "", 0},
    {"an earlier label of somebody new",
     TABLES "transitions --label stage --previous --only customer_id,previous_stage t0 t1", "",
     "customer_id\tprevious_stage\n4\t(none)\n3\tactive\n1\tnew\n", "", 0},
    {"one table", TABLES "transitions --label stage t0", "", "", "at least two tables", 2},
    {"standard input alone", "transitions --label stage", "customer_id\tstage\n", "", "at least two tables", 2},
    {"a label that is not there", TABLES "transitions --label segment t0 t1", "", "", "no column \"segment\"", 1},
    {"a measure that is not there", TABLES "transitions --label stage --measure gross t0 t1", "", "",
     "no column \"gross\"", 1},
    {"a customer twice", TWICE "transitions --label stage t t", "", NULL,
     "t:3: column \"customer_id\": \"1\" occurs twice", 1},
    {"a customer twice, set aside", TWICE "transitions --label stage --on-bad skip --bad x t t", "",
     "pair\tfrom\tto\tcustomers\tshare\n1\ta\ta\t1\t1\n", NULL, 0},
    {"no key", "printf 'customer_id\\tstage\\n\\ta\\n' >t; transitions --label stage t t", "", NULL,
     "t:2: column \"customer_id\"", 1},
    {"a label that means none", "printf 'customer_id\\tstage\\n1\\t(none)\\n' >t; transitions --label stage t t", "",
     NULL, "use another label", 1},
    {"days that ascend", DAYS "transitions --label stage t0 t1", "",
     "pair\tfrom\tto\tcustomers\tshare\n1\ta\ta\t1\t1\n", "", 0},
    {"days that do not", DAYS "transitions --label stage t1 t0", "", NULL,
     "t0: its as_of is not after that of t1, 2011-12-01", 1},
    {"other columns", TABLES "printf 'customer_id\\tstage\\n' >t; transitions --label stage t0 t", "", NULL, "t", 1},
    {"one or the other", TABLES "transitions --label stage --paths --drift t0 t1", "", "", "--drift", 2},
};
