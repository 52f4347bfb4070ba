/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#define HEAD  "product_id\tquantity\tunit_price\ttier\n"
#define SOLD  HEAD "mug\t2\t5.00\tHigh\nmug\t4\t5.00\tLow\npot\t1\t20.00\tHigh\n"
#define COSTS "printf 'product_id\\tcost\\nmug\\t3\\npot\\t8.00\\n' > costs; "
#define RULE  "printf '%s\\n' '-10 : tier = \"High\"' > rules; "

/* Demand is 40 * list price^-1.5 for consumers and eight times that for shops, which pay 20 % less; list prices are
 * random. The generator is Park and Miller's, and a sum of twelve of its numbers is nearly normal. */
#define MARKET                                                                                                     \
    "awk 'function u() { seed = seed * 16807 % 2147483647; return seed / 2147483647 } BEGIN { seed = 7; "          \
    "print \"product_id\\tquantity\\tunit_price\\ttype\"; for (i = 0; i < 4000; i++) { shop = u() < 0.3; "         \
    "list = 4 + 3 * u(); noise = -6; for (k = 0; k < 12; k++) noise += u(); price = list * (shop ? 0.8 : 1); "     \
    "printf \"%s\\t%.4f\\t%.4f\\t%s\\n\", i % 3, (1 + i % 3) * 40 * (shop ? 8 : 1) * exp(-1.5 * log(price) + 0.4 " \
    "* noise), price, shop ? \"shop\" : \"consumer\" } }' > market; "

CLI_ROWS(price) = {
    {"lines that fit exactly do not show how far off the estimate is",
     "price --only product_id,elasticity,elasticity_low,elasticity_high,verdict --digits 3",
     "product_id\tquantity\tunit_price\nr\t2\t1.00\nr\t2\t1.00\nr\t1\t2.00\nr\t1\t2.00\n",
     "product_id\telasticity\telasticity_low\telasticity_high\tverdict\nr\t-1\t\t\tthe lines fit exactly\n", "", 0},
    {"an elasticity that is known is found, beside a naive one that is not it",
     MARKET "price --controls type --fit fit market | cut -f 16 | tail -n +2; awk -F'\\t' '$1 == \"(all)\" && $3 == "
            "\"ln price\" { v[$2 $4] = $5 } END { low = v[\"controlledlow\"]; high = v[\"controlledhigh\"]; print "
            "(low < -1.5 && high > -1.5), (high - low < 0.3), (v[\"naivehigh\"] < -2.5) }' fit",
     NULL, "confounded by type\nconfounded by type\nconfounded by type\n1 1 1\n", "", 0},
    {"wholesale tiers", MARKET "price --tiers 15 --only verdict market | sort -u", NULL,
     "confounded by wholesale tiers\nverdict\n", "", 0},
    {"a level for each product is the same as a label of it",
     MARKET
     "price --by all --controls product_id,type --fit a <(awk 'NR == 1 { print $0 \"\\tall\"; next } { print $0 "
     "\"\\tx\" }' market) > /dev/null; price --controls type --fit b market > /dev/null; "
     "for f in a b; do awk -F'\\t' -v f=$f '$1 == (f == \"a\" ? \"x\" : \"(all)\") && $2 == \"controlled\" && $3 "
     "== \"ln price\" { printf \"%s %.9f\\n\", $4, $5 }' $f > $f.out; done; wc -l < a.out; diff a.out b.out",
     NULL, "6\n", "", 0},
    {"a rule, and what it changes",
     COSTS RULE "price --rules ./rules --costs costs --effect e --elasticity -2 --digits 4 > p; cut -f "
                "1,4-8,10-12,19-20,23 e; cut -f 1,20-24 p",
     SOLD,
     "change\trevenue\tnew_revenue\tgiven_away\tdiscount\tshare\tmargin\tnew_margin\tbreak_even\telastic_units\t"
     "elastic_revenue\telastic_margin\n"
     "-10\t30.00\t27.00\t3.00\t0.1\t0.06\t16.00\t13.00\t0.2308\t3.7037\t33.3333\t16.0494\n"
     "(none)\t20.00\t20.00\t0.00\t0\t0\t8.00\t8.00\t0\t4\t20\t8\n"
     "(all)\t50.00\t47.00\t3.00\t0.06\t0.06\t24.00\t21.00\t0.1429\t7.7037\t53.3333\t24.0494\n"
     "product_id\tnew_revenue\tnew_margin\tdiscount\tbreak_even\telastic_revenue\n"
     "mug\t29.00\t11.00\t0.0333\t0.0909\t\npot\t18.00\t10.00\t0.1\t0.2\t\n",
     "", 0},
    {"no uplift pays",
     COSTS "echo '-40 : tier is not empty' > rules; price --rules ./rules --costs costs --only product_id,break_even",
     SOLD, "product_id\tbreak_even\nmug\t\npot\t2\n", "", 0},
    {"a rise", COSTS "echo '25 : else' > rules; price --rules ./rules --costs costs --only break_even",
     HEAD "mug\t1\t4.00\t\n", "break_even\n-0.5\n", "", 0},
    {"an ending, and limits",
     COSTS "echo '-50 : else' > rules; cat > in; for o in '' '--places 1' '--ending 0.99' '--floor 0.8' '--floor 0.8 "
           "--ending 0.99' '--least-margin 0.25' '--least-margin 0.25 --cap 1 --ending 0.95'; do price --rules ./rules "
           "--costs costs $o --only new_revenue in | tail -n 1; done",
     HEAD "mug\t1\t5.23\t\n", "2.615\n2.60\n2.99\n4.184\n4.99\n4.00\n4.95\n", "", 0},
    {"the cap wins over the least margin, and that is told",
     COSTS
     "echo '1 : else' > rules; price --rules ./rules --costs costs --cap 1.1 --least-margin 0.5 --effect e --only "
     "new_revenue 2> err; cut -f 13-15 e | tail -n 1; cat err >&2",
     HEAD "mug\t1\t4.00\t\n", "new_revenue\n4.40\n1\t0\t1\n", "1 new price leaves less than --least-margin", 0},
    {"a price is never rounded to 0, and what an elasticity makes too large is empty",
     "echo '-99.99 : else' > rules; price --rules ./rules --places 0 --effect e --elasticity -100 --only new_revenue; "
     "cut -f 5,16,20 e",
     HEAD "mug\t1\t0.40\t\nmug\t1\t10000\t\n",
     "new_revenue\n2.00\nnew_revenue\telasticity\telastic_revenue\n2.00\t-100\t\n0.00\t-100\t0\n2.00\t-100\t\n", "", 0},
    {"a price that no rule changes has no ending",
     RULE "price --rules ./rules --ending 0.99 --cap 1 --only new_revenue", HEAD "mug\t1\t5.23\tLow\n",
     "new_revenue\n5.23\n", "matches no row", 0},
    {"the best price, at either end of the interval",
     MARKET
     "(printf 'product_id\\tcost\\n'; for i in 0 1 2; do printf '%s\\t1.50\\n' $i; done) > costs; "
     "price --controls type --costs costs --floor 0.5 --cap 2 market | awk -F'\\t' 'NR > 1 { e = $13; b = 1.5 * e "
     "/ (1 + e); if ((b - $17) ^ 2 > 1e-10 || $18 > $17 || $19 < $17) print }'",
     NULL, "", "", 0},
    {"nothing is known beyond the prices that were paid",
     MARKET "price --controls type --only lowest,best_price market | awk 'NR > 1 && $1 != $2'", NULL, "", "", 0},
    {"one price, few lines, and what controls tell", "price --controls tier --only product_id,verdict,elasticity",
     HEAD "a\t1\t5\tx\na\t2\t5\ty\nb\t1\t5\tx\nb\t2\t4\tx\nc\t1\t5\tx\nc\t2\t5\tx\nc\t3\t4\ty\nc\t3\t4\ty\n",
     "product_id\tverdict\telasticity\na\tone price\t\nb\ttoo few lines\t\nc\tthe controls tell the price\t\n", "", 0},
    {"returns, free lines and lines without a price are dropped",
     "price --stats s --dropped d --only product_id,lines,revenue; grep dropped_ s; cat d",
     HEAD "a\t1\t5\t\na\t-1\t5\t\na\t1\t0.00\t\na\t1\t\t\n",
     "product_id\tlines\trevenue\na\t1\t5.00\ndropped_not_sold\t1\ndropped_no_price\t2\n" HEAD
     "a\t-1\t5\t\na\t1\t0.00\t\na\t1\t\t\n",
     "", 0},
    {"a product without a cost has no margin",
     RULE
     "printf 'product_id\\tcost\\nmug\\t3\\n' > costs; price --rules ./rules --costs costs --effect e --elasticity -1 "
     "--only product_id,cost,margin,new_margin; cut -f 1,9,10 e",
     SOLD,
     "product_id\tcost\tmargin\tnew_margin\nmug\t3.00\t0.4\t11.00\npot\t\t\t\n"
     "change\tcosted\tmargin\n-10\t0.3333333333333333\t4.00\n(none)\t1\t8.00\n(all)\t0.6\t12.00\n",
     "1 of 2 products has no cost in costs: their margins are left out", 0},
    {"a cost that is not a number", "printf 'product_id\\tcost\\nmug\\tx\\n' > costs; price --costs costs", SOLD, NULL,
     "costs:2: column \"cost\": \"x\" is not a number", 2},
    {"a cost below 0", "printf 'product_id\\tcost\\nmug\\t-1\\n' > costs; price --costs costs", SOLD, NULL,
     "costs:2: column \"cost\": \"-1\" is below 0", 2},
    {"a rule that is no change", "echo 'ten : else' > rules; price --rules ./rules", SOLD, NULL,
     "rules:1:1: \"ten\" is not a change in per cent", 2},
    {"a rule that leaves nothing", "echo '-100 : else' > rules; price --rules ./rules", SOLD, NULL,
     "rules:1:1: \"-100\" is not a change in per cent", 2},
    {"top of the lines", "echo '-10 : quantity >= top 20 %' > rules; price --rules ./rules", SOLD, NULL,
     "top % would be that of the lines", 2},
    {"tiers that fall", "price --tiers 48,12", SOLD, NULL, "--tiers: \"12\" is not a number of units", 2},
    {"no elasticity to assume is told", RULE "price --rules ./rules --effect e --only product_id", SOLD,
     "product_id\nmug\npot\n", "the estimated elasticity is not clearly below 0", 0},
    {"too many labels",
     "awk 'BEGIN { print \"product_id\\tquantity\\tunit_price\\tc\"; for (i = 0; i < 600; i++) print \"a\\t1\\t\" 1 + i "
     "\"\\tx\" i }' | price --controls c",
     NULL, NULL, "the controls have 601 labels, and at most 500", 1},
};
