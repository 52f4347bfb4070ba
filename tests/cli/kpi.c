/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD \
    "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\treturned_units\tgross\treturned\trevenue\n"
#define SALE(id, order, date, land, money) \
    id "\t" order "\t" date "\t\t" land "\t1\t0\t1\t1\t0\t" money "\t0.00\t" money "\n"
#define RETURN(id, order, date, land, money) \
    id "\t" order "\t" date "\t\t" land "\t0\t1\t1\t-1\t-1\t0.00\t" money "\t" money "\n"

/* a comes each month but February, in March to another country; b is lost and returns goods later; d is a guest. */
#define ORDERS                                                                                   \
    HEAD SALE("a", "1", "2011-01-01", "FI", "10.00") SALE("b", "2", "2011-01-31", "FI", "30.00") \
        SALE("c", "3", "2011-02-02", "SE", "5.00") RETURN("b", "4", "2011-02-03", "FI", "-4.00") \
            SALE("", "5", "2011-02-09", "SE", "7.00") SALE("a", "6", "2011-03-05", "SE", "8.00") \
                SALE("c", "7", "2011-03-31", "SE", "6.00") SALE("c", "8", "2011-04-09", "SE", "1.00")

CLI_ROWS(kpi) = {
    {"the columns, in order", "kpi | head -n 1", HEAD,
     "period\tbegin\tend\tcomplete\tcomplete_before\tcomplete_year_before\tburn_in\trevenue\tgross\treturned\tlines\tunits\treturned_units\t"
     "orders\tactive_customers\tguest_orders\tguest_revenue\tguest_gross\tguest_items\tgrowth\tgrowth_year\taov\t"
     "items_per_order\tprice_per_item\torders_per_customer\trevenue_per_customer\tnew_customers\tnew_revenue\t"
     "existing_customers\texisting_revenue\tnew_ratio\tnew_to_existing\tretained\tretention_rate\treturning_share\t"
     "repeat_customers\trepeat_share\tchurn_rate\tcustomers_lost\trevenue_lost\trevenue_lost_share\tretained_revenue\t"
     "net_revenue_retention\tbridge_new\tbridge_kept\tbridge_reactivated\tbridge_lost\tbridge_guests\tbridge_other\t"
     "effect_customers\teffect_frequency\teffect_basket\teffect_price\n",
     "", 0},
    {"totals and marks",
     "kpi --only period,begin,end,complete,complete_before,burn_in,revenue,returned,orders,active_customers,"
     "guest_revenue",
     ORDERS,
     "period\tbegin\tend\tcomplete\tcomplete_before\tburn_in\trevenue\treturned\torders\tactive_customers\t"
     "guest_revenue\n"
     "2011-01\t2011-01-01\t2011-01-31\t1\t\t1\t40.00\t0.00\t2\t2\t0.00\n"
     "2011-02\t2011-02-01\t2011-02-28\t1\t1\t0\t8.00\t-4.00\t2\t1\t7.00\n"
     "2011-03\t2011-03-01\t2011-03-31\t1\t1\t0\t14.00\t0.00\t2\t2\t0.00\n"
     "2011-04\t2011-04-01\t2011-04-30\t0\t1\t0\t1.00\t0.00\t1\t1\t0.00\n",
     "", 0},
    {"customers: new, retained, lost",
     "kpi --only period,new_customers,existing_customers,retained,retention_rate,churn_rate,repeat_share,"
     "customers_lost,revenue_lost,retained_revenue,net_revenue_retention",
     ORDERS,
     "period\tnew_customers\texisting_customers\tretained\tretention_rate\tchurn_rate\trepeat_share\tcustomers_lost\t"
     "revenue_lost\tretained_revenue\tnet_revenue_retention\n"
     "2011-01\t2\t0\t\t\t\t0\t\t\t\t\n"
     "2011-02\t1\t0\t0\t0\t1\t0\t2\t40.00\t-4.00\t-0.1\n"
     "2011-03\t0\t2\t1\t1\t0\t1\t0\t0.00\t6.00\t1.2\n"
     "2011-04\t0\t1\t1\t0.5\t0.5\t1\t1\t8.00\t1.00\t0.07142857142857142\n",
     "", 0},
    {"the bridge sums to the change",
     "kpi --only period,bridge_new,bridge_kept,bridge_reactivated,bridge_lost,bridge_guests,bridge_other", ORDERS,
     "period\tbridge_new\tbridge_kept\tbridge_reactivated\tbridge_lost\tbridge_guests\tbridge_other\n"
     "2011-01\t\t\t\t\t\t\n"
     "2011-02\t5.00\t0.00\t0.00\t-40.00\t7.00\t-4.00\n"
     "2011-03\t0.00\t1.00\t8.00\t0.00\t-7.00\t4.00\n"
     "2011-04\t0.00\t-5.00\t0.00\t-8.00\t0.00\t0.00\n",
     "", 0},
    {"the effects sum to the change of gross",
     "kpi --digits 6 --only period,effect_customers,effect_frequency,effect_basket,effect_price", ORDERS,
     "period\teffect_customers\teffect_frequency\teffect_basket\teffect_price\n2011-01\t\t\t\t\n"
     "2011-02\t-11.666667\t0\t0\t-23.333333\n2011-03\t6.058865\t0\t0\t2.941135\n2011-04\t-3.414444\t0\t0\t-9.585556\n",
     "", 0},
    {"incomplete periods are left out, and what is compared with them",
     "kpi --complete-only --as-of 2011-04-09 --from 2011-01-02 --stats s --only period,revenue,growth; grep incomplete s",
     ORDERS, "period\trevenue\tgrowth\n2011-02\t8.00\t\n2011-03\t14.00\t0.75\nperiods_incomplete\t2\n", "", 0},
    {"orders before the first day tell who is known",
     "kpi --from 2011-02-01 --stats s --only period,burn_in,new_customers,existing_customers,growth; grep before s",
     ORDERS,
     "period\tburn_in\tnew_customers\texisting_customers\tgrowth\n2011-02\t0\t1\t0\t\n2011-03\t0\t0\t2\t0.75\n"
     "2011-04\t0\t0\t1\t-0.9285714285714286\norders_before_from\t2\n",
     "", 0},
    {"and so does a file",
     "printf 'customer_id\\na\\n' >known; kpi --start known --only period,burn_in,new_customers,"
     "repeat_share --as-of 2011-01-31",
     ORDERS, "period\tburn_in\tnew_customers\trepeat_share\n2011-01\t0\t1\t0.5\n", "", 0},
    {"more periods are marked", "kpi --burn-in 2 --only period,burn_in --as-of 2011-03-31", ORDERS,
     "period\tburn_in\n2011-01\t1\n2011-02\t1\n2011-03\t0\n", "", 0},
    {"a first order of all is not one of the group",
     "kpi --period quarter --by country --only country,period,new_customers,existing_customers,orders", ORDERS,
     "country\tperiod\tnew_customers\texisting_customers\torders\nFI\t2011-Q1\t2\t0\t2\nFI\t2011-Q2\t0\t0\t0\n"
     "SE\t2011-Q1\t2\t0\t4\nSE\t2011-Q2\t0\t1\t1\n",
     "", 0},
    {"several keys", "kpi --period year --by kind,country --only kind,country,orders",
     "customer_id\torder_id\tdate\ttime\tcountry\tquantity\tamount\tkind\n"
     "a\t1\t2011-01-01\t\tUK\t1\t2.00\tsale\na\t1\t2011-01-01\t\tUK\t1\t3.50\tcharge\na\t2\t2011-01-02\t\tFI\t1\t1.00\tsale\n",
     "kind\tcountry\torders\ncharge\tUK\t1\nsale\tFI\t1\n",
     "kpi: orders whose lines have different values of kind: 1; each counts with those of its first sale (--by item:COLUMN",
     0},
    {"each line under its own kind", "kpi --period year --by item:kind --only kind,orders,revenue",
     "customer_id\torder_id\tdate\ttime\tcountry\tquantity\tamount\tkind\n"
     "a\t1\t2011-01-01\t\tUK\t1\t2.00\tsale\na\t1\t2011-01-01\t\tUK\t1\t3.50\tcharge\na\t2\t2011-01-02\t\tFI\t1\t1.00\tsale\n",
     "kind\torders\trevenue\ncharge\t1\t3.50\nsale\t2\t3.00\n", "", 0},
    {"products need lines", "kpi --by product", ORDERS, "", "--by product needs lines", 1},
    {"by product", "kpi --period year --by product --only product_id,orders,new_customers,repeat_customers,revenue",
     "customer_id\torder_id\tdate\ttime\tcountry\tquantity\tamount\tkind\tproduct_id\n"
     "a\t1\t2011-01-01\t\tUK\t1\t2.00\tsale\tp\na\t1\t2011-01-01\t\tUK\t1\t3.50\tsale\tq\n",
     "product_id\torders\tnew_customers\trepeat_customers\trevenue\np\t1\t1\t0\t2.00\nq\t1\t1\t0\t3.50\n", "", 0},
    {"windows share no day with those before",
     "kpi --rolling 7d --only period,begin,complete,revenue,retained,growth | sed -n '1p;/2011-04-0[89]/p'", ORDERS,
     "period\tbegin\tcomplete\trevenue\tretained\tgrowth\n2011-04-08\t2011-04-02\t1\t0.00\t0\t-1\n"
     "2011-04-09\t2011-04-03\t1\t1.00\t1\t-0.8333333333333334\n",
     "", 0},
    {"windows of any number of days or months",
     "cat >o; kpi --rolling 90d --only period,begin,revenue o >a; kpi --rolling 1m --only begin,revenue o | paste a - | "
     "sed -n '1p;/2011-04-09/p'",
     ORDERS, "period\tbegin\trevenue\tbegin\trevenue\n2011-04-09\t2011-01-10\t53.00\t2011-03-10\t7.00\n", "", 0},
    {"empty periods have rows", "kpi --period week --only period,orders,aov,retention_rate | head -n 4",
     HEAD SALE("a", "1", "2011-01-03", "FI", "1.00") SALE("a", "2", "2011-01-20", "FI", "2.00"),
     "period\torders\taov\tretention_rate\n2011-W01\t1\t1\t\n2011-W02\t0\t\t0\n2011-W03\t1\t2\t\n", "", 0},
    {"a year before", "kpi --only period,growth_year,complete_year_before | sed -n '1p;/2012/p;/2011-12/p'",
     HEAD SALE("a", "1", "2011-01-03", "FI", "4.00") SALE("a", "2", "2012-01-20", "FI", "5.00"),
     "period\tgrowth_year\tcomplete_year_before\n2011-12\t\t\n2012-01\t0.25\t0\n", "", 0},
    {"only returns: nothing to divide by", "kpi --only period,revenue,orders,active_customers,aov,growth,new_ratio",
     HEAD RETURN("a", "1", "2011-01-03", "FI", "-1.00") RETURN("a", "2", "2011-02-03", "FI", "-2.00"),
     "period\trevenue\torders\tactive_customers\taov\tgrowth\tnew_ratio\n2011-01\t-1.00\t0\t0\t\t\t\n"
     "2011-02\t-2.00\t0\t0\t\t\t\n",
     "", 0},
    {"one customer, one period", "kpi --only period,complete,retained,new_ratio",
     HEAD SALE("a", "1", "2011-01-03", "FI", "4.00"), "period\tcomplete\tretained\tnew_ratio\n2011-01\t0\t\t1\n", "",
     0},
    {"the north star stands first", "kpi --measure orders,revenue | cut -f 1-6 | head -n 2", ORDERS,
     "period\torders\trevenue\tbegin\tend\tcomplete\n2011-01\t2\t40.00\t2011-01-01\t2011-01-31\t1\n", "", 0},
    {"rows in any order",
     "cat >o; (head -n 1 o; tail -n +2 o | tac) | kpi --by country >r; kpi --by country o | cmp - r", ORDERS, "", "",
     0},
    {"tables of disjoint customers add up",
     "cat >orders; for c in a b c ''; do awk -F'\\t' -v c=\"$c\" 'NR == 1 || $1 == c' orders | kpi >\"part$c\"; done; "
     "kpi --merge part* >m; kpi orders | cmp - m",
     ORDERS, "", "", 0},
    {"and so do windows of groups",
     "cat >orders; days='--from 2010-12-30 --as-of 2011-04-20'; for c in a b c ''; do awk -F'\\t' -v c=\"$c\" "
     "'NR == 1 || $1 == c' orders | kpi $days --rolling 28d --by country >\"part$c\"; done; "
     "kpi $days --merge --rolling 28d --by country part* >m; kpi $days --rolling 28d --by country orders | cmp - m",
     ORDERS, "", "", 0},
    {"windows of tables that end on different days",
     "cat >o; kpi --rolling 7d o >s; kpi --rolling 7d --as-of 2011-04-08 o >t; kpi --merge --rolling 7d s t", ORDERS,
     "", "the tables end on different days, 2011-04-09 and 2011-04-08, so later windows would lack orders", 1},
    {"or before the last day", "kpi --rolling 7d >t; kpi --merge --rolling 7d --as-of 2011-05-01 t", ORDERS, "",
     "the tables end before --as-of", 2},
    {"not with those of another length", "kpi --rolling 7d >t; kpi --merge --rolling 28d t", ORDERS, NULL,
     "t:2: column \"begin\": \"2010-12-26\" is not where the period begins", 1},
    {"nor of another unit", "kpi >t; kpi --merge --period week t", ORDERS, NULL,
     "column \"period\": \"2011-01\" is not a valid period (YYYY-Www)", 1},
    {"nor without a key", "kpi --by country >t; kpi --merge t", ORDERS, "",
     "t:1: the table has the key \"country\" (--by as it was made with)", 2},
    {"sums of a table must agree", "kpi | sed 's/8.00\\t12.00/9.00\\t12.00/' | kpi --merge", ORDERS, NULL,
     "column \"revenue\": \"9.00\" is not gross + returned", 1},

    /* ---- people ---- */
    {"who signed up, and bought in the same period",
     "printf 'customer_id\\tsignup_date\\tchannel\\na\\t2011-01-05\\tad\\nc\\t2011-01-09\\tad\\nx\\t2011-02-02\\tpost\\n"
     "y\\t\\tpost\\nz\\t2011-05-01\\tad\\n' >p; kpi --people p --stats s --only period,signups,activated,activation_rate; "
     "grep signups s | sort",
     ORDERS,
     "period\tsignups\tactivated\tactivation_rate\n2011-01\t2\t1\t0.5\n2011-02\t1\t0\t0\n2011-03\t0\t0\t\n"
     "2011-04\t0\t0\t\nsignups_after_as_of\t1\nsignups_before_first\t0\nsignups_unknown\t1\n",
     "", 0},
    {"by channel; guests have none",
     "printf 'customer_id\\tsignup_date\\tchannel\\na\\t2011-01-05\\tad\\nc\\t2011-01-09\\tpost\\n' >p; "
     "kpi --people p --by channel --period year --only channel,orders,signups,activated",
     ORDERS, "channel\torders\tsignups\tactivated\n\t2\t0\t0\nad\t2\t1\t1\npost\t3\t1\t1\n", "", 0},
    {"sign-ups before the first day",
     "printf 'customer_id\\tsignup_date\\na\\t2010-12-31\\n' >p; kpi --people p --only period,signups --as-of 2011-01-31",
     ORDERS, "period\tsignups\n2011-01\t0\n", "1 are in no period (--from)", 0},
    {"a repeated id", "printf 'customer_id\\tsignup_date\\na\\t2010-12-31\\na\\t2011-01-01\\n' >p; kpi --people p",
     ORDERS, "", "p:3: column \"customer_id\": \"a\" is given twice (the first time in p:2", 2},
    {"no date", "printf 'customer_id\\tsignup_date\\na\\t31.12.2010\\n' >p; kpi --people p", ORDERS, NULL,
     "p:2: column \"signup_date\": \"31.12.2010\" is not a date", 2},
    {"no sign-ups", "printf 'customer_id\\na\\n' >p; kpi --people p", ORDERS, "", "no column \"signup_date\"", 1},
    {"no group of sign-ups", "printf 'customer_id\\tsignup_date\\na\\t\\n' >p; kpi --people p --by country", ORDERS, "",
     "p has no such column", 2},
    {"sorted orders are read twice, and standard input to its end",
     "awk 'NR == 1 {print; next} {for (i = 10000; i < 20000; i++) {$2 = i; print}}' FS='\t' OFS='\t' >in;"
     "{ kpi --progress 2>&1 >out; wc -c; } <in | tail -n 2 | cut -d, -f 1,2,4;"
     "{ cat in; tail -n 1 in; } >twice; kpi --progress twice 2>&1 >out | tail -n 1 | cut -d, -f 1,2,4",
     HEAD SALE("a", "1", "2011-01-01", "FI", "10.00"),
     "kpi: 10000 rows, 1.3 MB, 100 %\n0\nkpi: 10001 rows, 0.5 MB, 100 %\n", "", 0},

    /* ---- wrong ---- */
    {"no such column", "kpi --by land", ORDERS, "", "no column \"land\"", 1},
    {"twice", "kpi --by country,country", ORDERS, "", "is given twice", 2},
    {"each customer", "kpi --by customer_id", ORDERS, "", "each customer would be a group", 2},
    {"no such measure", "kpi --measure profit", ORDERS, "", "--measure: no column \"profit\"", 2},
    {"a measure twice", "kpi --measure revenue,revenue", ORDERS, "", "--measure: \"revenue\" is given twice", 2},
    {"no such window", "kpi --rolling 28", ORDERS, "", "--rolling: \"28\" is not a number of days or months", 2},
    {"nor an empty one", "kpi --rolling 0d", ORDERS, "", "--rolling: \"0d\" is not a number of days or months", 2},
    {"nothing after", "kpi --from 2012-01-01 --only period", ORDERS, "period\n",
     "--from 2012-01-01 is after the newest order, 2011-04-09: there is no period to report", 0},
    {"days in the wrong order", "kpi --from 2011-02-01 --as-of 2011-01-01", ORDERS, "", "--from is after --as-of", 2},
    {"one or the other", "kpi --period week --rolling 28d", ORDERS, "", "--period", 2},
    {"nothing before", "kpi --as-of 2010-01-01 --only period", ORDERS, "period\n",
     "so early that all orders are left out", 0},
};
