/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Most rows make a folder d of tables and show the sentences of a section about them. */
#include "cli.h"

/* d/NAME from quoted rows: a blank becomes a tab, and ~ a blank. */
#define TABLE(name, rows) "mkdir -p d; printf '%s\\n' " rows " | tr ' ~' '\\t ' > d/" name "; "

/* The sentences of a section; the warnings of a section. */
#define SAY(section) "report --only " section " d" SAID
#define SAID         " | sed -nE 's/^<p class=\"say\">(.*)<.p>$/\\1/p' | sed 's/<[^>]*>//g'"
#define BEWARE(section) \
    "report --only " section " d | sed -n '/class=\"beware\"/,/<.aside>/s/<li>//p' | sed 's/ <a.*//; s/<[^>]*>//g'"

#define KPI(rows) TABLE("kpi-months.tsv", "'period complete burn_in revenue growth growth_year orders' " rows)
#define BRIDGE(row)                                                                                   \
    TABLE("kpi-months.tsv",                                                                           \
          "'period complete burn_in revenue orders growth bridge_new bridge_kept bridge_reactivated " \
          "bridge_lost bridge_guests bridge_other' '2024-01 1 0 100.00 1       ' '" row "'")
#define CUSTOMERS(row)                                                                                        \
    TABLE("kpi-months.tsv",                                                                                   \
          "'period complete burn_in revenue orders growth active_customers new_customers "                    \
          "new_ratio retained retention_rate customers_lost revenue_lost' '2024-01 1 0 100.00 1  4 4 1    ' " \
          "'" row "'")
#define COHORTS(rows) TABLE("cohorts.tsv", "'cohort age customers active retention complete' " rows)
#define SECOND(row)            \
    TABLE("second-orders.tsv", \
          "'cohort customers with_second_order median_days share_by_90d' '2024-01 1 0  ' '" row "'")
#define PRODUCTS(rows) TABLE("top-products.tsv", "'product_id description gross share cumulated_share' " rows)
#define PROFILES(rows) TABLE("segment-profiles.tsv", "'label column statistic value' " rows)
#define OF(label, n, share, revenue) \
    "'" label "  customers " n "' '" label "  share " share "' '" label "  revenue_share " revenue "' "
#define STAGES(rows) TABLE("lifecycle-months.tsv", "'month complete new reengaged star active churn' " rows)
#define MOVES(drift, rows)                                                 \
    TABLE("segment-drift.tsv", "'month in_both moved share_moved' " drift) \
    TABLE("segment-moves.tsv", "'from to customers revenue_to' " rows)
#define SHARES(rows)   TABLE("customer-concentration.tsv", "'statistic percent value' " rows)
#define FORECAST(rows) TABLE("forecast.tsv", "'period forecast low high method fallback' " rows)
#define TESTS(rows)    TABLE("forecast-errors.tsv", "'evaluation method step n mase coverage verdict' " rows)
#define WORTH(rows)                      \
    PROFILES(OF("A", "3", "0.3", "0.6")) \
    TABLE("segment-opportunity.tsv", "'label customers mean next_label opportunity' " rows)
#define CLV(rows) TABLE("clv.tsv", "'customer_id p_alive clv_90d clv_1y clv_1y_low' " rows)
#define CHURN(rows, verdicts)                                     \
    TABLE("churn.tsv", "'customer_id cut p_churn at_risk' " rows) \
    TABLE("churn-verdicts.tsv", "'score against measure difference low high verdict' " verdicts)
#define PRICES(rows) \
    TABLE("campaign-prices.tsv", "'product_id revenue price elasticity elasticity_low elasticity_high verdict' " rows)

CLI_ROWS(report) = {
    {"no folder", "report", "", "", "report: no folder was given (report FOLDER > page.html)", 2},
    {"a folder that is not there", "report nowhere", "", "", "report: nowhere: cannot read the folder", 3},
    {"a folder without tables", "mkdir d; report d", "", "", "report: d: has none of the tables", 1},
    {"a slip in --only", "mkdir d; report --only kpis d", "", "",
     "report: --only: there is no section \"kpis\" (did you mean \"kpi\"?); there are: kpi, bridge, ", 2},
    {"what is done with rows means nothing to a page", "mkdir d; report --on-bad skip d", "", "",
     "--on-bad has no effect: this tool reads no rows", 2},
    {"customers are listed only on demand", KPI("'2024-01 1 1 1.00   1'") "report --only list d", "", "",
     "report: only list goes with customers", 2},

    /* revenue */
    {"more than before", KPI("'2024-01 1 1 100.00   1' '2024-02 1 0 150.00 0.5  2'") SAY("kpi"), "",
     "February 2024 brought 150.00, 50.0% more than January 2024 (100.00). No earlier change can be compared with it. "
     "There is no whole period of a year before to compare with, so a season cannot be told from growth.\n",
     "", 0},
    {"less than before", KPI("'2024-01 1 0 100.00   1' '2024-02 1 0 75.00 -0.25 0.5 2'") SAY("kpi"), "",
     "February 2024 brought 75.00, 25.0% less than January 2024 (100.00). No earlier change can be compared with it. "
     "Against the same period a year before it is +50.0%.\n",
     "", 0},
    {"no part of a period a year before",
     TABLE("kpi-months.tsv", "'period complete complete_year_before burn_in revenue growth growth_year orders' "
                             "'2024-02 1 0 0 75.00  0.5 2'")
         SAY("kpi") " | grep -o 'There is no whole period of a year before'",
     "", "There is no whole period of a year before\n", "", 0},
    {"as much as before", KPI("'2024-01 1 1 100.00   1' '2024-02 1 0 100.00 0  2'") SAY("kpi") " | cut -d . -f 1-2", "",
     "February 2024 brought 100.00, exactly as much as January 2024\n", "", 0},
    {"nothing before", KPI("'2024-01 1 1 0.00   0' '2024-02 1 0 75.00   2'") SAY("kpi") " | cut -d . -f 1-3", "",
     "February 2024 brought 75.00; January 2024 had brought 0.00\n", "", 0},
    {"the first whole period",
     KPI("'2024-01 0 1 100.00   1' '2024-02 1 0 75.00 -0.25  2'") SAY("kpi") " | cut -d . -f 1-3", "",
     "February 2024 brought 75.00. No whole period comes before it, so there is nothing to compare with\n", "", 0},
    {"a usual change",
     KPI("'2024-01 1 0 100.00   1' '2024-02 1 0 110.00 0.1  1' '2024-03 1 0 121.00 0.1  1' '2024-04 1 0 100.00 -0.17  1' "
         "'2024-05 1 0 130.00 0.3  1' '2024-06 1 0 143.00 0.1  1' '2024-07 0 0 9.00 -0.9  1'")
         SAY("kpi") " | grep -o 'The 4 [^.]*[.].[^.]*[.].[^.]*'",
     "", "The 4 changes before it were between −17.0% and +30.0%, so a change of this size is usual here\n", "", 0},
    {"the largest rise",
     KPI("'2024-01 1 0 100.00   1' '2024-02 1 0 110.00 0.1  1' '2024-03 1 0 121.00 0.1  1' '2024-04 1 0 100.00 -0.17  1' "
         "'2024-05 1 0 130.00 0.3  1' '2024-06 1 0 260.00 1  1'") SAY("kpi") " | grep -o 'so it is the [^.]*'",
     "", "so it is the largest rise in these data\n", "", 0},
    {"the worst fall",
     KPI("'2024-01 1 0 100.00   1' '2024-02 1 0 110.00 0.1  1' '2024-03 1 0 121.00 0.1  1' '2024-04 1 0 100.00 -0.17  1' "
         "'2024-05 1 0 130.00 0.3  1' '2024-06 1 0 65.00 -0.5  1'") SAY("kpi") " | grep -o 'so no period [^.]*'",
     "", "so no period before did worse\n", "", 0},
    {"no period is whole", KPI("'2024-01 0 1 100.00   1'") SAY("kpi"), "",
     "No period is whole in these data, so nothing can be compared.\n", "", 0},
    {"no period", KPI("") SAY("kpi"), "", "There are no periods.\n", "", 0},
    {"beware of a period that is not over, and of the first one",
     KPI("'2024-01 1 1 100.00   1' '2024-02 0 0 75.00 -0.25  2'") BEWARE("kpi"), "",
     "February 2024 is not over in these data: it is shown, but nothing is compared with it.\n"
     "The data begin in January 2024: all customers of that period count as new, since their earlier orders are not known.\n",
     "", 0},
    {"nothing to beware of", KPI("'2024-01 1 0 100.00   1'") BEWARE("kpi"), "", "", "", 0},
    {"weeks",
     TABLE("kpi-weeks.tsv",
           "'period complete burn_in revenue growth orders' '2024-W01 1 0 5.00  1' '2024-W02 1 0 10.00 1 1'")
         SAY("kpi") " | cut -d . -f 1-2",
     "", "2024-W02 brought 10.00, 100\n", "", 0},
    {"an amount that is none", KPI("'2024-01 1 1 1,5   1'") "report d", "", "",
     "report: d/kpi-months.tsv:2: column \"revenue\": \"1,5\" is not a number", 1},
    {"a column is missing",
     KPI("'2024-01 1 1 100.00   1'") PRODUCTS(
         "'1 mug 1.00 1 1'") "sed -i s/growth/growht/ d/kpi-months.tsv; "
                             "report --only kpi,products d | grep -o 'id=\"kpi\"\\|The section .* left out[^<]*' | sed 's/&quot;/\"/g'",
     "", "The section \"Revenue and orders\" is left out: d/kpi-months.tsv: no column \"growth\".\n",
     "report: d/kpi-months.tsv: no column \"growth\", so the page has no section \"kpi\"", 0},
    {"a broken row", KPI("'2024-01 1'") "report d", "", "",
     "report: d/kpi-months.tsv:2: 2 fields where the header has 7", 1},

    /* the bridge */
    {"the largest part is a gain", BRIDGE("2024-02 1 0 130.00 1 0.3 50.00 -10.00 0.00 -20.00 10.00 0.00") SAY("bridge"),
     "",
     "From January 2024 to February 2024 revenue changed by +30.00. The largest part is +50.00: customers who bought for the "
     "first time; the largest loss is −20.00: customers of the period before who did not buy again.\n",
     "", 0},
    {"the largest part is a loss",
     BRIDGE("2024-02 1 0 50.00 1 -0.5 0.00 -60.00 10.00 0.00 0.00 0.00") SAY("bridge") " | grep -o 'The .*'", "",
     "The largest part is −60.00: customers of both periods, who bought for less; the largest gain is +10.00: customers "
     "who came back after a period without an order.\n",
     "", 0},
    {"there is no loss",
     BRIDGE("2024-02 1 0 110.00 1 0.1 10.00 0.00 0.00 0.00 0.00 0.00") SAY("bridge") " | grep -o 'There.*'", "",
     "There is no loss.\n", "", 0},
    {"nothing changed",
     BRIDGE("2024-02 1 0 100.00 1 0 0.00 0.00 0.00 0.00 0.00 0.00") SAY("bridge") " | grep -o 'No part.*'", "",
     "No part of it changed.\n", "", 0},
    {"one whole period has no change", BRIDGE("2024-02 0 0 100.00 1 0 0.00 0.00 0.00 0.00 0.00 0.00") SAY("bridge"), "",
     "A change needs two whole periods, one after the other, and there are none.\n", "", 0},

    /* customers */
    {"who came again", CUSTOMERS("2024-02 1 0 100.00 1 0 5 2 0.4 3 0.75 1 10.00") SAY("customers"), "",
     "Of 5 customers who bought in February 2024, 2 bought for the first time (40.0%). Of the customers of January 2024, 3 bought "
     "again (75.0%), and 1 did not; those had brought 10.00. With this number of customers the rate is between 30.1% and "
     "95.4% (95% interval).\n",
     "", 0},

    {"one customer", CUSTOMERS("2024-02 1 0 100.00 1 0 1 1 1 0 0 4 10.00") SAY("customers") " | cut -d . -f 1", "",
     "Of 1 customer who bought in February 2024, 1 bought for the first time (100\n", "", 0},
    {"no customer bought", CUSTOMERS("2024-02 1 0 0.00 0 -1 0 0  0 0 4 100.00") SAY("customers") " | cut -d . -f 1", "",
     "No customer bought in February 2024\n", "", 0},

    /* cohorts */
    {"newer customers come back more often",
     COHORTS(
         "'2024-01 0 1000 1000 1 1' '2024-01 1 1000 100 0.1 1' '2024-02 0 1000 1000 1 1' '2024-02 1 1000 300 0.3 1'")
         SAY("cohort"),
     "",
     "Of 1,000 customers who first bought in February 2024, 300 bought again in the period after it (30.0%). Of the 1,000 "
     "customers of the 1 cohort before it 10.0% did. The difference of +20.0 points is between +16.6 and +23.4 (95%), so the "
     "newer customers do come back more often.\n",
     "", 0},
    {"newer customers come back less often",
     COHORTS("'2024-01 1 1000 300 0.3 1' '2024-02 1 1000 100 0.1 1'") SAY("cohort") " | grep -o 'so the.*'", "",
     "so the newer customers do come back less often.\n", "", 0},
    {"it may be chance", COHORTS("'2024-01 1 10 3 0.3 1' '2024-02 1 10 4 0.4 1'") SAY("cohort") " | grep -o 'so it.*'",
     "", "so it may be chance.\n", "", 0},
    {"an age that is not over does not count", COHORTS("'2024-01 1 10 3 0.3 1' '2024-02 1 10 4 0.4 0'") SAY("cohort"),
     "",
     "Of 10 customers who first bought in January 2024, 3 bought again in the period after it (30.0%). It is the only cohort "
     "that has been seen that long.\n",
     "", 0},
    {"no cohort was seen so long", COHORTS("'2024-01 0 10 10 1 1'") SAY("cohort"), "",
     "No cohort has been seen for a whole period after its first one.\n", "", 0},
    {"the second order", SECOND("all 10 6 40 0.55") SAY("second"), "",
     "Of 10 customers 6 have ordered a second time. Within 90 days of the first order an estimated 55.0% do. Half of all "
     "customers do within 40 days.\n",
     "", 0},
    {"fewer than half order again", SECOND("all 10 1  0.1") SAY("second") " | grep -o 'Less.*'", "",
     "Less than half do in the time that was seen.\n", "", 0},

    /* products */
    {"a product that is first after returns too",
     PRODUCTS("'1 mug 30.00 0.6 0.6' '2 pot 10.00 0.2 0.8'")
         TABLE("top-products-net.tsv", "'product_id description revenue' '1 mug 20.00'") SAY("products"),
     "",
     "mug was sold most: 30.00, 60.0% of all. The first 2 products together make 80.0%. It is the first after returns too, "
     "with 20.00.\n",
     "", 0},
    {"a product that came back",
     PRODUCTS("'1 mug 30.00 0.6 0.6'") TABLE("top-products-net.tsv", "'product_id description revenue' '2 pot 10.00'")
         SAY("products") " | grep -o 'After.*'",
     "", "After returns pot is the first, with 10.00.\n", "", 0},
    {"only returns of products", PRODUCTS("'1 mug 0.00  '") SAY("products"), "", "No product was sold.\n", "", 0},
    {"no product", PRODUCTS("") SAY("products"), "", "No product was sold.\n", "", 0},
    {"a name that looks like a tag stays text",
     PRODUCTS(
         "'1 <script>alert(1)</script> 10.00 1 1'") "report d | grep -c '<script>alert'; report d | grep -c '&lt;script&gt;alert(1)&lt;/script&gt; was sold most'",
     "", "0\n1\n", "", 0},
    {"bytes that are not UTF-8", PRODUCTS("$'1 a\\xffb\\xc3 10.00 1 1'") SAY("products") " | cut -d ' ' -f 1", "",
     "a\xef\xbf\xbd"
     "b\xef\xbf\xbd\n",
     "", 0},
    {"countries",
     TABLE("countries.tsv", "'country revenue orders customers' 'A 10.00 1 1' 'B 30.00 1 1'") SAY("countries"), "",
     "B brings 30.00 (75.0% of the revenue); 1 other country brings the rest.\n", "", 0},
    {"only returns",
     TABLE("countries.tsv", "'country revenue orders customers' 'A -10.00 0 1' 'B -30.00 0 1'") SAY("countries"), "",
     "A brings the most, −10.00, of −40.00 in all.\n", "", 0},
    {"one country", TABLE("countries.tsv", "'country revenue orders customers' 'A 10.00 1 1'") SAY("countries"), "",
     "All revenue, 10.00, is from A.\n", "", 0},

    /* who the customers are */
    {"segments", PROFILES(OF("A", "300", "0.3", "0.6") OF("B", "700", "0.7", "0.4")) SAY("segments"), "",
     "Most revenue comes from A: 60.0%, with 30.0% of the customers. The largest is B with 700 customers, the smallest A with "
     "300.\n",
     "", 0},
    {"a small segment", PROFILES(OF("A", "3", "0.3", "0.6") OF("B", "700", "0.7", "0.4")) BEWARE("segments"), "",
     "The segment A has fewer than 30 customers: its means may be chance.\n", "", 0},
    {"small segments", PROFILES(OF("A", "3", "0.3", "0.6") OF("B", "7", "0.7", "0.4")) BEWARE("segments"), "",
     "2 segments have fewer than 30 customers: their means may be chance.\n", "", 0},
    {"no small segment", PROFILES(OF("A", "30", "1", "1")) BEWARE("segments"), "", "", "", 0},
    {"no customers", PROFILES("'(all) revenue eta_squared '") SAY("segments"), "",
     "There are no customers with a segment.\n", "", 0},
    {"more have stopped", STAGES("'2024-01 1 5 0 0 5 0' '2024-02 1 4 1 2 3 10'") SAY("lifecycle"), "",
     "At the end of February 2024 10 of 20 customers (50.0%) had stopped buying, 2 were stars and 1 had come back. A month "
     "earlier 0.0% had stopped, 50.0 points less.\n",
     "", 0},
    {"fewer have stopped",
     STAGES("'2024-01 1 0 0 0 5 5' '2024-02 1 4 1 2 3 0'") SAY("lifecycle") " | grep -o 'A month.*'", "",
     "A month earlier 50.0% had stopped, 50.0 points more.\n", "", 0},
    {"as many have stopped",
     STAGES("'2024-01 1 0 0 0 5 5' '2024-02 1 2 1 2 5 10'") SAY("lifecycle") " | grep -o 'A month.*'", "",
     "A month earlier it was the same share.\n", "", 0},
    {"no whole month", STAGES("'2024-01 0 5 0 0 5 0'") SAY("lifecycle"), "",
     "No month is whole, or it has no customers.\n", "", 0},
    {"moves",
     MOVES("'2024-02 100 40 0.4'", "'A A 60 1.00' '(none) A 90 2.00' 'A B 10 7.00' 'B A 30 5.00'") SAY("moves"), "",
     "In February 2024 40 of 100 customers (40.0%) moved to another segment. The largest move is from B to A: 30 customers, "
     "who have brought 5.00.\n",
     "", 0},
    {"no two months", MOVES("", "") SAY("moves"), "", "There are no two whole months to compare.\n", "", 0},
    {"concentration",
     SHARES("'rows  20' 'negative_rows  0' 'top_share 10 0.5' 'rows_that_make 80 7'") SAY("concentration"), "",
     "The best 10% of the customers bring 50.0% of the revenue; 7 of 20 make 80% of it. \n", "", 0},
    {"negative customers",
     SHARES("'rows  20' 'negative_rows  3' 'top_share 10 0.5' 'rows_that_make 80 7'")
         SAY("concentration") " | grep -o '3 of them.*'",
     "", "3 of them brought less than nothing and count as 0. \n", "", 0},
    {"nothing to share",
     SHARES("'rows  2' 'negative_rows  2' 'top_share 10 ' 'rows_that_make 80 '") SAY("concentration"), "",
     "There is no revenue to divide among the customers. \n", "", 0},

    /* what will happen */
    {"a forecast",
     FORECAST("'2024-03 100.00 80.00 120.00 trend 0' '2024-04 110.00 80.00 130.00 trend 0'") SAY("forecast"), "",
     "March 2024 is expected to bring 100.00, between 80.00 and 120.00; the 2 periods to April 2024 together 210.00.\n",
     "", 0},
    {"no season is known", FORECAST("'2024-03 100.00 80.00 120.00 trend 1'") BEWARE("forecast"), "",
     "The forecast has no season: the data contain less than two whole cycles.\n", "", 0},
    {"another method did better",
     FORECAST("'2024-03 100.00 80.00 120.00 trend 0'")
         TESTS("'rolling naive all 9 0.9 0.7 use' 'rolling trend all 9 1.2 0.5 '")
             SAY("forecast") " | grep -o 'In 9.*'",
     "",
     "In 9 tests on periods that are known its scaled error was 1.2, and 50.0% of its intervals contained what came. The method "
     "\"naive\" did better there: 0.9.\n",
     "", 0},
    {"no method did better",
     FORECAST("'2024-03 100.00 80.00 120.00 trend 0'")
         TESTS("'rolling naive all 9 1.3 0.7 ' 'rolling trend all 9 1.2  use'") SAY("forecast") " | grep -o 'In 9.*'",
     "", "In 9 tests on periods that are known its scaled error was 1.2.\n", "", 0},
    {"no interval", FORECAST("'2024-03 100.00   trend 0'") SAY("forecast"), "",
     "March 2024 is expected to bring 100.00, and there are too few past errors for an interval.\n", "", 0},
    {"nothing to forecast", FORECAST("") SAY("forecast"), "", "There is nothing to forecast from.\n", "", 0},
    {"the value of customers", CLV("'1 0.9 5.00 30.00 1.00' '2 0.6 5.00 10.00 1.00'") SAY("clv"), "",
     "2 customers are expected to bring 40.00 within 1 year, in today's value; 2 of them are still customers, by the model. The "
     "tenth with the highest value brings 75.0% of it. These tables do not show how well the model predicts: clv.mk tests it.\n",
     "", 0},
    {"the model was tried",
     CLV("'1 0.9 5.00 30.00 1.00'") TABLE("chosen.tsv", "'family' 'bgnbd'")
         TABLE("scores.tsv", "'family days bought expected bias' 'bgnbd 90 10 8 -0.2'")
             SAY("clv") " | grep -o 'Tried.*'",
     "", "Tried on 90 days that it had not seen, the model expected 8 purchases; 10 came.\n", "", 0},
    {"its values may be too low",
     CLV("'1 0.9 5.00 30.00 1.00'") TABLE("chosen.tsv", "'family' 'bgnbd'")
         TABLE("scores.tsv", "'family days bought expected bias' 'bgnbd 90 10 8 -0.2'") BEWARE("clv"),
     "",
     "In its test the model of the customers' value expected fewer purchases than came: its values may be too low.\n",
     "", 0},
    {"a model that is near enough",
     CLV("'1 0.9 5.00 30.00 1.00'") TABLE("chosen.tsv", "'family' 'bgnbd'")
         TABLE("scores.tsv", "'family days bought expected bias' 'bgnbd 90 100 98 -0.02'") BEWARE("clv"),
     "", "", "", 0},
    {"a model that is not identified",
     CLV("'1 0.9 5.00 30.00 1.00'")
         TABLE("models.tsv", "'section name value family' 'fit verdict flat bgnbd' 'fit verdict optimum gammagamma'")
             BEWARE("clv"),
     "", "The model bgnbd is not identified by these data (flat): do not rely on its predictions.\n", "", 0},
    {"churn",
     CHURN("'1 2024-03-01 0.5 30.00' '2 2024-03-01 0.5 10.00'",
           "'p r auc 0.1 0.05 0.2 better' 'p q auc -0.1 -0.2 0.1 no~difference~shown'") SAY("churn"),
     "",
     "Of 2 customers 1 is expected to buy nothing in the days that the model predicts, from 1 March 2024 on. 40.00 are at stake: what they would bring times the chance that they do not come again. 75.0% of that is with one tenth of the "
     "customers: they are the first in churn.tsv. In 2 comparisons with simple scores the model is better in 1 and worse in 0; "
     "in 1 no difference is shown.\n",
     "", 0},
    {"a model that is worse than a simple score",
     CHURN("'1 2024-03-01 0.5 30.00'", "'p r auc -0.1 -0.2 -0.05 worse'") BEWARE("churn"), "",
     "The model of churn did worse than a simple score in 1 of 1 comparison.\n", "", 0},

    /* what to do */
    {"the largest opportunity", WORTH("'A 3 5.00 B 70.00' 'B 9 9.00  '") SAY("steps") " | cut -d . -f 1-2", "",
     "The most is to be gained from A: if each of its 3 customers came to the average of B, that would be 70.00\n", "",
     0},
    {"no opportunity", WORTH("'A 3 5.00  '") SAY("steps"), "", "No segment has a next better one to grow into.\n", "",
     0},
    {"the next campaign",
     TABLE("campaign-actions.tsv",
           "'customer_id action expected_value holdout' '1 call 5.00 0' '2 write 4.00 1' '3 write 3.50 0' '4 call  0'")
         SAY("actions"),
     "",
     "4 customers are on the action list, 1 of them held out. Those must not be contacted: they show what the actions add. "
     "The action with the largest expected value is \"write\": 7.50 from 2 customers. That is what these customers are expected to bring, "
     "not what the action adds.\n",
     "", 0},
    {"a campaign without a hold-out group",
     TABLE("campaign-actions.tsv", "'customer_id action expected_value holdout' '1 call 5.00 0'") SAY("actions"), "",
     "1 customer is on the action list, 0 of them held out. Without a group that is held out it will not be known what the "
     "actions add. The action with the largest expected value is \"call\": 5.00 from 1 customer. That is what these customers are expected "
     "to bring, not what the action adds.\n",
     "", 0},
    {"an empty action list",
     TABLE("campaign-actions.tsv", "'customer_id action expected_value holdout'") SAY("actions"), "",
     "No customer is on the action list.\n", "", 0},
    {"an experiment",
     TABLE("campaign-last.tsv",
           "'tier group name value' '(all)  srm_p 0.5' '(all) B verdict shown' 'High B verdict other'")
         SAY("experiment"),
     "", "Group B: shown.\n", "", 0},
    {"groups of wrong sizes",
     TABLE("campaign-last.tsv", "'tier group name value' '(all)  srm_p 0.001' '(all) B verdict shown'")
         BEWARE("experiment"),
     "", "The groups of the last campaign are not as large as planned (P 0.001): its result is in doubt.\n", "", 0},
    {"prices",
     PRICES(
         "'1 5.00 1.00 -2 -3 -1.5 elastic' '2 5.00 1.00 1 0.5 2 rises' '3 5.00 1.00 0 -1 1 none' '4 5.00 1.00    one'")
         SAY("price"),
     "",
     "Of 4 products 2 show that demand depends on the price. 1 of them is elastic: a lower price brings more revenue. With 1 "
     "demand rises with the price: something other than the price causes that. Unless the prices were changed "
     "at random, only an experiment confirms this.\n",
     "", 0},

    /* the data */
    {"rows that could not be read",
     TABLE("customers.tsv", "'customer_id as_of purchase_days' '1 2024-02-01 1' '2 2024-02-01 0'") TABLE(
         "lines.tsv.prov",
         "'fact name value bytes xxh3' 'stat rows_in 10  ' 'stat rows_out 6  ' 'stat rows_bad 1  ' 'stat dropped_guest 3  '")
         SAY("data"),
     "",
     "Of 10 rows of the log 6 count; 3 were left out by the rules: 3 guest, and 1 could not be read. There are 2 customers, "
     "seen up to 1 February 2024; 1 of them has no purchase day, only returns. \n",
     "", 0},
#define LEFT_OUT                                                                                            \
    TABLE("customers.tsv", "'customer_id' '1'")                                                             \
    TABLE("lines.tsv.prov", "'fact name value bytes xxh3' 'variable POLICY sales  ' 'stat rows_in 9  ' "    \
                            "'stat rows_out 5  ' 'stat rows_bad 0  ' 'stat amount 110.00  ' "               \
                            "'stat dropped_kind_return 1  ' 'stat dropped_guest 2  '")                      \
    TABLE("report.tsv", "'section name rows share amount' 'lines all 9 1 100.00' 'kind sale 7 0.7 120.00' " \
                        "'kind return 1 0.1 -15.00' 'kind credit 1 0.1 -5.00'")
    {"what the policy leaves out", LEFT_OUT BEWARE("data"), "",
     "The figures leave out returns (−15.00), credits such as discounts (−5.00) and guests: they add up to 110.00, the "
     "whole log to 100.00 (POLICY=signed counts them).\n",
     "", 0},
    {"which is little", LEFT_OUT "sed -i 's/-15/-0/; s/-5/-1/; s/guest/dozen/' d/report.tsv d/*.prov; " BEWARE("data"),
     "", "", "", 0},
    {"many guests",
     TABLE("customers.tsv", "'customer_id' '1'")
         TABLE("report.tsv", "'section name rows share amount' 'guests all 2 0.2 5.00' 'days longest_without_rows 9  '")
             BEWARE("data"),
     "",
     "20.0% of the rows of the log name no customer: these guests are in no figure of customers.\n"
     "The log has 9 days in a row without any line: is a file missing?\n",
     "", 0},

    {"no whole run",
     TABLE("customers.tsv", "'customer_id' '1'") TABLE("a.tsv.prov", "'fact name value bytes xxh3' 'tool t 1  '")
         BEWARE("origin") "; touch d/retail.manifest; " BEWARE("origin"),
     "", "d has no manifest of a whole run: its tables may be of different runs.\n", "", 0},

    /* figures */
    {"currency and grouping",
     KPI("'2024-01 1 0 1234567.89   12345'") "report --currency '$' --grouping point --only kpi d | "
                                             "grep -o 'title=\"[^\"]*\">[^<]*</t[hd]>' | sed 's/<.*//'",
     "", "title=\"$1.234.567,89\">$1.234.568\n", "", 0},
    {"text of 80 columns",
     KPI("'2024-01 1 0 100.00   4' '2024-02 1 0 150.00 0.5  5'")
         PROFILES(OF("A", "300", "0.3", "0.6")
                      OF("B", "700", "0.7", "0.4")) "report --text --only kpi,segments --title Shop d",
     "",
     "Shop\n\nFebruary 2024, the change, and January 2024\n\n"
     "  Revenue                     150.00    +50.0%           100.00\n"
     "  Orders                           5    +25.0%                4\n\n"
     "Segments                   customers  of revenue\n\n"
     "  A                              300       60.0%  ████████████████████████████\n"
     "  B                              700       40.0%  ██████████████████▋\n",
     "", 0},
    {"two folders",
     KPI("'2024-01 1 0 1.00   1'") "mv d e; " PRODUCTS(
         "'1 mug 1.00 1 1'") "report --only kpi,products e d | grep -o '<section id=\"[a-z]*\"'",
     "", "<section id=\"kpi\"\n<section id=\"products\"\n<section id=\"definitions\"\n", "", 0},
    {"links lead from where the page will be",
     KPI("'2024-01 1 0 1.00   1'") "mkdir -p 'a b'; mv d 'a b/d %'; report --only kpi --home 'a b' 'a b/d %' | "
                                   "grep -o 'href=\"[^#\"]*\"'; report --only kpi --home d 'a b/d %' 2>&1 | grep -o 'href=\"[^#\"]*\"'",
     "", "href=\"d%20%25/kpi-months.tsv\"\nhref=\"a%20b/d%20%25/kpi-months.tsv\"\n", "", 0},
    {"long tables are cut",
     "mkdir d; { printf 'period\\tcomplete\\trevenue\\torders\\tgrowth\\n'; for i in $(seq 2001 2099); do "
     "printf \"$i\\t1\\t1.00\\t1\\t0\\n\"; done; } > d/kpi.tsv; report --only kpi d > p; grep -c '^<tr' p; grep -o 'The last.*rows' p",
     "", "24\nThe last 24 of 99 rows\n", "", 0},
};
