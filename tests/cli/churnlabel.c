/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD \
    "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\treturned_units\tgross\treturned\trevenue\n"
#define SALE(id, order, date, money)   id "\t" order "\t" date "\t\tUK\t1\t0\t1\t1\t0\t" money "\t0.00\t" money "\n"
#define RETURN(id, order, date, money) id "\t" order "\t" date "\t\tUK\t0\t1\t1\t-1\t-1\t0.00\t" money "\t" money "\n"

/* a buys every ten days, b once, c has lately returned an early purchase; the newest day has only a guest's order. */
#define ORDERS                                                                           \
    HEAD SALE("a", "1", "2011-01-01", "1.00") SALE("a", "2", "2011-01-11", "2.00")       \
        SALE("a", "3", "2011-01-21", "3.00") SALE("b", "4", "2011-01-11", "10.00")       \
            SALE("c", "5", "2011-01-02", "5.00") RETURN("c", "6", "2011-01-30", "-1.00") \
                SALE("", "7", "2011-01-31", "9.00")
#define COLUMNS "customer_id\tas_of\tlast_date\tdays_since\trevenue\t"
#define RATES   "method\tas_of\tuntil\tcustomers\tchurned\tchurn_rate\trevenue\trevenue_churned\trevenue_churn_rate\n"
#define ALIVE   "customer_id\tas_of\tlast_date\trevenue\tp_alive\n"

CLI_ROWS(churnlabel) = {
    /* ---- window ---- */
    {"no purchase day in the last days; a return is none", "churnlabel --method window --days 20", ORDERS,
     COLUMNS "limit\tchurned\na\t2011-01-31\t2011-01-21\t10\t6.00\t20\t0\nb\t2011-01-31\t2011-01-11\t20\t10.00\t20\t1\n"
             "c\t2011-01-31\t2011-01-02\t29\t4.00\t20\t1\n",
     "", 0},
    {"the as-of day is the last of the days", "churnlabel --method window --days 21 | cut -f 1,7", ORDERS,
     "customer_id\tchurned\na\t0\nb\t0\nc\t1\n", "", 0},
    {"one day: who bought on it", "churnlabel --method window --days 1 --as-of 2011-01-11 | cut -f 1-3,7", ORDERS,
     "customer_id\tas_of\tlast_date\tchurned\na\t2011-01-11\t2011-01-11\t0\nb\t2011-01-11\t2011-01-11\t0\n"
     "c\t2011-01-11\t2011-01-02\t1\n",
     "", 0},
    {"later orders are left out and counted",
     "churnlabel --method window --days 9 --as-of 2011-01-20 --stats s --dropped d >o; cut -f 1,4,5 o; "
     "cut -f 2,3 d; grep after_as_of s",
     ORDERS,
     "customer_id\tdays_since\trevenue\na\t9\t3.00\nb\t9\t10.00\nc\t18\t5.00\n"
     "order_id\tdate\n7\t2011-01-31\n3\t2011-01-21\n6\t2011-01-30\norders_after_as_of\t3\nlines_after_as_of\t3\n",
     "", 0},
    {"lines are folded to orders",
     "printf 'customer_id\\torder_id\\tdate\\ttime\\tcountry\\tquantity\\tamount\\tkind\\n"
     "a\\t1\\t2011-01-01\\t\\tUK\\t1\\t2.00\\tsale\\na\\t1\\t2011-01-01\\t\\tUK\\t1\\t3.50\\tsale\\n' | "
     "churnlabel --method window --days 1",
     NULL, COLUMNS "limit\tchurned\na\t2011-01-01\t2011-01-01\t0\t5.50\t1\t0\n", "", 0},
    {"guests and those without a purchase day have no row",
     "churnlabel --method window --days 5 --stats s; "
     "grep -E 'guest|no_purchase' s",
     HEAD RETURN("a", "1", "2011-01-01", "-1.00") SALE("", "2", "2011-01-01", "1.00"),
     COLUMNS "limit\tchurned\nguest_orders\t1\nno_purchase_day\t1\n", "", 0},
    {"the rates", "churnlabel --method window --days 20 --summary r --stats s >o; cat r; grep churn s", ORDERS,
     RATES "window\t2011-01-31\t\t3\t2\t0.6666666666666666\t20.00\t14.00\t0.7\n"
           "churned\t2\nchurn_rate\t0.6666666666666666\nrevenue_churn_rate\t0.7\n",
     "", 0},
    {"rates of nobody", "churnlabel --method window --days 20 --summary r; cat r", HEAD,
     COLUMNS "limit\tchurned\n" RATES "window\t\t\t0\t0\t\t0.00\t0.00\t\n", "", 0},
    {"only those who were active",
     "churnlabel --method window --days 5 --active-days 21 --summary r --stats s | "
     "cut -f 1,7; cut -f 4-7 r; grep active s",
     ORDERS,
     "customer_id\tchurned\na\t1\nb\t1\ncustomers\tchurned\tchurn_rate\trevenue\n2\t2\t1\t16.00\n"
     "customers_not_active\t1\n",
     "", 0},

    /* ---- gap ---- */
    {"own gaps, or everybody's", "churnlabel --method gap --quantile 0.5 --min-gaps 2",
     HEAD SALE("a", "1", "2011-01-01", "1.00") SALE("a", "2", "2011-01-03", "1.00") SALE("a", "3", "2011-01-07", "1.00")
         SALE("b", "4", "2011-01-01", "1.00") SALE("b", "5", "2011-01-10", "1.00") SALE("c", "6", "2011-01-06", "1.00"),
     COLUMNS "gaps\tlimit\tchurned\na\t2011-01-10\t2011-01-07\t3\t3.00\t2\t3\t0\n"
             "b\t2011-01-10\t2011-01-10\t0\t2.00\t1\t4\t0\nc\t2011-01-10\t2011-01-06\t4\t1.00\t0\t4\t0\n",
     "", 0},
    {"rounded estimates", "churnlabel --method gap --quantile 0.33 --min-gaps 2 --digits 1",
     HEAD SALE("a", "1", "2011-01-01", "1.00") SALE("a", "2", "2011-01-03", "1.00") SALE("a", "3", "2011-01-07", "1.00")
         SALE("b", "4", "2011-01-01", "1.00") SALE("b", "5", "2011-01-10", "1.00") SALE("c", "6", "2011-01-06", "1.00"),
     COLUMNS "gaps\tlimit\tchurned\na\t2011-01-10\t2011-01-07\t3\t3.00\t2\t2.7\t1\n"
             "b\t2011-01-10\t2011-01-10\t0\t2.00\t1\t3.3\t0\nc\t2011-01-10\t2011-01-06\t4\t1.00\t0\t3.3\t1\n",
     "", 0},
    {"a silence as long as the limit is none too long", "churnlabel --method gap --min-gaps 2 | cut -f 1,4,6-8", ORDERS,
     "customer_id\tdays_since\tgaps\tlimit\tchurned\na\t10\t2\t10\t0\nb\t20\t0\t10\t1\nc\t29\t0\t10\t1\n", "", 0},
    {"a day without a purchase ends no gap", "churnlabel --method gap | cut -f 1,6,7",
     HEAD SALE("a", "1", "2011-01-01", "2.00") RETURN("a", "2", "2011-01-04", "-1.00")
         SALE("a", "3", "2011-01-09", "1.00"),
     "customer_id\tgaps\tlimit\na\t1\t8\n", "", 0},
    {"no gaps at all", "churnlabel --method gap", HEAD SALE("a", "1", "2011-01-01", "1.00"), "",
     "churnlabel: no customer bought on two days: there are no gaps", 1},
    {"no orders at all", "churnlabel --method gap", HEAD, COLUMNS "gaps\tlimit\tchurned\n", "", 0},

    /* ---- alive ---- */
    {"below the threshold", "churnlabel --method alive --threshold 0.4 --summary r; cat r",
     ALIVE "b\t2011-01-31\t2011-01-11\t10.00\t0.4\na\t2011-01-31\t2011-01-21\t6\t0.39\n",
     COLUMNS "p_alive\tlimit\tchurned\nb\t2011-01-31\t2011-01-11\t20\t10.00\t0.4\t0.4\t0\n"
             "a\t2011-01-31\t2011-01-21\t10\t6.00\t0.39\t0.4\t1\n" RATES
             "alive\t2011-01-31\t\t2\t1\t0.5\t16.00\t6.00\t0.375\n",
     "", 0},
    {"nobody has left by the model", "churnlabel --method alive | wc -l",
     ALIVE "b\t2011-01-31\t2011-01-01\t1.00\t1\nc\t2011-01-31\t2010-01-01\t1.00\t0.99\n", "3\n",
     "no customer has a P(alive) below 0.5: does the model include dropout?", 0},
    {"without a P(alive)", "churnlabel --method alive --dropped d --stats s; cat d; grep dropped_ s",
     ALIVE "b\t2011-01-31\t\t-1.00\t\n",
     COLUMNS "p_alive\tlimit\tchurned\n" ALIVE "b\t2011-01-31\t\t-1.00\t\ndropped_no_p_alive\t1\n", "", 0},
    {"no such column", "churnlabel --method alive", "customer_id\tas_of\tlast_date\trevenue\tpalive\n", "",
     "no column \"p_alive\" (did you mean \"palive\"?); have: customer_id, as_of, last_date, revenue, palive", 1},
    {"no probability", "churnlabel --method alive", ALIVE "b\t2011-01-31\t2011-01-01\t1.00\t1.5\n", NULL,
     "stdin:2: column \"p_alive\": \"1.5\" is not a probability (0 to 1)", 1},
    {"bought after the as-of day", "churnlabel --method alive", ALIVE "b\t2011-01-31\t2011-02-01\t1.00\t0.5\n", NULL,
     "column \"last_date\": \"2011-02-01\" is after the as-of day", 1},
    {"two as-of days", "churnlabel --method alive",
     ALIVE "b\t2011-01-31\t2011-01-01\t1.00\t0.5\na\t2011-01-30\t2011-01-01\t1.00\t0.5\n", NULL,
     "column \"as_of\": \"2011-01-30\" is not the 2011-01-31 of the rows before it", 1},

    /* ---- future ---- */
    {"who does not come in the window", "churnlabel --future --cut 2011-01-11 --days 11 --summary r; cat r", ORDERS,
     COLUMNS "until\tchurned\na\t2011-01-10\t2011-01-01\t9\t1.00\t2011-01-21\t0\n"
             "c\t2011-01-10\t2011-01-02\t8\t5.00\t2011-01-21\t1\n" RATES
             "future\t2011-01-10\t2011-01-21\t2\t1\t0.5\t6.00\t5.00\t0.8333333333333334\n",
     "", 0},
    {"the first and the last day of the window are in it",
     "cat >o; for c in 11 12 13; do churnlabel --future --cut 2011-01-$c --days 9 --stats s o | tail -n 1; "
     "grep not_known s; done; true",
     HEAD SALE("a", "1", "2011-01-01", "1.00") SALE("a", "2", "2011-01-11", "1.00") SALE("a", "3", "2011-01-20", "1.00")
         SALE("z", "4", "2011-01-21", "1.00"),
     "a\t2011-01-10\t2011-01-01\t9\t1.00\t2011-01-19\t0\na\t2011-01-11\t2011-01-11\t0\t2.00\t2011-01-20\t0\n"
     "a\t2011-01-12\t2011-01-11\t1\t2.00\t2011-01-21\t0\nnot_known_then\t1\n",
     "", 0},
    {"a return in the window is no purchase", "churnlabel --future --cut 2011-01-30 --days 1 | tail -n 1", ORDERS,
     "c\t2011-01-29\t2011-01-02\t27\t5.00\t2011-01-30\t1\n", "", 0},
    {"the window may end on the newest day", "churnlabel --future --cut 2011-01-31 --days 1 | tail -n 1", ORDERS,
     "c\t2011-01-30\t2011-01-02\t28\t4.00\t2011-01-31\t1\n", "", 0},
    {"but not after it", "churnlabel --future --cut 2011-01-31 --days 2", ORDERS, "",
     "the window of 2d from 2011-01-31 on runs past 2011-01-31, the last day of the data (fewer --days or an earlier "
     "--cut; or --as-of 2011-02-01, if the log covers that day)",
     1},
    {"nor after --as-of", "churnlabel --future --cut 2011-01-21 --days 2 --as-of 2011-01-21", ORDERS, "",
     "runs past 2011-01-21", 1},
    {"--as-of after the newest day: nothing happened then",
     "churnlabel --future --cut 2011-02-01 --days 28 --as-of 2011-02-28 | cut -f 1,7", ORDERS,
     "customer_id\tchurned\na\t1\nb\t1\nc\t1\n", "", 0},
    {"only those who were active before", "churnlabel --future --cut 2011-01-21 --days 1 --active-days 10 | cut -f 1,7",
     ORDERS, "customer_id\tchurned\na\t0\nb\t1\n", "", 0},

    /* ---- wrong options ---- */
    {"no rule", "churnlabel", "", "", "needs --method window|gap|alive or --future", 2},
    {"two rules", "churnlabel --future --method gap --cut 2011-01-01 --days 3", "", "",
     "--method does not go with --future (give one of them)", 2},
    {"no days", "churnlabel --method window", "", "", "--method window needs --days N", 2},
    {"no cut", "churnlabel --future --days 3", "", "", "--future needs --cut DATE", 2},
    {"days for gaps", "churnlabel --method gap --days 3", "", "", "--days goes with --method window or --future", 2},
    {"a cut for a window", "churnlabel --method window --days 3 --cut 2011-01-01", "", "", "--cut goes with --future",
     2},
    {"no quantile", "churnlabel --method gap --quantile 90", "", "", "--quantile 90 is out of range (from 0 to 1", 2},
    {"no threshold", "churnlabel --method alive --threshold -1", "", "", "--threshold -1 is out of range (from 0 to 1",
     2},
    {"--as-of for a table that has one", "churnlabel --method alive --as-of 2011-01-01", "", "",
     "--as-of does not go with --method alive", 2},
};
