/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD \
    "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\treturned_units\tgross\treturned\trevenue\n"
#define SALE(id, order, date, money)   id "\t" order "\t" date "\t\tUK\t1\t0\t1\t1\t0\t" money "\t0.00\t" money "\n"
#define RETURN(id, order, date, money) id "\t" order "\t" date "\t\tUK\t0\t1\t1\t-1\t-1\t0.00\t" money "\t" money "\n"

/* One of each: active, back after 100 days, churned, new, star; r has only returns. */
#define ORDERS                                                                                   \
    HEAD SALE("a", "1", "2011-10-01", "5.00") SALE("a", "2", "2011-11-01", "5.00")               \
        SALE("b", "3", "2011-08-01", "50.00") SALE("b", "4", "2011-11-09", "6.00")               \
            SALE("c", "5", "2011-01-01", "900.00") SALE("n", "6", "2011-12-02", "1.00")          \
                SALE("s", "7", "2011-09-01", "30.00") SALE("s", "8", "2011-10-01", "30.00")      \
                    SALE("s", "9", "2011-11-01", "30.00") SALE("s", "10", "2011-12-01", "30.00") \
                        RETURN("r", "11", "2011-12-31", "-1.00") SALE("", "12", "2011-12-31", "7.00")
#define BRIEF "--only customer_id,stage "

CLI_ROWS(lifecycle) = {
    {"one stage a customer, the first that fits", "lifecycle --stats s; grep -E 'stage|no_purch|guest' s | sort",
     ORDERS,
     "customer_id\tas_of\tfirst_date\tlast_date\tpurchase_days\tdays_since\trevenue\tlimit\tstage\n"
     "a\t2011-12-31\t2011-10-01\t2011-11-01\t2\t60\t10.00\t90\tactive\n"
     "b\t2011-12-31\t2011-08-01\t2011-11-09\t2\t52\t56.00\t90\treengaged\n"
     "c\t2011-12-31\t2011-01-01\t2011-01-01\t1\t364\t900.00\t90\tchurn\n"
     "n\t2011-12-31\t2011-12-02\t2011-12-02\t1\t29\t1.00\t90\tnew\n"
     "s\t2011-12-31\t2011-09-01\t2011-12-01\t4\t30\t120.00\t90\tstar\n"
     "guest_orders\t1\nno_purchase_day\t1\nstage_active\t1\nstage_churn\t1\nstage_fun\t0\nstage_new\t1\n"
     "stage_reengaged\t1\nstage_star\t1\n",
     "", 0},
    {"within is less than the limit", "lifecycle " BRIEF "--new 29d --active 60d", ORDERS,
     "customer_id\tstage\na\tchurn\nb\treengaged\nc\tchurn\nn\tactive\ns\tstar\n", "", 0},
    {"a gap must be longer than the limit", "lifecycle " BRIEF "--active 100d | grep b", ORDERS, "b\tactive\n", "", 0},
    {"the gap before any purchase in the window", "lifecycle " BRIEF "--active 60d --new 1d",
     HEAD SALE("a", "1", "2011-01-01", "5.00") SALE("a", "2", "2011-11-02", "5.00") SALE("a", "3", "2011-12-31", "5.00")
         SALE("b", "4", "2011-01-01", "5.00") SALE("b", "5", "2011-11-01", "5.00") SALE("b", "6", "2011-12-30", "5.00"),
     "customer_id\tstage\na\treengaged\nb\tactive\n", "", 0},
    {"stars by days and by share", "lifecycle " BRIEF "--star-days 1 --star-share 0.5", ORDERS,
     "customer_id\tstage\na\tactive\nb\treengaged\nc\tchurn\nn\tnew\ns\tstar\n", "", 0},
    {"no share, no stars", "lifecycle " BRIEF "--star-share 0 | grep s$", ORDERS, "", "", 1},
    {"as of an earlier day; later orders are left out", "lifecycle " BRIEF "--as-of 2011-08-30", ORDERS,
     "customer_id\tstage\nb\tnew\nc\tchurn\n", "", 0},
    {"by each customer's own rhythm", "lifecycle --limits gap --min-gaps 3 --only customer_id,limit,stage", ORDERS,
     "customer_id\tlimit\tstage\na\t72.4\tactive\nb\t72.4\treengaged\nc\t72.4\tchurn\nn\t72.4\tnew\ns\t30.8\tstar\n",
     "", 0},
    {"no gaps", "lifecycle --limits gap", HEAD SALE("a", "1", "2011-01-01", "5.00"), NULL, "there are no gaps", 1},
    {"who never bought, and is known by then",
     "printf 'customer_id\\tsignup_date\\nz\\t2011-05-01\\na\\t\\nr\\t\\ny\\t2012-01-01\\n' >p; "
     "lifecycle --people p --stats s | tail -n 2; grep signups s",
     ORDERS, "z\t2011-12-31\t\t\t0\t\t0.00\t\tfun\nr\t2011-12-31\t\t\t0\t\t-1.00\t\tfun\nsignups_after_as_of\t1\n", "",
     0},
    {"people without a day", "printf 'customer_id\\nz\\n' >p; lifecycle --people p " BRIEF "| tail -n 1", ORDERS,
     "z\tfun\n", "", 0},
    {"a repeated id", "printf 'customer_id\\nz\\nz\\n' >p; lifecycle --people p", ORDERS, NULL, "is given twice", 2},
    {"only returns", "lifecycle " BRIEF, HEAD RETURN("a", "1", "2011-01-01", "-5.00"), "customer_id\tstage\n", "", 0},
    {"rows in any order", "cat >o; (head -n 1 o; tail -n +2 o | tac) | lifecycle >r; lifecycle o | cmp - r", ORDERS, "",
     "", 0},
    {"one rule or the other", "lifecycle --limits gap --active 30d", ORDERS, "", "--active", 2},
    {"a quantile of gaps alone", "lifecycle --quantile 0.5", ORDERS, "", "--quantile", 2},
};
