/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD                                                                                             \
    "customer_id\torder_id\tdate\ttime\tcountry\tsale_lines\treturn_lines\tlines\tunits\treturned_units" \
    "\tgross\treturned\trevenue\n"
/* a: four purchase days, 10, 20 and 40 days apart, a return, a change of country; b: one day; c comes later; a
 * guest. */
#define SHOP                                                             \
    HEAD "a\t1\t2011-01-01\t\tSpain\t1\t0\t1\t2\t0\t10.00\t0\t10.00\n"   \
         "a\t2\t2011-01-11\t\tSpain\t2\t0\t2\t4\t0\t20.00\t0\t20.00\n"   \
         "a\t3\t2011-01-12\t\tSpain\t0\t1\t1\t-1\t-1\t0\t-5.00\t-5.00\n" \
         "a\t4\t2011-01-31\t\tFrance\t1\t0\t1\t4\t0\t30.00\t0\t30.00\n"  \
         "a\t5\t2011-03-12\t\tItaly\t1\t0\t1\t1\t0\t40.00\t0\t40.00\n"   \
         "b\t6\t2011-02-10\t\t\t1\t0\t1\t1\t0\t7.00\t0\t7.00\n"          \
         "c\t7\t2011-03-01\t\tItaly\t1\t0\t1\t1\t0\t9.00\t0\t9.00\n"     \
         "\t8\t2011-03-31\t\tItaly\t1\t0\t1\t1\t0\t9.00\t0\t9.00\n"

CLI_ROWS(features) = {
    {"recency and tenure count up to the day before the cut",
     "features --cut 2011-02-20 --only customer_id,cut,as_of,window_start,recency_days,tenure_days,T,x,t_x", SHOP,
     "customer_id\tcut\tas_of\twindow_start\trecency_days\ttenure_days\tT\tx\tt_x\n"
     "a\t2011-02-20\t2011-02-19\t\t19\t49\t49\t2\t30\n"
     "b\t2011-02-20\t2011-02-19\t\t9\t9\t9\t0\t0\n",
     "", 0},
    {"sums and quotients, empty if there is nothing to divide by",
     "features --cut 2011-02-20 --only customer_id,country,orders,purchase_days,revenue,gross,m_x,return_share,aov,"
     "lines_per_order,items_per_order,price_per_item",
     SHOP,
     "customer_id\tcountry\torders\tpurchase_days\trevenue\tgross\tm_x\treturn_share\taov\tlines_per_order\t"
     "items_per_order\tprice_per_item\n"
     "a\tFrance\t3\t3\t55.00\t60.00\t25\t0.08333333333333333\t20\t1.6666666666666667\t3.3333333333333335\t6\n"
     "b\t\t1\t1\t7.00\t7.00\t\t0\t7\t1\t1\t7\n",
     "", 0},
    {"gaps, rhythm and season",
     "features --cut 2011-03-13 --only "
     "customer_id,gap_mean,gap_sd,gap_1,gap_2,gap_3,overdue_ratio,share_30d,share_90d,trend,cut_month,season_share",
     SHOP,
     "customer_id\tgap_mean\tgap_sd\tgap_1\tgap_2\tgap_3\toverdue_ratio\tshare_30d\tshare_90d\ttrend\tcut_month\t"
     "season_share\n"
     "a\t23.333333333333332\t15.275252316519467\t40\t20\t10\t0\t0.4\t1\t-0.3333333333333333\t3\t1\n"
     "b\t\t\t\t\t\t\t0\t1\t\t3\t1\n"
     "c\t\t\t\t\t\t\t1\t1\t\t3\t1\n",
     "", 0},
    {"targets, several cuts, in the order of customer and cut",
     "features --cut 2011-02-20,2011-02-01 --horizon 21d --target churn,orders,revenue,next_days,top_share "
     "--only customer_id,cut,label_end,churned,future_orders,future_revenue,next_days,top_spender",
     SHOP,
     "customer_id\tcut\tlabel_end\tchurned\tfuture_orders\tfuture_revenue\tnext_days\ttop_spender\n"
     "a\t2011-02-01\t2011-02-22\t1\t0\t0.00\t\t0\n"
     "a\t2011-02-20\t2011-03-13\t0\t1\t40.00\t40\t1\n"
     "b\t2011-02-20\t2011-03-13\t1\t0\t0.00\t\t0\n",
     "", 0},
    {"the share of top spenders is rounded up",
     "features --cut 2011-03-02 --horizon 30d --target top_share --top-share 0.34 --only customer_id,top_spender",
     SHOP "c\t9\t2011-03-30\t\tItaly\t1\t0\t1\t1\t0\t40.00\t0\t40.00\n"
          "b\t10\t2011-03-30\t\tItaly\t1\t0\t1\t1\t0\t39.00\t0\t39.00\n",
     "customer_id\ttop_spender\na\t1\nb\t0\nc\t1\n", "", 0},
    {"a window hides what was before it",
     "features --cut 2011-02-20 --window 30d --only customer_id,window_start,tenure_days,orders,x", SHOP,
     "customer_id\twindow_start\ttenure_days\torders\tx\na\t2011-01-21\t19\t1\t0\nb\t2011-01-21\t9\t1\t0\n", "", 0},
    {"a cut each 30 days, the last leaves room for the horizon",
     "features --every 30d --horizon 30d --target churn --only customer_id,cut,churned", SHOP,
     "customer_id\tcut\tchurned\na\t2011-01-31\t0\na\t2011-03-02\t0\nb\t2011-03-02\t1\nc\t2011-03-02\t1\n", "", 0},
    {"none before --from", "features --every 30d --from 2011-03-01 --only customer_id,cut", SHOP,
     "customer_id\tcut\na\t2011-03-02\na\t2011-04-01\nb\t2011-03-02\nb\t2011-04-01\nc\t2011-03-02\nc\t2011-04-01\n", "",
     0},
    {"today is the day after the last that is seen", "features --only customer_id,cut,recency_days", SHOP,
     "customer_id\tcut\trecency_days\na\t2011-04-01\t19\nb\t2011-04-01\t49\nc\t2011-04-01\t30\n", "", 0},
    {"another last day", "features --as-of 2011-04-09 --only customer_id,cut", SHOP,
     "customer_id\tcut\na\t2011-04-10\nb\t2011-04-10\nc\t2011-04-10\n", "", 0},
    {"orders in any order give the same",
     "cat >o; features --every 10d o >1; (head -n 1 o; tail -n +2 o | sort -r) | features --every 10d | cmp 1 -", SHOP,
     "", "", 0},
    {"days since people signed up, if it was known then",
     "printf 'customer_id\\tsignup_date\\na\\t2010-12-31\\nb\\t2011-02-20\\nz\\t2011-01-01\\n' >p; "
     "features --cut 2011-02-20,2011-03-02 --people p --stats s --only customer_id,cut,days_since_signup; "
     "grep signup s | sort",
     SHOP,
     "customer_id\tcut\tdays_since_signup\na\t2011-02-20\t50\na\t2011-03-02\t60\nb\t2011-02-20\t\nb\t2011-03-02\t9\n"
     "c\t2011-03-02\t\nsignup_after_as_of\t1\nwithout_signup_date\t1\n",
     "", 0},
    {"a person twice",
     "printf 'customer_id\\tsignup_date\\na\\t2010-12-31\\na\\t2011-02-20\\n' >p; features --people p", SHOP, NULL,
     "p:3:", 2},
    {"no date of a person", "printf 'customer_id\\tsignup_date\\na\\t2010-12-32\\n' >p; features --people p", SHOP,
     NULL, "p:2: column \"signup_date\": \"2010-12-32\"", 2},
    {"products bought before the cut, each once, and in a window",
     "{ printf 'customer_id\\tproduct_id\\tdate\\tkind\\n'; printf '%s\\t%s\\t%s\\t%s\\n' "
     "a p 2011-01-01 sale a q 2011-01-11 sale a p 2011-01-11 sale a r 2011-01-12 return a s 2011-01-31 charge "
     "a t 2011-03-12 sale b q 2011-02-10 free '' q 2011-01-01 sale; } >l; cat >o; "
     "features --cut 2011-02-20,2011-03-13 --lines l --stats s --only customer_id,cut,products o && "
     "features --cut 2011-02-20 --window 30d --lines l --only customer_id,products o && grep products s",
     SHOP,
     "customer_id\tcut\tproducts\na\t2011-02-20\t3\na\t2011-03-13\t4\nb\t2011-02-20\t\nb\t2011-03-13\t\n"
     "c\t2011-03-13\t\ncustomer_id\tproducts\na\t1\nb\t\nwithout_products\t3\n",
     "", 0},
    {"lines without a kind",
     "printf 'customer_id\\tproduct_id\\tdate\\tkind\\na\\tp\\t2011-01-01\\tgift\\n' >l; features --lines l", SHOP,
     NULL, "l:2: column \"kind\": \"gift\" is not a kind of line", 2},
    {"orders for lines", "cat >o; features --lines o o", SHOP, NULL, "no column \"product_id\"", 1},
    {"limits of the first cut, in all cuts, and again from a file",
     "cat >o; features --cut 2011-02-20,2011-03-13 --limits-out l --only customer_id,cut,r_score,f_score,m_score o && "
     "features --cut 2011-03-13 --limits l --only customer_id,m_score o; grep -c quantile l",
     SHOP,
     "customer_id\tcut\tr_score\tf_score\tm_score\na\t2011-02-20\t1\t5\t5\na\t2011-03-13\t5\t5\t5\n"
     "b\t2011-02-20\t5\t1\t1\nb\t2011-03-13\t1\t1\t1\nc\t2011-03-13\t5\t1\t1\n"
     "customer_id\tm_score\na\t5\nb\t1\nc\t1\n15\n",
     "which are few: 2", 0},
    {"nobody before the first cut", "features --cut 2011-01-01,2011-03-13 --scores", SHOP, NULL,
     "no customer was known before the first cut, 2011-01-01", 1},
    {"no limits to save", "features --limits-out l; test ! -e l", HEAD, NULL, "no limits to save", 0},
    {"what a model of an earlier day expects is what clvpredict says",
     "simulate --layout online-retail --customers 200 --to 2011-12-09 | clean --schema online-retail | "
     "aggregate --by order >o; aggregate --by customer --as-of 2011-05-31 o | clvfit --family bgnbd >m; "
     "aggregate --by customer --as-of 2011-06-30 o | clvpredict --model m --horizon 90d | "
     "awk -F'\\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } $at[\"x\"] != \"\"' | "
     "pick --only customer_id,p_alive,expected_90d >want; "
     "features --cut 2011-07-01 --horizon 90d --model m --only customer_id,p_alive,expected_90d o | cmp - want && "
     "test $(wc -l <want) -gt 100 && echo same",
     NULL, "same\n", NULL, 0},
    {"a model that knows the cut",
     "simulate --layout online-retail --customers 200 --to 2011-12-09 | "
     "clean --schema online-retail | aggregate --by order >o; "
     "aggregate --by customer --as-of 2011-06-01 o | clvfit --family bgnbd >m; features --cut 2011-06-01 --model m o",
     NULL, NULL, "the model was fitted to data up to 2011-06-01, and the cut is 2011-06-01", 2},
    {"a return that is booked into its order later is not known before its day",
     "features --cut 2011-02-01,2011-03-02 --only customer_id,cut,orders,revenue,return_share",
     "customer_id\torder_id\tdate\ttime\tcountry\tquantity\tamount\tkind\n"
     "a\t1\t2011-01-01\t\tSpain\t2\t20.00\tsale\na\t1\t2011-03-01\t\tSpain\t-1\t-10.00\treturn\n",
     "customer_id\tcut\torders\trevenue\treturn_share\na\t2011-02-01\t1\t20.00\t0\na\t2011-03-02\t1\t10.00\t0.5\n", "",
     0},
    {"who has no row is counted", "features --cut 2011-02-20 --stats s >/dev/null; grep -E 'guest|known' s", SHOP,
     "guest_orders\t1\nnot_known_then\t1\n", "", 0},
    {"a label that runs past the data", "features --cut 2011-03-20 --horizon 13d --target churn", SHOP, NULL,
     "the horizon of 13d from 2011-03-20 on runs past 2011-03-31", 1},
    {"the last label there is", "features --cut 2011-03-19 --horizon 13d --target churn --only customer_id,label_end",
     SHOP, "customer_id\tlabel_end\na\t2011-04-01\nb\t2011-04-01\nc\t2011-04-01\n", "", 0},
    {"a cut after days that nobody saw", "features --cut 2011-04-02", SHOP, NULL, "is more than a day after", 1},
    {"no such day", "features --cut 2011-02-30", SHOP, "", "--cut: \"2011-02-30\": February 2011 has 28 days", 2},
    {"a cut twice", "features --cut 2011-02-20,2011-02-20", SHOP, "", "2011-02-20 is given twice", 2},
    {"no such target", "features --target churned --horizon 9d", SHOP, "", "\"churned\" is not a target", 2},
    {"a target without a horizon", "features --target churn", SHOP, "", "--horizon", 2},
    {"a horizon without a target or a model", "features --horizon 9d", SHOP, "", "--horizon goes with", 2},
    {"a share of nothing", "features --target churn --horizon 9d --top-share 0.1", SHOP, "", "--top-share", 2},
    {"no orders", "features --only customer_id,cut", HEAD, "customer_id\tcut\n", "", 0},
};
