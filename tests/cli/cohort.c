/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD \
    "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\treturned_units\tgross\treturned\trevenue\n"
#define SALE(id, order, date, land, money) \
    id "\t" order "\t" date "\t\t" land "\t1\t0\t1\t1\t0\t" money "\t0.00\t" money "\n"
#define RETURN(id, order, date, land, money) \
    id "\t" order "\t" date "\t\t" land "\t0\t1\t1\t-1\t-1\t0.00\t" money "\t" money "\n"

/* a and b begin in January, c in March after a return without a purchase; d only returns, and a guest buys. */
#define ORDERS                                                                                           \
    HEAD SALE("a", "1", "2011-01-01", "FI", "10.00") SALE("b", "2", "2011-01-31", "SE", "30.00")         \
        RETURN("c", "3", "2011-03-02", "SE", "-5.00") SALE("", "5", "2011-02-09", "SE", "7.00")          \
            SALE("a", "6", "2011-03-05", "SE", "8.00") SALE("a", "7", "2011-03-05", "SE", "2.00")        \
                SALE("c", "8", "2011-03-09", "SE", "1.00") RETURN("b", "9", "2011-02-03", "SE", "-4.00") \
                    RETURN("d", "10", "2011-02-01", "FI", "-3.00")
#define LINES                                                                              \
    "customer_id\torder_id\tdate\ttime\tcountry\tquantity\tamount\tkind\tproduct_id\n"     \
    "a\t1\t2011-01-01\t\tUK\t1\t2.00\tsale\tp\na\t1\t2011-01-01\t\tUK\t1\t3.50\tsale\tq\n" \
    "a\t2\t2011-01-09\t\tUK\t1\t9.00\tsale\tr\nb\t3\t2011-01-09\t\tUK\t1\t9.00\tsale\ts\nb\t3\t2011-01-09\t\tUK\t1\t9.00\tsale\tp\n"

CLI_ROWS(cohort) = {
    {"guests and returns alone are no cohort", "cohort --only cohort,age",
     HEAD SALE("", "1", "2011-01-01", "FI", "1.00") RETURN("a", "2", "2011-01-02", "FI", "-1.00"), "cohort\tage\n",
     "no customer has an order that sells something, so there is no cohort (orders of guests: 1, customers without such "
     "an order: 1)",
     0},
    {"each age of each cohort, empty ones too; returns before the first order have none",
     "cohort --stats s; grep -E 'guest|before|without' s | sort", ORDERS,
     "cohort\tage\tcustomers\tactive\tretention\tactive_or_later\trolling_retention\torders\trevenue\t"
     "revenue_per_customer\tcumulative_revenue_per_customer\tcomplete\n"
     "2011-01\t0\t2\t2\t1\t2\t1\t2\t40.00\t20\t20\t1\n"
     "2011-01\t1\t2\t0\t0\t1\t0.5\t0\t-4.00\t-2\t18\t1\n"
     "2011-01\t2\t2\t1\t0.5\t1\t0.5\t2\t10.00\t5\t23\t0\n"
     "2011-02\t0\t0\t0\t\t0\t\t0\t0.00\t\t\t1\n"
     "2011-02\t1\t0\t0\t\t0\t\t0\t0.00\t\t\t0\n"
     "2011-03\t0\t1\t1\t1\t1\t1\t1\t1.00\t1\t1\t0\n"
     "customers_without_order\t1\nguest_orders\t1\norders_before_first\t2\n",
     "", 0},
    {"the triangle", "cohort --wide active", ORDERS,
     "cohort\tcustomers\tage_0\tage_1\tage_2\n2011-01\t2\t2\t0\t1\n2011-02\t0\t0\t0\t\n2011-03\t1\t1\t\t\n", "", 0},
    {"of money, and of complete ages alone", "cohort --wide revenue --complete-only", ORDERS,
     "cohort\tcustomers\tage_0\tage_1\tage_2\n2011-01\t2\t40.00\t-4.00\t\n2011-02\t0\t0.00\t\t\n2011-03\t1\t\t\t\n", "",
     0},
    {"complete to the end", "cohort --as-of 2011-03-31 --only age,complete | sed -n '4p'", ORDERS, "2\t1\n", "", 0},
    {"a cohort is of the group of the first order", "cohort --period quarter --by country", ORDERS,
     "country\tcohort\tage\tcustomers\tactive\tretention\tactive_or_later\trolling_retention\torders\trevenue\t"
     "revenue_per_customer\tcumulative_revenue_per_customer\tcomplete\n"
     "FI\t2011-Q1\t0\t1\t1\t1\t1\t1\t3\t20.00\t20\t20\t0\nSE\t2011-Q1\t0\t2\t2\t1\t2\t1\t2\t27.00\t13.5\t13.5\t0\n",
     "", 0},
    {"a return on the day of the first order counts", "cohort --only revenue,orders",
     HEAD "a\t1\t2011-01-01\t08:00:00\tFI\t0\t1\t1\t-1\t-1\t0.00\t-2.00\t-2.00\n"
          "a\t2\t2011-01-01\t09:00:00\tFI\t1\t0\t1\t1\t0\t5.00\t0.00\t5.00\n",
     "revenue\torders\n3.00\t1\n", "", 0},
    {"the first product is that of the largest amount, then the first by its bytes",
     "cohort --by first_product --only first_product,customers,orders,revenue", LINES,
     "first_product\tcustomers\torders\trevenue\np\t1\t1\t18.00\nq\t1\t2\t14.50\n", "", 0},
    {"a column of the lines is no column of the order",
     "sed 's/\\tq$/\\tw/; 1s/product_id/shelf/' | cohort --by shelf --only shelf,customers | sort -u", LINES,
     "p\t2\nshelf\tcustomers\n", "cohort: orders whose lines have different values of shelf: 2; each counts with", 0},
    {"which needs lines", "cohort --by first_product", ORDERS, "", "needs lines", 1},
    {"the second order", "cohort --second", ORDERS,
     "cohort\tcustomers\twith_second_order\tmedian_days\tmedian_days_midpoint\tshare_by_30d\tshare_by_60d\t"
     "share_by_90d\tshare_by_180d\tshare_by_365d\n"
     "2011-01\t2\t1\t63\t63\t0\t0\t\t\t\n2011-02\t0\t0\t\t\t\t\t\t\t\n2011-03\t1\t0\t\t\t\t\t\t\t\n"
     "all\t3\t1\t63\t63\t0\t0\t\t\t\n",
     "", 0},
    {"on the same day it is 0 days, and parts of an order are one",
     "cohort --second --by first_product --only first_product,cohort,with_second_order,median_days",
     LINES "c\t4\t2011-01-09\t\tUK\t1\t9.00\tsale\tz\nc\t5\t2011-01-09\t\tUK\t1\t9.00\tsale\tz\n",
     "first_product\tcohort\twith_second_order\tmedian_days\np\t2011-01\t0\t\np\tall\t0\t\nq\t2011-01\t1\t8\n"
     "q\tall\t1\t8\nz\t2011-01\t1\t0\nz\tall\t1\t0\n",
     "", 0},
    {"rows in any order", "cat >o; (head -n 1 o; tail -n +2 o | tac) | cohort >r; cohort o | cmp - r", ORDERS, "", "",
     0},
    {"tables of disjoint customers add up",
     "cat >orders; for c in a b c d ''; do awk -F'\\t' -v c=\"$c\" 'NR == 1 || $1 == c' orders | "
     "cohort --by country 2>>none >\"part$c\"; done; cohort --merge --by country part* >m; cohort --by country orders | cmp - m; "
     "cohort --by country --wide retention orders >w; cohort --merge --by country --wide retention part* | cmp - w",
     ORDERS, "", "", 0},
    {"of the same unit", "cohort --period week >t; cohort --merge t", ORDERS, NULL,
     "column \"cohort\": \"2010-W52\" is not a valid period (YYYY-MM)", 1},
    {"one customer, one order", "cohort --only cohort,age,active", HEAD SALE("a", "1", "2011-01-03", "FI", "4.00"),
     "cohort\tage\tactive\n2011-01\t0\t1\n", "", 0},
    {"no orders have no columns of ages", "cohort --wide active", HEAD, "cohort\tcustomers\n", "", 0},
    {"later orders are left out", "cohort --as-of 2011-02-28 --wide orders", ORDERS,
     "cohort\tcustomers\tage_0\tage_1\n2011-01\t2\t2\t0\n2011-02\t0\t0\t\n", "", 0},
    {"no such column", "cohort --by land", ORDERS, "", "no column \"land\"", 1},
    {"the time to a second order does not add up", "cohort --second --merge", ORDERS, "", "--second", 2},
};
